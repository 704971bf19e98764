"""Import and export in Studio.

An import gives a tree with a report, an export a file; a refused file changes nothing.
"""

import io
import sys

import pytest

from powerstruggle_xblock.exchange import optional_extras, registry
from powerstruggle_xblock.exchange.scenario_texts import list_texts
from powerstruggle_xblock.scenario import scenario_xml
from tests.block.texts import TALK

from .studio import element_at, find_element, with_attributes

TWEE = b""":: StoryTitle
The gate

:: Start
Sam: "Is it open?"
[[Say yes->In]]
[[Say nothing->Out]]

:: In
It was.

:: Out
It stays shut.
"""


def import_file(studio, name, data, document=None, **fields):
    return studio.send("editor_import", document, files={"file": (name, data)}, **fields)


def test_a_twine_story_comes_in_as_a_tree_with_a_report_that_leads_to_places(studio):
    answer = import_file(studio, "gate.twee", TWEE)
    assert answer.status == 200, answer.body
    brought = answer.json
    assert {node["tag"] for node in brought["tree"]["nodes"]} >= {"scene", "ending"} and brought["media"] == []
    assert brought["report"]["imported"]["scenes"] == 1 and brought["report"]["imported"]["endings"] == 2
    places = [place["at"] for entry in brought["report"]["entries"] for place in entry["places"]]
    assert all(entry["at"] == entry["places"][0]["at"] for entry in brought["report"]["entries"] if entry["places"])
    assert all(place["title"] for entry in brought["report"]["entries"] for place in entry["places"])
    assert places and all(
        element_at(brought["tree"], place)["tag"] in ("scene", "choice", "ending") for place in places
    )
    assert studio.store.writes == []


def test_our_own_file_comes_back_as_it_went_out(studio):
    out = studio.send("editor_export", {"tree": studio.tree, "format": "xml"})
    back = import_file(studio, "scenario.xml", out.body).json["tree"]
    assert back["nodes"] == studio.tree["nodes"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.twee", b""),
        ("x.h5p", b"PK\x03\x04 broken"),
        ("x.pdf", b"%PDF-1.4"),
        ("x.json", b"{}"),
        ("x.xml", b"<a/>"),
        ("x", b"\x00\x01\x02"),
    ],
)
def test_what_can_not_be_brought_in_is_refused_with_a_sentence(studio, name, data):
    refused = import_file(studio, name, data)
    assert (refused.status, refused.json["code"]) == (422, "cannot-import") and refused.json["error"].endswith(".")


def test_no_file_is_refused_with_a_sentence(studio):
    assert "No file" in studio.send("editor_import", {"tree": studio.tree}).json["error"]


def test_a_file_with_several_stories_asks_which(studio):
    story = (
        '<tw-storydata name="{0}" ifid="{1}">'
        '<tw-passagedata pid="1" name="{0} begins">Hello.</tw-passagedata></tw-storydata>'
    )
    data = (story.format("One", "A" * 8) + story.format("Two", "B" * 8)).encode()
    stories = import_file(studio, "archive.html", data).json["stories"]
    assert [story["title"] for story in stories] == ["One", "Two"]
    picked = import_file(studio, "archive.html", data, pick=stories[1]["id"]).json
    assert any("Hello" in str(node) for node in picked["tree"]["nodes"])


def spreadsheet(studio, tree, **cells):
    """Return the spreadsheet of a tree's texts, with new texts written in by the key of the row."""
    openpyxl = pytest.importorskip("openpyxl", reason="spreadsheets need openpyxl (the extra \"spreadsheet\")")
    book = openpyxl.load_workbook(io.BytesIO(studio.send("editor_export", {"tree": tree, "format": "xlsx"}).body))
    page = book.worksheets[0]
    for row in page.iter_rows():
        if row[0].value in cells:
            row[5].value = cells[row[0].value]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_of_texts_shows_what_it_changes_and_gives_the_new_tree(studio):
    tree = studio.tree
    key = next(text.key for text in list_texts(scenario_xml.parse(TALK).scenario) if text.text == "Three trips.")
    answer = import_file(
        studio, "texts.xlsx", spreadsheet(studio, tree, **{key: "Three trips for one form."}), {"tree": tree}
    )
    assert answer.status == 200, answer.body
    [change] = answer.json["texts"]
    assert (change["id"], change["before"], change["after"]) == (key, "Three trips.", "Three trips for one form.")
    changed = answer.json["tree"]
    assert element_at(changed, change["at"]) is find_element(changed, "hear") and change["what"]
    assert studio.store.writes == []


