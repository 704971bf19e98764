"""The second look is right where it speaks: a rule that is wrong more often than once in ten goes."""

import pytest

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.platform.scenario_cache import compile_scenario
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario.review_texts import unconditional_score
from powerstruggle_xblock.scenario.scoring import is_strong

from .__main__ import tables
from .measure import HALVES, RULES, look_at, measure, read_utterances

LEAST = 0.9


@pytest.fixture(scope="module")
def agreement():
    """Return how far findings and marks agree, by half and rule."""
    return measure()


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_right_in_nine_of_ten_findings_on_each_half(agreement, half, rule):
    precision = agreement[half][rule].precision
    assert precision is not None and precision >= LEAST


def test_there_are_two_hundred_utterances_and_half_of_them_are_held_out():
    halves = [read_utterances(half) for half in HALVES]
    assert [len(half) for half in halves] == [100, 100]
    assert len({one.said for half in halves for one in half}) == 200
    for half in halves:
        assert sum(not one.marks for one in half) >= 30, "good ones and near misses"
        assert all(sum(rule in one.marks for one in half) >= 5 for rule in RULES)


def test_no_strong_reply_of_a_shipped_scenario_is_found_fault_with():
    scenarios = [compile_scenario(file.read_text(encoding="utf-8")).scenario for file in starter_scenarios()]
    strong = [
        markup.plain_text(choice.say)
        for scenario in scenarios for scene in scenario.scenes for choice in scene.choices
        if choice.say and is_strong(unconditional_score(choice))
    ]
    found = look_at([(said, None) for said in strong])
    assert len(strong) > 250
    assert [(said, look) for said, look in zip(strong, found, strict=True) if look] == []


def test_the_table_in_the_docs_is_the_measured_one(root):
    assert tables() in (root / "docs" / "second-look.md").read_text(encoding="utf-8")
