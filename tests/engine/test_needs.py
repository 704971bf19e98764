"""What texts take for granted is tested on every path, and nothing that is not so is reported."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.notation.issues import ERROR, WARNING
from powerstruggle_xblock.scenario import client_state, conditions, needs, play, scenario_xml
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import ConditionError, parse, parse_requirement
from powerstruggle_xblock.scenario.needs import find_path_to
from powerstruggle_xblock.scenario.review import review
from tests.block.texts import TALK
from tests.examples import examples

from .strategies import world

FILE = """
<powerstruggle_scenario>
  <person id="ira" name="Ira"/>
  <start scene="door"/>
  <scene id="door" title="Door">
    <choice id="knock" to="hall"><say>Ira?</say></choice>
    <choice id="wait" to="hall"><do>You wait.</do></choice>
  </scene>
  <scene id="hall" title="Hall">
    <line by="ira"{line}>You knocked.</line>
    <choice id="sit" to="end"{choice}><say>About the knock.</say>
      <reply by="ira"{reply}>The knock.</reply>
      <feedback{feedback}><effect>He heard the knock.</effect></feedback>
    </choice>
    <choice id="back" to="door"><do>You go back.</do></choice>
  </scene>
  <ending id="end" kind="agreement" title="After the knock"{ending}>
    <cue{cue}>The door is open.</cue><their-view>Fine.</their-view></ending>
