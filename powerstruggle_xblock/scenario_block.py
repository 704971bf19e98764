"""`powerstruggle_scenario`: a de-escalation scenario as a graded component.

Fields, handlers and what the platform asks for. The moves are in `scenario/session.py`, what is stored in
`scenario/progress.py`, what is sent in `presenter/`.
"""

from functools import cached_property

from xblock.core import XBlock
from xblock.fields import Scope
from xblock.utils.studio_editable import StudioEditableXBlockMixin

from .authoring.scenario_editor import ScenarioEditor
from .notation.messages import noop
from .platform import content_messages, preview, scenario_form
from .platform.author_requests import author_handler, file_response, parse_text
from .platform.fields import LearnerProgress, ScenarioText, Text
from .platform.grading import GradedBlock
from .platform.handlers import AUTHORS, audience, learner_handler, own_state_handler, parse_id, parse_int
from .platform.panel_pages import PanelPages, staff_handler
from .platform.scenario_cache import CompiledScenario, compile_scenario
from .platform.scenario_controller import ScenarioController
from .platform.scenario_pages import ScenarioPages, workbench_scenarios
from .presenter.report_rows import report_rows
from .presenter.view_model import grade
from .scenario import grade as grades
from .scenario import scoring, session
from .scenario.drill import replay_recorded
from .scenario.model import Scenario
from .scenario.progress import VERSION, Progress, RecordedRun
from .scenario.scenario_xml import NOTATION


