"""A learner's requests to a scenario: facts of the platform in, a move of the engine, its effects performed, the view model out."""

from functools import cached_property
from typing import TYPE_CHECKING

from ..presenter.safe_html import render_html, sanitize_html
from ..presenter.scenario_view import ViewFacts, scenario_view, unavailable_view
from ..presenter.view_model import RenderContext
from ..resources import portrait_file
from ..scenario import session
from ..scenario.model import Scenario
from ..scenario.session import Facts, LearnerRecord, MoveRefused, Outcome
from .effects import perform
from .handlers import HandlerError

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock


class ScenarioController:
    """Answers the learner's handlers of one block for one request."""

    def __init__(self, block: "ScenarioBlock"):
        self._block = block

    # --- moves --------------------------------------------------------------------------------------------------------

    def move(self, name: str, **request) -> dict:
        """Make one of the moves of `scenario.session` and return the view after it. Raise HandlerError for one that is refused.

        The view is built before anything is stored or published, so that a fault in it changes nothing.
        """
        record = self._record(counts_attempts=name in ("begin", "rewind"))
        try:
            outcome = getattr(session, name)(self._playable(), record, self._facts, **request)
        except MoveRefused as refused:
            raise self._error(refused) from None
        view = self._view(outcome)
        perform(self._block, outcome.effects)
        return view

    def state(self) -> dict:
        """Return the present view. Nothing is changed."""
        scenario = self._block.scenario.scenario
        if scenario is None:
            return self._unavailable()
        return self._view(session.visible(scenario, self._record(), self._facts))

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
        return HandlerError(status, code, sentence(), with_state=refused.reason not in ("not-enrolled", "unknown-choice"))

    # --- what a move and a view are made of ---------------------------------------------------------------------------

    def _record(self, *, counts_attempts: bool = False) -> LearnerRecord:
        """Return the learner's record. `attempts` is read before `progress` (see `effects.perform`)."""
        block = self._block
        attempts = block.attempts if counts_attempts or block.max_attempts else None
        return LearnerRecord(block.progress, attempts, block.standing_override())

    @cached_property
    def _facts(self) -> Facts:
        block = self._block
        return Facts(
            late=block.is_past_deadline(), max_attempts=block.max_attempts or 0, content_version=block.scenario.version,
            is_enrolled=block.is_enrolled, published_grade=lambda: block.ratio)

    def _view(self, outcome: Outcome) -> dict:
        scenario = self._playable()
        context = self._context(outcome.progress.run)
        return scenario_view(scenario, outcome.progress, outcome.run, self._view_facts(outcome.record), context)

    def _unavailable(self) -> dict:
        block = self._block
        may_see = block.is_course_staff or block.is_authoring
        return unavailable_view(
            None, block.progress, self._view_facts(self._record()), self._context(block.progress.run),
            block.scenario.issues if may_see else None)

    def _view_facts(self, record: LearnerRecord) -> ViewFacts:
        scenario = self._block.scenario.scenario
        return ViewFacts(
            title=self._block.display_name, late=self._facts.late, attempts_left=record.attempts_left(self._facts),
            grade=record.grade(scenario), support=self._support(scenario), prompts_page=self._prompts_page(scenario))

    def _context(self, run: int) -> RenderContext:
        block = self._block
        return RenderContext(
            labels=block.labels, face=self._portrait_url, address=block.expanded,
            shuffle_key=f"{block.scope_ids.user_id}/{block.scope_ids.usage_id}/{run}",
            show_results=block.results_shown(), possible=block.max_score)

    def _portrait_url(self, portrait: str | None, mood: str) -> str | None:
        path = portrait_file(portrait, mood)
        return self._block.file_url(path) if path else None

    def _own_support(self, scenario: Scenario | None) -> str:
        """Return the author's text on whom to turn to, else the agency's, else ""."""
        written = scenario.about.support if scenario and scenario.about else None
        return written or str(self._block.site_settings().get("support") or "")

    def _support(self, scenario: Scenario | None) -> str:
        return render_html(self._own_support(scenario) or self._block.labels.support(), self._block.expanded)

    def _prompts_page(self, scenario: Scenario | None) -> dict | None:
        """Return what the page needs to make room for writing at an ending's questions: two files and their words."""
        block = self._block
        script, style = block.file_url("public/asks.js"), block.file_url("public/asks.css")
        if not (script and style):
            return None
        labels = block.labels
        return {
            "script": script, "style": style, "words": labels.page("asks"), "standing": sanitize_html(labels.standing()),
            "support": render_html(self._own_support(scenario) or labels.writing_support(), block.expanded),
        }
