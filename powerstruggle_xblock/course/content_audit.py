"""An audit of a set of scenarios: whether the key is fair over all, and whether all the course promises is practised.

Length and position of the best answer reveal the key of multiple-choice and of branching items; the bounds are
decisions of the project. The tables are Markdown, since they are kept in docs/starter-course.md.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from typing import Any

from ..notation import markup
from ..resources import starter_drills
from ..scenario import catalog, fairness, scenario_xml
from ..scenario.model import Choice, Line, Scenario, Scene
from ..scenario.review import measure
from ..scenario.review_texts import list_staff_texts, share_of_draws_longest, text_lengths, unconditional_score
from ..scenario.scoring import is_strong, is_weak
from ..scenario.variants import item_wordings

KIND_MISTAKES = frozenset(
    {"fix", "placate", "over-apologise", "collude", "do-for", "false-promise", "premature-plan", "ignore-risk"}
)
"""Mistakes that come from wanting to help."""
FIRM_MOVES = frozenset({"clear-limit", "tag-out", "call-help", "take-break"})
SAFETY_COLUMNS = ("danger", "asked", "told", "by", "source")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    `length_ratio` is the length of its strongest reply over that of its weakest, `longest` in which share of the draws
    of variants, 0–1, the strongest is the longest of all, `position` its index in the file.
    """

    scenario: str
    scene: str
    length_ratio: float
    longest: float
    position: int
    choices: int


@dataclass(slots=True)
class AuditRow:
    """A scenario in the audit.

    Scores 0–1; `strongest` counts decisions whose strongest reply is rated 3, by skill id.
    """

    name: str
    title: str
    figures: fairness.Fairness
    decisions: list[Decision] = field(default_factory=list)
    strongest: dict[str, int] = field(default_factory=dict)
    firm_good: tuple[str, ...] = ()
    kind_bad: tuple[str, ...] = ()
    grade: float | None = None

    @property
    def passing_policies(self) -> list[str]:
        """The policies that pass without reading the texts."""
        return [how for how, score in self.figures.picks.items() if score >= 0.7]


def audit_scenarios(scenarios: Mapping[str, Scenario], reading_grade=None) -> list[AuditRow]:
    """Return an audit of scenarios by name, in their order.

    `reading_grade` returns the US school grade of a text; it is None where that can't be measured.
    """
    return [_audit_scenario(name, scenario, reading_grade) for name, scenario in scenarios.items()]


def _audit_scenario(name: str, scenario: Scenario, reading_grade) -> AuditRow:
    row = AuditRow(name, scenario.title or name, measure(scenario))
    for scene in scenario.scenes:
        if scene.is_decision:
            row.decisions.append(_measure_decision(name, scene))
            best = max((choice for choice in scene.choices if choice.ratings), key=unconditional_score)
            for skill in {skill for level in best.ratings for skill, worth in level.skills if worth == 3}:
                row.strongest[skill] = row.strongest.get(skill, 0) + 1
    rated = [choice for choice in scenario.choices.values() if choice.ratings]
    row.firm_good = tuple(
        choice.id for choice in rated if is_strong(unconditional_score(choice)) and _is_firm(choice)
    )
    row.kind_bad = tuple(
        choice.id
        for choice in rated
        if is_weak(unconditional_score(choice)) and catalog.mistake_of(choice) in KIND_MISTAKES
    )
    if reading_grade:
        row.grade = reading_grade(learner_text(scenario))
    return row


def _measure_decision(name: str, scene: Scene) -> Decision:
    ranked = sorted((choice for choice in scene.choices if choice.ratings), key=unconditional_score)
    strongest, weakest = ranked[-1], ranked[0]
    length, least = fmean(text_lengths(strongest)), fmean(text_lengths(weakest))
    return Decision(
        name,
        scene.id,
        length / max(1, least),
        share_of_draws_longest(strongest, scene) if len(scene.choices) > 1 else 0.0,
        scene.choices.index(strongest),
        len(scene.choices),
    )


