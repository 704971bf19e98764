"""From the text of a document to its root element, for all notations of this package.

Documents come from strangers: no entity is expanded, no DTD is read, nothing is fetched, and sizes and depths have
bounds.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from . import source_lines
from .issues import ERROR, Issue, did_you_mean, sort_issues
from .messages import TranslatableMessage, msg
from .shapes import XmlElement

MAX_BYTES = 24 * 1024 * 1024
"""More than ten thousand full scenes; a larger file is a mistake or an attack."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"Entity '([^']+)' not defined")


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """The result of parsing XML.

    `root` is the root element, or None where there are issues; `lines_by_element` holds the line of each element, from
    1.
    """

    root: XmlElement | None
    lines_by_element: Mapping[XmlElement, int] = field(default_factory=dict[XmlElement, int])
    issues: tuple[Issue, ...] = ()


def parse_document(source: str | bytes, tag: str, name: TranslatableMessage) -> XmlDocument:
    """Parse a document whose root has to be `tag`; `name` ("a scenario") names it in messages.

    Never raises for bad input.
    """
    text = None
    try:
        if isinstance(source, str):
            # The encoding in a declaration is that of bytes. Its line breaks stay, for the line numbers.
            text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), source)
            data = text.encode()
        else:
            data = source
    except UnicodeEncodeError:
        return _build_unreadable(msg("the text holds characters that are no characters (lone surrogates)"))
    if len(data) > MAX_BYTES:
        return _build_unreadable(msg("the file is larger than {size} MB", size=MAX_BYTES // 1024 // 1024))
    # Without huge_tree, libxml2's own bounds on depth, names and single texts apply.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return XmlDocument(None, issues=sort_issues(_build_syntax_issues(parser, error)))
    except (ValueError, LookupError) as error:
        return _build_unreadable(msg("this can't be read as XML: {problem}", problem=str(error)))
    return _check_root(root, _decode(data, root) if text is None else text, tag, name)


def _check_root(root: XmlElement, text: str | None, tag: str, name: TranslatableMessage) -> XmlDocument:
    if root.getroottree().docinfo.internalDTD is not None:
        return _build_unreadable(
            msg("a DOCTYPE can't be used here; take that line out"), source_lines.doctype_line(text)
        )
    if root.tag != tag:
        return _build_unreadable(
            msg(
                "the file begins with <{found}>; {what} begins with <{tag}>{hint}",
                found=str(root.tag)[:60],
                what=name,
                tag=tag,
                hint=did_you_mean(str(root.tag), [tag]),
            ),
            root.sourceline,
        )
    return XmlDocument(root, source_lines.lines_by_element(root, text))


def _decode(data: bytes, root: XmlElement) -> str | None:
    """Return the text that was parsed, for counting its lines; None where only libxml2 knows its encoding."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else root.getroottree().docinfo.encoding or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return None


def _build_syntax_issues(parser: etree.XMLParser, error: etree.XMLSyntaxError) -> Iterator[Issue]:
    entries = [(entry.line, entry.message) for entry in parser.error_log] or [(error.lineno, error.msg)]
    for line, parser_message in dict.fromkeys(entries):
        words = " ".join(parser_message.split())
        if entity := _ENTITY.match(words):
            message = msg(
                'this is not well-formed XML: "&{entity};" is not known in XML; write the character itself (or '
                '&#160; for a '
                "fixed space)",
                entity=entity[1],
            )
        else:
            # The parser's own messages are in English only.
            message = msg("this is not well-formed XML: {problem}", problem=words)
        yield Issue(ERROR, "not-xml", message, line or None, fatal=True)


def _build_unreadable(message: TranslatableMessage, line: int | None = None) -> XmlDocument:
    return XmlDocument(None, issues=(Issue(ERROR, "unreadable", message, line, fatal=True),))
