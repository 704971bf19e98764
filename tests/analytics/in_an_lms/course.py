"""A course of an LMS: its tree, its learners, and their grades and completion in the platform's tables."""

import json
from types import SimpleNamespace

from common.djangoapps.student.models import CourseEnrollment
from completion.models import BlockCompletion
from django.contrib.auth import get_user_model
from lms.djangoapps.courseware.models import StudentModule
from opaque_keys.edx.keys import CourseKey
from xmodule.modulestore.django import COURSES

from powerstruggle_xblock.group_answers.models import SharedReflection
from tests.block.lms_tasks import Gradebook
from tests.block.support import World
from tests.block.texts import TALK
from tests.continuum.support import ContinuumWorld
from tests.reflection.support import ReflectionWorld, questions

KEY = "course-v1:Harbor+ROPE+2026"
PERSON = get_user_model()


class Keeper(Gradebook):
    """Listens to a component and writes what the platform writes.

    State and raw grade in one row, completion in its own.

    lms.djangoapps.grades.signals.handlers score_published_handler; completion.handlers scorable_block_completion.
    """

    def published(self, block, kind, data):
        super().published(block, kind, data)
        user = block.scope_ids.user_id
        person = PERSON.objects.get(username=user)
        if kind == "completion" or (kind == "grade" and user in self.completion):
            BlockCompletion.objects.submit_completion(person, self.world.usage, self.completion[user])
        if kind == "grade":
            self.row(person, grade=data["value"], max_grade=data["max_value"])

    def row(self, person, **fields):
        """Write the row of a person's state."""
        StudentModule.objects.update_or_create(
            student=person,
            course_id=self.world.usage.course_key,
            module_state_key=self.world.usage,
            defaults={
                "module_type": self.world.usage.block_type,
                "state": json.dumps(self.world.stored(person.username)),
                **fields,
            },
        )

    def save(self, username: str) -> None:
        """Write the state as it is after a request."""
        self.row(PERSON.objects.get(username=username))


class Course:
    """The course: a chapter with a component of another kind and our three."""

    def __init__(self):
        self.key = CourseKey.from_string(KEY)
        self.scenario = World(
            TALK, settings={"display_name": "=Talk"}, usage=self._key("powerstruggle_scenario", "talk"), lms=True
        )
        self.written = ReflectionWorld(questions(), usage=self._key("powerstruggle_reflection", "write"), lms=True)
        self.stand = ContinuumWorld(usage=self._key("powerstruggle_continuum", "stand"), lms=True)
        self.keepers = [Keeper(world) for world in (self.scenario, self.written, self.stand)]
        html = SimpleNamespace(scope_ids=SimpleNamespace(block_type="html"), has_children=False)
        self.unit = self._parent(html, *(world.block(None) for world in (self.scenario, self.written, self.stand)))
        COURSES[self.key] = self._parent(self._parent(self.unit))

    def _key(self, kind, name):
        return self.key.make_usage_key(kind, name)

    @staticmethod
    def _parent(*children):
        return SimpleNamespace(
            scope_ids=SimpleNamespace(block_type="vertical"), has_children=True, get_children=lambda: children
        )

    def enrol(self, username: str, *, active: bool = True):
        """Let somebody take the course."""
        person, _ = PERSON.objects.get_or_create(username=username)
        CourseEnrollment.objects.update_or_create(user=person, course_id=self.key, defaults={"is_active": active})
        return person

    def play(self, username: str, *choices: str) -> None:
        """Let somebody play a run of the scenario."""
        self.scenario.play(*choices, user=username)
        self.keepers[0].save(username)

    def remove(self) -> None:
        """Leave nothing of it."""
        COURSES.clear()
        for model in (StudentModule, BlockCompletion, CourseEnrollment, SharedReflection):
            model.objects.all().delete()
        PERSON.objects.exclude(username="ann").delete()
