"""A set of scenarios looked at together: is the key fair over all of them, and is everything practised that the course promises?

Length and place are tells of multiple choice as of branching items; the bounds are decisions of the project. The tables are Markdown,
since they are kept in docs/starter-course.md.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from ..notation import markup
from ..scenario import catalog, fairness
from ..scenario.model import Choice, Scenario, Scene
from ..scenario.review_texts import list_staff_texts, unconditional_score

KIND_MISTAKES = frozenset({"fix", "placate", "over-apologise", "collude", "do-for", "false-promise", "premature-plan", "ignore-risk"})
"""Mistakes that come of wanting to help."""
FIRM_MOVES = frozenset({"clear-limit", "tag-out", "call-help", "take-break"})
WORKABLE, WEAK = 2 / 3, 1 / 3
A_LITTLE = 1e-9
SAFETY_COLUMNS = ("danger", "asked", "told", "by", "source")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: how long its strongest reply is beside its weakest, if it is the longest of all, and at which place it stands."""

    scenario: str
    scene: str
    ratio: float
    longest: bool
    place: int
    choices: int


@dataclass(slots=True)
class Row:
    """A scenario in the survey. Scores 0–1; `strongest` counts decisions whose strongest reply is rated 3, by skill id."""

    name: str
    title: str
    figures: fairness.Fairness
    decisions: list[Decision] = field(default_factory=list)
    strongest: dict[str, int] = field(default_factory=dict)
    firm_good: tuple[str, ...] = ()
    kind_bad: tuple[str, ...] = ()
    grade: float | None = None

    @property
    def passed_unread(self) -> list[str]:
        """The thoughtless ways of choosing that give a pass."""
        return [how for how, score in self.figures.picks.items() if score >= 0.7]


def audit(scenarios: Mapping[str, Scenario], reading_grade=None) -> list[Row]:
    """Look at scenarios by name, in order; `reading_grade` tells the US school grade of a text, where that can be measured."""
    return [_row(name, scenario, reading_grade) for name, scenario in scenarios.items()]


def _row(name: str, scenario: Scenario, reading_grade) -> Row:
    row = Row(name, scenario.title or name, fairness.measure_fairness(scenario))
    for scene in scenario.scenes:
        if scene.is_decision:
            row.decisions.append(_decision(name, scene))
            best = max((choice for choice in scene.choices if choice.ratings), key=unconditional_score)
            for skill in {skill for level in best.ratings for skill, worth in level.skills if worth == 3}:
                row.strongest[skill] = row.strongest.get(skill, 0) + 1
    rated = [choice for choice in scenario.choices.values() if choice.ratings]
    row.firm_good = tuple(choice.id for choice in rated if unconditional_score(choice) >= WORKABLE - A_LITTLE and _is_firm(choice))
    row.kind_bad = tuple(
        choice.id for choice in rated if unconditional_score(choice) <= WEAK + A_LITTLE and _mistake(choice) in KIND_MISTAKES
    )
    if reading_grade:
        row.grade = reading_grade(learner_words(scenario))
    return row


def _decision(name: str, scene: Scene) -> Decision:
    ranked = sorted((choice for choice in scene.choices if choice.ratings), key=unconditional_score)
    strongest, weakest = ranked[-1], ranked[0]
    length = fairness.text_length(strongest)
    others = [fairness.text_length(choice) for choice in scene.choices if choice is not strongest]
    return Decision(name, scene.id, length / max(1, fairness.text_length(weakest)), bool(others) and length > max(others),
                    scene.choices.index(strongest), len(scene.choices))


def _is_firm(choice: Choice) -> bool:
    return choice.move in FIRM_MOVES or any(skill == "limits" and worth >= 2 for level in choice.ratings for skill, worth in level.skills)


def _mistake(choice: Choice) -> str | None:
    move = catalog.moves().get(choice.move or "")
    return choice.mistake or (move.mistake if move else None)


def learner_words(scenario: Scenario) -> str:
    """Give what learners read of a scenario, as one text, the client's own lines included."""
    said = [beat.text for place in scenario.nodes.values() for beat in place.content_items if hasattr(beat, "text")]
    said += [beat.text for choice in scenario.choices.values() for beat in choice.replies if hasattr(beat, "text")]
    said += [ending.their_view for ending in scenario.endings]
    return " ".join(_sentence(text) for text in (*(text for _, text in list_staff_texts(scenario)), *said))


def _sentence(text: str) -> str:
    words = markup.plain_text(text)
    return words if words.endswith((".", "?", "!", "…", "\"", "”")) else f"{words}."


# --- the whole set ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Whole:
    """The set's own figures: share of decisions whose strongest reply is the longest, median length ratio, and how often
    it stands at each place; `expected` is how often it would by chance.
    """

    decisions: int
    longest: float
    ratio: float
    places: tuple[int, ...]
    expected: tuple[float, ...]

    @property
    def unevenness(self) -> float:
        """Pearson's chi-square of the places (Pearson, 1900); with four places, 7.81 is its 5 % point."""
        return sum((found - by_chance) ** 2 / by_chance for found, by_chance in zip(self.places, self.expected, strict=True) if by_chance)