</powerstruggle_scenario>"""
PLACES = ("line", "choice", "reply", "feedback", "ending", "cue")


def parsed(**needed):
    return scenario_xml.parse(
        FILE.format(**{place: f' needs="{needed[place]}"' if place in needed else "" for place in PLACES})
    )


def found(**needed):
    return [(issue.severity, issue.code, issue.at, issue.field, issue.message) for issue in review(parsed(**needed))[0]
            if "need" in issue.code]


@pytest.mark.parametrize(("place", "at", "path"), [
    ("line", "hall", "wait"), ("choice", "sit", "wait"), ("reply", "sit", "wait, sit"), ("feedback", "sit", "wait"),
    ("ending", "end", "wait, sit"), ("cue", "end", "wait, sit"),
])
def test_a_text_that_needs_what_has_not_happened_on_some_way_is_an_error_with_that_way(place, at, path):
    (severity, code, where, field, message), = found(**{place: "chose knock"})
    assert (severity, code, where, field) == (ERROR, "unmet-need", at, "needs")
    assert "chose knock" in message and message.startswith(("in ", "choice ", "ending "))
    assert message.endswith(f": {path}") or message.endswith(f": {path}, sit")


@pytest.mark.parametrize("place", PLACES)
def test_what_has_happened_on_every_way_is_fine(place):
    assert found(**{place: "chose knock or chose wait"}) == []
    assert found(**{place: "visited door"}) == []


def test_the_path_in_the_message_can_be_played_and_the_need_does_not_hold_there():
    scenario = parsed(line="chose knock").scenario
    need, = needs.find_unmet_needs(scenario).unmet
    run = play.replay(scenario, need.path)
    assert run.node.id == "hall" and not need.needs.holds(run.state)


def test_a_line_that_is_not_shown_needs_nothing():
    scenario = parsed(line="chose knock").scenario
    hall = scenario.scenes[1]
    shown = replace(hall, content_items=(replace(hall.content_items[0], condition=parse("chose knock")),))
    assert needs.find_unmet_needs(replace(scenario, scenes=(scenario.scenes[0], shown))).unmet == []


def test_learners_are_not_affected():
    with_needs, without = (
        parsed(line="chose knock", choice="chose knock", ending="chose knock").scenario,
        parsed().scenario,
    )
    assert scenario_xml.content_version(with_needs) == scenario_xml.content_version(without)
    for path in ([], ["wait"], ["wait", "sit"]):
        one, two = play.replay(with_needs, path), play.replay(without, path)
        assert [option.choice.id for option in one.options()] == [option.choice.id for option in two.options()]
        assert [getattr(item, "text", None) for item in one.content] == [
            getattr(item, "text", None) for item in two.content
        ]


@pytest.mark.parametrize(("words", "parts"), [
    ("chose a", ["chose a"]),
    ("chose  a   or visited b", ["chose a", "visited b"]),
    ("chose a and not visited b or tension at least 7", ["chose a and not visited b", "tension at least 7"]),
    ("chose or or visited or", ["chose or", "visited or"]),
])
def test_a_requirement_is_conditions_joined_by_or(words, parts):
    requirement = parse_requirement(words)
    assert [str(part) for part in requirement.alternatives] == parts
    assert parse_requirement(str(requirement)) == requirement


@pytest.mark.parametrize("words", ["", "or", "chose", "chose a or", "knock", "chose a or knock"])
def test_what_is_no_requirement_is_refused(words):
    with pytest.raises(ConditionError):
        parse_requirement(words)


@pytest.mark.parametrize(
    ("words", "code"), [("knock", "bad-condition"), ("", "bad-condition"), ("chose knok", "unknown-name")]
)
def test_a_note_that_is_not_understood_is_an_error_and_the_scenario_still_plays(words, code):
    result = parsed(line=words)
    issue, = result.issues
    assert (issue.severity, issue.code, issue.at, issue.field) == (ERROR, code, "hall", "needs")
    assert 'needs=' in issue.message and result.scenario is not None


def test_more_ways_than_are_followed_are_told_and_what_was_found_stays(monkeypatch):
    monkeypatch.setattr(needs, "MAX_CHOICES_FOLLOWED", 1)
    codes = [(severity, code) for severity, code, *_ in found(line="chose knock", cue="chose knock")]
    assert (WARNING, "needs-untested") in codes


def _played_out(scenario, node, state, need, depth):
    """Return whether the line of the last scene is ever shown without its need: every path up to `depth` choices."""
    if isinstance(node, m.Ending) or not depth:
        return False
    for option in play.visible_options(node, state):
        if not option.is_open:
            continue
        after = state.copy()
        then = scenario.nodes[play.apply_choice(scenario, option.choice, after)]
        play.apply_arrival(then, after)
        if then.id == "s2" and not need.holds(after):
            return True
        if _played_out(scenario, then, after, need, depth - 1):
            return True
    return False


@settings(max_examples=examples(60))
@given(st.integers(0, 2**32))
def test_exactly_what_playing_every_path_finds_is_found(seed):
    """Merging paths and forgetting what nothing asks any more loses no path and invents none."""
    chance = Random(seed)
    scenario = world(chance, scenes=4, loops=False)
    ids = [choice.id for scene in scenario.scenes[:2] for choice in scene.choices]
    need = conditions.Requirement(
        (parse(f"chose {chance.choice(ids)}"), parse(f"tension at least {chance.randint(3, 9)}"))
    )
    scenes = tuple(replace(scene, needs=need) if scene.id == "s2" else scene for scene in scenario.scenes)
    scenario = replace(scenario, scenes=scenes)
    state = play.StoryState(client_state.initial_meters(scenario))
    play.apply_arrival(scenario.start_scene, state)
    expected = _played_out(scenario, scenario.start_scene, state, need, 12)
    report = needs.find_unmet_needs(scenario)
    assert report.is_complete
    assert bool(report.unmet) is expected
    for unmet in report.unmet:
        run = play.replay(scenario, unmet.path)
        assert run.node.id == "s2" and not need.holds(run.state)


def test_the_way_to_a_scene_is_the_shortest_that_its_conditions_leave_open():
    scenario = scenario_xml.parse(TALK).scenario
    assert find_path_to(scenario, "desk") == ()
    assert find_path_to(scenario, "form") == ("hear",)
    closed = TALK.replace('id="hear" to="form"', 'id="hear" to="desk"').replace(
        'id="rule" to="form"', 'id="rule" to="form" if="chose again" closed="Not yet."'
    )
    assert find_path_to(scenario_xml.parse(closed).scenario, "form") == ("again", "rule")
    assert find_path_to(scenario_xml.parse(closed.replace("chose again", "trust over 9")).scenario, "form") is None


def test_a_meter_that_an_author_calls_needs_belongs_to_the_version():
    def version(value: str) -> str:
        meters = '<meters><meter id="needs" name="Needs"/></meters>'
        text = FILE.format(**dict.fromkeys(PLACES, "")).replace("<start ", f'{meters}<start needs="{value}" ')
        found = scenario_xml.parse(text)
        assert found.scenario is not None and ("needs", int(value)) in found.scenario.start.values, found.issues
        return scenario_xml.content_version(found.scenario)

    assert version("3") != version("4")
