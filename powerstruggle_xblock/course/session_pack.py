"""What a supervisor prints for a first session, read from scenarios/course/monday-pack.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..continuum import continuum_xml, ready_made
from ..continuum.model import Continuum

STATEMENTS = ("buttons", "about-us")
"""The ready-made sets whose statements are printed, in this order; the first one's scale is that of the 0–4 cards."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a session: its minutes, its title, and what to say or do, a paragraph each."""

    minutes: int
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A session: for whom it is, what to bring, and its parts in order."""

    title: str
    for_whom: str
    bring: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """The length of the whole session."""
        return sum(part.minutes for part in self.parts)

    def list_start_times(self) -> list[tuple[str, Part]]:
        """Return each part with the time at which it begins, as hours and minutes from the start."""
        starts = [sum(part.minutes for part in self.parts[:at]) for at in range(len(self.parts))]
        return [(f"{start // 60}:{start % 60:02}", part) for start, part in zip(starts, self.parts, strict=True)]


@dataclass(frozen=True, slots=True)
class SessionPack:
    """Everything of the pack; `observer`, `log`, `weekly`, `stages` and `plain` are the file's own tables."""

    short: Plan
    long: Plan
    observer: dict
    log: dict
    weekly: dict
    stages: dict
    plain: dict


def read_pack(folder: Path) -> SessionPack:
    """Return the pack of a course's folder."""
    table = tomllib.loads((folder / "monday-pack.toml").read_text(encoding="utf-8"))
    plans = _plan(table["short"]), _plan(table["long"])
    return SessionPack(*plans, *(table[name] for name in ("observer", "log", "weekly", "stages", "plain")))


def _plan(row: dict) -> Plan:
    parts = tuple(Part(part["minutes"], part["title"], tuple(part["text"])) for part in row["part"])
    return Plan(row["title"], row["for_whom"], tuple(row["bring"]), parts)


def read_statement_sets() -> list[Continuum]:
    """Return the ready-made sets whose statements are printed on cards."""
    sets = [continuum_xml.parse(ready_made.read_set(name)).continuum for name in STATEMENTS]
    return [continuum for continuum in sets if continuum is not None]
