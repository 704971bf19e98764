"""`powerstruggle_scenario`: a de-escalation scenario as a graded component.

Fields, handlers and what the platform asks for. The moves are in `scenario/session.py`, what is stored in `scenario/progress.py`, what
is sent in `presenter/`.
"""

from webob import Response
from xblock.core import XBlock
from xblock.fields import Scope

from .notation.messages import noop
from .platform import olx, scenario_views
from .platform.base import PowerStruggleBlock
from .platform.editor_handlers import EditorMixin
from .platform.fields import LearnerProgress, ScenarioText, Text
from .platform.grading import GradedMixin
from .platform.handlers import LEARNERS, audience, learner_handler, parse_id, parse_int
from .platform.panel_handlers import PanelMixin
from .platform.scenario_cache import CompiledScenario, compile_scenario
from .platform.scenario_controller import ScenarioController
from .platform.studio_views import StudioPagesMixin
from .presenter.report_rows import report_rows
from .presenter.view_model import grade
from .scenario import scoring
from .scenario.model import Scenario
from .scenario.play import replay
from .scenario.progress import VERSION, Progress, RecordedRun


class ScenarioBlock(
    GradedMixin, olx.ScenarioOlxMixin, scenario_views.ScenarioPagesMixin, StudioPagesMixin, EditorMixin, PanelMixin, PowerStruggleBlock,
):
    """A conversation with a client: played, scored from its path, resumed anywhere."""

    show_in_read_only_mode = True

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("De-escalation scenario"))
    content = ScenarioText(
        display_name=noop("Scenario"), help=noop("The scenario in its XML notation (docs/notation.md)."), scope=Scope.content, default="",
        multiline_editor=True, resettable_editor=False,
    )
    progress = LearnerProgress(help="The learner's runs; see scenario/progress.py.", scope=Scope.user_state, default=Progress())

    @property
    def scenario(self) -> CompiledScenario:
        """The scenario, parsed."""
        return compile_scenario(self.content or "")

    # --- handlers -----------------------------------------------------------------------------------------------------

    @learner_handler
    def state(self, data):
        """Return the view model; nothing is changed."""
        return ScenarioController(self).state()

    @learner_handler
    def begin(self, data):
        """Begin the next graded run: {"attempt": its number}."""
        return ScenarioController(self).move("begin", attempt=parse_int(data, "attempt", self.labels))

    @learner_handler
    def choose(self, data):
        """Take a choice: {"attempt", "step", "choice"}. The same step sent twice counts once."""
        return ScenarioController(self).move("choose", **self._parse_step(data), choice_id=parse_id(data, "choice", self.labels))

    @learner_handler
    def rewind(self, data):
        """After an ending, begin the next run from one of its steps: {"attempt", "step"}."""
        return ScenarioController(self).move("rewind", **self._parse_step(data))

    @learner_handler
    def finish(self, data):
        """End a run that an author's edit moved onto an ending: {"attempt", "step"}."""
        return ScenarioController(self).move("finish", **self._parse_step(data))

    def _parse_step(self, data: dict) -> dict[str, int]:
        return {"attempt": parse_int(data, "attempt", self.labels), "step": parse_int(data, "step", self.labels)}

    def error_state(self) -> dict:
        """Return the present view for a refusal."""
        return ScenarioController(self).state()

    @audience(LEARNERS)
    @XBlock.handler
    def student_view_user_state(self, request, suffix=""):
        """Return a learner's own state to a mobile app: where they are, no keys."""
        progress, standing = self.progress, self.grade()
        shown = None if standing is None or not self.results_shown() else grade(standing, self.scenario.scenario, self.max_score())
        return Response(json_body={
            "attempt": progress.run, "step": len(progress.path), "path": list(progress.path), "practice": progress.practice,
            "finished": progress.settled, "grade": shown, "attempts_left": self.attempts_left(),
        })

    # --- the grade ----------------------------------------------------------------------------------------------------

    @property
    def keep_rule(self) -> str:
        """Which of several graded runs counts, as the author set it."""
        scenario = self.scenario.scenario
        return scenario.scoring.keep if scenario else "best"

    def graded_scores(self) -> list[float]:
        """Return the recorded scores, 0–1, first to last."""
        return self.progress.scores()

    def recomputed_scores(self) -> list[float]:
        """Return the recorded runs' scores on the present scenario; a run that no longer reaches an ending keeps its old score."""
        return self.progress.scores(self._fresh_scores())

    def store_recomputed_scores(self) -> None:
        """Record the runs' new scores: the next run is averaged with these, not with those of before the rescore."""
        self.progress = self.progress.rescored(self._fresh_scores())

    def holds_release_01_state(self) -> bool:
        """Return whether the stored progress is release 0.1's, or none is stored."""
        return self.progress.stored_version < VERSION or not self.progress.has_begun

    def _fresh_scores(self) -> list[float]:
        scenario = self.scenario.scenario
        return [row.score if scenario is None else _score_anew(scenario, row) for row in self.progress.recorded]

    def generate_report_data(self, user_state_iterator, limit_responses=None):
        """Return the rows of the platform's problem-responses report: one for each graded run, never a word a learner wrote."""
        return report_rows(self.scenario.scenario, user_state_iterator, limit_responses)


def _score_anew(scenario: Scenario, recorded: RecordedRun) -> float:
    run = replay(scenario, recorded.path, lenient=True)
    return scoring.run_score(run) if run.ending and not run.unmatched_ids else recorded.score
