"""Play: a playthrough is its list of choice ids; everything else is computed by replaying it.

`Playthrough.choose` and `replay` are the only ways to take a choice, and both accept only a choice that the present
scene shows as open. What is stored of a learner is the path. A Playthrough and its steps never change; a StoryState
does, inside of this module.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from . import client_state
from .model import Choice, ContentItem, Ending, Feedback, Scenario, Scene

MAX_STEPS = 400
"""The longest path of a run, far beyond any conversation: it bounds stored state and the time of a replay in a loop."""


class NotPossible(Exception):
    """A choice that can't be taken here.

    `reason` is "ended", "unknown", "closed" or "too-long", `choice_id` the id asked for.
    """

    def __init__(self, reason: str, choice_id: str):
        super().__init__(f"{choice_id!r} can't be taken here: {reason}")
        self.reason = reason
        self.choice_id = choice_id


@dataclass(slots=True)
class StoryState:
    """The state of a run at one point; it implements conditions.ConditionContext.

    `meters` are the client's meters by id, 0–10. `chosen` are the ids of the choices taken, `visited` those of the
    scenes and endings reached; the present one is among them once its arrival changes have been applied.
    """

    meters: client_state.Meters
    chosen: set[str] = field(default_factory=set[str])
    visited: set[str] = field(default_factory=set[str])

    def copy(self) -> "StoryState":
        """Return an independent copy, for trying a choice."""
        return StoryState(dict(self.meters), set(self.chosen), set(self.visited))


@dataclass(frozen=True, slots=True)
class Step:
    """One choice taken in a run.

    `index` counts from 0; `scene` is the scene it was taken in, `content` what the learner read there, `open_choices`
    what could be taken. `levels` are the ratings 0–3 by skill that `choice` earned, `replies` and `feedback` what
    followed. `meters_before` and `meters_after` are the client's meters, 0–10 by id, around the choice, without the
    arrival changes of the next scene. `first_visit` tells whether the run was in this scene for the first time.
    """

    index: int
    scene: Scene
    content: tuple[ContentItem, ...]
    open_choices: tuple[Choice, ...]
    choice: Choice
    levels: dict[str, int]
    replies: tuple[ContentItem, ...]
    feedback: Feedback | None
    meters_before: client_state.Meters
    meters_after: client_state.Meters
    first_visit: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as the present scene shows it: open, or closed with its `closed_reason`."""

    choice: Choice
    is_open: bool


@dataclass(frozen=True, slots=True)
class Playthrough:
    """A run so far.

    `node` is the present scene or the ending, `content` what is to be read there, `state` the state of the run.

    `unmatched_ids` are the ids of a stored path that no longer fit the scenario (see `replay`).
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
        """The ending reached, or None while the conversation goes on."""
        return self.node if isinstance(self.node, Ending) else None

    @property
    def is_full(self) -> bool:
        """Whether MAX_STEPS choices were taken without reaching an ending, so that no further one can be."""
        return len(self.steps) >= MAX_STEPS and not self.ending

    @property
    def meters(self) -> client_state.Meters:
        """The client's meters now, 0–10 by id."""
        return self.state.meters

    def options(self) -> tuple[Option, ...]:
        """Return the choices to show at the present scene, in the author's order; none at an ending."""
        return () if isinstance(self.node, Ending) else visible_options(self.node, self.state)

    def choose(self, choice_id: str) -> "Playthrough":
        """Return the run after taking a choice. Raises NotPossible."""
        run = _Run(self.scenario, self.node, self.content, self.state.copy(), list(self.steps))
        run.take(choice_id)
        return run.playthrough()


