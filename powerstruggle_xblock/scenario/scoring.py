"""Scores: of a choice, a run and all runs of a learner, and the skills and turning points of the debrief.

The score of a decision is the mean of its levels over 3. The score of a run is the mean of its decisions, divided by
at least the scenario's `min_decisions`; an ending may cap it. The client's meters never enter it. These are scores of
a situational-judgment test (Whetzel et al., 2020): they measure what somebody would choose here, not how they act with
a client. There is no agreed way of scoring such tests (Bergman et al., 2006); the one used here is a design decision
of the project.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import catalog
from .model import Choice, Scenario
from .play import Playthrough, Step, earned_levels, state_before
from .vocabulary import RANGES, STRENGTH

MAX_LEVEL = RANGES["rating"][1]
STRONG_FROM, WEAK_TO = STRENGTH["strong_from"] / MAX_LEVEL, STRENGTH["weak_to"] / MAX_LEVEL
"""The score, 0–1, from which a choice or a skill is strong (or workable), and that up to which it is weak."""
TOLERANCE = 1e-9
"""Scores are means of rounded numbers: those that differ by less are equal."""
MIN_SCORE_CHANGE = 0.005
"""Scores, 0–1, that differ by no more than this count as unchanged where the impact of an edit is told."""
MAX_NAMED_SKILLS = 2
"""How many strengths and how many skills to work on the debrief names."""
MAX_TURNING_POINTS = 3


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A step that changed the course of the run: `score`, 0–1, of the choice taken.

    `stronger`, a better choice that was open, or None.
    """

    step: Step
    score: float
    stronger: Choice | None


def choice_score(earned: Mapping[str, int]) -> float:
    """Return the score of a decision, 0–1, from the levels 0–3 by skill of the choice taken; 0.0 without levels."""
    return sum(earned.values()) / (len(earned) * MAX_LEVEL) if earned else 0.0


def is_strong(score: float) -> bool:
    """Return whether a score, 0–1, of a choice or a skill is a strong or workable one."""
    return score >= STRONG_FROM - TOLERANCE


def is_weak(score: float) -> bool:
    """Return whether a score, 0–1, of a choice or a skill is a weak one."""
    return score <= WEAK_TO + TOLERANCE


def counted_steps(run: Playthrough) -> list[Step]:
    """Return the steps that count for the score: decisions, each scene at its first visit only.

    So a loop neither raises nor lowers a score.
    """
    return [step for step in run.steps if step.first_visit and step.scene.is_decision]


def run_score(run: Playthrough) -> float:
    """Return the score of a run so far, 0–1.

    It is the mean over its decisions, at least `min_decisions`, capped by its ending.
    """
    scores = [choice_score(step.levels) for step in counted_steps(run)]
    return score_from(sum(scores), len(scores), run.scenario, run.ending.cap if run.ending else None)


def score_from(total: float, count: int, scenario: Scenario, cap: int | None) -> float:
    """Return the score, 0–1, of `count` decisions with the sum `total`, under an ending's cap in percent or None."""
    mean = total / max(count, scenario.min_decisions, 1)
    return min(mean, 1.0 if cap is None else cap / 100)


def passes(score: float, scenario: Scenario) -> bool:
    """Return whether a score, 0–1, reaches the scenario's pass mark."""
    return reaches(score, scenario.scoring.pass_percent)


def reaches(score: float, pass_percent: int) -> bool:
    """Return whether a score, 0–1, reaches a pass mark in percent; a rounding error counts in favor of the learner."""
    return score * 100 >= pass_percent - TOLERANCE


def score_percent(score: float, scenario: Scenario | None) -> int:
    """Return a score, 0–1, in whole percent.

    One below the pass mark is never rounded up to it, which would contradict "not passed".
    """
    rounded = round(score * 100)
    return rounded if scenario is None or passes(score, scenario) else min(rounded, scenario.scoring.pass_percent - 1)


def aggregate_score(scores: Sequence[float], keep: str) -> float | None:
    """Return the score, 0–1, that counts of a learner's graded runs, first to last, or None without runs.

    `keep` is the author's choice: "best", "latest", "first" or "average".
    """
    if not scores:
        return None
    if keep == "average":
        return sum(scores) / len(scores)
    return {"best": max(scores), "latest": scores[-1], "first": scores[0]}[keep]


def skill_profile(run: Playthrough) -> dict[str, float]:
    """Return the mean score, 0–1, by skill id over the run's counted steps, in the order of the catalog."""
    earned: dict[str, list[int]] = {}
    for step in counted_steps(run):
        for skill, level in step.levels.items():
            earned.setdefault(skill, []).append(level)
    return {id_: sum(earned[id_]) / (len(earned[id_]) * MAX_LEVEL) for id_ in catalog.skills() if id_ in earned}


def strengths_and_next(run: Playthrough) -> tuple[list[str], list[str]]:
    """Return the ids of up to two strongest skills, and of up to two to work on, below full score."""
    profile = skill_profile(run)
    ranked = sorted(profile, key=lambda id_: -profile[id_])
    strong = [id_ for id_ in ranked if is_strong(profile[id_])][:MAX_NAMED_SKILLS]
    lower = [id_ for id_ in reversed(ranked) if id_ not in strong and profile[id_] < 1 - TOLERANCE]
    return strong, lower[:MAX_NAMED_SKILLS]


def had_slip(run: Playthrough, skill: str) -> bool:
    """Return whether some counted choice earned level 0 on the skill."""
    return any(step.levels.get(skill) == 0 for step in counted_steps(run))


def turning_points(run: Playthrough) -> list[TurningPoint]:
    """Return up to MAX_TURNING_POINTS steps to talk about, in the order of the run.

    They are the weakest steps with a stronger choice; where there are fewer, also the strong step that lowered tension
    most.
    """
    scored = [
        TurningPoint(step, choice_score(step.levels), find_stronger(run, step))
        for step in counted_steps(run)
        if step.levels
    ]
    weakest = sorted(
        (point for point in scored if not is_strong(point.score) and point.stronger), key=lambda point: point.score
    )
    points = weakest[:MAX_TURNING_POINTS]
    strong = [point for point in scored if is_strong(point.score) and point not in points]
    if len(points) < MAX_TURNING_POINTS and strong:
        points.append(max(strong, key=lambda point: (_compute_tension_drop(point.step), point.score)))
    return sorted(points, key=lambda point: point.step.index)


def _compute_tension_drop(step: Step) -> int:
    return step.meters_before.get("tension", 0) - step.meters_after.get("tension", 0)


def find_strong(run: Playthrough, step: Step) -> Choice | None:
    """Return the strongest choice that was open at the step, the one taken where none was stronger.

    None where no choice was strong.
    """
    best, score = _find_best(run, step)
    return best if is_strong(score) else None


def find_stronger(run: Playthrough, step: Step) -> Choice | None:
    """Return the best choice that was open at the step; None where none would have scored higher than the one taken."""
    best, _ = _find_best(run, step)
    return None if best is step.choice else best


def _find_best(run: Playthrough, step: Step) -> tuple[Choice, float]:
    """Return the best choice that was open at the step, the one taken where none was better, and its score."""
    state = state_before(run, step)
    scores = {choice.id: choice_score(earned_levels(choice, state)) for choice in step.open_choices}
    best = max(step.open_choices, key=lambda choice: scores[choice.id])
    if scores[best.id] <= scores[step.choice.id]:
        best = step.choice
    return best, scores[best.id]
