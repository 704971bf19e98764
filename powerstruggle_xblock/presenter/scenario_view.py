"""Build the view model of a scenario (docs/view-model.md) from the scenario, the learner's progress and a few facts."""

from collections.abc import Callable
from dataclasses import dataclass

from ..scenario import scoring, session
from ..scenario.model import Ending, Scenario, Scene
from ..scenario.play import Playthrough
from ..scenario.progress import Progress
from . import drill_view, view_model
from .view_model import RenderContext


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """What the view shows besides the run.

    `late` says that the deadline has passed. `grade` is the current grade, 0–1, or None; `attempts_left` None means no
    limit. `support` is safe HTML. `prompts_page()` is what the page needs to let learners write at an ending's
    questions, or None. `debrief_style` is the address of the debrief's stylesheet and `listening` that of the script
    that reads aloud, each or None. `recorded` says that the author recorded some of what is said. `rehearsal()` is what
    the page needs for private questions, or None. `graded` is false for a drill that is only completed.
    """

    title: str
    late: bool
    attempts_left: int | None
    grade: float | None
    support: str
    prompts_page: Callable[[], dict | None]
    debrief_style: str | None
    rehearsal: Callable[[], dict | None]
    listening: str | None
    recorded: bool
    graded: bool = True


def unavailable_view(
    progress: Progress, facts: ViewFacts, context: RenderContext, sentences: list[str], *, for_staff: bool
) -> dict:
    """Return the view of a component that can't be played; `sentences` say why, as far as the person may know."""
    nothing = {"begin": False, "choose": False, "rewind": False}
    return {
        **_common(None, progress, None, facts, context), "phase": "unavailable", "notice": None, "can": nothing,
        "problems": [{"message": sentence} for sentence in sentences], "for_staff": for_staff,
    }


def scenario_view(
    scenario: Scenario, progress: Progress, run: Playthrough | None, facts: ViewFacts, context: RenderContext
) -> dict:
    """Return the view of a scenario that can be played: the about card, a scene, or a debrief."""
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
        "feedback": scenario.scoring.feedback,
        "can_finish": phase == "changed" and (progress.practice or not facts.late),
    }
    if scenario.is_drill:
        view |= {
            "about": drill_view.about(scenario, context),
            "people": drill_view.people(scenario, run, context),
            "drill": drill_view.drill_part(scenario, progress, run, context, graded=facts.graded),
        }
    if run is None:
        return view
    with_feedback = context.show_results and (phase == "ending" or scenario.scoring.feedback != "debrief")
    view["transcript"] = [view_model.transcript_row(run, step, context, feedback=with_feedback) for step in run.steps]
    view["debrief_style"] = None if scenario.is_drill else facts.debrief_style
    view["rehearsal"] = facts.rehearsal() if _has_private_questions(run) else None
    if phase == "scene":
        view |= {"scene": view_model.scene(run, context), "meters": view_model.meters(run, context)}
    if phase == "ending" and run.ending and not scenario.is_drill:
        view["result"] = _result(scenario, progress, run, run.ending, context)
        view["words"] = context.labels.page("debrief")
        view["debrief_prompts"] = facts.prompts_page() if run.ending.questions else None
    return view


def _result(
    scenario: Scenario, progress: Progress, run: Playthrough, ending: Ending, context: RenderContext
) -> dict:
    """Return the result of a run that is over, with its recorded score where it has one."""
    recorded = progress.recorded_run()
    return view_model.result(
        run,
        ending,
        context,
        recorded=recorded is not None,
        endings_found=sum(known.id in progress.endings for known in scenario.endings),
        ratio=recorded.score if recorded else scoring.run_score(run),
    )


def _has_private_questions(run: Playthrough) -> bool:
    """Return whether the page asks a private question now, or shows a step where it asked for the learner's own words.

    Of the steps taken it shows the last one so, at an ending all of them.
    """
    steps = run.steps if run.ending else run.steps[-1:]
    asks_now = isinstance(run.node, Scene) and (run.node.check_in or run.node.rehearse)
    return asks_now or any(step.scene.rehearse for step in steps)


def _phase(progress: Progress, run: Playthrough | None) -> str:
    if run is None:
        return "about"
    if session.is_unfinished(progress, run):
        return "changed"
    return "ending" if run.ending else "scene"


def _common(
    scenario: Scenario | None, progress: Progress, run: Playthrough | None, facts: ViewFacts, context: RenderContext,
) -> dict:
    grade = facts.grade if context.show_results and facts.graded else None
    return {
        "phase": "about",
        "attempt": progress.run,
        "step": len(run.steps) if run else 0,
        "practice": progress.practice,
        "title": facts.title,
        "lang": None,
        "about": None,
        "support": None,
        "people": [],
        "scene": None,
        "transcript": [],
        "meters": [],
        "result": None,
        "debrief_prompts": None,
        "can_finish": False,
        "notice": _notice(progress, run, facts, context, is_drill=scenario is not None and scenario.is_drill),
        "attempts_left": facts.attempts_left,
        "grade": None if grade is None else view_model.grade(grade, scenario, context.possible),
        "kept": "",
        "retry": "practice",
        "feedback": "one-line",
        "words": {},
        "debrief_style": None,
        "rehearsal": None,
        "listening": facts.listening,
        **({"recorded": True} if facts.recorded else {}),
        "problems": [],
        "can": _can(progress, run, facts),
    }


def _can(progress: Progress, run: Playthrough | None, facts: ViewFacts) -> dict[str, bool]:
    """Return whether each move, by name, is allowed now."""
    unfinished = session.is_unfinished(progress, run)
    ended = run is not None and run.ending is not None and not unfinished
    going = run is not None and run.ending is None
    in_time = progress.practice or not facts.late
    return {
        "begin": not going and not unfinished and not facts.late and facts.attempts_left != 0,
        "choose": going and in_time,
        "rewind": ended,
    }


def _notice(
    progress: Progress, run: Playthrough | None, facts: ViewFacts, context: RenderContext, *, is_drill: bool
) -> str | None:
    """Return the most important notice to the learner, or None."""
    labels = context.labels
    past_due = facts.late and not (run is not None and progress.practice)
    if session.is_unfinished(progress, run):
        return labels.past_due() if past_due else labels.ended_by_edit()
    if run is not None and run.unmatched_ids and not run.ending:
        return labels.drill_edited() if is_drill else labels.edited(run.node.title)
    if progress.settled and run is None:
        return labels.replaced(playable=not facts.late and facts.attempts_left != 0)
    if past_due:
        return labels.past_due()
    if run is None and progress.has_begun:
        return labels.too_long()
    if facts.attempts_left == 0 and (run is None or run.ending):
        return labels.no_draws() if is_drill else labels.no_attempts()
    return _rating_changed(progress, run, context)


def _rating_changed(progress: Progress, run: Playthrough | None, context: RenderContext) -> str | None:
    """Return the notice that the author has changed ratings since the result was recorded, or None."""
    recorded = progress.recorded_run()
    if not context.show_results or recorded is None or run is None or not run.ending:
        return None
    has_changed = abs(scoring.run_score(run) - recorded.score) > scoring.TOLERANCE
    return context.labels.rated_anew() if has_changed else None
