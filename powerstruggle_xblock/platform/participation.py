"""Credit for taking part.

The whole grade and completion at the first submission, whatever it holds, and never less afterwards.
"""

from functools import partial

from xblock.fields import Scope

from ..analytics import events
from .fields import LearnerFlag
from .grading import GradedBlock


class ParticipationBlock(GradedBlock):
    """The base of a component that is completed by taking part.

    The learner's state holds that they did, and nothing of what was said.
    """

    took_part = LearnerFlag(
        help="Whether the learner has taken part; never what they answered.", scope=Scope.user_state, default=False
    )

    def graded_scores(self) -> list[float]:
        """Return one score of 1 for whoever took part."""
        return [1.0] if self.took_part else []

    def give_credit(self) -> None:
        """Store that the learner took part and tell the platform, once.

        A later submission leaves a published grade as it is.
        """
        is_first = not self.took_part
        if not is_first and self.ratio is not None:
            return
        self.override = self.effective_override()
        self.took_part = True
        if not self.is_masquerading:
            self.ratio = self.grade()
        self.publish_completion()
        self.publish_grade()
        if is_first and self.is_own_run:
            events.send_participated(
                partial(self.runtime.publish, self), str(self.scope_ids.usage_id), self.scope_ids.block_type
            )

    def generate_report_data(self, user_state_iterator, limit_responses=None):
        """Return the rows of the platform's problem-responses report: who took part, never a word or a position."""
        count = 0
        for row in user_state_iterator:
            if limit_responses is not None and count >= limit_responses:
                return
            if (row.state or {}).get("took_part") is True:
                count += 1
                yield row.username, {"Took part": "yes"}
