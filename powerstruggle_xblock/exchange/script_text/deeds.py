"""What a choice says, does and is worth: `[Step back.] Words.`, `[wait 20: Words.]`, and what stands behind "!"."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from .lines import trim

RATING_WORDS = ("harms", "weak", "workable", "strong")
"""The words of the ratings 0 to 3."""

_WAITING = re.compile(r"wait(?:[ \t]+([0-9]{1,4}))?[ \t]*(?::[ \t]*(.*))?\Z", re.S)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is said or done, or a pause: its element, its guarded words, and the seconds of a pause."""

    tag: str
    words: str
    seconds: str | None = None


def read_deeds(words: str) -> list[Deed]:
    """Read the words of a choice."""
    found: list[Deed] = []
    rest = trim(words)
    end = rest.find("]")
    if rest.startswith("[") and end > 0:
        found.append(_read_bracket(trim(rest[1:end])))
        rest = trim(rest[end + 1 :])
    begin = rest.rfind("[")
    if not found and begin > 0 and rest.find("]", begin) == len(rest) - 1:
        found += [Deed("say", trim(rest[:begin])), _read_bracket(trim(rest[begin + 1 : -1]))]
        rest = ""
    if rest:
        found.append(Deed("say", rest))
    return found


def _read_bracket(inside: str) -> Deed:
    pause = _WAITING.match(inside)
    return Deed("wait", pause[2] or "", pause[1]) if pause else Deed("do", inside)


@dataclass(slots=True)
class Marks:
    """What a line behind "!" says: a move, ratings by skill, and words that are neither."""

    move: str | None = None
    ratings: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)


def read_marks(words: str, skills: Collection[str], moves: Collection[str]) -> Marks:
    """Read the words behind "!"."""
    found = Marks()
    for item in words.split(","):
        first, *others = trim(item).lower().split() or [""]
        rating = _rating_of(first)
        if not first:
            continue
        if rating is None:
            if first in moves and not others:
                found.move = first
            else:
                found.open.append(trim(item))
            continue
        rated = [skill for skill in others if skill in skills]
        found.ratings |= dict.fromkeys(rated, str(rating))
        if not rated or len(rated) < len(others):
            found.open.append(trim(item))
    return found


def _rating_of(word: str) -> int | None:
    if word in ("0", "1", "2", "3"):
        return int(word)
    return RATING_WORDS.index(word) if word in RATING_WORDS else None
