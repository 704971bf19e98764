"""What the LMS does with a component's grade, as its sources do it; the module is named at each."""

import json
from dataclasses import dataclass, field

from xblock.scorable import Score

from .support import TYPE, World


class Refused(Exception):
    """What the task tells the instructor."""


@dataclass
class Gradebook:
    """Listens to a component's grade events and does what the platform does on each."""

    world: World
    scores: dict = field(default_factory=dict)
    completion: dict = field(default_factory=dict)

    def __post_init__(self):
        self.world.listener = self.published

    def published(self, user, kind, data):
        """EventPublishingService: grades go to the gradebook and back into another instance, the first completes."""
        if kind == "completion":
            assert data["completion"] >= self.completion.get(user, 0.0), "completion is never lowered"
            self.completion[user] = data["completion"]
        if kind != "grade":
            return
        assert "only_if_higher" not in data, "the platform would compare with a grade that is not there"
        assert 0 <= data["value"] <= data["max_value"] == 1.0
        self.scores[user] = (data["value"], data["max_value"])
        self.completion.setdefault(user, 1.0)
        # grades/signals/handlers.py score_published_handler: an instance of its own, saved before the publishing one.
        instance = self.world.block(user)
        instance.set_score(Score(raw_earned=data["value"], raw_possible=data["max_value"]))
        instance.save()

    def weighted(self, user="ann") -> tuple[float, float]:
        """What gradebook and progress page show (grades/scores.py weighted_score)."""
        block = self.world.block(None)
        earned, possible = self.scores.get(user, (0.0, block.max_score()))
        weight = block.weight
        return (earned, possible) if weight is None or possible == 0 else (earned * weight / possible, weight)

    def rescore(self, user="ann", *, only_if_higher=False) -> None:
        """instructor_task module_state.py, rescore_problem_module_state."""
        instance = self.world.block(user)
        if not instance.has_submitted_answer():
            return
        instance.rescore(only_if_higher)
        instance.save()

    def override(self, points: float, user="ann") -> None:
        """instructor_task module_state.py, override_score_module_state."""
        instance = self.world.block(user)
        if instance.weight == 0:
            raise Refused("Unable to override a score of weight 0")
        if points > instance.max_score():
            raise Refused("Score must be between 0 and the maximum points available")
        instance.set_score(Score(raw_earned=points / instance.weight, raw_possible=instance.max_score() / instance.weight))
        instance.publish_grade()
        instance.save()

    def reset_attempts(self, user="ann") -> None:
        """instructor_task module_state.py, reset_attempts_module_state: an edit of the stored JSON."""
        for key, text in self.world.store.texts.items():
            if key.user_id == user and key.field_name == "attempts" and json.loads(text) > 0:
                self.world.store.texts[key] = "0"

    def delete_state(self, user="ann") -> None:
        """instructor/enrollment.py reset_student_attempts with delete_module: the row goes, and with it the grade."""
        for key in [key for key in self.world.store.texts if key.user_id == user]:
            del self.world.store.texts[key]
        self.scores.pop(user, None)
        self.completion.pop(user, None)


def viewed_as(world: World, user="ann") -> World:
    """The component as staff have it who view the course as this learner (courseware/masquerade.py).

    Writes go to the staff member's session over what is stored (MasqueradingKeyValueStore); grade and completion events are only
    tracked (xmodule/services.py, EventPublishingService.publish).
    """
    assert type(world.block(user)).show_in_read_only_mode is True
    seen = World(world.text, settings=world.settings, lms=True, usage=world.usage, mixins=world.mixins)
    seen.store.texts.update(world.store.texts)
    return seen


def collected_max_score(world: World) -> float:
    """course_blocks' GradesTransformer: asks a component bound to nobody, at publishing."""
    block = world.block(None)
    assert type(block).has_score is True and block.scope_ids.block_type == TYPE
    return block.max_score()
