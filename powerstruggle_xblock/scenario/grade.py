"""The effective grade: computed from the recorded runs and, apart from them, an instructor's override.

Nothing else decides a grade. What a component stores of it beside the runs is only the value it published last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from . import scoring
from .model import KEEP, Scenario
from .progress import clamp_ratio, load_count


@dataclass(frozen=True, slots=True)
class Override:
    """A score, 0–1, that an instructor set, and after how many recorded graded runs it was set."""

    score: float
    after: int

    def to_json(self) -> dict[str, Any]:
        """Return the stored form."""
        return {"score": self.score, "after": self.after}


USUAL_KEEP = "best"
"""Which of several graded runs counts where no scenario says it."""


def keep_rule(scenario: Scenario | None) -> str:
    """Return which of several graded runs counts; without a playable scenario the best one."""
    return scenario.scoring.keep if scenario else USUAL_KEEP


def attempts_left(limit: int | None, begun: int | None) -> int | None:
    """Return the graded attempts left of `limit` when some have begun; None for no limit (0 or None)."""
    return max(0, limit - (begun or 0)) if limit and limit > 0 else None


def load_override(stored: Any) -> Override | None:
    """Return the override in a stored value, or None for anything that is not one; never raise."""
    if not isinstance(stored, Mapping):
        return None
    row = cast(Mapping[str, Any], stored)
    score = clamp_ratio(row.get("score"))
    return None if score is None else Override(score, load_count(row.get("after")))


def effective_grade(scores: Sequence[float], keep: str, override: Override | None) -> float | None:
    """Return the grade, 0–1, of graded runs with these scores, first to last.

    It is None without a run and without an override.
    An override stands in the place of the runs before it and counts as one run that was earned; only `keep="average"`
    returns to the mean of all runs when another run ends.
    """
    if override is None:
        return scoring.aggregate_score(scores, keep)
    later = list(scores[override.after :])
    if not later:
        return override.score
    return scoring.aggregate_score(scores if keep == "average" else [override.score, *later], keep)


def infer_override(ratio: float | None, scores: Sequence[float]) -> Override | None:
    """Return the override that a state of release 0.1 holds, or None.

    That release stored one number for the grade. Where no rule of keeping gives that number for the recorded runs, an
    instructor had set it.
    """
    if ratio is None:
        return None
    possible = (scoring.aggregate_score(scores, keep) for keep in KEEP)
    if any(score is not None and abs(score - ratio) < scoring.TOLERANCE for score in possible):
        return None
    return Override(ratio, len(scores))
