"""A learner's requests to a reflection: what is sent, what is kept and shared, and the view model.

A learner's words come in only where the page said before that they would be kept (`keep="learner"`) or shared (a button
of its own). They go nowhere else: not into grades, events, logs, reports or anybody else's answers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..presenter.safe_html import render_in_paragraphs, render_optional_html, sanitize_html
from ..reflection import presenter
from ..reflection.model import BROWSER, KEEP_VALUES, LEARNER, Reflection
from .content_messages import unavailable_sentences
from .effects import (
    ForgetFormerWords,
    GiveCredit,
    KeepWords,
    ReflectionEffect,
    ShareText,
    WithdrawText,
    perform_reflection,
)
from .handlers import HandlerError, parse_id
from .reflection_sharing import MAX_ANSWER_LENGTH, Sharing, answer_text, is_installed

if TYPE_CHECKING:
    from ..reflection_block import ReflectionBlock

MAX_ANSWERS = 100
"""Answers in one request."""


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What a learner has done here: whether they took part, and their texts, {prompt: text}, kept and shared."""

    took_part: bool
    kept: Mapping[str, str]
    shared: Mapping[str, str]


class ReflectionController:
    """Answers the learner's handlers of one block for one request.

    A request that changes something builds its answer, then has its effects performed.
    """

    def __init__(self, block: "ReflectionBlock") -> None:
        self._block = block
        self._labels = block.labels
        self._sharing = Sharing(block.scope_ids.usage_id, block.scope_ids.user_id)

    # --- requests -----------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return the view model. Nothing is changed."""
        return self._view(self._own_answers())

    def finish(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take part; see `ReflectionBlock.finish`. Raise HandlerError where it is refused."""
        promised, words = self._promised(data), self._sent_words(data)
        block, reflection = self._block, self._reflection()
        self._require_self()
        self._require_enrolled()
        if not block.took_part and block.is_past_deadline():
            raise HandlerError(403, "past-due", self._labels.past_due(), with_state=True)
        own, effects, notice = self._own_answers(), [], None
        if promised == LEARNER and reflection.keep == LEARNER:
            sent = {prompt.id: words[prompt.id] for prompt in reflection.prompts if words.get(prompt.id)}
            # No page sends words of a question its author took out since, so what isn't sent again there is not given
            # up either.
            left = {id_: text for id_, text in own.kept.items() if reflection.prompt(id_) is None}
            own = replace(own, kept={**left, **sent})
            effects = [KeepWords(own.kept)]
        elif promised == LEARNER and any(words.values()):
            notice = self._labels.no_longer_kept()
        return self._move(replace(own, took_part=True), (*effects, GiveCredit()), notice)

    def forget(self) -> dict[str, Any]:
        """Delete the words kept for the learner. That they took part, and the credit, stay."""
        self._require_self()
        own = self._own_answers()
        self._require_something_of_theirs(own.kept)
        cleared = (KeepWords({}),) if own.kept else ()
        return self._move(replace(own, kept={}), (*cleared, ForgetFormerWords()))

    def share(self, data: dict[str, Any]) -> dict[str, Any]:
        """Show one answer to the facilitator, in the place of an earlier one; see `ReflectionBlock.share`."""
        prompt_id, text = parse_id(data, "prompt", self._labels), answer_text(data.get("text"), "text", self._labels)
        reflection = self._reflection()
        self._require_self()
        self._require_enrolled()
        if why := self._share_off(reflection):
            raise HandlerError(409, "share-off", why, with_state=True)
        if reflection.prompt(prompt_id) is None:
            raise HandlerError(400, "bad-request", self._labels.bad_request("prompt"))
        if not text:
            raise HandlerError(400, "empty", self._labels.nothing_to_share())
        own = self._own_answers()
        return self._move(replace(own, shared={**own.shared, prompt_id: text}), (ShareText(prompt_id, text),))

    def withdraw(self, data: dict[str, Any]) -> dict[str, Any]:
        """Delete what the learner shares at a question. Always possible, whatever has changed since."""
        prompt_id = parse_id(data, "prompt", self._labels)
        self._require_self()
        own = self._own_answers()
        self._require_something_of_theirs(own.shared)
        left = {id_: text for id_, text in own.shared.items() if id_ != prompt_id}
        return self._move(replace(own, shared=left), (WithdrawText(prompt_id),))

    def shared_list(self) -> dict[str, Any]:
        """Return to the course's staff what was shared on purpose: by question, oldest first, no names."""
        if not self._block.is_course_staff:
            raise HandlerError(403, "only-staff", self._labels.only_staff())
        shared = presenter.group_shared_texts(self._reflection(), self._sharing.everybodys(), self._block.expanded)
        return {"phase": "shared", "shared": shared}

    def _move(
        self, own: OwnAnswers, effects: Iterable[ReflectionEffect], notice: str | None = None
    ) -> dict[str, Any]:
        """Return the view after a move, and perform its effects; a fault in the view changes nothing."""
        view = self._view(own, notice)
        perform_reflection(self._block, self._sharing, effects)
        return view

    # --- what is sent -------------------------------------------------------------------------------------------------

    def _promised(self, data: dict[str, Any]) -> str:
        promised = data.get("keep")
        if not isinstance(promised, str) or promised not in KEEP_VALUES:
            raise HandlerError(400, "bad-request", self._labels.bad_request("keep"))
        return promised

    def _sent_words(self, data: dict[str, Any]) -> dict[str, str]:
        words = data.get("words", {})
        if not isinstance(words, dict) or len(words) > MAX_ANSWERS:
            raise HandlerError(400, "bad-request", self._labels.bad_request("words"))
        return {id_: answer_text(text, "words", self._labels) for id_, text in words.items()}

    # --- what the request is about ------------------------------------------------------------------------------------

    def _reflection(self) -> Reflection:
        reflection = self._block.parsed.reflection
        if reflection is None:
            raise HandlerError(409, "unavailable", self._labels.unavailable(), with_state=True)
        return reflection

    def _share_off(self, reflection: Reflection) -> str | None:
        """Return why nothing can be shared here, or None where it can."""
        if not reflection.share:
            return self._labels.sharing_not_offered()
        if not self._block.is_own_run:
            return self._labels.no_sharing_in_preview()
        return None if is_installed() else self._labels.sharing_unavailable()

    def _require_self(self) -> None:
        if self._block.is_another_person:
            raise HandlerError(403, "another-person", self._labels.another_person())

    def _require_enrolled(self) -> None:
        if not self._block.is_enrolled():
            raise HandlerError(403, "not-enrolled", self._labels.not_enrolled())

    def _own_answers(self) -> OwnAnswers:
        """Return what the learner has done; nobody else is shown their texts."""
        took_part = bool(self._block.took_part)
        if self._block.is_another_person:
            return OwnAnswers(took_part, {}, {})
        return OwnAnswers(took_part, self._block.kept_words, self._sharing.mine())

    def _require_something_of_theirs(self, words: Mapping[str, str]) -> None:
        """Refuse who may not read the questions and has no words here to take back: the answer tells the questions."""
        if not (words or self._block.may_read_content()):
            raise HandlerError(403, "not-enrolled", self._labels.not_enrolled())

    # --- what is told -------------------------------------------------------------------------------------------------

    def _view(self, own: OwnAnswers, notice: str | None = None) -> dict[str, Any]:
        block, reflection = self._block, self._block.parsed.reflection
        common = {
            "title": block.display_name,
            "took_part": own.took_part,
            "kept": dict(own.kept),
            "shared": dict(own.shared),
            "staff": block.is_course_staff,
            "most_letters": MAX_ANSWER_LENGTH,
            "monitoring_notice": sanitize_html(self._labels.monitoring_notice()),
            "reporting": render_optional_html(block.agency.get("reporting"), block.expanded),
            "support": render_in_paragraphs(
                (block.agency.get("support") or self._labels.writing_support(), block.agency.get("hours")),
                block.expanded,
            ),
            "notice": notice,
        }
        if reflection is None:
            return {
                **common,
                "phase": "unavailable",
                "lang": None,
                "prompts": [],
                "keep": BROWSER,
                "share": False,
                "share_off": None,
                "can_finish": False,
                "problems": unavailable_sentences(block),
                "intro": None,
                "closing": None,
            }
        return {**common, **self._open_view(reflection, own, notice)}

    def _open_view(self, reflection: Reflection, own: OwnAnswers, notice: str | None) -> dict[str, Any]:
        block = self._block
        share_off = self._share_off(reflection)
        past_due = not own.took_part and block.is_past_deadline()
        return {
            "phase": "open",
            "lang": reflection.lang,
            "keep": reflection.keep,
            "share": share_off is None,
            "share_off": share_off if reflection.share else None,
            "can_finish": not past_due,
            "intro": render_optional_html(reflection.intro, block.expanded),
            "closing": render_optional_html(reflection.closing, block.expanded) if own.took_part else None,
            "prompts": presenter.build_prompts(reflection, block.expanded, with_examples=own.took_part or past_due),
            "notice": notice or (self._labels.past_due() if past_due else None),
            "problems": [],
        }
