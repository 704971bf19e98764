"""How fair a scenario's key is: what the best, the worst and the thoughtless learner get.

Playing at random is followed exactly, state by state, runs that have come to the same point being followed together; where
that grows too large, runs are sampled instead, and the result says so. A fair scenario can't be passed by always taking
the first, the longest or the shortest reply, nor by chance (situational-judgment tests: Whetzel et al., 2020; option
length and order as tells: domain brief 2.5).
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ..notation import markup
from . import client_state, scoring
from .conditions import Condition
from .model import Choice, Ending, Scenario, Scene
from .play import MAX_STEPS, StoryState, apply_arrival, apply_choice, earned_levels, visible_options

UNIT = 2520
"""Decision scores are followed as whole numbers of 1/2520, exact for up to eight skills a choice."""
MOST_FOLLOWED = 12_000
"""Choices followed in all, four times what a full scenario needs; it bounds the time to about half a second."""
LONGEST_RUN = 60
LITTLE = 0.01
"""So much of random play may be left unfinished after LONGEST_RUN choices before sampling tells more."""
SAMPLES = 400
SAMPLED_STEPS = 5_000
"""Sampling stops here where runs are long; at least FEWEST_SAMPLES are played."""
FEWEST_SAMPLES = 20
GATES = ("", "gates")
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
    """The figures; scores 0–1. `exact` is False where runs were sampled or cut at LONGEST_RUN choices.

    `shown_at_once` holds the numbers of choices a scene was seen to offer, `all_closed` the scenes where all were closed,
    `never_held` the conditions that never held, each with the id of its scene or ending, "" for a safety gate; the last is
    empty unless all runs were followed.
    """

    best: float = 0.0
    worst: float = 1.0
    random_mean: float = 0.0
    best_path: tuple[str, ...] = ()
    worst_path: tuple[str, ...] = ()
    picks: dict[str, float] = field(default_factory=dict)
    endings: dict[str, EndingFigures] = field(default_factory=dict)
    longest_decisions: int = 0
    exact: bool = True
    runs: int = 0
    all_closed: set[str] = field(default_factory=set)
    shown_at_once: dict[str, set[int]] = field(default_factory=dict)
    never_held: list[tuple[str, Condition]] = field(default_factory=list)


def text_length(choice: Choice) -> int:
    """Give the length, in characters, of what a learner reads of a choice."""
    return sum(len(markup.plain_text(text)) for text in (choice.do, choice.say, choice.wait and choice.wait.text) if text)


def pick_choice(choices: Sequence[Choice], how: str, chance: random.Random) -> Choice:
    """Pick one of the open choices as a thoughtless learner would: `how` is one of PICKS."""
    if how == "random":
        return chance.choice(choices)
    if how == "first":
        return choices[0]
    return (max if how == "longest" else min)(choices, key=text_length)


def measure_fairness(scenario: Scenario) -> Fairness:
    """Measure a scenario's fairness."""
    figures = _Explorer(scenario).explore()
    for how in ("first", "longest", "shortest"):
        figures.picks[how] = _play_out(scenario, _policy(how))[0]
    figures.picks["random"] = figures.random_mean
    return figures


def _policy(how: str) -> Callable[[list[Choice]], Choice]:
    return lambda choices: pick_choice(choices, how, random.Random(0))


