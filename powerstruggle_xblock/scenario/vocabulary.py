"""The words and numbers of the notation, read from `vocabulary.toml`, the only place where they are declared.

Each table of names maps an attribute's value to an English name or sentence, which presenters and exporters translate,
in the order in which authors are offered the values. The engine takes the allowed values from here (`scenario.model`).
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

_DECLARED: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    files(__package__ or __name__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
)


def _column(table: str, key: str) -> dict[str, Any]:
    return {value: row[key] for value, row in _DECLARED[table].items()}


METERS: dict[str, str] = _column("meters", "name")
"""The client meters of the default set, by id."""

METER_PHRASES: dict[str, str] = _column("meters", "phrase")
"""The same, as they are named within a sentence."""

METER_START: dict[str, int] = _column("meters", "start")
"""Where the meters of the default set begin, 0–10 by id."""

MOODS: dict[str, str] = _column("moods", "name")
"""Values of `mood` on lines and replies."""

ENDING_KINDS: dict[str, str] = _column("ending_kinds", "name")
"""Values of `kind` on endings."""

ROLES: dict[str, str] = _column("roles", "name")
"""Values of `role` on people."""

METER_VISIBILITY: dict[str, str] = _column("meter_visibility", "name")
"""Values of `show` on meters: when learners see a meter."""

KEEP: dict[str, str] = _column("keep", "name")
"""Values of `keep` on scoring: which of several runs counts, as learners are told."""

RETRY: dict[str, str] = _column("retry", "name")
"""Values of `retry` on scoring: whether trying again from a scene is graded."""

FEEDBACK_TIMING: dict[str, str] = _column("feedback_timing", "name")
"""Values of `feedback` on scoring: when learners read the feedback on a choice."""

ROLE_LABELS: dict[str, str] = _column("roles", "label")
METER_VISIBILITY_LABELS: dict[str, str] = _column("meter_visibility", "label")
KEEP_LABELS: dict[str, str] = _column("keep", "label")
RETRY_LABELS: dict[str, str] = _column("retry", "label")
FEEDBACK_TIMING_LABELS: dict[str, str] = _column("feedback_timing", "label")
MISTAKES: dict[str, str] = _column("mistakes", "label")
"""What authors are offered, by value. `MISTAKES` are the values of `mistake` on choices."""

RATING_LABELS: tuple[str, ...] = tuple(_column("ratings", "label").values())
"""The names of the ratings 0, 1, 2 and 3."""

STRENGTH: dict[str, int] = dict(_DECLARED["strength"])
"""The mean rating from which a choice or a skill is strong (`strong_from`), and up to which it is weak (`weak_to`)."""

DEFAULT_ENDING_KIND: str = _DECLARED["defaults"]["ending_kind"]
"""The kind of an ending whose author has not said one yet."""

STAFF_NAMES: frozenset[str] = frozenset(_DECLARED["staff"]["names"])
"""Names of speakers who are staff, in lower case."""

RANGES: dict[str, tuple[int, int]] = {name: (low, high) for name, (low, high) in _DECLARED["ranges"].items()}
"""The lowest and the highest value that the parser takes, by what is counted."""

ADVICE: dict[str, int] = dict(_DECLARED["advice"])
"""Numbers of words, and of a title's characters, from which the review advises, by what is counted."""
