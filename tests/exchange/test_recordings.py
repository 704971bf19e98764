"""Recordings on the way out and back: they come along, and one that no longer says what is written is taken out."""

import io

import pytest

from powerstruggle_xblock.exchange import scenario_texts
from powerstruggle_xblock.exchange.exporters import spreadsheet, twee_export
from powerstruggle_xblock.exchange.importers import spreadsheet as returned_spreadsheet
from powerstruggle_xblock.exchange.print import script_docx, script_html
from powerstruggle_xblock.scenario import diff, recordings, scenario_xml

from ..block.test_recordings import RECORDED
from .import_helpers import import_checked, parse_result
from .test_export_spreadsheet import edited

SCENARIO = scenario_xml.parse(RECORDED).scenario
BOTH = [("/static/street.png", "What now?"), ("https://example.org/view.mp3", "Nobody asked.")]
TAKEN_OUT = "Recordings of lines whose words have changed were taken out; record these lines anew: 1"


def kept(scenario) -> list[tuple[str, str]]:
    return list(recordings.list_recordings(scenario))


def told(report) -> list[str]:
    return [entry.message for entry in report.entries]


def test_a_recording_comes_back_through_twine_and_through_word():
    assert kept(parse_result(import_checked(twee_export.write_twee(SCENARIO), "a.twee"))) == BOTH
    file = io.BytesIO(script_docx.write_docx(SCENARIO)).getvalue()
    back = parse_result(import_checked(file, "script.docx"))
    assert kept(back) == BOTH
    assert back.scenes[0].content_items[0].text == "What now?"


def test_a_line_edited_in_twine_loses_its_recording_and_the_author_is_told():
    found = import_checked(twee_export.write_twee(SCENARIO).replace("Ira: What now?", "Ira: What again?"), "a.twee")
    assert kept(parse_result(found)) == BOTH[1:]
    assert TAKEN_OUT in told(found.report)


@pytest.mark.parametrize(("key", "left"), [("desk/line/1", BOTH[1:]), ("out/their-view", BOTH[:1])])
def test_a_translated_line_loses_its_recording_and_the_author_is_told(key, left):
    assert key in {text.key for text in scenario_texts.list_texts(SCENARIO)}
    sheet = edited({(key, "new text"): "Et maintenant ?"}, SCENARIO)
    found = returned_spreadsheet.read_spreadsheet(sheet, SCENARIO)
    assert kept(found.scenario) == left
    assert TAKEN_OUT in told(found.report)


def test_other_changes_leave_recordings_alone():
    sheet = spreadsheet.write_spreadsheet(SCENARIO)
    assert kept(returned_spreadsheet.read_spreadsheet(sheet, SCENARIO).scenario) == BOTH


def test_the_script_names_recordings_and_a_comparison_tells_of_a_new_one():
    assert "[recording: /static/street.png]" in script_html.write_html(SCENARIO)
    plain = scenario_xml.parse(RECORDED.replace(' recording="/static/street.png"', "")).scenario
    [change] = diff.diff_scenarios(plain, SCENARIO)
    assert "street.png" in str(change)
