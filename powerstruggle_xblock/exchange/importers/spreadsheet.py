"""Read back the spreadsheet of a scenario's texts that an editor or translator has worked on.

Only the column "new text" is read; where it is empty the text stays. A row that can't be used is left out and
reported. A file that can't be read changes nothing.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...notation.messages import TranslatableMessage, msg, noop
from ...scenario import model as m
from .. import scenario_texts
from ..exporters.spreadsheet import MAX_CELL_LENGTH, TOO_LONG
from ..optional_extras import SPREADSHEET
from ..registry import TEXTS, ImportedScenario, Importer, register_importer
from ..report import SKIPPED, CannotImport, Report
from ..source_file import SourceFile
from . import xlsx_file
from .outdated_recordings import drop_outdated_recordings

MAX_ROW_MESSAGES = 200
"""Entries about single rows; further rows are only counted."""
SPARE_ROWS = 2_000
"""How many rows a sheet may have beside four for each text of the scenario."""
MAX_COLUMNS = 50
MAX_WHOLE_BYTES = 8 * 1024 * 1024
"""How large the sheets of a workbook may be, unpacked, to be read as a whole."""

_REQUIRED_COLUMNS = {"id", "text", "new text"}
_ESCAPED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class ReturnedTexts:
    """The result of a returned sheet: the changed scenario, its changes, a report of rows left out and of remarks."""

    scenario: m.Scenario
    changes: tuple[scenario_texts.TextChange, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its number in the sheet, and the cells of its columns; `is_formula` is about the column "new text".

    `new` has bold and italic words as marks; `plain_new` has them without.
    """

    number: int
    id: str
    text: object
    new: object
    is_formula: bool
    remark: str
    plain_new: object


def read_spreadsheet(data: bytes, scenario: m.Scenario) -> ReturnedTexts:
    """Return what a returned sheet changes in `scenario`, which itself stays as it is.

    Raises `CannotImport` for a file that is not such a sheet, and `MissingExtra` without openpyxl.
    """
    openpyxl = SPREADSHEET.load()
    xlsx_file.check_xlsx(data)
    known = {text.key: text for text in scenario_texts.list_texts(scenario)}
    try:
        is_formatted, size = xlsx_file.has_formatted_words(data), xlsx_file.measure_sheets(data)
        # Only a workbook that is read as a whole keeps the format of words within a cell; a large one is streamed.
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=not is_formatted or size > MAX_WHOLE_BYTES, keep_links=False,
            rich_text=is_formatted)
        rows = list(_parse_rows(book, max_rows=4 * len(known) + SPARE_ROWS))
    except CannotImport:
        raise
    except Exception:
        # openpyxl raises whatever its parsers raise; for the sender all of it means the same.
        raise CannotImport(
            noop("This spreadsheet is damaged and can't be read. Save it again as .xlsx and try again.")) from None
    if not any(row.id in known for row in rows):
        raise CannotImport(
            noop("No row of this sheet has the id of a text of this scenario; it seems to belong to another one."))
    return _Comparison(scenario, known).compare_rows(rows)


def _parse_rows(book: Any, max_rows: int) -> Iterator[_Row]:
    for sheet in book.worksheets:
        if book.read_only:
            sheet.reset_dimensions()
        # Without the second bound, a workbook that is read as a whole would make empty cells of all rows.
        last = max_rows + 1 if book.read_only else min(max_rows + 1, sheet.max_row)
        all_rows = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=last + 1)
        columns = {str(cell.value).strip().lower(): index
                   for index, cell in enumerate(next(all_rows, ())) if cell.value is not None}
        if columns.keys() >= _REQUIRED_COLUMNS:
            for number, cells in enumerate(all_rows, 2):
                if number > max_rows:
                    raise CannotImport(
                        noop("This sheet has more than {most} rows, far more than this scenario has texts."),
                        most=max_rows,
                    )
                yield from _parse_row(number, cells, columns)
            return
    raise CannotImport(
        noop("No sheet in this file has the columns \"id\", \"text\" and \"new text\" in its first row.")
    )


def _parse_row(number: int, cells: tuple[Any, ...], columns: dict[str, int]) -> Iterator[_Row]:
    def value(name: str) -> object:
        index = columns.get(name, len(cells))
        return _unescape(_as_plain(cells[index].value)) if index < len(cells) else None

    new = cells[columns["new text"]] if columns["new text"] < len(cells) else None
    row = _Row(
        number, str(value("id") or "").strip(), value("text"),
        None if new is None else _unescape(_as_marked(new.value)),
        new is not None and new.data_type in ("f", "e"), str(value("remark") or "").strip(), value("new text"))
    if row.id or row.remark or row.new not in (None, ""):
        yield row


def _as_plain(value: object) -> object:
    """Return the words of a cell whose words are formatted one by one, else its value."""
    return "".join(map(str, value)) if isinstance(value, list) else value


def _as_marked(value: object) -> object:
    """Return a cell's words with <strong> for bold and <em> for italic ones, else its value."""
    if not isinstance(value, list):
        return value
    return "".join(_mark_run(str(run), getattr(run, "font", None)) for run in value)


def _mark_run(words: str, font: Any) -> str:
    inside = words.strip()
    if not inside or font is None:
        return words
    marked = f"<em>{inside}</em>" if font.i else inside
    marked = f"<strong>{marked}</strong>" if font.b else marked
    return words.replace(inside, marked, 1)


