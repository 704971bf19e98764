"""A spreadsheet of all texts, and what comes of it when it comes back, from whoever and in whatever state."""

import io
import sys
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.exchange import scenario_texts
from powerstruggle_xblock.exchange.exporters import spreadsheet
from powerstruggle_xblock.exchange.importers import spreadsheet as returned_spreadsheet
from powerstruggle_xblock.exchange.importers import xlsx_file
from powerstruggle_xblock.exchange.optional_extras import MissingExtra
from powerstruggle_xblock.exchange.report import ATTENTION, SKIPPED, CannotImport
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

from ..engine import strategies
from .shared_strings import with_shared_strings

SCENARIO = scenario_xml.parse(
    next(file for file in starter_scenarios() if file.stem == "another-form").read_bytes()
).scenario
SETTING = "about/setting"
FEW = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def workbook(scenario=SCENARIO):
    return openpyxl.load_workbook(io.BytesIO(spreadsheet.write_spreadsheet(scenario)))


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(book, key: str) -> int:
    return next(cell.row for cell in book["texts"]["A"] if cell.value == key)


def edited(changes: dict, scenario=SCENARIO) -> bytes:
    """Return the sheet with values in cells, by (id, heading)."""
    book = workbook(scenario)
    for (key, heading), value in changes.items():
        book["texts"].cell(row_of(book, key), list(spreadsheet.COLUMNS).index(heading) + 1).value = value
    return saved(book)


def returned(changes: dict, scenario=SCENARIO):
    return returned_spreadsheet.read_spreadsheet(edited(changes, scenario), scenario)


def left_out(found) -> list[str]:
    return [entry.message for entry in found.report.filter_entries(SKIPPED)]


# --- out ------------------------------------------------------------------------------------------------------------


def test_there_is_one_row_a_text_under_fixed_headings():
    sheet = workbook()["texts"]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == ["id", "where", "who", "what", "text", "new text", "remark"]
    assert [(row[0], row[4]) for row in rows[1:]] == [
        (text.key, text.cell) for text in scenario_texts.list_texts(SCENARIO)
    ]
    assert {row[5:] for row in rows[1:]} == {(None, None)}


def test_each_row_names_the_place_the_speaker_and_the_kind_of_its_text():
    choice = SCENARIO.scenes[0].choices[0]
    book = workbook()
    row = [cell.value for cell in book["texts"][row_of(book, f"{choice.id}/say")]]
    assert row[1] == f"{SCENARIO.scenes[0].title} › 1" and row[3] == "choice: what the worker says"


def test_the_headings_stay_in_sight_cells_are_wrapped_and_only_two_columns_can_be_written_in():
    sheet = workbook()["texts"]
    assert sheet.freeze_panes == "B2" and sheet.protection.sheet
    for cell in sheet[2]:
        assert cell.alignment.wrap_text and cell.number_format == "@"
        assert cell.protection.locked == (cell.column not in (6, 7))


def test_a_second_sheet_explains_how_to_use_it():
    book = workbook()
    assert book.sheetnames == ["texts", "how to use"]
    words = " ".join(cell.value for cell in book["how to use"]["A"])
    assert SCENARIO.title in words and scenario_xml.content_version(SCENARIO) in words and "new text" in words


def test_its_own_words_are_translated_and_the_headings_are_not():
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.write_spreadsheet(SCENARIO, lambda text: f"«{text}»")))
    assert book["texts"]["F1"].value == "new text" and book["texts"]["D2"].value == "«title»"
    assert book["how to use"]["A2"].value.startswith("«Write the new words")


