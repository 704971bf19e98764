"""The outline of the course (scenarios/course/outline.toml), read and held against what is there.

The table is this package's own; a slip in it is for its author, so it raises OutlineError with all issues at once.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from ..resources import data_dir

KINDS = ("reading", "scenario", "drill", "line", "writing", "page")
_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")


class OutlineError(Exception):
    """What is wrong with the outline, a sentence each."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A kind of graded work: its name in the gradebook, short label, and share of the course grade (0–1)."""

    name: str
    short: str
    weight: float


@dataclass(frozen=True, slots=True)
class Item:
    """One component: its kind (one of KINDS) and name; `url_name` is its stable name in the course.

    `place` tells apart components of the same name, as the drill, which comes back all through the course.
    """

    kind: str
    name: str
    place: str = ""

    @property
    def url_name(self) -> str:
        """The name under which learners' records keep it."""
        return "-".join(filter(None, (self.kind, self.name, self.place)))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A subsection; `graded` is a key of the outline's kinds of graded work, or None."""

    id: str
    title: str
    items: tuple[Item, ...]
    graded: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A section of the course; `minimum` ones make the short course, `staff` ones are hidden from learners.

    `weeks` is how many weeks after the course's start the section opens.
    """

    id: str
    title: str
    lessons: tuple[Lesson, ...]
    minimum: bool = False
    staff: bool = False
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class Writing:
    """A reflection component made of some of the ready-made questions, by their ids."""

    title: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole course: titles, grading, reflections by name, units in order.

    `start` is the day on which it begins, or None where it is self-paced: then no section opens on a date.
    """

    title: str
    org: str
    number: str
    run: str
    effort: str
    pass_ratio: float
    grades: dict[str, Grade]
    writing: dict[str, Writing]
    units: tuple[Unit, ...]
    start: date | None = None

    def opening_day(self, unit: Unit) -> date | None:
        """Return the day on which a section opens, or None where it opens with the course."""
        return self.start + timedelta(weeks=unit.weeks) if self.start and unit.weeks else None

    @property
    def later_units(self) -> list[Unit]:
        """The sections that are meant for some weeks after the start."""
        return [unit for unit in self.units if unit.weeks]

    @property
    def items(self) -> list[Item]:
        """Every item in course order."""
        return [item for unit in self.units for lesson in unit.lessons for item in lesson.items]

    def short_course(self) -> "Outline":
        """Return the short course; the weights of kinds of work that it lacks go to the others in proportion."""
        return self.with_units(tuple(unit for unit in self.units if unit.minimum))

    def with_units(self, units: tuple[Unit, ...]) -> "Outline":
        """Return the course with these units only."""
        used = {lesson.graded for unit in units for lesson in unit.lessons if lesson.graded}
        total = sum(self.grades[key].weight for key in used) or 1
        grades = {
            key: replace(grade, weight=round(grade.weight / total, 4))
            for key, grade in self.grades.items()
            if key in used
        }
        return replace(self, units=units, grades=grades)

    def count_graded_lessons(self, key: str) -> int:
        """Count the lessons that count as this kind of work."""
        return sum(lesson.graded == key for unit in self.units for lesson in unit.lessons)


def course_folder() -> Path:
    """Return the folder of the course's own files."""
    return data_dir("scenarios") / "course"


def read_outline(folder: Path | None = None) -> Outline:
    """Read the outline. Raises OutlineError."""
    table = tomllib.loads(((folder or course_folder()) / "outline.toml").read_text(encoding="utf-8"))
    grades = {key: Grade(row["name"], row["short"], row["weight"]) for key, row in table["grades"]["kinds"].items()}
    writing = {name: Writing(row["title"], tuple(row["prompts"])) for name, row in table["writing"].items()}
    outline = Outline(
        table["title"],
        table["org"],
        table["number"],
        table["run"],
        table["effort"],
        table["grades"]["pass"],
        grades,
        writing,
        tuple(_parse_unit(row) for row in table["unit"]),
    )
    if issues := list(_find_issues(outline)):
        raise OutlineError("\n".join(issues))
    return outline


def _parse_unit(row: dict) -> Unit:
    lessons = tuple(
        Lesson(
            lesson["id"],
            lesson["title"],
            tuple(Item(*item.split("/", 2)) for item in lesson["items"]),
            lesson.get("graded"),
        )
        for lesson in row["lessons"]
    )
    return Unit(
        row["id"], row["title"], lessons, row.get("minimum", False), row.get("staff", False), row.get("weeks", 0)
    )


def _find_issues(outline: Outline):
    names = [unit.id for unit in outline.units] + [lesson.id for unit in outline.units for lesson in unit.lessons]
    names += [item.url_name for item in outline.items]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the name \"{name}\" stands twice in the outline"
    for name in names:
        if not _NAME.match(name):
            yield f"\"{name}\" can't be a name: small letters, digits and hyphens"
    for item in outline.items:
        if item.kind not in KINDS:
            yield f"\"{item.kind}/{item.name}\": there is no kind \"{item.kind}\""
        if item.kind == "writing" and item.name not in outline.writing:
            yield f"\"writing/{item.name}\" has no table [writing.{item.name}]"
    for unit in outline.units:
        if not isinstance(unit.weeks, int) or unit.weeks < 0:
            yield f"unit \"{unit.id}\": weeks has to be a whole number, 0 or more"
        for lesson in unit.lessons:
            if lesson.graded is not None and lesson.graded not in outline.grades:
                yield f"lesson \"{lesson.id}\" is graded as \"{lesson.graded}\", which [grades.kinds] does not have"
    if abs(sum(grade.weight for grade in outline.grades.values()) - 1) > 1e-6:
        yield "the weights of [grades.kinds] have to add up to 1"
