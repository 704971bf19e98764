"""Reads and refusals of a continuum store, publish and count nothing; nor does an answer that can't be built."""

from collections.abc import Callable

import pytest

from powerstruggle_xblock.continuum import presenter
from tests.block.support import PAST, in_course

from .support import SMALL_CONTINUUM, ContinuumWorld, FakeGroupAnswers

LIVE = SMALL_CONTINUUM.replace('k="8"', 'k="8" release="facilitator"')


def _answered(world: ContinuumWorld) -> None:
    world.submit({"silent": "often"})
    world.submit_each(*["often"] * 4, *["none"] * 4)


def _shown(world: ContinuumWorld) -> None:
    _answered(world)
    assert world.post("reveal", {}, user="mia").status == 200


def _in_second_round(world: ContinuumWorld) -> None:
    _shown(world)
    assert world.post("change_round", {"number": 2}, user="mia").status == 200


STATES: dict[str, Callable[[ContinuumWorld], object]] = {
    "nobody answered": lambda world: None,
    "somebody else answered": lambda world: world.submit({"silent": "often"}, user="ben"),
    "answered": _answered,
    "the line is shown": _shown,
    "in the second round": _in_second_round,
    "an edit broke it": lambda world: (_answered(world), world.edit("<powerstruggle_continuum/>")),
    "nothing there": lambda world: world.edit(""),
}
CONDITIONS: dict[str, Callable[[ContinuumWorld], object]] = {
    "in time": lambda world: None,
    "late": lambda world: setattr(world, "mixins", (in_course(due=PAST),)),
    "not enrolled": lambda world: setattr(world, "enrolled", {"mia"}),
}


class Watched:
    """Everything that can leave a continuum."""

    def __init__(self, world: ContinuumWorld, groups: FakeGroupAnswers):
        self.world, self.groups = world, groups
        world.store.writes.clear()
        world.published.clear()
        self.before = self._group()

    def _group(self) -> tuple:
        counts = {key: aggregate.content() for key, aggregate in self.groups.aggregates.items()}
        return counts, set(self.groups.participants)

    def left(self) -> list:
        """Return what has left since."""
        return [*self.world.store.writes, *self.world.published, *([] if self._group() == self.before else ["group"])]


def refused_requests(world: ContinuumWorld):
    """Every request that is refused or changes nothing, whatever the state: forged, outdated, or not this person's."""
    yield "submit", {"version": "old", "answers": {"silent": "often"}}, "ann"
    for body in ({}, {"answers": []}, {"answers": {"silent": 3}}, {"answers": {}, "follow_ups": {"silent": "x"}}):
        yield "submit", body, "ann"
    for answers in ({"gone": "often"}, {"silent": "nowhere"}):
        continuum = world.continuum_block().parsed.continuum
        version = presenter.answer_version(continuum) if continuum else ""
        yield "submit", {"version": version, "answers": answers}, "new"
    for handler, body in (("reveal", {}), ("change_round", {"number": 2}), ("facilitator", {})):
        yield handler, body, "ann"
    for number in (0, 3, True, "2", None):
        yield "change_round", {"number": number}, "mia"


def read_everything(world: ContinuumWorld) -> None:
    """Ask for all that reads only, as a learner and as staff."""
    for user in ("ann", "mia"):
        for handler in ("state", "lines"):
            assert world.post(handler, {}, user=user).status in (200, 403, 409)
        block = world.continuum_block(user)
        for ask in (block.student_view, block.public_view, block.author_view, block.student_view_data):
            ask({})
        block.index_dictionary(), block.validate(), block.get_score(), block.calculate_score()
        list(block.generate_report_data([]))
        block.save()
    world.post("facilitator", {}, user="mia")
    world.get("student_view_user_state")


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("state", STATES)
def test_reading_and_every_refused_request_leave_no_trace(state, condition, monkeypatch):
    groups = FakeGroupAnswers().install(monkeypatch)
    world = ContinuumWorld(LIVE, lms=True, staff={"mia"})
    STATES[state](world)
    CONDITIONS[condition](world)
    watched = Watched(world, groups)
    read_everything(world)
    assert watched.left() == []
    for handler, body, user in refused_requests(world):
        status = world.post(handler, body, user=user).status
        assert watched.left() == [], (handler, body, status)
        assert status in (400, 403, 409) or (handler, status) == ("submit", 200)


@pytest.mark.parametrize(("part", "handlers"), [
    ("build_exercise", ("submit", "change_round")), ("build_closing", ("submit",)),
    ("build_distributions", ("submit", "reveal")),
])  # fmt: skip
def test_an_answer_that_can_not_be_built_leaves_no_trace(part, handlers, monkeypatch):
    groups = FakeGroupAnswers().install(monkeypatch)
    world = ContinuumWorld(LIVE, lms=True, staff={"mia"})
    _shown(world)
    world.submit_each(*["some"] * 8, first=20)
    version, watched = world.version(), Watched(world, groups)
    requests = {
        "submit": ({"version": version, "answers": {"silent": "often"}}, "new"),
        "change_round": ({"number": 2}, "mia"),
        "reveal": ({}, "mia"),
    }

    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(presenter, part, fail)
    for handler in handlers:
        body, user = requests[handler]
        answer = world.post(handler, body, user=user)
        assert (answer.status, answer.json["code"]) == (500, "failed")
        assert watched.left() == [], handler


def test_answers_sent_twice_leave_a_trace_once(monkeypatch):
    groups = FakeGroupAnswers().install(monkeypatch)
    world = ContinuumWorld(LIVE, lms=True, staff={"mia"})
    world.submit({"silent": "often"})
    watched = Watched(world, groups)
    again = world.submit({"silent": "none"})
    assert again.status == 200 and again.json["counted"] is False and watched.left() == []
