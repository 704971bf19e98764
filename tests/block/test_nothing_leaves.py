"""Reads and refusals store, publish, count and send nothing, in whatever state the learner is."""

import json
from collections.abc import Callable

import pytest

from powerstruggle_xblock.group_answers import api

from .lms_tasks import Gradebook
from .support import PAST, World, in_course
from .test_stored_states import STATES, world_of
from .texts import BROKEN, FORM_IS_AN_ENDING, TALK, with_scoring

LATE = (in_course(due=PAST),)


def _played(*ways, text=TALK, **more) -> Callable[[], World]:
    def make() -> World:
        world = World(text, lms=True, **more)
        for way in ways:
            world.play(*way)
        return world

    return make


def _then(make: Callable[[], World], change: Callable[[World], object]) -> Callable[[], World]:
    def changed() -> World:
        world = make()
        change(world)
        return world

    return changed


LEARNERS = {
    "nothing played": _played(),
    "in a scene": _played(("hear",)),
    "ended": _played(("rule", "plain")),
    "ended twice": _played(("hear", "plain"), ("leave",)),
    "practice": _then(_played(("rule", "plain")), lambda world: world.rewind(1, 1)),
    "no attempts left": _played(("rule", "plain"), settings={"max_attempts": 1}),
    "graded retry": _then(
        _played(("rule", "plain"), text=with_scoring('retry="graded"')), lambda world: world.rewind(1, 0)
    ),
    "an edit moved it onto an ending": _then(_played(("hear",)), lambda world: world.edit(FORM_IS_AN_ENDING)),
    "an edit took its choice": _then(
        _played(("hear",)), lambda world: world.edit(TALK.replace('id="hear"', 'id="listen"'))
    ),
    "an edit took its ending": _then(
        _played(("rule", "plain")), lambda world: world.edit(TALK.replace('id="plain"', 'id="simple"'))
    ),
    "an edit broke the scenario": _then(_played(("hear",)), lambda world: world.edit(BROKEN)),
    "overridden": _then(_played(("rule", "push")), lambda world: Gradebook(world).override(1)),
    "nothing there": lambda: World("", lms=True),
}
CONDITIONS = {
    "in time": lambda world: None,
    "late": lambda world: setattr(world, "mixins", LATE),
    "not enrolled": lambda world: setattr(world, "enrolled", set()),
    "course staff": lambda world: setattr(world, "staff", {"ann"}),
}


class Watched:
    """Everything that can leave a component."""

    def __init__(self, world: World, monkeypatch):
        self.world, self.counted = world, []
        monkeypatch.setattr(api, "increment", lambda *counted: self.counted.append(counted))
        world.store.writes.clear()
        world.published.clear()

    def left(self) -> list:
        return [*self.world.store.writes, *self.world.published, *self.counted]


def requests(world: World):
    """Every request that a browser could send, right, early, late and forged."""
    for attempt in range(4):
        yield "begin", {"attempt": attempt}
        for step in range(3):
            yield "rewind", {"attempt": attempt, "step": step}
            yield "finish", {"attempt": attempt, "step": step}
            for choice in ("hear", "rule", "plain", "locked", "signed", "none"):
                yield "choose", {"attempt": attempt, "step": step, "choice": choice}


def read_everything(world: World) -> None:
    """Ask for all that reads only."""
    assert world.post("state").status == (
        403 if world.enrolled == set() and not world.staff and not world.progress().has_begun else 200
    )
    assert world.get("student_view_user_state").status == 200
    block = world.block()
    for ask in (block.student_view, block.public_view, block.author_view, block.student_view_data):
        ask({})
    block.index_dictionary()
    block.validate()
    block.get_score(), block.calculate_score(), block.has_submitted_answer(), block.max_score()
    list(block.generate_report_data([]))
    block.save()


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("learner", LEARNERS)
def test_reading_and_every_refused_request_leave_no_trace(learner, condition, monkeypatch):
    world = LEARNERS[learner]()
    CONDITIONS[condition](world)
    watched = Watched(world, monkeypatch)
    read_everything(world)
    assert watched.left() == []
    kept = dict(world.store.texts)
    refused = 0
    for handler, body in requests(world):
        status = world.post(handler, body).status
        if status == 200:
            # The move was allowed: put everything back for the next request.
            world.store.texts.clear()
            world.store.texts.update(kept)
        else:
            refused += 1
            assert status in (400, 403, 409)
            assert watched.left() == [] and world.store.texts == kept, (handler, body)
        world.store.writes.clear()
        world.published.clear()
        watched.counted.clear()
    assert refused > 20


@pytest.mark.parametrize("name", [name for name, state in STATES.items() if state["block"] == "scenario"])
def test_reading_an_older_release_s_state_leaves_no_trace(name, monkeypatch):
    world = world_of(STATES[name])
    watched = Watched(world, monkeypatch)
    read_everything(world)
    assert watched.left() == []


def test_a_request_sent_twice_leaves_a_trace_once(lms):
    lms.begin()
    lms.choose(1, 0, "rule")
    before = json.dumps(lms.stored()), len(lms.published)
    assert lms.choose(1, 0, "rule").status == 200 and lms.begin(1).status == 200
    assert (json.dumps(lms.stored()), len(lms.published)) == before
