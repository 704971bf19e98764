"""Learner states that release 0.1 stored load unchanged: nobody loses a place, a grade or kept words by an upgrade.

The files in `tests/data/states/` were written by that release: what it stored, and what its `state` handler then
answered.
"""

import json

import pytest

from powerstruggle_xblock.group_answers import api
from tests.conftest import DATA
from tests.continuum.support import ContinuumWorld, FakeGroupAnswers
from tests.reflection.support import ReflectionWorld

from .support import World

STATES = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted((DATA / "states").glob("*.json"))}
WORLDS = {"scenario": World, "reflection": ReflectionWorld, "continuum": ContinuumWorld}


def world_of(state: dict) -> World:
    """Return the component with the stored state put into its store as the platform would."""
    world = WORLDS[state["block"]](state["text"], settings=state["settings"], lms=True)
    block = world.block("ann")
    for name, value in state["stored"].items():
        key = block.runtime.service(block, "field-data")._field_data(block, name)._key(block, name)
        world.store.texts[key] = json.dumps(value)
    return world


def test_there_are_twenty_and_more():
    assert len(STATES) >= 20


@pytest.mark.parametrize("name", STATES)
def test_a_stored_state_is_shown_as_before(name, monkeypatch):
    state = STATES[name]
    door = FakeGroupAnswers().install(monkeypatch)
    if state["block"] == "continuum" and state["stored"]:
        monkeypatch.setattr(api, "took_part", lambda *_args, **_more: True)
    assert door
    world = world_of(state)
    assert world.stored() == state["stored"]
    view, expected = world.state(), dict(state["expect"])
    if state["block"] == "scenario":
        shown = {
            "scene": view["scene"] and view["scene"]["id"], "path": [row["choice"]["id"] for row in view["transcript"]],
            "score": view["result"] and view["result"]["score"] and view["result"]["score"]["percent"],
            "endings": view["result"] and view["result"]["endings"],
        }
        assert shown == {key: expected.pop(key) for key in shown}
    assert {key: view.get(key) for key in expected} == expected
    assert world.stored() == state["stored"], "reading changes nothing"
