"""Importing a file: its kind is detected by content, refusals are sentences, reports are data and text."""

import json

import pytest

from powerstruggle_xblock.exchange import import_file, source_file
from powerstruggle_xblock.exchange.report import ENTRY_KINDS, CannotImport, Report
from powerstruggle_xblock.scenario import scenario_xml

from .import_helpers import (
    CORPORA,
    FILES,
    find_places,
    import_checked,
    import_corpus,
    load_h5p_content,
    make_package,
    parse_result,
    refusal_message,
)

TINY = (CORPORA.parent.parent / "data" / "tiny.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("harlowe.twee", "twee"),
        ("old.tw2", "twee"),
        ("twine2.html", "twine"),
        ("twine1.html", "twine"),
        ("twine2.json", "twine"),
        ("branching.json", "branching"),
        ("branching_olx.xml", "branching"),
        ("h5p_content.json", "h5p"),
    ],
)
def test_a_files_kind_is_detected_by_its_content(name, kind):
    for as_name in (name, "no ending", "wrong.pdf"):
        assert import_checked((CORPORA / name).read_bytes(), as_name).kind == kind


def test_a_package_is_detected_by_its_content():
    assert import_checked(make_package(load_h5p_content(), FILES), "anything").kind == "h5p"


def test_a_file_in_the_packages_notation_is_imported_unchanged():
    found = import_checked(TINY, "tiny.xml")
    assert found.kind == "xml"
    assert parse_result(found) == scenario_xml.parse(TINY).scenario
    assert found.report.imported == {"scenes": 1, "choices": 2, "endings": 1, "media": 0, "conditions": 1}
    assert not found.report.entries


def test_a_file_in_the_packages_notation_with_errors_is_imported_whole_and_the_errors_reported():
    broken = TINY.replace(
        "<their-view by=\"ira\">She told me once and it was true.</their-view>", "<thir-view>x</thir-view>"
    )
    found = import_file.import_file(broken.encode(), "tiny.xml")
    assert "<thir-view>x</thir-view>" in found.text
    assert find_places(found, "<thir-view> can't stand in <ending>")


def test_a_scenario_inside_a_unit_is_found_and_of_several_one_is_picked():
    assert parse_result(import_checked(f"<vertical>{TINY}</vertical>", "unit.xml")).title == "The form"
    two = f"<vertical>{TINY}{TINY.replace('The form', 'The other')}</vertical>"
    found = import_file.import_file(two.encode(), "unit.xml")
    assert isinstance(found, import_file.StoryChoice) and [story.title for story in found.stories] == [
        "The form",
        "The other",
    ]
    assert parse_result(import_checked(two, "unit.xml", "2")).title == "The other"


def test_programs_in_the_packages_notation_are_removed_and_reported():
    text = TINY.replace(
        "<cue>He puts", "<cue onclick=\"x()\"><script>alert(1)</script><svg/>He <a href=\"javascript:x\">puts</a>"
    )
    found = import_file.import_file(text.encode(), "tiny.xml")
    assert not [piece for piece in ("script", "onclick", "svg") if piece in found.text]
    assert "down harder" in found.text
    assert [
        find_places(found, f"left out of a text: {what}.") for what in ("<script>", "<svg>", "onclick", "javascript")
    ] == [[None]] * 4


@pytest.mark.parametrize(("data", "words"), [
    (b"", "empty"),
    (b"%PDF-1.7", "This is a PDF"),
    (b"\x89PNG\r\n\x1a\n", "This is a PDF, a picture"),
    (b"\x1f\x8b\x08", "an archive"),
    (b"a\0b", "not a text file"),
    (b"Just words.", "This file can't be imported"),
    (b"<html><body>words</body></html>", "This file can't be imported"),
    (b"{\"a\": 1}", "This file can't be imported"),
    (b"<powerstruggle_scenario><scene", "This scenario can't be read"),
    (b"<!DOCTYPE x [<!ENTITY a \"b\">]><powerstruggle_scenario/>", "DOCTYPE"),
    (b":: StoryTitle\nOnly a title", "no passages"),
    (b":: A [script]\nx", "no passage that could be a scene"),
])
def test_a_file_that_cannot_be_imported_is_refused_with_a_message(data, words):
    assert words in refusal_message(data, "file")


