"""The starter scenarios keep the rules that `review` and `client_state` state, and use no registered names."""

import re
from statistics import median

import pytest

from powerstruggle_xblock.resources import portraits, starter_scenarios
from powerstruggle_xblock.scenario import fairness, scenario_xml, scoring
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import MeterTest
from powerstruggle_xblock.scenario.review import review

FILES = starter_scenarios()
READINGS = {file.stem: scenario_xml.parse(file.read_bytes()) for file in FILES}
FIGURES = {name: fairness.measure_fairness(reading.scenario) for name, reading in READINGS.items()}
MARKS = re.compile(
    r"nonviolent crisis intervention|crisis development model|verbal escalation continuum|COPING model|"
    r"supportive stance|"
    r"\bCPI\b|rolling with resistance|[®™℠]",
    re.IGNORECASE,
)

each = pytest.mark.parametrize("name", READINGS)


def usual_score(choice):
    usual = {}
    for level in choice.ratings:
        if not level.condition:
            usual.update(level.skills)
    return scoring.choice_score(usual)


def decisions(scenario):
    return [scene for scene in scenario.scenes if scene.is_decision]


def test_every_scenario_file_is_in_the_course():
    assert {path.stem for path in FILES[0].parent.glob("*.xml")} == {*READINGS, "the-drill"}


@each
def test_review_has_nothing_to_say(name):
    assert [str(problem) for problem in review(READINGS[name])[0]] == []


@each
def test_a_careful_learner_reaches_ninety_percent_and_a_thoughtless_one_does_not_pass(name):
    scenario, figures = READINGS[name].scenario, FIGURES[name]
    assert figures.exact
    assert figures.best >= 0.9
    assert {how: score for how, score in figures.picks.items() if scoring.passes(score, scenario)} == {}


@each
def test_the_longest_way_has_four_to_six_decisions(name):
    assert 4 <= FIGURES[name].longest_decisions <= 6


@each
def test_every_ending_is_reached_by_somebody(name):
    assert FIGURES[name].endings.keys() == {ending.id for ending in READINGS[name].scenario.endings}


@each
def test_it_can_go_well_badly_and_neither(name):
    kinds = {ending.kind for ending in READINGS[name].scenario.endings}
    assert kinds & {"agreement", "door-open"}
    assert "yes-but-no" in kinds
    assert kinds & {"rupture", "safe-exit"}


def test_all_five_kinds_of_ending_are_met_in_the_course():
    assert {ending.kind for reading in READINGS.values() for ending in reading.scenario.endings} == set(m.ENDING_KINDS)


@each
def test_the_worth_of_some_choice_changes_with_tension(name):
    found = [
        choice.id
        for scene in decisions(READINGS[name].scenario)
        for choice in scene.choices
        for level in choice.ratings
        if any(isinstance(clause, MeterTest) and clause.meter == "tension" for clause in level.condition.clauses)
    ]
    assert found


@each
def test_every_misstep_can_be_repaired_in_the_next_scene(name):
    scenario = READINGS[name].scenario
    for scene in decisions(scenario):
        for choice in scene.choices:
            if usual_score(choice) > 1 / 3 + 1e-9:
                continue
            for place in (scenario.nodes[id_] for id_ in {choice.to, *(route.to for route in choice.routes)}):
                if isinstance(place, m.Scene):
                    assert any(3 in dict(level.skills).values() for c in place.choices for level in c.ratings), (
                        choice.id,
                        place.id,
                    )


@each
def test_no_marks_of_others_and_no_retired_terms(name):
    text = scenario_xml.serialize(READINGS[name].scenario)
    assert MARKS.search(text) is None


@each
def test_every_portrait_is_in_the_set(name):
    assert {person.portrait for person in READINGS[name].scenario.people} - {None} <= portraits()


def rated_decisions():
    for reading in READINGS.values():
        for scene in decisions(reading.scenario):
            yield scene, sorted((choice for choice in scene.choices if choice.ratings), key=usual_score)


def test_length_does_not_give_the_strongest_choice_away():
    found = list(rated_decisions())
    longest = [
        scene.id
        for scene, ranked in found
        if all(
            fairness.text_length(ranked[-1]) > fairness.text_length(choice)
            for choice in scene.choices
            if choice is not ranked[-1]
        )
    ]
    assert len(longest) <= 0.35 * len(found), longest
    ratios = [fairness.text_length(ranked[-1]) / fairness.text_length(ranked[0]) for _, ranked in rated_decisions()]
    assert 0.75 <= median(ratios) <= 1.25


def test_the_strongest_choice_is_not_in_a_favourite_place():
    found = list(rated_decisions())
    for place in range(4):
        there = [scene.id for scene, ranked in found if scene.choices.index(ranked[-1]) == place]
        assert len(there) <= 0.5 * len(found), (place, there)


@each
def test_the_client_is_heard_early_and_endings_are_told_in_their_words(name):
    scenario = READINGS[name].scenario
    assert any(isinstance(beat, m.Line) for beat in scenario.nodes[scenario.start.scene].content_items)
    assert all(ending.their_view and len(ending.questions) >= 2 for ending in scenario.endings)


@each
def test_pausing_leaving_or_handing_over_is_possible_somewhere(name):
    moves = {choice.move for choice in READINGS[name].scenario.choices.values()}
    waits = [choice.id for choice in READINGS[name].scenario.choices.values() if choice.wait]
    assert waits or moves & {"wait", "take-break", "tag-out", "call-help"}
