"""What a learner's requests ask the platform's database for, beside what every component does (docs/performance.md)."""

import pytest

from tests.reflection.support import ReflectionWorld, questions

from .lms_tasks import Gradebook
from .support import World
from .texts import TALK


def test_a_choice_asks_for_neither_person_nor_enrolment():
    world = World(TALK, lms=True)
    world.begin()
    world.statements.clear()
    world.choose(1, 0, "rule")
    assert world.statements == []


def test_a_last_choice_asks_for_the_enrolment_once_and_publishes_the_grade_once():
    world = World(TALK, lms=True)
    book = Gradebook(world)
    world.begin()
    world.walk(1, "rule")
    world.statements.clear()
    world.choose(1, 1, "plain")
    assert world.statements == ["enrollment"]
    assert len(world.events("grade")) == 1 and world.events("completion") == [] and book.completion == {"ann": 1.0}


def test_without_a_completion_service_completion_is_published():
    world = World(TALK, lms=True, services={"completion": None})
    world.play("rule", "plain")
    assert world.events("completion") == [{"completion": 1.0}]


@pytest.mark.parametrize("staff", [True, False])
def test_course_staff_are_known_by_the_service_with_and_without_a_query(staff):
    block = World(TALK, lms=True, staff={"ann"} if staff else set()).block()
    assert block.is_course_staff is block.user_attribute("edx-platform.user_is_staff") is staff


def test_a_request_saves_the_state_once():
    """LearnerFields.set_many stands for one row: get_or_create, savepoint, update (user_state_client.py, set_many)."""
    world = World(TALK, lms=True)
    Gradebook(world)
    world.begin()
    world.walk(1, "rule")
    world.saves.clear()
    world.choose(1, 1, "plain")
    assert len(world.saves) == 1 and {"progress", "ratio"} <= set(world.saves[0])


@pytest.mark.parametrize("handler", ["state", "choose"])
def test_somebody_who_has_begun_is_known_without_a_query(handler):
    world = World(TALK, lms=True)
    world.begin()
    world.statements.clear()
    world.post(handler, {"attempt": 1, "step": 0, "choice": "rule"})
    assert world.statements == []


def test_somebody_who_left_the_course_plays_on_and_gets_no_grade():
    world = World(TALK, lms=True)
    world.begin()
    world.enrolled = set()
    assert world.choose(1, 0, "rule").status == 200
    assert world.choose(1, 1, "plain").json["code"] == "not-enrolled" and world.grades == []


def test_taking_part_asks_for_the_enrolment_once():
    world = ReflectionWorld(questions(), lms=True)
    world.statements.clear()
    world.take_part({"sign": "x"})
    assert world.statements == ["enrollment"]
