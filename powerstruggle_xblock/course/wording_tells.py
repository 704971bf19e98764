"""Which words of one scenario give its key away to somebody who knows the other scenarios, in an author's words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from ..scenario.model import Choice, Scenario, Scene
from ..scenario.review_texts import unconditional_score
from . import wording_model as wording
from .wording_features import surface

STRONG, WEAK = 2 / 3, 1 / 3
A_LITTLE = 1e-9
FEWEST_PLACES = 4
"""A word has to stand in so many choices of the other scenarios before it counts as a habit of the set."""
LEANING = 0.7
"""So many of those choices have to be on one side."""
MOST_TOLD = 8
MOST_FEATURES = 4
MOST_TERMS = 4


@dataclass(frozen=True, slots=True)
class Count:
    """In how many choices a term stands, and how many of those are strong (2 of 3 or more) or weak (1 of 3 or less)."""

    places: int = 0
    strong: int = 0
    weak: int = 0


@dataclass(frozen=True, slots=True)
class Tell:
    """A term that pushes choices of this scenario the right way.

    `side` is "strong" or "weak", `choices` the ids of those on that side which have it, `weight` how much it helps a
    model.
    """

    term: str
    side: str
    elsewhere: Count
    here: Count
    choices: tuple[str, ...]
    weight: float

    def __str__(self) -> str:
        there, here = getattr(self.elsewhere, self.side), getattr(self.here, self.side)
        return (
            f"{named(self.term)}: in {there} of {self.elsewhere.places} places in the starter course "
            f"the reply is {self.side}; here in {here} of {self.here.places} ({', '.join(self.choices)})"
        )


@dataclass(frozen=True, slots=True)
class Outward:
    """A surface feature that pushes this scenario's choices the right way.

    `elsewhere` and `here` are its mean in strong and in weak choices.
    """

    feature: str
    elsewhere: tuple[float, float]
    here: tuple[float, float]

    def __str__(self) -> str:
        (strong, weak), (own_strong, own_weak) = self.elsewhere, self.here
        return (
            f"{self.feature}: on average {strong:.2f} in a strong reply of the starter course "
            f"and {weak:.2f} in a weak one; here {own_strong:.2f} and {own_weak:.2f}"
        )


@dataclass(frozen=True, slots=True)
class Guess:
    """One decision as the models see it.

    `picked` is the first choice by words, `right` whether it is one of the best, `terms` what speaks most for it
    against the scene's other choices; `outward` and `outward_right` are the same by surface features. `choices` are
    id, prediction by words, and usual score.
    """

    scene: str
    picked: str
    right: bool
    outward: str
    outward_right: bool
    choices: tuple[tuple[str, float, float], ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What models of the other scenarios make of one scenario: `score` 0–1 by words, tells, and each decision."""

    score: float
    passes: bool
    tells: tuple[Tell, ...]
    outward: tuple[Outward, ...]
    guesses: tuple[Guess, ...]

    @property
    def share(self) -> float:
        """The share of decisions in which the words point to the best reply."""
        return sum(guess.right for guess in self.guesses) / max(1, len(self.guesses))


def named(term: str) -> str:
    """Say a term in an author's words."""
    words = term.split(" ")
    edges = (wording.START, wording.END)
    shown = " ".join(word for word in words if word not in edges).replace(" ?", "?").replace(" !", "!")
    if words[0] == wording.START:
        return f"\"{shown}\" at the beginning"
    return f"\"{shown}\" at the end" if words[-1] == wording.END else f"\"{shown}\""


def report(scenario: Scenario, others: Mapping[str, Scenario]) -> Report | None:
    """Look at a scenario with what the others teach; None where that is nothing. Raises wording_model.NotInstalled."""
    learned = wording.rated(others.values())
    if not learned:
        return None
    choices = list(scenario.choices.values())
    by_words, by_surface = wording.by_words(learned), wording.by_surface(learned)
    pushes = {choice.id: by_words.pushes(choice) for choice in choices}
    predicted = by_words.predictions(choices)
    score, passes = wording.play_by(scenario, predicted)
    return Report(
        score,
        passes,
        tuple(_tells(scenario, pushes, counts(learned))),
        tuple(_outward(scenario, by_surface.slopes(), learned)),
        tuple(_guesses(scenario, predicted, by_surface.predictions(choices), pushes)),
    )


def counts(choices: Sequence[Choice]) -> dict[str, Count]:
    """Count for each term how many strong and weak choices have it."""
    found: dict[str, list[int]] = {}
    for choice in choices:
        side = _side(choice)
        for term in set(wording.terms(wording.text(choice))):
            row = found.setdefault(term, [0, 0, 0])
            row[0] += 1
            row[1] += side == "strong"
            row[2] += side == "weak"
    return {term: Count(*row) for term, row in found.items()}


