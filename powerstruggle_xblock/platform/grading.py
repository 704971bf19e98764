"""The grade of a component, as Open edX asks for it: the scorable methods, and what is published when.

The block alone decides which grade is kept and publishes that one; it never asks the platform to compare
(`only_if_higher` fails there for a learner who has state but no grade yet). Scores are ratios from 0 to 1; the platform
turns them into points by `weight`.
"""

import math
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from xblock.fields import Scope
from xblock.scorable import ScorableXBlockMixin, Score

from ..notation.messages import noop
from ..scenario import grade as grades
from ..scenario.grade import Override, infer_override
from .component import ComponentBlock
from .fields import Count, LearnerCount, LearnerOverride, LearnerRatio, Points

_publishing: ContextVar[tuple | None] = ContextVar("powerstruggle_publishing", default=None)
"""Of which component and learner a grade is being published now.

The platform hands it back through `set_score`, to this instance or to another one, and that is no instructor's
override.
"""


def clamped(ratio: float) -> float:
    """Return a ratio within 0 and 1; 0 for what is not a finite number. The platform checks nothing."""
    return min(1.0, max(0.0, float(ratio))) if math.isfinite(ratio) else 0.0


class GradedBlock(ScorableXBlockMixin, ComponentBlock):
    """The base of a component with a grade: what the platform's grading, rescoring, overriding and resetting rely on.

    A block gives `graded_scores()`, and `keep_rule` where it differs from the usual one. A block whose recorded scores
    can be computed anew gives `recomputed_scores()` and `store_recomputed_scores()`.
    """

    has_score = True
    icon_class = "problem"
    publishes_grade = True
    """Whether it has a grade; one that has none is only completed."""

    weight = Points(
        display_name=noop("Points"),
        help=noop("What this component is worth in the gradebook."),
        scope=Scope.settings,
        default=1.0,
        values={"min": 0, "step": 0.1},
        enforce_type=True,
    )
    max_attempts = Count(
        display_name=noop("Graded attempts"),
        help=noop("How often it can be played for a grade. 0 or empty: as often as they like."),
        scope=Scope.settings,
        default=0,
        values={"min": 0},
    )
    attempts = LearnerCount(
        help='Graded runs begun; instructors\' "Reset attempts" looks for this name.', scope=Scope.user_state, default=0
    )
    override = LearnerOverride(
        help="A score that an instructor set, apart from what was played.", scope=Scope.user_state, default=None
    )
    ratio = LearnerRatio(
        help="The grade that was published last, 0–1; the grade itself is computed from the recorded runs.",
        scope=Scope.user_state,
        default=None,
    )

    # --- what a block gives -------------------------------------------------------------------------------------------

    def graded_scores(self) -> list[float]:
        """Return the recorded scores, 0–1, first to last."""
        raise NotImplementedError

    @property
    def keep_rule(self) -> str:
        """Which of several recorded scores counts."""
        return grades.USUAL_KEEP

    def recomputed_scores(self) -> list[float]:
        """Return the scores, 0–1, of the recorded runs computed anew, first to last."""
        return self.graded_scores()

    def store_recomputed_scores(self) -> None:
        """Put the scores computed anew in the place of the recorded ones."""

    def holds_release_01_state(self) -> bool:
        """Return whether the stored state is release 0.1's, in which `ratio` may hold an instructor's override."""
        return self.override is None

    # --- the grade ----------------------------------------------------------------------------------------------------

    def effective_override(self) -> Override | None:
        """Return the override that an instructor set, also where release 0.1 stored it, or None."""
        if self.override is not None or not self.holds_release_01_state():
            return self.override
        return infer_override(self.ratio, self.graded_scores())

    def grade(self) -> float | None:
        """Return the effective grade, 0–1, or None before the first."""
        return grades.effective_grade(self.graded_scores(), self.keep_rule, self.effective_override())

    # --- the platform's scorable methods ------------------------------------------------------------------------------

    def max_score(self) -> float:
        """Return the points this block is worth; it is asked of a block bound to no learner."""
        return 1.0 if self.weight is None else self.weight

    def has_submitted_answer(self) -> bool:
        """Return whether the learner has a grade to recompute."""
        return self.publishes_grade and self.grade() is not None

    def get_score(self) -> Score:
        """Return the effective grade."""
        return Score(clamped(self.grade() or 0.0), 1.0)

    def set_score(self, score: Score) -> None:
        """Keep a score that an instructor set; a score that comes back while it is being published is left as it is."""
        if _publishing.get() == self._grade_key():
            return
        ratio = clamped(score.raw_earned / score.raw_possible) if score.raw_possible else 0.0
        self.override = Override(ratio, len(self.graded_scores()))
        self.ratio = ratio

    def calculate_score(self) -> Score:
        """Return the score computed anew from the recorded runs; change nothing."""
        recomputed = grades.effective_grade(self.recomputed_scores(), self.keep_rule, None)
        return self.get_score() if recomputed is None else Score(clamped(recomputed), 1.0)

    def rescore(self, only_if_higher: bool) -> None:
        """Compute the score anew, keep and publish it; with `only_if_higher` a lower one changes nothing.

        A new score takes the place of an instructor's override. Raise ValueError where there is nothing to rescore.
        """
        if not self.has_submitted_answer():
            raise ValueError(f"There is nothing to rescore in {self.scope_ids.usage_id}")
        score = self.calculate_score()
        if self.recomputed_scores() and (not only_if_higher or score.raw_earned > self.get_score().raw_earned):
            self.store_recomputed_scores()
            self.override = None
            self.ratio = score.raw_earned
        self.publish_grade()

    def publish_grade(self, score: Score | None = None, only_if_higher: bool | None = None) -> None:
        """Publish the effective grade, or this score.

        The platform calls it without arguments after an instructor's override.
        """
        self._publish_grade(score or self.get_score(), only_if_higher)

    def _publish_grade(self, score: Score, only_if_higher: bool | None = None) -> None:
        if self.is_own_run and self.publishes_grade:
            value = clamped(score.raw_earned / score.raw_possible) if score.raw_possible else 0.0
            with self._being_published():
                self.runtime.publish(self, "grade", {"value": value, "max_value": 1.0})

    @contextmanager
    def _being_published(self):
        token = _publishing.set(self._grade_key())
        try:
            yield
        finally:
            _publishing.reset(token)

    def _grade_key(self) -> tuple:
        return self.scope_ids.usage_id, self.scope_ids.user_id

    def publish_completion(self) -> None:
        """Tell a runtime without a completion service that the learner has completed this component.

        Where that service is, the grade that is published in the same move completes it
        (docs/decisions/0022-the-grade-completes.md), unless the component has none.
        """
        if self.is_own_run and (not self.publishes_grade or self.service("completion") is None):
            self.runtime.publish(self, "completion", {"completion": 1.0})

    # --- limits and deadlines -----------------------------------------------------------------------------------------

    def attempts_left(self) -> int | None:
        """Return the graded attempts left, or None for no limit."""
        return grades.attempts_left(self.max_attempts, self.attempts)

    def results_shown(self) -> bool:
        """Return whether the course lets this learner see score and feedback now (`show_correctness`)."""
        rule = getattr(self, "show_correctness", "always")
        if str(rule).startswith("never"):
            return False
        if rule != "past_due" or self.is_course_staff:
            return True
        due = getattr(self, "close_date", None) or getattr(self, "due", None)
        return due is None or due < datetime.now(UTC)

    def is_past_deadline(self) -> bool:
        """Return whether the course's deadline for this learner has passed; false where a runtime has no deadlines."""
        passed = getattr(self, "has_deadline_passed", None)
        return bool(passed()) if callable(passed) else False