def test_a_spreadsheet_is_not_taken_while_the_scenario_has_errors(studio):
    tree = studio.tree
    data = spreadsheet(studio, tree)
    refused = import_file(studio, "texts.xlsx", data, {"tree": with_attributes(tree, "plain", to="nowhere")})
    assert (refused.status, refused.json["code"]) == (422, "errors")
    assert import_file(studio, "texts.xlsx", data).status == 400, "without a tree there is nothing to compare with"


@pytest.mark.parametrize(("format_", "begin"), [("xml", b"<powerstruggle_scenario"), ("twee", b":: "), ("html", b"<!")])
def test_a_tree_goes_out_as_a_file_with_a_name(studio, format_, begin):
    tree = with_attributes(studio.tree, "form", title="Not saved")
    answer = studio.send("editor_export", {"tree": tree, "format": format_})
    assert answer.status == 200 and answer.body.lstrip().startswith(begin) and b"Not saved" in answer.body


def test_xml_goes_out_of_a_broken_tree_too_and_nothing_else_does(studio):
    tree = with_attributes(studio.tree, "plain", to="nowhere", wobble="1")
    out = studio.send("editor_export", {"tree": tree, "format": "xml"})
    assert out.status == 200 and b'wobble="1"' in out.body
    refused = studio.send("editor_export", {"tree": tree, "format": "html"})
    assert refused.status == 422 and "too much is missing" in refused.json["error"]


@pytest.mark.parametrize("format_", ["pdf", "", None, 3])
def test_an_unknown_format_is_refused(studio, format_):
    assert studio.send("editor_export", {"tree": studio.tree, "format": format_}).status == 400


def test_a_library_that_is_not_installed_is_named(studio, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(optional_extras, "import_module", missing)
    refused = studio.send("editor_export", {"tree": studio.tree, "format": "xlsx"})
    assert (refused.status, refused.json["code"]) == (422, "missing-extra") and "pip install" in refused.json["error"]


def test_comparing_says_what_would_change_and_what_it_means_for_learners(studio):
    assert studio.post("editor_compare", {"tree": studio.tree}).json["changes"] == []
    answer = studio.post("editor_compare", {"tree": with_attributes(studio.tree, "plain", id="clear")}).json
    assert answer["changes"] == ['choice "plain" is called "clear" now']
    assert any('took "plain"' in sentence for sentence in answer["learners"])
    unfinished = with_attributes(studio.tree, "plain", to="nowhere")
    [sentence] = studio.post("editor_compare", {"tree": unfinished}).json["changes"]
    assert "not finished" in sentence


def test_the_editor_is_told_which_files_it_can_import_and_export(studio):
    loaded = studio.post("editor_load").json
    for kind in loaded["imports"]:
        assert kind.keys() == {"id", "label", "endings", "available", "missing"}
        assert kind["available"] is True and kind["missing"] is None and kind["endings"]
    for kind in loaded["exports"]:
        assert kind.keys() == {"id", "label", "ending", "available", "missing"}
        assert studio.send("editor_export", {"tree": studio.tree, "format": kind["id"]}).status == 200
    assert {kind["id"]: tuple(kind["endings"]) for kind in loaded["imports"]} == {
        row.id: row.endings for row in registry.list_importers() if row.content != registry.REFLECTION
    }
    assert {ending for kind in loaded["imports"] for ending in kind["endings"]} >= {
        ".html",
        ".htm",
        ".json",
        ".h5p",
        ".xml",
        ".olx",
        ".twee",
        ".tw",
        ".tw2",
        ".twee3",
        ".xlsx",
    }


def test_a_kind_whose_library_is_missing_is_told_with_what_to_install(studio, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    [word] = [kind for kind in studio.post("editor_load").json["exports"] if kind["id"] == "docx"]
    assert word["available"] is False and word["missing"].endswith('pip install "powerstruggle-xblock[word]"')


def test_questions_for_a_reflection_are_no_scenario(studio):
    refused = import_file(studio, "unit.xml", b'<problem-builder><pb-answer question="Why?"/></problem-builder>')
    assert (refused.status, refused.json["code"]) == (422, "cannot-import") and "reflection" in refused.json["error"]
    assert "prompts" not in {row["id"] for row in studio.load()["imports"]}