class ScenarioBlock(StudioEditableXBlockMixin, GradedBlock):
    """A conversation with a client: played, scored from its path, resumed anywhere."""

    notation = NOTATION
    pages_class = ScenarioPages
    editor_class = ScenarioEditor

    show_in_read_only_mode = True
    editable_fields = ("display_name", "weight", "max_attempts", "content")

    display_name = Text(display_name=noop("Title"), scope=Scope.settings, default=noop("De-escalation scenario"))
    content = ScenarioText(
        display_name=noop("Scenario"),
        help=noop("The scenario in its XML notation (docs/notation.md)."),
        scope=Scope.content,
        default="",
        multiline_editor=True,
        resettable_editor=False,
    )
    progress = LearnerProgress(
        help="The learner's runs; see scenario/progress.py.", scope=Scope.user_state, default=Progress()
    )

    @property
    def scenario(self) -> CompiledScenario:
        """The scenario, parsed."""
        return compile_scenario(self.content or "")

    @cached_property
    def editor(self) -> ScenarioEditor:
        """The scenario's editor, for its authors."""
        return ScenarioEditor(self)

    def unavailable_sentences(self) -> list[str]:
        """Return why the scenario can't be played, as far as the person may know."""
        return content_messages.unavailable_sentences(self)

    @property
    def has_begun(self) -> bool:
        """Whether the learner has begun a run."""
        return self.progress.has_begun

    # --- learners' handlers -------------------------------------------------------------------------------------------

    @learner_handler
    def state(self, data):
        """Return the view model, with {"listening": true} also the words of listening; nothing is changed."""
        return ScenarioController(self).state(listening=data.get("listening") is True)

    @learner_handler
    def begin(self, data):
        """Begin the next graded run: {"attempt": its number}."""
        return ScenarioController(self).move(session.begin, attempt=parse_int(data, "attempt", self.labels))

    @learner_handler
    def choose(self, data):
        """Take a choice: {"attempt", "step", "choice"}. The same step sent twice counts once."""
        return ScenarioController(self).move(
            session.choose, **self._parse_step(data), choice_id=parse_id(data, "choice", self.labels)
        )

    @learner_handler
    def rewind(self, data):
        """After an ending, begin the next run from one of its steps: {"attempt", "step"}."""
        return ScenarioController(self).move(session.rewind, **self._parse_step(data))

    @learner_handler
    def finish(self, data):
        """End a run that an author's edit moved onto an ending: {"attempt", "step"}."""
        return ScenarioController(self).move(session.finish, **self._parse_step(data))

    def _parse_step(self, data: dict) -> dict[str, int]:
        return {"attempt": parse_int(data, "attempt", self.labels), "step": parse_int(data, "step", self.labels)}

    def error_state(self) -> dict:
        """Return the present view for a refusal."""
        return ScenarioController(self).state()

    @own_state_handler
    def student_view_user_state(self):
        """Return a learner's own state to a mobile app: where they are, no keys."""
        progress, effective = self.progress, self.grade()
        scenario = self.scenario.scenario
        shown = (
            None
            if effective is None or scenario is None or not self.results_shown()
            else grade(effective, scenario, self.max_score())
        )
        return {
            "attempt": progress.run,
            "step": len(progress.path),
            "path": list(progress.path),
            "practice": progress.practice,
            "finished": progress.settled,
            "grade": shown,
            "attempts_left": self.attempts_left(),
        }

    # --- authors' view and handlers -----------------------------------------------------------------------------------

    def studio_view(self, context=None):
        """Return the editor's page, in the place of Studio's own form."""
        return self.pages.editor_page()

    @author_handler
    def editor_play(self, data, files):
        """Let a learner's handler answer, on the tree and with the state of the request.

        The request holds {"tree", "from", "kept", "handler", "body"}.
        """
        return preview.play_request(self, self.editor.read(data.get("tree")), data)

    @author_handler
    def editor_import(self, data, files):
        """Read a file of another kind.

        Parts `file`, perhaps `pick`; for a spreadsheet of texts the present `tree` as well.
        """
        return self.editor.import_file(data, files, parse_text(data, "pick", self.labels, optional=True))

    @author_handler
    def editor_store_media(self, data, files):
        """Store the media of a file to import among the course's files: parts `file`, perhaps `pick`."""
        return self.editor.store_media(files, parse_text(data, "pick", self.labels, optional=True))

    @author_handler
    def editor_files(self, data, files):
        """Return some of the course's files: {"kind", "search", "start"}."""
        return self.editor.list_files(data)

    @author_handler
    def editor_store_file(self, data, files):
        """Store a picture, sound, film or captions among the course's files: {"kind"} and a part `file`."""
        return self.editor.store_file(data, files)

    @author_handler
    def editor_media_zip(self, data, files):
        """Return the media of a file to import as an archive: parts `file`, perhaps `pick`."""
        return file_response(*self.editor.pack_media(files, parse_text(data, "pick", self.labels, optional=True)))

    @author_handler
    def editor_export(self, data, files):
        """Return the tree as a file: {"tree", "format"}."""
        return file_response(*self.editor.export(data.get("tree"), parse_text(data, "format", self.labels)))

    @audience(AUTHORS)
    @XBlock.handler
    def submit_studio_edits(self, request, suffix=""):  # pyright: ignore[reportIncompatibleMethodOverride]
        """Save Studio's form; refused where a course is being taken, not edited."""
        return scenario_form.save_form(self, request, suffix)

    def clean_studio_edits(self, data):
        """Put the canonical text into the values of Studio's form."""
        scenario_form.clean_form(data)

    def validate_field_data(self, validation, data):
        """Add the issues of the scenario to Studio's messages, errors first."""
        scenario_form.add_messages(self, validation, data)

    # --- course staff's handlers --------------------------------------------------------------------------------------

    @staff_handler
    def panel(self, request):
        """Return the trainer's panel; ?version=… for another version than the present one."""
        return PanelPages(self).page(request)

    @staff_handler
    def panel_csv(self, request):
        """Return all counts of all versions as a table."""
        return PanelPages(self).table()

    # --- the grade ----------------------------------------------------------------------------------------------------

    @property
    def publishes_grade(self) -> bool:
        """Whether it has a grade: a drill that is worth no points is only completed."""
        scenario = self.scenario.scenario
        return not (scenario and scenario.is_drill and self.weight == 0)

    @property
    def keep_rule(self) -> str:
        """Which of several graded runs counts, as the author set it."""
        return grades.keep_rule(self.scenario.scenario)

    def graded_scores(self) -> list[float]:
        """Return the recorded scores, 0–1, first to last."""
        return self.progress.scores()

    def recomputed_scores(self) -> list[float]:
        """Return the recorded runs' scores on the present scenario.

        A run that no longer reaches an ending keeps its old score.
        """
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
        """Return the rows of the platform's problem-responses report.

        One for each graded run, never a word a learner wrote.
        """
        return report_rows(self.scenario.scenario, user_state_iterator, limit_responses)

    @staticmethod
    def workbench_scenarios():
        """Return the starter scenarios and an empty one, for the SDK's workbench."""
        return workbench_scenarios()


def _score_anew(scenario: Scenario, recorded: RecordedRun) -> float:
    run = replay_recorded(scenario, recorded.path)
    return scoring.run_score(run) if run.ending and not run.unmatched_ids else recorded.score
