"""`powerstruggle_scenario`: a de-escalation scenario as a graded component.

Fields, views and handlers; the rules of play are in `scenario/`, what is stored in `progress`, what is sent in `view_model`.
"""

from webob import Response
from xblock.core import XBlock
from xblock.fields import JSONField, Scope, String

from .analytics import events
from .panel import counters
from .platform import olx, scenario_views
from .platform.base import audience, HandlerError, learner_handler, LEARNERS, parse_id, parse_int, PowerStruggleBlock
from .platform.editor_handlers import EditorMixin
from .platform.fields import CachedRead, Text
from .platform.grading import GradedMixin
from .platform.panel_handlers import PanelMixin
from .platform.scenario_answers import ScenarioAnswersMixin
from .platform.scenario_cache import compile_scenario, CompiledScenario
from .platform.studio_views import StudioPagesMixin
from .presenter.labels import noop
from .presenter.report_rows import report_rows
from .scenario import scoring
from .scenario.play import NotPossible, Playthrough, replay
from .scenario.progress import load_progress, Progress


class ScenarioText(CachedRead, String):
    """A String whose reading costs nothing, however long it is.

    A String looks for characters XML can't hold at every access; this text has been through an XML parser before it was stored.
    """

    def _sanitize(self, value):
        return value


class LearnerProgress(CachedRead, JSONField):
    """Progress as a value of its own, so that nobody can change it in place and reading it copies nothing."""

    MUTABLE = False

    def from_json(self, value):
        """Read the stored form, or take a Progress as it is."""
        return value if isinstance(value, Progress) else load_progress(value)

    enforce_type = from_json

    def to_json(self, value):
        """Give the stored form."""
        return value.to_json()


