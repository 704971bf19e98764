"""The reflection block's handlers: what a browser asks for and sends, and what it is told.

A learner's words come in only where the page said before that they would be kept (`keep="learner"`) or shared (a button of its
own). They go nowhere else: not into grades, events, logs, reports or anybody else's answers.
"""

from webob import Response
from xblock.core import XBlock

from ..presenter.safe_html import render_html, render_optional_html, sanitize_html
from ..reflection import presenter
from ..reflection.model import BROWSER, KEEPS, LEARNER, Reflection
from .handlers import LEARNERS, STAFF, HandlerError, audience, learner_handler, parse_id
from .reflection_sharing import MOST_LETTERS, Sharing, answer_text, is_installed

MOST_ANSWERS = 100


class ReflectionAnswersMixin:
    """Handlers; the block gives `reading`, `took_part`, `kept_words` and what ParticipationMixin has."""

    @learner_handler
    def state(self, data):
        """Give the view model."""
        return self._view()

    @learner_handler
    def finish(self, data):
        """Take part: {"keep": the way of keeping the page promised, "words": {prompt: text}}.

        Words are stored only where they are kept for the learner now and the page had said so before they were typed.
        """
        promised, words = self._promised(data), self._sent_words(data)
        reflection = self._reflection()
        self._require_self()
        if not self.is_enrolled():
            raise HandlerError(403, "not-enrolled", self.labels.not_enrolled())
        if not self.took_part and self.is_past_deadline():
            raise HandlerError(403, "past-due", self.labels.past_due(), with_state=True)
        notice = None
        if promised == LEARNER and reflection.keep == LEARNER:
            sent = {prompt.id: words[prompt.id] for prompt in reflection.prompts if words.get(prompt.id)}
            # No page sends words of a question its author took out since, so what isn't sent again there is not given up either.
            left = {id_: text for id_, text in self.kept_words.items() if reflection.prompt(id_) is None}
            self.kept_words = {**left, **sent}
        elif promised == LEARNER and any(words.values()):
            notice = self.labels.no_longer_kept()
        self.give_credit()
        return self._view(notice)

    @learner_handler
    def forget(self, data):
        """Delete the words kept for the learner. That they took part, and the credit, stay."""
        self._require_self()
        if self.kept_words:
            self.kept_words = {}
        return self._view()

    @learner_handler
    def share(self, data):
        """Show one answer to the facilitator: {"prompt", "text"}. Again replaces it."""
        prompt_id, text = parse_id(data, "prompt", self.labels), answer_text(data.get("text"), "text", self.labels)
        reflection = self._reflection()
        self._require_self()
        if not self.is_enrolled():
            raise HandlerError(403, "not-enrolled", self.labels.not_enrolled())
        if why := self._share_off(reflection):
            raise HandlerError(409, "share-off", why, with_state=True)
        if reflection.prompt(prompt_id) is None:
            raise HandlerError(400, "bad-request", self.labels.bad_request("prompt"))
        if not text:
            raise HandlerError(400, "empty", self.labels.nothing_to_share())
        self._sharing().share(prompt_id, text, self.labels)
        return self._view()

    @learner_handler
    def withdraw(self, data):
        """Delete what the learner shares at a question: {"prompt"}. Always possible, whatever has changed since."""
        prompt_id = parse_id(data, "prompt", self.labels)
        self._require_self()
        self._sharing().withdraw(prompt_id, self.labels)
        return self._view()

    @audience(STAFF)
    @learner_handler
    def shared_list(self, data):
        """Give the course's staff what was shared on purpose: by question, oldest first, no names."""
        if not self.is_course_staff:
            raise HandlerError(403, "only-staff", self.labels.only_staff())
        return {"phase": "shared", "shared": presenter.shared(self._reflection(), self._sharing().everybodys(), self.expanded)}

    @audience(LEARNERS)
    @XBlock.handler
    def student_view_user_state(self, request, suffix=""):
        """Give a learner's own state to a mobile app: that they took part, no words."""
        return Response(json_body={"took_part": self.took_part})

    def error_state(self) -> dict:
        """Give the present state for a refusal."""
        return self._view()

    # --- what is sent -----------------------------------------------------------------------------------------------

    def _promised(self, data: dict) -> str:
        promised = data.get("keep")
        if not isinstance(promised, str) or promised not in KEEPS:
            raise HandlerError(400, "bad-request", self.labels.bad_request("keep"))
        return promised

    def _sent_words(self, data: dict) -> dict[str, str]:
        words = data.get("words", {})
        if not isinstance(words, dict) or len(words) > MOST_ANSWERS:
            raise HandlerError(400, "bad-request", self.labels.bad_request("words"))
        return {id_: answer_text(text, "words", self.labels) for id_, text in words.items()}

    # --- what the request is about ----------------------------------------------------------------------------------

    def _reflection(self) -> Reflection:
        if self.reading.reflection is None:
            raise HandlerError(409, "unavailable", self.labels.unavailable(), with_state=True)
        return self.reading.reflection

    def _sharing(self) -> Sharing:
        return Sharing(self.scope_ids.usage_id, self.scope_ids.user_id)

    def _share_off(self, reflection: Reflection) -> str | None:
        """Say why nothing can be shared here, or None where it can."""
        if not reflection.share:
            return self.labels.not_shared_here()
        if not self.in_course or getattr(self.runtime, "is_author_mode", False) or self.scope_ids.user_id is None:
            return self.labels.share_off_here()
        return None if is_installed() else self.labels.share_off()

    def _require_self(self) -> None:
        if self.is_someone_else:
            raise HandlerError(403, "another-person", self.labels.another_person())

    # --- what is told -----------------------------------------------------------------------------------------------

    def _view(self, notice: str | None = None) -> dict:
        reflection = self.reading.reflection
        common = {
            "title": self.display_name,
            "took_part": self.took_part,
            "staff": self.is_course_staff,
            "most_letters": MOST_LETTERS,
            "standing": sanitize_html(self.labels.standing()),
            "reporting": render_optional_html(self._agency_text("reporting"), self.expanded),
            "support": render_html(self._agency_text("support") or self.labels.writing_support(), self.expanded),
            "notice": notice,
            **self._own_words(),
        }
        if reflection is None:
            return {**common, "phase": "unavailable", "lang": None, "prompts": [], "keep": BROWSER, "share": False, "share_off": None,
                    "can_finish": False, "problems": self._problems(), "intro": None, "closing": None}
        share_off = self._share_off(reflection)
        past_due = not self.took_part and self.is_past_deadline()
        return {
            **common, "phase": "open", "lang": reflection.lang, "keep": reflection.keep,
            "share": share_off is None, "share_off": share_off if reflection.share else None, "can_finish": not past_due,
            "intro": render_optional_html(reflection.intro, self.expanded),
            "closing": render_optional_html(reflection.closing, self.expanded) if self.took_part else None,
            "prompts": presenter.prompts(reflection, self.expanded, with_examples=self.took_part or past_due),
            "notice": notice or (self.labels.past_due() if past_due else None), "problems": [],
        }

    def _own_words(self) -> dict:
        if self.is_someone_else:
            return {"kept": {}, "shared": {}}
        return {"kept": self.kept_words, "shared": self._sharing().mine()}

    def _agency_text(self, name: str) -> str:
        return str(self.site_settings().get(name) or "")

    def _problems(self) -> list[str]:
        if not (self.is_course_staff or self.is_authoring):
            return [self.labels.unavailable()]
        return [self.labels.translate(problem.located_message) for problem in self.reading.issues] or [self.labels.nothing_here()]
