"""The catalogs: skills, moves and client profiles, read from the TOML files beside this module.

They are data, so that a clinician can read and correct them. Their texts are translated like any other text of the
interface.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from . import vocabulary
from .model import USUAL_METERS, Choice

MISTAKES = tuple(vocabulary.MISTAKES)
HIGH_TENSION = 7
LOW_TENSION = 4


@dataclass(frozen=True, slots=True)
class Skill:
    """One observable competency and its sentences for the debrief.

    The constructs follow Nau et al. (2009), Price & Baker (2012) and Richmond et al. (2012).
    """

    id: str
    code: str
    name: str
    strong: str
    did_well: str
    next_time: str
    slip: str


@dataclass(frozen=True, slots=True)
class Move:
    """Something staff do. `they` is the end of a sentence about several people who do it.

    `usual` is its change by meter; `high` and `low` replace it at high and low tension. `mistake` is its mistake tag or
    None; profiles have rules for its `tags`. `levels` is how a reply that makes it is usually rated by skill, the main
    skill first; the editor proposes it, and play and scoring never read it. The numbers are design decisions, not
    findings.
    """

    id: str
    name: str
    they: str
    usual: Mapping[str, int]
    high: Mapping[str, int]
    low: Mapping[str, int]
    mistake: str | None
    tags: frozenset[str]
    levels: Mapping[str, int]

    def changes(self, tension: int) -> dict[str, int]:
        """Return the change by meter at this tension, 0–10."""
        nothing: Mapping[str, int] = {}
        replaced = self.high if tension >= HIGH_TENSION else self.low if tension <= LOW_TENSION else nothing
        return {**self.usual, **replaced}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a profile changes the effect of moves with a tag: factors (`times`) and additions (`add`) by meter."""

    tag: str
    times: Mapping[str, float]
    add: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """A client profile: starting values by meter, 0–10, and rules for moves."""

    id: str
    name: str
    start: Mapping[str, int]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """Why a kind of issue matters, and how it can be corrected (`mend`)."""

    why: str
    mend: str


def _load_table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__ or __name__).joinpath(name).read_text(encoding="utf-8"))


@cache
def skills() -> Mapping[str, Skill]:
    """Return the eight skills by id, in their fixed order."""
    return {id_: Skill(id=id_, **row) for id_, row in _load_table("skills.toml").items()}


@cache
def moves() -> Mapping[str, Move]:
    """Return the staff moves by id."""
    return {
        id_: Move(
            id=id_,
            name=row["name"],
            they=row["they"],
            usual={meter: row[meter] for meter in USUAL_METERS if meter in row},
            high=row.get("high", {}),
            low=row.get("low", {}),
            mistake=row.get("mistake"),
            tags=frozenset(row.get("tags", ())),
            levels=row["levels"],
        )
        for id_, row in _load_table("moves.toml").items()
    }


def mistake_of(choice: Choice) -> str | None:
    """Return the mistake that a choice stands for, a key of MISTAKES: the author's, else that of its move; or None."""
    move = moves().get(choice.move or "")
    return choice.mistake or (move.mistake if move else None)


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the client profiles by id."""
    return {
        id_: Profile(
            id=id_,
            name=row["name"],
            start=row["start"],
            rules=tuple(Rule(r["tag"], r.get("times", {}), r.get("add", {})) for r in row["rules"]),
        )
        for id_, row in _load_table("profiles.toml").items()
    }


@cache
def rule_help() -> Mapping[str, RuleHelp]:
    """Return the help on each kind of issue, by the code of `notation.issues.Issue`."""
    return {code: RuleHelp(**row) for code, row in _load_table("rule_help.toml").items()}
