"""Parse the part of Twine's scripting that a scenario can express: numbers that go up and down, and conditions on them.

`$var ± n` becomes a change of a meter; `$var OP n` and "was this passage visited" become conditions. A meter goes
from 0 to 10. For anything else the functions return None, and the caller keeps it verbatim. The syntax is that of
Harlowe 3, SugarCube 2, Chapbook 2 and Twine 1.
"""

import re
from dataclasses import dataclass

from ...scenario.client_state import HIGHEST, LOWEST

_NAME = r"[$_]?(?P<name>[A-Za-z_]\w*)"
_STEP = re.compile(
    rf"{_NAME}\s*(?:(?:to|=)\s+(?:it|[$_]?(?P<again>[A-Za-z_]\w*))\s*(?P<sign>[+-])|(?P<short>[+-])=)\s*(?P<by>\d{{1,4}})\Z")
_INCREMENT = re.compile(rf"{_NAME}\s*(?P<sign>\+\+|--)\Z")
_ABSOLUTE = re.compile(rf"{_NAME}\s*(?:to\b|=)\s*(?P<value>-?\d{{1,6}})\Z")
_TEST = re.compile(
    rf"{_NAME}\s*(?P<how>is\s*(?:>=?|<=?)|is|===?|eq\b|>=|gte\b|<=|lte\b|>|gt\b|<|lt\b)\s*(?P<value>\d{{1,6}})\Z")
_VISITED = re.compile(r"(?P<no>not\s+|!\s*)?\(?visited(?:\(|:)\s*[\"'](?P<passage>[^\"']+)[\"']\s*\)\Z")
_AND = re.compile(r"\s+and\s+|\s*&&\s*")
_COMPARISONS = {
    ">": "over", "gt": "over", ">=": "at least", "gte": "at least", "<": "under", "lt": "under", "<=": "at most",
    "lte": "at most", "is": "is", "==": "is", "===": "is", "eq": "is",
}
_OPPOSITES = {"over": "at most", "at most": "over", "at least": "under", "under": "at least"}


@dataclass(frozen=True, slots=True)
class Change:
    """A variable goes up or down by `by`, or, if `absolute`, is set to it."""

    name: str
    by: int
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variable compared with a number in the notation's words, e.g. ("trust", "at least", 3)."""

    name: str
    how: str
    value: int


@dataclass(frozen=True, slots=True)
class VisitedTest:
    """A test whether a passage, by name, was visited, or, if `negated`, was not."""

    passage: str
    negated: bool = False


Clause = Comparison | VisitedTest
Clauses = tuple[Clause, ...]


def parse_change(words: str) -> Change | None:
    """Parse one assignment; return None where it can't be expressed as a change."""
    words = words.strip()
    if found := _INCREMENT.match(words):
        return Change(found["name"], 1 if found["sign"] == "++" else -1)
    if found := _STEP.match(words):
        by = int(found["by"])
        if (found["again"] or found["name"]) != found["name"] or by > HIGHEST:
            return None
        return Change(found["name"], -by if "-" in (found["sign"] or found["short"]) else by)
    if found := _ABSOLUTE.match(words):
        return Change(found["name"], int(found["value"]), absolute=True)
    return None


def parse_changes(words: str) -> tuple[Change, ...] | None:
    """Parse assignments separated by commas or semicolons.

    Return None where there is none or one can't be expressed.
    """
    parts = [part for part in re.split(r"[,;]", words) if part.strip()]
    found = tuple(change for part in parts if (change := parse_change(part)) is not None)
    return found if found and len(found) == len(parts) else None


def parse_clauses(words: str) -> Clauses | None:
    """Parse tests joined by `and`; return None where one of them can't be expressed."""
    parts = _AND.split(words.strip())
    found = tuple(clause for part in parts if (clause := _parse_clause(part.strip())) is not None)
    return found if len(found) == len(parts) else None


def negate_clauses(clauses: Clauses) -> Clauses | None:
    """Return the opposite of `clauses`; None where it can't be expressed (conditions have no `or`)."""
    if len(clauses) != 1:
        return None
    only = clauses[0]
    if isinstance(only, VisitedTest):
        return (VisitedTest(only.passage, not only.negated),)
    how = _OPPOSITES.get(only.how)
    if how is None and only.value == LOWEST:
        how = "over"
    return (Comparison(only.name, how, only.value),) if how else None


def _parse_clause(words: str) -> Clause | None:
    if found := _VISITED.match(words):
        return VisitedTest(found["passage"], bool(found["no"]))
    found = _TEST.match(words)
    if not found or int(found["value"]) > HIGHEST:
        return None
    return Comparison(found["name"], _COMPARISONS[found["how"].removeprefix("is").strip() or "is"], int(found["value"]))
