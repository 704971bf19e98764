"""What differs between two versions is told, each thing once.

And what it means for runs on the way and for recorded scores.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.scenario import diff, scenario_xml, scoring
from powerstruggle_xblock.scenario import edit_impact as after
from powerstruggle_xblock.scenario.play import replay
from tests.examples import examples

from . import strategies as some

TALK = """
<powerstruggle_scenario display_name="The form" weight="2" xml:lang="en">
  <about minutes="5"><setting>A desk by the door.</setting><you-need>A signature.</you-need><goal skill="rope"/>
    <source>None.</source></about>
  <scoring pass="70" decisions="2"/>
  <meters><meter id="hunger" name="Hunger"/></meters>
  <person id="ira" name="Ira">58</person>
  <start scene="desk" tension="5"/>
  <when if="tension at least 9" to="form"/>
  <note>For authors.</note>
  <scene id="desk" title="At the desk">
    <line by="ira" mood="angry">What now?</line>
    <cue>He waits.</cue>
    <hint>Count to three.</hint>
    <choice id="hear" to="form" move="reflect"><say>Three trips for one paper.</say><level listening="3"/>
      <reply by="ira">Yes.</reply><feedback><why>Heard first.</why></feedback></choice>
    <choice id="rule" to="form"><say>It is the rule here.</say><level listening="1"/></choice>
    <choice id="leave" to="out"><do>Walk out.</do><level listening="0"/></choice>
  </scene>
  <scene id="form" title="The form">
    <choice id="plain" to="signed"><say>It asks who lives here.</say><level clarity="3"/><go to="out" if="tension at least 8"/></choice>
    <choice id="push" to="out"><say>Just sign the thing.</say><level clarity="0"/></choice>
  </scene>
  <ending id="signed" kind="agreement" title="Signed"><their-view by="ira">She told me once.</their-view><ask>Why?</ask></ending>
  <ending id="out" kind="rupture" title="Gone" cap="50"><their-view by="ira">Nobody asked.</their-view></ending>
