"""The training record of a course: one row per person and component, read from the platform's own tables.

It is read through what the platform offers to other apps: the course from the module store, grades through ScoresClient
as the gradebook does (lms.djangoapps.courseware.model_data), learner state through the user-state client
(lms.djangoapps.courseware.user_state_client), completion through BlockCompletion (edx-completion), persons through
their enrolments. Nothing is written.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from ..continuum import grammar as continuum_grammar
from ..reflection import grammar as reflection_grammar
from ..scenario import grammar as scenario_grammar
from ..scenario import scoring
from ..scenario.progress import load_progress

TYPES = (scenario_grammar.ROOT, reflection_grammar.ROOT, continuum_grammar.ROOT)
BATCH_SIZE = 500
"""Persons fetched from the database at a time."""


class RecordsUnavailable(Exception):
    """The records can't be read here; the message says why."""


@dataclass(frozen=True)
class Component:
    """A component of the course.

    Its key there, type, title, and the percentage that passes, None where it is unknown.
    """

    key: Any
    type: str
    title: str
    pass_percent: int | None


@dataclass(frozen=True)
class Record:
    """A row of the record.

    Percents are 0–100, or None before the first score; `passed` is None where there is no score or no pass mark.
    """

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

    def to_row(self) -> list[Any]:
        """Return the cells of a spreadsheet: yes and no, times in UTC, an empty text for what is not known."""
        return [_format_cell(value) for value in astuple(self)]


COLUMNS = tuple(field.name for field in fields(Record))


class CourseRecords:
    """The records of a course. Raises RecordsUnavailable where there is no platform, or no such course."""

    def __init__(self, course_id: str):
        self.platform = load_platform()
        try:
            self.key = self.platform.CourseKey.from_string(course_id)
        except self.platform.InvalidKeyError:
            raise RecordsUnavailable(
                f"{course_id!r} is no course's id; one looks like course-v1:Agency+ROPE101+2026"
            ) from None
        course = self.platform.modulestore().get_course(self.key, depth=None)
        if course is None:
            raise RecordsUnavailable(f"there is no course {course_id} here")
        self.components = tuple(self._find_components(course))

    def count_persons(self) -> int:
        """Return how many persons are or were enrolled."""
        return self._enrolments().count()

    def iterate(self, since: datetime | None = None) -> Iterator[list[Record]]:
        """Yield each person's records, in the course's order; with `since` only what was completed then or later."""
        for enrolment in self._enrolments().select_related("user").order_by("user_id").iterator(chunk_size=BATCH_SIZE):
            records = self._read_person(enrolment.user, enrolment.is_active)
            yield [
                record
                for record in records
                if since is None or (record.completed_at is not None and record.completed_at >= since)
            ]

    def _enrolments(self) -> Any:
        return self.platform.CourseEnrollment.objects.filter(course_id=self.key)

    def _find_components(self, block: Any) -> Iterator[Component]:
        if block.scope_ids.block_type in TYPES:
            key = block.scope_ids.usage_id.map_into_course(self.key)
            yield Component(key, block.scope_ids.block_type, block.display_name or "", _read_pass_percent(block))
        elif block.has_children:
            for child in block.get_children():
                yield from self._find_components(child)

    def _read_person(self, user: Any, enrolled: bool) -> Iterator[Record]:
        keys = [component.key for component in self.components]
        scores = self.platform.ScoresClient.create_for_locations(self.key, user.id, keys)
        states = {
            found.block_key: found.state
            for found in self.platform.DjangoXBlockUserStateClient().get_many(user.username, keys)
        }
        done = self.platform.BlockCompletion.user_learning_context_completion_queryset(user, self.key).filter(
            block_type__in=TYPES
        )
        completions = {row.full_block_key: row for row in done}
        for component in self.components:
            found = _PlatformData(
                scores.get(component.key), states.get(component.key) or {}, completions.get(component.key)
            )
            yield _build_record(user.username, enrolled, component, found)


def load_platform() -> SimpleNamespace:
    """Return the parts of the platform that are needed. Raises RecordsUnavailable."""
    try:
        from common.djangoapps.student.models import CourseEnrollment  # pyright: ignore[reportMissingImports]
        from completion.models import BlockCompletion
        from lms.djangoapps.courseware.model_data import ScoresClient  # pyright: ignore[reportMissingImports]
        from lms.djangoapps.courseware.user_state_client import DjangoXBlockUserStateClient  # pyright: ignore[reportMissingImports]
        from opaque_keys import InvalidKeyError
        from opaque_keys.edx.keys import CourseKey
        from xmodule.modulestore.django import modulestore  # pyright: ignore[reportMissingImports]
    except (ImportError, RuntimeError) as error:  # Django's models raise RuntimeError where their app is not installed.
        raise RecordsUnavailable(
            "grades and completion are read from the learning platform, and this is not its LMS: run it there, as "
            f"`manage.py lms powerstruggle_records COURSE` ({error})"
        ) from error
    return SimpleNamespace(
        CourseEnrollment=CourseEnrollment,
        BlockCompletion=BlockCompletion,
        ScoresClient=ScoresClient,
        InvalidKeyError=InvalidKeyError,
        DjangoXBlockUserStateClient=DjangoXBlockUserStateClient,
        CourseKey=CourseKey,
        modulestore=modulestore,
    )


@dataclass(frozen=True)
class _PlatformData:
    """What the platform has of a person in a component; score and completion are None where it has none."""

    score: Any
    state: dict[str, Any]
    completion: Any


def _build_record(username: str, enrolled: bool, component: Component, found: _PlatformData) -> Record:
    score, completion = found.score, found.completion
    counting = score.correct / score.total if score is not None and score.correct is not None and score.total else None
    progress = load_progress(found.state.get("progress"))
    best = max((ratio for ratio in (counting, *progress.scores()) if ratio is not None), default=None)
    completed = completion is not None and completion.completion >= 1.0
    counted = found.state.get("attempts")
    begun = max(
        counted if type(counted) is int else 0,
        len(progress.recorded) + progress.forgotten,
        int(found.state.get("took_part") is True),
    )
    passed = None
    if counting is not None and component.pass_percent is not None:
        passed = scoring.reaches(counting, component.pass_percent)
    return Record(
        username,
        enrolled,
        str(component.key),
        component.type,
        component.title,
        completed,
        completion.modified if completion is not None and completed else None,
        _percent(counting),
        _percent(best),
        passed,
        begun,
    )


def _read_pass_percent(block: Any) -> int | None:
    """Return the percentage that passes: a scenario's own pass mark, 100 for components done by taking part."""
    if block.scope_ids.block_type != scenario_grammar.ROOT:
        return 100
    scenario = block.scenario.scenario
    return scenario.scoring.pass_percent if scenario else None


def _percent(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio * 100, 1)


def _format_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else value
