"""The figures of a panel: counters gathered by version, those that can be told rounded, the others withheld.

A figure is a number of times, not of people: somebody who comes to a scene twice counts twice. What is told is rounded to 5,
shares to 5 per cent: otherwise whoever subtracts the choices of a scene from its arrivals knows that just one person stopped
there (rounding as disclosure control: Hundepool et al. 2012). Withheld is what the one door of the group's answers withholds.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..group_answers.api import SMALLEST_K, Count
from ..scenario import model as m
from . import counters

STEP = 5
SHARE = 5
"""Counts are rounded to the one, per cent to the other."""
WEEK = re.compile(r"week:(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of times as it may be told: rounded, or None for withheld. `more`: some of what it sums up is withheld."""

    told: int | None
    share: int | None = None
    more: bool = False


@dataclass
class Attempts:
    """The counters of the first, or of the later attempts at one version; a withheld one is None."""

    counts: dict[str, int | None] = field(default_factory=dict)

    def figure(self, name: str, of: str | None = None) -> Figure:
        """Give a counter as it may be told, with its share of another where both can be."""
        count, whole = self.counts.get(name, 0), self.counts.get(of) if of else None
        return Figure(rounded(count), share(count, whole))

    def stopped(self, scene_id: str) -> Figure:
        """Give how often nobody chose after having come to a scene: arrivals less choices, of those now on their way as well."""
        came, left = self.counts.get(counters.scene(scene_id), 0), self.counts.get(counters.left(scene_id), 0)
        if came is None or left is None:
            return Figure(None)
        rest = max(0, came - left)
        return Figure(rounded(rest), share(rest, came))

    def ids(self, prefix: str) -> list[str]:
        """Give what stands behind a prefix in the names there are."""
        return [name.removeprefix(prefix) for name in self.counts if name.startswith(prefix)]


@dataclass
class Version:
    """One content version with its counters, and the Mondays of the weeks in which runs of it were begun."""

    id: str
    first: Attempts = field(default_factory=Attempts)
    later: Attempts = field(default_factory=Attempts)
    weeks: list[str] = field(default_factory=list)

    @property
    def since(self) -> str:
        """The first of the weeks, as year-month-day; "" where none is known."""
        return min(self.weeks, default="")


def gathered(counts: Iterable[Count], present: str) -> list[Version]:
    """Give the versions, the present one first and then the newest first; the present one also where nothing is counted of it."""
    found = {present: Version(present)}
    for each in counts:
        version = found.setdefault(each.version, Version(each.version))
        if week := WEEK.fullmatch(each.name):
            version.weeks.append(week[1])
        else:
            (version.first if each.first else version.later).counts[each.name] = each.count
    newest = sorted(found.values(), key=lambda version: (max(version.weeks, default=""), version.since), reverse=True)
    return sorted(newest, key=lambda version: version.id != present)


def elsewhere(versions: Iterable[Version], shown: Version) -> Mapping[str, Figure]:
    """Give the sums of all other versions by name, first and later attempts together."""
    sums: dict[str, tuple[int, bool]] = {}
    for attempts in (each for version in versions if version is not shown for each in (version.first, version.later)):
        for name, count in attempts.counts.items():
            total, more = sums.get(name, (0, False))
            sums[name] = total + (count or 0), more or count is None
    return {name: Figure(rounded(total) if total else None if more else 0, more=more) for name, (total, more) in sums.items()}


@dataclass(frozen=True, slots=True)
class Split:
    """A decision on which people go apart: the scene and its replies with their shares of those who came, the largest first."""

    scene: m.Scene
    replies: tuple[tuple[m.Choice, Figure], ...]


def most_split(scenario: m.Scenario, attempts: Attempts, most: int = 3) -> list[Split]:
    """Give the decisions on which replies lie furthest apart, by the chance that two choices differ (Simpson 1949).

    Only decisions that count, of which two replies at least can be told; a withheld reply counts as nothing here.
    """
    found = []
    for number, scene in enumerate(scenario.scenes):
        names = {choice: counters.choice(scene.id, choice.id) for choice in scene.choices}
        told = [count for name in names.values() if (count := attempts.counts.get(name, 0))]
        if not scene.is_decision or len(told) < 2:
            continue
        differ = 1 - sum((count / sum(told)) ** 2 for count in told)
        replies = [(choice, attempts.figure(name, counters.scene(scene.id))) for choice, name in names.items()]
        replies.sort(key=lambda reply: -1 if reply[1].told is None else -reply[1].told)
        found.append((-differ, number, Split(scene, tuple(replies))))
    return [split for *_, split in sorted(found, key=lambda row: row[:2])[:most]]


def most_stopped(attempts: Attempts, scene_ids: Iterable[str], most: int = 3) -> list[tuple[str, Figure]]:
    """Give the scenes at which most runs stopped, with how many; those of which it can't be told are left out."""
    found = [(scene_id, figure) for scene_id in scene_ids if (figure := attempts.stopped(scene_id)).told]
    return sorted(found, key=lambda row: -row[1].told)[:most]


def rounded(count: int | None) -> int | None:
    """Give a count as it may be told: to the nearest 5, and never 0 where something happened."""
    if count is None or 0 < count < SMALLEST_K:
        return None
    return STEP * ((count + STEP // 2) // STEP)


def share(count: int | None, whole: int | None) -> int | None:
    """Give per cent, rounded to 5; None where one of both can't be told or there is nothing to share."""
    if rounded(count) is None or not whole:
        return None
    return min(100, SHARE * int(100 * count / whole / SHARE + 0.5))
