"""Conditions: "tension at least 7 and chose offer_water".

Words joined by `and`, which a trainer can read and write. There is no `or` and no scripting: for one of two things, an
author writes two lines. Only in `needs`, an author's note that play never looks at, several conditions are joined by
`or`.
"""

import operator
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..notation.messages import TranslatableMessage, msg

ID_PATTERN = re.compile(r"[a-z][a-z0-9_-]*\Z")
RESERVED_WORDS = frozenset({"and", "not", "chose", "visited"})

COMPARISONS = {
    "at least": operator.ge,
    "at most": operator.le,
    "over": operator.gt,
    "under": operator.lt,
    "is": operator.eq,
}
_METER_TEST = re.compile(r"(?P<meter>\S+)\s+(?P<comparison>at\s+least|at\s+most|over|under|is)\s+(?P<value>-?[0-9]+)\Z")
_PAST_TEST = re.compile(r"(?P<negated>not\s+)?(?P<kind>chose|visited)\s+(?P<id>\S+)\Z")
_OR = re.compile(r"\s+or\s+(?=(?:not\s+)?(?:chose|visited)\s+\S|\S+\s+(?:at\s+least|at\s+most|over|under|is)\s)")
_MAX_DIGITS = 4
"""The longest number that is parsed, with its sign: a longer one can't be meant, and int() of a huge one is slow."""


class ConditionContext(Protocol):
    """What a condition is evaluated on: the state of a run at one point. `play.StoryState` is the implementation.

    `meters` are the client's meters by id, 0–10; `chosen` the ids of the choices taken so far; `visited` the ids of
    the scenes and endings reached so far, with the present one. Conditions only read them.
    """

    @property
    def meters(self) -> Mapping[str, int]:
        """The client's meters by id, 0–10."""
        ...

    @property
    def chosen(self) -> Collection[str]:
        """The ids of the choices taken so far."""
        ...

    @property
    def visited(self) -> Collection[str]:
        """The ids of the scenes and endings reached so far."""
        ...


class ConditionError(ValueError):
    """A condition that can't be parsed; `message` names the words that are not understood, and what is."""

    def __init__(self, message: TranslatableMessage):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class MeterTest:
    """A meter compared with a whole number, such as `tension at least 7`. A meter that is not in use counts as 0."""

    meter: str
    comparison: str
    value: int

    def holds(self, state: ConditionContext) -> bool:
        """Return whether the comparison is true in `state`."""
        return COMPARISONS[self.comparison](state.meters.get(self.meter, 0), self.value)

    def __str__(self) -> str:
        return f"{self.meter} {self.comparison} {self.value}"


@dataclass(frozen=True, slots=True)
class PastTest:
    """A test of what has happened in this run: `chose ID` or `visited ID`, perhaps negated; `kind` is the verb."""

    kind: str
    id: str
    negated: bool = False

    def holds(self, state: ConditionContext) -> bool:
        """Return whether it has happened in `state`, or, negated, has not."""
        past = state.chosen if self.kind == "chose" else state.visited
        return (self.id in past) is not self.negated

    def __str__(self) -> str:
        return f"{'not ' if self.negated else ''}{self.kind} {self.id}"


@dataclass(frozen=True, slots=True)
class Condition:
    """All of its clauses together. A condition without clauses is always true, and false as a bool."""

    clauses: tuple[MeterTest | PastTest, ...] = ()

    def holds(self, state: ConditionContext) -> bool:
        """Return whether every clause is true in `state`."""
        # Most conditions have no clause, and this is called for every line, choice and rating of a run.
        return not self.clauses or all(clause.holds(state) for clause in self.clauses)

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def __str__(self) -> str:
        return " and ".join(map(str, self.clauses))


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a text takes for granted: at least one of its conditions. Without any it is always met, and false as a bool.

    It is an author's note: `needs.find_unmet_needs` tests it on every path, and play never looks at it.
    """

    alternatives: tuple[Condition, ...] = ()

    def holds(self, state: ConditionContext) -> bool:
        """Return whether one of the alternatives is true in `state`, or there is none."""
        return not self.alternatives or any(condition.holds(state) for condition in self.alternatives)

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    def __str__(self) -> str:
        return " or ".join(map(str, self.alternatives))


NO_REQUIREMENT = Requirement()


def parse(text: str) -> Condition:
    """Parse a condition as authors write it.

    Raises ConditionError, whose message names the words that were not understood. Whether the meters and ids exist is
    checked by `references.References.check`, which knows the whole scenario.
    """
    words = " ".join(text.split())
    if not words:
        raise ConditionError(msg("a condition has no words; write for example \"tension at least 7\""))
    return Condition(tuple(_parse_clause(part) for part in re.split(r"\s+and\s+", words)))


def parse_requirement(text: str) -> Requirement:
    """Parse a `needs` as authors write it: conditions joined by `or`, where `and` binds closer.

    Raises ConditionError.
    """
    # An id may be "or", so that only an "or" between two tests divides them.
    parts = _OR.split(" ".join(text.split()))
    return Requirement(tuple(map(parse, parts)))


def _parse_clause(text: str) -> MeterTest | PastTest:
    if match := _METER_TEST.match(text):
        if len(match["value"]) > _MAX_DIGITS:
            raise ConditionError(msg("\"{words}\": a meter goes from 0 to 10", words=text[:60]))
        return MeterTest(match["meter"], " ".join(match["comparison"].split()), int(match["value"]))
    if match := _PAST_TEST.match(text):
        return PastTest(match["kind"], match["id"], bool(match["negated"]))
    raise ConditionError(msg(
        "\"{words}\" is not understood; write \"METER at least 7\" (or at most, over, under, is), \"chose CHOICE\", "
        "\"not chose CHOICE\", \"visited SCENE\", joined by \"and\"", words=text[:80]))
