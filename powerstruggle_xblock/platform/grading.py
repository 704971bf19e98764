"""A block's grade, as Open edX asks for it: the scorable contract, kept scores and what is published when.

The block alone decides which score is kept and publishes that one; it never asks the platform to compare
(`only_if_higher` fails there for a learner who has state but no grade yet). Scores are ratios 0–1; `weight` turns
them into points on the platform's side.
"""

import math
from datetime import UTC, datetime

from xblock.fields import Scope
from xblock.scorable import ScorableXBlockMixin, Score

from ..presenter.labels import noop
from .fields import Count, Points, Ratio


def clamped(ratio: float) -> float:
    """Give a ratio within 0–1; what is no number is 0. The platform checks nothing."""
    return min(1.0, max(0.0, float(ratio))) if math.isfinite(ratio) else 0.0


class GradedMixin(ScorableXBlockMixin):
    """Fields and methods the platform's grading, rescoring, overriding and resetting rely on.

    The block gives `recomputed_ratio()`: the ratio that stands by its own stored state, or None.
    """

    has_score = True
    icon_class = "problem"

    weight = Points(
        display_name=noop("Points"),
        help=noop("What this component is worth in the gradebook."),
        scope=Scope.settings, default=1.0, values={"min": 0, "step": 0.1}, enforce_type=True,
    )
    max_attempts = Count(
        display_name=noop("Graded attempts"),
        help=noop("How often it can be played for a grade. 0 or empty: as often as they like."),
        scope=Scope.settings, default=0, values={"min": 0},
    )
    attempts = Count(help="Graded runs begun; instructors' \"Reset attempts\" looks for this name.", scope=Scope.user_state, default=0)
    ratio = Ratio(help="The kept score, 0–1, or nothing before the first.", scope=Scope.user_state, default=None)

    def max_score(self) -> float:
        """Give the points this block is worth; asked of a block bound to no learner."""
        return 1.0 if self.weight is None else self.weight

    def has_submitted_answer(self) -> bool:
        """Tell whether the learner has a score to recompute."""
        return self.ratio is not None

    def get_score(self) -> Score:
        """Give the kept score."""
        return Score(clamped(self.ratio or 0.0), 1.0)

    def set_score(self, score: Score) -> None:
        """Keep a score that the platform or an instructor set."""
        self.ratio = clamped(score.raw_earned / score.raw_possible) if score.raw_possible else 0.0

    def calculate_score(self) -> Score:
        """Recompute the score from the stored runs; changes nothing."""
        recomputed = self.recomputed_ratio()
        return self.get_score() if recomputed is None else Score(clamped(recomputed), 1.0)

    def rescore(self, only_if_higher: bool) -> None:
        """Recompute, keep and publish the score; with `only_if_higher` a lower one changes nothing."""
        if not self.has_submitted_answer():
            raise ValueError(f"There is nothing to rescore in {self.scope_ids.usage_id}")
        score = self.calculate_score()
        if not only_if_higher or score.raw_earned > self.get_score().raw_earned:
            self.set_score(score)
            self.rescore_taken()
        self.publish_grade()

    def rescore_taken(self) -> None:
        """Note in what is stored that a rescore's score was taken, where later scores are worked out of more than `ratio`."""

    def publish_grade(self, score: Score | None = None, only_if_higher: bool | None = None) -> None:
        """Publish the kept score, or this one. Called without arguments after an instructor's override."""
        self._publish_grade(score or self.get_score(), only_if_higher)

    def _publish_grade(self, score: Score, only_if_higher: bool | None = None) -> None:
        if self.in_course:
            value = clamped(score.raw_earned / score.raw_possible) if score.raw_possible else 0.0
            self.runtime.publish(self, "grade", {"value": value, "max_value": 1.0})

    def publish_completion(self) -> None:
        """Tell the platform that the learner has done this component."""
        if self.in_course:
            self.runtime.publish(self, "completion", {"completion": 1.0})

    def attempts_left(self) -> int | None:
        """Give the graded attempts left, or None for no limit."""
        most = self.max_attempts or 0
        return max(0, most - (self.attempts or 0)) if most > 0 else None

    def results_shown(self) -> bool:
        """Tell whether the course lets this learner see score and feedback now (the platform's `show_correctness` rule)."""
        rule = getattr(self, "show_correctness", "always")
        if str(rule).startswith("never"):
            return False
        if rule != "past_due" or self.is_course_staff:
            return True
        due = getattr(self, "close_date", None) or getattr(self, "due", None)
        return due is None or due < datetime.now(UTC)

    def is_past_deadline(self) -> bool:
        """Tell whether the course's deadline for this learner has passed; False where a runtime knows none."""
        asked = getattr(self, "has_deadline_passed", None)
        return bool(asked()) if callable(asked) else False
