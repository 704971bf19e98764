"""Runs that can't go on: the deadline passed in the middle of one, or a loop reached the limit of steps."""

import pytest

from powerstruggle_xblock.scenario.play import MAX_STEPS

from .support import PAST, World, in_course
from .texts import TALK, without_scene

LATE = (in_course(due=PAST),)


@pytest.fixture
def late() -> World:
    """Return a first run has ended with 0.67; the due date passed in the middle of a second, better one."""
    world = World(TALK, lms=True)
    world.play("rule", "plain")
    world.begin(2)
    world.walk(2, "hear")
    world.mixins = LATE
    return world


def test_after_the_due_date_the_last_ended_run_is_there_for_debrief_and_practice(late):
    view, before = late.state(), late.stored()
    assert view["phase"] == "ending" and view["result"]["score"]["percent"] == 67 and "deadline" in view["notice"]
    assert [row["choice"]["id"] for row in view["transcript"]] == ["rule", "plain"]
    assert view["can"] == {"begin": False, "choose": False, "rewind": True} and late.stored() == before
    assert late.rewind(view["attempt"], 1).json["practice"] is True
    assert late.rewind(view["attempt"], 1).status == 200, "sent twice it counts once"
    after = late.walk(3, "plain", first=1)
    assert [row["choice"]["id"] for row in after["transcript"]] == ["rule", "plain"]
    assert (
        late.grades == [pytest.approx(2 / 3)] and len(late.progress().recorded) == 1 and late.stored()["attempts"] == 2
    )


def test_after_the_due_date_the_unfinished_run_still_takes_no_choice_and_none_can_be_begun(late):
    refused = late.choose(2, 1, "plain")
    assert (refused.status, refused.json["code"]) == (403, "past-due") and refused.state["phase"] == "ending"
    assert late.begin(3).status == 403 and late.progress().path == ("hear",)


def test_with_an_extension_the_unfinished_run_goes_on(late):
    late.state()
    late.mixins = ()
    assert late.state()["phase"] == "scene"
    assert late.choose(2, 1, "plain").json["phase"] == "ending" and late.grades[-1] == 1.0


def test_after_the_due_date_an_ended_run_that_no_longer_fits_is_not_brought_back(late):
    late.edit(without_scene(TALK, "form", "desk"))
    assert late.state()["phase"] == "scene" and late.rewind(2, 0).status == 409


def test_nothing_is_brought_back_where_none_has_ended():
    world = World(TALK, lms=True)
    world.begin()
    world.walk(1, "hear")
    world.mixins = LATE
    assert world.state()["phase"] == "scene" and world.rewind(1, 0).status == 409


def full(world: World, attempt: int, *, first=0) -> World:
    """Go round until no step is left."""
    block = world.block()
    block.progress = block.progress.at(["again"] * (MAX_STEPS - 1))
    block.save()
    world.walk(attempt, "again", first=MAX_STEPS - 1)
    return world


@pytest.fixture
def endless(lms) -> World:
    lms.begin()
    return full(lms, 1)


def test_a_run_with_no_step_left_is_over_and_a_new_one_can_be_begun(endless):
    view = endless.state()
    assert (
        view["phase"] == "about"
        and view["can"] == {"begin": True, "choose": False, "rewind": False}
        and "begin again" in view["notice"]
    )
    refused = endless.choose(1, MAX_STEPS, "leave")
    assert refused.status == 409 and "begin again" in refused.json["error"] and refused.state["can"]["begin"]
    assert endless.begin(2).json["phase"] == "scene" and endless.grades == []
    assert endless.walk(2, "hear", "plain")["grade"]["percent"] == 100


def test_practice_with_no_step_left_is_over_too(lms):
    lms.play("again", "hear", "plain")
    assert lms.rewind(1, 1).json["practice"] is True
    full(lms, 2)
    assert lms.state()["can"]["begin"] is True and lms.begin(3).json["practice"] is False


@pytest.mark.parametrize("change", [{"mixins": LATE}, {"settings": {"max_attempts": 1}}])
def test_practice_with_no_step_left_ends_where_none_can_be_begun_with_the_last_ended_run(change):
    world = World(TALK, lms=True, settings=change.get("settings", {}))
    world.play("again", "hear", "plain")
    world.rewind(1, 1)
    world.mixins = change.get("mixins", ())
    view = full(world, 2).state()
    assert (
        view["phase"] == "ending" and view["can"]["rewind"] and not view["can"]["begin"] and view["practice"] is False
    )
    assert world.rewind(2, 0).json["practice"] is True and len(world.progress().recorded) == 1
