"""The moves of a learner in a scenario: begin, choose, rewind, finish.

Each move is a pure function. It takes the scenario, the learner's record, the facts of the request and what the learner
asks for, and returns an `Outcome`: the new record, the run to show, and the effects to perform, in order. A move that
is not allowed raises `MoveRefused`. Nothing here stores, publishes, counts or sends anything; the block performs the
effects.

The same request sent twice changes nothing the second time: its outcome has no effects.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from . import drill, scoring
from . import grade as grades
from .grade import Override
from .model import Scenario
from .play import NotPossible, Playthrough, replay
from .progress import Progress

Reason = Literal["stale", "past-due", "not-enrolled", "no-attempts", "unknown-choice", "closed", "too-long"]
SessionEvent = Literal["attempt_started", "choice_made", "attempt_ended"]


class MoveRefused(Exception):
    """A move that is not allowed now; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What the platform knows about a request.

    `late`: the deadline of this learner has passed. `max_attempts`: graded runs allowed, 0 for no limit.
    `content_version`: twelve hex digits of the present text. `draw_seed` stands for this learner and component: what
    is drawn follows from it. `publishes_grade` is false for a drill without points, which is only completed.
    `is_enrolled()` and `published_grade()` (the grade, 0–1,
    that was published last, or None) are functions, since each answer costs a query and not every move needs it.
    """

    late: bool
    max_attempts: int
    content_version: str
    is_enrolled: Callable[[], bool]
    published_grade: Callable[[], float | None]
    draw_seed: str = ""
    publishes_grade: bool = True


@dataclass(frozen=True, slots=True)
class LearnerRecord:
    """What a learner's grade and place depend on: their progress, the graded runs begun, and an instructor's override.

    `attempts` is None where neither the limit of attempts nor the move depends on it; it then stays as it is.
    """

    progress: Progress = field(default_factory=Progress)
    attempts: int | None = None
    override: Override | None = None

    def grade(self, scenario: Scenario | None) -> float | None:
        """Return the effective grade, 0–1, or None before the first."""
        return grades.effective_grade(self.progress.scores(), grades.keep_rule(scenario), self.override)

    def attempts_left(self, facts: Facts) -> int | None:
        """Return the graded attempts left, or None for no limit."""
        return grades.attempts_left(facts.max_attempts, self.attempts)


# --- effects ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Store:
    """Store the learner's record."""

    record: LearnerRecord


@dataclass(frozen=True, slots=True)
class PublishCompletion:
    """Tell the platform that the learner has completed the component."""


@dataclass(frozen=True, slots=True)
class PublishGrade:
    """Tell the platform the grade, 0–1; store that it was told, where it `is_new`."""

    ratio: float
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class SendEvent:
    """Send a tracking event about a run. `score` and `grade`, 0–1, are given when a run has ended."""

    kind: SessionEvent
    progress: Progress
    run: Playthrough
    score: float = 0.0
    grade: float | None = None


@dataclass(frozen=True, slots=True)
class IncrementCounters:
    """Add one to the anonymous counters of what the run has just passed."""

    kind: Literal["attempt_started", "choice_made"]
    progress: Progress
    run: Playthrough


Effect = Store | PublishCompletion | PublishGrade | SendEvent | IncrementCounters


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move comes to. `progress` and `run` are what the learner sees now; `effects` are performed in order."""

    record: LearnerRecord
    progress: Progress
    run: Playthrough | None
    effects: tuple[Effect, ...] = ()


# --- what a learner sees ----------------------------------------------------------------------------------------------


def current_run(scenario: Scenario, progress: Progress) -> Playthrough | None:
    """Return the present run as far as it fits the scenario.

    It is None before the first run, and where an edit of the scenario removed a run that had ended.
    """
    if not progress.has_begun:
        return None
    run = _replay_present(scenario, progress)
    if not progress.settled:
        return run
    # A drill that was finished still shows what is left of it.
    return run if run.ending and (scenario.is_drill or not run.unmatched_ids) else None


def _replay_present(scenario: Scenario, progress: Progress) -> Playthrough:
    return drill.resume(scenario, progress) if scenario.is_drill else replay(scenario, progress.path, lenient=True)


def is_unfinished(progress: Progress, run: Playthrough | None) -> bool:
    """Return whether an author's edit moved the run onto an ending that the learner has not confirmed with `finish`."""
    return run is not None and run.ending is not None and not progress.settled


