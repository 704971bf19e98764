"""Parse the part of Twine's scripting that a scenario can express: numbers that go up and down, and conditions on them.

`$var ± n` becomes a change of a meter; `$var OP n` and "was this passage visited" become conditions. A meter goes
from 0 to 10. For anything else the functions return None, and the caller keeps it verbatim. The syntax is that of
Harlowe 3, SugarCube 2, Chapbook 2 and Twine 1.
"""

import re
from dataclasses import dataclass, field, replace

from ...scenario.client_state import HIGHEST, LOWEST

_NAME = r"(?P<sign_of_name>[$_]?)(?P<name>[A-Za-z_]\w{0,80})"
_STEP = re.compile(
    rf"{_NAME}\s*+(?:(?:to|=)\s++(?:it|[$_]?(?P<again>[A-Za-z_]\w{{0,80}}))\s*+(?P<sign>[+-])|(?P<short>[+-])=)\s*+"
    r"(?P<by>\d{1,4})\Z")
_INCREMENT = re.compile(rf"{_NAME}\s*+(?P<sign>\+\+|--)\Z")
_ABSOLUTE = re.compile(rf"{_NAME}\s*+(?:to\b|=)\s*+(?P<value>-?\d{{1,6}}|true|false)\Z")
_WORD = re.compile(rf"{_NAME}\s*+(?:to\b|=)\s*+(?:\"(?P<double>[^\"\\]{{0,200}})\"|'(?P<single>[^'\\]{{0,200}})')\Z")
_TEST = re.compile(
    rf"{_NAME}\s*+(?P<how>is\s*+(?:>=?|<=?)|is\s++not\b|isnot\b|is\b|===?|!==?|eq\b|n?eq\b|ne\b|>=|gte\b|<=|lte\b|>|gt\b|"
    r"<|lt\b)\s*+(?P<value>\d{1,6}|true|false)\Z")
_FLAG = re.compile(rf"(?P<no>not\s++|!\s*+)?{_NAME}\Z")
_VISITED = re.compile(
    r"(?P<no>not\s++|!\s*+)?\(?(?:visited|hasVisited)(?:\(|:)\s*+[\"'](?P<passage>[^\"']{1,300})[\"']\s*+\)"
    r"(?P<count>\s*+(?:>|gt|>=|gte)\s*+[01]|\s*+(?:is|==)\s*+(?:0|true|false))?\Z")
_HISTORY = re.compile(r"(?P<no>not\s++)?\(history:\s*+\)\s*+contains\s*+[\"'](?P<passage>[^\"']{1,300})[\"']\Z")
_AND = re.compile(r"\sand\s|&&")
_SEPARATOR = re.compile(r"[,;]")
MAX_EXPRESSION_LENGTH = 2000
_COMPARISONS = {
    ">": "over", "gt": "over", ">=": "at least", "gte": "at least", "<": "under", "lt": "under", "<=": "at most",
    "lte": "at most", "is": "is", "==": "is", "===": "is", "eq": "is", "not": "not", "isnot": "not", "!=": "not",
    "!==": "not", "neq": "not", "ne": "not",
}
_OPPOSITES = {"over": "at most", "at most": "over", "at least": "under", "under": "at least"}


@dataclass(frozen=True, slots=True)
class Change:
    """A variable goes up or down by `by`, or, if `absolute`, is set to it; `yes_no` if it is set to true or false."""

    name: str
    by: int
    absolute: bool = False
    yes_no: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether it can be a change of a meter; setting a meter of 0 and 1 is one."""
        return self.yes_no or not self.absolute

    @property
    def amount(self) -> int:
        """What is added to the meter: to set one of 0 and 1 to no, the largest amount is taken off."""
        return (1 if self.by else -HIGHEST) if self.yes_no else self.by


@dataclass(frozen=True, slots=True)
class Comparison:
    """A variable compared with a number in the notation's words, e.g. ("trust", "at least", 3).

    `how` is "not" for "is another number", which the notation has no words for; `simplify_clauses` takes it out.
    """

    name: str
    how: str
    value: int


@dataclass(frozen=True, slots=True)
class VisitedTest:
    """A test whether a passage, by name, was visited, or, if `negated`, was not."""

    passage: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class FlagTest:
    """A test whether a variable is true, or, if `negated`, false; `source` is the branch that asks."""

    name: str
    negated: bool = False
    source: str = field(default="", compare=False)


Clause = Comparison | VisitedTest | FlagTest
Clauses = tuple[Clause, ...]


def _is_variable(found: re.Match[str], bare: bool) -> bool:
    """Return whether the name that was found is a variable's; `bare` says that variables need no sign before them."""
    return bare or bool(found["sign_of_name"])


