"""What a group's answers may tell: when a count is released, how it is rounded, and when it is masked.

Rules and sources: the group display follows statistical disclosure control (Hundepool et al. 2012): a threshold,
releases in batches against differencing, masks against homogeneous groups, coarse figures. docs/decisions/0010 says what they
hold off and what they can't. Nothing here knows a person, a database or a key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

K = 8
"""A line is shown from this many answers on, unless its author says otherwise."""
SMALLEST_K = 5
"""No author can go below."""
BATCH = 3
"""No author can have a line move for fewer new answers than this."""
STEP = 5
"""Shares are told in steps of this many per cent."""
MOSTLY = 90
"""From this told share on, in per cent, a group is so much of one mind that its bars would tell everybody's answer."""


@dataclass(frozen=True)
class FollowUps:
    """What the group ticked beside a question, several each.

    `percentages` holds each asked name's share of the people who ticked any, in steps of 5; names that nearly everybody ticked
    are in `mostly` instead. `enough` False: nothing may be shown yet and the rest is empty.
    """

    enough: bool = False
    at_least: int = 0
    percentages: Mapping[str, int] = field(default_factory=dict)
    mostly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Distribution:
    """All that anybody, staff included, may see of one question.

    `enough` False: nothing may be shown yet and the rest is empty. Otherwise `at_least` people answered ("8+"), and either
    `percentages` holds each asked position's share, rounded to 5 (together they may miss 100), or
    `mostly` names the one position nearly everybody chose, and no share is told. `follow_ups` stands on its own feet: fewer
    people may have ticked any.
    """

    enough: bool = False
    at_least: int = 0
    percentages: Mapping[str, int] = field(default_factory=dict)
    mostly: str | None = None
    follow_ups: FollowUps = FollowUps()


@dataclass(frozen=True)
class Mean:
    """A group's mean on a numbered scale, instead of its line: for scales with more stops than a group should see bins of.

    `enough` False: nothing may be shown yet. Otherwise either `mean`, rounded to a twentieth of the scale, or `mostly`.
    """

    enough: bool = False
    at_least: int = 0
    mean: float | None = None
    mostly: str | None = None


@dataclass
class Box:
    """Answers to one question: how many people, how often each name; and the same as last released."""

    people: int = 0
    times: dict[str, int] = field(default_factory=dict)
    shown_people: int = 0
    shown_times: dict[str, int] = field(default_factory=dict)

    def add(self, names: Iterable[str], k: int, batch: int) -> None:
        """Count one person's names, and release if a whole batch has come in since the last time and k is reached."""
        self.people += 1
        for name in names:
            self.times[name] = self.times.get(name, 0) + 1
        if self.people >= max(k, SMALLEST_K) and self.people - self.shown_people >= max(batch, BATCH):
            self.shown_people, self.shown_times = self.people, dict(self.times)


class Aggregate:
    """All boxes of one component (or pool) in one round: positions and follow-ups of every question."""

    def __init__(self, content: Mapping | None = None):
        """Read what `content()` gave; None is an empty sheet."""
        self._boxes = {part: {name: Box(*box) for name, box in (content or {}).get(part, {}).items()} for part in ("answers", "follow_ups")}

    def content(self) -> dict:
        """Give the sheet as JSON-able data."""
        return {part: {name: [box.people, box.times, box.shown_people, box.shown_times] for name, box in boxes.items()}
                for part, boxes in self._boxes.items()}

    def add(self, answers: Mapping[str, str], follow_ups: Mapping[str, Iterable[str]], k: int, batch: int) -> None:
        """Count one person's answers. Each question is released on its own: people skip some."""
        for question, position in answers.items():
            self._boxes["answers"].setdefault(question, Box()).add([position], k, batch)
        for question, names in follow_ups.items():
            if names:
                self._boxes["follow_ups"].setdefault(question, Box()).add(set(names), k, batch)

    def line(self, question: str, positions: Sequence[str], names: Sequence[str], k: int) -> Distribution:
        """Give what may be shown of a question with these positions and follow-up names."""
        k = max(k, SMALLEST_K)
        ticked = _ticked(self._boxes["follow_ups"].get(question, Box()), names, k)
        box = self._boxes["answers"].get(question, Box())
        if box.shown_people < k:
            return Distribution(follow_ups=ticked)
        # Of all who answered, also where their position is no longer asked for: a shorter list must not give finer figures.
        shares = in_steps(box.shown_times, box.shown_people)
        crowded = _crowded(shares)
        if crowded is None:
            return Distribution(True, k, {position: shares.get(position, 0) for position in positions}, follow_ups=ticked)
        if crowded in positions:
            return Distribution(True, k, mostly=crowded, follow_ups=ticked)
        # The position nearly everybody chose is no longer there; what is left would show the few.
        return Distribution(follow_ups=ticked)

    def mean(self, question: str, numbers: Mapping[str, float], k: int) -> Mean:
        """Give the mean that may be shown of a question whose positions have these numbers (two different ones at least)."""
        k, box = max(k, SMALLEST_K), self._boxes["answers"].get(question, Box())
        # Where answers lie on a scale that is no longer asked for, the mean of the others would be that of a part of the group.
        if box.shown_people < k or not box.shown_times.keys() <= numbers.keys():
            return Mean()
        if crowded := _crowded(in_steps(box.shown_times, box.shown_people)):
            return Mean(True, k, mostly=crowded)
        step = (max(numbers.values()) - min(numbers.values())) * STEP / 100
        mean = sum(numbers[name] * times for name, times in box.shown_times.items()) / box.shown_people
        return Mean(True, k, round(round(mean / step) * step, 10))


def in_steps(times: Mapping[str, int], people: int) -> dict[str, int]:
    """Give each name's share of `people` (1 or more) to the nearest STEP per cent; halves go to the even step, so to neither side.

    Each share is rounded by itself: equal ones look equal, and together they may miss 100.
    """
    return {name: round(count * (100 // STEP) / people) * STEP for name, count in times.items()}


def _crowded(shares: Mapping[str, int]) -> str | None:
    """Give the position that nearly everybody chose, if there is one."""
    return next((name for name, share in shares.items() if share >= MOSTLY), None)


def _ticked(box: Box, names: Sequence[str], k: int) -> FollowUps:
    """Give what may be shown of follow-ups; each name's share stands alone, since people tick several."""
    if box.shown_people < k:
        return FollowUps()
    shares = in_steps({name: box.shown_times.get(name, 0) for name in names}, box.shown_people)
    mostly = tuple(name for name, share in shares.items() if share >= MOSTLY)
    return FollowUps(True, k, {name: share for name, share in shares.items() if name not in mostly}, mostly)
