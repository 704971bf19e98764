"""Play from here: an author tries the scenario as it stands in the editor, from any scene and with any past.

The learner's own handlers do the work, on a copy of the block that lives for one request: its state comes along with the request
and goes back with the answer, nothing is stored, published or graded, and no deadline, enrolment or number of attempts counts.
"""

import json
from dataclasses import replace
from functools import cache

from webob import Request
from xblock.field_data import DictFieldData

from ..scenario.client_state import HIGHEST, LOWEST
from ..scenario.model import Scenario, Start
from ..scenario.progress import load_progress
from ..scenario.scenario_xml import ParsedScenario
from .scenario_cache import CompiledScenario

HANDLERS = ("state", "begin", "choose", "rewind", "finish")
MOST_PAST = 5000
MOST_ATTEMPTS = 10**6


class NoSuchStart(ValueError):
    """The place or past to begin from does not fit the scenario; the message names what does not."""


class _Silent:
    """The runtime of the author's block, but nothing is published: no grade, no completion, no event."""

    def __init__(self, runtime):
        self._runtime = runtime

    def __getattr__(self, name: str):
        return getattr(self._runtime, name)

    def publish(self, block, event_type, event_data):
        """Publish nothing."""


class _Rehearsal:
    """Mixed in front of the block's own class: everything that would reach beyond the request stays inside."""

    stage = None
    """The author's block, which knows the services, addresses and settings of this place."""
    memory: DictFieldData
    rehearsed: CompiledScenario

    in_course = False

    @property
    def _field_data(self):
        return self.memory

    @property
    def scenario(self) -> CompiledScenario:
        """The scenario as it stands in the editor."""
        return self.rehearsed

    @property
    def unmixed_class(self) -> type:
        """The class by whose name a site keeps its settings."""
        return getattr(self.stage, "unmixed_class", type(self.stage))

    def service(self, name: str):
        """Give a service of the author's block."""
        return self.stage.service(name)

    def file_url(self, path: str) -> str | None:
        """Give a packaged file's address."""
        return self.stage.file_url(path)

    @property
    def is_authoring(self) -> bool:
        """Tell what the author's block knows of the person: being in no course here says nothing of them."""
        return self.stage.is_authoring

    def is_enrolled(self) -> bool:
        """Authors need no enrolment."""
        return True

    def is_past_deadline(self) -> bool:
        """Authors have no deadline."""
        return False


@cache
def _class(block_class: type) -> type:
    return type("Rehearsal", (_Rehearsal, block_class), {"__doc__": _Rehearsal.__doc__})


def scenario_starting_at(scenario: Scenario, beginning) -> Scenario:
    """Give the scenario as it begins elsewhere: {"scene", "meters": {id: 0–10}, "chosen": [ids], "visited": [ids]}, each optional.

    Ids of the past that the scenario no longer has make no difference. Raises NoSuchStart.
    """
    if beginning is None:
        return scenario
    if not isinstance(beginning, dict):
        raise NoSuchStart("from")
    scene, meters = beginning.get("scene"), beginning.get("meters") or {}
    if scene is not None and (not isinstance(scene, str) or scene not in {known.id for known in scenario.scenes}):
        raise NoSuchStart(f"scene {str(scene)[:60]}")
    known = {meter.id for meter in scenario.meters}
    if not isinstance(meters, dict) or any(
            name not in known or type(value) is not int or not LOWEST <= value <= HIGHEST for name, value in meters.items()):
        raise NoSuchStart("meters")
    values = {**dict(scenario.start.values), **meters}
    start = Start(scene or scenario.start.scene, scenario.start.profile, tuple(sorted(values.items())),
                  _ids(beginning, "chosen"), _ids(beginning, "visited"))
    return replace(scenario, start=start)


def _ids(beginning: dict, name: str) -> tuple[str, ...]:
    ids = beginning.get(name) or []
    if not isinstance(ids, list) or len(ids) > MOST_PAST or not all(isinstance(id_, str) for id_ in ids):
        raise NoSuchStart(name)
    return tuple(ids)


def preview_request(block, reading: ParsedScenario, handler: str, body, kept) -> dict:
    """Let one of HANDLERS answer `body` with the state `kept` (what an earlier call gave, or None): {"status", "answer", "kept"}."""
    scratch = _scratch(block, reading, kept if isinstance(kept, dict) else {})
    request = Request.blank("/", method="POST", body=json.dumps({} if body is None else body).encode(), content_type="application/json")
    response = getattr(scratch, handler)(request)
    return {
        "status": response.status_int,
        "answer": json.loads(response.body),
        "kept": {"progress": scratch.progress.to_json(), "attempts": scratch.attempts, "ratio": scratch.ratio},
    }


def _scratch(block, reading: ParsedScenario, kept: dict):
    scenario = reading.scenario
    memory = {"max_attempts": 0, "progress": load_progress(kept.get("progress")).to_json()}
    for name, value in (("display_name", scenario and scenario.title), ("weight", scenario and scenario.weight)):
        if value is not None:
            memory[name] = value
    if type(kept.get("attempts")) is int and 0 <= kept["attempts"] < MOST_ATTEMPTS:
        memory["attempts"] = kept["attempts"]
    if type(kept.get("ratio")) in (int, float) and 0 <= kept["ratio"] <= 1:
        memory["ratio"] = kept["ratio"]
    scratch = _class(getattr(block, "unmixed_class", type(block)))(_Silent(block.runtime), scope_ids=block.scope_ids)
    scratch.stage, scratch.memory, scratch.rehearsed = block, DictFieldData(memory), CompiledScenario(reading)
    return scratch
