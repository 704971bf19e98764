"""Playing: a playthrough is its list of choice ids; everything else follows from replaying it.

There is no other way forward than `Playthrough.choose` and `replay`, and both accept only a choice that the present
scene offers and holds open. What is stored of a learner is the path; nothing in this module changes after it is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from . import client_state
from .model import Choice, ContentItem, Ending, Feedback, Scenario, Scene

MAX_STEPS = 400
"""The longest playthrough: far beyond any talk, so that a loop can't make stored state or replay grow without end."""


class NotPossible(Exception):
    """A choice that can't be taken here. `reason` is `ended`, `unknown`, `closed` or `too-long`."""

    def __init__(self, reason: str, choice_id: str):
        super().__init__(f"{choice_id!r} can't be taken here: {reason}")
        self.reason = reason
        self.choice_id = choice_id


@dataclass(slots=True)
class StoryState:
    """The client and the past at one point of a run; also what conditions are asked about."""

    meters: client_state.Meters
    chosen: set[str] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)

    def copy(self) -> "StoryState":
        """Give an independent copy, for looking ahead."""
        return StoryState(dict(self.meters), set(self.chosen), set(self.visited))


@dataclass(frozen=True, slots=True)
class Step:
    """One choice taken: where, what the learner had read, what came back, and how the client moved."""

    index: int
    scene: Scene
    content: tuple[ContentItem, ...]
    open_choices: tuple[Choice, ...]
    choice: Choice
    levels: dict[str, int]
    replies: tuple[ContentItem, ...]
    feedback: Feedback | None
    before: client_state.Meters
    after: client_state.Meters
    first_visit: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as the present scene shows it: open, or closed with the author's reason."""

    choice: Choice
    is_open: bool


@dataclass(frozen=True, slots=True)
class Playthrough:
    """A run so far. `place` is the present scene or the ending, `lines` what is to be read there.

    `left_over` holds the ids of a stored path that no longer fit the scenario (see `replay`).
    """

    scenario: Scenario
    steps: tuple[Step, ...]
    node: Scene | Ending
    content: tuple[ContentItem, ...]
    state: StoryState
    unmatched_ids: tuple[str, ...] = ()

    @property
    def path(self) -> list[str]:
        """The choice ids taken, first to last."""
        return [step.choice.id for step in self.steps]

    @property
    def ending(self) -> Ending | None:
        """The ending reached, or None while the talk goes on."""
        return self.node if isinstance(self.node, Ending) else None

    @property
    def is_full(self) -> bool:
        """Tell whether no choice can be taken any more though no ending was reached: a loop has used up all steps."""
        return len(self.steps) >= MAX_STEPS and not self.ending

    @property
    def meters(self) -> client_state.Meters:
        """The client's meters now, 0–10 by id."""
        return self.state.meters

    def options(self) -> tuple[Option, ...]:
        """Give the choices to show at the present scene, in the author's order; none at an ending."""
        return () if isinstance(self.node, Ending) else visible_options(self.node, self.state)

    def choose(self, choice_id: str) -> "Playthrough":
        """Take a choice and give the run after it. Raises NotPossible."""
        run = _Run(self.scenario, self.node, self.content, self.state.copy(), list(self.steps))
        run.take(choice_id)
        return run.playthrough()


def replay(scenario: Scenario, path: Iterable[str] = (), *, lenient: bool = False) -> Playthrough:
    """Play a list of choice ids from the start.

    Raises NotPossible at the first id that does not fit; with `lenient` it stops there instead and keeps the rest in
    `left_over`, which is what happens to a run in progress when its scenario was edited.
    """
    run = _Run.begin(scenario)
    ids = list(path)
    for position, choice_id in enumerate(ids):
        try:
            run.take(choice_id)
        except NotPossible:
            if not lenient:
                raise
            return run.playthrough(tuple(ids[position:]))
    return run.playthrough()