def _is_firm(choice: Choice) -> bool:
    return choice.move in FIRM_MOVES or any(
        skill == "limits" and worth >= 2 for level in choice.ratings for skill, worth in level.skills
    )


def learner_text(scenario: Scenario) -> str:
    """Return what learners read of a scenario, as one text, the client's own lines included."""
    # The narration of scenes and endings is among the texts that nobody speaks; that after a choice is not.
    lines = [item for node in scenario.nodes.values() for item in node.content_items if isinstance(item, Line)]
    replies = [item for choice in scenario.choices.values() for item in choice.replies]
    texts = [text for _, text in list_staff_texts(scenario)]
    texts += [text for item in (*lines, *replies) for text in item_wordings(item)]
    texts += [ending.their_view for ending in scenario.endings]
    return " ".join(_end_sentence(text) for text in texts)


def _end_sentence(text: str) -> str:
    words = markup.plain_text(text)
    return words if words.endswith((".", "?", "!", "…", "\"", "”")) else f"{words}."


# --- the whole set ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetFigures:
    """The figures of the set.

    `longest` is the share of decisions whose strongest reply is the longest, `length_ratio` the median of their length
    ratios, `positions` how often the strongest reply is at each index, `expected` how often it would be by chance.
    """

    decisions: int
    longest: float
    length_ratio: float
    positions: tuple[int, ...]
    expected: tuple[float, ...]

    @property
    def unevenness(self) -> float:
        """Pearson's chi-square of the places (Pearson, 1900); with four places, 7.81 is its 5 % point."""
        return sum(
            (found - by_chance) ** 2 / by_chance
            for found, by_chance in zip(self.positions, self.expected, strict=True)
            if by_chance
        )


def measure_set(rows: Iterable[AuditRow]) -> SetFigures:
    """Return the figures of all scenarios' decisions together."""
    decisions = [decision for row in rows for decision in row.decisions]
    most = max((decision.choices for decision in decisions), default=0)
    positions = tuple(sum(decision.position == position for decision in decisions) for position in range(most))
    expected = tuple(
        sum(1 / decision.choices for decision in decisions if position < decision.choices) for position in range(most)
    )
    count = max(1, len(decisions))
    return SetFigures(
        len(decisions),
        sum(decision.longest for decision in decisions) / count,
        median(decision.length_ratio for decision in decisions) if decisions else 0.0,
        positions,
        expected,
    )


def measure_skill_coverage(rows: Iterable[AuditRow]) -> dict[str, list[str]]:
    """Return, by skill id, the scenarios in which it is what makes some decision's strongest reply strong."""
    rows = list(rows)
    return {skill: [row.name for row in rows if skill in row.strongest] for skill in catalog.skills()}


def read_coverage(folder: Path) -> dict[str, Any]:
    """Return the content of coverage.toml."""
    return tomllib.loads((folder / "coverage.toml").read_text(encoding="utf-8"))


def read_safety_scenes(folder: Path) -> list[dict[str, Any]]:
    """Return the scenes of safety.toml: in each somebody could get hurt."""
    return tomllib.loads((folder / "safety.toml").read_text(encoding="utf-8"))["scene"]


# --- Markdown ------------------------------------------------------------------------------------------------------


def format_tables(rows: list[AuditRow], folder: Path) -> str:
    """Return all tables as Markdown."""
    tables = (
        _fairness_table(rows),
        _format_set_figures(measure_set(rows)),
        _skill_table(rows),
        _coverage_tables(rows, folder),
        _safety_table(rows, folder),
    )
    return "\n\n".join(tables) + "\n"


def _table(head: tuple[str, ...], lines: Iterable[Iterable[str]]) -> str:
    made = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in made)


