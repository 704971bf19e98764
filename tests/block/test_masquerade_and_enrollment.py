"""Whose run it is: credit, events, counts and group answers are a learner's own, in a course that they take."""

from types import SimpleNamespace

import pytest

from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.panel import counters
from tests.continuum.support import ContinuumWorld
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

from .lms_tasks import Gradebook, viewed_as
from .support import World
from .texts import TALK


@pytest.fixture
def counted(monkeypatch) -> list:
    """Everything that is added to a trainer's counters."""
    calls: list = []
    monkeypatch.setattr(api, "increment", lambda *call: calls.append(call))
    monkeypatch.setattr(counters, "transaction", SimpleNamespace(on_commit=lambda add: add()))
    return calls


@pytest.mark.parametrize("masquerade", ["learner", "person"])
def test_staff_who_view_as_a_learner_play_without_credit_events_and_counts(masquerade, counted):
    world = World(TALK, lms=True, masquerade=masquerade)
    assert world.play("rule", "plain")["phase"] == "ending"
    assert world.published == [] and counted == []
    assert world.block().ratio is None


def test_a_run_of_somebody_who_views_as_staff_is_their_own(counted):
    world = World(TALK, lms=True, masquerade="staff", staff={"ann"})
    world.play("rule", "plain")
    assert [data for _, kind, data in world.published if kind == "grade"] and counted == []


def test_a_learner_s_own_run_earns_credit_and_is_counted(counted):
    world = World(TALK, lms=True)
    world.play("rule", "plain")
    kinds = {kind for _, kind, _ in world.published}
    assert {"grade", "powerstruggle.scenario.attempt_ended"} <= kinds and counted


@pytest.mark.parametrize("masquerade", ["learner", "person"])
def test_staff_who_view_as_a_learner_reflect_without_credit(masquerade):
    world = ReflectionWorld(questions(), lms=True, masquerade=masquerade)
    world.take_part({"sign": "x"})
    assert world.published == []


@pytest.mark.parametrize("masquerade", ["learner", "person"])
def test_staff_who_view_as_a_learner_put_nothing_into_the_facilitator_s_list(masquerade, monkeypatch):
    shared = FakeSharedTexts().install(monkeypatch)
    world = ReflectionWorld(questions(share="true"), lms=True, masquerade=masquerade)
    assert world.share("sign", "as if a learner had").status in (403, 409)
    assert shared.rows == {}


def test_a_grade_that_was_withheld_in_a_masquerade_is_published_with_the_first_real_run():
    world = ReflectionWorld(questions(), lms=True, masquerade="learner")
    world.take_part({"sign": "x"})
    world.masquerade = None
    world.take_part({"sign": "x"})
    assert world.grades == [1.0]


@pytest.mark.parametrize(("component", "handlers"), [
    (World(TALK, lms=True, enrolled=set()), ("state", "begin", "choose", "rewind", "finish")),
    (ReflectionWorld(questions(), lms=True, enrolled=set()), ("state", "finish", "share", "shared_list")),
    (ContinuumWorld(TALK.replace("powerstruggle_scenario", "powerstruggle_continuum"), lms=True, enrolled=set()),
     ("state", "submit", "lines", "facilitator")),
], ids=["scenario", "reflection", "continuum"])
def test_somebody_who_does_not_take_the_course_is_told_nothing_of_a_component(component, handlers):
    for handler in handlers:
        answer = component.post(handler, {"attempt": 1, "step": 0, "choice": "hear"})
        assert answer.status == 403 and answer.json["code"] == "not-enrolled" and answer.json["state"] is None


@pytest.mark.parametrize("who", [{"staff": {"ann"}}, {"masquerade": "learner"}])
def test_staff_read_a_component_without_being_enrolled(who):
    assert World(TALK, lms=True, enrolled=set(), **who).post("state").status == 200


def test_what_staff_do_as_a_particular_learner_stays_in_their_session():
    world = World(TALK, lms=True)
    world.play("rule", "plain")
    before = dict(world.store.texts)
    seen = viewed_as(world)
    assert seen.play("hear", "plain")["phase"] == "ending" and seen.session
    assert world.store.texts == before and world.state()["attempt"] == 1


def test_somebody_who_is_not_signed_in_leaves_nothing_behind():
    world = World(TALK, lms=True, enrolled={None})
    book = Gradebook(world)
    before = dict(world.store.texts)
    world.post("begin", {"attempt": 1}, user=None)
    assert world.store.texts == before and book.scores == {}
