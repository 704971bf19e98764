"""An author edits a course that is being taken: nobody loses a grade or their place, and they are told."""

import pytest

from .support import PAST, World, in_course, is_playable
from .texts import BROKEN, FORM_IS_AN_ENDING, TALK, with_scoring, without_scene


@pytest.fixture
def halfway(world) -> World:
    """One run ended, the second in its second scene."""
    world.play("rule", "plain")
    world.play("hear")
    return world


def assert_kept(world: World) -> None:
    assert world.stored()["ratio"] == pytest.approx(2 / 3) and world.grades == [pytest.approx(2 / 3)]
    assert world.state()["grade"]["percent"] == 67


def test_a_scene_taken_away_lets_play_go_on_where_its_arrows_now_lead(halfway):
    halfway.edit(without_scene(TALK, "form", "desk"))
    view = halfway.state()
    assert view["scene"]["id"] == "desk" and view["step"] == 1
    assert_kept(halfway)


def test_a_renamed_choice_brings_the_learner_back_to_where_it_was_and_says_so(halfway):
    halfway.edit(TALK.replace('id="hear"', 'id="listen"'))
    view = halfway.state()
    assert (view["phase"], view["step"], view["scene"]["id"]) == ("scene", 0, "desk")
    assert "At the desk" in view["notice"]
    assert_kept(halfway)
    gone_on = halfway.choose(2, 0, "listen").json
    assert gone_on["notice"] is None and halfway.progress().path == ("listen",)


def test_a_rename_taken_back_brings_the_learner_back_too(halfway):
    before = halfway.state()
    halfway.edit(TALK.replace('id="hear"', 'id="listen"'))
    halfway.state()
    halfway.edit(TALK)
    assert halfway.state() == before


def test_changed_levels_change_no_grade_before_a_rescore(halfway):
    halfway.edit(TALK.replace('listening="1"', 'listening="0"').replace('clarity="3"', 'clarity="1"'))
    assert_kept(halfway)


def test_a_run_whose_way_now_ends_earlier_ends_there_once_the_learner_says_so(halfway):
    stored, published = halfway.stored(), list(halfway.published)
    halfway.edit(FORM_IS_AN_ENDING)
    view = halfway.state()
    assert view["phase"] == "changed" and view["result"] is None and view["can_finish"] is True
    assert "changed by its author" in view["notice"] and not any(view["can"].values())
    assert halfway.stored() == stored and halfway.published == published, "an edit never grades by itself"
    view = halfway.finish(2, 1).json
    assert view["phase"] == "ending" and view["result"]["recorded"]
    assert halfway.stored()["ratio"] == pytest.approx(2 / 3) and len(halfway.progress().recorded) == 2


@pytest.mark.parametrize(
    "go_on", [lambda world: world.begin(2), lambda world: world.rewind(1, 0)], ids=["begin", "rewind"]
)
def test_a_run_that_an_edit_ended_counts_only_when_the_learner_ends_it(world, go_on):
    world.begin()
    world.walk(1, "hear")
    world.edit(FORM_IS_AN_ENDING)
    refused = go_on(world)
    assert refused.status == 409 and refused.state["phase"] == "changed" and world.grades == []
    assert world.finish(1, 1).status == 200 and world.finish(1, 1).json["phase"] == "ending"
    assert go_on(world).status == 200
    assert [run.run for run in world.progress().recorded] == [1] and world.progress().run == 2
    assert world.grades == [0.5] and world.stored()["ratio"] == 0.5


def test_after_the_deadline_a_run_that_an_edit_ended_is_not_graded(world):
    world.begin()
    world.walk(1, "hear")
    world.edit(FORM_IS_AN_ENDING)
    world.mixins = (in_course(due=PAST),)
    stored = world.stored()
    assert world.state()["can_finish"] is False
    refused = world.finish(1, 1)
    assert (refused.status, refused.json["code"]) == (403, "past-due")
    assert world.stored() == stored and world.grades == []


