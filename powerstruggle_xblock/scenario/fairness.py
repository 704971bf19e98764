"""The fairness of a scenario: the scores of the best run, the worst run, and of learners who choose without reading.

All runs are followed at once, choice by choice, as random play reaches them; runs that are in the same state are
merged. Where there are too many states, runs are sampled instead, and the result says so. A scenario is a
situational-judgment test (Whetzel et al., 2020): a fair one can't be passed by always taking the first, the longest or
the shortest choice, nor at random. That length and order must not reveal the key is a design decision of the project.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import NamedTuple, Protocol

from ..notation import markup
from . import graph, scoring, step_costs
from .conditions import Condition, PastTest
from .model import Choice, Ending, Scenario, Scene
from .play import MAX_STEPS, StoryState, apply_arrival, apply_choice, earned_levels, initial_state, visible_options
from .variants import sample_draws

UNIT = 2520
"""Scores of decisions are whole multiples of 1/2520, which is exact for up to eight skills a choice."""
MAX_CHOICES_FOLLOWED = 12_000
"""So many choices are followed in all, four times what a full scenario needs.

It bounds the time to about half a second. In scenes of many parts a choice counts as several (`step_costs`).
"""
MAX_RUN_LENGTH = 60
MAX_UNFINISHED = 0.01
"""Runs are sampled where a larger share of random play has not ended after MAX_RUN_LENGTH choices."""
MAX_SAMPLES = 400
MAX_SAMPLED_STEPS = 5_000
"""Sampling stops after so many choices where runs are long; at least MIN_SAMPLES runs are played."""
MIN_SAMPLES = 20
GATES = ("", "gates")
"""The key of the safety gates among the conditions (see `_list_conditions_by_time`)."""
PICKS = ("first", "longest", "shortest", "random")


@dataclass(slots=True)
class EndingFigures:
    """Scores, 0–1, of the runs that reach one ending.

    `weight` is the sum of the shares of random play that reach it, `total` the sum of their scores times their shares.
    Both are sums of rounded numbers and can leave 0–1 by a rounding error; `share` and `mean` cannot.
    """

    weight: float = 0.0
    best: float = 0.0
    worst: float = 1.0
    total: float = 0.0

    @property
    def share(self) -> float:
        """The share, 0–1, of random play that ends here."""
        return min(1.0, self.weight)

    @property
    def mean(self) -> float:
        """The mean score, from `worst` to `best`, of random runs that end here; 0 where there are none."""
        return min(self.best, max(self.worst, self.total / self.weight)) if self.weight else 0.0


@dataclass(slots=True)
class Fairness:
    """The figures of a scenario; scores are 0–1.

    `exact` is False where runs were sampled or cut at MAX_RUN_LENGTH choices.

    `picks` are the scores by way of choosing (PICKS), `endings` the figures by id of the ending. `runs` is the number
    of different runs that were followed, or of samples. `shown_at_once` holds, by scene id, the numbers of choices it
    showed at a time, `all_closed` the ids of scenes where all choices were closed. `never_held` holds the conditions
    that were never true, each with the id of its scene or ending, "" for a safety gate; it is empty where runs were
    sampled.
    """

    best: float = 0.0
    worst: float = 1.0
    random_mean: float = 0.0
    best_path: tuple[str, ...] = ()
    worst_path: tuple[str, ...] = ()
    picks: dict[str, float] = field(default_factory=dict[str, float])
    endings: dict[str, EndingFigures] = field(default_factory=dict[str, EndingFigures])
    longest_decisions: int = 0
    exact: bool = True
    runs: int = 0
    all_closed: set[str] = field(default_factory=set[str])
    shown_at_once: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    never_held: list[tuple[str, Condition]] = field(default_factory=list[tuple[str, Condition]])


def text_length(choice: Choice) -> int:
    """Return the number of characters that a learner reads of a choice."""
    return sum(len(markup.plain_text(text)) for text in choice.texts)


def pick_choice(choices: Sequence[Choice], how: str, chance: random.Random) -> Choice:
    """Return one of the open choices, chosen without reading: `how` is one of PICKS, `chance` is used for "random"."""
    if how == "random":
        return chance.choice(choices)
    if how == "first":
        return choices[0]
    return (max if how == "longest" else min)(choices, key=text_length)


def measure_fairness(scenario: Scenario) -> Fairness:
    """Return the fairness figures of a scenario that can end; picks by length are means over draws of its variants."""
    explorer = _RunExplorer(scenario)
    figures = explorer.explore()
    read = [*sample_draws(scenario)]
    for how in ("first", "longest", "shortest"):
        choose = _build_pick_policy(how)
        figures.picks[how] = fmean(_play_run(drawn, explorer.costs, choose).score for drawn in read)
    figures.picks["random"] = figures.random_mean
    return figures


@dataclass(slots=True)
class _MergedRuns:
    """Runs that are in the same state, in a scene.

    `total` is the sum of the scores of their decisions, in units of 1/UNIT, `decisions` their number. `share` is the
    probability, 0–1, that random play is here; `path` are the choice ids of one of the runs.
    """

    scene: Scene
    state: StoryState
    total: int
    decisions: int
    share: float
    path: tuple[str, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What two runs have in common that can be merged."""
        state = self.state
        return (
            self.scene.id,
            self.total,
            self.decisions,
            *state.meters.values(),
            frozenset(state.visited),
            frozenset(state.chosen),
        )


