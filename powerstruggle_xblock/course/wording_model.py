"""The score of somebody who goes by the wording of the replies alone and ignores the client.

For each scenario a model learns from all the others which words, pairs of words and outward features (length, question
marks …) go with a high score, and then plays the one that was left out. A fair set can't be passed that way. Where
texts have variants, a model learns from every wording, and what it scores and finds is the mean over a sample of
learners, who read different ones. The models are plain ridge regressions (Hoerl & Kennard, 1970) from scikit-learn, an
optional library: `ReviewExtraMissing` says how to get it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import fmean, mean
from typing import Any

from ..notation import markup
from ..scenario import drill, play, scoring
from ..scenario.model import Choice, Scenario, Scene
from ..scenario.review_texts import unconditional_score
from ..scenario.variants import choice_wordings, sample_draws
from .wording_features import FEATURES, surface_features

START, END = "<", ">"
"""Stand for the beginning and the end of a choice's text among its terms."""
TOLERANCE = 1e-6
PREDICTION_DIGITS = 6
"""Predictions are rounded so that the same choice leads on every machine; of equals the first in the file is taken."""
RIDGE_PENALTY = 1.0
SOLVER_TOLERANCE = 1e-10
_TERM = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")


class ReviewExtraMissing(Exception):
    """scikit-learn is missing; the message says what to do."""

    def __init__(self):
        super().__init__(
            "what the wording gives away can't be measured; it needs: pip install \"powerstruggle-xblock[review]\""
        )


@dataclass(frozen=True, slots=True)
class PlayResult:
    """One scenario as played by a model: `score` 0–1 and whether it `passes`.

    `best` counts those of its `decisions` in which the model's first choice is (one of) the best by usual score, in the
    mean over the draws of variants; `guessed` is how many guessing would find on average.
    """

    score: float
    passes: bool
    best: float
    decisions: int
    guessed: float


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A scenario as played from its words and pairs, and from surface features only, by models of the others."""

    name: str
    title: str
    words: PlayResult
    surface: PlayResult


@dataclass(frozen=True, slots=True)
class WordingTotals:
    """The figures of one model over a set: `mean` score 0–1, and the counts of `PlayResult` added up."""

    mean: float
    passes: int
    scenarios: int
    best: float
    decisions: int
    guessed: float

    @property
    def share(self) -> float:
        """The share of decisions in which the model's first choice is one of the best."""
        return self.best / max(1, self.decisions)

    @property
    def by_guessing(self) -> float:
        """The share of decisions in which guessing finds one of the best."""
        return self.guessed / max(1, self.decisions)


def choice_text(choice: Choice) -> str:
    """Return the words of a choice as learners see them, without marks."""
    return " ".join(map(markup.plain_text, choice.texts))


@lru_cache(maxsize=4096)
def extract_terms(words: str) -> tuple[str, ...]:
    """Return the single words of a text and its pairs of neighbors, in lower case.

    "?" and "!" are words, and START and END make pairs with what stands beside them.
    """
    found = _TERM.findall(words.lower().replace("’", "'"))
    whole = [START, *found, END]
    return (*found, *(f"{one} {two}" for one, two in pairwise(whole)))


def list_decisions(scenario: Scenario) -> list[Scene]:
    """Return the scenes that are scored."""
    return [scene for scene in scenario.scenes if scene.is_decision]


