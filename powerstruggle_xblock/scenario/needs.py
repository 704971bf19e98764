"""Test what texts take for granted (`needs`) on every path through a scenario.

All paths are followed at once, in the order of their length, and paths that are in the same state are followed once
only. The state of a path is its scene and what a condition or `needs` further on can still ask: the choices taken,
the scenes reached and, where a meter is asked, the meters. As meters are whole numbers from 0 to 10 and the others are
sets of ids, there are finitely many states, so that loops end. The number of states can still be large, so that at
most MAX_CHOICES_FOLLOWED choices are followed, which takes about a second; the report says where that was too few. In
scenes of many parts a choice counts as several (`step_costs`).

An unmet need is always real: its path was played by the rules of `play`. Where `is_complete`, there are no others.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ..notation import markup
from . import client_state, graph, step_costs
from .conditions import Condition, MeterTest, Requirement
from .model import Choice, ContentItem, Ending, Line, Narration, Scenario, Scene
from .play import MAX_STEPS, StoryState, apply_arrival, apply_choice, find_feedback, initial_state, visible_options

MAX_CHOICES_FOLLOWED = 40_000
MAX_QUOTE_LENGTH = 50
MAX_FACTS_TRACED = 500_000
"""Up to so many choices times facts it is found what a scene can still ask; beyond, each scene may ask everything."""


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A text that is shown on a path on which its `needs` does not hold.

    `tag` is the tag of the element, `at` the id of the scene, choice or ending it stands in or is, `quote` its first
    words. `path` are the choice ids of one such path, of the fewest choices.
    """

    tag: str
    at: str
    quote: str
    needs: Requirement
    path: tuple[str, ...]


@dataclass(slots=True)
class NeedsReport:
    """What was found, by place in the file; `is_complete` tells whether every path was followed."""

    unmet: list[UnmetNeed] = field(default_factory=list[UnmetNeed])
    is_complete: bool = True
    choices_followed: int = 0


def find_unmet_needs(scenario: Scenario) -> NeedsReport:
    """Return the texts whose `needs` does not hold on some path on which they are shown."""
    if not any(need for _, _, _, need in _list_needs(scenario)):
        return NeedsReport()
    return _PathExplorer(scenario).explore()


def find_path_to(scenario: Scenario, scene_id: str) -> tuple[str, ...] | None:
    """Return the fewest choices by which a learner gets to a scene.

    None where no way leads there, or none was found among as many choices as are followed.
    """
    return _PathExplorer(scenario).find(scene_id)


class _Part(Protocol):
    """A part of a scenario that can have a `needs`."""

    @property
    def needs(self) -> Requirement:
        """What it takes for granted."""
        ...


class _Facts(NamedTuple):
    """What conditions ask: choices and places by id, and whether a meter is asked, too."""

    ids: frozenset[str]
    meters: bool


@dataclass(frozen=True, slots=True)
class _Visit:
    """One arrival at a scene, with the visit before it, the choice that led here and the number of choices by then."""

    scene: Scene
    state: StoryState
    before: "_Visit | None" = None
    choice_id: str = ""
    steps: int = 0

    def path(self) -> tuple[str, ...]:
        """Return the choice ids that led here."""
        ids: list[str] = []
        visit: _Visit | None = self
        while visit and visit.before:
            ids.append(visit.choice_id)
            visit = visit.before
        return tuple(reversed(ids))


