"""Whether a set has replies rated between weak and workable, and moves that are now right and now wrong.

Where every reply is either sound or bad, and a move is always the one or the other, learners read the move and not the
person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..scenario import catalog
from ..scenario.model import Scenario
from ..scenario.review_texts import unconditional_score
from ..scenario.scoring import TOLERANCE, is_strong, is_weak

MIN_BETWEEN_SHARE = 1 / 3
"""So many decisions have a reply whose usual levels come, on average, to more than 1 and less than 2."""
MIN_USES = 5
ALWAYS_WEAK_MOVES = frozenset(
    {
        "threaten",
        "sarcasm",
        "false-promise",
        "no-limit",
        "fake-choice",
        "play-along",
        "argue-facts",
        "keep-quiet-about-risk",
    }
)
"""Moves that no moment makes right.

Threats and contempt, and those whose very name says what is wrong with them, as a promise that can't be kept or passing
over a sign of danger (docs/decisions/0019-moves-no-moment-makes-right.md).
"""


@dataclass(frozen=True, slots=True)
class MoveUse:
    """How often a move occurs among rated choices, and how often it is strong (2 of 3 or more) or weak (1 or less)."""

    move: str
    uses: int
    strong: int
    weak: int

    @property
    def one_sided(self) -> bool:
        """Whether the move reveals its rating: it occurs often and is never strong, or never weak."""
        return self.move not in ALWAYS_WEAK_MOVES and not (self.strong and self.weak)


@dataclass(frozen=True, slots=True)
class Balance:
    """The figures of a set: decisions, those with a reply `between`, and moves that occur MIN_USES, commonest first."""

    decisions: int
    between: int
    moves: tuple[MoveUse, ...]

    @property
    def share(self) -> float:
        """The share of decisions with a reply between the extremes."""
        return self.between / max(1, self.decisions)


def measure_balance(scenarios: Iterable[Scenario]) -> Balance:
    """Count over a set of scenarios."""
    scenes = [scene for scenario in scenarios for scene in scenario.scenes if scene.is_decision]
    between = sum(
        any(
            not is_weak(score) and not is_strong(score)
            for score in (unconditional_score(choice) for choice in scene.choices if choice.ratings)
        )
        for scene in scenes
    )
    scores: dict[str, list[float]] = {}
    for choice in (choice for scene in scenes for choice in scene.choices if choice.ratings):
        if choice.move:
            scores.setdefault(choice.move, []).append(unconditional_score(choice))
    moves = sorted(
        (_count_use(move, found) for move, found in scores.items() if len(found) >= MIN_USES),
        key=lambda use: (-use.uses, use.move),
    )
    return Balance(len(scenes), between, tuple(moves))


def _count_use(move: str, scores: list[float]) -> MoveUse:
    return MoveUse(move, len(scores), sum(map(is_strong, scores)), sum(map(is_weak, scores)))


def format_table(scenarios: Mapping[str, Scenario]) -> str:
    """Return the table of moves and the share of decisions with a reply between the extremes."""
    found = measure_balance(scenarios.values())
    head = ("move", "uses", "strong", "between", "weak")
    lines = [head, ["---"] * len(head)]
    lines += [
        (move_name(use.move), str(use.uses), str(use.strong), str(use.uses - use.strong - use.weak), str(use.weak))
        for use in found.moves
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    between = f"{found.between} of {found.decisions} decisions ({found.share:.0%})"
    return f"{between} have a reply rated between 1 and 2.\n\n{table}\n"


def move_name(move: str) -> str:
    """Return a move's name in the catalog."""
    known = catalog.moves().get(move)
    return known.name if known else move


def list_shortfalls(scenarios: Mapping[str, Scenario]) -> Iterator[str]:
    """Yield a sentence for each rule that the set breaks."""
    found = measure_balance(scenarios.values())
    if found.share < MIN_BETWEEN_SHARE - TOLERANCE:
        yield (
            f"{found.between} of {found.decisions} decisions ({found.share:.0%}) have a reply rated between 1 and 2, "
            "not a third of them"
        )
    for use in found.moves:
        counts = f"{use.strong} strong and {use.weak} weak in {use.uses} uses"
        if use.move in ALWAYS_WEAK_MOVES and use.strong:
            yield f"{move_name(use.move)} ({use.move}) is never right, and strong {use.strong} times in {use.uses} uses"
        elif use.one_sided:
            yield f"{move_name(use.move)} ({use.move}): {counts}, not both"
