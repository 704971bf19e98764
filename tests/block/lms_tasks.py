"""What the LMS does with a component's grade, as its sources do it; the source is named at each."""

import copy
import json
from dataclasses import dataclass, field

from xblock.fields import Scope
from xblock.scorable import ScorableXBlockMixin, Score

from .support import TYPE, World


class Refused(Exception):
    """What the task tells the instructor."""


@dataclass
class Gradebook:
    """Listens to a component's events that the platform acts on, and does what it does.

    `scores` has the raw grades in learners' rows, `completion` the completions.
    """

    world: World
    scores: dict = field(default_factory=dict)
    completion: dict = field(default_factory=dict)
    is_completion_tracked: bool = True
    """Whether the operator lets completions be tracked (edx-completion, waffle.py)."""

    def __post_init__(self):
        self.world.listener = self.published

    def published(self, block, kind, data):
        """Act on an event (xmodule/services.py, EventPublishingService)."""
        if kind == "completion":
            self._submit_completion(block.scope_ids.user_id, data["completion"])
        else:
            self._score_published(block, data)

    def _submit_completion(self, user, completion):
        """Store a completion (edx-completion, models.py); what is outside 0 and 1 is a ValidationError there."""
        assert 0.0 <= completion <= 1.0
        self.completion[user] = completion

    def _score_published(self, block, data):
        """Store a grade and hand it back to the same instance.

        The source is score_published_handler in lms/djangoapps/grades/signals/handlers.py.
        """
        user = block.scope_ids.user_id
        assert "only_if_higher" not in data, "the platform would compare with a grade that is not there"
        assert 0 <= data["value"] <= data["max_value"] == 1.0
        self.scores[user] = (data["value"], data["max_value"])
        if isinstance(block, ScorableXBlockMixin):
            block.set_score(Score(raw_earned=data["value"], raw_possible=data["max_value"]))
        self._raw_score_changed(
            block,
            user,
            score_deleted=data.get("score_deleted", False),
            grader_response=data.get("grader_response", False),
        )

    def _raw_score_changed(self, block, user, *, score_deleted, grader_response=False):
        """Complete a component by its grade (edx-completion, handlers.py, scorable_block_completion)."""
        if not self.is_completion_tracked or getattr(type(block), "has_custom_completion", False):
            return
        if not grader_response:
            self._submit_completion(user, 0.0 if score_deleted else 1.0)

    def weighted(self, user="ann") -> tuple[float, float]:
        """Return what gradebook and progress page show (lms/djangoapps/grades/scores.py, weighted_score)."""
        block = self.world.block(None)
        earned, possible = self.scores.get(user, (0.0, block.max_score()))
        weight = block.weight
        if weight is None or possible == 0:
            return earned, possible
        return float(earned) * weight / possible, float(weight)

    # --- learners' rows -----------------------------------------------------------------------------------------------

    def _row(self, user) -> dict:
        """Return the keys of a learner's stored state, by field."""
        texts = self.world.store.texts
        return {key.field_name: key for key in texts if key.user_id == user and key.scope == Scope.user_state}

    def _require_row(self, user) -> dict:
        row = self._row(user)
        if not row and user not in self.scores:
            raise Refused("StudentModule matching query does not exist")
        return row

    def _delete_row(self, user) -> None:
        for key in self._row(user).values():
            del self.world.store.texts[key]
        self.scores.pop(user, None)

    # --- instructors' tasks (lms/djangoapps/instructor_task/tasks_helper/module_state.py) -----------------------------

    def rescore(self, user="ann", *, only_if_higher=False) -> str:
        """Do rescore_problem_module_state for whoever has a row."""
        if not self._row(user) and user not in self.scores:
            return "no row"
        instance = self.world.block(user)
        if not instance.has_submitted_answer():
            return "skipped"
        instance.rescore(only_if_higher=only_if_higher)
        instance.save()
        return "succeeded"

    def override(self, points, user="ann") -> None:
        """Do override_score_module_state; a learner without a row gets one."""
        instance = self.world.block(user)
        points = float(points)
        if not 0 <= points <= instance.max_score():
            raise Refused("Score must be between 0 and the maximum points available for the problem.")
        weight = instance.weight if instance.weight is not None else 1
        if weight == 0:
            raise Refused("Scores cannot be overridden for a problem that has a weight of zero.")
        instance.set_score(Score(raw_earned=points / weight, raw_possible=instance.max_score() / weight))
        instance.publish_grade()
        instance.save()

    def reset_attempts(self, user="ann") -> None:
        """Do what the instructor's page does for one learner (lms/djangoapps/instructor/enrollment.py).

        Four names are written into the stored state, whether the component has fields of that name or not.
        """
        row = self._require_row(user)
        some = next(iter(row.values()))
        histories = {"score_history": [], "correct_map_history": [], "student_answers_history": []}
        for name, value in {"attempts": 0, **histories}.items():
            self.world.store.texts[some._replace(field_name=name)] = json.dumps(value)

    def reset_everybodys_attempts(self) -> None:
        """Do reset_attempts_module_state for every row: an edit of the stored JSON, where `attempts` is more than 0."""
        for key, text in self.world.store.texts.items():
            if key.field_name == "attempts" and json.loads(text) > 0:
                self.world.store.texts[key] = "0"

    def delete_state(self, user="ann") -> None:
        """Do reset_student_attempts with delete_module for one learner (lms/djangoapps/instructor/enrollment.py).

        A block that has `clear_student_state` is called and has to reset its own score: the platform then fires no
        score change, and grade and completion stay. Without a row the task fails, after that call.
        """
        block = self.world.block(None)
        clear_student_state = getattr(block, "clear_student_state", None)
        submission_cleared = False
        if callable(clear_student_state):
            clear_student_state(
                user_id=f"anonymous-{user}",
                course_id=str(self.world.usage.context_key),
                item_id=str(self.world.usage),
                requesting_user_id="anonymous-staff",
            )
            submission_cleared = True
        self._require_row(user)
        graded = self.scores.get(user)
        self._delete_row(user)
        if submission_cleared or not block.has_score or block.max_score() is None:
            if graded:
                self.scores[user] = graded
            return
        self._raw_score_changed(block, user, score_deleted=True)

    def delete_everybodys_state(self) -> None:
        """Do delete_problem_module_state for every row: rows go, and nobody is told.

        What the gradebook shows was computed before and stays until it is computed anew, and so do completions.
        """
        for key in [key for key in self.world.store.texts if key.scope == Scope.user_state]:
            del self.world.store.texts[key]


def viewed_as(world: World) -> World:
    """Return the component as staff have it who view the course as a particular learner (courseware/masquerade.py).

    Writes go to the staff member's session; events are only tracked (xmodule/services.py, EventPublishingService).
    """
    assert type(world.block()).show_in_read_only_mode is True, "else hidden by filter_displayed_blocks"
    seen = copy.copy(world)
    seen.masquerade, seen.session = "person", {}
    return seen


def collected_max_score(world: World) -> float:
    """Return what is asked at publishing of a component bound to nobody (lms/djangoapps/grades/transformer.py)."""
    block = world.block(None)
    assert type(block).has_score is True and block.scope_ids.block_type == TYPE
    return block.max_score()
