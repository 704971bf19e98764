"""Play from here: an author tries the scenario as it stands in the editor, from any scene and with any past.

The learner's own handlers do the work, on a copy of the block that lives for one request: its state comes along with
the request and goes back with the answer, nothing is stored, published or graded, and no deadline, enrolment or number
of attempts counts.
"""

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from webob import Request
from xblock.field_data import DictFieldData

from ..authoring.errors import EditorError
from ..authoring.messages import AuthorMessages
from ..notation.issues import ERROR
from ..presenter.agency_texts import AgencyTexts
from ..scenario.client_state import HIGHEST, LOWEST
from ..scenario.model import Amounts, Scenario, Start
from ..scenario.needs import find_path_to
from ..scenario.progress import load_progress
from ..scenario.scenario_xml import ParsedScenario
from .scenario_cache import CompiledScenario

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock

HANDLERS = ("state", "begin", "choose", "rewind", "finish")
MAX_PAST = 5000
"""Ids of choices or scenes in the past that a preview begins with."""
MAX_ATTEMPTS = 10**6


class NoSuchStart(ValueError):
    """The scene or past to begin from does not fit the scenario; the message names what does not."""


class _SilentRuntime:
    """The runtime of the author's block, but nothing is published: no grade, no completion, no event."""

    def __init__(self, runtime: Any) -> None:
        self._runtime = runtime

    def __getattr__(self, name: str) -> Any:
        return getattr(self._runtime, name)

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        """Publish nothing."""


class _PreviewOverrides:
    """Stands before the block's own class in a preview: everything that would reach beyond the request stays inside."""

    author_block: "ScenarioBlock"
    """The author's block, which knows the services, addresses and settings of this place."""
    tree: Any
    """The scenario as it stands in the editor, which `compiled` was made from."""
    field_data: DictFieldData
    compiled: CompiledScenario

    in_course = False

    @property
    def _field_data(self) -> DictFieldData:
        return self.field_data

    @property
    def scenario(self) -> CompiledScenario:
        """The scenario as it stands in the editor."""
        return self.compiled

    @property
    def agency(self) -> AgencyTexts:
        """The agency's texts of the course that the author's block belongs to."""
        return self.author_block.agency

    @property
    def unmixed_class(self) -> type:
        """The class by whose name a site keeps its settings."""
        return getattr(self.author_block, "unmixed_class", type(self.author_block))

    def unavailable_sentences(self) -> list[str]:
        """Return what keeps the tree from being played."""
        block = self.author_block
        return block.editor.checked(self.tree).sentences(block.labels.translate, ERROR)

    def service(self, name: str) -> Any:
        """Return a service of the author's block."""
        return self.author_block.service(name)

    def file_url(self, path: str) -> str | None:
        """Return a packaged file's address."""
        return self.author_block.file_url(path)

    @property
    def is_authoring(self) -> bool:
        """Whether the person may edit the author's block: being in no course here says nothing of them."""
        return self.author_block.is_authoring

    def is_enrolled(self) -> bool:
        """Return true: authors need no enrolment."""
        return True

    def is_past_deadline(self) -> bool:
        """Return false: authors have no deadline."""
        return False


@cache
def _preview_class(block_class: type) -> type:
    return type("ScenarioPreview", (_PreviewOverrides, block_class), {"__doc__": _PreviewOverrides.__doc__})


def play_request(block: "ScenarioBlock", parsed: ParsedScenario, data: dict[str, Any]) -> dict[str, Any]:
    """Answer a request of the editor to play: {"tree", "handler", "from", "body", "kept"}; see `_answer`.

    Raise EditorError for a handler that is none of HANDLERS, and for a beginning that does not fit the scenario.
    """
    messages, handler = AuthorMessages(block.labels), data.get("handler")
    if handler not in HANDLERS:
        raise EditorError(400, "bad-request", messages.not_understood())
    beginning = data.get("from")
    try:
        scenario = parsed.scenario and scenario_starting_at(parsed.scenario, beginning)
    except NoSuchStart as missing:
        raise EditorError(400, "no-such-beginning", messages.no_such_beginning(str(missing))) from None
    path = _path_to(parsed.scenario, beginning)
    preview = _build_preview(block, parsed if path else replace(parsed, model=scenario), data.get("kept"))
    preview.tree = data.get("tree")
    if path and data.get("kept") is None:
        _take(preview, path)
    return {**_answer(preview, handler, data.get("body")), "path": list(path)}


