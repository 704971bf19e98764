"""Conditions: "tension at least 7 and chose offer_water".

Words joined by `and`, read without surprises by a trainer. There is no `or` and no scripting: an author who wants
either of two things writes two lines.
"""

import operator
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..notation.messages import msg, TranslatableMessage

ID_PATTERN = re.compile(r"[a-z][a-z0-9_-]*\Z")
RESERVED_WORDS = frozenset({"and", "not", "chose", "visited"})

_COMPARISONS = {
    "at least": operator.ge,
    "at most": operator.le,
    "over": operator.gt,
    "under": operator.lt,
    "is": operator.eq,
}
_METER_TEST = re.compile(r"(?P<meter>\S+)\s+(?P<how>at\s+least|at\s+most|over|under|is)\s+(?P<value>-?[0-9]+)\Z")
_PAST_TEST = re.compile(r"(?P<negated>not\s+)?(?P<what>chose|visited)\s+(?P<id>\S+)\Z")


class ConditionContext(Protocol):
    """What a condition is asked about: meters by id (0–10), choices taken and places reached so far."""

    meters: Mapping[str, int]
    chosen: Collection[str]
    visited: Collection[str]


class ConditionError(ValueError):
    """A condition that can't be understood; the `sentence` says which words and what is understood."""

    def __init__(self, sentence: TranslatableMessage):
        super().__init__(sentence)
        self.message = sentence


@dataclass(frozen=True, slots=True)
class MeterTest:
    """A meter compared with a whole number, e.g. `tension at least 7`."""

    meter: str
    how: str
    value: int

    def holds(self, moment: ConditionContext) -> bool:
        """Tell whether the meter stands there now."""
        return _COMPARISONS[self.how](moment.meters.get(self.meter, 0), self.value)

    def __str__(self) -> str:
        return f"{self.meter} {self.how} {self.value}"


@dataclass(frozen=True, slots=True)
class PastTest:
    """Something that happened, or did not, in this run: `chose ID` or `visited ID`."""

    what: str
    id: str
    negated: bool = False

    def holds(self, moment: ConditionContext) -> bool:
        """Tell whether it happened (or, negated, did not)."""
        past = moment.chosen if self.what == "chose" else moment.visited
        return (self.id in past) is not self.negated

    def __str__(self) -> str:
        return f"{'not ' if self.negated else ''}{self.what} {self.id}"


@dataclass(frozen=True, slots=True)
class Condition:
    """All of its clauses together; without clauses it always holds."""

    clauses: tuple[MeterTest | PastTest, ...] = ()

    def holds(self, moment: ConditionContext) -> bool:
        """Tell whether every clause holds at `moment`."""
        # Most conditions have no clause, and this is asked for every line, choice and level of a run.
        return not self.clauses or all(clause.holds(moment) for clause in self.clauses)

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def __str__(self) -> str:
        return " and ".join(map(str, self.clauses))


ALWAYS = Condition()


def parse(text: str) -> Condition:
    """Read a condition as authors write it.

    Raises ConditionError with a sentence naming the words that were not understood. Whether the meters and ids it
    names exist is checked by `notation`, which knows the whole scenario.
    """
    words = " ".join(text.split())
    if not words:
        raise ConditionError(msg("a condition has no words; write for example \"tension at least 7\""))
    return Condition(tuple(_clause(part) for part in re.split(r"\s+and\s+", words)))


def _clause(text: str) -> MeterTest | PastTest:
    if match := _METER_TEST.match(text):
        # A number of more than three digits can't be meant, and int() of a huge one is slow.
        if len(match["value"]) > 4:
            raise ConditionError(msg("\"{words}\": a meter goes from 0 to 10", words=text[:60]))
        return MeterTest(match["meter"], " ".join(match["how"].split()), int(match["value"]))
    if match := _PAST_TEST.match(text):
        return PastTest(match["what"], match["id"], bool(match["negated"]))
    raise ConditionError(msg(
        "\"{words}\" is not understood; write \"METER at least 7\" (or at most, over, under, is), \"chose CHOICE\", "
        "\"not chose CHOICE\", \"visited SCENE\", joined by \"and\"", words=text[:80]))
