"""The impact of an edit on learners: where runs in progress continue, and which recorded scores a rescore would change.

Every path through the old version (or, where there are too many, a sample of them) is replayed on the new one in the
way the block does it: up to the first choice that can no longer be taken; the learner continues from there.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..notation.messages import TranslatableMessage, msg, nmsg, percent_msg
from . import model as m
from . import scoring, step_costs
from .drill_impact import MomentImpact, assess_moments
from .play import NotPossible, Playthrough, Step, replay

MAX_STEPS_FOLLOWED = 4000
"""So many choices are taken at most to follow all paths; beyond that, paths are sampled."""
MAX_PATH_LENGTH = 30
SAMPLES = 300
SEED = 20


@dataclass(frozen=True, slots=True)
class ResumedRun:
    """Runs in progress that continue elsewhere.

    `scene` and `choice` are the ids of the choice last taken in the old version, `node` the id of the scene or ending
    of the new version from which they continue, `title` its title; `ended` tells whether it is an ending.
    """

    scene: str
    choice: str
    node: str
    title: str
    ended: bool

    @property
    def message(self) -> TranslatableMessage:
        """The impact on a learner, as a sentence."""
        if self.ended:
            return msg(
                'a learner who took "{choice}" in scene "{scene}" and is still in the talk goes on from ending '
                '"{place}"',
                choice=self.choice,
                scene=self.scene,
                place=self.node,
            )
        return msg(
            'a learner who took "{choice}" in scene "{scene}" and is still in the talk goes on from scene "{place}" '
            "({title})",
            choice=self.choice,
            scene=self.scene,
            place=self.node,
            title=self.title,
        )

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class RescoredEnding:
    """Recorded runs that reached `ending`: of `ways` paths, `changed` would score differently.

    `before` and `after` are the scores, 0–1, of the path with the largest difference.
    """

    ending: str
    ways: int
    changed: int
    before: float
    after: float

    @property
    def message(self) -> TranslatableMessage:
        """The impact on a recorded grade, as a sentence."""
        return msg(
            'of the ways to ending "{id}", {changed} of {ways} would score otherwise if an instructor rescores '
            '(the largest '
            "change: {before} becomes {after}); until then recorded grades stay",
            id=self.ending,
            changed=self.changed,
            ways=self.ways,
            before=percent_msg(self.before),
            after=percent_msg(self.after),
        )

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class KeptScores:
    """Finished runs that reached `ending` and can no longer be replayed to an ending: `ways` paths of `of`.

    They keep their score.
    """

    ending: str
    ways: int
    of: int

    @property
    def message(self) -> TranslatableMessage:
        """The impact on these learners, as a sentence."""
        return nmsg(
            'the only way to ending "{id}" no longer comes to an end: learners who went it keep their recorded '
            'score, also when '
            "rescored, and are told that the scenario was changed",
            '{ways} of {number} ways to ending "{id}" no longer come to an end: those learners keep their '
            'recorded score, also when '
            "rescored, and are told that the scenario was changed",
            self.of,
            ways=self.ways,
            id=self.ending,
        )

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class EditImpact:
    """The impact of an edit on learners' runs, from `ways` paths. `exact` is False where the paths are a sample.

    `moments` are those of a drill that are gone or changed; `new_kind` tells that it was a drill and is none, or the
    other way round.
    """

    resumed: tuple[ResumedRun, ...]
    rescored: tuple[RescoredEnding, ...]
    kept: tuple[KeptScores, ...]
    ways: int
    exact: bool
    moments: tuple[MomentImpact, ...] = ()
    new_kind: bool = False

    @property
    def messages(self) -> list[TranslatableMessage]:
        """The whole impact as sentences; one sentence where nothing changes for anybody."""
        messages = [one.message for one in (*self.resumed, *self.rescored, *self.kept, *self.moments)]
        if self.new_kind:
            messages.append(
                msg(
                    "a talk becomes a drill, or a drill a talk: learners in the middle of an attempt begin it anew, "
                    "and recorded scores stay"
                )
            )
        if not messages:
            messages = [
                msg(
                    "nothing changes for learners in the middle of a talk, and no recorded score would change "
                    "by a rescore"
                )
            ]
        if not self.exact:
            messages.append(
                msg(
                    "there are too many ways through to follow them all; this is what {ways} of them showed",
                    ways=self.ways,
                )
            )
        return messages

    def as_json(self) -> dict[str, Any]:
        """Return all of it as JSON-ready data, with the messages in English under "sentences"."""
        resumed = [
            {"scene": run.scene, "choice": run.choice, "place": run.node, "title": run.title, "ended": run.ended}
            for run in self.resumed
        ]
        return {**asdict(self), "resumed": resumed, "sentences": self.messages}


def assess_edit(old: m.Scenario, new: m.Scenario) -> EditImpact:
    """Return the impact on runs of the old version when the new one replaces it."""
    if old.is_drill != new.is_drill:
        return EditImpact((), (), (), 0, exact=True, new_kind=True)
    if old.is_drill:
        return EditImpact((), (), (), 0, exact=True, moments=assess_moments(old, new))
    costs = Counter(step_costs.measure_scenes(old))
    costs.update(step_costs.measure_scenes(new))
    runs, exact = _list_runs(old, costs)
    resumed: dict[tuple[str, str, str], ResumedRun] = {}
    endings: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for run in runs:
        after = replay(new, run.path, lenient=True)
        for found in _find_resumed_runs(run, after):
            resumed[found.scene, found.choice, found.node] = found
        if not run.ending:
            continue
        endings[run.ending.id] += 1
        if after.unmatched_ids or not after.ending:
            lost[run.ending.id] += 1
            continue
        before, now = scoring.run_score(run), scoring.run_score(after)
        if abs(before - now) > scoring.MIN_SCORE_CHANGE:
            scores[run.ending.id].append((before, now))
    rescored = [
        RescoredEnding(id_, endings[id_], len(changed), *max(changed, key=_compute_difference))
        for id_, changed in scores.items()
    ]
    kept = [KeptScores(id_, count, endings[id_]) for id_, count in lost.items()]
    return EditImpact(tuple(resumed.values()), tuple(rescored), tuple(kept), len(runs), exact)


def _compute_difference(scores: tuple[float, float]) -> float:
    return abs(scores[0] - scores[1])


def _find_resumed_runs(run: Playthrough, after: Playthrough) -> Iterator[ResumedRun]:
    """Return where a run in progress continues elsewhere.

    A choice leads to another node now, or can't be taken any more.
    """
    new_nodes = [*(step.scene for step in after.steps), after.node]
    old_nodes = [*(step.scene for step in run.steps), run.node]
    for step, was, now in zip(run.steps, old_nodes[1:], new_nodes[1:], strict=False):
        if isinstance(was, m.Scene) and not _is_same_node(was, now):
            yield _build_resumed_run(step, now)
    if after.unmatched_ids:
        yield _build_resumed_run(run.steps[len(after.steps)], after.node)


def _build_resumed_run(step: Step, node: m.Scene | m.Ending) -> ResumedRun:
    return ResumedRun(step.scene.id, step.choice.id, node.id, node.title, isinstance(node, m.Ending))


def _is_same_node(was: m.Scene, now: m.Scene | m.Ending) -> bool:
    """Return whether a scene is the same to a learner who is in it: it may have another id with the same choices."""
    return was.id == now.id or (isinstance(now, m.Scene) and [c.id for c in was.choices] == [c.id for c in now.choices])


def _list_runs(scenario: m.Scenario, costs: Mapping[str, int]) -> tuple[list[Playthrough], bool]:
    """Return runs along all paths, to an ending or of MAX_PATH_LENGTH choices, and whether these are all.

    `costs` tells by scene for how many choices more each of its own counts.
    """
    found: list[Playthrough] = []
    waiting, steps, exact = [replay(scenario)], 0, True
    while waiting:
        run = waiting.pop()
        if run.ending or len(run.steps) >= MAX_PATH_LENGTH:
            exact = exact and run.ending is not None
            found.append(run)
            continue
        for option in run.options():
            if steps > MAX_STEPS_FOLLOWED:
                return _sample_runs(scenario, costs), False
            if option.is_open:
                steps += 1 + costs[run.node.id]
                waiting.append(run.choose(option.choice.id))
    return found, exact


def _sample_runs(scenario: m.Scenario, costs: Mapping[str, int]) -> list[Playthrough]:
    chance, left = random.Random(SEED), SAMPLES * MAX_PATH_LENGTH
    found: list[Playthrough] = []
    while len(found) < SAMPLES and left > 0:
        run = _play_random_run(scenario, chance)
        found.append(run)
        left -= sum(1 + costs[step.scene.id] for step in run.steps)
    return found


def _play_random_run(scenario: m.Scenario, chance: random.Random) -> Playthrough:
    run = replay(scenario)
    while not run.ending and len(run.steps) < MAX_PATH_LENGTH:
        try:
            run = run.choose(chance.choice([option.choice.id for option in run.options() if option.is_open]))
        except NotPossible:
            break
    return run
