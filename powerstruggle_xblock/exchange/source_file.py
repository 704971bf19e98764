"""A file that somebody wants to import.

Checked for size and safety first, then decoded, parsed as JSON or XML, or opened as a ZIP.
"""

import codecs
import json
import re
from functools import cached_property
from typing import Any

from lxml import etree

from ..notation import safe_xml
from ..notation.messages import noop
from .budget import MAX_ELEMENTS
from .importers.archive import Archive
from .report import CannotImport, Report

MEGABYTE = 1024 * 1024
MAX_BYTES = 100 * MEGABYTE
MAX_TEXT_BYTES = safe_xml.MAX_BYTES

_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_REFUSED_SIGNATURES = (
    b"%PDF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
)
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TWEE_ENDINGS = (".tw", ".twee", ".tw2")
_XML_OPTIONS: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True, "remove_pis": True,
}
_LEADING_SPACE = "\ufeff \t\r\n"


class SourceFile:
    """A file to import and what it holds.

    `archive` is the ZIP archive that the file is, or None. `json` is the value of a JSON file, or None. `text` is the
    decoded text of any other file, "" for an archive and for JSON. `pick` is the id or title of the story to import,
    where the file holds several. Importers add to `report`. Raises `CannotImport` for a file that is empty, too
    large, unsafe or of a kind that is never imported.
    """

    def __init__(self, data: bytes, name: str, pick: str | None = None):
        self.data, self.name, self.pick = data, name, pick
        self.report = Report()
        self.archive: Archive | None = None
        self.json: object | None = None
        self.text = ""
        _check_size(data)
        if data.startswith(_ZIP_SIGNATURES):
            self.archive = Archive(data)
            return
        _check_text(data)
        text = _decode(data, self.report)
        self.json = _parse_json(text, name)
        if self.json is None:
            self.text = text

    @cached_property
    def xml(self) -> etree._Element | None:
        """The root of the file's XML, parsed without entities, network or DTD; None where the file is no XML."""
        return parse_xml(self.text) if self.starts_with_tag else None

    @property
    def starts_with_tag(self) -> bool:
        """Whether the text starts with "<", white space aside."""
        return self.text.lstrip(_LEADING_SPACE).startswith("<")


def parse_xml(text: str) -> etree._Element | None:
    """Return the root of an XML text, parsed without entities, network, DTD and comments.

    None where it is no such XML. Raises `CannotImport` where it has too many elements.
    """
    content = text.lstrip(_LEADING_SPACE)
    if content.startswith("<?xml"):
        content = content.partition("?>")[2]
    try:
        data = content.encode()
        check_element_count(data)
        root = etree.fromstring(data, etree.XMLParser(**_XML_OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.getroottree().docinfo.internalDTD is None else None


def check_element_count(data: bytes) -> None:
    """Raise `CannotImport` where an XML text has more than MAX_ELEMENTS elements; memory does not grow with it."""
    if data.count(b"<") <= MAX_ELEMENTS:
        return
    counter: Any = _ElementCounter()
    try:
        etree.fromstring(data, etree.XMLParser(target=counter, **_XML_OPTIONS))
    except etree.XMLSyntaxError:
        # The parsing that follows says what is wrong. A broken text is parsed no further than to its first fault.
        return


class _ElementCounter:
    """A target of lxml's parser that builds no tree."""

    def __init__(self) -> None:
        self.count = 0

    def start(self, _tag: str, _attributes: object) -> None:
        """Count an element."""
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise CannotImport(
                noop("This file has more than {most} XML elements, which is far more than any scenario."),
                most=MAX_ELEMENTS)

    def close(self) -> None:
        """Return the result of the parsing, which is nothing."""


def _check_size(data: bytes) -> None:
    if not data:
        raise CannotImport(noop("This file is empty."))
    if len(data) > MAX_BYTES:
        raise CannotImport(noop("This file is larger than {size} MB."), size=MAX_BYTES // MEGABYTE)


def _check_text(data: bytes) -> None:
    if data.startswith(_REFUSED_SIGNATURES):
        raise CannotImport(
            noop("This is a PDF, a picture, an archive or an old Office document, which can't be imported.")
        )
    if len(data) > MAX_TEXT_BYTES:
        raise CannotImport(noop("A text of more than {size} MB can't be read."), size=MAX_TEXT_BYTES // MEGABYTE)


def _decode(data: bytes, report: Report) -> str:
    """Return the file's text: by its byte order mark, else UTF-8, else (reported) as Western European."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        raise CannotImport(noop("This file is not a text file, so no story or scenario can be read from it."))
    try:
        return data.decode()
    except UnicodeDecodeError:
        if not re.match(rb"\s*<\?xml[^>]*encoding", data):
            report.add_changed(
                noop("The file is not in UTF-8; it was read as Western European (Windows). Check letters with accents.")
            )
        return data.decode("cp1252", errors="replace")


def _parse_json(text: str, name: str) -> object | None:
    """Return the value of a JSON file; None for another file, also for Twee that starts with a bracket."""
    content = text.lstrip(_LEADING_SPACE)
    if not content.startswith(("{", "[")) or name.lower().endswith(_TWEE_ENDINGS):
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
