"""Scores: levels of a choice, decisions of a run, runs of a learner, and what to say about them.

A decision is the mean of its levels over 3; a run is the mean of its decisions, over at least the scenario's
`decisions` of them; an ending may cap it. The client's mood never sets the grade. These are situational-judgment scores
(Whetzel et al., 2020): they tell what somebody would choose here, not how they do with a client.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import catalog
from .model import Choice, Scenario
from .play import earned_levels, Playthrough, Step, StoryState

TOP_LEVEL = 3
STRONG = 2 / 3
SPOKEN_OF = 2
"""How many strengths and how many next steps the debrief names."""
TURNS_TOLD = 3


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A step where the talk turned: `score` 0–1 of the choice taken, and a stronger choice that stood open, or None."""

    step: Step
    score: float
    stronger: Choice | None


def choice_score(earned: Mapping[str, int]) -> float:
    """Give a decision's score, 0–1, from the levels of the choice taken; without levels 0."""
    return sum(earned.values()) / (len(earned) * TOP_LEVEL) if earned else 0.0


def counted_steps(run: Playthrough) -> list[Step]:
    """Give the steps that count for the score: decisions, each scene at its first visit.

    A loop is there to look again; it neither pads a score nor punishes.
    """
    return [step for step in run.steps if step.first_visit and step.scene.is_decision]


def run_score(run: Playthrough) -> float:
    """Give a run's score, 0–1, as it stands: mean over its decisions, at least `decisions` of them, capped by the ending."""
    scores = [choice_score(step.levels) for step in counted_steps(run)]
    return score_from(sum(scores), len(scores), run.scenario, run.ending.cap if run.ending else None)


def score_from(total: float, count: int, scenario: Scenario, cap: int | None) -> float:
    """Give the score, 0–1, of decisions that sum to `total`, under an ending's cap in percent or None."""
    mean = total / max(count, scenario.min_decisions, 1)
    return min(mean, 1.0 if cap is None else cap / 100)


def passes(score: float, scenario: Scenario) -> bool:
    """Tell whether a score, 0–1, reaches the pass mark; a hair of rounding is on the learner's side."""
    return score * 100 >= scenario.scoring.pass_percent - 1e-9


def score_percent(score: float, scenario: Scenario | None) -> int:
    """Give a score, 0–1, in whole percent; one below the pass mark is never rounded up to it, which would read as a contradiction."""
    rounded = round(score * 100)
    return rounded if scenario is None or passes(score, scenario) else min(rounded, scenario.scoring.pass_percent - 1)


def aggregate_score(scores: Sequence[float], keep: str) -> float | None:
    """Give the score that stands of a learner's graded runs, first to last, after the author's `keep`; None without runs."""
    if not scores:
        return None
    if keep == "average":
        return sum(scores) / len(scores)
    return {"best": max(scores), "latest": scores[-1], "first": scores[0]}[keep]


def skill_profile(run: Playthrough) -> dict[str, float]:
    """Give the mean score, 0–1, by skill over the run's counted steps, in the catalogue's order."""
    earned: dict[str, list[int]] = {}
    for step in counted_steps(run):
        for skill, level in step.levels.items():
            earned.setdefault(skill, []).append(level)
    return {id_: sum(earned[id_]) / (len(earned[id_]) * TOP_LEVEL) for id_ in catalog.skills() if id_ in earned}


def strengths_and_next(run: Playthrough) -> tuple[list[str], list[str]]:
    """Give up to two strongest skills (workable or better) and up to two to work on next (not yet strong), by id."""
    profile = skill_profile(run)
    ranked = sorted(profile, key=lambda id_: -profile[id_])
    strong = [id_ for id_ in ranked if profile[id_] >= STRONG - 1e-9][:SPOKEN_OF]
    lower = [id_ for id_ in reversed(ranked) if id_ not in strong and profile[id_] < 1 - 1e-9]
    return strong, lower[:SPOKEN_OF]


def had_slip(run: Playthrough, skill: str) -> bool:
    """Tell whether some counted choice was rated 0 on the skill."""
    return any(step.levels.get(skill) == 0 for step in counted_steps(run))


def turning_points(run: Playthrough) -> list[TurningPoint]:
    """Give the steps worth talking about, in order: the weakest ones, then, if there are few, the one that turned it round."""
    scored = [TurningPoint(step, choice_score(step.levels), _stronger(run, step)) for step in counted_steps(run) if step.levels]
    weakest = sorted((point for point in scored if point.score < STRONG and point.stronger), key=lambda point: point.score)
    told = weakest[:TURNS_TOLD]
    strong = [point for point in scored if point.score >= STRONG and point not in told]
    if len(told) < TURNS_TOLD and strong:
        told.append(max(strong, key=lambda point: (_eased(point.step), point.score)))
    return sorted(told, key=lambda point: point.step.index)


def _eased(step: Step) -> int:
    return step.before.get("tension", 0) - step.after.get("tension", 0)


def _stronger(run: Playthrough, step: Step) -> Choice | None:
    """Give the best choice that stood open at the step, if it would have scored higher then than the one taken."""
    past = run.steps[: step.index]
    moment = StoryState(step.before, {p.choice.id for p in past}, {p.scene.id for p in (*past, step)})
    worth = {choice.id: choice_score(earned_levels(choice, moment)) for choice in step.open_choices}
    best = max(step.open_choices, key=lambda choice: worth[choice.id])
    return best if worth[best.id] > worth[step.choice.id] else None