@pytest.mark.parametrize(
    "words",
    [
        "=1+1", "=HYPERLINK(\"https://example.org\")", "+41", "-1", "@SUM(A1)", "\t=1", "{=1}", "'=1", "#REF!", "007",
        "TRUE",
    ],
)
def test_no_text_is_ever_a_formula(words):
    scenario, _ = scenario_texts.replace_texts(SCENARIO, {SETTING: words, "title": words})
    data = spreadsheet.write_spreadsheet(scenario)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not any(b"<f>" in file.read(name) or b"<f " in file.read(name) for name in file.namelist())
    sheet = openpyxl.load_workbook(io.BytesIO(data))["texts"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert all(cell.quotePrefix for row in sheet.iter_rows() for cell in row)
    assert returned_spreadsheet.read_spreadsheet(data, scenario).changes == ()


def test_a_text_too_long_for_a_cell_is_not_cut_off_unseen():
    scenario, _ = scenario_texts.replace_texts(SCENARIO, {SETTING: "long " * 8000})
    book = workbook(scenario)
    row = [cell.value for cell in book["texts"][row_of(book, SETTING)]]
    assert row[3].startswith("Too long") and row[4].endswith("…")
    assert book["texts"].cell(row_of(book, SETTING), 6).protection.locked
    assert returned_spreadsheet.read_spreadsheet(spreadsheet.write_spreadsheet(scenario), scenario).scenario == scenario
    found = returned({(SETTING, "new text"): "short"}, scenario)
    assert found.changes == () and "Too long for a cell" in left_out(found)[0]


def test_without_openpyxl_the_error_names_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for use in (
        lambda: spreadsheet.write_spreadsheet(SCENARIO),
        lambda: returned_spreadsheet.read_spreadsheet(b"PK", SCENARIO),
    ):
        with pytest.raises(MissingExtra, match=r'pip install "powerstruggle-xblock\[spreadsheet\]"'):
            use()


# --- and back -------------------------------------------------------------------------------------------------------


@FEW
@given(strategies.scenarios())
def test_an_unedited_sheet_changes_nothing(scenario):
    found = returned_spreadsheet.read_spreadsheet(spreadsheet.write_spreadsheet(scenario), scenario)
    assert (found.scenario, found.changes, found.report.entries) == (scenario, (), [])


def test_a_text_of_unusual_white_space_is_read_back_unchanged(tiny):
    first = tiny.scenes[0]
    odd = replace(
        tiny,
        scenes=(
            replace(first, choices=(replace(first.choices[0], say="\u2028"), *first.choices[1:])),
            *tiny.scenes[1:],
        ),
    )
    came = returned_spreadsheet.read_spreadsheet(saved(workbook(odd)), odd)
    assert (came.scenario, came.changes, left_out(came)) == (odd, (), [])


@FEW
@given(strategies.scenarios(), st.data())
def test_exactly_the_cells_that_were_changed_change(scenario, data):
    found = {text.key: text for text in scenario_texts.list_texts(scenario) if text.kind != "language"}
    picked = data.draw(st.lists(st.sampled_from(sorted(found)), unique=True, max_size=4)) if found else []
    new = {
        key: data.draw(
            strategies.texts.map(scenario_texts.encode_cell) if found[key].marked else strategies.attribute_words
        )
        for key in picked
    }
    # A cell of nothing but blanks, of whatever kind, is empty.
    new = {key: words for key, words in new.items() if words.strip()}
    expected, changes = scenario_texts.replace_texts(scenario, new)
    book = workbook(scenario)
    for key, words in new.items():
        cell = book["texts"].cell(row_of(book, key), 6)
        cell._value, cell.data_type = words.replace("_x", "_x005F_x"), "s"
    came = returned_spreadsheet.read_spreadsheet(saved(book), scenario)
    assert (came.scenario, came.changes, left_out(came)) == (expected, changes, [])


def test_each_change_has_the_text_before_and_after():
    found = returned({(SETTING, "new text"): "Elsewhere & <em>later</em>."})
    (change,) = found.changes
    assert (change.text.key, change.text.text, change.after) == (
        SETTING,
        SCENARIO.about.setting,
        "Elsewhere &amp; <em>later</em>.",
    )
    assert found.scenario.about.setting == change.after and SCENARIO.about.setting != change.after


def test_columns_may_be_moved_rows_left_out_sorted_and_other_sheets_added():
    book = openpyxl.Workbook()
    book.active.append(["My notes"])
    sheet = book.create_sheet("Feuille 2")
    sheet.append(["New Text ", "mine", "ID", "text"])
    sheet.append(["Two.", 5, "title", SCENARIO.title])
    sheet.append([None, None, None, None])
    sheet.append(["One.", None, SETTING, scenario_texts.encode_cell(SCENARIO.about.setting)])
    found = returned_spreadsheet.read_spreadsheet(saved(book), SCENARIO)
    assert {change.text.key: change.after for change in found.changes} == {"title": "Two.", SETTING: "One."}
    assert left_out(found) == [
        "Texts of the scenario that have no row in the sheet, and stay as they are: "
        f"{len(scenario_texts.list_texts(SCENARIO)) - 2}"
    ]


@pytest.mark.parametrize(("changes", "reason"), [
    ({(SETTING, "new text"): "=1+1"}, "a formula can't be a text"),
    ({(SETTING, "new text"): datetime(2026, 3, 31)}, "a date or number was made of the words"),
    ({(SETTING, "new text"): 0.5}, "a date or number was made of the words"),
    ({(SETTING, "new text"): True}, "a date or number was made of the words"),
    ({(SETTING, "new text"): "#REF!"}, "a formula can't be a text"),
    ({(SETTING, "new text"): "<em>open"}, "the mark <em> is never closed"),
    ({(SETTING, "new text"): "<script>x</script>"}, "<script> can't stand"),
    ({(SETTING, "new text"): "<a href=\"javascript:x\">x</a>"}, "is not let through"),
    ({(SETTING, "text"): "Other", (SETTING, "new text"): "New"}, "was changed since the sheet was made"),
    ({(SETTING, "text"): "Other"}, "only what is in \"new text\" is taken"),
    ({(SETTING, "id"): "about/nowhere"}, "there is no text with this id"),
    ({(SETTING, "id"): "title"}, "row 2 has the same id; that row is used"),
    ({(SETTING, "new text"): "Lost", (SETTING, "id"): None}, "words without an id: \"Lost\""),
    ({("language", "new text"): "French"}, "not the code of a language"),
])
def test_a_row_that_cannot_be_used_is_left_out_and_reported(changes, reason):
    found = returned({("about/you-need", "new text"): "Still taken.", **changes})
    assert [change.text.key for change in found.changes] == ["about/you-need"]
    number = row_of(workbook(), next(iter(changes))[0])
    assert [sentence for sentence in left_out(found) if sentence.startswith(f"Row {number} ") and reason in sentence]


def test_a_whole_number_in_a_cell_is_read_as_text():
    assert returned({(SETTING, "new text"): 911}).scenario.about.setting == "911"


def test_remarks_are_reported_with_their_place():
    (entry,) = returned({(f"{SCENARIO.scenes[0].id}/title", "remark"): "Is that a pun?"}).report.filter_entries(
        ATTENTION
    )
    assert entry.at == SCENARIO.scenes[0].id and entry.message.endswith("remark: Is that a pun?")


def test_codes_that_excel_writes_for_odd_signs_are_read_and_words_like_them_kept():
    assert returned({(SETTING, "new text"): "one_x000D_\ntwo"}).scenario.about.setting == "one two"
    assert returned({(SETTING, "new text"): "a _x005F_x0041_ b"}).scenario.about.setting == "a _x0041_ b"
    odd = scenario_texts.replace_texts(SCENARIO, {SETTING: "a _x0041_ b"})[0]
    assert returned_spreadsheet.read_spreadsheet(spreadsheet.write_spreadsheet(odd), odd).report.entries == []


def test_hundreds_of_bad_rows_are_summed_up():
    book = workbook()
    for _ in range(returned_spreadsheet.MAX_ROW_MESSAGES + 50):
        book["texts"].append(["nowhere", None, None, None, None, "x"])
    sentences = left_out(returned_spreadsheet.read_spreadsheet(saved(book), SCENARIO))
    assert len(sentences) == returned_spreadsheet.MAX_ROW_MESSAGES + 1 and sentences[-1].endswith(
        "not listed one by one: 50"
    )


# --- what is no sheet of ours ---------------------------------------------------------------------------------------


def archive(parts: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(spreadsheet.write_spreadsheet(SCENARIO))) as file:
        return archive({part: file.read(part) for part in file.namelist()} | {name: content})


def far_row() -> bytes:
    """Return a sheet whose first text stands in the last row that Excel has."""
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("id", "text", "new text"))
    return with_part(
        "xl/worksheets/sheet1.xml",
        (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<dimension ref="A1:XFD1048576"/><sheetData>'
            f'<row r="1">{head}</row><row r="1048576">'
            '<c t="inlineStr"><is><t>title</t></is></c></row></sheetData></worksheet>'
        ).encode(),
    )


