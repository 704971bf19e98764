"""The RELAX NG grammar says the same as the reader, as far as a grammar can."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

import powerstruggle_xblock.scenario as engine
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import catalog, scenario_xml
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import RESERVED_WORDS
from tests.examples import examples

from . import strategies as some
from .test_drill import MISTAKES as DRILL_MISTAKES
from .test_drill import TEXT as DRILL
from .test_notation_problems import FILE, MISTAKES
from .test_notation_reading import FULL

GRAMMAR = etree.parse(Path(engine.__file__).parent / "scenario.rng")
SCHEMA = etree.RelaxNG(GRAMMAR)
RNG = "{http://relaxng.org/ns/structure/1.0}"

BEYOND_A_GRAMMAR = {
    "broken-target",
    "double-id",
    "unknown-person",
    "unknown-name",
    "bad-condition",
    "no-words",
    "no-transcript",
    "many-skills",
    "long-text",
    "same-variant",
}
"""Names that must exist, ids used once, conditions that must be understood, words that must stand among marks.

And advice.
"""


def valid(text):
    return SCHEMA.validate(etree.fromstring(text.encode()))


@pytest.mark.parametrize("file", starter_scenarios(), ids=lambda path: path.stem)
def test_the_starter_scenarios_follow_the_grammar(file):
    SCHEMA.assertValid(etree.parse(file))


def test_the_small_and_the_full_example_follow_the_grammar(tiny_text):
    SCHEMA.assertValid(etree.fromstring(tiny_text))
    SCHEMA.assertValid(etree.fromstring(FULL))
    SCHEMA.assertValid(etree.fromstring(FILE))
    SCHEMA.assertValid(etree.fromstring(DRILL))


@pytest.mark.parametrize("name", DRILL_MISTAKES)
def test_the_grammar_knows_what_a_drill_has_no_place_for(name):
    old, new, code, _ = DRILL_MISTAKES[name]
    assert not valid(DRILL.replace(old, new, 1)) or code in {"small-deck", "no-level", "other-moment", "bad-id"}


@settings(max_examples=examples(100), deadline=None)
@given(some.scenarios())
def test_whatever_is_written_follows_the_grammar(scenario):
    SCHEMA.assertValid(etree.fromstring(scenario_xml.serialize(scenario).encode()))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake[3]}-{mistake[1][:30]}")
def test_the_grammar_refuses_what_the_reader_refuses_as_far_as_a_grammar_can(mistake):
    old, new, _, code, *_ = mistake
    text = FILE.replace(old, new, 1)
    assert scenario_xml.parse(text).issues
    assert not valid(text) or code in BEYOND_A_GRAMMAR


def test_most_mistakes_are_within_a_grammars_reach():
    mistakes = [mistake for mistake in MISTAKES if mistake[3] != "long-text"]
    refused = [code for old, new, _, code, *_ in mistakes if not valid(FILE.replace(old, new, 1))]
    assert len(refused) > 2 / 3 * len(mistakes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</scene>", '<choice id="c{n}" to="end"><say>x</say></choice>' * 8 + "</scene>"),
        ('<choice id="lock-log"', '<choice id="lock-log" if="" '),
        (">Hm.<", ">Hm.<em><u>x</u></em><"),
        (">Hm.<", ">Hm.<em id=\"x\">x</em><"),
        (">Hm.<", '>Hm.<a href="//evil.example/">x</a><'),
        ("<powerstruggle_scenario", "<scenario"),
    ],
)
def test_reader_and_grammar_refuse_these_too(old, new):
    text = FILE.replace(old, new, 1)
    for n in range(8):
        text = text.replace("{n}", str(n), 1)
    if "<scenario" in text:
        text = text.replace("</powerstruggle_scenario", "</scenario")
    assert scenario_xml.parse(text).issues
    assert not valid(text)


def test_any_attribute_of_the_platform_may_stand_on_the_root():
    assert valid(
        FILE.replace("<powerstruggle_scenario", '<powerstruggle_scenario url_name="x" visible_to_staff_only="true"')
    )


@pytest.mark.parametrize(
    "words",
    [
        m.MOODS,
        m.ROLES,
        m.ENDING_KINDS,
        m.SHOW_METERS,
        m.KEEP,
        m.RETRY,
        catalog.MISTAKES,
        tuple(catalog.moves()),
        tuple(catalog.skills()),
        tuple(catalog.profiles()),
        tuple(sorted(RESERVED_WORDS)),
    ],
    ids=lambda words: words[0],
)
def test_the_grammar_knows_the_same_words_as_the_engine(words):
    lists = [
        tuple(value.text for value in choice.iterchildren(f"{RNG}value")) for choice in GRAMMAR.iter(f"{RNG}choice")
    ]
    assert words in lists


def test_the_grammar_knows_the_same_marks_and_skills_as_the_engine():
    words = next(define for define in GRAMMAR.iter(f"{RNG}define") if define.get("name") == "words")
    named = {name.text for name in words.iter(f"{RNG}name")} | {
        element.get("name") for element in words.iter(f"{RNG}element")
    }
    assert named - {None} == {*markup.BLOCKS, *markup.MARKS}
    ratings = next(define for define in GRAMMAR.iter(f"{RNG}define") if define.get("name") == "ratings")
    assert [name.text for name in ratings.iter(f"{RNG}name")] == list(catalog.skills())
