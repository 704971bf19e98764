"""Which counters are incremented, when, and for which people."""

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.panel import counters
from tests.block.support import IN_A_LIBRARY, PAST, World, in_course
from tests.block.texts import TALK


def test_a_run_counts_scenes_choices_ending_and_score_band(course, fake_counters):
    course.play("hear", "plain")
    assert fake_counters.names() == [
        ["run:begun", "scene:desk"],
        ["left:desk", "choice/desk/hear", "scene:form"],
        ["left:form", "choice/form/plain", "run:ended", "ending/signed", "band/4"],
    ]
    assert {first for first, _ in fake_counters.calls} == {True}
    assert {version for _, version, _ in fake_counters.sets} == {course.block().scenario.version}
    assert re.fullmatch(r"week:\d{4}-\d\d-\d\d", fake_counters.calls[0][1][1])


def test_only_the_first_run_is_a_first_attempt(course, fake_counters):
    course.play("leave")
    course.play("hear", "push")
    assert [first for first, _ in fake_counters.calls] == [True, True, False, False, False]


def test_practice_is_a_later_attempt_that_starts_at_its_step(course, fake_counters):
    course.play("hear", "push")
    fake_counters.calls.clear()
    assert course.rewind(1, 1).status == 200
    course.walk(2, "plain", first=1)
    assert course.progress().practice
    assert fake_counters.names()[0] == ["run:begun", "scene:form"]
    assert [first for first, _ in fake_counters.calls] == [False, False]


def test_each_move_is_counted_with_one_call_and_reading_with_none(course, fake_counters):
    course.play("hear")
    asked = len(fake_counters.calls)
    course.state()
    course.post("student_view_user_state", {})
    assert len(fake_counters.calls) == asked == 2


def test_what_is_refused_or_sent_twice_counts_nothing(course, fake_counters):
    course.play("hear")
    asked = len(fake_counters.calls)
    assert course.begin(1).status == course.choose(1, 0, "hear").status == 200
    assert course.choose(1, 0, "rule").status == course.choose(1, 1, "locked").status == course.begin(7).status == 409
    assert len(fake_counters.calls) == asked


def test_after_the_deadline_nothing_graded_is_counted(fake_counters):
    world = World(TALK, lms=True, mixins=(in_course(due=PAST),))
    world.begin()
    assert fake_counters.calls == []


@pytest.mark.parametrize(
    "more", [{"usage": IN_A_LIBRARY}, {"staff": {"ann"}}], ids=["a library's preview", "course staff"]
)
def test_runs_of_previews_and_staff_are_not_counted(fake_counters, more):
    World(TALK, lms=True, **more).play("hear", "plain")
    assert fake_counters.calls == []


def test_versions_are_counted_apart(course, fake_counters):
    course.play("leave")
    course.edit(TALK.replace("Just sign.", "Please sign."))
    course.play("leave", user="bo")
    assert len({version for _, version, _ in fake_counters.sets}) == 2


def test_without_the_app_play_goes_on_and_nothing_is_logged(course, fake_counters, monkeypatch, caplog):
    def missing(*_):
        raise api.NotAvailable("no app")

    monkeypatch.setattr(api, "increment", missing)
    with caplog.at_level(logging.INFO):
        assert course.play("hear", "plain")["phase"] == "ending"
    assert not [record for record in caplog.records if record.name.startswith(counters.__name__)]


def test_a_counter_that_fails_is_logged_and_costs_nobody_a_choice(course, fake_counters, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(api, "increment", broken)
    assert course.play("hear", "plain")["phase"] == "ending"
    assert course.grades == [1.0]
    assert "could not be counted" in caplog.text


def test_nothing_is_counted_before_the_requests_transaction_is_committed(course, fake_counters, monkeypatch):
    waiting = []
    monkeypatch.setattr(counters, "transaction", type("Later", (), {"on_commit": staticmethod(waiting.append)}))
    course.play("hear")
    assert fake_counters.calls == [] and len(waiting) == 2
    for act in waiting:
        act()
    assert len(fake_counters.calls) == 2


def test_a_runtime_whose_django_is_not_set_up_counts_nothing(course, monkeypatch):
    asked = []
    monkeypatch.setattr(api, "increment", lambda *args: asked.append(args))
    assert course.play("hear", "plain")["phase"] == "ending"
    assert asked == []


def test_a_name_too_long_for_a_counter_is_left_out(fake_counters):
    long = "d" * 240
    world = World(TALK.replace('"desk"', f'"{long}"'), lms=True)
    world.play("hear")
    assert fake_counters.names()[1] == [f"left:{long}", f"choice/{long}/hear", "scene:form"]
    world = World(TALK.replace('"desk"', f'"{long}{long}"'), lms=True)
    world.play("hear")
    assert fake_counters.names()[-1] == ["scene:form"]


@given(st.floats(0, 1))
def test_every_score_has_its_band(score):
    number = counters.score_band(score)
    assert number == min(4, int(score * 100 + 1e-6) // 20)


def test_equal_scores_are_in_one_band_despite_float_rounding():
    assert counters.score_band(0.7 + 0.1) == counters.score_band(0.8) == 4
    assert counters.score_band(0) == 0 and counters.score_band(1) == 4