def only(rows: list) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'


@pytest.mark.parametrize(("make", "reason"), [
    (lambda: b"", "not a spreadsheet"),
    (lambda: b"%PDF-1.7", "not a spreadsheet"),
    (lambda: b"id;text;new text", "not a spreadsheet"),
    (lambda: b"\xd0\xcf\x11\xe0 old .xls or encrypted .xlsx", "not a spreadsheet"),
    (lambda: archive({"word/document.xml": b"<a/>"}), "not a spreadsheet"),
    (lambda: spreadsheet.write_spreadsheet(SCENARIO)[:2000], "damaged"),
    (lambda: archive({"xl/workbook.xml": b"<a/>"}), "damaged"),
    (lambda: with_part("xl/workbook.xml", b"not xml"), "damaged"),
    (lambda: with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c"), "damaged"),
    (lambda: with_part("xl/worksheets/sheet1.xml", LAUGHS), "declares entities"),
    (lambda: with_part("xl/media/a.bin", LAUGHS.decode().encode("utf-16")), "declares entities"),
    (lambda: with_part("../../evil.xml", b"<a/>"), "points outside"),
    (lambda: with_part("xl/bomb.xml", b" " * 60_000_000), "become far larger"),
    (lambda: b"PK" + b"\0" * xlsx_file.MAX_BYTES, "larger than 20 MB"),
    (far_row, "more than"),
    (lambda: only([["a", "b"], ["c", "d"]]), "No sheet in this file has the columns"),
    (lambda: only([]), "No sheet in this file has the columns"),
    (lambda: only([["id", "text", "new text"]]), "belong to another"),
    (lambda: only([["id", "text", "new text"], ["other/say", "a", "b"]]), "belong to another"),
    (lambda: only([["id", "text", "new text"], *[["title", "a", "b"]] * 5000]), "more than"),
])
def test_a_file_that_is_no_sheet_of_this_scenario_is_refused_with_a_sentence(make, reason):
    with pytest.raises(CannotImport) as caught:
        returned_spreadsheet.read_spreadsheet(make(), SCENARIO)
    assert reason in str(caught.value)


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=200), st.integers(0, 30_000), st.booleans())
def test_damaged_files_never_raise_anything_else(noise, at, begins):
    data = bytearray(spreadsheet.write_spreadsheet(SCENARIO))
    data[at % len(data):at % len(data) + len(noise)] = noise
    for damaged in (bytes(data), noise, b"PK\x03\x04" + noise if begins else bytes(data[: at % len(data)])):
        try:
            returned_spreadsheet.read_spreadsheet(damaged, SCENARIO)
        except CannotImport as error:
            assert str(error)


