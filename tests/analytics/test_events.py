"""What the components tell the tracking log: exactly this, once, and nothing that is a person's own."""

import ast
import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import powerstruggle_xblock
from powerstruggle_xblock import contracts
from powerstruggle_xblock.analytics import events
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.block.support import IN_A_LIBRARY, StudioPermissions, World
from tests.block.texts import FORM_IS_AN_ENDING, TALK, with_scoring
from tests.continuum import support as continuum_support
from tests.continuum.support import ContinuumWorld, FakeGroupAnswers
from tests.contract_checks import validator
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

from . import scripted

PACKAGE = Path(powerstruggle_xblock.__file__).parent
SCHEMA = contracts.load_schema("events")
VALID = validator("events")


@pytest.fixture
def played(monkeypatch) -> list[dict]:
    return scripted.everything(monkeypatch)


def names(world: World) -> list[str]:
    return [event["name"].partition(".")[2] for event in scripted.ours(world)]


def test_the_events_of_a_scripted_play_are_the_fixtures_to_the_byte(played):
    assert scripted.text(played) == scripted.EVENTS.read_text(encoding="utf-8")


def test_the_fixture_holds_every_event_there_is(played):
    assert {event["name"] for event in played} == set(events.NAMES)


def test_a_request_sent_twice_tells_once():
    ended = [event["data"] for event in scripted.ours(scripted.scenario())]
    keys = [(data["attempt_id"], data.get("seq"), "path" in data, "origin" in data) for data in ended]
    assert len(keys) == len(set(keys)) == 3 + 8 + 3


# --- the schema -------------------------------------------------------------------------------------------------------


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    told = [branch["properties"]["name"]["const"] for branch in SCHEMA["oneOf"]]
    assert tuple(told) == events.NAMES and SCHEMA["$defs"]["schema_version"]["const"] == events.SCHEMA_VERSION


def test_every_event_is_what_the_schema_says(played):
    for event in played:
        VALID.validate(event)


def test_the_schema_allows_nothing_more_and_nothing_less(played):
    for event in played:
        assert not VALID.is_valid({**event, "data": {**event["data"], "more": 1}})
        for name in event["data"]:
            assert not VALID.is_valid(
                {**event, "data": {key: value for key, value in event["data"].items() if key != name}}
            )
    assert not VALID.is_valid({"name": "powerstruggle.scenario.started", "data": played[0]["data"]})


@pytest.mark.parametrize("file", starter_scenarios(), ids=lambda file: file.stem)
def test_the_starter_scenarios_tell_what_the_schema_says(file):
    world, chance = World(file.read_text(encoding="utf-8"), lms=True), random.Random(file.stem)
    for attempt in (1, 2):
        assert world.begin(attempt).status == 200
        while (view := world.state())["phase"] == "scene" and view["step"] < 100:
            open_ones = [choice["id"] for choice in view["scene"]["choices"] if choice["open"]]
            assert world.choose(attempt, view["step"], chance.choice(sorted(open_ones))).status == 200
    told = scripted.ours(world)
    assert names(world).count("scenario.attempt_ended") == 2
    for event in told:
        VALID.validate(event)


def test_the_guide_names_every_event_and_everything_in_it(root):
    guide = (root / "docs" / "events.md").read_text(encoding="utf-8")
    fields = {name for shape in SCHEMA["$defs"].values() if shape.get("required") for name in shape["properties"]}
    assert {name for name in (*events.NAMES, *fields) if f"`{name}`" not in guide} == set()
    told = json.loads(re.search(r"```json\n(.*?)```", guide, re.S)[1])
    VALID.validate(told)


# --- when nothing is told ---------------------------------------------------------------------------------------------


def test_a_refused_request_tells_nothing(lms_talk):
    lms_talk.begin()
    lms_talk.walk(1, "hear")
    told = names(lms_talk)
    for handler, data in (
        ("begin", {"attempt": 2}),
        ("begin", {"attempt": "1"}),
        ("choose", {"attempt": 1, "step": 0, "choice": "rule"}),
        ("choose", {"attempt": 1, "step": 1, "choice": "locked"}),
        ("choose", {"attempt": 1, "step": 1, "choice": "hear"}),
        ("choose", {"attempt": 1, "step": 5, "choice": "plain"}),
        ("choose", {"attempt": 2, "step": 1, "choice": "plain"}),
        ("choose", {"attempt": 1, "step": 1, "choice": ["plain"]}),
        ("rewind", {"attempt": 1, "step": 0}),
    ):
        assert lms_talk.post(handler, data).status in (400, 409)
    assert names(lms_talk) == told == ["scenario.attempt_started", "scenario.choice_made"]


def test_looking_tells_nothing(lms_talk):
    lms_talk.play("hear", "plain")
    told = len(lms_talk.published)
    lms_talk.state()
    lms_talk.post("student_view_user_state")
    assert len(lms_talk.published) == told


