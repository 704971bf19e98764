"""What a new version of a scenario means for learners: where runs in progress go on, and which recorded scores a rescore would change.

Every way through the old version is walked (or, where there are too many, a sample of them) and replayed on the new one exactly as
the block does it: as far as it fits, from the first choice that does not fit the learner goes on where they stand.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ..notation.messages import msg, nmsg, percent_msg, TranslatableMessage
from . import model as m
from . import scoring
from .play import NotPossible, Playthrough, replay, Step

MOST_STEPS = 4000
"""Choices taken while all ways are followed; beyond that, ways are sampled."""
LONGEST = 30
SAMPLED = 300
SEED = 20
SAME = 0.005


@dataclass(frozen=True, slots=True)
class ResumedRun:
    """Runs that took `choice` in scene `scene` of the old version go on from `place` (a scene or ending) of the new one."""

    scene: str
    choice: str
    node: str
    title: str
    ended: bool

    @property
    def message(self) -> TranslatableMessage:
        """What this is for a learner."""
        if self.ended:
            return msg("a learner who took \"{choice}\" in scene \"{scene}\" and is still in the talk goes on from ending \"{place}\"",
                        choice=self.choice, scene=self.scene, place=self.node)
        return msg("a learner who took \"{choice}\" in scene \"{scene}\" and is still in the talk goes on from scene \"{place}\" "
                    "({title})", choice=self.choice, scene=self.scene, place=self.node, title=self.title)

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class RescoredEnding:
    """Recorded runs that came to `ending`: of `ways` kinds, `changed` would score otherwise; `before` and `after` are the largest case."""

    ending: str
    ways: int
    changed: int
    before: float
    after: float

    @property
    def message(self) -> TranslatableMessage:
        """What this is for a recorded grade."""
        return msg("of the ways to ending \"{id}\", {changed} of {ways} would score otherwise if an instructor rescores (the largest "
                    "change: {before} becomes {after}); until then recorded grades stay", id=self.ending, changed=self.changed,
                    ways=self.ways, before=percent_msg(self.before), after=percent_msg(self.after))

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class KeptScores:
    """Finished runs that came to `ending` and no longer fit: `ways` kinds of `of`. Their scores stay even when rescored."""

    ending: str
    ways: int
    of: int

    @property
    def message(self) -> TranslatableMessage:
        """What this is for those learners."""
        return nmsg(
            "the only way to ending \"{id}\" no longer comes to an end: learners who went it keep their recorded score, also when "
            "rescored, and are told that the scenario was changed",
            "{ways} of {number} ways to ending \"{id}\" no longer come to an end: those learners keep their recorded score, also when "
            "rescored, and are told that the scenario was changed", self.of, ways=self.ways, id=self.ending)

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class EditImpact:
    """What becomes of learners' runs. `exact` is False where ways were sampled."""

    resumed: tuple[ResumedRun, ...]
    rescored: tuple[RescoredEnding, ...]
    kept: tuple[KeptScores, ...]
    ways: int
    exact: bool

    @property
    def messages(self) -> list[TranslatableMessage]:
        """All of it as sentences; one that says so where nothing changes for anybody."""
        told = [one.message for one in (*self.resumed, *self.rescored, *self.kept)]
        if not told:
            told = [msg("nothing changes for learners in the middle of a talk, and no recorded score would change by a rescore")]
        if not self.exact:
            told.append(msg("there are too many ways through to follow them all; this is what {ways} of them showed", ways=self.ways))
        return told

    def as_json(self) -> dict[str, Any]:
        """Return all of it as JSON-ready data, with the messages in English under "sentences"."""
        resumed = [
            {"scene": run.scene, "choice": run.choice, "place": run.node, "title": run.title, "ended": run.ended} for run in self.resumed
        ]
        return {**asdict(self), "resumed": resumed, "sentences": self.messages}


def assess_edit(old: m.Scenario, new: m.Scenario) -> EditImpact:
    """Tell what becomes of runs on the old version once the new one is in place."""
    ways, exact = _ways(old)
    resumed: dict[tuple, ResumedRun] = {}
    endings: Counter = Counter()
    lost: Counter = Counter()
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for run in ways:
        after = replay(new, run.path, lenient=True)
        for here in _resumptions(run, after):
            resumed[here.scene, here.choice, here.node] = here
        if not run.ending:
            continue
        endings[run.ending.id] += 1
        if after.unmatched_ids or not after.ending:
            lost[run.ending.id] += 1
            continue
        before, now = scoring.run_score(run), scoring.run_score(after)
        if abs(before - now) > SAME:
            scores[run.ending.id].append((before, now))
    rescored = [RescoredEnding(id_, endings[id_], len(found), *max(found, key=_distance)) for id_, found in scores.items()]
    kept = [KeptScores(id_, count, endings[id_]) for id_, count in lost.items()]
    return EditImpact(tuple(resumed.values()), tuple(rescored), tuple(kept), len(ways), exact)


def _distance(scores: tuple[float, float]) -> float:
    return abs(scores[0] - scores[1])


def _resumptions(run: Playthrough, after: Playthrough) -> Iterator[ResumedRun]:
    """A run in progress goes on elsewhere where a choice it took leads to another place now, or can't be taken any more."""
    there = [*(step.scene for step in after.steps), after.node]
    here = [*(step.scene for step in run.steps), run.node]
    for step, was, now in zip(run.steps, here[1:], there[1:], strict=False):
        if isinstance(was, m.Scene) and not _same_place(was, now):
            yield _resumed(step, now)
    if after.unmatched_ids:
        yield _resumed(run.steps[len(after.steps)], after.node)


def _resumed(step: Step, place: m.Scene | m.Ending) -> ResumedRun:
    return ResumedRun(step.scene.id, step.choice.id, place.id, place.title, isinstance(place, m.Ending))


def _same_place(was: m.Scene, now: m.Scene | m.Ending) -> bool:
    """Tell whether a scene is the same to a learner who stands in it; it may have been given another id."""
    return was.id == now.id or (isinstance(now, m.Scene) and [c.id for c in was.choices] == [c.id for c in now.choices])


def _ways(scenario: m.Scenario) -> tuple[list[Playthrough], bool]:
    """Give the ways through, each to its ending or LONGEST choices, and whether these are all."""
    found, waiting, steps, exact = [], [replay(scenario)], 0, True
    while waiting:
        run = waiting.pop()
        if run.ending or len(run.steps) >= LONGEST:
            exact = exact and run.ending is not None
            found.append(run)
            continue
        for option in run.options():
            if option.is_open:
                steps += 1
                waiting.append(run.choose(option.choice.id))
        if steps > MOST_STEPS:
            return _sample(scenario), False
    return found, exact


def _sample(scenario: m.Scenario) -> list[Playthrough]:
    chance = random.Random(SEED)
    return [_random_way(scenario, chance) for _ in range(SAMPLED)]


def _random_way(scenario: m.Scenario, chance: random.Random) -> Playthrough:
    run = replay(scenario)
    while not run.ending and len(run.steps) < LONGEST:
        try:
            run = run.choose(chance.choice([option.choice.id for option in run.options() if option.is_open]))
        except NotPossible:
            break
    return run
