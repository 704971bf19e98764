"""The rules under attack: the package's own, and two that are known to be broken, to prove that the bench sees."""

import json
from functools import cache
from typing import Protocol

from powerstruggle_xblock.group_answers.aggregates import Aggregate

QUESTION = "names"
Counts = dict[str, int]


class Rule(Protocol):
    """Counts of one question as one component or pool keeps them."""

    def answer(self, position: str, ticks: tuple[str, ...], k: int, automatic: bool) -> None:
        """Count one person's answer, given under the promise `k`."""

    def press(self, k: int) -> None:
        """Do what happens when a facilitator presses "Show the group's picture"."""

    def look(self, positions: tuple[str, ...], options: tuple[str, ...], k: int) -> object:
        """Return what anybody can read now, from a component with this `k`, as a value that can be compared."""

    def published(self) -> Counts:
        """Return the counts behind what can be read, not rounded: more than anybody can read."""
        ...

    def copy(self) -> "Rule":
        """Return an independent copy."""
        ...


class PresentRule:
    """The package's rule, stored and read again after every step."""

    def __init__(self, content: str | None = None):
        self._content = content

    def answer(self, position: str, ticks: tuple[str, ...], k: int, automatic: bool) -> None:
        self._content = _answered(self._content, position, ticks, k, automatic)

    def press(self, k: int) -> None:
        aggregate = _stored(self._content)
        aggregate.release(k)
        self._content = json.dumps(aggregate.content(), sort_keys=True)

    def look(self, positions: tuple[str, ...], options: tuple[str, ...], k: int) -> object:
        return _seen(self._content, positions, options, k)

    def published(self) -> Counts:
        return _published(self._content)

    def copy(self) -> "PresentRule":
        return PresentRule(self._content)


def _stored(content: str | None) -> Aggregate:
    return Aggregate(json.loads(content) if content else None)


# Remembered: the same few stored counts come back in thousands of worlds.
@cache
def _answered(content: str | None, position: str, ticks: tuple[str, ...], k: int, automatic: bool) -> str:
    aggregate = _stored(content)
    aggregate.increment({QUESTION: position}, {QUESTION: ticks}, k)
    if automatic:
        aggregate.release()
    return json.dumps(aggregate.content(), sort_keys=True)


@cache
def _published(content: str | None) -> Counts:
    released, _pending = _stored(content).content()["questions"].get(QUESTION, [[0, {}, {}], None])
    return released[1]


@cache
def _seen(content: str | None, positions: tuple[str, ...], options: tuple[str, ...], k: int) -> object:
    shown = _stored(content).distribution(QUESTION, positions, options, k)
    ticked = shown.follow_ups
    return (
        shown.enough,
        tuple(shown.percentages.items()),
        shown.mostly,
        ticked.enough,
        tuple(ticked.percentages.items()),
        ticked.mostly,
    )


class FirstRule:
    """The rule as it was first: a result at k, k+3, k+6 answers, masked from 90 % on; promises were not stored."""

    def __init__(self) -> None:
        self.counts: Counts = {}
        self.ticks: Counts = {}
        self.shown: tuple[Counts, Counts] = ({}, {})

    def answer(self, position: str, ticks: tuple[str, ...], k: int, automatic: bool) -> None:
        self.counts[position] = self.counts.get(position, 0) + 1
        for tick in ticks:
            self.ticks[tick] = self.ticks.get(tick, 0) + 1
        people = sum(self.counts.values())
        if people >= max(k, 5) and people - sum(self.shown[0].values()) >= 3:
            self.shown = dict(self.counts), dict(self.ticks)

    def press(self, k: int) -> None:
        """Nothing: results came by themselves."""

    def look(self, positions: tuple[str, ...], options: tuple[str, ...], k: int) -> object:
        counts, ticks = self.shown
        people = sum(counts.values())
        if people < max(k, 5):
            return None
        shares = tuple(round(counts.get(name, 0) * 20 / people) * 5 for name in positions)
        ticked = tuple(min(round(ticks.get(name, 0) * 20 / people) * 5, 90) for name in options)
        return positions[shares.index(max(shares))] if max(shares) >= 90 else shares, ticked

    def published(self) -> Counts:
        return dict(self.shown[0])

    def copy(self) -> "FirstRule":
        other = FirstRule()
        other.counts, other.ticks, other.shown = dict(self.counts), dict(self.ticks), self.shown
        return other


class HoldAndMergeRule:
    """A rule that decision 18 rejects: a batch in which all, or all but one, agree is merged with the next."""

    def __init__(self) -> None:
        self.pending: Counts = {}
        self.shown: Counts = {}

    def answer(self, position: str, ticks: tuple[str, ...], k: int, automatic: bool) -> None:
        self.pending[position] = self.pending.get(position, 0) + 1
        people = sum(self.pending.values())
        if people % k == 0 and people - max(self.pending.values()) >= 2:
            for name, number in self.pending.items():
                self.shown[name] = self.shown.get(name, 0) + number
            self.pending = {}

    def press(self, k: int) -> None:
        """Nothing."""

    def look(self, positions: tuple[str, ...], options: tuple[str, ...], k: int) -> object:
        return tuple(self.shown.get(name, 0) for name in positions)

    def published(self) -> Counts:
        return dict(self.shown)

    def copy(self) -> "HoldAndMergeRule":
        other = HoldAndMergeRule()
        other.pending, other.shown = dict(self.pending), dict(self.shown)
        return other
