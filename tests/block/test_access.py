"""Who may do what, and until when; what a refusal leaves behind: nothing."""

from datetime import datetime

import pytest
from xblock.runtime import KvsFieldData

from .support import PAST, World, in_course
from .texts import FORM_IS_AN_ENDING, TALK, with_scoring


@pytest.fixture
def outsider() -> World:
    """Return a course that Ann does not take."""
    return World(TALK, lms=True, enrolled={"ben"})


def test_somebody_not_enrolled_is_refused_and_nothing_is_written(outsider):
    refused = outsider.begin()
    assert (refused.status, refused.json["code"]) == (403, "not-enrolled") and "enrol" in refused.json["error"]
    for answer in (outsider.choose(1, 0, "hear"), outsider.rewind(1, 0), outsider.post("state")):
        assert answer.status == 403 and answer.json["state"] is None
    assert outsider.stored() == {} and outsider.published == []


def test_somebody_enrolled_and_course_staff_can_play(outsider):
    assert outsider.begin(user="ben").status == 200
    outsider.staff = {"ann"}
    assert outsider.begin().status == 200


def test_somebody_who_left_the_course_earns_nothing_more(outsider):
    outsider.enrolled = {"ann"}
    outsider.begin()
    outsider.walk(1, "hear")
    outsider.enrolled = set()
    stored, published = outsider.stored(), list(outsider.published)
    refused = outsider.choose(1, 1, "plain")
    assert (refused.status, refused.json["code"]) == (403, "not-enrolled")
    assert outsider.stored() == stored and outsider.published == published
    outsider.edit(FORM_IS_AN_ENDING)
    assert outsider.finish(1, 1).json["code"] == "not-enrolled"
    assert outsider.state()["phase"] == "changed" and outsider.stored() == stored and outsider.published == published


def test_somebody_who_left_the_course_begins_no_practice(outsider):
    outsider.enrolled = {"ann"}
    outsider.play("hear", "plain")
    outsider.enrolled = set()
    stored = outsider.stored()
    assert outsider.rewind(1, 0).status == 403 and outsider.stored() == stored


def test_an_enrolment_service_of_another_shape_keeps_nobody_out():
    world = World(TALK, lms=True, services={"enrollments": object()})
    assert world.begin().status == 200


def test_after_the_deadline_no_graded_run_begins_or_goes_on():
    world = World(TALK, lms=True)
    world.begin()
    world.walk(1, "hear")
    world.mixins = (in_course(due=PAST),)
    stored, published = world.stored(), list(world.published)
    for answer in (world.choose(1, 1, "plain"), world.begin(2)):
        assert answer.status in (403, 409)
    assert world.choose(1, 1, "plain").json["code"] == "past-due"
    assert world.stored() == stored and world.published == published
    view = world.state()
    assert "deadline" in view["notice"].lower() and view["can"]["choose"] is False and view["can"]["begin"] is False


def test_after_the_deadline_what_was_played_can_still_be_practised_and_costs_nothing():
    world = World(with_scoring('retry="graded"'), lms=True)
    world.play("rule", "plain")
    world.mixins = (in_course(due=PAST),)
    assert world.begin(2).status == 403
    assert world.rewind(1, 0).json["practice"] is True
    assert world.walk(2, "hear", "plain")["result"]["recorded"] is False
    assert world.grades == [pytest.approx(2 / 3)]


def test_no_deadline_is_invented_from_the_time_the_workbench_sets():
    world = World(TALK)
    block = world.block()
    block.due = datetime(2000, 1, 1)
    assert block.is_past_deadline() is False and block.results_shown() is True


def test_used_up_attempts_are_refused_while_practice_goes_on():
    world = World(TALK, settings={"max_attempts": 1}, lms=True)
    world.play("rule", "plain")
    refused = world.begin(2)
    assert (refused.status, refused.json["code"]) == (403, "no-attempts") and refused.state["attempts_left"] == 0
    assert world.state()["can"] == {"begin": False, "choose": False, "rewind": True}
    assert world.rewind(1, 1).status == 200
    world.walk(2, "push", first=1)
    assert world.stored()["attempts"] == 1 and len(world.grades) == 1


def test_a_graded_retry_costs_an_attempt_and_is_practice_when_none_is_left():
    world = World(with_scoring('retry="graded"'), settings={"max_attempts": 2}, lms=True)
    world.play("rule", "plain")
    assert world.rewind(1, 0).json["practice"] is False and world.rewind(1, 0).json["attempts_left"] == 0
    world.walk(2, "hear", "plain")
    assert world.rewind(2, 0).json["practice"] is True
    world.walk(3, "leave")
    assert world.stored()["attempts"] == 2 and world.grades == [pytest.approx(2 / 3), 1.0]


@pytest.mark.parametrize("limit", [0, None, -1])
def test_no_limit_is_zero_or_nothing(limit):
    world = World(TALK, settings={"max_attempts": limit})
    world.play("leave")
    assert world.state()["attempts_left"] is None and world.begin(2).status == 200


class CourseSetting(KvsFieldData):
    """A course's own setting stands for what a component leaves unset (xmodule's InheritingFieldData)."""

    def default(self, block, name):
        return 1 if name == "max_attempts" else super().default(block, name)


def test_a_courses_limit_counts_where_the_component_sets_none():
    world = World(TALK)
    world._field_data = lambda _user: CourseSetting(world.store)
    world.play("leave")
    assert world.begin(2).json["code"] == "no-attempts"


def test_sending_begin_again_costs_one_attempt():
    world = World(TALK, settings={"max_attempts": 3})
    for _ in range(5):
        assert world.begin().status == 200
    world.walk(1, "hear")
    assert world.begin().json["step"] == 1, "a late double begins nothing"
    assert world.stored()["attempts"] == 1
