"""From the text of a document to its root element: the way in that every notation of this package takes.

Documents come from strangers: no entity is expanded, no DTD is read, nothing is fetched, and sizes and depths have bounds.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from . import source_lines
from .issues import did_you_mean, ERROR, Issue, sort_issues
from .messages import msg, TranslatableMessage

MOST_BYTES = 24 * 1024 * 1024
"""More than ten thousand full scenes; a larger file is a mistake or an attack."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"Entity '([^']+)' not defined")


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """What came of parsing: the root element and the line of each element, or None and what is wrong."""

    root: etree._Element | None
    lines: dict[etree._Element, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def parse_document(source: str | bytes, tag: str, what: TranslatableMessage) -> XmlDocument:
    """Parse a document whose root has to be `tag`, called `what` ("a scenario") in sentences. Never raises for bad input."""
    text = None
    try:
        if isinstance(source, str):
            # The encoding a declaration names is that of bytes; its line breaks stay, for the line numbers.
            text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), source)
        data = source if text is None else text.encode()
    except UnicodeEncodeError:
        return _unreadable(msg("the text holds characters that are no characters (lone surrogates)"))
    if len(data) > MOST_BYTES:
        return _unreadable(msg("the file is larger than {size} MB", size=MOST_BYTES // 1024 // 1024))
    # Not huge_tree: libxml2's own bounds on depth, names and single texts stay on.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return XmlDocument(None, issues=sort_issues(_syntax_problems(parser, error)))
    except (ValueError, LookupError) as error:
        return _unreadable(msg("this can't be read as XML: {problem}", problem=str(error)))
    return _checked(root, _decoded(data, root) if text is None else text, tag, what)


def _checked(root: etree._Element, text: str | None, tag: str, what: TranslatableMessage) -> XmlDocument:
    if root.getroottree().docinfo.internalDTD is not None:
        return _unreadable(msg("a DOCTYPE can't be used here; take that line out"), source_lines.doctype_line(text))
    if root.tag != tag:
        return _unreadable(msg("the file begins with <{found}>; {what} begins with <{tag}>{hint}", found=str(root.tag)[:60], what=what,
                                tag=tag, hint=did_you_mean(str(root.tag), [tag])), root.sourceline)
    return XmlDocument(root, source_lines.lines_by_element(root, text))


def _decoded(data: bytes, root: etree._Element) -> str | None:
    """Give the text that was parsed, for counting its lines; None where its encoding is one only libxml2 knows."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else root.getroottree().docinfo.encoding or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return None


def _syntax_problems(parser, error) -> Iterator[Issue]:
    entries = [(entry.line, entry.message) for entry in parser.error_log] or [(error.lineno, error.msg)]
    for line, told in dict.fromkeys(entries):
        words = " ".join(told.split())
        if entity := _ENTITY.match(words):
            message = msg("this is not well-formed XML: \"&{entity};\" is not known in XML; write the character itself (or &#160; for a "
                           "fixed space)", entity=entity[1])
        else:
            # The parser speaks English only.
            message = msg("this is not well-formed XML: {problem}", problem=words)
        yield Issue(ERROR, "not-xml", message, line or None, fatal=True)


def _unreadable(message: TranslatableMessage, line: int | None = None) -> XmlDocument:
    return XmlDocument(None, issues=(Issue(ERROR, "unreadable", message, line, fatal=True),))