def visible(scenario: Scenario, record: LearnerRecord, facts: Facts) -> Outcome:
    """Return what the learner sees and continues from: the present run, or another where it can't continue.

    There are no effects. A run with no step left is over, and a new one can be begun. Where none can be begun, and
    where the deadline passed in the middle of a graded run, the last recorded run is shown again, for its debrief and
    for practice. None of this is stored: with an extension of the deadline the run continues where it was.
    """
    progress = record.progress
    run = current_run(scenario, progress)
    if run is None or (run.ending and progress.settled):
        return Outcome(record, progress, run)
    if not run.is_full and (progress.practice or not facts.late):
        return Outcome(record, progress, run)
    may_begin = not facts.late and record.attempts_left(facts) != 0
    ended = None if may_begin else _last_recorded(scenario, record)
    return ended or Outcome(record, progress, None if run.is_full else run)


def _last_recorded(scenario: Scenario, record: LearnerRecord) -> Outcome | None:
    """Return the latest recorded run that still comes to an ending on the present text, as the learner sees it."""
    for recorded in reversed(record.progress.recorded):
        run = drill.replay_recorded(scenario, recorded.path)
        if run.ending and not run.unmatched_ids:
            return Outcome(record, record.progress.showing(recorded), run)
    return None


# --- moves ------------------------------------------------------------------------------------------------------------


def begin(scenario: Scenario, record: LearnerRecord, facts: Facts, attempt: int) -> Outcome:
    """Begin graded run number `attempt`, which has to be the next one. Raise MoveRefused."""
    seen = visible(scenario, record, facts)
    progress, run = seen.progress, seen.run
    if attempt == progress.run and progress.has_begun and progress.origin is None:
        return seen
    if attempt != progress.run + 1 or (run is not None and not _is_over(progress, run)):
        raise MoveRefused("stale")
    _require(facts.is_enrolled(), "not-enrolled")
    _require(not facts.late, "past-due")
    _require(record.attempts_left(facts) != 0, "no-attempts")
    started = replace(record, progress=_begin(scenario, progress, facts), attempts=(record.attempts or 0) + 1)
    return _start(scenario, started, facts)


def _begin(scenario: Scenario, progress: Progress, facts: Facts, *, practice: bool = False) -> Progress:
    """Return the record with the next run begun; the moments of a drill are drawn here and nowhere else."""
    if not scenario.is_drill:
        return progress.begin()
    drawn, seen = drill.draw(scenario, progress, f"{facts.draw_seed}/{progress.run + 1}")
    return progress.begin_drawn(drawn, seen, practice=practice)


def choose(scenario: Scenario, record: LearnerRecord, facts: Facts, attempt: int, step: int, choice_id: str) -> Outcome:
    """Take a choice at step `step`, from 0, of run `attempt`. Raise MoveRefused."""
    progress = record.progress
    run = current_run(scenario, progress)
    if run is None or attempt != progress.run:
        raise MoveRefused("stale")
    if step < len(run.steps) and run.steps[step].choice.id == choice_id:
        return visible(scenario, record, facts)
    if step != len(run.steps) or run.ending:
        raise MoveRefused("stale")
    _require(progress.practice or not facts.late, "past-due")
    try:
        run = run.choose(choice_id)
    except NotPossible as refused:
        raise MoveRefused(_reason(scenario, refused)) from None
    moved = replace(record, progress=_at(progress, run))
    made = SendEvent("choice_made", moved.progress, run), IncrementCounters("choice_made", moved.progress, run)
    if not run.ending:
        return Outcome(moved, moved.progress, run, (Store(moved), *made))
    _require(progress.practice or facts.is_enrolled(), "not-enrolled")
    ended = _settle(scenario, moved, run, facts)
    return replace(ended, effects=(ended.effects[0], *made, *ended.effects[1:]))