def _path_to(scenario: Scenario | None, beginning: Any) -> tuple[str, ...]:
    """Return the choices that lead to the scene to begin in, where the editor wants them taken; else none."""
    if scenario is None or scenario.is_drill or not isinstance(beginning, dict) or beginning.get("lead") is not True:
        return ()
    return find_path_to(scenario, str(beginning.get("scene"))) or ()


def _take(preview: Any, path: tuple[str, ...]) -> None:
    """Begin a run and put it where this way leads."""
    _answer(preview, "begin", {"attempt": 1})
    preview.progress = preview.progress.at(path)


def scenario_starting_at(scenario: Scenario, beginning: Any) -> Scenario:
    """Return the scenario as it begins elsewhere.

    `beginning` is None or {"scene", "meters": {id: 0–10}, "chosen": [ids], "visited": [ids], "lead"}, each optional.
    Where `lead` is true, the preview takes the shortest way to the scene instead, if there is one.

    Ids of the past that the scenario no longer has make no difference. Raises NoSuchStart.
    """
    if beginning is None:
        return scenario
    if not isinstance(beginning, dict):
        raise NoSuchStart("from")
    scene, meters = beginning.get("scene"), beginning.get("meters") or {}
    if scenario.is_drill and scene == "":
        scene = None
    if scene is not None and (not isinstance(scene, str) or scene not in {known.id for known in scenario.scenes}):
        raise NoSuchStart(f"scene {str(scene)[:60]}")
    known = {meter.id for meter in scenario.meters}
    if not isinstance(meters, dict) or any(
        name not in known or type(value) is not int or not LOWEST <= value <= HIGHEST for name, value in meters.items()
    ):
        raise NoSuchStart("meters")
    values = {**dict(scenario.start.values), **meters}
    if scenario.is_drill:
        return _drill_starting_at(scenario, scene, tuple(sorted(values.items())))
    start = Start(
        scene or scenario.start.scene,
        scenario.start.profile,
        tuple(sorted(values.items())),
        _ids(beginning, "chosen"),
        _ids(beginning, "visited"),
    )
    return replace(scenario, start=start)


def _drill_starting_at(scenario: Scenario, scene: str | None, values: Amounts) -> Scenario:
    """Return a drill with these meters; one that begins with a moment is only this moment, as the others are drawn."""
    scenes = tuple(known for known in scenario.scenes if scene in (None, known.id))
    return replace(scenario, start=replace(scenario.start, values=values), scenes=scenes)


def _ids(beginning: dict[str, Any], name: str) -> tuple[str, ...]:
    ids = beginning.get(name) or []
    if not isinstance(ids, list) or len(ids) > MAX_PAST or not all(isinstance(id_, str) for id_ in ids):
        raise NoSuchStart(name)
    return tuple(ids)


def _answer(preview: Any, handler: str, body: Any) -> dict[str, Any]:
    """Let one of HANDLERS answer `body`: {"status", "answer", "kept"}; the next request sends `kept` along."""
    request = Request.blank(
        "/", method="POST", body=json.dumps({} if body is None else body).encode(), content_type="application/json"
    )
    response = getattr(preview, handler)(request)
    return {
        "status": response.status_int,
        "answer": json.loads(response.body),
        "kept": {"progress": preview.progress.to_json(), "attempts": preview.attempts, "ratio": preview.ratio},
    }


def _build_preview(block: "ScenarioBlock", parsed: ParsedScenario, state: Any) -> Any:
    """Return a copy of a block for one request, with the state that an earlier answer gave, or None."""
    kept = state if isinstance(state, dict) else {}
    scenario = parsed.scenario
    values = {"max_attempts": 0, "progress": load_progress(kept.get("progress")).to_json()}
    for name, value in (("display_name", scenario and scenario.title), ("weight", scenario and scenario.weight)):
        if value is not None:
            values[name] = value
    attempts, ratio = kept.get("attempts"), kept.get("ratio")
    if type(attempts) is int and 0 <= attempts < MAX_ATTEMPTS:
        values["attempts"] = attempts
    if isinstance(ratio, (int, float)) and type(ratio) is not bool and 0 <= ratio <= 1:
        values["ratio"] = ratio
    preview_class = _preview_class(getattr(block, "unmixed_class", type(block)))
    preview = preview_class(_SilentRuntime(block.runtime), scope_ids=block.scope_ids)
    preview.author_block, preview.field_data, preview.compiled = block, DictFieldData(values), CompiledScenario(parsed)
    return preview