def parse_change(words: str, bare: bool = False) -> Change | None:
    """Parse one assignment; return None where it can't be expressed as a change."""
    words = words.strip()
    found = _INCREMENT.match(words) or _STEP.match(words) or _ABSOLUTE.match(words)
    if not found or not _is_variable(found, bare):
        return None
    parts = found.groupdict()
    name, value = parts["name"], parts.get("value")
    if "by" in parts:
        return _parse_step(parts)
    if value is None:
        return Change(name, 1 if parts["sign"] == "++" else -1)
    if value in ("true", "false"):
        return Change(name, int(value == "true"), absolute=True, yes_no=True)
    return Change(name, int(value), absolute=True)


def _parse_step(parts: dict[str, str | None]) -> Change | None:
    """Return what is added or taken away; None where it is added to another variable, or too much."""
    name, by = str(parts["name"]), int(parts["by"] or 0)
    if (parts["again"] or name) != name or by > HIGHEST:
        return None
    return Change(name, -by if "-" in (parts["sign"] or parts["short"] or "") else by)


def parse_word_assignment(words: str) -> tuple[str, str] | None:
    """Return (variable, text) where a variable is set to a text; None for anything else."""
    found = _WORD.match(words.strip()) if len(words) <= MAX_EXPRESSION_LENGTH else None
    return (found["name"], found["double"] or found["single"] or "") if found else None


def parse_changes(words: str) -> tuple[Change, ...] | None:
    """Parse assignments separated by commas or semicolons.

    Return None where there is none or one can't be expressed.
    """
    parts = [part for part in _SEPARATOR.split(words) if part.strip()] if len(words) <= MAX_EXPRESSION_LENGTH else []
    found = tuple(change for part in parts if (change := parse_change(part)) is not None)
    return found if found and len(found) == len(parts) else None


def parse_clauses(words: str, source: str = "", bare: bool = False) -> Clauses | None:
    """Parse tests joined by `and`; return None where one of them can't be expressed. `source` is the branch's text."""
    if len(words) > MAX_EXPRESSION_LENGTH:
        return None
    parts = [part for part in map(str.strip, _AND.split(" ".join(words.split()))) if part != "true"]
    found = tuple(clause for part in parts if (clause := _parse_clause(part, source, bare)) is not None)
    return found if len(found) == len(parts) else None


def negate_clauses(clauses: Clauses) -> Clauses | None:
    """Return the opposite of `clauses`, to be simplified; None where there is none (conditions have no `or`)."""
    if len(clauses) != 1:
        return None
    only = clauses[0]
    if isinstance(only, VisitedTest | FlagTest):
        return (replace(only, negated=not only.negated),)
    return (Comparison(only.name, _OPPOSITES.get(only.how, "not"), only.value),)


def simplify_clauses(clauses: Clauses) -> Clauses | None:
    """Return `clauses` without those that others imply, such as "not 3" beside "is 4"; None where a "not" remains."""
    found: list[Clause] = []
    for clause in clauses:
        if isinstance(clause, Comparison) and clause.how == "not":
            if clause.value in (LOWEST, HIGHEST):
                found.append(Comparison(clause.name, "over" if clause.value == LOWEST else "under", clause.value))
            elif not any(_excludes(other, clause) for other in clauses):
                return None
        else:
            found.append(clause)
    return tuple(dict.fromkeys(found))


def _excludes(clause: Clause, other: Comparison) -> bool:
    """Return whether `clause` is false where the variable of `other` has its value."""
    if not isinstance(clause, Comparison) or clause.name != other.name or clause.how == "not":
        return False
    value = other.value
    return {
        "is": value != clause.value, "over": value <= clause.value, "at least": value < clause.value,
        "under": value >= clause.value, "at most": value > clause.value,
    }[clause.how]


def _parse_clause(words: str, source: str, bare: bool) -> Clause | None:
    while words.startswith("(") and words.endswith(")") and not words.startswith("(visited") and words.count("(") == 1:
        words = words[1:-1].strip()
    if found := _VISITED.match(words):
        return _build_visited_test(found)
    if found := _HISTORY.match(words):
        return VisitedTest(found["passage"], bool(found["no"]))
    if found := _FLAG.match(words):
        return FlagTest(found["name"], bool(found["no"]), source) if _is_variable(found, bare) else None
    found = _TEST.match(words)
    if not found or not _is_variable(found, bare):
        return None
    how = found["how"]
    comparison = _COMPARISONS[how if how in _COMPARISONS else how.removeprefix("is").strip()]
    if found["value"] in ("true", "false"):
        if comparison not in ("is", "not"):
            return None
        return FlagTest(found["name"], (found["value"] == "true") is not (comparison == "is"), source)
    value = int(found["value"])
    if comparison == "not":
        return Comparison(found["name"], "over", value) if value == LOWEST else None
    return Comparison(found["name"], comparison, value) if value <= HIGHEST else None


def _build_visited_test(found: re.Match[str]) -> VisitedTest | None:
    count = "".join((found["count"] or "").split())
    if count in (">1", "gt1"):
        return None
    is_no = count in ("is0", "==0", "isfalse", "==false")
    if count in (">=0", "gte0"):
        return None
    return VisitedTest(found["passage"], bool(found["no"]) is not is_no)
