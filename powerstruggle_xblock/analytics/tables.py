"""Tables on their way into a file, row by row: CSV, or .xlsx where openpyxl is installed. No cell is ever a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import IO

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that spreadsheet programs take for a formula (OWASP, CSV Injection)."""


def harmless(cell):
    """Give a cell that no spreadsheet program computes: numbers as they are, texts after an apostrophe where they need one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def write_csv(file: IO[str], columns: Iterable[str], rows: Iterator[list]) -> int:
    """Write a table as CSV and give the number of its rows."""
    writer = csv.writer(file)
    writer.writerow(columns)
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([harmless(cell) for cell in row])
    return number


def write_xlsx(file: IO[bytes], columns: Iterable[str], rows: Iterator[list]) -> int:
    """Write a table as a workbook, one row in memory at a time, and give the number of its rows. Raises ImportError without openpyxl."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    book = Workbook(write_only=True)
    sheet = book.create_sheet("records")
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", harmless(cell)) if isinstance(cell, str) else cell for cell in row])
    book.save(file)
    return number