def _fairness_table(rows: list[AuditRow]) -> str:
    head = (
        "scenario",
        "best",
        "first",
        "longest",
        "shortest",
        "random",
        "decisions",
        "endings",
        "firm and good",
        "kind and weak",
        "grade",
    )
    return _table(
        head,
        (
            [
                row.title,
                f"{row.figures.best:.0%}",
                *(f"{row.figures.picks[how]:.0%}" for how in fairness.PICKS),
                str(row.figures.longest_decisions),
                str(len(row.figures.endings)),
                str(len(row.firm_good)),
                str(len(row.kind_bad)),
                "–" if row.grade is None else f"{row.grade:.1f}",
            ]
            for row in rows
        ),
    )


def _format_set_figures(found: SetFigures) -> str:
    places = ", ".join(
        f"{count} of {found.decisions} at place {position}"
        for position, count in enumerate(found.positions, 1)
        if count
    )
    return (
        f"Over {found.decisions} decisions: the strongest reply is {found.length_ratio:.2f} × as long as the "
        "weakest (median) and the "
        f"longest of all in {found.longest:.0%}. In the file it stands {places} (chi-square {found.unevenness:.1f}); "
        "learners get the replies shuffled."
    )


def _skill_table(rows: list[AuditRow]) -> str:
    titles = {row.name: row.title for row in rows}
    return _table(
        ("skill", "scenarios", "where it makes the strongest reply strong"),
        (
            [catalog.skills()[skill].name or skill, str(len(names)), "; ".join(titles[name] for name in names)]
            for skill, names in measure_skill_coverage(rows).items()
        ),
    )


def _coverage_tables(rows: list[AuditRow], folder: Path) -> str:
    titles, table = {row.name: row.title for row in rows}, read_coverage(folder)

    def named(names: list[str]) -> str:
        return "; ".join(titles.get(name, name) for name in names)

    presentations = _table(
        ("clients who are …", "scenarios"), ([who, named(names)] for who, names in table["presentations"].items())
    )
    approaches = _table(
        ("approach", "asked for in", "readings and lines", "practiced in"),
        (
            [row["name"], row["from"], "; ".join((*row["readings"], *row.get("lines", ()))), named(row["scenarios"])]
            for row in table["approach"]
        ),
    )
    return f"{presentations}\n\n{approaches}"


def _safety_table(rows: list[AuditRow], folder: Path) -> str:
    titles = _drill_titles() | {row.name: row.title for row in rows}
    return _table(
        ("scenario", "scenes", "what could happen", "what is asked", "who is told", "by when", "source"),
        (
            [
                str(titles.get(row["scenario"], row["scenario"])),
                ", ".join(row["scenes"]),
                *(str(row[key]) for key in SAFETY_COLUMNS),
            ]
            for row in read_safety_scenes(folder)
        ),
    )


def _drill_titles() -> dict[str, str]:
    decks = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_drills()}
    return {name: deck.title or name for name, deck in decks.items() if deck}


def list_shortfalls(rows: list[AuditRow]) -> Iterator[str]:
    """Yield a sentence for each of its rules that the set breaks."""
    for row in rows:
        if row.figures.best < 0.9:
            yield f"{row.title}: the best way reaches only {row.figures.best:.0%}"
        for how in row.passing_policies:
            yield f"{row.title}: {how} passes without reading"
        if row.figures.picks["random"] >= 0.6:
            yield f"{row.title}: choosing at random gives {row.figures.picks['random']:.0%}"
        if not 4 <= row.figures.longest_decisions <= 6:
            yield f"{row.title}: {row.figures.longest_decisions} decisions on the longest way, not 4 to 6"
        if not row.firm_good:
            yield f"{row.title}: no reply is both firm and good"
        if not row.kind_bad:
            yield f"{row.title}: no reply is kind and weak"
    found = measure_set(rows)
    if found.longest > 0.35:
        yield f"the strongest reply is the longest in {found.longest:.0%} of decisions"
    if not 0.75 <= found.length_ratio <= 1.25:
        yield f"the strongest reply is {found.length_ratio:.2f} × as long as the weakest"
    for skill, names in measure_skill_coverage(rows).items():
        if len(names) < 4:
            yield f"{catalog.skills()[skill].name}: strongest in {len(names)} scenarios, not 4"
