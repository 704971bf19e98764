"""Build what a drill's page shows beside the view of any scenario: the number of moments, and the marks at the end.

The people of a drill are those of the moments that the learner has been shown: a deck has dozens of them, and who is to
come is not told.
"""

from ..scenario import drill, scoring
from ..scenario import model as m
from ..scenario.play import Playthrough, Step
from ..scenario.progress import Progress
from . import view_model
from .view_model import RenderContext


def people(scenario: m.Scenario, run: Playthrough | None, context: RenderContext) -> list[dict]:
    """Return the people who have spoken in the run so far, in the order of the file."""
    if run is None:
        return []
    items = [*run.content, *(item for step in run.steps for item in (*step.content, *step.replies))]
    speakers = {item.by for item in items if isinstance(item, m.Line)}
    return [person for person in view_model.people(scenario, context) if person["id"] in speakers]


def about(scenario: m.Scenario, context: RenderContext) -> dict:
    """Return the card before the first run; its steps are the moments that are drawn."""
    number = min(scenario.start.draw or 1, len(scenario.scenes))
    return {**view_model.about(scenario, context), "steps": number}


def drill_part(
    scenario: m.Scenario, progress: Progress, run: Playthrough | None, context: RenderContext, *, graded: bool
) -> dict:
    """Return the view's `drill`; its result is None before the end of a run."""
    known = {scene.id for scene in scenario.scenes}
    ended = run is not None and run.ending is not None and progress.settled
    return {
        "of": len(drill.list_moments(run)) if run else min(scenario.start.draw or 1, len(known)),
        "seen": len(known & set(progress.seen)),
        "deck": len(known),
        "graded": graded,
        "result": _result(progress, run, context, graded=graded) if ended and run else None,
    }


def _result(progress: Progress, run: Playthrough, context: RenderContext, *, graded: bool) -> dict:
    recorded, shown = progress.recorded_run(), context.show_results
    score = recorded.score if recorded else scoring.run_score(run)
    to_practice = scoring.strengths_and_next(run)[1] if shown else []
    return {
        "score": view_model.score(run.scenario, score, context) if shown and graded else None,
        "recorded": recorded is not None and graded,
        "withheld": None if shown else context.labels.withheld(),
        "marks": [_mark(run, step, context) for step in run.steps] if shown else [],
        "next": [view_model.skill(run, id_, context) for id_ in to_practice],
    }


def _mark(run: Playthrough, step: Step, context: RenderContext) -> dict:
    earned = scoring.choice_score(step.levels)
    stronger = scoring.find_stronger(run, step)
    feedback = view_model.feedback_then(run, step, stronger) if stronger else None
    return {
        "step": step.index,
        "title": step.scene.title,
        "skills": [context.labels.skill(id_) for id_ in step.levels],
        "level": int(earned * scoring.MAX_LEVEL + scoring.TOLERANCE),
        "stronger": view_model.choice(stronger, context) if stronger else None,
        "why": context.html_or_none(feedback.why) if feedback else None,
    }
