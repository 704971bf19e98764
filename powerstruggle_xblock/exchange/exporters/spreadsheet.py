"""All texts of a scenario as a spreadsheet, for an editor or a translator, and what came back.

One row a text, found again by its id. Only the column "new text" is read back; where it is empty the text stays. A row that can't be
taken is left out and told, a file that can't be read changes nothing.
"""

import io
import math
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from ...notation.messages import msg, noop, TranslatableMessage, translate
from ...scenario import model as m
from ...scenario import scenario_xml
from ..optional_extras import require_extra
from ..report import CannotImport, Report
from .. import scenario_texts
from ..importers import xlsx_file

COLUMNS = {"id": 26, "where": 26, "who": 14, "what": 26, "text": 60, "new text": 60, "remark": 30}
"""The headings, by which a sheet is known again in any language, and how wide they are."""
WRITTEN_BY_EDITORS = ("new text", "remark")
SHEET, HOW_TO_SHEET = "texts", "how to use"
LONGEST_CELL = 32_000
"""Excel cuts a cell off at 32,767 characters."""
MAX_ROW_MESSAGES = 200
"""Sentences about single rows; a sheet with more of them is told to be looked at as a whole."""
LEAST_ROWS = 2_000
LINE, HIGHEST, LETTERS_A_WIDTH = 15, 400, 1.05
"""A line of words and the highest row a sheet takes, in points; letters that fit into one unit of a column's width."""

HOW_TO = (
    noop("These are all texts of \"{title}\", content version {version}. Each row is one text."),
    noop("Write the new words into the column \"new text\". Leave it empty where a text stays as it is."),
    noop("Leave the column \"id\" alone: by it each text is found again. Rows may be sorted, filtered or left out."),
    noop("To translate, fill in every row, the row \"language\" too."),
    noop("Marks in a text stay: <em>stressed</em>, <strong>strong</strong>, <q>quoted</q>, <p>a paragraph</p>, <br/>, "
         "<ul><li>a list</li></ul>, <a href=\"https://…\">a link</a>, <span lang=\"fr\">words in another language</span>."),
    noop("Write & and > as they are; a < in front of a letter is written &lt;."),
    noop("What the worker says has to be sayable aloud: at most about 35 words. Feedback has three short parts: what it did, why, "
         "what to try."),
    noop("In the column \"remark\" you can write to the author; nobody else sees it."),
    noop("Save the file as .xlsx and give it back; the author sees every change before it counts. Sign-offs are void after a change."),
)
TOO_LONG = noop("Too long for a cell; it can be changed in the editor only.")

