"""How fair a scenario's key is: what the best, the worst and the thoughtless learner get.

Playing at random is followed exactly, state by state, runs that have come to the same point being followed together; where
that grows too large, runs are sampled instead, and the result says so. A fair scenario can't be passed by always taking
the first, the longest or the shortest reply, nor by chance (situational-judgment tests: Whetzel et al., 2020; option
length and order as tells: domain brief 2.5).
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from . import markup, scoring
from .conditions import Condition
from .model import Choice, Ending, Scenario, Scene
from .play import Moment, arrive, levels, options, react
from . import client

UNIT = 2520
"""Decision scores are followed as whole numbers of 1/2520, exact for up to eight skills a choice."""
MOST_STATES = 12_000
LONGEST_RUN = 60
SAMPLES = 400
PICKS = ("first", "longest", "shortest", "random")


@dataclass(slots=True)
class EndingFigures:
    """Scores, 0–1, over the runs that come to one ending; `share` of random play that does."""

    share: float = 0.0
    best: float = 0.0
    worst: float = 1.0
    total: float = 0.0

    @property
    def mean(self) -> float:
        """Mean score of random runs that end here."""
        return self.total / self.share if self.share else 0.0


@dataclass(slots=True)
class Fairness:
    """The figures; scores 0–1. `exact` is False where runs were sampled or cut at LONGEST_RUN choices."""

    best: float = 0.0
    worst: float = 1.0
    random_mean: float = 0.0
    best_path: tuple[str, ...] = ()
    worst_path: tuple[str, ...] = ()
    picks: dict[str, float] = field(default_factory=dict)
    endings: dict[str, EndingFigures] = field(default_factory=dict)
    longest_decisions: int = 0
    fewest_decisions: dict[str, int] = field(default_factory=dict)
    exact: bool = True
    runs: int = 0
    scenes_reached: set[str] = field(default_factory=set)
    conditions_seen: set[int] = field(default_factory=set)
    all_closed: set[str] = field(default_factory=set)
    shown_at_once: dict[str, set[int]] = field(default_factory=dict)


def text_length(choice: Choice) -> int:
    """Give the length, in characters, of what a learner reads of a choice."""
    return sum(len(markup.plain(text)) for text in (choice.do, choice.say, choice.wait and choice.wait.text) if text)


def pick(choices: Sequence[Choice], how: str, chance: random.Random) -> Choice:
    """Pick one of the open choices as a thoughtless learner would: `how` is one of PICKS."""
    if how == "random":
        return chance.choice(choices)
    if how == "first":
        return choices[0]
    return (max if how == "longest" else min)(choices, key=text_length)


def measure(scenario: Scenario) -> Fairness:
    """Measure a scenario's fairness."""
    figures = _Explorer(scenario).explore()
    for how in ("first", "longest", "shortest"):
        figures.picks[how] = _play_out(scenario, lambda open_: pick(open_, how, random.Random(0)))[0]
    figures.picks["random"] = figures.random_mean
    return figures


@dataclass(slots=True)
class _State:
    """Runs that have come to the same point: probability of random play, and the extremes' paths."""

    place: Scene | Ending
    moment: Moment
    total: int
    decisions: int
    share: float
    path: tuple[str, ...]


