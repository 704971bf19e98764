"""The whole view model of a scenario (docs/view-model.md): one pure function of what is stored, the scenario and the request's facts."""

from dataclasses import dataclass

from ..notation.issues import Issue
from ..scenario import scoring, session
from ..scenario.model import Scenario
from ..scenario.play import Playthrough
from ..scenario.progress import Progress
from . import view_model
from .view_model import RenderContext


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """What the view tells besides the run.

    `grade` is the grade that stands, 0–1, or None; `attempts_left` None means no limit. `support` is safe HTML. `prompts_page` is what the
    page needs to make room for writing at an ending's questions, or None.
    """

    title: str
    late: bool
    attempts_left: int | None
    grade: float | None
    support: str
    prompts_page: dict | None


def unavailable_view(
    scenario: Scenario | None, progress: Progress, facts: ViewFacts, context: RenderContext, issues: tuple[Issue, ...] | None,
) -> dict:
    """Return the view of a component that can't be played; `issues` are told to authors and staff, None stands for learners."""
    labels = context.labels
    messages = (
        [labels.unavailable()]
        if issues is None
        else [labels.translate(issue.located_message) for issue in issues] or [labels.nothing_here()]
    )
    nothing = {"begin": False, "choose": False, "rewind": False}
    return {
        **_common(scenario, progress, None, facts, context), "phase": "unavailable", "notice": None, "can": nothing,
        "problems": [{"message": message} for message in messages],
    }


def scenario_view(scenario: Scenario, progress: Progress, run: Playthrough | None, facts: ViewFacts, context: RenderContext) -> dict:
    """Return the view of a scenario that can be played: the card before the talk, a scene, or a debrief."""
    phase = _phase(progress, run)
    view = {
        **_common(scenario, progress, run, facts, context),
        "phase": phase,
        "lang": scenario.lang,
        "about": view_model.about(scenario, context),
        "support": facts.support,
        "people": view_model.people(scenario, context),
        "kept": context.labels.kept(scenario.scoring.keep),
        "retry": scenario.scoring.retry,
        "can_finish": phase == "changed" and (progress.practice or not facts.late),
    }
    if run is None:
        return view
    view["transcript"] = [view_model.transcript_row(scenario, step, context) for step in run.steps]
    if phase == "scene":
        view |= {"scene": view_model.scene(run, context), "meters": view_model.meters(run, context)}
    if phase == "ending" and run.ending:
        recorded = progress.recorded_run()
        found = sum(ending.id in progress.endings for ending in scenario.endings)
        view["result"] = view_model.result(
            run, context, recorded=recorded is not None, endings_found=found,
            score=recorded.score if recorded else scoring.run_score(run))
        view["asking"] = facts.prompts_page if run.ending.questions else None
    return view


def _phase(progress: Progress, run: Playthrough | None) -> str:
    if run is None:
        return "about"
    if session.is_unfinished(progress, run):
        return "changed"
    return "ending" if run.ending else "scene"


def _common(
    scenario: Scenario | None, progress: Progress, run: Playthrough | None, facts: ViewFacts, context: RenderContext,
) -> dict:
    grade = facts.grade if context.show_results else None
    return {
        "phase": "about", "attempt": progress.run, "step": len(run.steps) if run else 0, "practice": progress.practice,
        "title": facts.title, "lang": None, "about": None, "support": None, "people": [], "scene": None, "transcript": [],
        "meters": [], "result": None, "asking": None, "can_finish": False, "notice": _notice(progress, run, facts, context),
        "attempts_left": facts.attempts_left, "grade": None if grade is None else view_model.grade(grade, scenario, context.possible()),
        "kept": "", "retry": "practice", "problems": [], "can": _can(progress, run, facts),
    }


def _can(progress: Progress, run: Playthrough | None, facts: ViewFacts) -> dict[str, bool]:
    """Return which moves are open now, by name."""
    unfinished = session.is_unfinished(progress, run)
    ended = run is not None and run.ending is not None and not unfinished
    going = run is not None and run.ending is None
    in_time = progress.practice or not facts.late
    return {
        "begin": not going and not unfinished and not facts.late and facts.attempts_left != 0,
        "choose": going and in_time,
        "rewind": ended,
    }


def _notice(progress: Progress, run: Playthrough | None, facts: ViewFacts, context: RenderContext) -> str | None:
    """Return the one sentence that the learner has to know first, or None."""
    labels = context.labels
    past_due = facts.late and not (run is not None and progress.practice)
    if session.is_unfinished(progress, run):
        return labels.past_due() if past_due else labels.ended_by_edit()
    if run is not None and run.unmatched_ids and not run.ending:
        return labels.edited(run.node.title)
    if progress.settled and run is None:
        return labels.replaced(playable=not facts.late and facts.attempts_left != 0)
    if past_due:
        return labels.past_due()
    if run is None and progress.has_begun:
        return labels.too_long()
    if facts.attempts_left == 0 and (run is None or run.ending):
        return labels.no_attempts()
    return _rating_changed(progress, run, context)


def _rating_changed(progress: Progress, run: Playthrough | None, context: RenderContext) -> str | None:
    """Return that the result is the recorded one where the author has rated the replies anew since, or None."""
    recorded = progress.recorded_run()
    if not context.show_results or recorded is None or run is None or not run.ending:
        return None
    return context.labels.rated_anew() if abs(scoring.run_score(run) - recorded.score) > 1e-9 else None