@dataclass(slots=True)
class _State:
    """Runs that have come to the same point: probability of random play, and the extremes' paths."""

    node: Scene | Ending
    state: StoryState
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
        self.waiting = {key: found for key, *found in _conditions_by_time(scenario) if found}
        named = {getattr(clause, "id", None) for found in self.waiting.values() for condition in found for clause in condition.clauses}
        self.matter = named | {gate.to for gate in scenario.gates}
        self.followed = 0

    def explore(self) -> Fairness:
        moment = StoryState(client_state.initial_meters(self.scenario))
        place = self.scenario.nodes[self.scenario.start.scene]
        self._land(place, moment)
        layer = [_State(place, moment, 0, 0, 1.0, ())]
        for _ in range(LONGEST_RUN):
            following: dict[tuple, _State] = {}
            for state in layer:
                if self.followed > MOST_FOLLOWED:
                    return self._sample()
                for after in self._after(state):
                    self.followed += 1
                    self._merge(following, after)
            layer = list(following.values())
            if not layer:
                break
        self.figures.exact = not layer
        if sum(state.share for state in layer) > LITTLE:
            return self._sample()
        self.figures.random_mean = sum(ending.total for ending in self.figures.endings.values())
        reached = self.figures.shown_at_once.keys() | self.figures.endings.keys() | {GATES[0]}
        self.figures.never_held = [(key[0], c) for key, left in self.waiting.items() if key[0] in reached for c in left]
        return self.figures

    def _after(self, state: _State) -> Iterator[_State]:
        scene, now = state.node, state.state
        shown = visible_options(scene, now)
        self.figures.shown_at_once.setdefault(scene.id, set()).add(len(shown))
        if not any(choice.condition.holds(now) for choice in scene.choices):
            self.figures.all_closed.add(scene.id)
        open_ = [option.choice for option in shown if option.is_open]
        loops = scene.id in self.loops
        counts = scene.is_decision and not (loops and f"counted:{scene.id}" in now.visited)
        for choice in open_:
            self._see((scene.id, choice.id, "before"), now)
            worth = round(scoring.choice_score(earned_levels(choice, now)) * UNIT) if counts else 0
            moment = now.copy()
            place = self.scenario.nodes[apply_choice(self.scenario, choice, moment)]
            self._see((scene.id, choice.id, "after"), moment)
            self._see(GATES, moment)
            self._land(place, moment)
            if counts and loops:
                moment.visited.add(f"counted:{scene.id}")
            yield _State(place, moment, state.total + worth, state.decisions + counts, state.share / len(open_), (*state.path, choice.id))

    def _land(self, place: Scene | Ending, moment: StoryState) -> None:
        self._see((place.id, "arriving"), moment)
        apply_arrival(place, moment)
        self._see((place.id, "there"), moment)
        # What no condition asks about is forgotten, so that runs that differ in nothing else meet again.
        if place.id not in self.matter:
            moment.visited.discard(place.id)
        moment.chosen &= self.matter

    def _see(self, key: tuple[str, ...], moment: StoryState) -> None:
        """Cross off the conditions that hold at this time, for the review of those that never do."""
        waiting = self.waiting.get(key)
        if waiting:
            self.waiting[key] = [condition for condition in waiting if not condition.holds(moment)]

    def _merge(self, following: dict, state: _State) -> None:
        if isinstance(state.node, Ending):
            self._end(state)
            return
        moment = state.state
        key = (state.node.id, state.total, state.decisions, *moment.meters.values(), frozenset(moment.visited), frozenset(moment.chosen))
        if key in following:
            following[key].share += state.share
        else:
            following[key] = state

    def _end(self, state: _State) -> None:
        score = scoring.score_from(state.total / UNIT, state.decisions, self.scenario, state.node.cap)
        self._note_end(state.node, score, state.share)
        self._extreme(score, state.path)
        self.figures.longest_decisions = max(self.figures.longest_decisions, state.decisions)
        self.figures.runs += 1

    def _note_end(self, ending: Ending, score: float, share: float) -> None:
        row = self.figures.endings.setdefault(ending.id, EndingFigures())
        row.share += share
        row.total += score * share
        row.best, row.worst = max(row.best, score), min(row.worst, score)

    def _extreme(self, score: float, path: tuple[str, ...]) -> None:
        figures = self.figures
        if score > figures.best or not figures.best_path:
            figures.best, figures.best_path = score, path
        if score < figures.worst or not figures.worst_path:
            figures.worst, figures.worst_path = score, path

    def _sample(self) -> Fairness:
        """Sample runs: at random for the means, greedily for a best and worst that are near. A run without end counts as 0."""
        figures = self.figures
        for row in figures.endings.values():
            row.share = row.total = 0.0
        chance = random.Random(0)
        played, steps = [], 0
        while len(played) < FEWEST_SAMPLES or (len(played) < SAMPLES and steps < SAMPLED_STEPS):
            score, ending, path, decisions = _play_out(self.scenario, chance.choice)
            played.append((score, ending, path))
            steps += len(path)
            figures.longest_decisions = max(figures.longest_decisions, decisions)
        figures.exact, figures.runs = False, len(played)
        figures.random_mean = sum(score for score, *_ in played) / len(played)
        for score, ending, path in played:
            if ending:
                self._note_end(ending, score, 1 / len(played))
                self._extreme(score, path)
        for sign in (1, -1):
            score, ending, path, _ = _play_out(self.scenario, None, sign)
            if ending:
                self._note_end(ending, score, 0.0)
                self._extreme(score, path)
        return figures