def rewind(scenario: Scenario, record: LearnerRecord, facts: Facts, attempt: int, step: int) -> Outcome:
    """Begin the next run after the first `step` choices of ended run `attempt`.

    It is practice, unless it may be graded. In a drill, whose moments have nothing to come back to, step 0 draws anew
    for practice, and there is no other. Raises MoveRefused.
    """
    seen = visible(scenario, record, facts)
    progress, run = seen.progress, seen.run
    if progress.origin == (attempt, step) and progress.run == attempt + 1:
        return seen
    if run is None or not _is_over(progress, run) or attempt != progress.run or step >= len(run.steps):
        raise MoveRefused("stale")
    _require(facts.is_enrolled(), "not-enrolled")
    if scenario.is_drill:
        if step != 0:
            raise MoveRefused("stale")
        return _start(scenario, replace(record, progress=_begin(scenario, progress, facts, practice=True)), facts)
    graded = scenario.scoring.retry == "graded" and not facts.late and record.attempts_left(facts) != 0
    started = replace(
        record, progress=progress.rewind(step, practice=not graded), attempts=(record.attempts or 0) + graded
    )
    return _start(scenario, started, facts)


def finish(scenario: Scenario, record: LearnerRecord, facts: Facts, attempt: int, step: int) -> Outcome:
    """End run `attempt`, whose `step` choices lead to an ending since an author edited the scenario. Raise MoveRefused.

    An edit never grades by itself: the run counts only when the learner asks for this.
    """
    progress = record.progress
    run = current_run(scenario, progress)
    if run is None or attempt != progress.run or step != len(run.steps) or not run.ending:
        raise MoveRefused("stale")
    if progress.settled:
        return visible(scenario, record, facts)
    _require(progress.practice or not facts.late, "past-due")
    _require(progress.practice or facts.is_enrolled(), "not-enrolled")
    return _settle(scenario, replace(record, progress=_at(progress, run)), run, facts)


def _at(progress: Progress, run: Playthrough) -> Progress:
    """Return the record at where a run stands."""
    return progress.at(run.path, drill.list_moments(run) if run.scenario.is_drill else None)


def _require(allowed: bool, reason: Reason) -> None:
    if not allowed:
        raise MoveRefused(reason)


def _is_over(progress: Progress, run: Playthrough) -> bool:
    return run.ending is not None and progress.settled


def _reason(scenario: Scenario, refused: NotPossible) -> Reason:
    if refused.reason == "unknown" and refused.choice_id not in scenario.choices:
        return "unknown-choice"
    return "too-long" if refused.reason == "too-long" else "closed"


def _start(scenario: Scenario, record: LearnerRecord, facts: Facts) -> Outcome:
    """Return the outcome of a run that has just been begun, with the grade mended where it was never published."""
    progress = record.progress
    run = _replay_present(scenario, progress)
    return Outcome(
        record,
        progress,
        run,
        (
            Store(record),
            *_mend_grade(scenario, record, facts),
            SendEvent("attempt_started", progress, run),
            IncrementCounters("attempt_started", progress, run),
        ),
    )


def _mend_grade(scenario: Scenario, record: LearnerRecord, facts: Facts) -> tuple[Effect, ...]:
    """Return the effects that publish a grade which the record earns and which was never published.

    That is so after an interrupted request. A lower grade is not published here: only a run that ends can lower one,
    where the author's rule says so.
    """
    grade = record.grade(scenario)
    if grade is None:
        return ()
    if not facts.publishes_grade:
        return (PublishCompletion(),)
    published = facts.published_grade()
    return () if published is not None and grade <= published else (PublishCompletion(), PublishGrade(grade))


def _settle(scenario: Scenario, record: LearnerRecord, run: Playthrough, facts: Facts) -> Outcome:
    """Return the outcome of a run that has come to an ending: a graded one is recorded and its grade published."""
    score, ending = scoring.run_score(run), run.ending
    assert ending is not None
    if record.progress.practice:
        ended = replace(record, progress=record.progress.settle(ending.id, score, ""))
        return Outcome(
            ended, ended.progress, run, (Store(ended), SendEvent("attempt_ended", ended.progress, run, score))
        )
    ended = replace(record, progress=record.progress.settle(ending.id, score, facts.content_version))
    grade = ended.grade(scenario)
    assert grade is not None
    return Outcome(
        ended,
        ended.progress,
        run,
        (
            Store(ended),
            PublishCompletion(),
            *((PublishGrade(grade, is_new=grade != record.grade(scenario)),) if facts.publishes_grade else ()),
            SendEvent("attempt_ended", ended.progress, run, score, grade if facts.publishes_grade else None),
        ),
    )