class _Explorer:
    """Follows all runs at once, one choice a round."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario
        self.figures = Fairness()
        self.loops = _scenes_in_loops(scenario)
        named = [c for condition in _conditions(scenario) for c in condition.clauses]
        self.matter = {getattr(clause, "id", None) for clause in named} | {gate.to for gate in scenario.gates}

    def explore(self) -> Fairness:
        moment = Moment(client.start(self.scenario))
        place = self.scenario.places[self.scenario.start.scene]
        arrive(place, moment)
        layer = [_State(place, moment, 0, 0, 1.0, ())]
        for _ in range(LONGEST_RUN):
            if not layer:
                break
            following: dict[tuple, _State] = {}
            for state in layer:
                for after in self._after(state):
                    self._merge(following, after)
            layer = list(following.values())
            if len(layer) > MOST_STATES:
                return self._sample()
        if layer:
            self.figures.exact = False
        self.figures.random_mean = sum(ending.total for ending in self.figures.endings.values())
        return self.figures

    def _after(self, state: _State):
        scene = state.place
        self.figures.scenes_reached.add(scene.id)
        shown = options(scene, state.moment)
        self.figures.shown_at_once.setdefault(scene.id, set()).add(len(shown))
        open_ = [option.choice for option in shown if option.open]
        if not any(choice.condition.holds(state.moment) for choice in scene.choices):
            self.figures.all_closed.add(scene.id)
        self._see(scene.beats, state.moment)
        self._see(scene.choices, state.moment)
        counts = scene.is_decision and not (scene.id in self.loops and f"counted:{scene.id}" in state.moment.visited)
        for choice in open_:
            moment = state.moment.copy()
            self._see(choice.levels, moment)
            self._see(choice.feedback, moment)
            worth = round(scoring.choice_score(levels(choice, moment)) * UNIT) if counts else 0
            place = self.scenario.places[react(self.scenario, choice, moment)]
            self._see(choice.replies, moment)
            self._see(choice.routes, moment)
            self._see(self.scenario.gates, moment)
            if isinstance(place, Scene):
                self._see(place.shifts, moment)
            arrive(place, moment)
            if counts and scene.id in self.loops:
                moment.visited.add(f"counted:{scene.id}")
            yield _State(place, moment, state.total + worth, state.decisions + counts, state.share / len(open_), (*state.path, choice.id))

    def _see(self, things, moment: Moment) -> None:
        """Remember which conditions ever held, for the review of dead ones."""
        for thing in things:
            if thing.condition and id(thing.condition) not in self.figures.conditions_seen and thing.condition.holds(moment):
                self.figures.conditions_seen.add(id(thing.condition))

    def _merge(self, following: dict, state: _State) -> None:
        if isinstance(state.place, Ending):
            self._end(state)
            return
        past = frozenset(id_ for id_ in state.moment.visited | state.moment.chosen if id_ in self.matter or id_.startswith("counted:"))
        key = (state.place.id, tuple(state.moment.meters.values()), past, state.total, state.decisions)
        if key in following:
            following[key].share += state.share
        else:
            following[key] = state

    def _end(self, state: _State) -> None:
        figures, ending = self.figures, state.place
        score = scoring.score_from(state.total / UNIT, state.decisions, self.scenario, ending.cap)
        row = figures.endings.setdefault(ending.id, EndingFigures())
        row.share += state.share
        row.total += score * state.share
        row.best, row.worst = max(row.best, score), min(row.worst, score)
        if score > figures.best or not figures.best_path:
            figures.best, figures.best_path = max(score, figures.best), state.path
        if score < figures.worst or not figures.worst_path:
            figures.worst, figures.worst_path = min(score, figures.worst), state.path
        figures.longest_decisions = max(figures.longest_decisions, state.decisions)
        figures.fewest_decisions[ending.id] = min(figures.fewest_decisions.get(ending.id, math.inf), state.decisions)
        figures.runs += 1

    def _sample(self) -> Fairness:
        """Sample runs: at random for the means, greedily for the best and worst that are near."""
        figures = self.figures
        figures.endings.clear()
        figures.exact, figures.runs = False, SAMPLES
        chance = random.Random(0)
        for number in range(SAMPLES):
            score, ending, path = _play_out(self.scenario, chance.choice)
            row = figures.endings.setdefault(ending.id if ending else "", EndingFigures())
            row.share += 1 / SAMPLES
            row.total += score / SAMPLES
            row.best, row.worst = max(row.best, score), min(row.worst, score)
            figures.random_mean += score / SAMPLES
            self._extreme(score, path)
        for sign in (1, -1):
            score, _, path = _play_out(self.scenario, None, sign)
            self._extreme(score, path)
        figures.endings.pop("", None)
        return figures

    def _extreme(self, score: float, path: tuple[str, ...]) -> None:
        if score >= self.figures.best:
            self.figures.best, self.figures.best_path = score, path
        if score <= self.figures.worst:
            self.figures.worst, self.figures.worst_path = score, path


def _play_out(
    scenario: Scenario, choose: Callable[[list[Choice]], Choice] | None, sign: int = 1,
) -> tuple[float, Ending | None, tuple[str, ...]]:
    """Play one run by a policy (None: the choice worth most, or with sign −1 least); a run that never ends scores 0."""
    moment = Moment(client.start(scenario))
    place = scenario.places[scenario.start.scene]
    arrive(place, moment)
    total, decisions, counted, path = 0.0, 0, set(), []
    for _ in range(LONGEST_RUN * 4):
        open_ = [option.choice for option in options(place, moment) if option.open]
        worth = {choice.id: scoring.choice_score(levels(choice, moment)) for choice in open_}
        choice = choose(open_) if choose else max(open_, key=lambda c: sign * worth[c.id])
        if place.is_decision and place.id not in counted:
            counted.add(place.id)
            total, decisions = total + worth[choice.id], decisions + 1
        path.append(choice.id)
        place = scenario.places[react(scenario, choice, moment)]
        arrive(place, moment)
        if isinstance(place, Ending):
            return scoring.score_from(total, decisions, scenario, place.cap), place, tuple(path)
    return 0.0, None, tuple(path)


def targets(scenario: Scenario, scene: Scene) -> set[str]:
    """Give the ids a scene can lead to, conditions aside."""
    gates = {gate.to for gate in scenario.gates}
    return gates | {id_ for choice in scene.choices for id_ in (choice.to, *(route.to for route in choice.routes))}


def _conditions(scenario: Scenario) -> list[Condition]:
    found = [gate.condition for gate in scenario.gates]
    for scene in scenario.scenes:
        found += [thing.condition for thing in (*scene.beats, *scene.shifts, *scene.choices)]
        for choice in scene.choices:
            found += [thing.condition for thing in (*choice.levels, *choice.replies, *choice.feedback, *choice.routes)]
    found += [beat.condition for ending in scenario.endings for beat in ending.beats]
    return found


def _scenes_in_loops(scenario: Scenario) -> set[str]:
    """Give the scenes that a run can come back to, without recursion (Kosaraju would do; here: trim what can't be on a cycle)."""
    forward = {scene.id: {id_ for id_ in targets(scenario, scene) if isinstance(scenario.places[id_], Scene)} for scene in scenario.scenes}
    incoming = {id_: 0 for id_ in forward}
    for following in forward.values():
        for id_ in following:
            incoming[id_] += 1
    free = [id_ for id_, count in incoming.items() if not count]
    while free:
        gone = free.pop()
        for id_ in forward.pop(gone):
            incoming[id_] -= 1
            if not incoming[id_]:
                free.append(id_)
    return set(forward)
