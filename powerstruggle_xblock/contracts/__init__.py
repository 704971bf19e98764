"""The shapes that leave the server, each declared once as JSON Schema (draft 2020-12).

View models, requests, answers, trees, events.

TypeScript types, constants and tables in the documentation are generated from them by `make contracts`; the tests hold
every answer against them. `vocabulary.schema.json` is generated itself, from the engine's vocabulary.
"""

import json
from importlib.resources import files
from typing import Any

ENDING = ".schema.json"


def schema_names() -> tuple[str, ...]:
    """Return the names of all schemas, sorted: "player" stands for `player.schema.json`."""
    return tuple(sorted(file.name.removesuffix(ENDING) for file in _files() if file.name.endswith(ENDING)))


def load_schema(name: str) -> dict[str, Any]:
    """Return a schema by its name. Raises FileNotFoundError for an unknown one."""
    return json.loads(files(__package__ or __name__).joinpath(f"{name}{ENDING}").read_text(encoding="utf-8"))


def _files():
    return files(__package__ or __name__).iterdir()
