"""A drill: what is drawn, what a run of it is, what an author's edit does to it, and what is checked."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.notation.issues import ERROR
from powerstruggle_xblock.scenario import drill, scenario_xml, scoring, session
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.diff import diff_scenarios
from powerstruggle_xblock.scenario.edit_impact import assess_edit
from powerstruggle_xblock.scenario.fairness import PICKS
from powerstruggle_xblock.scenario.progress import Progress, RecordedRun, load_progress
from powerstruggle_xblock.scenario.review import review
from tests.examples import examples

TEXT = (Path(__file__).parents[1] / "data" / "drill.xml").read_text(encoding="utf-8")
DRILL = scenario_xml.parse(TEXT).scenario
DECK = [scene.id for scene in DRILL.scenes]

MISTAKES = {
    "a first scene": ('<start draw="3"', '<start draw="3" scene="paper"', "not-in-a-drill", "no first scene"),
    "an ending": (
        "</powerstruggle_scenario>",
        '<ending id="e" kind="agreement" title="E"><their-view>V.</their-view></ending></powerstruggle_scenario>',
        "not-in-a-drill",
        "no <ending>",
    ),
    "a gate": ("<start", '<when if="tension at least 9" to="key"/><start', "not-in-a-drill", "no <when>"),
    "a way on": ('<choice id="key-log"', '<choice to="paper" id="key-log"', "not-in-a-drill", "leads on"),
    "a route": (
        '<level rope="0"/>', '<level rope="0"/><go to="paper" if="tension over 3"/>', "not-in-a-drill", "leads on",
    ),
    "a small deck": ('draw="3"', 'draw="8"', "small-deck", "draws 8 moments and has 7 scenes"),
    "a word for a number": ('draw="3"', 'draw="some"', "not-a-number", "from 1 to 20"),
    "a taken id": ('id="walk"', 'id="end-of-drill"', "bad-id", "where every drill ends"),
    "a moment without levels": ('<level steady="1"/>', "", "no-level", "is not rated"),
    "another moment's choice": ('if="tension at least 8"', 'if="chose paper-trips"', "other-moment", "another moment"),
    "another moment": ('needs="not chose stop-one"', 'needs="visited paper"', "other-moment", "another moment"),
}
ONE_CHOICE = TEXT.replace(TEXT[TEXT.index('<choice id="walk-sit"') : TEXT.index('<choice id="walk-go"')], "")
SPOILT = [TEXT.replace(old, new, 1) for old, new, _, _ in MISTAKES.values()] + [ONE_CHOICE]
UNRATED = TEXT.replace('<level steady="1"/>', "").replace('<level steady="3"/>', "")


def facts(**changes):
    return replace(session.Facts(False, 0, "v" * 12, lambda: True, lambda: None, "somebody/here"), **changes)


HOW = facts()


def play(record, pick=0, how=HOW, scenario=DRILL):
    """Begin and finish a run; return its outcome."""
    outcome = session.begin(scenario, record, how, record.progress.run + 1)
    while not outcome.run.ending:
        choice = outcome.run.options()[pick].choice.id
        outcome = session.choose(scenario, outcome.record, how, outcome.progress.run, len(outcome.run.steps), choice)
    return outcome


def begun(how=HOW, scenario=DRILL):
    return session.begin(scenario, session.LearnerRecord(), how, 1)


def without(*ids, scenario=DRILL):
    return replace(scenario, scenes=tuple(scene for scene in scenario.scenes if scene.id not in ids))


# --- the notation -----------------------------------------------------------------------------------------------------


def test_a_drill_is_read_and_written_as_it_is():
    parsed = scenario_xml.parse(TEXT)
    assert parsed.issues == () and DRILL.is_drill and DRILL.start.draw == 3
    assert scenario_xml.parse(scenario_xml.serialize(DRILL)).scenario == DRILL
    assert "to=" not in scenario_xml.serialize(DRILL) and "scene=" not in scenario_xml.serialize(DRILL)


@pytest.mark.parametrize("name", MISTAKES)
def test_what_does_not_fit_a_drill_is_said_at_its_place(name):
    old, new, code, words = MISTAKES[name]
    assert TEXT.count(old) >= 1
    found = [issue for issue in review(scenario_xml.parse(TEXT.replace(old, new, 1)))[0] if issue.code == code]
    assert found and words in found[0].message and found[0].line


def test_a_moment_takes_two_to_four_choices_and_has_levels():
    issue, = [issue for issue in scenario_xml.parse(ONE_CHOICE).issues if issue.severity == ERROR]
    assert issue.code == "choices" and issue.at == "walk" and "2 to 4" in issue.message
    found = review(scenario_xml.parse(UNRATED))[0]
    assert [(issue.severity, issue.at) for issue in found if issue.code == "no-level"] == [(ERROR, "walk")]


def test_a_sound_drill_has_nothing_to_mend():
    assert review(scenario_xml.parse(TEXT))[0] == tuple(
        issue for issue in review(scenario_xml.parse(TEXT))[0] if issue.code == "dead-condition"
    ), "a level that depends on a tension which this moment never has"


def test_fairness_figures_are_means_over_the_moments():
    _, figures = review(scenario_xml.parse(TEXT))
    alone = [review(scenario_xml.parse(TEXT).__class__(drill.lay_out(DRILL, (id_,))))[1] for id_ in DECK]
    for how in PICKS:
        assert figures.picks[how] == pytest.approx(sum(one.picks[how] for one in alone) / len(DECK))
    assert figures.picks["first"] == pytest.approx((1 + 0 + 1 + 0 + 1 + 1 + 0) / 3 / 7)
    assert figures.best == pytest.approx((3 + 3 + 3 + 3 + 2 + 3 + 3) / 3 / 7) and figures.endings == {}


# --- drawing ----------------------------------------------------------------------------------------------------------


def test_a_draw_is_the_same_for_a_seed_and_is_stored_with_the_run():
    first, again = begun(), begun()
    assert first.progress == again.progress and len(first.progress.drawn) == 3
    assert load_progress(first.progress.to_json()) == first.progress
    assert len({begun(facts(draw_seed=str(n))).progress.drawn for n in range(20)}) > 10


def test_no_scenario_stores_anything_new():
    assert "drawn" not in Progress(1, ("a",)).to_json() and "seen" not in Progress(1, ("a",)).to_json()


@settings(max_examples=examples(40))
@given(seed=st.text(max_size=5), runs=st.integers(1, 9), number=st.integers(1, 7))
def test_nothing_comes_again_before_all_were_seen(seed, runs, number):
    scenario = replace(DRILL, start=replace(DRILL.start, draw=number))
    record, shown = session.LearnerRecord(), []
    for _ in range(runs):
        outcome = play(record, 0, facts(draw_seed=seed), scenario)
        record = outcome.record
        drawn = outcome.progress.drawn
        assert len(drawn) == len(set(drawn)) == number
        shown += drawn
    for place in range(len(shown)):
        assert len(set(shown[: place + 1])) == min(place + 1, len(DECK)) or set(shown[: place + 1]) == set(DECK)


def _record(*path):
    return Progress(1, recorded=(RecordedRun(1, path, "x", 0.5, ""),), seen=("paper", "phone"))


def test_the_weakest_skills_come_first():
    good = _record("paper-trips", "phone-hold", "door-open")
    bad = _record("late-why", "phone-two", "door-open")
    deck = replace(DRILL, start=replace(DRILL.start, draw=1))

    def share(progress, moment):
        return sum(drill.draw(deck, progress, str(n))[0] == (moment,) for n in range(400)) / 400

    # "late" is about listening, which was good in one record and bad in the other.
    assert share(bad, "late") > 0.3 > 2 * share(good, "late")
    assert abs(share(Progress(seen=("paper", "phone")), "late") - 0.2) < 0.08, "nothing is known: even"


# --- a run ------------------------------------------------------------------------------------------------------------


def test_every_moment_begins_with_the_meters_of_the_start():
    outcome = play(session.LearnerRecord())
    for step in outcome.run.steps:
        assert step.meters_before["tension"] == (7 if step.scene.id == "key" else 5)
        assert step.meters_before["trust"] == 4


def test_a_run_is_as_long_as_the_draw_and_scores_the_mean_of_its_moments():
    outcome = play(session.LearnerRecord(), 1)
    steps = outcome.run.steps
    assert [step.scene.id for step in steps] == list(outcome.progress.drawn)
    assert outcome.progress.recorded[0].score == pytest.approx(
        sum(scoring.choice_score(step.levels) for step in steps) / 3
    )


def test_best_run_counts_and_a_finished_draw_completes():
    better = play(session.LearnerRecord(), 1)
    worse = play(better.record, 0)
    assert worse.record.grade(DRILL) == better.progress.recorded[0].score
    assert session.PublishCompletion() in worse.effects


def test_an_ungraded_drill_completes_and_publishes_no_grade():
    outcome = play(session.LearnerRecord(), 1, facts(publishes_grade=False))
    assert session.PublishCompletion() in outcome.effects
    assert not any(isinstance(effect, session.PublishGrade) for effect in outcome.effects)
    again = session.begin(DRILL, outcome.record, facts(publishes_grade=False), 2)
    assert not any(isinstance(effect, session.PublishGrade) for effect in again.effects)


def test_the_same_choice_sent_twice_counts_once():
    start = begun()
    choice = start.run.options()[0].choice.id
    once = session.choose(DRILL, start.record, facts(), 1, 0, choice)
    assert session.choose(DRILL, once.record, facts(), 1, 0, choice).effects == ()


def test_where_no_graded_run_is_left_the_next_draw_is_practice_and_new():
    how = facts(max_attempts=1)
    ended = play(session.LearnerRecord(attempts=0), 1, how)
    with pytest.raises(session.MoveRefused, match="no-attempts"):
        session.begin(DRILL, ended.record, how, 2)
    with pytest.raises(session.MoveRefused, match="stale"):
        session.rewind(DRILL, ended.record, how, 1, 1)
    practice = session.rewind(DRILL, ended.record, how, 1, 0)
    assert practice.progress.practice and not set(practice.progress.drawn) & set(ended.progress.drawn)
    assert session.rewind(DRILL, practice.record, how, 1, 0).effects == (), "sent twice"
    assert practice.record.attempts == 1 and practice.record.grade(DRILL) == ended.record.grade(DRILL)


# --- an author's edit -------------------------------------------------------------------------------------------------


def test_a_moment_to_come_that_was_removed_is_made_up_for_by_another():
    start = begun()
    first, second, third = start.progress.drawn
    choice = start.run.options()[0].choice.id
    taken = session.choose(DRILL, start.record, facts(), 1, 0, choice)
    edited = without(third)
    seen = session.visible(edited, taken.record, facts())
    assert seen.run.path == [choice] and seen.run.node.id == second and seen.effects == ()
    moments = drill.list_moments(seen.run)
    assert moments[:2] == (first, second) and moments[2] not in (first, second, third) and len(moments) == 3
    assert session.visible(edited, taken.record, facts()).run.path == seen.run.path, "reading draws nothing anew"
    stored = session.choose(edited, taken.record, facts(), 1, 1, seen.run.options()[0].choice.id)
    assert stored.progress.drawn == moments


def test_an_answered_moment_that_was_removed_is_not_asked_again():
    start = begun()
    taken = session.choose(DRILL, start.record, facts(), 1, 0, start.run.options()[0].choice.id)
    edited = without(start.progress.drawn[0])
    outcome = session.visible(edited, taken.record, facts())
    assert outcome.run.node.id == start.progress.drawn[1] and len(drill.list_moments(outcome.run)) == 2
    assert outcome.run.unmatched_ids, "the learner is told"
    while not outcome.run.ending:
        choice = outcome.run.options()[1].choice.id
        outcome = session.choose(edited, outcome.record, facts(), 1, len(outcome.run.steps), choice)
    assert len(outcome.progress.recorded[0].path) == 2 and outcome.record.grade(edited) > 0.6


def test_a_finished_run_still_shows_what_is_left_and_keeps_its_grade():
    ended = play(session.LearnerRecord(), 1)
    edited = without(ended.progress.drawn[1])
    seen = session.visible(edited, ended.record, facts())
    assert seen.run.ending and len(seen.run.steps) == 2
    assert seen.record.grade(edited) == ended.record.grade(DRILL)


@settings(max_examples=examples(60))
@given(
    removed=st.lists(st.sets(st.sampled_from(DECK), max_size=6), min_size=4, max_size=4),
    picks=st.lists(st.integers(0, 1), min_size=4, max_size=4),
)
def test_whatever_is_removed_in_mid_run_the_learner_can_go_on(removed, picks):
    outcome = begun()
    for gone, pick in zip(removed, picks, strict=False):
        edited = without(*gone)
        outcome = session.visible(edited, outcome.record, facts())
        if outcome.run.ending:
            break
        choice = outcome.run.options()[pick].choice.id
        outcome = session.choose(edited, outcome.record, facts(), 1, len(outcome.run.steps), choice)
        assert choice in outcome.run.path
        if outcome.run.ending:
            break


def test_a_record_of_another_kind_of_scenario_does_no_harm():
    other = session.LearnerRecord(Progress(3, ("hear", "rule")))
    seen = session.visible(DRILL, other, facts())
    assert seen.run.path == [] and len(drill.list_moments(seen.run)) == 3
    assert session.visible(replace(DRILL, scenes=DRILL.scenes[:1]), other, facts()).run.node.id == "paper"


def test_a_drill_of_one_moment_can_be_played_for_a_preview():
    one = replace(DRILL, scenes=DRILL.scenes[2:3])
    assert play(session.LearnerRecord(), 1, facts(), one).progress.drawn == ("stop",)


def test_the_deck_itself_has_no_first_scene():
    with pytest.raises(KeyError):
        _ = DRILL.start_scene
    assert isinstance(drill.lay_out(DRILL, ("key",)).start_scene, m.Scene)


# --- versions ---------------------------------------------------------------------------------------------------------


def test_an_edit_tells_which_moments_are_gone_and_which_score_otherwise():
    edited = scenario_xml.parse(TEXT.replace('<level limits="2"/>', '<level limits="3"/>')).scenario
    edited = without("walk", scenario=edited)
    found = assess_edit(DRILL, edited)
    assert [(one.moment, one.gone) for one in found.moments] == [("walk", True), ("door", False)]
    assert len(found.messages) == 2 and found.as_json()["moments"][0] == {"moment": "walk", "gone": True}
    assert "nothing changes" in assess_edit(DRILL, DRILL).messages[0]


def test_a_talk_that_becomes_a_drill_is_told_of(tiny):
    assert "becomes a drill" in assess_edit(tiny, DRILL).messages[0]
    told = " ".join(change.message for change in diff_scenarios(tiny, DRILL))
    assert "the first scene" in told and "the number of moments drawn" in told
