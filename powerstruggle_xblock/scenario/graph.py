"""Which scene leads where, as if all conditions held. Each of these grows in step with the scenario.

A safety gate leads on from every scene, so the ways that gates make are never listed one by one.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from .model import Scenario, Scene

_GATES = ""
"""The place, of no scene's id, that every scene leads to and that leads to where the safety gates lead."""


def list_targets(scene: Scene) -> set[str]:
    """Return the ids of the nodes that a scene's choices can lead to; no safety gates."""
    return {id_ for choice in scene.choices for id_ in (choice.to, *(route.to for route in choice.routes))}


def list_scenes_before(scenario: Scenario) -> dict[str, list[str]]:
    """Return by id of a node the scenes whose choices can lead to it; no safety gates."""
    before: dict[str, list[str]] = {}
    for scene in scenario.scenes:
        for to in list_targets(scene):
            before.setdefault(to, []).append(scene.id)
    return before


def measure_distances(begin: Iterable[str], list_following: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """Return every id that can be reached from `begin`, with the fewest steps to it."""
    steps = dict.fromkeys(begin, 0)
    queue = deque(steps)
    while queue:
        here = queue.popleft()
        for id_ in list_following(here):
            if id_ not in steps:
                steps[id_] = steps[here] + 1
                queue.append(id_)
    return steps


def find_scenes_in_loops(scenario: Scenario) -> set[str]:
    """Return the ids of scenes in a loop or between two loops.

    What is left when all scenes without a predecessor or successor go.
    """
    scenes = {scene.id for scene in scenario.scenes}
    gates = {gate.to for gate in scenario.gates} & scenes
    forward = {scene.id: list_targets(scene) & scenes for scene in scenario.scenes}
    # A safety gate is not taken to a node that was visited, so not from its own scene. Two of them make a loop.
    for id_ in forward:
        forward[id_] |= {_GATES} if len(gates) > 1 else gates - {id_}
    if len(gates) > 1:
        forward[_GATES] = gates
    backward: dict[str, set[str]] = {id_: set() for id_ in forward}
    for id_, following in forward.items():
        for to in following:
            backward[to].add(id_)
    return _remove_unreached(_remove_unreached({*forward}, forward, backward), backward, forward) - {_GATES}


def _remove_unreached(
    ids: set[str], forward: Mapping[str, set[str]], backward: Mapping[str, set[str]],
) -> set[str]:
    """Return the ids without those that no remaining one leads to, removed until none is left."""
    incoming = {id_: len(backward[id_] & ids) for id_ in ids}
    free = [id_ for id_, count in incoming.items() if not count]
    while free:
        for id_ in forward[free.pop()]:
            if incoming.get(id_):
                incoming[id_] -= 1
                if not incoming[id_]:
                    free.append(id_)
    return {id_ for id_, count in incoming.items() if count}
