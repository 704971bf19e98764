"""Who finished what, when, with which result: one row a person and component, from the platform's own tables.

Read through what the platform offers other apps for it: the course from the module store, grades through ScoresClient as the
gradebook does (lms.djangoapps.courseware.model_data), learner state through the user-state client (…courseware.user_state_client),
completion through BlockCompletion (edx-completion), persons through their enrolments. Nothing is written.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from types import SimpleNamespace

from ..scenario.progress import load_progress

TYPES = ("powerstruggle_scenario", "powerstruggle_reflection", "powerstruggle_continuum")
AT_ONCE = 500
"""Persons fetched from the database at a time."""


class NotAvailable(Exception):
    """The records can't be read here; the message says why."""


@dataclass(frozen=True)
class Component:
    """A component of the course: its key there, type, title, and the ratio 0–1 that passes (None: nobody can tell)."""

    key: object
    type: str
    title: str
    passes_at: float | None


@dataclass(frozen=True)
class Record:
    """A row. Percents are 0–100 or None before the first score; `passed` is None where there is no score or no mark to reach."""

    username: str
    enrolled: bool
    component: str
    type: str
    title: str
    completed: bool
    completed_at: datetime | None
    score_percent: float | None
    best_score_percent: float | None
    passed: bool | None
    attempts: int

    def cells(self) -> list:
        """Give what a spreadsheet shows: yes and no, times in UTC, nothing for what is not known."""
        return [_cell(value) for value in astuple(self)]


COLUMNS = tuple(field.name for field in fields(Record))


class Course:
    """A course's records. Raises NotAvailable where there is no platform, or no such course."""

    def __init__(self, course_id: str):
        self.platform = platform()
        try:
            self.key = self.platform.CourseKey.from_string(course_id)
        except self.platform.InvalidKeyError:
            raise NotAvailable(f"{course_id!r} is no course's id; one looks like course-v1:Agency+ROPE101+2026") from None
        course = self.platform.modulestore().get_course(self.key, depth=None)
        if course is None:
            raise NotAvailable(f"there is no course {course_id} here")
        self.components = tuple(self._components(course))

    def number_of_persons(self) -> int:
        """Give how many are or were enrolled."""
        return self._enrolments().count()

    def records(self, since: datetime | None = None) -> Iterator[list[Record]]:
        """Give each person's records, in the course's order; with `since` only what was completed then or later."""
        for enrolment in self._enrolments().select_related("user").order_by("user_id").iterator(chunk_size=AT_ONCE):
            records = self._of(enrolment.user, enrolment.is_active)
            yield [record for record in records if since is None or (record.completed_at is not None and record.completed_at >= since)]

    def _enrolments(self):
        return self.platform.CourseEnrollment.objects.filter(course_id=self.key)

    def _components(self, block) -> Iterator[Component]:
        if block.scope_ids.block_type in TYPES:
            key = block.scope_ids.usage_id.map_into_course(self.key)
            yield Component(key, block.scope_ids.block_type, block.display_name or "", _passes_at(block))
        elif block.has_children:
            for child in block.get_children():
                yield from self._components(child)

    def _of(self, user, enrolled: bool) -> Iterator[Record]:
        keys = [component.key for component in self.components]
        scores = self.platform.ScoresClient.create_for_locations(self.key, user.id, keys)
        states = {found.block_key: found.state for found in self.platform.DjangoXBlockUserStateClient().get_many(user.username, keys)}
        done = self.platform.BlockCompletion.user_learning_context_completion_queryset(user, self.key).filter(block_type__in=TYPES)
        completions = {row.full_block_key: row for row in done}
        for component in self.components:
            found = _Found(scores.get(component.key), states.get(component.key) or {}, completions.get(component.key))
            yield _record(user.username, enrolled, component, found)


def platform() -> SimpleNamespace:
    """Give what of the platform is needed. Raises NotAvailable."""
    try:
        from common.djangoapps.student.models import CourseEnrollment
        from completion.models import BlockCompletion
        from lms.djangoapps.courseware.model_data import ScoresClient
        from lms.djangoapps.courseware.user_state_client import DjangoXBlockUserStateClient
        from opaque_keys import InvalidKeyError
        from opaque_keys.edx.keys import CourseKey
        from xmodule.modulestore.django import modulestore
    except (ImportError, RuntimeError) as error:  # Django's models raise RuntimeError where their app is not installed.
        raise NotAvailable(
            "grades and completion are read from the learning platform, and this is not its LMS: run it there, as "
            f"`manage.py lms powerstruggle_records COURSE` ({error})") from error
    return SimpleNamespace(
        CourseEnrollment=CourseEnrollment, BlockCompletion=BlockCompletion, ScoresClient=ScoresClient, InvalidKeyError=InvalidKeyError,
        DjangoXBlockUserStateClient=DjangoXBlockUserStateClient, CourseKey=CourseKey, modulestore=modulestore)


@dataclass(frozen=True)
class _Found:
    """What the platform has of a person in a component; score and completion are None where it has none."""

    score: object
    state: dict
    completion: object


def _record(username: str, enrolled: bool, component: Component, found: _Found) -> Record:
    score, completion = found.score, found.completion
    counting = score.correct / score.total if score is not None and score.correct is not None and score.total else None
    progress = load_progress(found.state.get("progress"))
    best = max((ratio for ratio in (counting, *progress.scores()) if ratio is not None), default=None)
    completed = completion is not None and completion.completion >= 1.0
    counted = found.state.get("attempts")
    begun = max(
        counted if type(counted) is int else 0, len(progress.recorded) + progress.forgotten, int(found.state.get("took_part") is True))
    known = counting is not None and component.passes_at is not None
    return Record(
        username, enrolled, str(component.key), component.type, component.title, completed,
        completion.modified if completed else None, _percent(counting), _percent(best),
        counting >= component.passes_at - 1e-9 if known else None, begun)


def _passes_at(block) -> float | None:
    """Give the ratio that passes: a scenario's own mark; taking part is all there is to the others."""
    if block.scope_ids.block_type != TYPES[0]:
        return 1.0
    scenario = block.scenario.scenario
    return scenario.scoring.pass_percent / 100 if scenario else None


def _percent(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio * 100, 1)


def _cell(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else value
