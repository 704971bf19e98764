"""Check every answer and event of every test against its contract (`powerstruggle_xblock/contracts/`).

The worlds of tests/block, tests/authoring, tests/continuum and tests/reflection call this for each request they send.
"""

import json
from functools import cache

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from powerstruggle_xblock import contracts

SCENARIO, CONTINUUM, REFLECTION = "powerstruggle_scenario", "powerstruggle_continuum", "powerstruggle_reflection"
LEARNER_PAGES = {SCENARIO: "player", CONTINUUM: "continuum", REFLECTION: "reflection"}
LEARNER_ANSWERS = {
    (SCENARIO, name): "View" for name in ("state", "begin", "choose", "rewind", "finish")
} | {
    (CONTINUUM, "state"): "View",
    (CONTINUUM, "submit"): "View",
    (CONTINUUM, "lines"): "LinesView",
    (CONTINUUM, "reveal"): "LinesView",
    (CONTINUUM, "change_round"): "View",
    (CONTINUUM, "facilitator"): "FacilitatorData",
} | {
    (REFLECTION, name): "View" for name in ("state", "finish", "forget", "share", "withdraw")
} | {(REFLECTION, "shared_list"): "SharedList"}
"""The type of a learner handler's answer, by the block's type and the handler."""
EDITOR_ANSWERS = {
    "editor_check": "CheckAnswer",
    "editor_save": "SaveAnswer",
    "editor_play": "PreviewAnswer",
    "editor_template": "TemplateAnswer",
    "editor_compare": "CompareAnswer",
    "editor_last_valid": "LastValidAnswer",
    "editor_import": "ImportAnswer",
    "editor_store_media": "StoreMediaAnswer",
    "editor_files": "FilesAnswer",
    "editor_store_file": "StoreFileAnswer",
}
"""The type of an authoring handler's answer.

`editor_load` has one of each editor, `editor_export` answers with a file.
"""


NAMED_VALUES = frozenset({
    "phase", "kind", "code", "role", "mood", "trend", "strength", "retry", "keep", "severity", "handler", "show",
    "name", "ending_kind",
})
"""Properties whose texts belong to the shape of an answer: most of them may hold only certain words."""
_checked: set = set()


def _shape(value, key: str = ""):
    """Return the shape of a value: names, types, texts of NAMED_VALUES, sizes of numbers; equal items count once."""
    if isinstance(value, dict):
        return frozenset((name, _shape(inner, name)) for name, inner in value.items())
    if isinstance(value, list):
        return ("list", frozenset(_shape(item, key) for item in value))
    if isinstance(value, str):
        return value if key in NAMED_VALUES and len(value) < 40 else "text"
    if type(value) in (int, float):
        return type(value), value < 0, value > 1, value > 10, value > 100
    return type(value)


@cache
def _registry() -> Registry:
    return Registry().with_resources(
        (f"{name}{contracts.ENDING}", Resource.from_contents(contracts.load_schema(name)))
        for name in contracts.schema_names()
    )


@cache
def validator(schema: str, type_: str | None = None) -> Draft202012Validator:
    """Return what holds values against a whole schema, or against one of its types."""
    reference = f"{schema}{contracts.ENDING}" + (f"#/$defs/{type_}" if type_ else "")
    return Draft202012Validator({"$ref": reference}, registry=_registry())


def contract_of(block_type: str, handler: str, status: int) -> tuple[str, str] | None:
    """Return the schema and type of an answer; None for files, pages, and the platform's own handlers."""
    if handler.startswith("editor_"):
        if status != 200:
            return "editor", "Refusal"
        if handler == "editor_load":
            return "editor", "LoadAnswer" if block_type == SCENARIO else "FormLoadAnswer"
        return ("editor", EDITOR_ANSWERS[handler]) if handler in EDITOR_ANSWERS else None
    if (block_type, handler) not in LEARNER_ANSWERS:
        return None
    return LEARNER_PAGES[block_type], LEARNER_ANSWERS[block_type, handler] if status == 200 else "Refusal"


def check_answer(block_type: str, handler: str, response) -> None:
    """Fail unless an answer is what its contract says; `response` is a WebOb response."""
    contract = contract_of(block_type, handler, response.status_int)
    if contract:
        check(*contract, json.loads(response.body))


def check_event(name: str, data: dict) -> None:
    """Fail unless one of this package's events carries what its contract says."""
    if name.startswith("powerstruggle."):
        check("events", None, {"name": name, "data": json.loads(json.dumps(data))})


def check(schema: str, type_: str | None, value) -> None:
    """Fail unless a value fits a schema, or one of its types, and say where it does not.

    Each shape of value is checked once.
    """
    shape = (schema, type_, _shape(value))
    if shape in _checked:
        return
    found = validator(schema, type_)
    if not found.is_valid(value):
        error = next(found.iter_errors(value))
        while error.context:
            error = max(error.context, key=lambda inner: len(inner.absolute_path))
        raise AssertionError(f"{schema} {type_}: {error.json_path}: {error.message[:400]}")
    _checked.add(shape)
