"""The small markup inside texts: what may stand there, and its one canonical spelling.

A text is kept as a string of escaped, well-formed markup with white space folded, so that the same words are the same
string however a platform pretty-prints the file around them. What is not on the list is reported and left out. Whoever
shows a text in a browser still passes it through a sanitiser; this module is the notation's rule, not the last guard.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

BLOCKS = ("p", "br", "ul", "ol", "li")
MARKS = ("em", "strong", "b", "i", "q", "span", "abbr", "a")
ATTRIBUTES = {"span": ("lang", "dir"), "abbr": ("title",), "a": ("href",)}
SCHEMES = ("https:", "http:", "mailto:", "tel:")
NEVER_WORDS = frozenset({"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "textarea"})
"""Elements whose inside is no text to keep."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_AROUND_BLOCKS = re.compile(rf"\s*(</?(?:{'|'.join(BLOCKS)})(?:\s[^>]*)?/?>)\s*")
_BETWEEN_MARKS = re.compile(rf"\s*((?:</(?:{'|'.join(MARKS)})>)+)\s+(?=<(?:{'|'.join(MARKS)})\b)")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


def read(element: etree._Element, complain) -> str | None:
    """Give the text inside an element, or None when there is none.

    `complain(element, message)` is called for each thing left out.
    """
    return fold("".join(_parts(element, complain))) or None


def fold(text: str) -> str:
    """Fold white space so that equal texts are equal strings.

    A space between two marks moves into the first: parsers told to drop blank text, as platforms' are, would glue the words.
    """
    folded = _SPACE.sub(" ", text)
    folded = _AROUND_BLOCKS.sub(r"\1", folded)
    folded = _BETWEEN_MARKS.sub(r" \1", folded)
    return folded.strip()


def plain(text: str | None) -> str:
    """Give the words of a text without marks, for counting, searching and terminals; "" for None."""
    words = _TAG.sub("", re.sub(r"</(?:p|li)>|<br/>", " ", text or ""))
    return _SPACE.sub(" ", words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")).strip()


def is_safe_link(address: str) -> bool:
    """Tell whether an address may stand in a link or a media source: web, mail, phone, or a course's own file."""
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
        complain(child, f"<{local(tag)}> can't stand inside <{local(parent.tag)}> and is left out; texts take "
                        f"{', '.join(f'<{name}>' for name in (*BLOCKS, *MARKS))}")
        if local(tag).lower() not in NEVER_WORDS:
            yield from _parts(child, complain)
        return
    yield f"<{tag}{''.join(_attributes(child, complain))}"
    if tag == "br":
        yield "/>"
        return
    yield ">"
    yield from _parts(child, complain)
    yield f"</{tag}>"


def _attributes(child, complain):
    for name, value in sorted(child.attrib.items()):
        name = "lang" if name == XML_LANG else name
        if name not in ATTRIBUTES.get(child.tag, ()):
            complain(child, f"{local(name)}=\"…\" can't stand on <{child.tag}> and is left out")
        elif name == "href" and not is_safe_link(value.strip()):
            complain(child, f"a link to \"{value[:60]}\" is not let through; use an address that begins with https://")
        else:
            # Folded and spelt with the quotes XML writers use, so that a text has one spelling.
            yield f" {name}={quoteattr(_SPACE.sub(' ', value.strip()))}"


def local(tag: str) -> str:
    """Give a tag or attribute name without its namespace."""
    return tag.rpartition("}")[2]
