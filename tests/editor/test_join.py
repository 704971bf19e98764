"""Two authors' random edits of one scenario, joined by the editor: nothing is lost, whoever saved first."""

import json

from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.authoring import checking, tree
from powerstruggle_xblock.scenario import scenario_xml
from tests.engine.strategies import scenarios

from .test_store import SLOWLY, edits

few = st.lists(edits, max_size=4)


def _begun(scenario) -> dict:
    return tree.from_text(scenario_xml.serialize(scenario))


def _joined(editor, scenario, mine, theirs) -> dict:
    return editor.join(_begun(scenario), [list(step) for step in mine], [list(step) for step in theirs])


def _named(made: dict) -> dict[str, str]:
    """Return every scene, ending and choice by its id."""
    places = [node for node in made["nodes"] if node["tag"] in ("scene", "ending")]
    choices = [node for place in places for node in place.get("nodes", []) if node["tag"] == "choice"]
    return {node["attrs"]["id"]: node["tag"] for node in (*places, *choices)}


@SLOWLY
@given(scenarios(), few)
def test_one_authors_edits_alone_come_out_as_they_are(editor, scenario, steps):
    for mine, theirs in ((steps, []), ([], steps), (steps, steps)):
        made = _joined(editor, scenario, mine, theirs)
        assert made["there"]["conflicts"] == []
        if mine != theirs:  # Both alike may have made copies under ids of their own.
            assert _plain(made["there"]["tree"]) == _plain(made["mine"] if mine else made["theirs"])


@SLOWLY
@given(scenarios(), few, few)
def test_what_neither_deleted_is_there_and_what_one_added_is_there(editor, scenario, mine, theirs):
    made = _joined(editor, scenario, mine, theirs)
    before, one, two = _named(_begun(scenario)), _named(made["mine"]), _named(made["theirs"])
    after = _named(made["there"]["tree"])
    assert {id_ for id_ in before if id_ in one and id_ in two} <= after.keys()
    added_in_kept = {id_ for id_ in two if id_ not in before} if not made["there"]["conflicts"] else set()
    gone_with_their_scene = _inside_deleted(made, before)
    assert added_in_kept - gone_with_their_scene <= after.keys()
    assert len(after) == len(_all_ids(made["there"]["tree"])), "no id is given twice"
    count, different = made["there"]["keys"]
    assert count == different


@SLOWLY
@given(scenarios(), few, few)
def test_it_does_not_matter_who_saved_first(editor, scenario, mine, theirs):
    made = _joined(editor, scenario, mine, theirs)
    there, back = made["there"], made["back"]
    assert sorted(id_ for id_, _ in there["conflicts"]) == sorted(id_ for id_, _ in back["conflicts"])
    same_new_id = {*_named(made["mine"])} & {*_named(made["theirs"])} - {*_named(_begun(scenario))}
    if not there["conflicts"] and not same_new_id:
        assert _plain(there["tree"]) == _plain(back["tree"])


@SLOWLY
@given(scenarios(), few, few)
def test_what_comes_out_can_be_read_and_what_does_not_fit_is_a_finding(editor, scenario, mine, theirs):
    made = _joined(editor, scenario, mine, theirs)
    checked = checking.check(made["there"]["tree"])
    assert checked.model is not None or checked.error_count
    if checked.error_count == 0:
        assert scenario_xml.parse(scenario_xml.serialize(checked.model)).errors == ()


def _plain(node: dict) -> list:
    """Return a tree without white space that does not count and without empty attributes."""
    attrs = {name: " ".join(value.split()) for name, value in node["attrs"].items() if value}
    text = " ".join(node.get("text", "").split())
    return [node["tag"], attrs, text, [_plain(inner) for inner in node.get("nodes", [])]]


def _all_ids(made: dict) -> list[str]:
    places = [node for node in made["nodes"] if node["tag"] in ("scene", "ending")]
    choices = [node for place in places for node in place.get("nodes", []) if node["tag"] == "choice"]
    return [node["attrs"]["id"] for node in (*places, *choices)]


def _inside_deleted(made: dict, before: dict[str, str]) -> set[str]:
    """Return the ids of choices in scenes that the other author deleted; that is asked about."""
    there = json.dumps(made["mine"])
    found = set()
    for place in made["theirs"]["nodes"]:
        id_ = place["attrs"].get("id")
        if place["tag"] == "scene" and id_ in before and f'"id": "{id_}"' not in there:
            found |= {node["attrs"]["id"] for node in place.get("nodes", []) if node["tag"] == "choice"}
    return found
