"""The drill: a deck of moments, of which some are drawn for a run.

A run of a drill is an ordinary run of a small scenario: the drawn moments one after the other, each of which begins
with the client's meters at the start and ends with its choice, and after the last of them an ending that no author
writes. `lay_out` makes that scenario; `play`, `scoring` and the rest know nothing of drawing.

What is drawn is part of the learner's record. A record keeps the path as well, and as every choice belongs to one
moment, the path alone tells which moments a recorded run had.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from . import scoring
from .model import DEFAULT_ENDING_KIND, END_OF_DRILL, Choice, Ending, Scenario, Scene
from .play import Playthrough, replay
from .progress import Progress

EVENNESS = 0.05
"""What every moment weighs in the draw, whatever is known of its skills; a weakness of 1 adds twenty times as much."""
BELIEF = 1
"""So many ratings at the learner's mean are assumed of each skill, so that a single slip does not decide the draw."""

_CLOSING = Ending(END_OF_DRILL, kind=DEFAULT_ENDING_KIND, title="", their_view="")


def lay_out(scenario: Scenario, moments: Sequence[str]) -> Scenario:
    """Return the scenario in which these moments of a drill, at least one, follow each other up to the end."""
    following = dict(zip(moments, (*moments[1:], END_OF_DRILL), strict=True))
    scenes = (scenario.nodes[id_] for id_ in moments)
    return replace(
        scenario,
        start=replace(scenario.start, scene=moments[0]),
        scenes=tuple(
            replace(scene, choices=tuple(replace(choice, to=following[scene.id]) for choice in scene.choices))
            for scene in scenes
            if isinstance(scene, Scene)
        ),
        endings=(_CLOSING,),
    )


def split(scenario: Scenario) -> Iterator[Scenario]:
    """Return each moment of a drill as a scenario of its own; any other scenario as it is."""
    if scenario.is_drill:
        yield from (lay_out(scenario, (scene.id,)) for scene in scenario.scenes)
    else:
        yield scenario


def list_moments(run: Playthrough) -> tuple[str, ...]:
    """Return the ids of the moments of a drill's run, those to come as well."""
    return tuple(scene.id for scene in run.scenario.scenes)


# --- drawing ----------------------------------------------------------------------------------------------------------


