"""Each handler of each component declares its audience, and handlers not for learners refuse learners."""

import json

import pytest
from webob import Request
from xblock.fields import ScopeIds

from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.platform.handlers import AUTHORS, LEARNERS, STAFF
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.block.support import IN_A_LIBRARY, World
from tests.block.texts import TALK

BLOCKS = {"scenario": ScenarioBlock, "reflection": ReflectionBlock, "continuum": ContinuumBlock}
# The platform's staff flag is of the course at hand: staff of another course come without it, as learners do.
STRANGERS = {"a learner": "ann", "staff of another course": "noor", "nobody signed in": None}
METHODS = ("GET", "POST", "HEAD", "PUT")


def find_handlers(block_class) -> dict[str, object]:
    """Return the handlers of a block class by name."""
    found = {name: getattr(block_class, name) for name in dir(block_class)}
    return {name: handler for name, handler in found.items() if getattr(handler, "_is_xblock_handler", False)}


EVERY = [(kind, name) for kind, block_class in BLOCKS.items() for name in find_handlers(block_class)]
NOT_FOR_LEARNERS = [
    (kind, name) for kind, name in EVERY if getattr(find_handlers(BLOCKS[kind])[name], "audience", None) != LEARNERS
]
FOR_STAFF = [
    (kind, name) for kind, name in EVERY if getattr(find_handlers(BLOCKS[kind])[name], "audience", None) == STAFF
]

PANEL = [("scenario", "panel"), ("scenario", "panel_csv")]


def ask(kind: str, name: str, user, method: str, world: World):
    """Send a request with every parameter that a handler reads to a component of a kind."""
    block_class = BLOCKS[kind]
    runtime = world.runtime(user)
    usage = world.usage
    block = runtime.construct_xblock_from_class(block_class, ScopeIds(user, f"powerstruggle_{kind}", "def", usage))
    body = json.dumps(
        {"tree": {"tag": f"powerstruggle_{kind}"}, "base": "x", "id": "blank", "values": {}, "defaults": []}
    ).encode()
    more = {"body": body, "content_type": "application/json"} if method in ("POST", "PUT") else {}
    return runtime.handle(block, name, Request.blank(f"/{name}?student=mia", method=method, **more))


def test_every_handler_declares_its_audience():
    silent = [
        (kind, name)
        for kind, name in EVERY
        if getattr(find_handlers(BLOCKS[kind])[name], "audience", None) not in (LEARNERS, AUTHORS, STAFF)
    ]
    assert not silent, "declare the audience with handlers.audience or one of the decorators"
    assert set(FOR_STAFF) == {
        *PANEL,
        ("reflection", "shared_list"),
        ("continuum", "facilitator"),
        ("continuum", "reveal"),
        ("continuum", "change_round"),
    }


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize(("kind", "name"), NOT_FOR_LEARNERS)
def test_handlers_not_for_learners_refuse_learners_and_strangers(kind, name, who, fake_counters):
    world = World(TALK, lms=True, staff={"mia"})
    before = dict(world.store.texts)
    for method in METHODS:
        refused = ask(kind, name, STRANGERS[who], method, world)
        assert refused.status_int in (403, 405), (method, refused.body[:200])
        assert b"Three trips" not in refused.body
    assert world.store.texts == before and world.published == []


@pytest.mark.parametrize(("kind", "name"), PANEL)
def test_course_staff_are_answered_in_a_course_and_not_in_a_library(kind, name, fake_counters):
    assert ask(kind, name, "mia", "GET", World(TALK, lms=True, staff={"mia"})).status_int == 200
    assert ask(kind, name, "mia", "GET", World(TALK, lms=True, staff={"mia"}, usage=IN_A_LIBRARY)).status_int == 403


@pytest.mark.parametrize(("kind", "name"), PANEL)
def test_in_a_runtime_without_a_user_service_nobody_is_staff(kind, name, fake_counters):
    assert ask(kind, name, "mia", "GET", World(TALK)).status_int == 403
