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


def test_a_knot_may_be_called_as_the_compiler_calls_its_own_containers():
    found = compiled({"->": "s"}, None, s=["^Hello.", "\n", {"->": "b"}, None], b=["^By.", "\n", {"->": "s0"}, None],
                     s0=["^Stop.", "\n", "end", None])
    made = parse_result(found)
    assert [scene.title for scene in made.scenes] == ["S", "B"] and made.start.scene == "s"
    assert made.nodes["s"].choices[0].to == "b" and isinstance(made.nodes["s0"], m.Ending)
    assert "condition" not in found.report.as_text()


def test_a_branch_leads_back_to_where_its_words_stand():
    made = parse_result(compiled({"->": "k"}, None, k=[[
        "ev", 1, "/ev", [{"->": ".^.b", "c": True}, {"b": ["^ First time", {"->": "k.0.5"}, None]}],
        [{"->": ".^.b"}, {"b": ["^Later", {"->": "k.0.5"}, None]}], "nop", "^ he nods.", "\n", "end", None], None]))
    assert made.nodes["k"].content_items == (m.Narration("First time Later he nods."),)


def test_a_thread_adds_its_words_and_choices_to_the_page():
    found = compiled({"->": "room"}, None, room=[
        "^A room.", "\n", "thread", {"->": "window"}, "thread", {"->": "window"}, *ask("Leave", "out"), None],
        window=[["^A window.", "\n", *ask("Look", "room"), None], None], out=["end", None])
    made = parse_result(found)
    room = made.nodes["room"]
    assert room.content_items[:2] == (m.Narration("A room."), m.Narration("A window."))
    assert [(choice.do, choice.to) for choice in room.choices] == [("Look", "room"), ("Look", "room"), (
        "Leave", "the-end")]
    assert list(made.nodes) == ["room", "the-end"]


def test_a_thread_that_leads_into_itself_is_told():
    found = compiled({"->": "k"}, None, k=["^On.", "\n", "thread", {"->": "k"}, *ask("Leave", "k"), None])
    assert "Threads that lead into themselves or into too many others were left out: 1" in found.report.as_text()


def test_threads_in_threads_are_read_to_a_depth_and_lose_no_word():
    knots = {f"k{number}": [f"^Knot{number}.", "\n", "thread", {"->": f"k{number + 1}"}, *ask("Leave", "k0"), None]
             for number in range(600)}
    found = compiled({"->": "k0"}, None, **knots)
    assert {f"Knot{number}" for number in range(600)} <= collect_words(found)


def test_glue_joins_lines():
    made = parse_result(compiled("^I said ", "<>", "\n", "^nothing.", "\n", "<>", "^ At all.", "\n", "^New.", "\n"))
    assert made.scenes[0].content_items == (m.Narration("I said nothing. At all."), m.Narration("New."))


def test_a_printed_value_leaves_a_mark():
    made = parse_result(compiled("^It is ", "ev", {"VAR?": "hour"}, "out", "/ev", "^ o'clock.", "\n"))
    assert made.scenes[0].content_items == (m.Narration("It is … o'clock."),)


def test_tags_of_a_choice_are_no_words_of_it():
    found = compiled({"->": "k"}, None, k=[[
        ["ev", {"^->": "k.0.0.$r1"}, {"temp=": "$r"}, "str", {"->": ".^.s"}, [{"#n": "$r1"}], "/str", "/ev",
         {"*": ".^.^.c-0", "flg": 18}, {"s": ["^Knock ", "#", "^loud", "/#", {"->": "$r", "var": True}, None]}],
        {"c-0": ["^ He opens.", "\n", "end", None]}], None])
    made = parse_result(found)
    assert made.nodes["k"].choices[0].do == "Knock" and made.nodes["k"].notes == (m.Note("# loud"),)


def test_ends_without_words_are_one_ending():
    made = parse_result(compiled({"->": "k"}, None, k=[*ask("Go", "k.x"), *ask("Stay", "k.y"), {
        "x": ["\n", "end", None], "y": ["\n", "end", None]}]))
    assert {choice.to for choice in made.nodes["k"].choices} == {"the-end"} and len(made.endings) == 1


def test_a_tunnel_returns_without_a_scene_of_its_own():
    found = compiled({"->": "k"}, None, k=["^In.", "\n", {"->t->": "visit"}, "^Back.", "\n", "end", None],
                     visit=["^There.", "\n", *ask("Nod", "visit.g"), {"g": ["ev", "void", "/ev", "->->", None]}])
    made = parse_result(found)
    assert [made.nodes[choice.to].title for choice in made.nodes["visit"].choices] == ["Back."]
    assert "Tunnels lead back" in found.report.as_text()


def test_a_function_is_no_scene():
    found = compiled("^Hello.", "\n", "ev", {"f()": "shout"}, "out", "/ev", "\n", shout=["^Hey!", "\n", None])
    assert "shout" not in parse_result(found).nodes
    assert [note.text for note in parse_result(found).notes] == ["Ink<br/>Hey!"]


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