def test_a_file_named_as_json_that_is_not_json_is_refused():
    assert (
        refusal_message("{\"nodes\": [", "x.json")
        == "The name of this file says that it is JSON or H5P, but it can't be read as that."
    )


def test_files_that_are_too_large_are_refused_unread(monkeypatch):
    monkeypatch.setattr(source_file, "MAX_BYTES", 10)
    assert "larger than" in refusal_message(TINY, "x.xml")
    monkeypatch.setattr(source_file, "MAX_BYTES", 10**9)
    monkeypatch.setattr(source_file, "MAX_TEXT_BYTES", 10)
    assert "can't be read" in refusal_message(TINY, "x.xml")


def test_a_report_is_data_and_text():
    found = import_corpus("harlowe.twee")
    data = json.loads(json.dumps(found.report.as_json()))
    assert data["imported"]["scenes"] == 2
    assert {entry["kind"] for entry in data["entries"]} <= set(ENTRY_KINDS)
    assert {
        "kind": "attention",
        "message": "“Nowhere yet” is linked to but was not in the file. An empty ending was put in its place.",
        "at": "nowhere-yet",
        "places": ["nowhere-yet"],
    } in data["entries"]
    text = found.report.as_text()
    assert text.startswith("Imported\n  Scenes: 2\n") and "Needs your attention\n" in text and "[nowhere-yet]" in text


def test_every_place_a_report_names_is_there():
    for name in ("harlowe.twee", "sugarcube.twee", "escapes.twee", "branching.json", "h5p_content.json"):
        found = import_corpus(name)
        ids = {*parse_result(found).nodes, *parse_result(found).choices}
        assert {entry.at for entry in found.report.entries} - {None} <= ids


def test_messages_can_be_translated():
    report = Report()
    report.add_changed("The title was changed in Twine: {title}", title="x")
    assert (
        report.as_json({"The title was changed in Twine: {title}": "Titel: {title}"}.get)["entries"][0]["message"]
        == "Titel: x"
    )
    assert (
        CannotImport("At most {most}.", most=3).translate({"At most {most}.": "Höchstens {most}."}.get)
        == "Höchstens 3."
    )


def test_the_same_entry_is_not_added_twice():
    report = Report()
    for _ in range(3):
        report.add_skipped("Gone: {what}", "a", what="x")
    report.add_skipped("Gone: {what}", "b", what="x")
    assert [entry.places for entry in report.entries] == [("a", "b")]


def test_cases_of_one_cause_are_one_entry_with_their_number_and_places():
    report = Report()
    for place in "aabc":
        report.add_counted("attention", "{name} stayed: {count}", place, name="x")
    report.add_counted("attention", "{name} stayed: {count}", "d", name="y")
    assert [(entry.message, entry.places) for entry in report.entries] == [
        ("x stayed: 4", ("a", "b", "c")), ("y stayed: 1", ("d",))]


def test_a_report_has_a_bound_and_counts_what_it_leaves_out(monkeypatch):
    monkeypatch.setattr("powerstruggle_xblock.exchange.report.MAX_ENTRIES", 2)
    report = Report()
    for number in range(5):
        report.add_skipped("Gone: {what}", what=number)
    assert [entry.message for entry in report.entries][2:] == ["Further entries that this report leaves out: 3"]


def test_a_report_for_a_terminal_has_no_control_or_direction_characters():
    report = Report()
    report.add_skipped("Gone: {what}", what="a\x1b[31m\x9b\u202eb")
    assert report.as_text().endswith("Gone: a\ufffd[31m\ufffd\ufffdb")
