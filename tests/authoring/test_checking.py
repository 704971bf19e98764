"""Every problem is the player's own and the review's, at its place and field in the tree."""

import copy
import re

import pytest
from hypothesis import given, settings

from powerstruggle_xblock.authoring import checking
from powerstruggle_xblock.authoring import tree as trees
from powerstruggle_xblock.cli import check
from powerstruggle_xblock.scenario import scenario_xml
from tests.block.texts import TALK
from tests.engine import strategies as some

from .studio import at, found

TREE = trees.from_text(TALK)
ABOUT, PERSON, START, DESK, FORM, SIGNED = 0, 2, 3, 4, 5, 6


def problems(tree) -> list[dict]:
    return checking.check(tree).as_json()["problems"]


def with_(place, **attrs) -> dict:
    """The small talk with other attributes somewhere; None takes one away."""
    tree = copy.deepcopy(TREE)
    node = at(tree, place)
    node["attrs"] = {name: value for name, value in {**node["attrs"], **attrs}.items() if value is not None}
    return tree


def with_text(place, text) -> dict:
    tree = copy.deepcopy(TREE)
    at(tree, place)["text"] = text
    return tree


def with_node(place, node) -> dict:
    tree = copy.deepcopy(TREE)
    at(tree, place)["nodes"].append(node)
    return tree


def without(place) -> dict:
    tree = copy.deepcopy(TREE)
    del at(tree, place[:-1])["nodes"][place[-1]]
    return tree


IF = {"if": "tension at leest 7"}
CASES = [
    (with_([DESK, 1], to="nowhere"), "broken-target", [DESK, 1], "to"),
    (with_([DESK, 1], to=None), "broken-target", [DESK, 1], "to"),
    (with_([START], scene="nowhere"), "broken-target", [START], "scene"),
    (with_([DESK, 0], by="nobody"), "unknown-person", [DESK, 0], "by"),
    (with_([DESK, 0], mood="furious"), "unknown-word", [DESK, 0], "mood"),
    (with_([DESK, 1], move="hover"), "unknown-word", [DESK, 1], "move"),
    (with_([DESK, 1, 1], listening="9"), "not-a-number", [DESK, 1, 1], "listening"),
    (with_([DESK, 1, 1], charm="2"), "unknown-name", [DESK, 1, 1], "charm"),
    (with_([DESK, 0], **IF), "bad-condition", [DESK, 0], "if"),
    (with_([DESK, 0], **{"if": "chose nothing"}), "unknown-name", [DESK, 0], "if"),
    (with_([DESK], id="Big Desk"), "bad-id", [DESK], "id"),
    (with_([FORM], id="desk"), "double-id", [FORM], "id"),
    (with_([DESK], title=""), "no-title", [DESK], "title"),
    (with_([DESK], colour="red"), "unknown-attribute", [DESK], "colour"),
    (with_([SIGNED], kind=None), "no-kind", [SIGNED], "kind"),
    (without([SIGNED, 0]), "no-their-view", [SIGNED], "their-view"),
    (with_([SIGNED], cap="101"), "not-a-number", [SIGNED], "cap"),
    (with_([PERSON], name=""), "no-words", [PERSON], "name"),
    (with_([PERSON], portrait="aldr"), "portrait", [PERSON], "portrait"),
    (with_([], weight="lots"), "not-a-number", [], "weight"),
    (without([START]), "no-start", [], "start"),
    (without([ABOUT, 1]), "no-words", [ABOUT], "you-need"),
    (with_text([DESK, 0], ""), "no-words", [DESK, 0], None),
    (with_text([DESK, 1, 0], ""), "no-words", [DESK, 1], "say"),
    (with_text([DESK, 0], "a <em>b"), "not-markup", [DESK, 0], None),
    (with_text([DESK, 0], "a <script>b</script>"), "unsafe-markup", [DESK, 0], None),
    (with_text([DESK, 0], "a\x01b"), "no-character", [DESK, 0], None),
    (with_([DESK], title="a\x01b"), "no-character", [DESK], "title"),
    (with_node([DESK], {"tag": "image", "attrs": {"src": "/static/x.png"}, "nodes": []}), "no-alt", [DESK, 5], "alt"),
    (with_node([DESK], {"tag": "image", "attrs": {"src": "javascript:x", "alt": "x"}, "nodes": []}), "unsafe-address", [DESK, 5], "src"),
    (with_node([DESK], {"tag": "wobble", "attrs": {}, "nodes": []}), "unknown-element", [DESK, 5], None),
    (with_node([DESK], {"tag": "#text", "attrs": {}, "text": "loose words"}), "loose-text", [DESK, 5], None),
    (with_node([], {"tag": "note", "attrs": {"by": "B", "date": "tomorrow"}, "text": "x"}), "bad-date", [8], "date"),
    (with_node([], {"tag": "sign-off", "attrs": {"by": "B"}, "nodes": []}), "bad-sign-off", [8], None),
    (with_node([], {"tag": "sign-off", "attrs": {"by": "B", "role": "r", "date": "2026-01-02", "version": "0" * 12}, "nodes": []}),
     "sign-off-void", [8], "sign-off"),
    (with_([DESK, 1, 1], **{"if": "tension at least 10"}), "dead-condition", [DESK, 1, 1], "if"),
    (without([DESK, 1, 2]), "no-feedback", [DESK, 1], "feedback"),
    (without([ABOUT]), "no-about", None, "about"),
]


