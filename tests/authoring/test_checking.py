"""The editor's issues are those of the parser and the review, each at its place and field in the tree."""

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
from tests.examples import examples

from .studio import element_at, find_element

TREE = trees.from_text(TALK)
ABOUT, PERSON, START, DESK, FORM, SIGNED = 0, 2, 3, 4, 5, 6


def problems(tree) -> list[dict]:
    return checking.check(tree).as_json()["problems"]


def change_attributes(place, **attrs) -> dict:
    """Return the small talk with other attributes somewhere; None takes one away."""
    tree = copy.deepcopy(TREE)
    node = element_at(tree, place)
    node["attrs"] = {name: value for name, value in {**node["attrs"], **attrs}.items() if value is not None}
    return tree


def change_text(place, text) -> dict:
    tree = copy.deepcopy(TREE)
    element_at(tree, place)["text"] = text
    return tree


def add_node(place, node) -> dict:
    tree = copy.deepcopy(TREE)
    element_at(tree, place)["nodes"].append(node)
    return tree


def remove_node(place) -> dict:
    tree = copy.deepcopy(TREE)
    del element_at(tree, place[:-1])["nodes"][place[-1]]
    return tree


def test_files_that_the_course_does_not_have_are_named_at_their_place():
    picture = {"tag": "image", "attrs": {"src": "/static/my%20street.png?1", "alt": "A street"}, "nodes": []}
    tree = add_node([DESK], picture)
    at = [DESK, len(element_at(TREE, [DESK])["nodes"])]
    rule, other = '<a href="/static/rule.pdf">the rule</a>', '<a href="https://a.org/static/b.png">b</a>'
    element_at(tree, [DESK, 0])["text"] = f"See {rule} and {other}."
    asked = []

    def missing(has_file) -> list[tuple]:
        found = checking.check(tree, has_file).as_json()["problems"]
        return sorted((row["at"], row["field"], row["message"]) for row in found if row["code"] == "missing-file")

    def has_file(name: str) -> bool:
        asked.append(name)
        return False

    told = "is not among the course's files; learners would find nothing there."
    assert missing(has_file) == [([DESK, 0], None, f'"rule.pdf" {told}'), (at, "src", f'"my street.png" {told}')]
    assert sorted(asked) == ["my street.png", "rule.pdf"]
    assert missing(lambda name: True) == missing(lambda name: None) == missing(None) == []