# --- bold and italic words of a cell ----------------------------------------------------------------------------------


def _formatted(*runs):
    """Return a cell's value of (words, bold, italic)."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    return CellRichText(*(TextBlock(InlineFont(b=bold, i=italic), words) for words, bold, italic in runs))


BOLD = (("A room ", False, False), ("with a door ", True, False), ("& two ", False, True), ("chairs", True, True),
        (".", False, False))


def test_bold_and_italic_words_of_a_cell_become_marks():
    found = returned({(SETTING, "new text"): _formatted(*BOLD)})
    assert found.scenario.about.setting == (
        "A room <strong>with a door </strong><em>&amp; two </em><strong><em>chairs</em></strong>.")
    assert not left_out(found)


def test_bold_words_that_an_office_program_keeps_in_its_table_of_words_become_marks(monkeypatch):
    data = with_shared_strings(edited({(SETTING, "new text"): _formatted(*BOLD)}))
    for whole in (returned_spreadsheet.MAX_WHOLE_BYTES, 0):
        monkeypatch.setattr(returned_spreadsheet, "MAX_WHOLE_BYTES", whole)
        found = returned_spreadsheet.read_spreadsheet(data, SCENARIO)
        assert "<strong>with a door </strong>" in found.scenario.about.setting


@pytest.mark.parametrize(("key", "value", "words"), [
    ("title", _formatted(("A new ", False, False), ("title", True, False)), "A new title"),
    (SETTING, _formatted(("A <em>ro", True, False), ("om</em>", False, False)), "A <em>room</em>"),
])
def test_bold_where_a_text_can_not_hold_it_is_told_and_the_words_are_taken(key, value, words):
    keys = {text.key for text in scenario_texts.list_texts(SCENARIO)}
    key = key if key in keys else next(text.key for text in scenario_texts.list_texts(SCENARIO) if not text.marked
                                       and text.kind != "language")
    found = returned({(key, "new text"): value})
    assert [change.after for change in found.changes] == [words]
    assert left_out(found) == [
        "Bold or italic words of a cell were taken over without that, since the text can't hold it: 1"]
