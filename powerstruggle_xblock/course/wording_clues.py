"""Which words of one scenario reveal its key to somebody who knows the other scenarios, described for authors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, mean

from ..scenario import scoring
from ..scenario.model import Choice, Scenario, Scene
from ..scenario.review_texts import unconditional_score
from ..scenario.variants import choice_wordings, sample_draws
from . import wording_model as wording
from .wording_features import surface_features

SIDES = ("strong", "weak")
MIN_CONTRIBUTION = 1e-9
"""What adds less to a prediction is a rounding error."""
MIN_PLACES = 4
"""Choices of the other scenarios that must have a term before it counts."""
MIN_SHARE_ON_ONE_SIDE = 0.7
"""Share of those choices that must be on one side."""
MAX_WORD_CLUES = 8
MAX_FEATURE_CLUES = 4
MAX_TERMS = 4


@dataclass(frozen=True, slots=True)
class TermCount:
    """In how many choices a term stands, and how many of those are strong (2 of 3 or more) or weak (1 of 3 or less)."""

    places: int = 0
    strong: int = 0
    weak: int = 0


@dataclass(frozen=True, slots=True)
class WordClue:
    """A term that moves the predicted scores of this scenario's choices toward their real ones.

    `side` is "strong" or "weak", `choices` the ids of those on that side which have it, `weight` how much it helps a
    model.
    """

    term: str
    side: str
    elsewhere: TermCount
    here: TermCount
    choices: tuple[str, ...]
    weight: float

    def __str__(self) -> str:
        there, here = getattr(self.elsewhere, self.side), getattr(self.here, self.side)
        return (
            f"{term_label(self.term)}: in {there} of {self.elsewhere.places} places in the starter course "
            f"the reply is {self.side}; here in {here} of {self.here.places} ({', '.join(self.choices)})"
        )


@dataclass(frozen=True, slots=True)
class FeatureClue:
    """A surface feature that moves the predicted scores of this scenario's choices toward their real ones.

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
class DecisionPrediction:
    """One decision as the models see it.

    `by_words` is the first choice by words, `words_right` whether it is one of the best, `terms` what speaks most for
    it against the scene's other choices; `by_features` and `features_right` are the same by surface features. `choices`
    are id, prediction by words, and usual score.
    """

    scene: str
    by_words: str
    words_right: bool
    by_features: str
    features_right: bool
    choices: tuple[tuple[str, float, float], ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingReport:
    """What models of the other scenarios make of one scenario: `score` 0–1 by words, clues, and each decision."""

    score: float
    passes: bool
    word_clues: tuple[WordClue, ...]
    feature_clues: tuple[FeatureClue, ...]
    predictions: tuple[DecisionPrediction, ...]

    @property
    def share(self) -> float:
        """The share of decisions in which the words point to the best reply."""
        return sum(prediction.words_right for prediction in self.predictions) / max(1, len(self.predictions))


def term_label(term: str) -> str:
    """Return a term as it is shown to authors."""
    words = term.split(" ")
    edges = (wording.START, wording.END)
    shown = " ".join(word for word in words if word not in edges).replace(" ?", "?").replace(" !", "!")
    if words[0] == wording.START:
        return f"\"{shown}\" at the beginning"
    return f"\"{shown}\" at the end" if words[-1] == wording.END else f"\"{shown}\""


def build_report(scenario: Scenario, others: Mapping[str, Scenario]) -> WordingReport | None:
    """Return what models of the other scenarios find in a scenario, or None where the others have no rated choice.

    Raises wording_model.ReviewExtraMissing.
    """
    learned = wording.list_rated_choices(others.values())
    if not learned:
        return None
    choices = list(scenario.choices.values())
    word_model, feature_model = wording.train_on_words(learned), wording.train_on_features(learned)
    contributions = {choice.id: _mean_contributions(word_model, choice) for choice in choices}
    score = fmean(
        wording.play_by_prediction(drawn, word_model.predict(drawn.choices.values()))
        for drawn in sample_draws(scenario)
    )
    by_words, by_features = (_mean_predictions(model, choices) for model in (word_model, feature_model))
    return WordingReport(
        score,
        scoring.passes(score, scenario),
        tuple(_find_word_clues(scenario, contributions, count_terms(learned))),
        tuple(_find_feature_clues(scenario, feature_model.feature_weights(), learned)),
        tuple(_predict_decisions(scenario, by_words, by_features, contributions)),
    )


def _mean_predictions(model: wording.Model, choices: Sequence[Choice]) -> dict[str, float]:
    """Return the predicted usual score by choice id, the mean of its wordings."""
    return {choice.id: fmean(model.predict_all(choice_wordings(choice))) for choice in choices}


def _mean_contributions(model: wording.Model, choice: Choice) -> dict[str, float]:
    """Return what each term of a choice adds to its predicted score, in the mean over its wordings."""
    total: dict[str, float] = {}
    wordings = choice_wordings(choice)
    for words in wordings:
        for term, contribution in model.term_contributions(words).items():
            total[term] = total.get(term, 0.0) + contribution / len(wordings)
    return total


def _mean_surface(choice: Choice) -> dict[str, float]:
    """Return the surface features of a choice, each the mean over its wordings."""
    rows = [surface_features(words) for words in choice_wordings(choice)]
    return {name: fmean(row[name] for row in rows) for name in rows[0]}


def count_terms(choices: Sequence[Choice]) -> dict[str, TermCount]:
    """Return for each term how many choices have it, and how many of those are strong and weak."""
    found: dict[str, list[int]] = {}
    for choice in choices:
        side = _side(choice)
        for term in set(wording.extract_terms(wording.choice_text(choice))):
            row = found.setdefault(term, [0, 0, 0])
            row[0] += 1
            row[1] += side == "strong"
            row[2] += side == "weak"
    return {term: TermCount(*row) for term, row in found.items()}


def _side(choice: Choice) -> str | None:
    score = unconditional_score(choice)
    return "strong" if scoring.is_strong(score) else "weak" if scoring.is_weak(score) else None


def _measure_contributions(
    scenario: Scenario, contributions: Callable[[Choice], Mapping[str, float]]
) -> dict[str, float]:
    """Return, by term or feature, how much it moves predictions toward the real scores within scenes.

    Only what moves them in the right direction is returned.
    """
    total: dict[str, float] = {}
    for scene in wording.list_decisions(scenario):
        choices = [choice for choice in scene.choices if choice.ratings]
        middle = mean(unconditional_score(choice) for choice in choices)
        for choice in choices:
            for what, contribution in contributions(choice).items():
                total[what] = total.get(what, 0.0) + contribution * (unconditional_score(choice) - middle)
    return {what: weight for what, weight in total.items() if weight > MIN_CONTRIBUTION}


def _find_word_clues(
    scenario: Scenario, contributions: Mapping[str, Mapping[str, float]], elsewhere: Mapping[str, TermCount]
) -> list[WordClue]:
    own = wording.list_rated_choices([scenario])
    here = count_terms(own)
    found = []
    for term, weight in _measure_contributions(scenario, lambda choice: contributions[choice.id]).items():
        there = elsewhere[term]
        side = "strong" if there.strong >= there.weak else "weak"
        leans, leans_here = getattr(there, side), getattr(here[term], side)
        if (
            there.places >= MIN_PLACES
            and leans >= MIN_SHARE_ON_ONE_SIDE * there.places
            and 2 * leans_here > here[term].places
        ):
            ids = dict.fromkeys(
                choice.id
                for choice in own
                if term in wording.extract_terms(wording.choice_text(choice)) and _side(choice) == side
            )
            found.append(WordClue(term, side, there, here[term], tuple(ids), weight))
    return _drop_repeats(sorted(found, key=_strongest_first))[:MAX_WORD_CLUES]


def _strongest_first(clue: WordClue) -> tuple[float, int, str]:
    """Return the sort key of a clue; of equally strong ones a single word comes before a pair."""
    return -round(clue.weight, wording.PREDICTION_DIGITS), len(clue.term.split(" ")), clue.term


def _drop_repeats(clues: list[WordClue]) -> list[WordClue]:
    """Return the clues without those that name the same choices as an earlier one, such as a pair after its word."""
    kept: list[WordClue] = []
    for clue in clues:
        words = set(clue.term.split(" "))
        if not any(clue.choices == other.choices and words & set(other.term.split(" ")) for other in kept):
            kept.append(clue)
    return kept


def _find_feature_clues(
    scenario: Scenario, weights: Mapping[str, float], learned: Sequence[Choice]
) -> Iterator[FeatureClue]:
    helping = _measure_contributions(
        scenario, lambda choice: {name: weights[name] * value for name, value in _mean_surface(choice).items()}
    )
    elsewhere, here = _feature_means(learned), _feature_means(wording.list_rated_choices([scenario]))
    for name in sorted(helping, key=lambda name: (-helping[name], name))[:MAX_FEATURE_CLUES]:
        yield FeatureClue(name, elsewhere[name], here[name])


def _feature_means(choices: Sequence[Choice]) -> dict[str, tuple[float, float]]:
    """Return each feature's mean in strong and in weak choices."""
    strong, weak = ([surface_features(choice) for choice in choices if _side(choice) == side] for side in SIDES)
    return {name: (_mean_feature(strong, name), _mean_feature(weak, name)) for name in surface_features(choices[0])}


def _mean_feature(rows: Sequence[Mapping[str, float]], name: str) -> float:
    return mean(row[name] for row in rows) if rows else 0.0


def _predict_decisions(
    scenario: Scenario,
    predicted: Mapping[str, float],
    predicted_by_features: Mapping[str, float],
    contributions: Mapping[str, Mapping[str, float]],
) -> Iterator[DecisionPrediction]:
    for scene in wording.list_decisions(scenario):
        by_words, by_features = (
            wording.best_predicted(scene.choices, predicted),
            wording.best_predicted(scene.choices, predicted_by_features),
        )
        rows = tuple((choice.id, predicted[choice.id], unconditional_score(choice)) for choice in scene.choices)
        yield DecisionPrediction(
            scene.id,
            by_words.id,
            wording.is_best(by_words, scene),
            by_features.id,
            wording.is_best(by_features, scene),
            rows,
            _leading_terms(scene, by_words, contributions),
        )


def _leading_terms(scene: Scene, picked: Choice, contributions: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Return the terms that favour the picked choice most over the mean of the others, and those it lacks."""
    own = contributions[picked.id]
    lead = dict(own)
    others = [choice for choice in scene.choices if choice is not picked]
    for choice in others:
        for term, contribution in contributions[choice.id].items():
            lead[term] = lead.get(term, 0.0) - contribution / len(others)
    leading = sorted((term for term in lead if lead[term] > MIN_CONTRIBUTION), key=lambda term: (-lead[term], term))
    return tuple(term_label(term) if term in own else f"no {term_label(term)}" for term in leading[:MAX_TERMS])