def exclude_same_scenario(name: str, scenario: Scenario, others: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """Return the others without the scenario itself.

    Left out are the one of its name and any that shares half of its choices' texts.
    """
    own = {choice_text(choice) for choice in scenario.choices.values()}
    return {
        key: other
        for key, other in others.items()
        if key != name and 2 * len(own & {choice_text(choice) for choice in other.choices.values()}) < max(1, len(own))
    }


def list_rated_choices(scenarios: Iterable[Scenario]) -> list[Choice]:
    """Return the choices that have ratings, each once for every wording."""
    return [
        wording
        for scenario in scenarios
        for scene in list_decisions(scenario)
        for choice in scene.choices
        if choice.ratings
        for wording in choice_wordings(choice)
    ]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; `pipeline` is scikit-learn's."""

    pipeline: Any

    def predict(self, choices: Iterable[Choice]) -> dict[str, float]:
        """Return the predicted usual score by choice id."""
        choices = list(choices)
        return dict(zip((choice.id for choice in choices), self.predict_all(choices), strict=True))

    def predict_all(self, choices: Sequence[Choice]) -> list[float]:
        """Return the predicted usual score of each choice."""
        found = self.pipeline.predict(choices) if choices else ()
        return [round(float(score), PREDICTION_DIGITS) for score in found]

    def term_contributions(self, choice: Choice) -> dict[str, float]:
        """Return what each term of a choice adds to its predicted score; only for a model of words."""
        vectorizer, ridge = (step for _, step in self.pipeline.steps)
        row = vectorizer.transform([choice])
        names = vectorizer.get_feature_names_out()
        return {
            str(names[at]): float(strength * ridge.coef_[at])
            for at, strength in zip(row.indices, row.data, strict=True)
        }

    def feature_weights(self) -> dict[str, float]:
        """Return what one more of each feature adds to the predicted score; only for a model of features."""
        _, scaler, ridge = (step for _, step in self.pipeline.steps)
        return {
            name: float(slope / scale) for name, slope, scale in zip(FEATURES, ridge.coef_, scaler.scale_, strict=True)
        }


def train_on_words(choices: list[Choice]) -> Model:
    """Train on the words and pairs of rated choices. Raises ReviewExtraMissing."""
    sklearn = _import_sklearn()
    vectorizer = sklearn.TfidfVectorizer(analyzer=_choice_terms, sublinear_tf=True)
    return _train(
        sklearn.make_pipeline(vectorizer, sklearn.Ridge(RIDGE_PENALTY, solver="sparse_cg", tol=SOLVER_TOLERANCE)),
        choices,
    )


def train_on_features(choices: list[Choice]) -> Model:
    """Train on surface features of rated choices. Raises ReviewExtraMissing."""
    sklearn = _import_sklearn()
    return _train(
        sklearn.make_pipeline(
            sklearn.FunctionTransformer(_feature_matrix), sklearn.StandardScaler(), sklearn.Ridge(RIDGE_PENALTY)
        ),
        choices,
    )


def _train(pipeline: Any, choices: list[Choice]) -> Model:
    return Model(pipeline.fit(choices, [unconditional_score(choice) for choice in choices]))


def _choice_terms(choice: Choice) -> tuple[str, ...]:
    return extract_terms(choice_text(choice))


def _feature_matrix(choices: Iterable[Choice]) -> list[list[float]]:
    return [list(surface_features(choice).values()) for choice in choices]


@dataclass(frozen=True, slots=True)
class _Sklearn:
    """The parts of scikit-learn that are used."""

    Ridge: type
    TfidfVectorizer: type
    FunctionTransformer: type
    StandardScaler: type
    make_pipeline: Callable


def _import_sklearn() -> _Sklearn:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import Ridge
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import FunctionTransformer, StandardScaler
    except ImportError:
        raise ReviewExtraMissing from None
    return _Sklearn(Ridge, TfidfVectorizer, FunctionTransformer, StandardScaler, make_pipeline)


def measure_wording(
    scenarios: Mapping[str, Scenario], others: Mapping[str, Scenario] | None = None
) -> list[WordingRow]:
    """Play each scenario by models trained on all others and on `others`, by name. Raises ReviewExtraMissing."""
    rows = []
    for name, scenario in scenarios.items():
        learned = list_rated_choices(exclude_same_scenario(name, scenario, {**(others or {}), **scenarios}).values())
        if learned:
            words, surface_only = (
                _play_with_model(train(learned), scenario) for train in (train_on_words, train_on_features)
            )
            rows.append(WordingRow(name, scenario.title or name, words, surface_only))
    return rows


def _play_with_model(model: Model, scenario: Scenario) -> PlayResult:
    score, best = map(fmean, zip(*(_play_drawn(model, drawn) for drawn in sample_draws(scenario)), strict=True))
    scenes = list_decisions(scenario)
    guessed = sum(mean(is_best(choice, scene) for choice in scene.choices) for scene in scenes)
    return PlayResult(score, scoring.passes(score, scenario), best, len(scenes), guessed)


def _play_drawn(model: Model, drawn: Scenario) -> tuple[float, int]:
    """Return the score, 0–1, of a model in a scenario without variants, and in how many decisions it finds the best."""
    predicted = model.predict(drawn.choices.values())
    best = sum(is_best(best_predicted(scene.choices, predicted), scene) for scene in list_decisions(drawn))
    return play_by_prediction(drawn, predicted), best


def best_predicted(choices: Iterable[Choice], predicted: Mapping[str, float]) -> Choice:
    """Return the choice with the highest prediction."""
    return max(choices, key=lambda choice: predicted[choice.id])


def is_best(choice: Choice, scene: Scene) -> bool:
    """Return whether no choice of the scene has a higher usual score."""
    return unconditional_score(choice) >= max(unconditional_score(other) for other in scene.choices) - TOLERANCE


def play_by_prediction(scenario: Scenario, predicted: Mapping[str, float]) -> float:
    """Play once, always taking the open choice with the highest prediction, and return the score, 0–1.

    Where a scene comes back, a choice not yet taken goes before one that was, as it would with a person. A run without
    end gets 0.
    """
    # A drill is played as one run through the whole deck: its score is the mean over all draws.
    deck = [scene.id for scene in scenario.scenes]
    run = play.replay(drill.lay_out(scenario, deck) if scenario.is_drill else scenario)
    taken: set[str] = set()
    while not run.ending and not run.is_full:
        open_ = [option.choice for option in run.options() if option.is_open]
        choice = best_predicted([choice for choice in open_ if choice.id not in taken] or open_, predicted)
        taken.add(choice.id)
        run = run.choose(choice.id)
    return scoring.run_score(run) if run.ending else 0.0


def total_results(played: Iterable[PlayResult]) -> WordingTotals:
    """Return one model's figures over all scenarios."""
    rows = list(played)
    return WordingTotals(
        sum(row.score for row in rows) / max(1, len(rows)),
        sum(row.passes for row in rows),
        len(rows),
        sum(row.best for row in rows),
        sum(row.decisions for row in rows),
        sum(row.guessed for row in rows),
    )
