"""Tables written row by row as CSV, or as .xlsx where openpyxl is installed. No cell is ever a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import IO, Any, Protocol

FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")
"""First characters that spreadsheet programs take for a formula (OWASP, CSV Injection)."""


class Writable(Protocol):
    """What takes text: a file, or the standard output of a management command."""

    def write(self, s: str, /) -> object:
        """Write a text."""


def escape_formula(cell: Any) -> Any:
    """Return a cell that no spreadsheet program computes.

    Numbers stay as they are; a text that begins like a formula gets an apostrophe in front.
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_PREFIXES) else cell


def write_csv(file: Writable, columns: Iterable[str], rows: Iterator[list[Any]]) -> int:
    """Write a table as CSV and return the number of its rows."""
    writer = csv.writer(file)
    writer.writerow(columns)
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([escape_formula(cell) for cell in row])
    return number


def write_xlsx(file: IO[bytes], columns: Iterable[str], rows: Iterator[list[Any]]) -> int:
    """Write a table as a workbook, one row in memory at a time, and return the number of its rows.

    Raises ImportError without openpyxl.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("records")
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        sheet.append(
            [ILLEGAL_CHARACTERS_RE.sub("", escape_formula(cell)) if isinstance(cell, str) else cell for cell in row]
        )
    book.save(file)
    return number
