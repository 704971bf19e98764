"""The contracts: sound schemas, generated files that follow from them, and answers of every phase that fit."""

import ast
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import powerstruggle_xblock
from powerstruggle_xblock import contracts, generate_contracts
from powerstruggle_xblock.authoring import author_card, card_graph
from powerstruggle_xblock.authoring.messages import AuthorMessages
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.panel import map_graph
from powerstruggle_xblock.panel.labels import PanelLabels
from powerstruggle_xblock.panel.statistics import group_by_version
from powerstruggle_xblock.platform import scenario_controller
from powerstruggle_xblock.platform.handlers import AUTHORS, LEARNERS, STAFF
from powerstruggle_xblock.presenter.labels import Labels
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.authoring.studio import Studio
from tests.block import test_nothing_leaves
from tests.block.support import World
from tests.block.texts import TALK
from tests.contract_checks import CONTINUUM, REFLECTION, SCENARIO, check, contract_of, validator

NAMES = {ScenarioBlock: SCENARIO, ContinuumBlock: CONTINUUM, ReflectionBlock: REFLECTION}
PACKAGE = Path(powerstruggle_xblock.__file__).parent
TYPES = [(name, type_) for name in contracts.schema_names() for type_ in contracts.load_schema(name)["$defs"]]


def bases(schema: dict) -> set[str]:
    """Return the types of a schema that others only build on."""
    parts = (part for definition in schema["$defs"].values() for part in (definition, *definition.get("allOf", ())))
    return {part["$ref"].rpartition("/")[2] for part in parts if "$ref" in part}


@pytest.mark.parametrize("name", contracts.schema_names())
def test_a_contract_is_a_sound_schema(name):
    Draft202012Validator.check_schema(contracts.load_schema(name))
    validator(name).is_valid(None)


@pytest.mark.parametrize(("name", "type_"), TYPES)
def test_a_type_says_what_it_is_and_allows_no_other_property(name, type_):
    schema = contracts.load_schema(name)
    definition = schema["$defs"][type_]
    if name != "events":
        assert definition["description"]
    built_on = bases(schema) | bases(contracts.load_schema("panel"))
    if definition.get("type") == "object" and "properties" in definition and type_ not in built_on:
        assert definition.get("additionalProperties") is False or definition.get("unevaluatedProperties") is False


def test_the_generated_files_are_what_the_vocabulary_and_the_schemas_say():
    assert generate_contracts.main(["--check"]) == 0


# --- answers of every phase: each request below is checked against its contract (tests/contract_checks.py) ------------


@pytest.mark.parametrize("staff", [set(), {"ann"}], ids=["learner", "staff"])
def test_the_learners_states_show_every_phase_of_the_page(staff):
    phases = set()
    for make in test_nothing_leaves.LEARNERS.values():
        world = make()
        world.staff = staff
        phases.add(world.state()["phase"])
    playable = contracts.load_schema("player")["$defs"]["PlayableView"]
    assert phases == {*playable["properties"]["phase"]["enum"], "unavailable"}


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"about": None},
        {"phase": "over"},
        {"step": -1},
        {"people": [{"id": "ira"}]},
        {"scene": None},
        {"kept": None},
    ],
)
def test_an_answer_that_does_not_fit_its_contract_fails_the_test_that_asked_for_it(monkeypatch, change):
    world = World(TALK, lms=True)
    world.begin()
    view = scenario_controller.scenario_view
    monkeypatch.setattr(scenario_controller, "scenario_view", lambda *parts: {**view(*parts), **change})
    with pytest.raises(AssertionError, match="player View"):
        world.post("state")


def test_an_event_that_does_not_fit_its_contract_fails_the_test_that_caused_it():
    world = World(TALK, lms=True)
    block = world.block()
    with pytest.raises(AssertionError, match="events"):
        block.runtime.publish(block, "powerstruggle.continuum.participated", {"schema_version": 2, "stop": "often"})


def test_every_handler_for_learners_and_authors_has_a_contract():
    for block in (ScenarioBlock, ContinuumBlock, ReflectionBlock):
        audiences = {name: getattr(getattr(block, name), "audience", None) for name in dir(block)}
        named = [name for name, people in audiences.items() if people in (LEARNERS, AUTHORS, STAFF)]
        others = {
            "editor_export", "editor_media_zip", "student_view_user_state", "submit_studio_edits", "panel", "panel_csv",
        }
        assert {"state", "editor_load"} <= set(named)
        for name in set(named) - others:
            assert contract_of(NAMES[block], name, 200), name


def test_every_code_of_a_refusal_is_in_a_contract():
    known = {code for name in ("player", "continuum", "reflection") for code in _codes(name, "Refusal")}
    known |= {
        code
        for type_ in ("ConflictAnswer", "BadTreeAnswer", "PlainRefusal")
        for code in _codes("editor", type_)
    }
    used = set()
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and getattr(call.func, "id", "") in ("HandlerError", "EditorError")
                and isinstance(call.args[1], ast.Constant)
            ):
                used.add(call.args[1].value)
    assert used and used <= known


def _codes(schema: str, type_: str) -> list[str]:
    code = contracts.load_schema(schema)["$defs"][type_]["properties"]["code"]
    return code["enum"] if "enum" in code else [code["const"]]


def test_the_graphs_of_the_card_and_of_the_panel_fit_their_contracts():
    text = starter_scenarios()[0].read_text(encoding="utf-8")
    scenario = scenario_xml.parse(text).scenario
    for stored in (text, "", "<broken"):
        check("graph", "Graph", card_graph.build_graph(author_card.review_cached(stored), AuthorMessages(Labels())))
    check(
        "panel",
        "CountedGraph",
        map_graph.build_graph(scenario, group_by_version({}, "0123456789ab")[0], PanelLabels(Labels())),
    )


def test_the_editor_is_told_of_every_format_that_the_registry_has():
    loaded = Studio(TALK).load()
    assert {row["id"] for row in loaded["imports"]} >= {"xml", "twee", "texts"}
    assert {row["id"] for row in loaded["exports"]} == {"xml", "html", "docx", "xlsx", "twee", "play"}
