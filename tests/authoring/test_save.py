"""Saving: the player reads what was saved without errors; anything else is a draft (tests/authoring/test_drafts.py).

What is no tree, is too large or would overwrite another author's work is refused and changes nothing.
"""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.authoring import persistence
from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.authoring.scenario_editor import ScenarioEditor
from powerstruggle_xblock.platform.scenario_cache import compile_scenario
from powerstruggle_xblock.scenario import scenario_xml
from tests.block.texts import BROKEN, TALK
from tests.engine import strategies as some
from tests.examples import examples

from .studio import Studio, find_element, iter_elements, with_attributes

NEW_TITLE = {"title": "At the front desk"}


def test_a_saved_edit_is_what_learners_get(studio):
    answer = studio.save(with_attributes(studio.tree, "desk", **NEW_TITLE))
    assert answer.status == 200 and answer.json["version"] == scenario_xml.content_version(studio.scenario)
    assert studio.begin().json["scene"]["title"] == "At the front desk"
    assert studio.load()["base"] == answer.json["base"]


def test_loading_and_saving_unchanged_changes_no_byte(studio):
    before = dict(studio.store.texts)
    loaded = studio.load()
    answer = studio.save(loaded["tree"])
    assert answer.status == 200 and answer.json["base"] == loaded["base"] and studio.store.texts == before


def test_what_is_stored_is_canonical_and_settings_are_fields(studio):
    tree = studio.tree
    tree["attrs"].update(display_name="The form", weight="2.5", max_attempts="3", url_name="abc")
    assert studio.save(tree).status == 200
    assert [studio.setting(name) for name in scenario_xml.NOTATION.settings] == ["The form", 2.5, 3]
    assert studio.content == scenario_xml.serialize(scenario_xml.parse(studio.content).scenario)
    assert not any(name in studio.content for name in ("display_name", "weight", "url_name"))
    assert studio.tree["attrs"] == {"display_name": "The form", "weight": "2.5", "max_attempts": "3", "xml:lang": "en"}


def test_a_setting_that_is_taken_away_is_unset_and_the_courses_own_counts_again():
    studio = Studio(TALK, settings={"weight": 3.0, "max_attempts": 2})
    tree = studio.tree
    assert (tree["attrs"]["weight"], tree["attrs"]["max_attempts"]) == ("3", "2") and "display_name" not in tree[
        "attrs"
    ]
    del tree["attrs"]["max_attempts"]
    assert studio.save(tree).status == 200
    assert studio.setting("max_attempts") is None and studio.setting("weight") == 3.0


def test_errors_keep_a_save_from_learners_and_are_told_by_place_and_field(studio):
    before = studio.content
    saved = studio.save(with_attributes(studio.tree, "plain", to="nowhere"))
    assert saved.status == 200 and saved.json["draft"] is True
    [error] = [problem for problem in saved.json["problems"] if problem["severity"] == "error"]
    assert (error["at"], error["field"]) == ([5, 1], "to")
    assert studio.content == before


def test_errors_of_the_review_keep_a_save_from_learners_too(studio):
    tree = with_attributes(studio.tree, "plain", to="desk")
    for choice in ("push", "locked", "leave"):
        tree = with_attributes(tree, choice, to="desk")
    assert "no-way-out" in [problem["code"] for problem in studio.save(tree).json["problems"]]


def test_a_broken_text_is_opened_whole_and_can_be_mended():
    studio = Studio(BROKEN)
    loaded = studio.load()
    assert [problem["code"] for problem in loaded["problems"] if problem["severity"] == "error"] == ["broken-target"]
    assert studio.save(with_attributes(loaded["tree"], "plain", to="signed")).status == 200
    assert studio.begin().status == 200