@pytest.mark.parametrize(("attempt", "step"), [(1, 0), (1, 2), (2, 1), (0, 0)])
def test_only_the_run_that_now_ends_can_be_ended(world, attempt, step):
    world.begin()
    world.walk(1, "hear")
    assert world.finish(1, 1).status == 409, "the talk goes on"
    world.edit(FORM_IS_AN_ENDING)
    assert world.finish(attempt, step).status == 409 and world.grades == []


def test_practice_that_an_edit_ended_is_ended_without_a_grade(world):
    world.play("rule", "plain")
    world.rewind(1, 1)
    world.edit(FORM_IS_AN_ENDING)
    assert world.finish(2, 1).json["result"]["recorded"] is False
    assert world.grades == [pytest.approx(2 / 3)]


def test_an_ended_run_that_no_longer_fits_leads_to_a_new_start_and_says_so(world):
    world.play("rule", "plain")
    world.edit(TALK.replace('id="plain"', 'id="simple"'))
    view = world.state()
    assert view["phase"] == "about" and view["scene"] is None and view["result"] is None
    assert "changed" in view["notice"] and view["can"] == {"begin": True, "choose": False, "rewind": False}
    assert_kept(world)
    assert world.rewind(1, 0).status == 409 and world.choose(1, 1, "simple").status == 409
    world.play("hear", "simple")
    assert world.stored()["ratio"] == 1.0


def test_an_ending_taken_away_reopens_no_settled_run(world):
    world.play("rule", "plain")
    world.edit(TALK.replace('to="signed"', 'to="desk"').replace('<scene id="desk"', '<note/><scene id="desk"'))
    view = world.state()
    assert view["phase"] == "about" and "changed" in view["notice"]
    assert len(world.progress().recorded) == 1
    assert_kept(world)


def test_an_ended_run_keeps_its_debrief_when_words_change(world):
    world.play("rule", "plain")
    world.edit(TALK.replace("Three trips.", "Three trips for a paper."))
    view = world.state()
    assert view["phase"] == "ending" and view["notice"] is None
    assert view["result"]["turning_points"][0]["stronger"]["say"] == "Three trips for a paper."


def test_a_scenario_broken_then_mended_finds_everybody_where_they_were(halfway):
    before, stored = halfway.state(), halfway.stored()
    halfway.edit(BROKEN)
    broken = halfway.state()
    assert broken["phase"] == "unavailable" and broken["grade"]["percent"] == 67
    assert not any(broken["can"].values()) and broken["notice"] is None
    assert halfway.stored() == stored
    halfway.edit(TALK)
    assert halfway.state() == before


def test_an_empty_component_says_that_there_is_nothing_yet():
    world = World("")
    view = world.state()
    assert view["phase"] == "unavailable" and len(view["problems"]) == 1
    assert world.begin().json["code"] == "unavailable"


def test_another_rule_for_what_is_kept_never_lowers_what_best_had_kept(world):
    world.play("hear", "plain")
    world.edit(with_scoring('keep="first"'))
    world.play("leave")
    assert world.stored()["ratio"] == 1.0


def test_every_edit_leaves_a_record_that_the_text_then_can_play(halfway):
    edits = [
        TALK.replace('id="hear"', 'id="listen"'),
        without_scene(TALK, "form", "desk"),
        FORM_IS_AN_ENDING,
        BROKEN,
        TALK,
    ]
    for text in edits:
        halfway.edit(text)
        view = halfway.state()
        if view["phase"] == "scene":
            choice = next(choice["id"] for choice in view["scene"]["choices"] if choice["open"])
            assert halfway.choose(view["attempt"], view["step"], choice).status == 200
            assert is_playable(halfway.scenario, halfway.progress().path)
    assert halfway.stored()["ratio"] >= 2 / 3 - 1e-9


def test_the_debrief_gives_the_reason_that_held_at_that_moment():
    why = (
        '<feedback if="tension at least 9"><why>For a far tenser moment.</why></feedback>'
        '<feedback><why>Heard first.</why>'
    )
    view = World(TALK.replace("<feedback><why>Heard first.</why>", why)).play("rule", "plain")
    point = view["result"]["turning_points"][0]
    assert (point["stronger"]["id"], point["why"]) == ("hear", "Heard first.")
