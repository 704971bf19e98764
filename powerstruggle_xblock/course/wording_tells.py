"""Which words of one scenario give its key away to somebody who knows the other scenarios, said so that an author can mend it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..scenario.model import Choice, Scenario
from ..scenario.review import usual_score
from .wording_model import END, START, by_words, decisions, first, is_best, play_by, rated, terms, text

STRONG, WEAK = 2 / 3, 1 / 3
A_LITTLE = 1e-9
FEWEST_PLACES = 4
"""A word has to stand in so many choices of the other scenarios before it counts as a habit of the set."""
LEANING = 0.7
"""So many of those choices have to be on one side."""
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Count:
    """In how many choices a term stands, and how many of those are strong (2 of 3 or more) or weak (1 of 3 or less)."""

    places: int = 0
    strong: int = 0
    weak: int = 0


@dataclass(frozen=True, slots=True)
class Tell:
    """A term that pushes choices of this scenario the right way: `side` is "strong" or "weak", `choices` the ids of those on that side
    which have it, `weight` how much it helps a model.
    """

    term: str
    side: str
    elsewhere: Count
    here: Count
    choices: tuple[str, ...]
    weight: float

    def __str__(self) -> str:
        there = self.elsewhere.strong if self.side == "strong" else self.elsewhere.weak
        here = self.here.strong if self.side == "strong" else self.here.weak
        return (f"{named(self.term)}: in {there} of {self.elsewhere.places} places in the starter course the reply is {self.side}; "
                f"here in {here} of {self.here.places} ({', '.join(self.choices)})")


@dataclass(frozen=True, slots=True)
class Guess:
    """One decision as the model sees it: `picked` is its first choice, `right` whether that is one of the best, and the `terms`
    that speak most for it against the scene's other choices.
    """

    scene: str
    picked: str
    right: bool
    choices: tuple[tuple[str, float, float], ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a model of the other scenarios' words makes of one scenario: `score` 0–1 played through, tells, and each decision."""

    score: float
    passes: bool
    tells: tuple[Tell, ...]
    guesses: tuple[Guess, ...]


def named(term: str) -> str:
    """Say a term in an author's words."""
    words = term.split(" ")
    shown = " ".join(word for word in words if word not in (START, END)).replace(" ?", "?").replace(" !", "!")
    quoted = f"\"{shown}\""
    if words[0] == START:
        return f"{quoted} at the beginning"
    return f"{quoted} at the end" if words[-1] == END else quoted


def report(scenario: Scenario, others: Mapping[str, Scenario]) -> Report | None:
    """Look at a scenario with what the others teach; None where they teach nothing. Raises wording_model.NotInstalled."""
    learned = rated(others.values())
    if not learned:
        return None
    model = by_words(learned)
    predicted = model.predictions(scenario.choices.values())
    pushes = {choice.id: model.pushes(choice) for choice in scenario.choices.values()}
    score, passes = play_by(scenario, predicted)
    return Report(score, passes, tuple(_tells(scenario, pushes, counts(learned))), tuple(_guesses(scenario, predicted, pushes)))


def counts(choices: list[Choice]) -> dict[str, Count]:
    """Count for each term how many strong and weak choices have it."""
    found: dict[str, list[int]] = {}
    for choice in choices:
        score = usual_score(choice)
        for term in set(terms(text(choice))):
            row = found.setdefault(term, [0, 0, 0])
            row[0] += 1
            row[1] += score >= STRONG - A_LITTLE
            row[2] += score <= WEAK + A_LITTLE
    return {term: Count(*row) for term, row in found.items()}


def _tells(scenario: Scenario, pushes: Mapping[str, Mapping[str, float]], elsewhere: Mapping[str, Count]) -> list[Tell]:
    own = rated([scenario])
    here = counts(own)
    found = []
    for term, weight in _help(scenario, pushes).items():
        there = elsewhere[term]
        side = "strong" if there.strong >= there.weak else "weak"
        leans, leans_here = getattr(there, side), getattr(here[term], side)
        if there.places >= FEWEST_PLACES and leans >= LEANING * there.places and 2 * leans_here > here[term].places:
            ids = tuple(choice.id for choice in own if term in terms(text(choice)) and _side(choice) == side)
            found.append(Tell(term, side, there, here[term], ids, weight))
    return _apart(sorted(found, key=lambda tell: (-tell.weight, tell.term)))[:MOST_TOLD]


def _side(choice: Choice) -> str | None:
    score = usual_score(choice)
    return "strong" if score >= STRONG - A_LITTLE else "weak" if score <= WEAK + A_LITTLE else None


def _apart(tells: list[Tell]) -> list[Tell]:
    """Leave out a tell that says the same of the same choices as one before it, such as a pair after its word."""
    kept: list[Tell] = []
    for tell in tells:
        words = set(tell.term.split(" "))
        if not any(tell.choices == other.choices and words & set(other.term.split(" ")) for other in kept):
            kept.append(tell)
    return kept


def _help(scenario: Scenario, pushes: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Give the terms that on the whole push the scenario's choices the right way within their scenes, and how much."""
    total: dict[str, float] = {}
    for scene in decisions(scenario):
        choices = [choice for choice in scene.choices if choice.levels]
        middle = sum(usual_score(choice) for choice in choices) / max(1, len(choices))
        for choice in choices:
            for term, push in pushes[choice.id].items():
                total[term] = total.get(term, 0.0) + push * (usual_score(choice) - middle)
    return {term: weight for term, weight in total.items() if weight > A_LITTLE}


def _guesses(scenario: Scenario, predicted: Mapping[str, float], pushes: Mapping[str, Mapping[str, float]]) -> Iterator[Guess]:
    for scene in decisions(scenario):
        picked = first(scene.choices, predicted)
        others = [choice for choice in scene.choices if choice is not picked]
        usual: dict[str, float] = {}
        for choice in others:
            for term, push in pushes[choice.id].items():
                usual[term] = usual.get(term, 0.0) + push / len(others)
        lead = {term: pushes[picked.id].get(term, 0.0) - usual.get(term, 0.0) for term in {*usual, *pushes[picked.id]}}
        leading = sorted((term for term in lead if lead[term] > A_LITTLE), key=lambda term: (-lead[term], term))[:4]
        said = tuple(named(term) if term in pushes[picked.id] else f"no {named(term)}" for term in leading)
        yield Guess(scene.id, picked.id, is_best(picked, scene),
                    tuple((choice.id, predicted[choice.id], usual_score(choice)) for choice in scene.choices), said)