def test_somebody_elses_save_is_not_overwritten_and_both_versions_are_there(studio):
    mine, base = with_attributes(studio.tree, "desk", **NEW_TITLE), studio.load()["base"]
    assert studio.save(with_attributes(studio.tree, "form", title="Page two")).status == 200
    stored = studio.content
    refused = studio.save(mine, base)
    assert (refused.status, refused.json["code"]) == (409, "conflict") and studio.content == stored
    assert refused.json["changes"] == [
        'scene "desk": the title was "At the desk", is now "At the front desk"',
        'scene "form": the title was "Page two", is now "The form"']
    assert refused.json["learners"] and refused.json["tree"] == studio.tree
    assert studio.save(mine, refused.json["base"]).status == 200, "overwriting on purpose"
    assert studio.begin().json["scene"]["title"] == "At the front desk"


def test_a_changed_title_elsewhere_in_studio_is_a_conflict_as_well(studio):
    tree, base = studio.tree, studio.load()["base"]
    block = studio.block()
    block.display_name = "Renamed in the outline"
    block.save()
    assert studio.save(tree, base).status == 409


def test_saving_again_after_a_lost_answer_is_no_conflict(studio):
    tree, base = with_attributes(studio.tree, "desk", **NEW_TITLE), studio.load()["base"]
    assert studio.save(tree, base).status == 200 and studio.save(tree, base).status == 200


def test_where_something_unplayable_is_stored_a_conflict_says_that_it_can_not_be_compared(studio):
    tree, base = studio.tree, studio.load()["base"]
    studio.edit(BROKEN)
    refused = studio.save(tree, base)
    assert refused.status == 409 and "not finished" in refused.json["changes"][0]


def test_what_is_too_large_for_the_module_store_is_refused_before_it_is_lost(studio, monkeypatch):
    monkeypatch.setattr(ScenarioEditor, "max_bytes", 2000)
    assert studio.load()["limits"]["save_bytes"] == 2000
    tree = studio.tree
    find_element(tree, "ira")["text"] = "word " * 1000
    refused = studio.save(tree)
    assert (refused.status, refused.json["code"]) == (413, "too-large") and "MB" in refused.json["error"]
    assert studio.store.writes == []


def test_the_limit_leaves_the_module_store_room():
    assert ScenarioEditor.max_bytes * 2 <= 16 * 1024 * 1024


def test_an_empty_component_opens_with_an_empty_tree_and_ways_to_begin(empty):
    loaded = empty.load()
    assert loaded["empty"] is True and loaded["tree"] == trees.empty() and len(loaded["templates"]) > 3
    saved = empty.save(loaded["tree"])
    assert saved.json["draft"] is True and saved.json["has_valid"] is False and empty.load()["empty"] is False


def test_studios_own_form_of_before_still_saves(studio):
    answer = studio.post(
        "submit_studio_edits", {"values": {"content": TALK.replace("At the desk", "Elsewhere")}, "defaults": []}
    )
    assert answer.status == 200 and find_element(studio.tree, "desk")["attrs"]["title"] == "Elsewhere"


@settings(max_examples=examples(40))
@given(some.scenarios())
def test_whatever_is_saved_loads_in_the_player_as_it_was_reviewed(scenario):
    studio = Studio(TALK)
    answer = studio.save(trees.from_text(scenario_xml.serialize(scenario)))
    compiled = compile_scenario(studio.content)
    if not answer.json["draft"]:
        assert not compiled.parsed.errors and compiled.version == answer.json[
            "version"
        ] == scenario_xml.content_version(scenario)
        assert studio.begin().status == 200
    else:
        assert compiled.version == compile_scenario(TALK).version


EDITS = st.sampled_from(["cut", "double", "empty", "rename", "retag"])


@settings(max_examples=examples(120))
@given(st.lists(st.tuples(EDITS, st.integers(0, 60)), min_size=1, max_size=6))
def test_nothing_that_was_saved_fails_to_load_whatever_was_done_to_the_tree(edits):
    studio = Studio(TALK)
    tree = studio.tree
    for edit, number in edits:
        _damage(tree, edit, number)
    answer = studio.save(tree)
    assert answer.status == 200, answer.body
    view = studio.state()
    assert view["phase"] == "about" and compile_scenario(studio.content).parsed.errors == ()