def visible_options(scene: Scene, moment: StoryState) -> tuple[Option, ...]:
    """Give what a scene offers at a moment. A closed choice without a reason is not shown.

    If an author closed everything, everything opens: nobody is to be stuck in a scene (review reports it).
    """
    shown = tuple(
        Option(choice, is_open)
        for choice in scene.choices
        if (is_open := choice.condition.holds(moment)) or choice.closed_reason is not None
    )
    if any(option.is_open for option in shown):
        return shown
    return tuple(Option(choice, True) for choice in scene.choices)


def earned_levels(choice: Choice, moment: StoryState) -> dict[str, int]:
    """Give the ratings 0–3 by skill that a choice earns at a moment (domain brief 2.5, the context switch)."""
    earned: dict[str, int] = {}
    for level in choice.ratings:
        if level.condition.holds(moment):
            if level.only:
                earned.clear()
            earned.update(level.skills)
    return earned


def apply_choice(scenario: Scenario, choice: Choice, moment: StoryState) -> str:
    """Let a choice act on `moment` in place and give the id of the place that follows: gate, route or `to`."""
    moment.meters = client_state.meters_after_choice(scenario, moment.meters, choice)
    moment.chosen.add(choice.id)
    for gate in scenario.gates:
        if gate.to not in moment.visited and gate.condition.holds(moment):
            return gate.to
    return next((route.to for route in choice.routes if route.condition.holds(moment)), choice.to)


def enter_node(place: Scene | Ending, moment: StoryState) -> tuple[ContentItem, ...]:
    """Let an arrival act on `moment` in place and give what is to be read there."""
    apply_arrival(place, moment)
    return _holding(place.content_items, moment)


def apply_arrival(place: Scene | Ending, moment: StoryState) -> None:
    """Let an arrival act on `moment` in place, for whoever follows runs without reading along."""
    if isinstance(place, Scene):
        for shift in place.arrival_changes:
            if shift.condition.holds(moment):
                moment.meters = client_state.meters_after_changes(moment.meters, dict(shift.changes))
    moment.visited.add(place.id)


def _holding(beats: Sequence[ContentItem], moment: StoryState) -> tuple[ContentItem, ...]:
    return tuple(beat for beat in beats if beat.condition.holds(moment))


@dataclass(slots=True)
class _Run:
    """A playthrough in the making, so that a replay copies nothing at each step."""

    scenario: Scenario
    node: Scene | Ending
    content: tuple[ContentItem, ...]
    state: StoryState
    steps: list[Step]

    @classmethod
    def begin(cls, scenario: Scenario) -> "_Run":
        moment = StoryState(client_state.initial_meters(scenario), set(scenario.start.chosen), set(scenario.start.visited))
        place = scenario.nodes[scenario.start.scene]
        return cls(scenario, place, enter_node(place, moment), moment, [])

    def take(self, choice_id: str) -> None:
        choice, offered = self._offered(choice_id)
        before = self.state.meters
        earned = earned_levels(choice, self.state)
        feedback = next((said for said in choice.feedback if said.condition.holds(self.state)), None)
        first_visit = all(step.scene is not self.node for step in self.steps)
        next_id = apply_choice(self.scenario, choice, self.state)
        replies = _holding(choice.replies, self.state)
        after = self.state.meters
        self.steps.append(Step(
            len(self.steps), self.node, self.content, offered, choice, earned, replies, feedback, before, after, first_visit,
        ))
        self.node = self.scenario.nodes[next_id]
        self.content = enter_node(self.node, self.state)

    def _offered(self, choice_id: str) -> tuple[Choice, tuple[Choice, ...]]:
        if isinstance(self.node, Ending):
            raise NotPossible("ended", choice_id)
        if len(self.steps) >= MAX_STEPS:
            raise NotPossible("too-long", choice_id)
        shown = visible_options(self.node, self.state)
        option = next((option for option in shown if option.choice.id == choice_id), None)
        if option is None:
            raise NotPossible("unknown", choice_id)
        if not option.is_open:
            raise NotPossible("closed", choice_id)
        return option.choice, tuple(option.choice for option in shown if option.is_open)

    def playthrough(self, left_over: tuple[str, ...] = ()) -> Playthrough:
        return Playthrough(self.scenario, tuple(self.steps), self.node, self.content, self.state, left_over)
