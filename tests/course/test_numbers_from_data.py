"""How many events, questions or scenarios there are is counted, never written into a text that an author changes."""

import re

import pytest

from powerstruggle_xblock.continuum import continuum_xml
from powerstruggle_xblock.continuum import ready_made as continuum_sets
from powerstruggle_xblock.course import outline as outlines
from powerstruggle_xblock.course import pages
from powerstruggle_xblock.notation.markup import plain_text
from powerstruggle_xblock.reflection import reflection_xml, sets

NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|[0-9]+"
)
COUNTED = re.compile(
    rf"\b({NUMBERS})\b (events|questions|sentences|things|statements|scenarios|prompts)\b", re.IGNORECASE
)


@pytest.mark.parametrize("name", continuum_sets.SET_TITLES)
def test_no_set_of_events_says_how_many_it_has(name):
    text = continuum_sets.read_set(name)
    intro = plain_text(continuum_xml.parse(text).continuum.intro)
    assert not COUNTED.search(f"{continuum_sets.SET_TITLES[name]} {continuum_xml.NOTATION.read_title(text)} {intro}")


@pytest.mark.parametrize("name", sets.SET_NAMES)
def test_no_set_of_questions_says_how_many_it_has(name):
    text = sets.read_set(name)
    reflection = reflection_xml.parse(text).model
    assert not COUNTED.search(f"{reflection_xml.NOTATION.read_title(text)} {plain_text(reflection.intro)}")


def test_the_course_s_description_counts_its_scenarios():
    outline = outlines.read_outline()
    scenarios = [item for item in outline.items if item.kind == "scenario"]
    assert f" {len(scenarios)} scenarios," in pages.build_short_description(outline)
    fewer = outline.with_units(outline.units[:4])
    assert f" {sum(item.kind == 'scenario' for item in fewer.items)} scenarios," in pages.build_short_description(fewer)
