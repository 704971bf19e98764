"""What is wrong or weak with a tree, each finding at its place and field: the player's own reading and the review, nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..notation.issues import ERROR, WARNING, Issue, did_you_mean, sort_issues
from ..notation.messages import msg
from ..resources import portraits
from ..scenario import fairness, scenario_xml
from ..scenario.element_parser import duplicate_id_message
from ..scenario.model import Scenario
from ..scenario.review import review
from . import locate_issue
from . import tree as trees


@dataclass(frozen=True, slots=True)
class Checked:
    """A tree that was checked: the scenario (None where it can't be played), its problems with their places, and its figures."""

    scenario: Scenario | None
    issues: tuple[tuple[Issue, trees.Place | None], ...]
    figures: fairness.Fairness | None

    @property
    def has_errors(self) -> bool:
        """Tell whether something must be mended before it can be saved."""
        return any(problem.severity == ERROR for problem, _ in self.issues)

    def as_json(self, told: Callable[[str], str] = str) -> dict:
        """Give the answer of `editor_check`; `told` translates a sentence."""
        return {
            "problems": [
                {"severity": problem.severity, "code": problem.code, "message": told(problem.message),
                 "at": None if place is None else list(place), "field": problem.field}
                for problem, place in self.issues
            ],
            "figures": figures_json(self.figures),
            "version": scenario_xml.content_version(self.scenario) if self.scenario else None,
        }


def check(tree) -> Checked:
    """Check a tree. Raises trees.TreeError for what is no tree."""
    reading, document = _read(tree)
    problems, figures = review(reading)
    if reading.scenario:
        problems = sort_issues((*problems, *portrait_problems(reading.scenario)))
    placed = tuple((_without_line(problem), locate_issue.locate_issue(problem, document)) for problem in problems)
    return Checked(reading.scenario, placed, figures)


def read(tree) -> scenario_xml.ParsedScenario:
    """Read a tree as the player would, without the review. Raises trees.TreeError for what is no tree."""
    reading, _ = _read(tree)
    return scenario_xml.ParsedScenario(reading.scenario, tuple(map(_without_line, reading.issues)))


def _read(tree) -> tuple[scenario_xml.ParsedScenario, trees.TreeDocument]:
    """Read a tree; the lines in the reading are the numbers of `trees.Document.places`."""
    document = trees.to_document(tree)
    reading = scenario_xml.parse_element(document.root, document.numbers)
    if not document.slips:
        return reading, document
    numbered = {place: number for number, place in enumerate(document.places) if number}
    slips = [Issue(ERROR, slip.code, slip.message, numbered[slip.place], fatal=True, field=slip.field) for slip in document.slips]
    return scenario_xml.ParsedScenario(None, sort_issues((*reading.issues, *slips)), reading.lines_by_id), document


def _without_line(problem: Issue) -> Issue:
    """A tree has no lines to be sent to."""
    values = problem.message.values
    message = duplicate_id_message(values["id"], None) if problem.code == "double-id" and "line" in values else problem.message
    return replace(problem, line=None, message=message)


def portrait_problems(scenario: Scenario) -> Iterator[Issue]:
    """Look people's portraits up in this package's set, which the notation itself knows nothing of."""
    for person in scenario.people:
        if person.portrait and person.portrait not in portraits():
            told = {"id": person.id, "portrait": person.portrait}
            hint = did_you_mean(person.portrait, portraits())
            message = msg("person \"{id}\" has the portrait \"{portrait}\", which is not in the set; there are {known}",
                           known=", ".join(sorted(portraits())), **told) if not hint else \
                msg("person \"{id}\" has the portrait \"{portrait}\", which is not in the set{hint}", hint=hint, **told)
            yield Issue(WARNING, "portrait", message, None, person.id, field="portrait")


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