def test_neither_a_library_nor_studios_preview_tells_anything(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    FakeSharedTexts().install(monkeypatch)
    library = World(TALK, usage=IN_A_LIBRARY, lms=True)
    library.play("hear", "plain")
    library.rewind(1, 0)
    continuum_world = ContinuumWorld(lms=True, usage=continuum_support.IN_A_LIBRARY)
    continuum_world.submit({"silent": "often"})
    written = ReflectionWorld(questions(), lms=True, usage=IN_A_LIBRARY)
    written.take_part()
    assert [scripted.ours(world) for world in (library, continuum_world, written)] == [[], [], []]
    preview = World(TALK, services={"studio_user_permissions": StudioPermissions()})
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    preview.play("hear", "plain")
    assert scripted.ours(preview) == []


def test_an_event_that_cannot_be_sent_costs_nobody_a_choice(lms_talk, monkeypatch, caplog):
    from tests.block.support import Platform

    publish = Platform.publish

    def broken(self, block, name, data):
        if name in events.NAMES:
            raise ConnectionError("the tracker is gone")
        publish(self, block, name, data)

    monkeypatch.setattr(Platform, "publish", broken)
    assert lms_talk.play("hear", "plain")["grade"]["percent"] == 100 and lms_talk.grades == [1.0]
    assert "could not be sent" in caplog.text


# --- what is told -----------------------------------------------------------------------------------------------------


def test_an_edit_that_brings_a_run_to_its_end_tells_the_end_once(lms_talk):
    lms_talk.begin()
    lms_talk.walk(1, "hear")
    lms_talk.edit(FORM_IS_AN_ENDING)
    lms_talk.state()
    lms_talk.finish(1, 1)
    lms_talk.finish(1, 1)
    assert names(lms_talk) == ["scenario.attempt_started", "scenario.choice_made", "scenario.attempt_ended"]
    ended = lms_talk.events(events.ATTEMPT_ENDED)[0]
    assert ended["path"] == ["hear"] and ended["ending"] == "signed"
    assert (
        ended["content_version"]
        == lms_talk.block().scenario.version
        != lms_talk.events(events.CHOICE_MADE)[0]["content_version"]
    )


def test_practice_says_so_and_keeps_no_score(lms_talk):
    lms_talk.play("hear", "plain")
    lms_talk.rewind(1, 0)
    lms_talk.walk(2, "leave")
    first, second = lms_talk.events(events.ATTEMPT_ENDED)
    assert (first["practice"], first["kept_score"], first["passed"]) == (False, 1.0, True)
    assert (second["practice"], second["kept_score"], second["passed"]) == (True, None, False)
    assert lms_talk.events(events.ATTEMPT_STARTED)[1]["origin"] == {"attempt": 1, "seq": 0}


def test_the_kept_score_is_the_grade_that_was_published():
    world = World(with_scoring('keep="average"'), lms=True)
    world.play("hear", "plain")
    world.play("leave")
    assert [data["kept_score"] for data in world.events(events.ATTEMPT_ENDED)] == world.grades == [1.0, 0.5]


def test_the_events_of_a_run_give_its_path(lms_talk):
    lms_talk.play("again", "rule", "back", "hear", "plain")
    steps, ended = lms_talk.events(events.CHOICE_MADE), lms_talk.events(events.ATTEMPT_ENDED)[0]
    assert [step["choice"] for step in steps] == ended["path"] and [step["seq"] for step in steps] == [0, 1, 2, 3, 4]
    assert [step["to"] for step in steps[:-1]] == [step["scene"] for step in steps[1:]] and steps[-1]["to"] == ended[
        "ending"
    ]
    assert all(before["meters_after"] == after["meters_before"] for before, after in pairwise(steps))
    assert {step["attempt_id"] for step in steps} == {ended["attempt_id"]} and all(
        step["choice"] in step["offered"] for step in steps
    )


def test_what_is_told_is_the_tellers_own_copy(lms_talk):
    lms_talk.begin()
    lms_talk.walk(1, "hear")
    told = lms_talk.events(events.CHOICE_MADE)[0]
    told["meters_after"]["tension"] = told["levels"]["listening"] = 99
    ben = World(TALK, lms=True)
    ben.begin()
    ben.walk(1, "hear")
    assert ben.events(events.CHOICE_MADE)[0]["meters_after"]["tension"] != 99
    assert ben.events(events.CHOICE_MADE)[0]["levels"] == {"listening": 3}


def test_no_word_no_label_and_no_position_is_told(played):
    told = json.dumps(played)
    words = (
        "teapot",
        "kettle",
        "often",
        "none",
        "pause",
        "silent",
        "sign\"",
        "At the desk",
        "Three trips",
        "Gone",
        "Signed",
        "Ira",
        "Heard first",
    )
    assert [word for word in words if word in told] == []
    assert all(set(event["data"]) == {"schema_version"} for event in played if event["name"].endswith(".participated"))


def test_no_browser_can_name_an_event():
    for block in (ScenarioBlock, ReflectionBlock, ContinuumBlock):
        assert not hasattr(block, "publish_event")


def test_events_are_named_in_one_module_and_published_where_effects_are_performed():
    publishing, naming = set(), set()
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "runtime.publish" in source.replace("`runtime.publish`", ""):
            publishing.add(path.name)
        strings = (
            node.value
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        if any(re.fullmatch(r"powerstruggle\.(scenario|continuum|reflection)\.\w+", string) for string in strings):
            naming.add(path.name)
    assert publishing == {"effects.py", "participation.py", "grading.py"} and naming == {"events.py"}