def replay(scenario: Scenario, path: Iterable[str] = (), *, lenient: bool = False) -> Playthrough:
    """Return the run that takes these choices from the start.

    Raises NotPossible at the first id that can't be taken. With `lenient` it stops there instead and puts the other
    ids into `unmatched_ids`: this is how a run in progress continues after its scenario was edited.
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


def initial_state(scenario: Scenario) -> StoryState:
    """Return the state in which play begins, before the arrival changes of the first scene."""
    start = scenario.start
    return StoryState(client_state.initial_meters(scenario), set(start.chosen), set(start.visited))


def state_before(run: Playthrough, step: Step) -> StoryState:
    """Return the state in which a step of the run was taken: after the arrival in its scene, before its choice."""
    state = initial_state(run.scenario)
    state.meters = dict(step.meters_before)
    past = run.steps[: step.index]
    state.chosen.update(taken.choice.id for taken in past)
    state.visited.update(taken.scene.id for taken in (*past, step))
    return state


def visible_options(scene: Scene, state: StoryState) -> tuple[Option, ...]:
    """Return the choices that a scene shows in a state. A closed choice without a reason is not shown.

    Where every choice is closed, all are shown as open, so that nobody is stuck in a scene (`review` reports it).
    """
    shown = tuple(
        Option(choice, is_open)
        for choice in scene.choices
        if (is_open := choice.condition.holds(state)) or choice.closed_reason is not None
    )
    if any(option.is_open for option in shown):
        return shown
    return tuple(Option(choice, True) for choice in scene.choices)


def earned_levels(choice: Choice, state: StoryState) -> dict[str, int]:
    """Return the levels 0–3 by skill that a choice earns in a state.

    The same words may be worth more or less depending on the state (a situational-judgment item rates what to do in
    this situation: Whetzel et al., 2020); that some ratings depend on it is a design decision of the project.
    """
    earned: dict[str, int] = {}
    for rating in choice.ratings:
        if rating.condition.holds(state):
            if rating.only:
                earned.clear()
            earned.update(rating.skills)
    return earned


def find_feedback(choice: Choice, state: StoryState) -> Feedback | None:
    """Return the feedback that a choice brings in a state: the first whose condition holds, or None."""
    return next((feedback for feedback in choice.feedback if feedback.condition.holds(state)), None)


def apply_choice(scenario: Scenario, choice: Choice, state: StoryState) -> str:
    """Apply a choice to `state` in place and return the id of the node that follows (safety gate, route or `to`)."""
    state.meters = client_state.meters_after_choice(scenario, state.meters, choice)
    state.chosen.add(choice.id)
    for gate in scenario.gates:
        if gate.to not in state.visited and gate.condition.holds(state):
            return gate.to
    return next((route.to for route in choice.routes if route.condition.holds(state)), choice.to)


def enter_node(node: Scene | Ending, state: StoryState) -> tuple[ContentItem, ...]:
    """Apply an arrival to `state` in place and return the content that is to be read there."""
    apply_arrival(node, state)
    return _filter_by_condition(node.content_items, state)


def apply_arrival(node: Scene | Ending, state: StoryState) -> None:
    """Apply the meter changes of an arrival to `state` in place and add the node to the visited ones."""
    if isinstance(node, Scene):
        for change in node.arrival_changes:
            if change.condition.holds(state):
                state.meters = client_state.meters_after_changes(state.meters, dict(change.changes))
    state.visited.add(node.id)


def _filter_by_condition(items: Sequence[ContentItem], state: StoryState) -> tuple[ContentItem, ...]:
    return tuple(item for item in items if item.condition.holds(state))


@dataclass(slots=True)
class _Run:
    """A run that is changed in place, so that a replay does not copy at each step."""

    scenario: Scenario
    node: Scene | Ending
    content: tuple[ContentItem, ...]
    state: StoryState
    steps: list[Step]

    @classmethod
    def begin(cls, scenario: Scenario) -> "_Run":
        """Return the run that has entered the first scene."""
        state = initial_state(scenario)
        node = scenario.nodes[scenario.start.scene]
        return cls(scenario, node, enter_node(node, state), state, [])

    def take(self, choice_id: str) -> None:
        """Take a choice and enter the node that follows. Raises NotPossible and then changes nothing."""
        scene, choice, open_choices = self._find_open_choice(choice_id)
        before = self.state.meters
        earned = earned_levels(choice, self.state)
        feedback = find_feedback(choice, self.state)
        first_visit = all(step.scene is not scene for step in self.steps)
        next_id = apply_choice(self.scenario, choice, self.state)
        replies = _filter_by_condition(choice.replies, self.state)
        after = self.state.meters
        self.steps.append(
            Step(
                len(self.steps),
                scene,
                self.content,
                open_choices,
                choice,
                earned,
                replies,
                feedback,
                before,
                after,
                first_visit,
            )
        )
        if self.scenario.is_drill:
            # The next moment is another conversation, with a client who has not heard this one.
            self.state.meters = client_state.initial_meters(self.scenario)
        self.node = self.scenario.nodes[next_id]
        self.content = enter_node(self.node, self.state)

    def _find_open_choice(self, choice_id: str) -> tuple[Scene, Choice, tuple[Choice, ...]]:
        """Return the present scene, the choice, and all open choices of the scene. Raises NotPossible."""
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
        return self.node, option.choice, tuple(option.choice for option in shown if option.is_open)

    def playthrough(self, unmatched_ids: tuple[str, ...] = ()) -> Playthrough:
        """Return the run as it is now. The run itself must not be used any more: they share their state."""
        return Playthrough(self.scenario, tuple(self.steps), self.node, self.content, self.state, unmatched_ids)
