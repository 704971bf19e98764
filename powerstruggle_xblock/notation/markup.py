"""The small markup inside texts: which elements and attributes it has, and its one canonical spelling.

A text is kept as a string of escaped, well-formed markup with white space collapsed, so that the same words are the
same string however a platform pretty-prints the file around them. What is not in the lists below is reported and left
out. Whoever shows a text in a browser still sanitizes it; this module applies the notation's rule and is not the last
protection.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from .messages import TranslatableMessage, msg
from .shapes import XML_LANG, XmlElement, tag_name

BLOCKS = ("p", "br", "ul", "ol", "li")
MARKS = ("em", "strong", "b", "i", "q", "span", "abbr", "a")
ATTRIBUTES = {"span": ("lang", "dir"), "abbr": ("title",), "a": ("href",)}
SCHEMES = ("https:", "http:", "mailto:", "tel:")
NEVER_WORDS = frozenset(
    {"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "textarea"}
)
"""Elements whose content is no text to keep."""

_BLANK = " \t\r\n"
"""White space in XML. A no-break space (in French before a question mark) is a character like any other."""
_BLOCK = re.compile(rf"</?(?:{'|'.join(BLOCKS)})[ />]")
_BREAK = re.compile(r"</(?:p|li)>|<br/>")
_TAG = re.compile(r"(<[^>]+>)")
_SPACE = re.compile(rf"[{_BLANK}]+")
_TO_COLLAPSE = ("  ", "\n", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

Report: TypeAlias = Callable[[XmlElement, TranslatableMessage], None]
"""Is called with the element concerned for each thing that is left out."""


def parse_markup(element: XmlElement, report: Report) -> str | None:
    """Return the text inside an element, or None where it has no words."""
    if not len(element):
        return _collapse_blanks(escape(element.text or "")) or None
    text = collapse_space("".join(_build_pieces(element, report)))
    return text if plain_text(text) else None


def collapse_space(text: str) -> str:
    """Return a text with white space collapsed, so that equal texts are equal strings.

    XML parsers that drop blank text, as platforms use them, would join words at a space that stands alone between two
    marks: such a space is moved into the mark before it, or where there is none into the one after it.
    """
    collapsed = _collapse_blanks(text)
    if "<" not in collapsed:
        return collapsed
    done: list[str] = []
    space_pending = False
    for piece in filter(None, _TAG.split(collapsed)):
        if _is_block(piece):
            _strip_end(done)
            done.append(piece)
            space_pending = False
        elif piece == " ":
            space_pending = not _insert_space_before_closing(done)
        elif piece.startswith("<"):
            done.append(piece)
        else:
            words = piece.lstrip(_BLANK)
            if done and not _is_block(done[-1]):
                words = f" {words}" if space_pending else piece
            done.append(words)
            space_pending = False
    return "".join(done).strip(_BLANK)


def _is_block(piece: str) -> bool:
    return bool(_BLOCK.match(piece))


def _strip_end(done: list[str]) -> None:
    if done and not done[-1].startswith("<"):
        done[-1] = done[-1].rstrip(_BLANK)


def _insert_space_before_closing(done: list[str]) -> bool:
    """Insert a space before the closing marks at the end of `done`.

    Return whether the space is dealt with: inserted, or not needed after a block or at the beginning.
    """
    at = len(done)
    while at and done[at - 1].startswith("</") and not _is_block(done[at - 1]):
        at -= 1
    if at == len(done):
        return not done or _is_block(done[-1])
    if at and not done[at - 1].endswith(" ") and not _is_block(done[at - 1]):
        done.insert(at, " ")
    return True


def _collapse_blanks(text: str) -> str:
    return (_SPACE.sub(" ", text) if any(blank in text for blank in _TO_COLLAPSE) else text).strip(_BLANK)


def plain_text(text: str | None) -> str:
    """Return the words of a text without markup, for counting, searching and terminals; "" for None."""
    words = text or ""
    if "<" in words:
        words = _TAG.sub("", _BREAK.sub(" ", words))
    if "&" in words:
        words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return _collapse_blanks(words)


def is_safe_link(address: str) -> bool:
    """Return whether an address may be that of a link or a media file: web, mail, phone, or a course's own file."""
    # Browsers drop tabs and line breaks inside an address: "/<tab>/host" would be another site.
    if _CONTROL.search(address):
        return False
    return address.lower().startswith(SCHEMES) or (address.startswith("/") and not address.startswith(("//", "/\\")))


def _build_pieces(element: XmlElement, report: Report) -> Iterator[str]:
    """Return the pieces of a text.

    Between marks without words around them, a pretty-printer may add space: it counts as one.
    """
    tails = [element.text, *(child.tail for child in element)]
    between = None if any(tail and tail.strip() for tail in tails) or not len(element) else " "
    yield escape(element.text or "") if between is None else ""
    for child in element:
        # The tag of a comment or entity is no string.
        if isinstance(child.tag, str):
            yield from _build_mark(child, report, element)
        yield escape(child.tail or "") if between is None else between if child is not element[-1] else ""


def _build_mark(child: XmlElement, report: Report, parent: XmlElement) -> Iterator[str]:
    tag = tag_name(child)
    if tag not in BLOCKS and tag not in MARKS:
        report(
            child,
            msg(
                "<{tag}> can't stand inside <{parent}> and is left out; texts take {known}",
                tag=local_name(tag),
                parent=local_name(tag_name(parent)),
                known=", ".join(f"<{name}>" for name in (*BLOCKS, *MARKS)),
            ),
        )
        if local_name(tag).lower() not in NEVER_WORDS:
            yield from _build_pieces(child, report)
        return
    begin = f"<{tag}{''.join(_build_attributes(child, report))}"
    inside = "".join(_build_pieces(child, report))
    if tag == "br":
        if inside.strip(_BLANK):
            report(child, msg("<br/> holds no words; what stands in it is left out"))
        yield f"{begin}/>"
    elif inside.strip(_BLANK):
        yield f"{begin}>{inside}</{tag}>"
    else:
        # The element is empty. A paragraph still separates the words around it.
        yield " " if tag in BLOCKS else inside


def _build_attributes(child: XmlElement, report: Report) -> Iterator[str]:
    tag = tag_name(child)
    named = {"lang" if name == XML_LANG else str(name): str(value) for name, value in child.attrib.items()}
    for name, value in sorted(named.items()):
        if name not in ATTRIBUTES.get(tag, ()):
            report(child, msg("{name}=\"…\" can't stand on <{tag}> and is left out", name=local_name(name), tag=tag))
        elif name == "href" and not is_safe_link(_collapse_blanks(value)):
            report(child, msg("a link to \"{address}\" is not let through; use an address that begins with https://",
                              address=value[:60]))
        else:
            # Collapsed and with the quotation marks that XML writers use, so that a text has one spelling.
            yield f" {name}={quoteattr(_collapse_blanks(value))}"


def local_name(tag: str) -> str:
    """Return a tag or attribute name without its namespace."""
    return tag.rpartition("}")[2]
