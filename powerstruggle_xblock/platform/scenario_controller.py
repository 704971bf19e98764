"""A learner's requests to a scenario.

Facts of the platform in, a move of the engine, its effects performed, the view model out.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..presenter.safe_html import render_in_paragraphs
from ..presenter.scenario_view import ViewFacts, scenario_view, unavailable_view
from ..presenter.view_model import RenderContext
from ..resources import portrait_file
from ..scenario import session, variants
from ..scenario.model import Scenario
from ..scenario.session import Facts, LearnerRecord, MoveRefused, Outcome
from .effects import perform
from .handlers import HandlerError

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock


class ScenarioController:
    """Answers the learner's handlers of one block for one request."""

    def __init__(self, block: "ScenarioBlock") -> None:
        self._block = block

    # --- moves --------------------------------------------------------------------------------------------------------

    def move(self, move: Callable[..., Outcome], **request: Any) -> dict[str, Any]:
        """Make a move of `scenario.session` and return the view after it. Raise HandlerError for one that is refused.

        The view is built before anything is stored or published, so that a fault in it changes nothing.
        """
        record = self._record(counts_attempts=move in (session.begin, session.rewind))
        try:
            outcome = move(self._playable(), record, self._facts, **request)
        except MoveRefused as refused:
            raise self._error(refused) from None
        view = self._view(outcome)
        perform(self._block, outcome.effects)
        return view

    def state(self, *, listening: bool = False) -> dict[str, Any]:
        """Return the present view, with `listening` also the words of that script. Nothing is changed."""
        scenario = self._block.scenario.scenario
        if scenario is None:
            return self._unavailable()
        view = self._view(session.visible(scenario, self._record(), self._facts))
        return view | {"words": view["words"] | self._block.labels.page("listening")} if listening else view

    def _playable(self) -> Scenario:
        scenario = self._block.scenario.scenario
        if scenario is None:
            raise HandlerError(409, "unavailable", self._block.labels.unavailable(), with_state=True)
        return scenario

    def _error(self, refused: MoveRefused) -> HandlerError:
        labels = self._block.labels
        status, code, sentence = {
            "stale": (409, "stale", labels.stale),
            "past-due": (403, "past-due", labels.past_due),
            "not-enrolled": (403, "not-enrolled", labels.not_enrolled),
            "no-attempts": (403, "no-attempts", labels.no_attempts),
            "closed": (409, "closed", labels.closed),
            "too-long": (409, "closed", labels.too_long),
            "unknown-choice": (400, "bad-request", lambda: labels.bad_request("choice")),
        }[refused.reason]
        return HandlerError(
            status, code, sentence(), with_state=refused.reason not in ("not-enrolled", "unknown-choice")
        )

    # --- what a move and a view are made of ---------------------------------------------------------------------------

    def _record(self, *, counts_attempts: bool = False) -> LearnerRecord:
        """Return the learner's record. `attempts` is read before `progress` (see `effects.perform`)."""
        block = self._block
        attempts = block.attempts if counts_attempts or block.max_attempts else None
        return LearnerRecord(block.progress, attempts, block.effective_override())

    @cached_property
    def _facts(self) -> Facts:
        block = self._block
        return Facts(
            late=block.is_past_deadline(),
            max_attempts=block.max_attempts or 0,
            content_version=block.scenario.version,
            is_enrolled=block.is_enrolled,
            published_grade=lambda: block.ratio,
            draw_seed=self._person_here,
            publishes_grade=block.publishes_grade,
        )

    def _view(self, outcome: Outcome) -> dict[str, Any]:
        progress, run = outcome.progress, outcome.run
        if run is not None and run.scenario.has_variants:
            run = variants.draw_run(run, self._person_here, progress.current_talk)
        # A drill's run is one of the moments that were drawn; the page tells of the whole deck.
        playable = self._playable()
        scenario = playable if run is None or playable.is_drill else run.scenario
        context = self._context(progress.run)
        return scenario_view(scenario, progress, run, self._view_facts(outcome.record), context)

    def _unavailable(self) -> dict[str, Any]:
        block = self._block
        return unavailable_view(
            block.progress,
            self._view_facts(self._record()),
            self._context(block.progress.run),
            block.unavailable_sentences(),
            for_staff=block.is_staff_or_author,
        )

    def _view_facts(self, record: LearnerRecord) -> ViewFacts:
        scenario = self._block.scenario.scenario
        return ViewFacts(
            title=self._block.display_name,
            late=self._facts.late,
            attempts_left=record.attempts_left(self._facts),
            grade=record.grade(scenario),
            support=self._support(scenario),
            prompts_page=lambda: self._prompts_page(scenario),
            debrief_style=self._block.file_url("public/debrief.css"),
            rehearsal=self._rehearsal_page,
            graded=self._block.publishes_grade,
            listening=self._block.file_url("public/listening.js"),
            recorded=self._block.scenario.is_recorded,
        )

    @property
    def _person_here(self) -> str:
        """What is the same for one learner in one component, and differs between two: the key of what is drawn."""
        scope = self._block.scope_ids
        return f"{scope.user_id}/{scope.usage_id}"

    def _context(self, run: int) -> RenderContext:
        block = self._block
        return RenderContext(
            labels=block.labels,
            face=self._portrait_url,
            address=block.expanded,
            shuffle_key=f"{self._person_here}/{run}",
            show_results=block.results_shown(),
            possible=block.max_score(),
            terms=scenario.terms if (scenario := block.scenario.scenario) else (),
        )

    def _portrait_url(self, portrait: str | None, mood: str) -> str | None:
        if portrait and "/" in portrait:  # A picture of the author's own, the same in every mood.
            return self._block.expanded(portrait)
        path = portrait_file(portrait, mood)
        return self._block.file_url(path) if path else None

    def _own_support(self, scenario: Scenario | None) -> str:
        """Return the author's text on whom to turn to, else the agency's, else ""."""
        written = scenario.about.support if scenario and scenario.about else None
        return written or self._block.agency.get("support")

    def _support(self, scenario: Scenario | None) -> str:
        return self._with_hours(self._own_support(scenario) or self._block.labels.support())

    def _with_hours(self, support: str) -> str:
        return render_in_paragraphs((support, self._block.agency.get("hours")), self._block.expanded)

    def _rehearsal_page(self) -> dict[str, Any] | None:
        """Return what the page needs to let learners write or record their own words: files, and their texts."""
        block = self._block
        names = ("rehearsal.js", "rehearsal.css", "second-look.js")
        script, style, second_look = (block.file_url(f"public/{name}") for name in names)
        if not (script and style and second_look):
            return None
        words = {**block.labels.page("rehearsal"), **block.labels.page("second-look")}
        return {"script": script, "style": style, "second_look": second_look, "words": words}

    def _prompts_page(self, scenario: Scenario | None) -> dict[str, Any] | None:
        """Return what the page needs to make room for writing at an ending's questions: two files and their words."""
        block = self._block
        script, style = (block.file_url(f"public/debrief-prompts.{ending}") for ending in ("js", "css"))
        if not (script and style):
            return None
        labels = block.labels
        return {
            "script": script,
            "style": style,
            "words": labels.page("debrief-prompts"),
            "monitoring_notice": render_in_paragraphs(
                (labels.monitoring_notice(), block.agency.get("reporting")), block.expanded
            ),
            "support": self._with_hours(self._own_support(scenario) or labels.writing_support()),
        }