_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_LIKE_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class ReturnedTexts:
    """What a sheet brought: the scenario with its changes, and the report: rows left out and why, what editors remarked."""

    scenario: m.Scenario
    changes: tuple[scenario_texts.TextChange, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    id: str
    text: object
    new: object
    is_formula: bool
    remark: str


# --- out ----------------------------------------------------------------------------------------------------------------


def write_spreadsheet(scenario: m.Scenario, gettext=str) -> bytes:
    """Give the workbook. Raises `MissingExtra` without openpyxl."""
    book = require_extra("openpyxl", "spreadsheet").Workbook(write_only=True)
    _write_texts(book.create_sheet(SHEET), scenario, gettext)
    _write_how_to(book.create_sheet(HOW_TO_SHEET), scenario, gettext)
    book.properties.title = scenario.title or ""
    book.properties.creator = "powerstruggle"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_texts(sheet, scenario: m.Scenario, gettext) -> None:
    from openpyxl.utils import get_column_letter
    for number, width in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    protect = sheet.protection
    # Without a password: it keeps from slips, not from anybody. What is False here stays allowed.
    protect.sheet = True
    protect.formatCells = protect.formatColumns = protect.formatRows = protect.sort = protect.autoFilter = False
    rows = scenario_texts.list_texts(scenario)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    cells = _Cells(sheet)
    sheet.append([cells.heading(name) for name in COLUMNS])
    for number, text in enumerate(rows, 2):
        fits = len(text.light) <= LONGEST_CELL
        values = {
            "id": text.key, "where": " › ".join(text.where), "who": text.who or "",
            "what": gettext(scenario_texts.TEXT_KINDS[text.kind] if fits else TOO_LONG),
            "text": text.light if fits else f"{text.light[:scenario_texts.LONGEST_QUOTE]}…", "new text": "", "remark": "",
        }
        sheet.row_dimensions[number].height = _height(values)
        sheet.append([cells.text(values[name], open_=fits and name in WRITTEN_BY_EDITORS) for name in COLUMNS])


def _write_how_to(sheet, scenario: m.Scenario, gettext) -> None:
    sheet.column_dimensions["A"].width = 110
    cells = _Cells(sheet)
    title = scenario.title or gettext(noop("De-escalation scenario"))
    for template in HOW_TO:
        sheet.append([cells.text(translate(msg(template, title=title, version=scenario_xml.content_version(scenario)), gettext))])


class _Cells:
    """Makes the cells of one sheet. Every one is text: nothing in it is ever a formula, whatever it begins with."""

    def __init__(self, sheet):
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        self._make = lambda: WriteOnlyCell(sheet)
        self._styled = {open_: self._example(open_)._style for open_ in (False, True)}
        self._bold = Font(name="Calibri", size=11, bold=True)

    def _example(self, open_: bool):
        """Give an empty cell that looks as all of its kind; dressing each one by itself takes ten times as long."""
        from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
        cell = self._make()
        cell.border = Border(*[Side("thin", "D5DADC")] * 4)
        # "@" and the quote keep the program that opens the sheet from guessing what the words might mean.
        cell.number_format, cell.quotePrefix = "@", True
        cell.alignment, cell.protection = Alignment(wrap_text=True, vertical="top"), Protection(locked=not open_)
        cell.fill = PatternFill() if open_ else PatternFill("solid", fgColor="F2F4F5")
        return cell

    def heading(self, words: str):
        """Give a cell of the first row."""
        cell = self.text(words)
        cell._style = copy(cell._style)
        cell.font = self._bold
        return cell

    def text(self, words: str, *, open_: bool = False):
        """Give a cell of words; `open_` ones can be written in."""
        cell = self._make()
        cell._style = self._styled[open_]
        # Set past openpyxl's own guessing: words that begin with = would become a formula.
        cell._value, cell.data_type = _LOOKS_LIKE_CODE.sub("_x005F_", words) or None, "s" if words else "n"
        return cell


def _height(values: dict[str, str]) -> float:
    """Give a row's height in points: programs that open a sheet don't all measure wrapped words themselves."""
    lines = max(math.ceil((len(values[name]) + 1) / (COLUMNS[name] * LETTERS_A_WIDTH)) for name in values)
    return min(LINE * lines + 2, HIGHEST)


# --- and back -----------------------------------------------------------------------------------------------------------


def read_spreadsheet(data: bytes, scenario: m.Scenario) -> ReturnedTexts:
    """Give what a sheet that came back changes in `scenario`, which itself stays as it is.

    Raises `CannotImport` for what is no such sheet, and `MissingExtra` without openpyxl.
    """
    library = require_extra("openpyxl", "spreadsheet")
    xlsx_file.check_xlsx(data)
    known = {text.key: text for text in scenario_texts.list_texts(scenario)}
    try:
        book = library.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        rows = list(_rows(book, most=4 * len(known) + LEAST_ROWS))
    except CannotImport:
        raise
    except Exception:
        # openpyxl raises whatever its parsers do; for who sent the file it is one thing.
        raise CannotImport(noop("This spreadsheet is damaged and can't be read. Save it anew as .xlsx and try again.")) from None
    if not any(row.id in known for row in rows):
        raise CannotImport(noop("No row of this sheet has the id of a text of this scenario; it seems to belong to another one."))
    return _Comparison(scenario, known).returned(rows)


def _rows(book, most: int) -> Iterator[_Row]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        all_rows = sheet.iter_rows(max_col=50, max_row=most + 1)
        named = {str(cell.value).strip().lower(): number for number, cell in enumerate(next(all_rows, ())) if cell.value is not None}
        if named.keys() >= {"id", "text", "new text"}:
            for number, cells in enumerate(all_rows, 2):
                if number > most:
                    raise CannotImport(noop("This sheet has more than {most} rows, far more than this scenario has texts."), most=most)
                yield from _row(number, cells, named)
            return
    raise CannotImport(noop("No sheet in this file has the columns \"id\", \"text\" and \"new text\" in its first row."))


def _row(number: int, cells: tuple, named: dict[str, int]) -> Iterator[_Row]:
    def value(name):
        at = named.get(name, len(cells))
        return _decoded(cells[at].value) if at < len(cells) else None

    new = cells[named["new text"]] if named["new text"] < len(cells) else None
    row = _Row(number, str(value("id") or "").strip(), value("text"), value("new text"), new is not None and new.data_type in ("f", "e"),
               str(value("remark") or "").strip())
    if row.id or row.remark or row.new not in (None, ""):
        yield row


def _decoded(value):
    """Give a cell's value with the codes Excel writes for odd characters taken back."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


class _Comparison:
    """Compares rows that came back with a scenario's texts by key."""

    def __init__(self, scenario: m.Scenario, known: dict[str, scenario_texts.Text]):
        self.scenario, self.known = scenario, known
        self.new: dict[str, str] = {}
        self.report = Report()

    def returned(self, rows: list[_Row]) -> ReturnedTexts:
        """Take what can be taken of these rows."""
        first: dict[str, _Row] = {}
        left_out = 0
        for row in rows:
            named = {"row": row.number, "id": row.id[:scenario_texts.LONGEST_QUOTE] or "–"}
            at = self.known[row.id].place if row.id in self.known else None
            if row.remark:
                self.report.attention(noop("Row {row} ({id}), remark: {remark}"), at, remark=row.remark, **named)
            if reason := self._refusal(row, first.get(row.id)):
                left_out += 1
                if left_out <= MAX_ROW_MESSAGES:
                    self.report.skipped(noop("Row {row} ({id}): {reason}"), at, reason=reason, **named)
            if row.id:
                first.setdefault(row.id, row)
        if left_out > MAX_ROW_MESSAGES:
            self.report.skipped(noop("Rows left out like these, and not told one by one: {count}"), count=left_out - MAX_ROW_MESSAGES)
        if missing := len(self.known.keys() - first.keys()):
            self.report.skipped(noop("Texts of the scenario that have no row in the sheet, and stay as they are: {count}"), count=missing)
        return ReturnedTexts(*scenario_texts.replace_texts(self.scenario, self.new), self.report)

    def _refusal(self, row: _Row, before: _Row | None) -> TranslatableMessage | None:
        """Take the row's new text, or say why it stays out; None also where there is nothing to take."""
        new = _said(row.new)
        if row.is_formula:
            return msg("a formula can't be a text; write the words themselves")
        if new is None:
            return msg("a date or number was made of the words; put an apostrophe (') in front of them")
        if not row.id:
            return msg("words without an id: {words}", words=scenario_texts.quote(new)) if new else None
        if row.id not in self.known:
            return msg("there is no text with this id in the scenario")
        if before is not None:
            return msg("this id stands in row {row} already; that row counts", row=before.number)
        return self._take(row, self.known[row.id], new)

    def _take(self, row: _Row, text: scenario_texts.Text, new: str) -> TranslatableMessage | None:
        now = scenario_texts.quote(text.text)
        if len(text.light) > LONGEST_CELL:
            return msg(TOO_LONG) if new else None
        # As it stands, blank or not: a scenario's text may be nothing but a rare kind of white space.
        stands = row.text if isinstance(row.text, str) else _said(row.text) or ""
        unchanged = scenario_texts.collapse_space(stands) == scenario_texts.collapse_space(text.light)
        if not new and not unchanged:
            return msg("the scenario says {now}, the column \"text\" something else, and \"new text\" is empty; only what stands in "
                        "\"new text\" is taken", now=now)
        if not new or scenario_texts.collapse_space(new) == scenario_texts.collapse_space(text.light):
            return None
        if not unchanged:
            return msg("this text was changed since the sheet was made, and stays as it is now: {now}. The sheet says: {new}",
                        now=now, new=new)
        try:
            scenario_texts.parse_cell(text, new)
        except scenario_texts.InvalidText as error:
            return error.sentence
        self.new[row.id] = new
        return None


def _said(value) -> str | None:
    """Give a cell's words; "" for an empty one, None for what a spreadsheet made something else of."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.strip() else ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
