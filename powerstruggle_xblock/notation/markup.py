"""The small markup inside texts: what may stand there, and its one canonical spelling.

A text is kept as a string of escaped, well-formed markup with white space folded, so that the same words are the same
string however a platform pretty-prints the file around them. What is not on the list is reported and left out. Whoever
shows a text in a browser still passes it through a sanitiser; this module is the notation's rule, not the last guard.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from .messages import msg

BLOCKS = ("p", "br", "ul", "ol", "li")
MARKS = ("em", "strong", "b", "i", "q", "span", "abbr", "a")
ATTRIBUTES = {"span": ("lang", "dir"), "abbr": ("title",), "a": ("href",)}
SCHEMES = ("https:", "http:", "mailto:", "tel:")
NEVER_WORDS = frozenset({"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "textarea"})
"""Elements whose inside is no text to keep."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANK = " \t\r\n"
"""White space as XML means it. A fixed space (French sets one before a question mark) is a character like any other."""
_BLOCK = re.compile(rf"</?(?:{'|'.join(BLOCKS)})[ />]")
_BREAK = re.compile(r"</(?:p|li)>|<br/>")
_TAG = re.compile(r"(<[^>]+>)")
_SPACE = re.compile(rf"[{_BLANK}]+")
_TO_FOLD = ("  ", "\n", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def parse_markup(element: etree._Element, complain) -> str | None:
    """Give the text inside an element, or None when it has no words.

    `complain(element, message)` is called for each thing left out, with a Sentence.
    """
    if not len(element):
        return _spaced(escape(element.text or "")) or None
    text = collapse_space("".join(_parts(element, complain)))
    return text if plain_text(text) else None


def collapse_space(text: str) -> str:
    """Fold white space so that equal texts are equal strings.

    Parsers told to drop blank text, as platforms' are, would glue words at a space that stands alone between two marks:
    such a space moves into the mark before it, or where there is none into the one after it.
    """
    folded = _spaced(text)
    if "<" not in folded:
        return folded
    done: list[str] = []
    waiting = False
    for piece in filter(None, _TAG.split(folded)):
        if _is_block(piece):
            _strip_end(done)
            done.append(piece)
            waiting = False
        elif piece == " ":
            waiting = not _space_before_closing(done)
        elif piece.startswith("<"):
            done.append(piece)
        else:
            after_block = not done or _is_block(done[-1])
            done.append(piece.lstrip(_BLANK) if after_block else f" {piece.lstrip(_BLANK)}" if waiting else piece)
            waiting = False
    return "".join(done).strip(_BLANK)


def _is_block(piece: str) -> bool:
    return bool(_BLOCK.match(piece))


def _strip_end(done: list[str]) -> None:
    if done and not done[-1].startswith("<"):
        done[-1] = done[-1].rstrip(_BLANK)


def _space_before_closing(done: list[str]) -> bool:
    """Put a space before the closing marks that end `done`; False where none do, or nothing is there to be spaced."""
    at = len(done)
    while at and done[at - 1].startswith("</") and not _is_block(done[at - 1]):
        at -= 1
    if at == len(done):
        return not done or _is_block(done[-1])
    if at and not done[at - 1].endswith(" ") and not _is_block(done[at - 1]):
        done.insert(at, " ")
    return True


def _spaced(text: str) -> str:
    return (_SPACE.sub(" ", text) if any(blank in text for blank in _TO_FOLD) else text).strip(_BLANK)


def plain_text(text: str | None) -> str:
    """Give the words of a text without marks, for counting, searching and terminals; "" for None."""
    words = text or ""
    if "<" in words:
        words = _TAG.sub("", _BREAK.sub(" ", words))
    if "&" in words:
        words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return _spaced(words)


def is_safe_link(address: str) -> bool:
    """Tell whether an address may stand in a link or a media source: web, mail, phone, or a course's own file."""
    # Browsers drop tabs and line breaks inside an address: "/<tab>/host" would be another site.
    if _CONTROL.search(address):
        return False
    return address.lower().startswith(SCHEMES) or (address.startswith("/") and not address.startswith(("//", "/\\")))


def _parts(element, complain):
    """Give the pieces of a text. Where only marks stand, pretty-printers may put space between them: it counts as one space."""
    tails = [element.text, *(child.tail for child in element)]
    between = None if any(tail and tail.strip() for tail in tails) or not len(element) else " "
    yield escape(element.text or "") if between is None else ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _mark(child, complain, element)
        yield escape(child.tail or "") if between is None else between if child is not element[-1] else ""


def _mark(child, complain, parent):
    tag = child.tag
    if tag not in BLOCKS and tag not in MARKS:
        complain(child, msg("<{tag}> can't stand inside <{parent}> and is left out; texts take {known}", tag=local_name(tag),
                             parent=local_name(parent.tag), known=", ".join(f"<{name}>" for name in (*BLOCKS, *MARKS))))
        if local_name(tag).lower() not in NEVER_WORDS:
            yield from _parts(child, complain)
        return
    begin = f"<{tag}{''.join(_attributes(child, complain))}"
    inside = "".join(_parts(child, complain))
    if tag == "br":
        if inside.strip(_BLANK):
            complain(child, msg("<br/> holds no words; what stands in it is left out"))
        yield f"{begin}/>"
    elif inside.strip(_BLANK):
        yield f"{begin}>{inside}</{tag}>"
    else:
        # Nothing stands in it. A paragraph still keeps the words around it apart.
        yield " " if tag in BLOCKS else inside


def _attributes(child, complain):
    named = {"lang" if name == XML_LANG else name: value for name, value in child.attrib.items()}
    for name, value in sorted(named.items()):
        if name not in ATTRIBUTES.get(child.tag, ()):
            complain(child, msg("{name}=\"…\" can't stand on <{tag}> and is left out", name=local_name(name), tag=child.tag))
        elif name == "href" and not is_safe_link(_spaced(value)):
            complain(child, msg("a link to \"{address}\" is not let through; use an address that begins with https://",
                                 address=value[:60]))
        else:
            # Folded and spelt with the quotes XML writers use, so that a text has one spelling.
            yield f" {name}={quoteattr(_spaced(value))}"


def local_name(tag: str) -> str:
    """Give a tag or attribute name without its namespace."""
    return tag.rpartition("}")[2]