def _side(choice: Choice) -> str | None:
    score = unconditional_score(choice)
    return "strong" if score >= STRONG - A_LITTLE else "weak" if score <= WEAK + A_LITTLE else None


def _help(scenario: Scenario, pushes: Callable[[Choice], Mapping[str, float]]) -> dict[str, float]:
    """Give what on the whole pushes the scenario's choices the right way within their scenes, and how much."""
    total: dict[str, float] = {}
    for scene in wording.decisions(scenario):
        choices = [choice for choice in scene.choices if choice.ratings]
        middle = mean(unconditional_score(choice) for choice in choices)
        for choice in choices:
            for what, push in pushes(choice).items():
                total[what] = total.get(what, 0.0) + push * (unconditional_score(choice) - middle)
    return {what: weight for what, weight in total.items() if weight > A_LITTLE}


def _tells(scenario: Scenario, pushes: Mapping[str, Mapping[str, float]], elsewhere: Mapping[str, Count]) -> list[Tell]:
    own = wording.rated([scenario])
    here = counts(own)
    found = []
    for term, weight in _help(scenario, lambda choice: pushes[choice.id]).items():
        there = elsewhere[term]
        side = "strong" if there.strong >= there.weak else "weak"
        leans, leans_here = getattr(there, side), getattr(here[term], side)
        if there.places >= FEWEST_PLACES and leans >= LEANING * there.places and 2 * leans_here > here[term].places:
            ids = tuple(
                choice.id for choice in own if term in wording.terms(wording.text(choice)) and _side(choice) == side
            )
            found.append(Tell(term, side, there, here[term], ids, weight))
    return _apart(sorted(found, key=_strongest_first))[:MOST_TOLD]


def _strongest_first(tell: Tell) -> tuple[float, int, str]:
    """Order tells; of equally strong ones a single word comes before a pair."""
    return -round(tell.weight, wording.DIGITS), len(tell.term.split(" ")), tell.term


def _apart(tells: list[Tell]) -> list[Tell]:
    """Leave out a tell that says the same of the same choices as one before it, such as a pair after its word."""
    kept: list[Tell] = []
    for tell in tells:
        words = set(tell.term.split(" "))
        if not any(tell.choices == other.choices and words & set(other.term.split(" ")) for other in kept):
            kept.append(tell)
    return kept


def _outward(scenario: Scenario, slopes: Mapping[str, float], learned: Sequence[Choice]) -> Iterator[Outward]:
    helping = _help(scenario, lambda choice: {name: slopes[name] * value for name, value in surface(choice).items()})
    elsewhere, here = _means(learned), _means(wording.rated([scenario]))
    for name in sorted(helping, key=lambda name: (-helping[name], name))[:MOST_FEATURES]:
        yield Outward(name, elsewhere[name], here[name])


def _means(choices: Sequence[Choice]) -> dict[str, tuple[float, float]]:
    """Give each feature's mean in strong and in weak choices."""
    sides = {side: [surface(choice) for choice in choices if _side(choice) == side] for side in ("strong", "weak")}
    return {
        name: tuple(mean(row[name] for row in rows) if rows else 0.0 for rows in sides.values())
        for name in surface(choices[0])
    }


def _guesses(
    scenario: Scenario,
    predicted: Mapping[str, float],
    by_surface: Mapping[str, float],
    pushes: Mapping[str, Mapping[str, float]],
) -> Iterator[Guess]:
    for scene in wording.decisions(scenario):
        picked, outward = wording.first(scene.choices, predicted), wording.first(scene.choices, by_surface)
        rows = tuple((choice.id, predicted[choice.id], unconditional_score(choice)) for choice in scene.choices)
        yield Guess(
            scene.id,
            picked.id,
            wording.is_best(picked, scene),
            outward.id,
            wording.is_best(outward, scene),
            rows,
            _leading(scene, picked, pushes),
        )


def _leading(scene: Scene, picked: Choice, pushes: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Name what speaks most for the picked choice against the mean of the others, and what only those have."""
    own = pushes[picked.id]
    lead = dict(own)
    others = [choice for choice in scene.choices if choice is not picked]
    for choice in others:
        for term, push in pushes[choice.id].items():
            lead[term] = lead.get(term, 0.0) - push / len(others)
    leading = sorted((term for term in lead if lead[term] > A_LITTLE), key=lambda term: (-lead[term], term))
    return tuple(named(term) if term in own else f"no {named(term)}" for term in leading[:MOST_TERMS])