def draw(scenario: Scenario, progress: Progress, seed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the moments drawn for the next run, and those seen by then in this round through the deck.

    None comes again before all were seen, and none twice in a run. Those that practise the learner's weaker skills come
    earlier. The same seed and record always give the same draw.
    """
    deck = [scene.id for scene in scenario.scenes]
    number = min(scenario.start.draw or 1, len(deck))
    chance = random.Random(seed)
    weights = _weigh(scenario, progress)
    seen = [id_ for id_ in progress.seen if id_ in weights]
    drawn = _sample([id_ for id_ in deck if id_ not in seen], number, weights, chance)
    if len(drawn) == number:
        return tuple(drawn), (*seen, *drawn)
    # The next round: what was drawn last comes only where there is nothing else.
    again = [id_ for id_ in deck if id_ not in drawn]
    rested = [id_ for id_ in again if id_ not in progress.drawn]
    drawn += _sample(rested, number - len(drawn), weights, chance)
    drawn += _sample([id_ for id_ in again if id_ not in drawn], number - len(drawn), weights, chance)
    return tuple(drawn), tuple(drawn)


def _sample(ids: Sequence[str], number: int, weights: dict[str, float], chance: random.Random) -> list[str]:
    """Return at most `number` of these ids in the order drawn, heavier ones more probably.

    Weighted random sampling without replacement (Efraimidis & Spirakis, 2006).
    """
    keys = {id_: chance.random() ** (1 / weights[id_]) for id_ in ids}
    return sorted(ids, key=lambda id_: -keys[id_])[:number]


def _weigh(scenario: Scenario, progress: Progress) -> dict[str, float]:
    """Return the weight of each moment: the square of how weak the learner was in the skills it rates."""
    weakness = find_weakness(scenario, progress)
    usual = sum(weakness.values()) / len(weakness) if weakness else 0.0
    weights: dict[str, float] = {}
    for scene in scenario.scenes:
        found = [weakness.get(skill, usual) for skill in _list_rated_skills(scene.choices)]
        weights[scene.id] = EVENNESS + (sum(found) / len(found) if found else usual) ** 2
    return weights


def _list_rated_skills(choices: Iterable[Choice]) -> list[str]:
    return [skill for choice in choices for rating in choice.ratings for skill, _ in rating.skills]


def find_weakness(scenario: Scenario, progress: Progress) -> dict[str, float]:
    """Return how weak the learner was in each skill of the recorded runs, 0–1; nothing where nothing is recorded."""
    earned: dict[str, list[int]] = {}
    for recorded in progress.recorded:
        for step in replay_recorded(scenario, recorded.path).steps:
            for skill, level in step.levels.items():
                earned.setdefault(skill, []).append(level)
    levels = [level for found in earned.values() for level in found]
    if not levels:
        return {}
    usual = sum(levels) / len(levels)
    return {
        skill: 1 - (sum(found) + BELIEF * usual) / ((len(found) + BELIEF) * scoring.MAX_LEVEL)
        for skill, found in earned.items()
    }


# --- runs -------------------------------------------------------------------------------------------------------------


def replay_recorded(scenario: Scenario, path: Sequence[str]) -> Playthrough:
    """Return the run of a recorded path, of a drill or of any other scenario, as far as it fits the present text.

    In a drill, choices that are gone are left out; they are in `unmatched_ids`.
    """
    if not scenario.is_drill:
        return replay(scenario, path, lenient=True)
    kept = _match(scenario, path)
    return _play(scenario, list(kept.values()), tuple(kept), path)


def resume(scenario: Scenario, progress: Progress) -> Playthrough:
    """Return the present run of a drill as far as it fits the present deck.

    What was answered and is still there stays, in its order. A moment still to come that an author's edit removed is
    replaced by another; one that was answered is not asked again.
    """
    if progress.settled:
        return replay_recorded(scenario, progress.path)
    kept = _match(scenario, progress.path)
    answered = list(kept.values())
    # A record of a scenario that has become a drill has nothing drawn; its path has nothing to do with the deck.
    number = len(progress.drawn) or scenario.start.draw or 1
    passed = len(progress.path) if progress.drawn else 0
    waiting = [
        id_ for id_ in progress.drawn[len(progress.path) :] if id_ in scenario.nodes and id_ not in answered
    ]
    missing = max(number - passed, 0 if answered else 1) - len(waiting)
    others = [
        scene.id for scene in scenario.scenes if scene.id not in answered and scene.id not in progress.drawn
    ] or [scene.id for scene in scenario.scenes if scene.id not in answered and scene.id not in waiting]
    random.Random("/".join(progress.drawn)).shuffle(others)
    return _play(scenario, [*answered, *waiting, *others[: max(missing, 0)]], tuple(kept), progress.path)


def _match(scenario: Scenario, path: Sequence[str]) -> dict[str, str]:
    """Return the choices of a path that a drill still has, each with its moment, and each moment once."""
    moments = {choice.id: scene.id for scene in scenario.scenes for choice in scene.choices}
    kept: dict[str, str] = {}
    for id_ in path:
        if id_ in moments and moments[id_] not in kept.values():
            kept[id_] = moments[id_]
    return kept


def _play(scenario: Scenario, moments: list[str], kept: tuple[str, ...], path: Sequence[str]) -> Playthrough:
    """Return the run through these moments that takes the kept choices of a path."""
    laid_out = lay_out(scenario, moments or [scenario.scenes[0].id])
    run = replay(laid_out, kept, lenient=True)
    lost = tuple(id_ for id_ in path if id_ not in kept)
    return replace(run, unmatched_ids=(*run.unmatched_ids, *lost)) if lost else run
