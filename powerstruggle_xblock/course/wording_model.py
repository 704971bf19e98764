"""What somebody gets who goes by the wording of the replies alone and never reads the client.

For each scenario a model learns from all the others which words, pairs of words and outward features (length, question
marks …) go with a high score, and then plays the one that was left out. A fair set can't be passed that way. The models
are plain ridge regressions (Hoerl & Kennard, 1970) from scikit-learn, an optional library: `NotInstalled` says how to
get it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import mean

from ..notation import markup
from ..scenario import play, scoring
from ..scenario.model import Choice, Scenario, Scene
from ..scenario.review_texts import unconditional_score
from .wording_features import FEATURES, surface

START, END = "<", ">"
"""Stand for the beginning and the end of a choice's text among its terms."""
A_LITTLE = 1e-6
DIGITS = 6
"""Predictions are rounded so that the same choice leads on every machine; of equals the first in the file is taken."""
PENALTY = 1.0
EXACT = 1e-10
_TERM = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")


class NotInstalled(Exception):
    """scikit-learn is missing; the message says what to do."""

    def __init__(self):
        super().__init__(
            "what the wording gives away can't be measured; it needs: pip install \"powerstruggle-xblock[review]\""
        )


@dataclass(frozen=True, slots=True)
class Played:
    """One scenario as played by a model: `score` 0–1 and whether it `passes`.

    `best` counts those of its `decisions` in which the model's first choice is (one of) the best by usual score;
    `guessed` is how many guessing would find on average.
    """

    score: float
    passes: bool
    best: int
    decisions: int
    guessed: float


@dataclass(frozen=True, slots=True)
class Row:
    """A scenario as played from its words and pairs, and from surface features only, by models of the others."""

    name: str
    title: str
    words: Played
    surface: Played


@dataclass(frozen=True, slots=True)
class Whole:
    """The figures of one model over a set: `mean` score 0–1, and the counts of `Played` added up."""

    mean: float
    passes: int
    scenarios: int
    best: int
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


def text(choice: Choice) -> str:
    """Give the words of a choice as learners see them, without marks."""
    return " ".join(markup.plain_text(part) for part in (choice.do, choice.say, choice.wait and choice.wait.text) if part)


@lru_cache(maxsize=4096)
def terms(words: str) -> tuple[str, ...]:
    """Give the single words of a text and its pairs of neighbors, in small letters.

    "?" and "!" are words, and START and END make pairs with what stands beside them.
    """
    found = _TERM.findall(words.lower().replace("’", "'"))
    whole = [START, *found, END]
    return (*found, *(f"{one} {two}" for one, two in pairwise(whole)))


def decisions(scenario: Scenario) -> list[Scene]:
    """Give the scenes that are scored."""
    return [scene for scene in scenario.scenes if scene.is_decision]


