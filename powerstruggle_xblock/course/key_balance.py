"""Whether a set has replies rated between weak and workable, and moves that are now right and now wrong.

Where every reply is either sound or bad, and a move is always the one or the other, learners read the move and not the
person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..scenario import catalog
from ..scenario.model import Scenario
from ..scenario.review_texts import unconditional_score

STRONG, WEAK = 2 / 3, 1 / 3
A_LITTLE = 1e-9
LEAST_BETWEEN = 1 / 3
"""So many decisions have a reply whose usual levels come, on average, to more than 1 and less than 2."""
OFTEN = 5
NEVER_STRONG = frozenset({
    "threaten", "sarcasm",
    "false-promise", "no-limit", "fake-choice", "play-along", "argue-facts", "keep-quiet-about-risk",
})
"""Moves that no moment makes right: threats and contempt, and those whose very name says what is wrong with them, as a promise
that can't be kept or passing over a sign of danger."""


@dataclass(frozen=True, slots=True)
class MoveUse:
    """How often a move occurs among rated choices, and how often it is strong (2 of 3 or more) or weak (1 or less)."""

    move: str
    uses: int
    strong: int
    weak: int

    @property
    def one_sided(self) -> bool:
        """Tell whether the move gives its worth away: it occurs often and is never strong, or never weak."""
        return self.move not in NEVER_STRONG and not (self.strong and self.weak)


@dataclass(frozen=True, slots=True)
class Balance:
    """The figures of a set: decisions, those with a reply `between`, and moves that occur OFTEN, commonest first."""

    decisions: int
    between: int
    moves: tuple[MoveUse, ...]

    @property
    def share(self) -> float:
        """The share of decisions with a reply between the extremes."""
        return self.between / max(1, self.decisions)


def balance(scenarios: Iterable[Scenario]) -> Balance:
    """Count over a set of scenarios."""
    scenes = [scene for scenario in scenarios for scene in scenario.scenes if scene.is_decision]
    between = sum(
        any(WEAK + A_LITTLE < unconditional_score(choice) < STRONG - A_LITTLE for choice in scene.choices if choice.ratings)
        for scene in scenes
    )
    scores: dict[str, list[float]] = {}
    for choice in (choice for scene in scenes for choice in scene.choices if choice.ratings and choice.move):
        scores.setdefault(choice.move, []).append(unconditional_score(choice))
    moves = sorted(
        (_use(move, found) for move, found in scores.items() if len(found) >= OFTEN),
        key=lambda use: (-use.uses, use.move),
    )
    return Balance(len(scenes), between, tuple(moves))


def _use(move: str, scores: list[float]) -> MoveUse:
    strong = sum(score >= STRONG - A_LITTLE for score in scores)
    return MoveUse(move, len(scores), strong, sum(score <= WEAK + A_LITTLE for score in scores))


def markdown(scenarios: Mapping[str, Scenario]) -> str:
    """Give the table of moves and the share of decisions with a reply between the extremes."""
    found = balance(scenarios.values())
    head = ("move", "uses", "strong", "between", "weak")
    lines = [head, ["---"] * len(head)]
    lines += [
        (name(use.move), str(use.uses), str(use.strong), str(use.uses - use.strong - use.weak), str(use.weak))
        for use in found.moves
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    between = f"{found.between} of {found.decisions} decisions ({found.share:.0%})"
    return f"{between} have a reply rated between 1 and 2.\n\n{table}\n"


def name(move: str) -> str:
    """Give a move's name in the catalog."""
    known = catalog.moves().get(move)
    return known.name if known else move


def misses(scenarios: Mapping[str, Scenario]) -> Iterator[str]:
    """Say where the set falls short."""
    found = balance(scenarios.values())
    if found.share < LEAST_BETWEEN - A_LITTLE:
        yield (
            f"{found.between} of {found.decisions} decisions ({found.share:.0%}) have a reply rated between 1 and 2, "
            "not a third of them"
        )
    for use in found.moves:
        if use.one_sided:
            yield f"{name(use.move)} ({use.move}): {use.strong} strong and {use.weak} weak in {use.uses} uses, not both"
