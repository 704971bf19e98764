"""The notation's one door: XML text to a scenario with all its problems, and back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from . import building, documents, grammar, writing
from .model import Scenario
from .problems import ERROR, Problem, in_order
from .reading import Reader
from .saying import said


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the scenario, or None where it can't be played, all problems, and lines by id."""

    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended before publishing."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


def read(source: str | bytes) -> Reading:
    """Read a scenario file. Never raises for bad input: what is wrong is in `problems`, all of it, with lines."""
    document = documents.parse(source, grammar.ROOT, said("a scenario"))
    root = document.root
    if root is None:
        return Reading(None, document.problems)
    return read_element(root, document.lines)


def read_element(root: etree._Element, numbers: Mapping[etree._Element, int]) -> Reading:
    """Read a scenario's root element, wherever it comes from; a problem's line is the number of the element at fault."""
    reader = Reader(numbers)
    reader.check_shape(root)
    scenario = building.scenario(reader, root)
    reader.check_references(scenario)
    playable = scenario if not any(problem.fatal for problem in reader.problems) else None
    return Reading(playable, in_order(reader.problems), reader.lines)


def write(scenario: Scenario) -> str:
    """Write a scenario as the canonical file: read again, it is the same scenario."""
    return writing.to_text(scenario)


def version(scenario: Scenario) -> str:
    """Give the content version: twelve hex digits that change with anything learners read, do or are scored by.

    White space in the file, notes, sign-offs, and the platform's settings (title, points, attempts) leave it as it is.
    """
    return hashlib.sha256(writing.to_learners_text(scenario).encode()).hexdigest()[:12]
