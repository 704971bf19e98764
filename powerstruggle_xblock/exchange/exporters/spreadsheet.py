"""Export all texts of a scenario as a spreadsheet, for an editor or a translator.

Each row is one text, identified by its id (see `scenario_texts`). `importers.spreadsheet` reads the file back.
"""

import io
import math
import re
from copy import copy
from typing import Any

from ...notation.messages import Gettext, msg, noop, translate
from ...scenario import model as m
from ...scenario import scenario_xml
from .. import scenario_texts
from ..optional_extras import SPREADSHEET
from ..registry import TEXTS, Exporter, register_exporter

COLUMNS = {"id": 26, "where": 26, "who": 14, "what": 26, "text": 60, "new text": 60, "remark": 30}
"""Headings and widths of the columns. Headings are the same in every language, so that a sheet can be read back."""
UNLOCKED_COLUMNS = ("new text", "remark")
SHEET, HOW_TO_SHEET = "texts", "how to use"
MAX_CELL_LENGTH = 32_000
"""Excel cuts a cell off at 32,767 characters."""
LINE_HEIGHT, MAX_ROW_HEIGHT = 15, 400
"""In points."""
CHARACTERS_PER_WIDTH = 1.05
"""How many characters fit into one unit of a column's width."""

HOW_TO = (
    noop("These are all texts of \"{title}\", content version {version}. Each row is one text."),
    noop("Write the new words into the column \"new text\". Leave it empty where a text stays as it is."),
    noop("Do not change the column \"id\": each text is identified by it. Rows may be sorted, filtered or left out."),
    noop("To translate, fill in every row, the row \"language\" too."),
    noop(
        "Marks in a text stay: <em>stressed</em>, <strong>strong</strong>, <q>quoted</q>, <p>a paragraph</p>, <br/>, "
        "<ul><li>a list</li></ul>, <a href=\"https://…\">a link</a>, "
        "<span lang=\"fr\">words in another language</span>."
    ),
    noop("Write & and > as they are; a < in front of a letter is written &lt;."),
    noop(
        "It must be possible to say aloud what the worker says: at most about 35 words. "
        "Feedback has three short parts: what it "
        "did, why, what to try."
    ),
    noop("In the column \"remark\" you can write to the author; nobody else sees it."),
    noop(
        "Save the file as .xlsx and send it back; the author sees every change before it is taken over. "
        "Sign-offs are void after "
        "a change."
    ),
)
TOO_LONG = noop("Too long for a cell; it can be changed in the editor only.")

_LOOKS_LIKE_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_spreadsheet(scenario: m.Scenario, gettext: Gettext = str) -> bytes:
    """Return the workbook (.xlsx). `gettext` translates its explanations. Raises `MissingExtra` without openpyxl."""
    book = SPREADSHEET.load().Workbook(write_only=True)
    _write_texts(book.create_sheet(SHEET), scenario, gettext)
    _write_how_to(book.create_sheet(HOW_TO_SHEET), scenario, gettext)
    book.properties.title = scenario.title or ""
    book.properties.creator = "powerstruggle"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_texts(sheet: Any, scenario: m.Scenario, gettext: Gettext) -> None:
    texts = scenario_texts.list_texts(scenario)
    _set_up_sheet(sheet, len(texts) + 1)
    cells = _CellFactory(sheet)
    sheet.append([cells.make_heading(name) for name in COLUMNS])
    for number, text in enumerate(texts, 2):
        fits = len(text.cell) <= MAX_CELL_LENGTH
        values = {
            "id": text.key,
            "where": " › ".join(text.where),
            "who": text.who or "",
            "what": str(translate(text.what, gettext)) if fits else gettext(TOO_LONG),
            "text": text.cell if fits else f"{text.cell[: scenario_texts.MAX_QUOTE_LENGTH]}…",
            "new text": "",
            "remark": "",
        }
        sheet.row_dimensions[number].height = _compute_row_height(values)
        sheet.append([cells.make_text(values[name], unlocked=fits and name in UNLOCKED_COLUMNS) for name in COLUMNS])


def _set_up_sheet(sheet: Any, rows: int) -> None:
    """Set widths, filter, protection and printing of a sheet with so many rows."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{rows}"
    protection = sheet.protection
    # Without a password: it prevents mistakes only. What is False here stays allowed.
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.sort = protection.autoFilter = False


def _write_how_to(sheet: Any, scenario: m.Scenario, gettext: Gettext) -> None:
    sheet.column_dimensions["A"].width = 110
    cells = _CellFactory(sheet)
    title = scenario.title or gettext(noop("De-escalation scenario"))
    version = scenario_xml.content_version(scenario)
    for template in HOW_TO:
        sheet.append([cells.make_text(str(translate(msg(template, title=title, version=version), gettext)))])


class _CellFactory:
    """Makes the cells of one sheet. Every cell is text: none is ever a formula, whatever it begins with."""

    def __init__(self, sheet: Any):
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._make = lambda: WriteOnlyCell(sheet)
        self._styles = {unlocked: self._make_example(unlocked)._style for unlocked in (False, True)}
        self._bold = Font(name="Calibri", size=11, bold=True)

    def _make_example(self, unlocked: bool) -> Any:
        """Return an empty cell with the style of its kind; styling each cell by itself takes ten times as long."""
        from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

        cell: Any = self._make()
        side = Side("thin", "D5DADC")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        # "@" and the quote prefix keep the program that opens the sheet from turning words into numbers or dates.
        cell.number_format, cell.quotePrefix = "@", True
        cell.alignment, cell.protection = Alignment(wrap_text=True, vertical="top"), Protection(locked=not unlocked)
        cell.fill = PatternFill() if unlocked else PatternFill("solid", fgColor="F2F4F5")
        return cell

    def make_heading(self, words: str) -> Any:
        """Return a cell of the first row."""
        cell = self.make_text(words)
        cell._style = copy(cell._style)
        cell.font = self._bold
        return cell

    def make_text(self, words: str, *, unlocked: bool = False) -> Any:
        """Return a cell of words; `unlocked` ones can be edited."""
        cell: Any = self._make()
        cell._style = self._styles[unlocked]
        # Set without openpyxl's setter: words that begin with = would become a formula.
        cell._value, cell.data_type = _LOOKS_LIKE_CODE.sub("_x005F_", words) or None, "s" if words else "n"
        return cell


def _compute_row_height(values: dict[str, str]) -> float:
    """Return a row's height in points: not all programs that open a sheet measure wrapped words themselves."""
    lines = max(math.ceil((len(values[name]) + 1) / (COLUMNS[name] * CHARACTERS_PER_WIDTH)) for name in values)
    return min(LINE_HEIGHT * lines + 2, MAX_ROW_HEIGHT)


register_exporter(
    Exporter(
        id="xlsx",
        label=noop("All texts as a spreadsheet"),
        ending=".xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=write_spreadsheet,
        order=30,
        content=TEXTS,
        extra=SPREADSHEET,
    )
)