def _play_out(
    scenario: Scenario, choose: Callable[[list[Choice]], Choice] | None, sign: int = 1,
) -> tuple[float, Ending | None, tuple[str, ...], int]:
    """Play one run by a policy (None: the choice worth most, or with sign −1 least): score, ending, path, decisions.

    A run that never ends scores 0.
    """
    moment = StoryState(client_state.initial_meters(scenario))
    place = scenario.nodes[scenario.start.scene]
    apply_arrival(place, moment)
    total, counted, path = 0.0, set(), []
    for _ in range(MAX_STEPS):
        open_ = [option.choice for option in visible_options(place, moment) if option.is_open]
        choice = choose(open_) if choose else max(open_, key=lambda c: sign * scoring.choice_score(earned_levels(c, moment)))
        if place.is_decision and place.id not in counted:
            counted.add(place.id)
            total += scoring.choice_score(earned_levels(choice, moment))
        path.append(choice.id)
        place = scenario.nodes[apply_choice(scenario, choice, moment)]
        apply_arrival(place, moment)
        if isinstance(place, Ending):
            return scoring.score_from(total, len(counted), scenario, place.cap), place, tuple(path), len(counted)
    return 0.0, None, tuple(path), len(counted)


def targets(scenario: Scenario, scene: Scene) -> set[str]:
    """Give the ids a scene can lead to, conditions aside."""
    return {gate.to for gate in scenario.gates} | own_targets(scene)


def own_targets(scene: Scene) -> set[str]:
    """Give the ids a scene's own choices lead to, conditions and gates aside."""
    return {id_ for choice in scene.choices for id_ in (choice.to, *(route.to for route in choice.routes))}


def _conditions_by_time(scenario: Scenario) -> Iterator[tuple]:
    """Give (place id, …, when) and the conditions asked at that time, those that always hold left out."""
    def asked(*groups):
        return (thing.condition for things in groups for thing in things if thing.condition)

    for scene in scenario.scenes:
        yield (scene.id, "arriving"), *asked(scene.arrival_changes)
        yield (scene.id, "there"), *asked(scene.content_items, scene.choices)
        for choice in scene.choices:
            yield (scene.id, choice.id, "before"), *asked(choice.ratings, choice.feedback)
            yield (scene.id, choice.id, "after"), *asked(choice.replies, choice.routes)
    for ending in scenario.endings:
        yield (ending.id, "there"), *asked(ending.content_items)
    yield GATES, *asked(scenario.gates)


def _scenes_in_loops(scenario: Scenario) -> set[str]:
    """Give the scenes that a run can come back to, and those between two loops: what is left when all loose ends are trimmed."""
    scenes = {scene.id for scene in scenario.scenes}
    gates = {gate.to for gate in scenario.gates}
    # A gate never leads into the scene it has just led to.
    forward = {s.id: (own_targets(s) | (gates - {s.id})) & scenes for s in scenario.scenes}
    backward: dict[str, set[str]] = {id_: set() for id_ in scenes}
    for id_, following in forward.items():
        for to in following:
            backward[to].add(id_)
    return _trimmed(_trimmed(scenes, forward, backward), backward, forward)


def _trimmed(ids: set[str], forward: dict[str, set[str]], backward: dict[str, set[str]]) -> set[str]:
    """Take away, again and again, what nothing left leads to."""
    incoming = {id_: len(backward[id_] & ids) for id_ in ids}
    free = [id_ for id_, count in incoming.items() if not count]
    while free:
        for id_ in forward[free.pop()]:
            if incoming.get(id_):
                incoming[id_] -= 1
                if not incoming[id_]:
                    free.append(id_)
    return {id_ for id_, count in incoming.items() if count}