</powerstruggle_scenario>
"""  # noqa: E501


def read(text: str):
    reading = scenario_xml.parse(text)
    assert reading.scenario is not None, reading.issues
    return reading.scenario


OLD = read(TALK)


def edited(*pairs):
    text = TALK
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return read(text)


def told(*pairs) -> list[tuple[str, str, str | None]]:
    return [(change.how, change.what, change.at) for change in diff.diff_scenarios(OLD, edited(*pairs))]


def sentences(*pairs) -> list[str]:
    return [str(change) for change in diff.diff_scenarios(OLD, edited(*pairs))]


CHOICE = '<choice id="push" to="out"><say>Just sign the thing.</say><level clarity="0"/></choice>'
CASES = {
    "title": (('display_name="The form"', 'display_name="A form"'), ("changed", "setting", None)),
    "points": (('weight="2"', 'weight="3"'), ("changed", "setting", None)),
    "pass mark": (('pass="70"', 'pass="60"'), ("changed", "setting", None)),
    "language": ((' xml:lang="en"', ""), ("removed", "setting", None)),
    "card": (("A desk by the door.", "A desk by the window."), ("changed", "text", None)),
    "source": (("<source>None.</source>", ""), ("removed", "source", None)),
    "goal": (('<goal skill="rope"/>', '<goal skill="rope"/><goal skill="limits"/>'), ("added", "goal", None)),
    "meter gone": (('<meter id="hunger" name="Hunger"/>', ""), ("removed", "meter", "hunger")),
    "meter renamed": (('name="Hunger"', 'name="Thirst"'), ("changed", "meter", "hunger")),
    "person": (('name="Ira">58', 'name="Ira">59'), ("changed", "person", "ira")),
    "person new": (("<start ", '<person id="jo" name="Jo"/><start '), ("added", "person", "jo")),
    "start": (('tension="5"', 'tension="6"'), ("changed", "setting", None)),
    "gate": (
        ("tension at least 9", "tension at least 8\" to=\"out\"/><when if=\"tension at least 9"),
        ("added", "route", None),
    ),
    "note": (("<note>For authors.</note>", ""), ("removed", "note", None)),
    "term": (("<start ", '<term name="payee">Who is paid.</term><start '), ("added", "term", None)),
    "scene needs": (('title="At the desk"', 'title="At the desk" needs="chose hear"'), ("added", "note", "desk")),
    "line needs": (("<line ", '<line needs="chose hear" '), ("added", "note", "desk")),
    "choice needs": (('move="reflect"', 'move="reflect" needs="visited desk"'), ("added", "note", "hear")),
    "scene title": (("At the desk", "Near the desk"), ("changed", "text", "desk")),
    "line": (("What now?", "What is it now?"), ("changed", "line", "desk")),
    "mood": (('mood="angry"', 'mood="tired"'), ("changed", "line", "desk")),
    "line gone": (("<cue>He waits.</cue>", ""), ("removed", "line", "desk")),
    "hint": (("<hint>Count to three.</hint>", ""), ("removed", "text", "desk")),
    "check-in": (("<hint>", "<check-in/><hint>"), ("changed", "setting", "desk")),
    "shift": (("<hint>", '<shift tension="+1"/><hint>'), ("added", "shift", "desk")),
    "say": (("It is the rule here.", "It is our rule."), ("changed", "text", "rule")),
    "levels": (('<level listening="1"/>', '<level listening="2"/>'), ("changed", "level", "rule")),
    "levels gone": (('<level listening="1"/>', ""), ("removed", "level", "rule")),
    "move": (('move="reflect"', 'move="wait"'), ("changed", "choice", "hear")),
    "to": (('id="rule" to="form"', 'id="rule" to="out"'), ("changed", "route", "rule")),
    "go": (('<go to="out" if="tension at least 8"/>', ""), ("removed", "route", "plain")),
    "condition": (
        ('id="push" to="out"', 'id="push" to="out" if="chose hear" closed="Not yet."'),
        ("added", "choice", "push"),
    ),
    "reply": (('<reply by="ira">Yes.</reply>', '<reply by="ira">No.</reply>'), ("changed", "reply", "hear")),
    "feedback": (("Heard first.", "He was heard."), ("changed", "feedback", "hear")),
    "choice gone": ((CHOICE, ""), ("removed", "choice", "push")),
    "choice new": (
        (CHOICE, CHOICE + '<choice id="ask" to="out"><say>May I ask about it?</say></choice>'),
        ("added", "choice", "ask"),
    ),
    "ending kind": (('kind="rupture"', 'kind="door-open"'), ("changed", "ending", "out")),
    "ending cap": ((' cap="50"', ""), ("removed", "ending", "out")),
    "their view": (("Nobody asked.", "No one asked me."), ("changed", "text", "out")),
    "question": (("<ask>Why?</ask>", "<ask>Why then?</ask>"), ("changed", "question", "signed")),
    "renamed choice": (('id="plain"', 'id="clear"'), ("renamed", "choice", "clear")),
}


@pytest.mark.parametrize(("edit", "expected"), CASES.values(), ids=CASES)
def test_each_difference_is_told_with_its_kind_and_place(edit, expected):
    assert expected in told(edit)
    assert all(sentence and '""' not in sentence for sentence in sentences(edit))


def test_the_same_scenario_has_no_difference():
    assert diff.diff_scenarios(OLD, read(scenario_xml.serialize(OLD))) == ()


def test_a_choice_in_another_scene_was_moved_and_a_renamed_scene_moves_nothing():
    moved = edited((CHOICE, ""), ("</scene>\n  <scene id=\"form\"", f"{CHOICE}</scene>\n  <scene id=\"form\""))
    assert [str(change) for change in diff.diff_scenarios(OLD, moved)] == [
        'choice "push" moved from scene "form" to scene "desk"'
    ]
    renamed = edited(('id="form"', 'id="paper"'), ('to="form"', 'to="paper"'))
    kinds = {(change.how, change.what) for change in diff.diff_scenarios(OLD, renamed)}
    assert ("renamed", "scene") in kinds and not kinds & {("moved", "choice"), ("removed", "scene"), ("added", "scene")}


def test_sentences_quote_what_stood_there_and_what_stands_there():
    assert sentences(("It is the rule here.", "It is our rule.")) == [
        'choice "rule": what is said was "It is the rule here.", is now "It is our rule."'
    ]
    assert sentences(('<level listening="1"/>', '<level listening="2"/>')) == [
        'choice "rule": the rating was "listening 1", is now "listening 2"'
    ]


def test_a_long_text_is_quoted_from_where_it_differs():
    words = "word " * 60
    [sentence] = [
        str(change)
        for change in diff.diff_scenarios(
            edited(("What now?", f"{words}one end.")), edited(("What now?", f"{words}another end."))
        )
    ]
    assert "one end." in sentence and "another end." in sentence and len(sentence) < 250


def test_marks_alone_are_a_difference_that_can_be_seen():
    [sentence] = sentences(("Three trips for one paper.", "Three <em>trips</em> for one paper."))
    assert "<em>" in sentence


# --- for learners ---------------------------------------------------------------------------------------------------


def aftermath(*pairs):
    return after.assess_edit(OLD, edited(*pairs))


def test_new_words_change_nothing_for_learners():
    found = aftermath(("It is the rule here.", "It is our rule."))
    assert (found.resumed, found.rescored, found.kept, found.exact) == ((), (), (), True)
    assert len(found.messages) == 1 and "nothing changes" in found.messages[0]


def test_who_took_a_choice_that_is_gone_goes_on_where_it_was_offered():
    [resumed] = aftermath((CHOICE, "")).resumed
    assert (resumed.scene, resumed.choice, resumed.node, resumed.ended) == ("form", "push", "form", False)


def test_who_took_a_choice_that_leads_elsewhere_now_goes_on_there():
    resumed = aftermath(('id="rule" to="form"', 'id="rule" to="out"')).resumed
    assert ("desk", "rule", "out", True) in [(one.scene, one.choice, one.node, one.ended) for one in resumed]


def test_a_scene_under_another_id_keeps_learners_where_they_are():
    assert aftermath(('id="form"', 'id="paper"'), ('to="form"', 'to="paper"')).resumed == ()


def test_changed_levels_say_which_recorded_scores_a_rescore_would_change():
    found = aftermath(('<level listening="1"/>', '<level listening="3"/>'))
    signed = {one.ending: one for one in found.rescored}["signed"]
    assert (signed.changed, signed.before, signed.after) == (1, pytest.approx(2 / 3), pytest.approx(1.0))
    assert "67%" in str(signed) and "100%" in str(signed)


def test_finished_runs_that_no_longer_fit_keep_their_scores():
    kept = {one.ending: one for one in aftermath((CHOICE, "")).kept}
    assert kept["out"].ways == 2 and kept["out"].of == 3


def test_too_many_ways_are_sampled_and_it_is_said():
    def scene(number, *choices):
        said = "".join(f'<choice id="{id_}{number}" to="s{number + 1}"><say>{id_}</say></choice>' for id_ in choices)
        return f'<scene id="s{number}" title="S">{said}</scene>'

    text = (
        f'<powerstruggle_scenario><start scene="s0"/>{"".join(scene(number, "a", "b") for number in range(20))}'
        '<ending id="s20" kind="agreement" title="E"><their-view>x</their-view></ending></powerstruggle_scenario>'
    )
    found = after.assess_edit(read(text), read(text))
    assert not found.exact and found.ways == after.SAMPLES and "too many ways" in found.messages[-1]


@settings(max_examples=examples(60), deadline=None)
@given(some.scenarios(), some.scenarios())
def test_any_two_scenarios_can_be_compared_and_only_equal_ones_do_not_differ(one, other):
    changes = diff.diff_scenarios(one, other)
    assert bool(changes) is (one != other) or replace(one, scenes=(), endings=()) == replace(
        other, scenes=(), endings=()
    )
    assert diff.diff_scenarios(one, one) == () and all(str(change) for change in changes)


@settings(max_examples=examples(40), deadline=None)
@given(some.worlds(), some.worlds(), st.data())
def test_what_is_said_of_learners_is_what_the_block_would_do(old, new, data):
    found = after.assess_edit(old, new)
    run = replay(old)
    while not run.ending and len(run.steps) < 12:
        run = run.choose(data.draw(st.sampled_from([option.choice.id for option in run.options() if option.is_open])))
    again = replay(new, run.path, lenient=True)
    if again.unmatched_ids and found.exact:
        step = run.steps[len(again.steps)]
        assert (step.scene.id, step.choice.id, again.node.id) in [
            (one.scene, one.choice, one.node) for one in found.resumed
        ]
    if found.exact and run.ending and again.ending and not again.unmatched_ids:
        differs = abs(scoring.run_score(run) - scoring.run_score(again)) > scoring.MIN_SCORE_CHANGE
        assert not differs or run.ending.id in {one.ending for one in found.rescored}
