"""What is wrong or weak with a tree, each issue at its place and field.

The parser that learners' pages use, and the review.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from ..notation.issues import ERROR, WARNING, Issue, did_you_mean, sort_issues
from ..notation.messages import msg
from ..resources import portraits
from ..scenario import fairness, scenario_xml
from ..scenario.model import Scenario
from ..scenario.referenced_files import HasFile, find_missing_files
from ..scenario.review import review
from . import locate_issue
from . import tree as trees
from .finding_names import Names
from .finding_words import Finding, describe
from .tree import AnyNotation

Model = TypeVar("Model")
PlacedIssue = tuple[Issue, trees.Place | None]


@dataclass(frozen=True, slots=True)
class Checked(Generic[Model]):
    """A tree that was checked.

    `model` is the scenario, continuum or reflection, or None where it can't be used. `issues` are its issues, each with
    its place in the tree, or None for the whole; `findings` are the same as authors read them, in the same order.
    `figures` and `version` are a scenario's fairness figures and content version, else None.
    """

    model: Model | None
    issues: tuple[PlacedIssue, ...]
    findings: tuple[Finding, ...] = ()
    figures: fairness.Fairness | None = None
    version: str | None = None

    @property
    def error_count(self) -> int:
        """The number of issues that have to be mended before learners can get the tree."""
        return sum(issue.severity == ERROR for issue, _ in self.issues)

    def sentences(self, translate: Callable[[str], str], severity: str | None = None) -> list[str]:
        """Return the findings, or those of one severity, as sentences that name their place."""
        return [
            translate(msg("{where}: {message}", where=finding.where, message=finding.message))
            for (issue, _), finding in zip(self.issues, self.findings, strict=True)
            if severity in (None, issue.severity)
        ]

    def as_json(self, translate: Callable[[str], str] = str) -> dict[str, Any]:
        """Return the answer of the handler `editor_check`; `translate` translates a message."""
        return {
            "problems": [
                {
                    "severity": issue.severity,
                    "code": issue.code,
                    "where": translate(finding.where),
                    "message": translate(finding.message),
                    "missing": finding.is_missing,
                    "at": None if place is None else list(place),
                    "field": issue.field,
                }
                for (issue, place), finding in zip(self.issues, self.findings, strict=True)
            ],
            "figures": figures_json(self.figures),
            "version": self.version,
        }


def check(tree: Any, has_file: HasFile | None = None) -> Checked[Scenario]:
    """Check a scenario's tree with the review. Raises trees.TreeError for what is no tree.

    `has_file` tells which files the course has; without it none is reported as missing.
    """
    parsed, document = parse_tree(tree, scenario_xml.NOTATION)
    issues, figures = review(parsed)
    if parsed.scenario:
        missing = find_missing_files(document.root, document.numbers, has_file) if has_file else ()
        issues = sort_issues((*issues, *portrait_issues(parsed.scenario), *missing))
    placed = tuple(
        (_without_line(issue, scenario_xml.NOTATION), locate_issue.locate_issue(issue, document)) for issue in issues
    )
    version = scenario_xml.content_version(parsed.scenario) if parsed.scenario else None
    return Checked(parsed.scenario, placed, _describe(placed, document), figures, version)


def check_form(tree: Any, notation: AnyNotation) -> Checked[Any]:
    """Check the tree of one of the smaller components. Raises trees.TreeError for what is no tree."""
    parsed, document = parse_tree(tree, notation)
    placed = tuple((_without_line(issue, notation), document.place(issue.line)) for issue in parsed.issues)
    return Checked(parsed.model, placed, _describe(placed, document))


def check_text(text: str, notation: AnyNotation) -> Checked[Any]:
    """Check a stored text of any notation; an empty one has no issues, one that can't be read a single one."""
    if not text.strip():
        return Checked(None, ())
    if notation.parse_root(text) is None:
        issue = Issue(ERROR, "unreadable", msg("this can't be read"), fatal=True)
        names = Names(trees.to_document(trees.empty(notation), notation).root)
        return Checked(None, ((issue, None),), (describe(issue, None, names),))
    tree = trees.from_text(text, notation)
    return check(tree) if notation is scenario_xml.NOTATION else check_form(tree, notation)


def _describe(placed: tuple[PlacedIssue, ...], document: trees.TreeDocument) -> tuple[Finding, ...]:
    names = Names(document.root)
    return tuple(describe(issue, document.element_at(place), names) for issue, place in placed)


def read_scenario(tree: Any) -> scenario_xml.ParsedScenario:
    """Parse a scenario's tree without the review. Raises trees.TreeError for what is no tree."""
    parsed, _ = parse_tree(tree, scenario_xml.NOTATION)
    return replace(
        parsed, issues=tuple(_without_line(issue, scenario_xml.NOTATION) for issue in parsed.issues), lines_by_id={}
    )


def parse_tree(tree: Any, notation: AnyNotation) -> tuple[Any, trees.TreeDocument]:
    """Return a tree's ParsedDocument and its TreeDocument; lines in the issues are the numbers of `document.places`.

    A text that no file can hold is a fatal issue. Raises trees.TreeError for what is no tree.
    """
    document = trees.to_document(tree, notation)
    parsed = notation.parse_element(document.root, document.numbers)
    if not document.text_issues:
        return parsed, document
    numbers = {place: number for number, place in enumerate(document.places) if number}
    more = [
        Issue(ERROR, issue.code, issue.message, numbers[issue.place], fatal=True, field=issue.field)
        for issue in document.text_issues
    ]
    return replace(parsed, model=None, issues=sort_issues((*parsed.issues, *more))), document


def _without_line(issue: Issue, notation: AnyNotation) -> Issue:
    """Return an issue without the line, which a tree does not have."""
    values = getattr(issue.message, "values", {})
    if issue.code == "double-id" and "line" in values:
        return replace(issue, line=None, message=msg(notation.duplicate_id, id=values["id"]))
    return replace(issue, line=None)


def portrait_issues(scenario: Scenario) -> Iterator[Issue]:
    """Yield a warning for each person whose portrait is not in this package's set."""
    for person in scenario.people:
        if person.portrait and not person.has_own_picture and person.portrait not in portraits():
            values = {"id": person.id, "portrait": person.portrait}
            hint = did_you_mean(person.portrait, portraits())
            message = (
                msg(
                    'person "{id}" has the portrait "{portrait}", which is not in the set; there are {known}',
                    known=", ".join(sorted(portraits())),
                    **values,
                )
                if not hint
                else msg(
                    'person "{id}" has the portrait "{portrait}", which is not in the set{hint}', hint=hint, **values
                )
            )
            yield Issue(WARNING, "portrait", message, None, person.id, field="portrait")


def figures_json(figures: fairness.Fairness | None) -> dict[str, Any] | None:
    """Return the fairness figures as JSON; None where nothing could be played."""
    return figures and {
        "exact": figures.exact,
        "best": figures.best,
        "best_path": figures.best_path,
        "worst": figures.worst,
        "worst_path": figures.worst_path,
        "picks": figures.picks,
        "longest_decisions": figures.longest_decisions,
        "endings": {
            id_: {"mean": row.mean, "best": row.best, "worst": row.worst, "share": row.share}
            for id_, row in figures.endings.items()
        },
    }
