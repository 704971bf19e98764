"""Credit for taking part: the whole grade and completion on the first submission, whatever is in it, and never less again."""

from xblock.fields import Scope

from ..analytics import events
from .fields import Flag
from .grading import GradedMixin


class ParticipationMixin(GradedMixin):
    """For components that are done by being taken part in. The learner's state holds that, and nothing of what was said."""

    took_part = Flag(help="Whether the learner has taken part; never what they answered.", scope=Scope.user_state, default=False)

    def give_credit(self) -> None:
        """Note that the learner took part and tell the platform, once: a later submission touches no grade that stands."""
        if self.took_part:
            return
        self.took_part = True
        self.ratio = 1.0
        self.publish_completion()
        self.publish_grade()
        events.participated(self)

    def recomputed_ratio(self) -> float | None:
        """Give the whole grade to whoever took part."""
        return 1.0 if self.took_part else None

    def generate_report_data(self, user_state_iterator, limit_responses=None):
        """Give the rows of the platform's problem-responses report: who took part, never a word or a position."""
        given = 0
        for row in user_state_iterator:
            if limit_responses is not None and given >= limit_responses:
                return
            if (row.state or {}).get("took_part") is True:
                given += 1
                yield row.username, {"Took part": "yes"}