def _damage(tree: dict, edit: str, number: int) -> None:
    nodes = [node for node in iter_elements(tree) if node.get("nodes")]
    node = nodes[number % len(nodes)]
    child = node["nodes"][number % len(node["nodes"])]
    if edit == "cut":
        node["nodes"].remove(child)
    elif edit == "double":
        node["nodes"].append(copy.deepcopy(child))
    elif edit == "empty":
        child.pop("text", None)
    elif edit == "rename":
        child["attrs"] = {name: f"{value}x" for name, value in child["attrs"].items()}
    else:
        child["tag"] = "note"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"tree": None, "base": "x"},
        {"tree": {"tag": "powerstruggle_scenario"}},
        {"tree": [], "base": "x"},
        {"base": 3},
        {"base": ["x"], "tree": {}},
        {"tree": {"tag": "powerstruggle_scenario", "attrs": {"a b": "c"}}, "base": "x"},
        {"base": "x" * 5000},
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_a_sentence(studio, data):
    refused = studio.post("editor_save", data)
    assert refused.status == 400 and refused.json["error"].endswith(".") and studio.store.writes == []


@pytest.mark.parametrize("body", [b"", b"[]", b"3", b"null", b"{", b"\xff", b'{"tree": ' + b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused_with_a_sentence(studio, body):
    for handler in (
        "editor_check",
        "editor_save",
        "editor_play",
        "editor_template",
        "editor_compare",
        "editor_export",
        "editor_import",
    ):
        refused = studio.post(handler, body)
        assert refused.status == 400 and json.loads(refused.body)["error"]


def test_a_get_is_refused(studio):
    assert studio.post("editor_load", method="GET").status == 405


def test_a_form_whose_document_is_a_file_is_understood(studio):
    tree = with_attributes(studio.tree, "desk", **NEW_TITLE)
    assert studio.send("editor_save", {"tree": tree, "base": studio.load()["base"]}).status == 200
    assert find_element(studio.tree, "desk")["attrs"]["title"] == "At the front desk"
    assert studio.send("editor_load").status == 200


def test_a_body_beyond_bounds_is_refused_with_a_sentence(studio, monkeypatch):
    monkeypatch.setattr("powerstruggle_xblock.platform.author_requests.MAX_BYTES", 100)
    document = {"tree": studio.tree, "base": studio.load()["base"]}
    for refused in (studio.post("editor_save", document), studio.send("editor_save", document)):
        assert (refused.status, refused.json["code"]) == (413, "too-large") and "browser" in refused.json["error"]


def test_a_fault_of_the_server_is_a_sentence_and_changes_nothing(studio, monkeypatch):
    tree = with_attributes(studio.tree, "desk", **NEW_TITLE)

    def fails(block, scenario):
        block.content = "half done"
        raise RuntimeError

    monkeypatch.setattr(persistence, "store", fails)
    failed = studio.save(tree)
    assert failed.status == 500 and "still in your browser" in failed.json["error"] and studio.store.writes == []


def test_a_draft_that_no_file_can_hold_is_refused_with_its_place_and_what_is_stored_stays():
    studio = Studio(TALK)
    tree, before = studio.tree, dict(studio.store.texts)
    tree["nodes"].insert(0, {"tag": "note", "attrs": {"xmlns": "urn:q"}, "text": "x"})
    find_element(tree, "plain")["attrs"]["to"] = "nowhere"
    refused = studio.save(tree)
    assert (refused.status, refused.json["code"], refused.json["at"]) == (400, "bad-tree", [0])
    assert studio.store.texts == before
    exported = studio.post("editor_export", {"tree": tree, "format": "xml"})
    assert (exported.status, exported.json["at"]) == (400, [0])
