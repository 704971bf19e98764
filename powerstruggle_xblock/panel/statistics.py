"""Group a scenario's counters by version and round them for display.

A count is a number of times, not of people: a learner who reaches a scene twice counts twice. Counts are rounded to 5
and percentages to 5 %: otherwise the arrivals at a scene minus its choices would reveal that a single person stopped
there (rounding as statistical disclosure control: Hundepool et al. 2012). Small counts are suppressed by
`group_answers.api`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..group_answers.api import SMALLEST_K, Count
from ..scenario import model as m
from . import counters

COUNT_STEP = 5
"""Counts are rounded to a multiple of this."""
PERCENT_STEP = 5
"""Percentages are rounded to a multiple of this."""
_WEEK = re.compile(r"week:(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class RoundedCount:
    """A count as it may be shown.

    `value` is a multiple of 5, or None where it is suppressed. `percent` is its share of another count, 0 to 100, or
    None. `is_lower_bound` says that suppressed counts are missing from the sum.
    """

    value: int | None
    percent: int | None = None
    is_lower_bound: bool = False


@dataclass
class AttemptCounters:
    """The counters of the first, or of the later attempts at one version, by name; a suppressed one is None."""

    counts: dict[str, int | None] = field(default_factory=dict)

    def rounded(self, name: str, whole: str | None = None) -> RoundedCount:
        """Return a counter rounded, with its percentage of the counter `whole` where neither is suppressed."""
        count = self.counts.get(name, 0)
        return RoundedCount(round_count(count), round_percent(count, self.counts.get(whole) if whole else None))

    def drop_off(self, scene_id: str) -> RoundedCount:
        """Return how often a scene was reached without a choice made there yet: its arrivals minus its choices."""
        arrivals = self.counts.get(counters.scene_counter(scene_id), 0)
        continued = self.counts.get(counters.continued_counter(scene_id), 0)
        if arrivals is None or continued is None:
            return RoundedCount(None)
        stopped = max(0, arrivals - continued)
        return RoundedCount(round_count(stopped), round_percent(stopped, arrivals))

    @property
    def has_shown(self) -> bool:
        """Whether any of these counters is above 0 and shown."""
        return any(round_count(count) for count in self.counts.values())

    def ids(self, prefix: str) -> list[str]:
        """Return the ids behind a prefix in the names of these counters."""
        return [name.removeprefix(prefix) for name in self.counts if name.startswith(prefix)]


@dataclass
class VersionCounters:
    """The counters of one content version.

    `weeks` are the Mondays, as YYYY-MM-DD, of the weeks in which attempts were started.
    """

    id: str
    first: AttemptCounters = field(default_factory=AttemptCounters)
    later: AttemptCounters = field(default_factory=AttemptCounters)
    weeks: list[str] = field(default_factory=list)

    @property
    def first_week(self) -> str:
        """The earliest of the weeks, or "" where none is known."""
        return min(self.weeks, default="")


def group_by_version(counts: Iterable[Count], current_version: str) -> list[VersionCounters]:
    """Return the counters of each version: the current version first, then the most recently played.

    The current version is there even where nothing is counted of it.
    """
    found = {current_version: VersionCounters(current_version)}
    for count in counts:
        version = found.setdefault(count.version, VersionCounters(count.version))
        if week := _WEEK.fullmatch(count.name):
            version.weeks.append(week[1])
        else:
            (version.first if count.first else version.later).counts[count.name] = count.count

    def recency(version: VersionCounters) -> tuple[str, str]:
        return max(version.weeks, default=""), version.first_week

    newest_first = sorted(found.values(), key=recency, reverse=True)
    return sorted(newest_first, key=lambda version: version.id != current_version)


def sum_other_versions(versions: Iterable[VersionCounters], shown: VersionCounters) -> Mapping[str, RoundedCount]:
    """Return the sums over all versions but `shown`, by counter name, of first and later attempts together."""
    sums: dict[str, tuple[int, bool]] = {}
    for version in versions:
        if version is shown:
            continue
        for attempts in (version.first, version.later):
            for name, count in attempts.counts.items():
                total, is_lower_bound = sums.get(name, (0, False))
                sums[name] = total + (count or 0), is_lower_bound or count is None
    return {name: _rounded_sum(total, is_lower_bound) for name, (total, is_lower_bound) in sums.items()}


def _rounded_sum(total: int, is_lower_bound: bool) -> RoundedCount:
    if total == 0 and is_lower_bound:
        return RoundedCount(None, is_lower_bound=True)
    return RoundedCount(round_count(total), is_lower_bound=is_lower_bound)


@dataclass(frozen=True, slots=True)
class DividedDecision:
    """A scene at which learners choose differently; its replies with their counts, the most frequent first."""

    scene: m.Scene
    replies: tuple[tuple[m.Choice, RoundedCount], ...]


def find_divided_decisions(scenario: m.Scenario, attempts: AttemptCounters, limit: int = 3) -> list[DividedDecision]:
    """Return at most `limit` decisions, those first where two choices most probably differ (Simpson 1949).

    Only scenes that count for the score and have at least two replies with shown counts above 0. The order follows from
    rounded counts, so that it tells no more than they do; a suppressed reply counts as 0.
    """
    found: list[tuple[float, int, DividedDecision]] = []
    for number, scene in enumerate(scenario.scenes):
        names = {choice: counters.choice_counter(scene.id, choice.id) for choice in scene.choices}
        known = [count for name in names.values() if (count := attempts.rounded(name).value)]
        if not scene.is_decision or len(known) < 2:
            continue
        diversity = 1 - sum((count / sum(known)) ** 2 for count in known)
        whole = counters.scene_counter(scene.id)
        replies = [(choice, attempts.rounded(name, whole)) for choice, name in names.items()]
        # A suppressed count is between 0 and 5.
        replies.sort(key=lambda reply: 1 if reply[1].value is None else reply[1].value, reverse=True)
        found.append((-diversity, number, DividedDecision(scene, tuple(replies))))
    return [decision for *_, decision in sorted(found, key=lambda row: row[:2])[:limit]]


def find_drop_offs(
    attempts: AttemptCounters, scene_ids: Iterable[str], limit: int = 3
) -> list[tuple[str, RoundedCount]]:
    """Return at most `limit` scene ids with their drop-offs, the largest first; none that is 0 or suppressed."""
    found = [(scene_id, attempts.drop_off(scene_id)) for scene_id in scene_ids]
    return sorted((row for row in found if row[1].value), key=lambda row: row[1].value or 0, reverse=True)[:limit]


def round_count(count: int | None) -> int | None:
    """Return a count rounded to the nearest 5; None where it is suppressed or from 1 to SMALLEST_K - 1."""
    if count is None or 0 < count < SMALLEST_K:
        return None
    return COUNT_STEP * ((count + COUNT_STEP // 2) // COUNT_STEP)


def round_percent(count: int | None, whole: int | None) -> int | None:
    """Return the percentage, 0 to 100, rounded to 5; None where either is suppressed or `whole` is 0."""
    if count is None or round_count(count) is None or not whole:
        return None
    return min(100, PERCENT_STEP * int(100 * count / whole / PERCENT_STEP + 0.5))