def apart_from(name: str, scenario: Scenario, others: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """Give the others without the scenario itself: the one of its name, and any with half of its choices' texts."""
    own = {text(choice) for choice in scenario.choices.values()}
    return {
        key: other
        for key, other in others.items()
        if key != name and 2 * len(own & {text(choice) for choice in other.choices.values()}) < max(1, len(own))
    }


def rated(scenarios: Iterable[Scenario]) -> list[Choice]:
    """Give the choices that carry levels."""
    return [
        choice for scenario in scenarios for scene in decisions(scenario) for choice in scene.choices if choice.ratings
    ]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; `pipeline` is scikit-learn's."""

    pipeline: object

    def predictions(self, choices: Iterable[Choice]) -> dict[str, float]:
        """Give the predicted usual score by choice id."""
        choices = list(choices)
        found = self.pipeline.predict(choices) if choices else ()
        return {choice.id: round(float(score), DIGITS) for choice, score in zip(choices, found, strict=True)}

    def pushes(self, choice: Choice) -> dict[str, float]:
        """Give what each term of a choice adds to its predicted score; only for a model of words."""
        vectorizer, ridge = (step for _, step in self.pipeline.steps)
        row = vectorizer.transform([choice])
        names = vectorizer.get_feature_names_out()
        return {
            str(names[at]): float(strength * ridge.coef_[at])
            for at, strength in zip(row.indices, row.data, strict=True)
        }

    def slopes(self) -> dict[str, float]:
        """Give what one more of each feature adds to the predicted score; only for a model of surface features."""
        _, scaler, ridge = (step for _, step in self.pipeline.steps)
        return {
            name: float(slope / scale) for name, slope, scale in zip(FEATURES, ridge.coef_, scaler.scale_, strict=True)
        }


def by_words(choices: list[Choice]) -> Model:
    """Train on the words and pairs of rated choices. Raises NotInstalled."""
    learn = _library()
    vectorizer = learn.TfidfVectorizer(analyzer=_terms_of, sublinear_tf=True)
    return _trained(learn.make_pipeline(vectorizer, learn.Ridge(PENALTY, solver="sparse_cg", tol=EXACT)), choices)


def by_surface(choices: list[Choice]) -> Model:
    """Train on surface features of rated choices. Raises NotInstalled."""
    learn = _library()
    return _trained(
        learn.make_pipeline(learn.FunctionTransformer(_surface_of), learn.StandardScaler(), learn.Ridge(PENALTY)),
        choices,
    )


def _trained(pipeline, choices: list[Choice]) -> Model:
    return Model(pipeline.fit(choices, [unconditional_score(choice) for choice in choices]))


def _terms_of(choice: Choice) -> tuple[str, ...]:
    return terms(text(choice))


def _surface_of(choices: Iterable[Choice]) -> list[list[float]]:
    return [list(surface(choice).values()) for choice in choices]


@dataclass(frozen=True, slots=True)
class _Library:
    """The parts of scikit-learn that are used."""

    Ridge: type
    TfidfVectorizer: type
    FunctionTransformer: type
    StandardScaler: type
    make_pipeline: Callable


def _library() -> _Library:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import Ridge
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import FunctionTransformer, StandardScaler
    except ImportError:
        raise NotInstalled from None
    return _Library(Ridge, TfidfVectorizer, FunctionTransformer, StandardScaler, make_pipeline)


def from_wording(scenarios: Mapping[str, Scenario], others: Mapping[str, Scenario] | None = None) -> list[Row]:
    """Play each scenario by models trained on all others and on `others`, by name. Raises NotInstalled."""
    rows = []
    for name, scenario in scenarios.items():
        learned = rated(apart_from(name, scenario, {**(others or {}), **scenarios}).values())
        if learned:
            words, surface_only = (_played(train(learned), scenario) for train in (by_words, by_surface))
            rows.append(Row(name, scenario.title or name, words, surface_only))
    return rows


def _played(model: Model, scenario: Scenario) -> Played:
    predicted = model.predictions(scenario.choices.values())
    score, passes = play_by(scenario, predicted)
    scenes = decisions(scenario)
    best = sum(is_best(first(scene.choices, predicted), scene) for scene in scenes)
    guessed = sum(mean(is_best(choice, scene) for choice in scene.choices) for scene in scenes)
    return Played(score, passes, best, len(scenes), guessed)


def first(choices: Iterable[Choice], predicted: Mapping[str, float]) -> Choice:
    """Give the choice with the highest prediction."""
    return max(choices, key=lambda choice: predicted[choice.id])


def is_best(choice: Choice, scene: Scene) -> bool:
    """Tell whether no choice of the scene has a higher usual score."""
    return unconditional_score(choice) >= max(unconditional_score(other) for other in scene.choices) - A_LITTLE


def play_by(scenario: Scenario, predicted: Mapping[str, float]) -> tuple[float, bool]:
    """Play once, always taking the open choice with the highest prediction: the score 0–1 and whether it passes.

    Where a scene comes back, a choice not yet taken goes before one that was, as it would with a person. A run without
    end gets 0.
    """
    run = play.replay(scenario)
    taken: set[str] = set()
    while not run.ending and not run.is_full:
        open_ = [option.choice for option in run.options() if option.is_open]
        choice = first([choice for choice in open_ if choice.id not in taken] or open_, predicted)
        taken.add(choice.id)
        run = run.choose(choice.id)
    score = scoring.run_score(run) if run.ending else 0.0
    return score, scoring.passes(score, scenario)


def whole(played: Iterable[Played]) -> Whole:
    """Put one model's figures of all scenarios together."""
    rows = list(played)
    return Whole(
        sum(row.score for row in rows) / max(1, len(rows)),
        sum(row.passes for row in rows),
        len(rows),
        sum(row.best for row in rows),
        sum(row.decisions for row in rows),
        sum(row.guessed for row in rows),
    )
