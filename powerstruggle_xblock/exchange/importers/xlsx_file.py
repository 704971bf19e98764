"""Check that a file from outside is a harmless spreadsheet, before any library opens it."""

import re

from ...notation.messages import noop
from ..report import CannotImport
from .archive import MEGABYTE, Archive

MAX_BYTES = 20 * MEGABYTE
WORKBOOK = "xl/workbook.xml"
_DECLARATION = re.compile(b"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)")
"""A document type or an entity, in UTF-8 and in UTF-16 of either order."""

_FORMATTED = re.compile(rb"<(?:\w+:)?rPr[\s>/]")
"""The properties of a run of words in a cell."""


def check_xlsx(data: bytes) -> None:
    """Raise `CannotImport` unless the file is a safe archive that holds a workbook and declares no entities."""
    if len(data) > MAX_BYTES:
        raise CannotImport(
            noop("This file is larger than {most} MB, far larger than a sheet of texts."), most=MAX_BYTES // MEGABYTE)
    if not data.startswith(b"PK"):
        raise CannotImport(noop("This file is not a spreadsheet (.xlsx)."))
    archive = Archive(data)
    if WORKBOOK not in archive.names:
        raise CannotImport(noop("This file is not a spreadsheet (.xlsx)."))
    for name in archive.names:
        if _DECLARATION.search(archive.read(name)):
            raise CannotImport(
                noop("This file declares entities, which no spreadsheet program does; it was not opened.")
            )


def has_formatted_words(data: bytes) -> bool:
    """Return whether the words of any cell are formatted one by one."""
    archive = Archive(data)
    return any(_FORMATTED.search(archive.read(name)) for name in archive.names if name.startswith("xl/"))


def measure_sheets(data: bytes) -> int:
    """Return how large a workbook's sheets are when unpacked, in bytes."""
    archive = Archive(data)
    return sum(archive.get_size(name) for name in archive.names if name.startswith("xl/"))
