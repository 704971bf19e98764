"""Whom each handler answers: every one says so, and those for authors refuse everybody else."""

import json

import pytest

from powerstruggle_xblock.platform.handlers import AUTHORS
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.block.support import IN_A_LIBRARY, IS_STAFF, USER_ID, FakeLibraries, FakeUserService, World
from tests.block.texts import TALK

from .studio import Studio


def handlers(block_class) -> dict[str, object]:
    found = {name: getattr(block_class, name) for name in dir(block_class)}
    return {name: handler for name, handler in found.items() if getattr(handler, "_is_xblock_handler", False)}


FOR_AUTHORS = [
    name for name, handler in handlers(ScenarioBlock).items() if getattr(handler, "audience", None) == AUTHORS
]
REQUESTS = [
    {},
    {"tree": {"tag": "powerstruggle_scenario"}, "base": "x", "handler": "state", "format": "xml", "id": "blank"},
]


def in_the_course(**more) -> World:
    return World(TALK, lms=True, staff={"mia"}, **more)


def test_the_editor_s_handlers_are_for_authors():
    # That every handler says whom it answers is tested for all components in tests/panel/test_audience.py.
    assert len(FOR_AUTHORS) == 14


@pytest.mark.parametrize("name", FOR_AUTHORS)
def test_a_learner_staff_and_a_visitor_in_the_learning_platform_are_refused(name):
    world = in_the_course()
    before = dict(world.store.texts)
    for user in ("ann", "mia", None):
        for data in REQUESTS:
            refused = world.post(name, data, user=user)
            assert refused.status == 403 and json.loads(refused.body)["error"], (name, user)
            assert b"Three trips" not in refused.body and b"tree" not in refused.body
    assert world.store.texts == before


@pytest.mark.parametrize("name", FOR_AUTHORS)
def test_a_runtime_without_courses_lets_only_its_staff_edit(name):
    learner = World(TALK, usage="talk.d0.u0", services={"user": FakeUserService({IS_STAFF: False, USER_ID: 7})})
    nobody = World(TALK, usage="talk.d0.u0")
    assert learner.post(name, REQUESTS[1]).status == nobody.post(name, REQUESTS[1]).status == 403
    staff = World(TALK, usage="talk.d0.u0", services={"user": FakeUserService({IS_STAFF: True})})
    assert staff.post(name, REQUESTS[1]).status != 403


@pytest.mark.parametrize("name", FOR_AUTHORS)
def test_authors_in_studio_and_in_a_library_are_answered(name, monkeypatch):
    assert Studio(TALK).post(name, REQUESTS[1]).status != 403
    FakeLibraries(7).install(monkeypatch)
    assert (
        World(TALK, usage=IN_A_LIBRARY, services={"user": FakeUserService({USER_ID: 7})}).post(name, REQUESTS[1]).status
        != 403
    )


@pytest.mark.parametrize("name", FOR_AUTHORS)
def test_a_refusal_comes_before_anything_is_read(name):
    assert in_the_course().post(name, b"\xff" * 100).status == 403
    assert in_the_course().post(name, method="GET").status == 403