class _RunExplorer:
    """Follows all runs at once, one choice in each round."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario
        self.figures = Fairness()
        self.looping_scenes = graph.find_scenes_in_loops(scenario)
        self.unproven: dict[tuple[str, ...], list[Condition]] = {
            key: found for key, found in _list_conditions_by_time(scenario) if found
        }
        named = {
            clause.id for found in self.unproven.values() for condition in found for clause in condition.clauses
            if isinstance(clause, PastTest)
        }
        self.relevant_ids = named | {gate.to for gate in scenario.gates}
        self.costs = step_costs.measure_scenes(scenario)
        self.choices_followed = 0

    def explore(self) -> Fairness:
        """Return the figures, without `picks`."""
        state = initial_state(self.scenario)
        scene = self.scenario.start_scene
        self._arrive(scene, state)
        layer = [_MergedRuns(scene, state, 0, 0, 1.0, ())]
        for _ in range(MAX_RUN_LENGTH):
            merged: dict[tuple[object, ...], _MergedRuns] = {}
            for runs in layer:
                if self.choices_followed > MAX_CHOICES_FOLLOWED:
                    return self._sample()
                self._follow(runs, merged)
            layer = list(merged.values())
            if not layer:
                break
        self.figures.exact = not layer
        if sum(runs.share for runs in layer) > MAX_UNFINISHED:
            return self._sample()
        self.figures.random_mean = min(1.0, sum(ending.total for ending in self.figures.endings.values()))
        reached = self.figures.shown_at_once.keys() | self.figures.endings.keys() | {GATES[0]}
        self.figures.never_held = [
            (key[0], c) for key, left in self.unproven.items() if key[0] in reached for c in left
        ]
        return self.figures

    def _follow(self, runs: _MergedRuns, merged: dict[tuple[object, ...], _MergedRuns]) -> None:
        """Take each open choice: add the runs that reach a scene to `merged`, and record those that reach an ending."""
        scene, state = runs.scene, runs.state
        open_choices = self._list_open_choices(scene, state)
        self.choices_followed += self.costs[scene.id]
        is_looping = scene.id in self.looping_scenes
        counts = scene.is_decision and not (is_looping and f"counted:{scene.id}" in state.visited)
        for choice in open_choices:
            self.choices_followed += 1
            self._record_true((scene.id, choice.id, "before"), state)
            score = round(scoring.choice_score(earned_levels(choice, state)) * UNIT) if counts else 0
            after = state.copy()
            node = self.scenario.nodes[apply_choice(self.scenario, choice, after)]
            self._record_true((scene.id, choice.id, "after"), after)
            self._record_true(GATES, after)
            self._arrive(node, after)
            if counts and is_looping:
                after.visited.add(f"counted:{scene.id}")
            total, decisions, share = runs.total + score, runs.decisions + counts, runs.share / len(open_choices)
            path = (*runs.path, choice.id)
            if isinstance(node, Ending):
                self._record_end(node, total, decisions, share, path)
            else:
                following = _MergedRuns(node, after, total, decisions, share, path)
                same = merged.setdefault(following.key, following)
                if same is not following:
                    same.share += share

    def _list_open_choices(self, scene: Scene, state: StoryState) -> list[Choice]:
        shown = visible_options(scene, state)
        self.figures.shown_at_once.setdefault(scene.id, set()).add(len(shown))
        if not any(choice.condition.holds(state) for choice in scene.choices):
            self.figures.all_closed.add(scene.id)
        return [option.choice for option in shown if option.is_open]

    def _arrive(self, node: Scene | Ending, state: StoryState) -> None:
        """Apply an arrival to `state` in place.

        Ids that no condition uses are removed, so that more runs are in the same state.
        """
        self._record_true((node.id, "arriving"), state)
        apply_arrival(node, state)
        self._record_true((node.id, "there"), state)
        if node.id not in self.relevant_ids:
            state.visited.discard(node.id)
        state.chosen &= self.relevant_ids

    def _record_true(self, key: tuple[str, ...], state: StoryState) -> None:
        """Remove the conditions that are true at this time from those that were never true."""
        unproven = self.unproven.get(key)
        if unproven:
            self.unproven[key] = [condition for condition in unproven if not condition.holds(state)]

    def _record_end(self, ending: Ending, total: int, decisions: int, share: float, path: tuple[str, ...]) -> None:
        score = scoring.score_from(total / UNIT, decisions, self.scenario, ending.cap)
        self._add_to_ending(ending, score, share)
        self._update_extremes(score, path)
        self.figures.longest_decisions = max(self.figures.longest_decisions, decisions)
        self.figures.runs += 1

    def _add_to_ending(self, ending: Ending, score: float, share: float) -> None:
        row = self.figures.endings.setdefault(ending.id, EndingFigures())
        row.weight += share
        row.total += score * share
        row.best, row.worst = max(row.best, score), min(row.worst, score)

    def _update_extremes(self, score: float, path: tuple[str, ...]) -> None:
        figures = self.figures
        if score > figures.best or not figures.best_path:
            figures.best, figures.best_path = score, path
        if score < figures.worst or not figures.worst_path:
            figures.worst, figures.worst_path = score, path

    def _sample(self) -> Fairness:
        """Return figures from sampled runs: random ones for the means, greedy ones for a best and a worst.

        A run that does not end scores 0.
        """
        figures = self.figures
        for row in figures.endings.values():
            row.weight = row.total = 0.0
        chance = random.Random(0)
        played: list[_PlayedRun] = []
        steps = 0
        while len(played) < MIN_SAMPLES or (len(played) < MAX_SAMPLES and steps < MAX_SAMPLED_STEPS):
            run = _play_run(self.scenario, self.costs, lambda choices, _state: chance.choice(choices))
            played.append(run)
            steps += run.cost
            figures.longest_decisions = max(figures.longest_decisions, run.decisions)
        figures.exact, figures.runs = False, len(played)
        figures.random_mean = sum(run.score for run in played) / len(played)
        self._record_played(played, 1 / len(played))
        greedy = (_build_greedy_policy(sign) for sign in (1, -1))
        self._record_played([_play_run(self.scenario, self.costs, choose) for choose in greedy], 0.0)
        return figures

    def _record_played(self, played: list["_PlayedRun"], share: float) -> None:
        for run in played:
            if run.ending:
                self._add_to_ending(run.ending, run.score, share)
                self._update_extremes(run.score, run.path)


class _PlayedRun(NamedTuple):
    """A run played to its end: its score, 0–1, its ending or None, its choice ids and its number of decisions.

    `cost` is the number of choices it counts for (see `step_costs`).
    """

    score: float
    ending: Ending | None
    path: tuple[str, ...]
    decisions: int
    cost: int


_Policy = Callable[[list[Choice], StoryState], Choice]
"""Returns the choice to take from the open ones, in a state."""


def _build_pick_policy(how: str) -> _Policy:
    """Return a policy that chooses without reading; `how` is one of PICKS."""
    return lambda choices, _state: pick_choice(choices, how, random.Random(0))


def _build_greedy_policy(sign: int) -> _Policy:
    """Return a policy that takes the choice with the highest score, or with `sign` −1 the lowest."""
    return lambda choices, state: max(
        choices, key=lambda choice: sign * scoring.choice_score(earned_levels(choice, state))
    )


def _play_run(scenario: Scenario, costs: Mapping[str, int], choose: _Policy) -> _PlayedRun:
    """Play one run. Without an ending after MAX_STEPS choices, counted with `costs` by scene, its score is 0.0."""
    state = initial_state(scenario)
    scene = scenario.start_scene
    apply_arrival(scene, state)
    total = 0.0
    counted: set[str] = set()
    path: list[str] = []
    cost = 0
    while cost < MAX_STEPS:
        cost += 1 + costs[scene.id]
        choice = choose([option.choice for option in visible_options(scene, state) if option.is_open], state)
        if scene.is_decision and scene.id not in counted:
            counted.add(scene.id)
            total += scoring.choice_score(earned_levels(choice, state))
        path.append(choice.id)
        node = scenario.nodes[apply_choice(scenario, choice, state)]
        apply_arrival(node, state)
        if isinstance(node, Ending):
            score = scoring.score_from(total, len(counted), scenario, node.cap)
            return _PlayedRun(score, node, tuple(path), len(counted), cost)
        scene = node
    return _PlayedRun(0.0, None, tuple(path), len(counted), cost)


class _Conditional(Protocol):
    """Something of a scenario that has a condition."""

    @property
    def condition(self) -> Condition:
        """The condition."""
        ...


def _list_conditions_by_time(scenario: Scenario) -> Iterator[tuple[tuple[str, ...], list[Condition]]]:
    """Return (node id, choice id if any, time) with the conditions evaluated then, without those that always hold."""
    def list_conditions(*groups: Iterable[_Conditional]) -> list[Condition]:
        return [item.condition for items in groups for item in items if item.condition]

    for scene in scenario.scenes:
        yield (scene.id, "arriving"), list_conditions(scene.arrival_changes)
        yield (scene.id, "there"), list_conditions(scene.content_items, scene.choices)
        for choice in scene.choices:
            yield (scene.id, choice.id, "before"), list_conditions(choice.ratings, choice.feedback)
            yield (scene.id, choice.id, "after"), list_conditions(choice.replies, choice.routes)
    for ending in scenario.endings:
        yield (ending.id, "there"), list_conditions(ending.content_items)
    yield GATES, list_conditions(scenario.gates)
