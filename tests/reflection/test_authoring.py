"""Studio: the editor's handlers, the author's card, messages, and data for search and apps."""

import json
from copy import deepcopy

import pytest

from powerstruggle_xblock.reflection import sets
from tests.block.support import StudioPermissions

from .support import ReflectionWorld, questions


@pytest.fixture
def studio(shared_texts):
    """Return a component in Studio."""
    services = {"studio_user_permissions": StudioPermissions()}
    return ReflectionWorld(questions("learner", "true"), {"weight": 2.0}, lms=True, read_only=False, services=services)


def load_tree(world):
    """Return the answer of `editor_load`."""
    answer = world.post("editor_load", user="author")
    assert answer.status == 200, answer.body
    return answer.json


def save(world, tree, base):
    """Return the answer of `editor_save`."""
    return world.post("editor_save", {"tree": tree, "base": base}, user="author")


def test_what_is_stored_is_loaded_as_a_tree_with_its_settings(studio):
    got = load_tree(studio)
    assert got["tree"]["attrs"] == {"weight": "2", "keep": "learner", "share": "true", "xml:lang": "en"}
    assert [node["tag"] for node in got["tree"]["nodes"]] == ["intro", "prompt", "prompt", "closing"]
    assert got["problems"] == [] and got["empty"] is False
    assert [one["id"] for one in got["templates"]] == list(sets.SET_NAMES)


def test_saving_what_was_loaded_changes_nothing(studio):
    before, got = studio.block().content, load_tree(studio)
    answer = save(studio, got["tree"], got["base"])
    assert answer.status == 200 and answer.json["base"] == got["base"]
    assert studio.block().content == before and studio.block().weight == 2.0


def test_an_edit_is_stored_and_a_setting_left_out_is_unset(studio):
    got = load_tree(studio)
    tree = deepcopy(got["tree"])
    tree["attrs"] = {"display_name": "New", "keep": "browser", "share": "false", "xml:lang": "en"}
    tree["nodes"][1]["nodes"][0]["text"] = "What <em>now</em>?"
    assert save(studio, tree, got["base"]).status == 200
    block = studio.block()
    assert block.display_name == "New" and block.weight == 1.0 and block.parsed.reflection.keep == "browser"
    assert block.parsed.reflection.prompts[0].words == "What <em>now</em>?"


def test_errors_are_located_and_what_is_saved_is_a_draft(studio):
    got, before = load_tree(studio), studio.block().content
    tree = deepcopy(got["tree"])
    tree["nodes"][2]["attrs"]["id"] = "sign"
    answer = save(studio, tree, got["base"])
    assert answer.status == 200 and answer.json["draft"] is True
    assert [(one["code"], one["at"]) for one in answer.json["problems"]] == [("double-id", [2])]
    assert studio.block().content == before


def test_somebody_elses_save_is_not_overwritten_unseen(studio):
    first, second = load_tree(studio), load_tree(studio)
    theirs, mine = deepcopy(first["tree"]), deepcopy(second["tree"])
    theirs["nodes"][0]["text"], mine["nodes"][3]["text"] = "Theirs.", "Mine."
    assert save(studio, theirs, first["base"]).status == 200
    refused = save(studio, mine, second["base"])
    assert refused.status == 409 and refused.json["tree"]["nodes"][0]["text"] == "Theirs."
    assert any("Theirs." in change for change in refused.json["changes"]) and any(
        "Mine." in change for change in refused.json["changes"]
    )
    assert save(studio, mine, refused.json["base"]).status == 200
    # The same save sent again, its answer lost on the way, is no conflict.
    assert save(studio, mine, refused.json["base"]).status == 200


@pytest.mark.parametrize(
    "tree",
    [
        None,
        7,
        [],
        "x",
        {},
        {"tag": "powerstruggle_scenario", "attrs": {}},
        {"tag": "<", "attrs": {}},
        {"tag": "powerstruggle_reflection", "attrs": {"a": 1}},
        {"tag": "powerstruggle_reflection", "nodes": [7]},
    ],
)
def test_a_malformed_tree_is_refused_with_a_message(studio, tree):
    for handler in ("editor_check", "editor_save", "editor_compare"):
        answer = studio.post(handler, {"tree": tree, "base": "x"}, user="author")
        assert answer.status == 400 and answer.json["error"]


def test_malformed_markup_is_a_located_issue(studio):
    tree = deepcopy(load_tree(studio)["tree"])
    tree["nodes"][0]["text"] = "a <b c"
    problems = studio.post("editor_check", {"tree": tree}, user="author").json["problems"]
    assert [(one["severity"], one["at"]) for one in problems] == [("error", [0])]


@pytest.mark.parametrize("name", sets.SET_NAMES)
def test_a_ready_made_set_can_be_chosen_and_saved(studio, name):
    base = load_tree(studio)["base"]
    tree = studio.post("editor_template", {"id": name}, user="author").json["tree"]
    assert save(studio, tree, base).status == 200
    assert studio.post("editor_template", {"id": "none"}, user="author").status == 404


def test_a_component_over_the_size_limit_is_refused(studio):
    got = load_tree(studio)
    tree = deepcopy(got["tree"])
    tree["nodes"][0]["text"] = "x" * 300_000
    assert save(studio, tree, got["base"]).status == 413


def test_the_authors_card_shows_questions_and_readers_and_not_to_learners(studio):
    card = studio.block("author").author_view({}).content
    assert "Which line for next time?" in card and "course staff can read" in card and "withdraw" in card
    studio.services = {"studio_user_permissions": StudioPermissions(may=False)}
    assert "course staff can read them in reports" not in studio.block("ann").author_view({}).content


def test_studio_shows_the_issues(shared_texts):
    broken = ReflectionWorld(questions().replace('id="line"', 'id="sign"'))
    assert "same name for records" in str([message.text for message in broken.block().validate().messages])
    assert len(ReflectionWorld("").block().validate().messages) == 1
    assert not ReflectionWorld(questions()).block().validate().messages


def test_search_finds_questions_and_no_example_answers(shared_texts):
    found = ReflectionWorld(questions()).block().index_dictionary()
    assert "first sign" in found["content"]["prompts"] and "voice went quiet" not in json.dumps(found)


def test_apps_and_visitors_get_the_questions_and_no_answers(shared_texts):
    block = ReflectionWorld(questions("learner", "true")).block()
    assert block.student_view_data()["prompts"] == ["What was the first sign?", "Which line for next time?"]
    card = block.public_view({}).content
    assert "first" in card and "voice went quiet" not in card and "textarea" not in card


@pytest.mark.parametrize("missing", [True, False])
def test_missing_static_files_leave_a_message(shared_texts, missing):
    world = ReflectionWorld(questions(), missing_files=missing)
    assert ("right now" in world.block().student_view({}).content) == missing
    assert world.block().public_view({}).content
