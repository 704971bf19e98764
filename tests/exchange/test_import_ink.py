"""Compiled Ink stories: knots, gathers, choices and tunnels come along; what can't is told with its places."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.importers import ink_json
from powerstruggle_xblock.scenario import model as m
from tests.examples import examples

from .import_helpers import CORPORA, collect_words, find_places, import_checked, import_corpus, parse_result
from .import_helpers import refusal_message as refused


def compiled(*root: object, **knots: list) -> import_file.ImportResult:
    story = {"inkVersion": 21, "root": [list(root), "done", knots or None], "listDefs": {}}
    return import_checked(json.dumps(story), "x.ink.json")


def ask(words: str, target: str, flags: int = 20) -> list:
    """Return a choice as inkle's compiler writes it."""
    return ["ev", "str", f"^{words}", "/str", "/ev", {"*": target, "flg": flags}]


def test_a_story_of_the_compiler_comes_with_its_choices_gathers_and_tunnels():
    found = import_corpus("ink.json")
    made = parse_result(found)
    assert (found.kind, made.title, made.about.sources) == ("ink", "The late form", ("Kay Roth",))
    desk = made.nodes["desk"]
    assert desk.content_items[0] == m.Line("sam", "I was here first.", "calm")
    assert [(choice.say or choice.do, choice.to) for choice in desk.choices] == [
        ("I see that.", "listen-inner"), ("Wait", "you-wait-he-looks-up"), ("Fetch Kim", "kim"), ("Go on", "away")]
    assert desk.choices[0].replies == (
        m.Narration("\"I see that,\" you say. \"Tell me more.\""), m.Line("sam", "Third time this week.", "calm"))
    assert [choice.to for choice in made.nodes["kim"].choices] == ["kim-leaves-again"]
    assert {choice.to for choice in made.nodes["he-sighs"].choices} == {"the-clock-ticks-once"}
    assert isinstance(made.nodes["away"], m.Ending)


@pytest.mark.parametrize(("words", "places"), [
    ("Words with a condition are always shown now: 4", ["desk", "listen-inner"]),
    ("Choices with a condition are always open now: 1", ["desk"]),
    ("Choices that Ink takes only when no other is left", ["desk"]),
    ("Ways on that had a condition are choices that are always open now: 2", ["listen-inner"]),
    ("Variables are not imported: 2 (trust, name)", ["desk", "listen-inner"]),
    ("Words that change from visit to visit", ["the-clock-ticks-once"]),
    ("Tunnels lead back to the first place", ["kim"]),
    ("Values of variables inside a text were left out: 1", ["desk"]),
    ("Changes of variables were left out: 1", ["desk"]),
])
def test_what_is_not_carried_is_told_once_with_its_places(words, places):
    assert find_places(import_corpus("ink.json"), words) == places


def test_no_word_of_a_story_is_lost():
    said = collect_words(import_corpus("ink.json"))
    texts = re.findall(r"\"\^((?:[^\"\\]|\\.)*)\"", (CORPORA / "ink.json").read_text(encoding="utf-8"))
    assert not {word for text in texts for word in re.findall(r"[A-Za-z]+", text.replace("\\n", ""))} - said


def test_a_divert_to_a_place_that_is_not_there_is_told_by_name():
    found = compiled(*ask("Knock", "0.c-0"), {"c-0": ["\n", {"->": "cellar"}, None]})
    assert find_places(found, "“cellar” is linked to but was not in the file")


def test_diverts_in_a_circle_end():
    found = compiled({"->": "one"}, None, one=[{"->": "two"}, None], two=[{"->": "one"}, None])
    assert parse_result(found).scenes


def test_knots_that_nothing_leads_to_are_scenes_or_endings_too():
    found = compiled("^Hello.", "\n", "end", None, attic=["^Dust.", "\n", "done", None])
    assert {node.title for node in parse_result(found).nodes.values()} >= {"Attic"}


def test_words_of_functions_stand_in_a_note():
    say = [["^Words", {"->": "nowhere", "c": True}, None], None]
    found = compiled("^A.", "\n", {"f()": "say"}, "end", None, say=say)
    assert "Words" in collect_words(found) and find_places(found, "Calls of functions were left out: 1")


def test_damaged_and_hostile_stories_are_refused_with_a_sentence():
    assert refused(json.dumps({"inkVersion": 21, "root": 3}), "x.json")
    deep: list = ["^x", None]
    for _ in range(ink_json.DEEPEST + 5):
        deep = [deep, None]
    assert "nested too deep" in refused(json.dumps({"inkVersion": 21, "root": deep}), "x.json")


PARTS = st.sampled_from([
    "^zephyr", "\n", "ev", "/ev", "str", "/str", "done", "end", "->->", "thread", "#", "/#", "out", "nop", "void",
    "pop", 3, True, {"->": "a"}, {"->": ".^.b", "c": True}, {"->": ".^.^.0"}, {"->": "0.1"}, {"*": ".^.c-0", "flg": 20},
    {"*": "a", "flg": 31}, {"->t->": "a"}, {"VAR?": "x"}, {"VAR=": "x"}, {"->": "$r", "var": True}, {"f()": "a"},
    {"->": ".^.s"}, {"->": 3}, {}])
NAMES = st.sampled_from(["a", "b", "s", "s0", "s1", "c-0", "g-0", "#f"])


def _hold(inner):
    named = st.dictionaries(NAMES, inner, max_size=2)
    return st.builds(lambda rows, row, names: [*rows, row, names or None], st.lists(PARTS, max_size=4), inner, named)


@settings(deadline=None, max_examples=examples(200), suppress_health_check=list(HealthCheck))
@given(st.recursive(st.lists(PARTS, max_size=6), _hold, max_leaves=8))
def test_any_containers_are_read_or_refused(root):
    rows = root if root and not isinstance(root[-1], str | int | list) else [*root, None]
    try:
        found = import_checked(json.dumps({"inkVersion": 20, "root": rows}), "x.json")
    except import_file.CannotImport as error:
        assert str(error)
        return
    assert any("zephyr" in said for said in collect_words(found)) == ("^zephyr" in json.dumps(root))