def _unescape(value: object) -> object:
    """Return a cell's value with the codes decoded that Excel writes for some characters."""
    return _ESCAPED_CHARACTER.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


class _Comparison:
    """Compares returned rows with a scenario's texts by key."""

    def __init__(self, scenario: m.Scenario, known: dict[str, scenario_texts.Text]):
        self.scenario, self.known = scenario, known
        self.new: dict[str, str] = {}
        self.report = Report()

    def compare_rows(self, rows: list[_Row]) -> ReturnedTexts:
        """Return the scenario with the new texts of all usable rows."""
        first: dict[str, _Row] = {}
        skipped = 0
        for row in rows:
            values = {"row": row.number, "id": row.id[:scenario_texts.MAX_QUOTE_LENGTH] or "–"}
            at = self.known[row.id].place if row.id in self.known else None
            if row.remark:
                self.report.add_attention(noop("Row {row} ({id}), remark: {remark}"), at, remark=row.remark, **values)
            if reason := self._check_row(row, first.get(row.id)):
                skipped += 1
                if skipped <= MAX_ROW_MESSAGES:
                    self.report.add_skipped(noop("Row {row} ({id}): {reason}"), at, reason=reason, **values)
            if row.id:
                first.setdefault(row.id, row)
        if skipped > MAX_ROW_MESSAGES:
            self.report.add_skipped(
                noop("Rows left out like these, and not listed one by one: {count}"), count=skipped - MAX_ROW_MESSAGES)
        if missing := len(self.known.keys() - first.keys()):
            self.report.add_skipped(
                noop("Texts of the scenario that have no row in the sheet, and stay as they are: {count}"),
                count=missing,
            )
        changed, changes = scenario_texts.replace_texts(self.scenario, self.new)
        return ReturnedTexts(drop_outdated_recordings(self.scenario, changed, self.report), changes, self.report)

    def _check_row(self, row: _Row, first: _Row | None) -> TranslatableMessage | None:
        """Take the row's new text, or return why it can't be used; None also where there is nothing to take."""
        new = _read_cell_text(row.new)
        if row.is_formula:
            return msg("a formula can't be a text; write the words themselves")
        if new is None:
            return msg("a date or number was made of the words; put an apostrophe (') in front of them")
        if not row.id:
            return msg("words without an id: {words}", words=scenario_texts.quote(new)) if new else None
        if row.id not in self.known:
            return msg("there is no text with this id in the scenario")
        if first is not None:
            return msg("row {row} has the same id; that row is used", row=first.number)
        return self._take_text(row, self.known[row.id], new)

    def _take_text(self, row: _Row, text: scenario_texts.Text, new: str) -> TranslatableMessage | None:
        now, cell = scenario_texts.quote(text.text), text.cell
        new = self._drop_unusable_marks(row, text, new)
        if len(cell) > MAX_CELL_LENGTH:
            return msg(TOO_LONG) if new else None
        # A blank cell counts too: a scenario's text may be nothing but a rare kind of white space.
        shown = row.text if isinstance(row.text, str) else _read_cell_text(row.text) or ""
        is_unchanged = scenario_texts.collapse_space(shown) == scenario_texts.collapse_space(cell)
        if not new and not is_unchanged:
            return msg(
                "the scenario says {now}, the column \"text\" something else, and \"new text\" is empty; "
                "only what is in "
                "\"new text\" is taken over",
                now=now,
            )
        if not new or scenario_texts.collapse_space(new) == scenario_texts.collapse_space(cell):
            return None
        if not is_unchanged:
            return msg(
                "this text was changed since the sheet was made, and stays as it is now: {now}. The sheet says: {new}",
                now=now,
                new=new,
            )
        try:
            scenario_texts.parse_cell(text, new)
        except scenario_texts.InvalidText as error:
            return error.message
        self.new[row.id] = new
        return None


    def _drop_unusable_marks(self, row: _Row, text: scenario_texts.Text, new: str) -> str:
        """Return the new words without bold and italic where the text can't hold these as they stand."""
        plain = _read_cell_text(row.plain_new)
        if not plain or plain == new:
            return new
        try:
            if text.marked:
                scenario_texts.parse_cell(text, new)
                return new
        except scenario_texts.InvalidText:
            pass
        self.report.add_counted(
            SKIPPED, noop("Bold or italic words of a cell were taken over without that, since the text can't hold it: "
                          "{count}"), text.place)
        return plain


def _read_cell_text(value: object) -> str | None:
    """Return a cell's words; "" for an empty one, None for what a spreadsheet program turned into something else."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.strip() else ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _refuse_as_scenario(source: SourceFile) -> ImportedScenario:
    raise CannotImport(
        noop(
            "This is a spreadsheet. It can change the texts of the scenario that it was exported from, but it can't "
            "be imported as a scenario."
        )
    )


register_importer(Importer(
    id="texts", label=noop("Spreadsheet of this scenario's texts, to take changes over"), endings=(".xlsx",),
    detect=lambda source: source.archive is not None and xlsx_file.WORKBOOK in source.archive.names,
    run=_refuse_as_scenario, order=60, content=TEXTS, extra=SPREADSHEET))
