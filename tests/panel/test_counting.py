"""What is counted, when, and of whom."""

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.panel import counters
from tests.block.support import IN_A_LIBRARY, World, in_course, past_due
from tests.block.texts import TALK


def test_a_run_counts_where_it_came_what_was_chosen_and_how_it_ended(course, tallies):
    course.play("hear", "plain")
    assert tallies.names() == [
        ["run:begun", "scene:desk"],
        ["left:desk", "choice/desk/hear", "scene:form"],
        ["left:form", "choice/form/plain", "run:ended", "ending/signed", "band/4"],
    ]
    assert {first for first, _ in tallies.calls} == {True}
    assert {version for _, version, _ in tallies.sets} == {course.block().scenario.version}
    assert re.fullmatch(r"week:\d{4}-\d\d-\d\d", tallies.calls[0][1][1])


def test_only_the_first_run_is_a_first_attempt(course, tallies):
    course.play("leave")
    course.play("hear", "push")
    assert [first for first, _ in tallies.calls] == [True, True, False, False, False]


def test_practice_is_a_later_attempt_that_begins_where_it_begins(course, tallies):
    course.play("hear", "push")
    tallies.calls.clear()
    assert course.rewind(1, 1).status == 200
    course.walk(2, "plain", first=1)
    assert course.progress().practice
    assert tallies.names()[0] == ["run:begun", "scene:form"]
    assert [first for first, _ in tallies.calls] == [False, False]


def test_each_step_is_counted_with_one_call_and_looking_with_none(course, tallies):
    course.play("hear")
    asked = len(tallies.calls)
    course.state()
    course.post("student_view_user_state", {})
    assert len(tallies.calls) == asked == 2


def test_what_is_refused_or_sent_twice_counts_nothing(course, tallies):
    course.play("hear")
    asked = len(tallies.calls)
    assert course.begin(1).status == course.choose(1, 0, "hear").status == 200
    assert course.choose(1, 0, "rule").status == course.choose(1, 1, "locked").status == course.begin(7).status == 409
    assert len(tallies.calls) == asked


def test_after_the_deadline_nothing_graded_is_counted(tallies):
    world = World(TALK, lms=True, mixins=(in_course(has_deadline_passed=past_due),))
    world.begin()
    assert tallies.calls == []


@pytest.mark.parametrize("more", [{"usage": IN_A_LIBRARY}, {"staff": {"ann"}}], ids=["a library's preview", "course staff"])
def test_runs_that_are_no_learners_are_not_counted(tallies, more):
    World(TALK, lms=True, **more).play("hear", "plain")
    assert tallies.calls == []


def test_versions_are_counted_apart(course, tallies):
    course.play("leave")
    course.edit(TALK.replace("Just sign.", "Please sign."))
    course.play("leave", user="bo")
    assert len({version for _, version, _ in tallies.sets}) == 2


def test_without_the_app_everything_goes_on_in_silence(course, tallies, monkeypatch, caplog):
    def missing(*_):
        raise api.NotAvailable("no app")

    monkeypatch.setattr(api, "increment", missing)
    with caplog.at_level(logging.INFO):
        assert course.play("hear", "plain")["phase"] == "ending"
    assert not [record for record in caplog.records if record.name.startswith(counters.__name__)]


def test_a_counter_that_fails_is_logged_and_costs_nobody_a_choice(course, tallies, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(api, "increment", broken)
    assert course.play("hear", "plain")["phase"] == "ending"
    assert course.grades == [1.0]
    assert "could not be counted" in caplog.text


def test_nothing_is_counted_before_the_request_s_own_transaction_stands(course, tallies, monkeypatch):
    waiting = []
    monkeypatch.setattr(counters, "transaction", type("Later", (), {"on_commit": staticmethod(waiting.append)}))
    course.play("hear")
    assert tallies.calls == [] and len(waiting) == 2
    for act in waiting:
        act()
    assert len(tallies.calls) == 2


def test_a_runtime_whose_django_is_not_set_up_counts_nothing(course, monkeypatch):
    asked = []
    monkeypatch.setattr(api, "increment", lambda *args: asked.append(args))
    assert course.play("hear", "plain")["phase"] == "ending"
    assert asked == []


def test_a_name_too_long_for_a_counter_is_left_out(tallies):
    long = "d" * 240
    world = World(TALK.replace('"desk"', f'"{long}"'), lms=True)
    world.play("hear")
    assert tallies.names()[1] == [f"left:{long}", f"choice/{long}/hear", "scene:form"]
    world = World(TALK.replace('"desk"', f'"{long}{long}"'), lms=True)
    world.play("hear")
    assert tallies.names()[-1] == ["scene:form"]


@given(st.floats(0, 1))
def test_every_score_has_its_band(score):
    number = int(counters.band(score).removeprefix("band/"))
    assert number == min(4, int(score * 100 + 1e-6) // 20)


def test_equal_results_are_in_one_band_whatever_floats_make_of_them():
    assert counters.band(0.7 + 0.1) == counters.band(0.8) == "band/4"
    assert counters.band(0) == "band/0" and counters.band(1) == "band/4"
