"""Whether bytes from a stranger may be opened as a spreadsheet: the archive first, then its parts, before any library sees them."""

import re

from .archive import Archive
from ..report import CannotImport, noop

MOST_BYTES = 20 * 1024 * 1024
_DECLARATIONS = re.compile(b"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)")
"""A document type or an entity, in UTF-8 and in UTF-16 of either order."""


def check_xlsx(data: bytes) -> None:
    """Raise `CannotImport` unless `data` is a harmless archive of bounded size that holds a workbook and declares no entities."""
    if len(data) > MOST_BYTES:
        raise CannotImport(noop("This file is larger than {most} MB, far larger than a sheet of texts."), most=MOST_BYTES // 1024 // 1024)
    if not data.startswith(b"PK"):
        raise CannotImport(noop("This file is no spreadsheet (.xlsx)."))
    package = Archive(data)
    if "xl/workbook.xml" not in package.names:
        raise CannotImport(noop("This file is no spreadsheet (.xlsx)."))
    for name in package.names:
        if _DECLARATIONS.search(package.read(name)):
            raise CannotImport(noop("This file declares entities, which no spreadsheet program does; it was not opened."))