def whole(rows: Iterable[Row]) -> Whole:
    """Put the decisions of all scenarios together."""
    decisions = [decision for row in rows for decision in row.decisions]
    most = max((decision.choices for decision in decisions), default=0)
    places = tuple(sum(decision.place == place for decision in decisions) for place in range(most))
    expected = tuple(sum(1 / decision.choices for decision in decisions if place < decision.choices) for place in range(most))
    count = max(1, len(decisions))
    return Whole(len(decisions), sum(decision.longest for decision in decisions) / count,
                 median(decision.ratio for decision in decisions) if decisions else 0.0, places, expected)


def skill_coverage(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Give, by skill id, the scenarios in which it is what makes some decision's strongest reply strong."""
    rows = list(rows)
    return {skill: [row.name for row in rows if skill in row.strongest] for skill in catalog.skills()}


def coverage(folder: Path) -> dict:
    """Read coverage.toml."""
    return tomllib.loads((folder / "coverage.toml").read_text(encoding="utf-8"))


def safety(folder: Path) -> list[dict]:
    """Return the scenes of safety.toml: in each somebody could get hurt."""
    return tomllib.loads((folder / "safety.toml").read_text(encoding="utf-8"))["scene"]


# --- Markdown -----------------------------------------------------------------------------------------------------------


def markdown(rows: list[Row], folder: Path) -> str:
    """Give all tables."""
    tables = (_fairness_table(rows), _whole_text(whole(rows)), _skill_table(rows), _coverage_tables(rows, folder),
              _safety_table(rows, folder))
    return "\n\n".join(tables) + "\n"


def _table(head: tuple[str, ...], lines: Iterable[Iterable[str]]) -> str:
    made = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in made)


def _fairness_table(rows: list[Row]) -> str:
    head = ("scenario", "best", "first", "longest", "shortest", "random", "decisions", "endings", "firm and good", "kind and weak", "grade")
    return _table(head, ([
        row.title, f"{row.figures.best:.0%}", *(f"{row.figures.picks[how]:.0%}" for how in fairness.PICKS),
        str(row.figures.longest_decisions), str(len(row.figures.endings)), str(len(row.firm_good)), str(len(row.kind_bad)),
        "–" if row.grade is None else f"{row.grade:.1f}",
    ] for row in rows))


def _whole_text(found: Whole) -> str:
    places = ", ".join(f"{count} of {found.decisions} at place {place}" for place, count in enumerate(found.places, 1) if count)
    return (f"Over {found.decisions} decisions: the strongest reply is {found.ratio:.2f} × as long as the weakest (median) and the "
            f"longest of all in {found.longest:.0%}. In the file it stands {places} (chi-square {found.unevenness:.1f}); "
            "learners get the replies shuffled.")


def _skill_table(rows: list[Row]) -> str:
    titles = {row.name: row.title for row in rows}
    return _table(("skill", "scenarios", "where it makes the strongest reply strong"), (
        [catalog.skills()[skill].name, str(len(names)), "; ".join(titles[name] for name in names)]
        for skill, names in skill_coverage(rows).items()))


def _coverage_tables(rows: list[Row], folder: Path) -> str:
    titles, table = {row.name: row.title for row in rows}, coverage(folder)

    def named(names: list[str]) -> str:
        return "; ".join(titles.get(name, name) for name in names)

    presentations = _table(("clients who are …", "scenarios"), ([who, named(names)] for who, names in table["presentations"].items()))
    approaches = _table(("approach", "asked for in", "readings and lines", "practiced in"), (
        [row["name"], row["from"], "; ".join((*row["readings"], *row.get("lines", ()))), named(row["scenarios"])]
        for row in table["approach"]))
    return f"{presentations}\n\n{approaches}"


def _safety_table(rows: list[Row], folder: Path) -> str:
    titles = {row.name: row.title for row in rows}
    return _table(("scenario", "scenes", "what could happen", "what is asked", "who is told", "by when", "source"), (
        [titles.get(row["scenario"], row["scenario"]), ", ".join(row["scenes"]), *(row[key] for key in SAFETY_COLUMNS)]
        for row in safety(folder)))


def misses(rows: list[Row]) -> Iterator[str]:
    """Say where the set falls short of its own rules."""
    for row in rows:
        if row.figures.best < 0.9:
            yield f"{row.title}: the best way reaches only {row.figures.best:.0%}"
        for how in row.passed_unread:
            yield f"{row.title}: {how} passes without reading"
        if row.figures.picks["random"] >= 0.6:
            yield f"{row.title}: choosing at random gives {row.figures.picks['random']:.0%}"
        if not 4 <= row.figures.longest_decisions <= 6:
            yield f"{row.title}: {row.figures.longest_decisions} decisions on the longest way, not 4 to 6"
        if not row.firm_good:
            yield f"{row.title}: no reply is both firm and good"
        if not row.kind_bad:
            yield f"{row.title}: no reply is kind and weak"
    found = whole(rows)
    if found.longest > 0.35:
        yield f"the strongest reply is the longest in {found.longest:.0%} of decisions"
    if not 0.75 <= found.ratio <= 1.25:
        yield f"the strongest reply is {found.ratio:.2f} × as long as the weakest"
    for skill, names in skill_coverage(rows).items():
        if len(names) < 4:
            yield f"{catalog.skills()[skill].name}: strongest in {len(names)} scenarios, not 4"
