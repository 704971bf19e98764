"""Importing a file: its kind is detected by content, refusals are sentences, reports are data and text."""

import json

import pytest

from powerstruggle_xblock.exchange import import_file, source_file
from powerstruggle_xblock.exchange.report import ENTRY_KINDS, CannotImport, Report
from powerstruggle_xblock.scenario import scenario_xml

from .bringing import CORPORA, FILES, about, brought, corpus, h5p_content, package, refusal, scenario

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
def test_a_file_s_kind_is_told_by_its_content(name, kind):
    for as_name in (name, "no ending", "wrong.pdf"):
        assert brought((CORPORA / name).read_bytes(), as_name).kind == kind


def test_a_package_is_told_by_its_content():
    assert brought(package(h5p_content(), FILES), "anything").kind == "h5p"


def test_our_own_file_comes_over_as_it_is():
    found = brought(TINY, "tiny.xml")
    assert found.kind == "xml"
    assert scenario(found) == scenario_xml.parse(TINY).scenario
    assert found.report.imported == {"scenes": 1, "choices": 2, "endings": 1, "media": 0, "conditions": 1}
    assert not found.report.entries


def test_our_own_file_with_errors_comes_over_whole_with_the_errors_told():
    broken = TINY.replace(
        "<their-view by=\"ira\">She told me once and it was true.</their-view>", "<thir-view>x</thir-view>"
    )
    found = import_file.import_file(broken.encode(), "tiny.xml")
    assert "<thir-view>x</thir-view>" in found.text
    assert about(found, "<thir-view> can't stand in <ending>")


def test_a_scenario_inside_a_unit_is_found_and_of_several_one_is_picked():
    assert scenario(brought(f"<vertical>{TINY}</vertical>", "unit.xml")).title == "The form"
    two = f"<vertical>{TINY}{TINY.replace('The form', 'The other')}</vertical>"
    found = import_file.import_file(two.encode(), "unit.xml")
    assert isinstance(found, import_file.StoryChoice) and [story.title for story in found.stories] == [
        "The form",
        "The other",
    ]
    assert scenario(brought(two, "unit.xml", "2")).title == "The other"


def test_programs_in_our_own_notation_are_taken_out_and_told():
    text = TINY.replace(
        "<cue>He puts", "<cue onclick=\"x()\"><script>alert(1)</script><svg/>He <a href=\"javascript:x\">puts</a>"
    )
    found = import_file.import_file(text.encode(), "tiny.xml")
    assert not [piece for piece in ("script", "onclick", "svg") if piece in found.text]
    assert "down harder" in found.text
    assert [
        about(found, f"left out of a text: {what}.") for what in ("<script>", "<svg>", "onclick", "javascript")
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
def test_what_cannot_be_brought_in_is_refused_with_a_sentence(data, words):
    assert words in refusal(data, "file")


def test_json_that_is_none_is_said_to_be_none():
    assert (
        refusal("{\"nodes\": [", "x.json")
        == "The name of this file says that it is JSON or H5P, but it can't be read as that."
    )


def test_files_that_are_too_large_are_refused_unread(monkeypatch):
    monkeypatch.setattr(source_file, "MAX_BYTES", 10)
    assert "larger than" in refusal(TINY, "x.xml")
    monkeypatch.setattr(source_file, "MAX_BYTES", 10**9)
    monkeypatch.setattr(source_file, "MAX_TEXT_BYTES", 10)
    assert "can't be read" in refusal(TINY, "x.xml")


def test_a_report_is_data_and_text():
    found = corpus("harlowe.twee")
    data = json.loads(json.dumps(found.report.as_json()))
    assert data["imported"]["scenes"] == 2
    assert {entry["kind"] for entry in data["entries"]} <= set(ENTRY_KINDS)
    assert {
        "kind": "attention",
        "message": "“Nowhere yet” is linked to but was not in the file. An empty ending was put in its place.",
        "at": "nowhere-yet",
    } in data["entries"]
    text = found.report.as_text()
    assert text.startswith("Imported\n  Scenes: 2\n") and "Needs your attention\n" in text and "[nowhere-yet]" in text


def test_every_place_a_report_names_is_there():
    for name in ("harlowe.twee", "sugarcube.twee", "escapes.twee", "branching.json", "h5p_content.json"):
        found = corpus(name)
        ids = {*scenario(found).places, *scenario(found).choices}
        assert {entry.at for entry in found.report.entries} - {None} <= ids


def test_sentences_can_be_said_in_another_language():
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


def test_the_same_line_is_not_said_twice():
    report = Report()
    for _ in range(3):
        report.add_skipped("Gone: {what}", "a", what="x")
    assert len(report.entries) == 1