IF = {"if": "tension at leest 7"}
CASES = [
    (change_attributes([DESK, 1], to="nowhere"), "broken-target", [DESK, 1], "to"),
    (change_attributes([DESK, 1], to=None), "broken-target", [DESK, 1], "to"),
    (change_attributes([START], scene="nowhere"), "broken-target", [START], "scene"),
    (change_attributes([DESK, 0], by="nobody"), "unknown-person", [DESK, 0], "by"),
    (change_attributes([DESK, 0], mood="furious"), "unknown-word", [DESK, 0], "mood"),
    (change_attributes([DESK, 1], move="hover"), "unknown-word", [DESK, 1], "move"),
    (change_attributes([DESK, 1, 1], listening="9"), "not-a-number", [DESK, 1, 1], "listening"),
    (change_attributes([DESK, 1, 1], charm="2"), "unknown-name", [DESK, 1, 1], "charm"),
    (change_attributes([DESK, 0], **IF), "bad-condition", [DESK, 0], "if"),
    (change_attributes([DESK, 0], **{"if": "chose nothing"}), "unknown-name", [DESK, 0], "if"),
    (change_attributes([DESK], id="Big Desk"), "bad-id", [DESK], "id"),
    (change_attributes([FORM], id="desk"), "double-id", [FORM], "id"),
    (change_attributes([DESK], title=""), "no-title", [DESK], "title"),
    (change_attributes([DESK], colour="red"), "unknown-attribute", [DESK], "colour"),
    (change_attributes([SIGNED], kind=None), "no-kind", [SIGNED], "kind"),
    (remove_node([SIGNED, 0]), "no-their-view", [SIGNED], "their-view"),
    (change_attributes([SIGNED], cap="101"), "not-a-number", [SIGNED], "cap"),
    (change_attributes([PERSON], name=""), "no-words", [PERSON], "name"),
    (change_attributes([PERSON], portrait="aldr"), "portrait", [PERSON], "portrait"),
    (change_attributes([], weight="lots"), "not-a-number", [], "weight"),
    (remove_node([START]), "no-start", [], "start"),
    (remove_node([ABOUT, 1]), "no-words", [ABOUT], "you-need"),
    (change_text([DESK, 0], ""), "no-words", [DESK, 0], None),
    (change_text([DESK, 1, 0], ""), "no-words", [DESK, 1], "say"),
    (change_text([DESK, 0], "a <em>b"), "not-markup", [DESK, 0], None),
    (change_text([DESK, 0], "a <script>b</script>"), "unsafe-markup", [DESK, 0], None),
    (change_text([DESK, 0], "a\x01b"), "no-character", [DESK, 0], None),
    (change_attributes([DESK], title="a\x01b"), "no-character", [DESK], "title"),
    (add_node([DESK], {"tag": "image", "attrs": {"src": "/static/x.png"}, "nodes": []}), "no-alt", [DESK, 5], "alt"),
    (
        add_node([DESK], {"tag": "image", "attrs": {"src": "javascript:x", "alt": "x"}, "nodes": []}),
        "unsafe-address",
        [DESK, 5],
        "src",
    ),
    (add_node([DESK], {"tag": "wobble", "attrs": {}, "nodes": []}), "unknown-element", [DESK, 5], None),
    (add_node([DESK], {"tag": "#text", "attrs": {}, "text": "loose words"}), "loose-text", [DESK, 5], None),
    (add_node([], {"tag": "note", "attrs": {"by": "B", "date": "tomorrow"}, "text": "x"}), "bad-date", [8], "date"),
    (add_node([], {"tag": "sign-off", "attrs": {"by": "B"}, "nodes": []}), "bad-sign-off", [8], None),
    (
        add_node(
            [],
            {
                "tag": "sign-off",
                "attrs": {"by": "B", "role": "r", "date": "2026-01-02", "version": "0" * 12},
                "nodes": [],
            },
        ),
        "sign-off-void",
        [8],
        "sign-off",
    ),
    (change_attributes([DESK, 1, 1], **{"if": "tension at least 10"}), "dead-condition", [DESK, 1, 1], "if"),
    (change_attributes([DESK], needs="chose talk-nobody"), "unknown-name", [DESK], "needs"),
    (change_attributes([DESK], needs="before"), "bad-condition", [DESK], "needs"),
    (change_attributes([DESK], needs="trust over 9"), "unmet-need", [DESK], "needs"),
    (change_attributes([DESK, 0], needs="trust over 9"), "unmet-need", [DESK, 0], "needs"),
    (change_attributes([DESK, 1], needs="trust over 9"), "unmet-need", [DESK, 1], "needs"),
    (change_attributes([SIGNED], needs="trust over 9"), "unmet-need", [SIGNED], "needs"),
    (remove_node([DESK, 1, 2]), "no-feedback", [DESK, 1], "feedback"),
    (remove_node([ABOUT]), "no-about", None, "about"),
]


@pytest.mark.parametrize(
    ("tree", "code", "place", "field"), CASES, ids=[f"{code}-{field}" for _, code, _, field in CASES]
)
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


@settings(max_examples=examples(60))
@given(some.scenarios())
def test_a_tree_has_the_problems_of_its_file_no_more_and_no_fewer(scenario):
    text = scenario_xml.serialize(scenario)
    of_file, figures = check.check_text(text.encode())
    answer = checking.check(trees.from_text(text))
    assert sorted((p.severity, p.code, p.at or "") for p in of_file) == sorted(
        (p.severity, p.code, p.at or "") for p, _ in answer.issues
    )
    assert answer.as_json()["figures"] == checking.figures_json(figures) and answer.as_json()[
        "version"
    ] == scenario_xml.content_version(scenario)


def test_the_order_of_problems_is_that_of_the_tree():
    places = [
        problem["at"] for problem in problems(change_attributes([FORM, 1], to="nowhere")) if problem["at"] is not None
    ]
    assert places == sorted(places)


def test_what_can_not_be_played_has_no_figures_and_no_version():
    answer = checking.check(change_attributes([DESK, 1], to="nowhere")).as_json()
    assert answer["figures"] is None and answer["version"] is None


def test_a_text_that_can_not_stand_in_a_file_keeps_the_whole_from_being_played():
    for tree in (change_text([DESK, 0], "a <em>b"), change_attributes([DESK], title="a\x01b")):
        assert checking.check(tree).model is None and checking.read_scenario(tree).scenario is None


def test_a_place_leads_to_the_element_that_the_problem_names():
    tree = change_attributes([DESK, 4], to="nowhere")
    [problem] = [problem for problem in problems(tree) if problem["code"] == "broken-target"]
    assert element_at(tree, problem["at"]) is find_element(tree, "leave")