@pytest.mark.parametrize(("tree", "code", "place", "field"), CASES, ids=[f"{code}-{field}" for _, code, _, field in CASES])
def test_a_problem_is_told_at_its_place_and_field(tree, code, place, field):
    assert (code, place, field) in [(problem["code"], problem["at"], problem["field"]) for problem in problems(tree)]


def test_loose_words_are_found_also_before_the_first_element():
    tree = copy.deepcopy(TREE)
    tree["nodes"][DESK]["nodes"].insert(0, {"tag": "#text", "attrs": {}, "text": "first words"})
    tree["nodes"].insert(0, {"tag": "#text", "attrs": {}, "text": "words at the top"})
    assert [problem["at"] for problem in problems(tree) if problem["code"] == "loose-text"] == [[0], [DESK + 1, 0]]


def test_no_message_sends_an_author_to_a_line():
    for tree, *_ in CASES:
        assert not any(re.search(r"\bline [0-9]", problem["message"]) for problem in problems(tree))
    assert "taken already" in next(p["message"] for p in problems(with_([FORM], id="desk")) if p["code"] == "double-id")


@settings(max_examples=60)
@given(some.scenarios())
def test_a_tree_has_the_problems_of_its_file_no_more_and_no_fewer(scenario):
    text = scenario_xml.serialize(scenario)
    of_file, figures = check.checked(text.encode())
    answer = checking.check(trees.from_text(text))
    assert sorted((p.severity, p.code, p.at or "") for p in of_file) == sorted((p.severity, p.code, p.at or "") for p, _ in answer.issues)
    assert answer.as_json()["figures"] == checking.figures_json(figures) and answer.as_json()["version"] == scenario_xml.content_version(
        scenario
    )


def test_the_order_of_problems_is_that_of_the_tree():
    places = [problem["at"] for problem in problems(with_([FORM, 1], to="nowhere")) if problem["at"] is not None]
    assert places == sorted(places)


def test_what_can_not_be_played_has_no_figures_and_no_version():
    answer = checking.check(with_([DESK, 1], to="nowhere")).as_json()
    assert answer["figures"] is None and answer["version"] is None


def test_a_text_that_can_not_stand_in_a_file_keeps_the_whole_from_being_played():
    for tree in (with_text([DESK, 0], "a <em>b"), with_([DESK], title="a\x01b")):
        assert checking.check(tree).scenario is None and checking.read(tree).scenario is None


def test_a_place_leads_to_the_element_that_the_problem_names():
    tree = with_([DESK, 4], to="nowhere")
    [problem] = [problem for problem in problems(tree) if problem["code"] == "broken-target"]
    assert at(tree, problem["at"]) is found(tree, "leave")