class ScenarioBlock(
    GradedMixin, olx.ScenarioOlxMixin, scenario_views.ScenarioPagesMixin, StudioPagesMixin, EditorMixin, PanelMixin, ScenarioAnswersMixin,
    PowerStruggleBlock,
):
    """A conversation with a client: played, scored from its path, resumed anywhere."""

    show_in_read_only_mode = True

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("De-escalation scenario"))
    content = ScenarioText(
        display_name=noop("Scenario"), help=noop("The scenario in its XML notation (docs/notation.md)."), scope=Scope.content, default="",
        multiline_editor=True, resettable_editor=False,
    )
    progress = LearnerProgress(help="The learner's runs; see progress.py.", scope=Scope.user_state, default=Progress())

    # --- handlers ---------------------------------------------------------------------------------------------------

    @learner_handler
    def state(self, data):
        """Give the view model; settles a run that an edit of the scenario brought to its end."""
        return self._view()

    @learner_handler
    def begin(self, data):
        """Begin the next graded run: {"attempt": its number}."""
        attempt = parse_int(data, "attempt", self.wording)
        begun = self._attempts_begun()
        progress, run = self._shown()
        if attempt == progress.run and progress.began and progress.origin is None:
            return self._view()
        if attempt != progress.run + 1 or (run is not None and not run.ending):
            raise HandlerError(409, "stale", self.wording.stale(), with_state=True)
        self._require_graded_run()
        self.progress = self._settled(progress, run).begin()
        self.attempts = begun + 1
        events.attempt_started(self, self.progress)
        counters.attempt_started(self, self.progress)
        return self._view()

    @learner_handler
    def choose(self, data):
        """Take a choice: {"attempt", "step", "choice"}. The same step sent twice counts once."""
        attempt, step = parse_int(data, "attempt", self.wording), parse_int(data, "step", self.wording)
        choice_id = parse_id(data, "choice", self.wording)
        progress, run = self._standing()
        if run is None or attempt != progress.run:
            raise HandlerError(409, "stale", self.wording.stale(), with_state=True)
        if step < len(run.steps) and run.steps[step].choice.id == choice_id:
            return self._view()
        if step != len(run.steps) or run.ending:
            raise HandlerError(409, "stale", self.wording.stale(), with_state=True)
        if not progress.practice and self.is_past_deadline():
            raise HandlerError(403, "past-due", self.wording.past_due(), with_state=True)
        try:
            run = self.scenario.after(run, choice_id)
        except NotPossible as refused:
            raise self._not_possible(refused) from None
        if run.ending and not progress.practice:
            self._require_enrolment()
        self.progress = progress = progress.at(run.path)
        events.choice_made(self, progress, run)
        counters.choice_made(self, progress, run)
        return self._view(run)

    @learner_handler
    def rewind(self, data):
        """After an ending, begin the next run from one of its steps: {"attempt", "step"}."""
        attempt, step = parse_int(data, "attempt", self.wording), parse_int(data, "step", self.wording)
        begun = self._attempts_begun()
        progress, run = self._shown()
        if progress.origin == (attempt, step) and progress.run == attempt + 1:
            return self._view()
        if run is None or not run.ending or attempt != progress.run or step >= len(run.steps):
            raise HandlerError(409, "stale", self.wording.stale(), with_state=True)
        graded = run.scenario.scoring.retry == "graded" and not self.is_past_deadline() and self.attempts_left() != 0
        self._require_enrolment()
        self.progress = self._settled(progress, run).rewind(step, practice=not graded)
        if graded:
            self.attempts = begun + 1
        events.attempt_started(self, self.progress)
        counters.attempt_started(self, self.progress)
        return self._view()

    @audience(LEARNERS)
    @XBlock.handler
    def student_view_user_state(self, request, suffix=""):
        """Give a learner's own state to a mobile app: where they stand, no keys."""
        progress = self.progress
        return Response(json_body={
            "attempt": progress.run, "step": len(progress.path), "path": list(progress.path), "practice": progress.practice,
            "finished": progress.settled, "grade": self._grade(), "attempts_left": self.attempts_left(),
        })

    # --- what a request is about ------------------------------------------------------------------------------------

    @property
    def scenario(self) -> CompiledScenario:
        """The scenario, read."""
        return compile_scenario(self.content or "")

    def _standing(self) -> tuple[Progress, Playthrough | None]:
        """Give the learner's progress and present run (None before the first, and where an edit took the ended run away)."""
        scenario = self.scenario.scenario
        if scenario is None:
            raise HandlerError(409, "unavailable", self.wording.unavailable(), with_state=True)
        progress = self.progress
        run = self.scenario.at(progress.path) if progress.began else None
        if run is not None and progress.settled and (run.unmatched_ids or not run.ending):
            return progress, None
        return progress, run

    def _shown(self) -> tuple[Progress, Playthrough | None]:
        """Give what the learner sees and goes on from: where they stand, but for a run that can't go on.

        A run with no room left is over, and a new one can be begun. Where none can, and where the deadline passed in the middle
        of a graded run, the last run that ended is there again, for its debrief and for practice. None of this is stored: with
        an extension the run goes on where it was, unless another was begun since.
        """
        progress, run = self._standing()
        if run is None or run.ending:
            return progress, run
        late = self.is_past_deadline()
        if not run.is_full and (progress.practice or not late):
            return progress, run
        may_begin = not late and self.attempts_left() != 0
        ended = None if may_begin else self._last_ended(progress)
        return ended or (progress, None if run.is_full else run)

    def _last_ended(self, progress: Progress) -> tuple[Progress, Playthrough] | None:
        """Give the latest recorded run that still comes to an ending on the present text."""
        for recorded in reversed(progress.recorded):
            run = self.scenario.at(recorded.path)
            if run.ending and not run.unmatched_ids:
                return progress.resting_at(recorded), run
        return None

    def _attempts_begun(self) -> int:
        """Give the graded runs begun. Read before `progress` and written after it: the store of the workbench keeps each
        field by itself, and a doubled request that sees another's count must see its run as well.
        """
        return self.attempts or 0

    def _require_enrolment(self) -> None:
        if not self.is_enrolled():
            raise HandlerError(403, "not-enrolled", self.wording.not_enrolled())

    def _require_graded_run(self) -> None:
        self._require_enrolment()
        if self.is_past_deadline():
            raise HandlerError(403, "past-due", self.wording.past_due(), with_state=True)
        if self.attempts_left() == 0:
            raise HandlerError(403, "no-attempts", self.wording.no_attempts(), with_state=True)

    def _not_possible(self, refused: NotPossible) -> HandlerError:
        if refused.reason == "unknown" and refused.choice_id not in self.scenario.scenario.choices:
            return HandlerError(400, "bad-request", self.wording.bad_request("choice"))
        sentence = self.wording.too_long() if refused.reason == "too-long" else self.wording.closed()
        return HandlerError(409, "closed", sentence, with_state=True)

    # --- endings ----------------------------------------------------------------------------------------------------

    def _settled(self, progress: Progress, run: Playthrough | None) -> Progress:
        """Deal with the run's ending if it has one that was not dealt with: an edit may have brought it there unseen."""
        if run is None or not run.ending or progress.settled or not (progress.practice or self.is_enrolled()):
            return progress
        return self._settle(progress, run)

    def _settle(self, progress: Progress, run: Playthrough) -> Progress:
        """Deal with an ending once: record a graded run, keep the better grade, tell the platform."""
        score = scoring.run_score(run)
        if progress.practice:
            self.progress = progress.at(run.path).settle(run.ending.id, score, "")
            events.attempt_ended(self, self.progress, run, score)
            return self.progress
        self.progress = progress.at(run.path).settle(run.ending.id, score, self.scenario.version)
        self.ratio = self._kept(self.progress, score)
        self.publish_completion()
        self.publish_grade()
        events.attempt_ended(self, self.progress, run, score)
        return self.progress

    def _kept(self, progress: Progress, score: float) -> float:
        """Give the ratio that stands after a new score; a grade set by an instructor counts as one that was earned."""
        keep = self.scenario.scenario.scoring.keep
        if keep == "average":
            return scoring.aggregate_score(progress.scores(), keep)
        return scoring.aggregate_score([score] if self.ratio is None else [self.ratio, score], keep)

    def recomputed_ratio(self) -> float | None:
        """Score the recorded runs anew on the present scenario; a run that no longer reaches an ending keeps its old score."""
        scenario, fresh = self.scenario.scenario, self._fresh_scores()
        return scoring.aggregate_score(self.progress.scores(fresh), scenario.scoring.keep) if fresh else None

    def rescore_taken(self) -> None:
        """Record the runs' new scores: the next run is averaged with these, not with those of before the rescore."""
        if fresh := self._fresh_scores():
            self.progress = self.progress.rescored(fresh)

    def _fresh_scores(self) -> list[float]:
        scenario = self.scenario.scenario
        return [] if scenario is None else [self._rescored(scenario, recorded) for recorded in self.progress.recorded]

    @staticmethod
    def _rescored(scenario, recorded) -> float:
        run = replay(scenario, recorded.path, lenient=True)
        return scoring.run_score(run) if run.ending and not run.unmatched_ids else recorded.score

    def generate_report_data(self, user_state_iterator, limit_responses=None):
        """Give the rows of the platform's problem-responses report: one a graded run, never a word a learner wrote."""
        return report_rows(self.scenario.scenario, user_state_iterator, limit_responses)