class _PathExplorer:
    """Follows all paths of one scenario, the shortest first."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.facts_by_scene = _find_facts_asked_from(scenario)
        self.costs = step_costs.measure_scenes(scenario)
        self.spent = 0
        self.usual_meters = client_state.initial_meters(scenario)
        self.report = NeedsReport()
        self.unmet: dict[int, UnmetNeed] = {}
        self.seen: set[tuple[object, ...]] = set()
        self.queue: deque[_Visit] = deque()

    def explore(self) -> NeedsReport:
        """Return the report."""
        self._begin()
        while self.queue:
            if self.spent > MAX_CHOICES_FOLLOWED:
                self.report.is_complete = False
                break
            self._follow(self.queue.popleft())
        order = {id(part): number for number, (_, _, part, _) in enumerate(_list_needs(self.scenario))}
        self.report.unmet = [self.unmet[key] for key in sorted(self.unmet, key=order.__getitem__)]
        return self.report

    def find(self, scene_id: str) -> tuple[str, ...] | None:
        """Return the choices of the shortest path to a scene, or None."""
        self._begin()
        while self.queue and self.spent <= MAX_CHOICES_FOLLOWED:
            visit = self.queue.popleft()
            if visit.scene.id == scene_id:
                return visit.path()
            self._follow(visit)
        return None

    def _begin(self) -> None:
        self._arrive(self.scenario.start_scene, initial_state(self.scenario), None, "")

    def _follow(self, visit: _Visit) -> None:
        """Take each open choice of a scene, unless a run has no more choices by then."""
        if visit.steps >= MAX_STEPS:
            return
        self.spent += self.costs[visit.scene.id]
        remembered = len(visit.state.chosen) + len(visit.state.visited)
        for option in visible_options(visit.scene, visit.state):
            choice = option.choice
            self._test("choice", choice.id, choice, visit.state, visit)
            if not option.is_open:
                continue
            self.report.choices_followed += 1
            self.spent += 1 + remembered // step_costs.REMEMBERED_IDS
            if feedback := find_feedback(choice, visit.state):
                self._test("feedback", choice.id, feedback, visit.state, visit, choice.id)
            after = visit.state.copy()
            node = self.scenario.nodes[apply_choice(self.scenario, choice, after)]
            self._test_items(choice, choice.replies, after, visit, choice.id)
            self._arrive(node, after, visit, choice.id)

    def _arrive(self, node: Scene | Ending, state: StoryState, before: _Visit | None, choice_id: str) -> None:
        """Enter a node, test its texts, and put it into the queue where this is a new state of a scene."""
        apply_arrival(node, state)
        tag = "scene" if isinstance(node, Scene) else "ending"
        self._test(tag, node.id, node, state, before, choice_id)
        self._test_items(node, node.content_items, state, before, choice_id)
        if isinstance(node, Ending):
            return
        facts = self.facts_by_scene[node.id]
        state.chosen &= facts.ids
        state.visited &= facts.ids
        if not facts.meters:
            state.meters = self.usual_meters
        key = (node.id, frozenset(state.chosen), frozenset(state.visited), *state.meters.values())
        if key not in self.seen:
            self.seen.add(key)
            self.queue.append(
                _Visit(node, state, before, choice_id, before.steps + 1) if before else _Visit(node, state)
            )

    def _test_items(
        self, node: Scene | Choice | Ending, items: tuple[ContentItem, ...], state: StoryState,
        before: _Visit | None, choice_id: str,
    ) -> None:
        for item in items:
            if isinstance(item, (Narration, Line)) and item.condition.holds(state):
                self._test(_item_tag(node, item), node.id, item, state, before, choice_id)

    def _test(
        self, tag: str, at: str, part: _Part, state: StoryState, before: _Visit | None, choice_id: str = "",
    ) -> None:
        """Record a text whose `needs` does not hold, with the path up to `before` and the choice taken then."""
        if part.needs.holds(state) or id(part) in self.unmet:
            return
        path = (*before.path(), choice_id) if before and choice_id else before.path() if before else ()
        self.unmet[id(part)] = UnmetNeed(tag, at, _quote(part), part.needs, path)


def _item_tag(node: Scene | Choice | Ending, item: Narration | Line) -> str:
    return "cue" if isinstance(item, Narration) else "reply" if isinstance(node, Choice) else "line"


def _list_needs(scenario: Scenario) -> Iterator[tuple[str, str, object, Requirement]]:
    """Return (tag, id, part, what it needs) of everything that can have a `needs`, in the order of the file."""
    for node in (*scenario.scenes, *scenario.endings):
        yield "scene" if isinstance(node, Scene) else "ending", node.id, node, node.needs
        yield from _list_item_needs(node, node.content_items)
        for choice in node.choices if isinstance(node, Scene) else ():
            yield "choice", choice.id, choice, choice.needs
            yield from _list_item_needs(choice, choice.replies)
            yield from (("feedback", choice.id, part, part.needs) for part in choice.feedback)


def _list_item_needs(
    node: Scene | Choice | Ending, items: tuple[ContentItem, ...],
) -> Iterator[tuple[str, str, object, Requirement]]:
    for item in items:
        if isinstance(item, (Narration, Line)):
            yield _item_tag(node, item), node.id, item, item.needs


_METERS = ""
"""Stands for the meters among the facts, which are ids otherwise."""


def _find_facts_asked_from(scenario: Scenario) -> Mapping[str, _Facts]:
    """Return, by scene id, what can still be asked in this scene after the arrival, or in any that can follow."""
    everywhere = {fact for gate in scenario.gates for fact in _list_facts([gate.condition])}
    everywhere |= {gate.to for gate in scenario.gates}
    asked_at: dict[str, list[str]] = {}
    for node in scenario.nodes.values():
        for fact in _list_facts(_list_conditions(node)) - everywhere:
            asked_at.setdefault(fact, []).append(node.id)
    if len(asked_at) * len(scenario.choices) > MAX_FACTS_TRACED:
        return dict.fromkeys(scenario.nodes, _as_facts(everywhere | asked_at.keys()))
    found: dict[str, set[str]] = {id_: set() for id_ in scenario.nodes}
    gates, before = {gate.to for gate in scenario.gates}, graph.list_scenes_before(scenario)
    for fact, ids in asked_at.items():
        reached = graph.measure_distances(ids, lambda id_: before.get(id_, ())).keys()
        if reached & gates:
            everywhere.add(fact)
            continue
        for id_ in reached:
            found[id_].add(fact)
    return {id_: _as_facts(facts | everywhere) for id_, facts in found.items()}


def _as_facts(facts: set[str]) -> _Facts:
    return _Facts(frozenset(facts - {_METERS}), _METERS in facts)


def _list_facts(conditions: list[Condition]) -> set[str]:
    clauses = [clause for condition in conditions for clause in condition.clauses]
    return {_METERS if isinstance(clause, MeterTest) else clause.id for clause in clauses}


def _list_conditions(node: Scene | Ending) -> list[Condition]:
    """Return what a node asks of the path: every `if` but those of ratings, which change no path, and every `needs`."""
    parts: list[object] = [node, *node.content_items]
    if isinstance(node, Scene):
        parts += node.arrival_changes
        for choice in node.choices:
            parts += [choice, *choice.replies, *choice.feedback, *choice.routes]
    asked = [condition for part in parts if (condition := getattr(part, "condition", None))]
    needs = [condition for part in parts for condition in getattr(part, "needs", Requirement()).alternatives]
    return asked + needs


def _quote(part: object) -> str:
    """Return the first words of a text in quotation marks."""
    match part:
        case Scene() | Ending():
            text = part.title
        case Choice():
            text = part.main_text
        case Narration() | Line():
            text = part.text
        case _:
            text = next(filter(None, (getattr(part, name, None) for name in ("effect", "why", "instead"))), "")
    words = " ".join(markup.plain_text(text).split())
    return f'"{words[:MAX_QUOTE_LENGTH].rstrip()}…"' if len(words) > MAX_QUOTE_LENGTH else f'"{words}"'
