"""What is wrong or weak with a tree, each finding at its place and field: the player's own reading and the review, nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..resources import portraits
from ..scenario import fairness, notation
from ..scenario.model import Scenario
from ..scenario.problems import ERROR, WARNING, Problem, in_order, nearest
from ..scenario.reading import taken
from ..scenario.review import review
from ..scenario.saying import said
from . import placing
from . import tree as trees


@dataclass(frozen=True, slots=True)
class Checked:
    """A tree that was checked: the scenario (None where it can't be played), its problems with their places, and its figures."""

    scenario: Scenario | None
    problems: tuple[tuple[Problem, trees.Place | None], ...]
    figures: fairness.Fairness | None

    @property
    def has_errors(self) -> bool:
        """Tell whether something must be mended before it can be saved."""
        return any(problem.severity == ERROR for problem, _ in self.problems)

    def as_json(self, told: Callable[[str], str] = str) -> dict:
        """Give the answer of `editor_check`; `told` translates a sentence."""
        return {
            "problems": [
                {"severity": problem.severity, "code": problem.code, "message": told(problem.message),
                 "at": None if place is None else list(place), "field": problem.field}
                for problem, place in self.problems
            ],
            "figures": figures_json(self.figures),
            "version": notation.version(self.scenario) if self.scenario else None,
        }


def check(tree) -> Checked:
    """Check a tree. Raises trees.TreeError for what is no tree."""
    reading, document = _read(tree)
    problems, figures = review(reading)
    if reading.scenario:
        problems = in_order((*problems, *portrait_problems(reading.scenario)))
    placed = tuple((_without_line(problem), placing.place(problem, document)) for problem in problems)
    return Checked(reading.scenario, placed, figures)


def read(tree) -> notation.Reading:
    """Read a tree as the player would, without the review. Raises trees.TreeError for what is no tree."""
    reading, _ = _read(tree)
    return notation.Reading(reading.scenario, tuple(map(_without_line, reading.problems)))


def _read(tree) -> tuple[notation.Reading, trees.Document]:
    """Read a tree; the lines in the reading are the numbers of `trees.Document.places`."""
    document = trees.to_document(tree)
    reading = notation.read_element(document.root, document.numbers)
    if not document.slips:
        return reading, document
    numbered = {place: number for number, place in enumerate(document.places) if number}
    slips = [Problem(ERROR, slip.code, slip.message, numbered[slip.place], fatal=True, field=slip.field) for slip in document.slips]
    return notation.Reading(None, in_order((*reading.problems, *slips)), reading.lines), document


def _without_line(problem: Problem) -> Problem:
    """A tree has no lines to be sent to."""
    values = problem.message.values
    message = taken(values["id"], None) if problem.code == "double-id" and "line" in values else problem.message
    return replace(problem, line=None, message=message)


def portrait_problems(scenario: Scenario) -> Iterator[Problem]:
    """Look people's portraits up in this package's set, which the notation itself knows nothing of."""
    for person in scenario.people:
        if person.portrait and person.portrait not in portraits():
            told = {"id": person.id, "portrait": person.portrait}
            hint = nearest(person.portrait, portraits())
            message = said("person \"{id}\" has the portrait \"{portrait}\", which is not in the set; there are {known}",
                           known=", ".join(sorted(portraits())), **told) if not hint else \
                said("person \"{id}\" has the portrait \"{portrait}\", which is not in the set{hint}", hint=hint, **told)
            yield Problem(WARNING, "portrait", message, None, person.id, field="portrait")


def figures_json(figures: fairness.Fairness | None) -> dict | None:
    """Give the fairness figures as JSON; None where nothing could be played."""
    return figures and {
        "exact": figures.exact,
        "best": figures.best,
        "best_path": figures.best_path,
        "worst": figures.worst,
        "worst_path": figures.worst_path,
        "picks": figures.picks,
        "longest_decisions": figures.longest_decisions,
        "endings": {id_: {"mean": row.mean, "best": row.best, "worst": row.worst, "share": row.share}
                    for id_, row in figures.endings.items()},
    }
