"""The continuum block's handlers: what a browser asks for and sends, and what it is told.

A position comes in once, in the body of `submit`, and goes to the group's one door. It is in no field, answer, event, grade,
address or log of this block.
"""

from webob import Response
from xblock.core import XBlock

from ..continuum import presenter
from ..continuum.model import Continuum
from .continuum_group import ContinuumGroup
from .handlers import LEARNERS, STAFF, HandlerError, audience, learner_handler

MOST_NAMES = 200
LONGEST_NAME = 80


class ContinuumAnswersMixin:
    """Handlers; the block gives `reading`, `took_part`, `is_preview` and what ParticipationMixin has."""

    @learner_handler
    def state(self, data):
        """Give the view model; with the group's lines for whoever has taken part."""
        return self._view()

    @learner_handler
    def submit(self, data):
        """Take part: {"version", "answers": {question: stop}, "follow_ups": {statement: [option]}}; skipped ones left out.

        Answers are counted once a person and round; sent again they change nothing. "counted" says what became of these.
        """
        answers, follow_ups = self._sent_answers(data), self._sent_follow_ups(data)
        continuum = self._continuum()
        if self.is_preview:
            return self._view(done=True, notice=self.labels.preview())
        if not self.is_enrolled():
            raise HandlerError(403, "not-enrolled", self.labels.not_enrolled())
        group = self._group(continuum)
        if self._done(group):
            return self._view(counted=False, notice=self.labels.counted_before())
        if self.is_past_deadline():
            raise HandlerError(403, "past-due", self.labels.past_due(), with_state=True)
        if data.get("version") != presenter.version(continuum):
            raise HandlerError(409, "changed", self.labels.changed(), with_state=True)
        self._check_names(continuum, answers, follow_ups)
        counted = group.submit(answers, follow_ups)
        self.give_credit()
        return self._view(counted=counted, notice=self.labels.counted_before() if counted is False else None)

    @learner_handler
    def lines(self, data):
        """Give the group's lines alone, to whoever has taken part and to course staff; staff see what the group sees."""
        continuum = self._continuum()
        group = self._group(continuum)
        if not self.is_course_staff and not self._done(group):
            raise HandlerError(403, "only-after", self.labels.only_after())
        return {"phase": "lines", **self._lines(continuum, group)}

    @audience(STAFF)
    @learner_handler
    def facilitator(self, data):
        """Give course staff what to ask, beside what the group sees."""
        if not self.is_course_staff:
            raise HandlerError(403, "only-staff", self.labels.only_staff())
        continuum = self._continuum()
        return {"phase": "facilitator", **presenter.facilitator(continuum), **self._lines(continuum, self._group(continuum))}

    @audience(LEARNERS)
    @XBlock.handler
    def student_view_user_state(self, request, suffix=""):
        """Give a learner's own state to a mobile app: that they took part, no position."""
        return Response(json_body={"took_part": self.took_part})

    def error_state(self) -> dict:
        """Give the present state for a refusal."""
        return self._view()

    # --- what is sent -----------------------------------------------------------------------------------------------

    def _sent_answers(self, data: dict) -> dict[str, str]:
        answers = data.get("answers")
        if not _are_names(answers, dict) or not _are_names(list(answers.values()), list):
            raise HandlerError(400, "bad-request", self.labels.bad_request("answers"))
        return answers

    def _sent_follow_ups(self, data: dict) -> dict[str, list[str]]:
        follow_ups = data.get("follow_ups", {})
        if not _are_names(follow_ups, dict) or not all(_are_names(names, list) for names in follow_ups.values()):
            raise HandlerError(400, "bad-request", self.labels.bad_request("follow_ups"))
        return {id_: list(dict.fromkeys(names)) for id_, names in follow_ups.items() if names}

    def _check_names(self, continuum: Continuum, answers: dict, follow_ups: dict) -> None:
        """Refuse what this very exercise doesn't have: no page of ours sends it."""
        stops, questions = {stop.id for stop in continuum.scale.stops}, continuum.questions
        if not (answers.keys() <= questions.keys() and set(answers.values()) <= stops):
            raise HandlerError(400, "bad-request", self.labels.bad_request("answers"))
        for id_, names in follow_ups.items():
            asked = next((statement for statement in continuum.statements if statement.id == id_), None)
            if asked is None or not set(names) <= {option.id for option in continuum.options(asked)}:
                raise HandlerError(400, "bad-request", self.labels.bad_request("follow_ups"))

    # --- what the request is about ----------------------------------------------------------------------------------

    def _continuum(self) -> Continuum:
        if self.reading.continuum is None:
            raise HandlerError(409, "unavailable", self.labels.unavailable(), with_state=True)
        return self.reading.continuum

    def _group(self, continuum: Continuum) -> ContinuumGroup:
        return ContinuumGroup(self.scope_ids.usage_id, self.scope_ids.user_id, continuum)

    def _done(self, group: ContinuumGroup) -> bool:
        """Tell whether this person is through with this round. After their state was deleted they may earn the credit again."""
        return bool(self.took_part) and not self.is_preview and group.took_part() is not False

    # --- what is told -----------------------------------------------------------------------------------------------

    def _view(self, *, done: bool | None = None, counted: bool | None = None, notice: str | None = None) -> dict:
        continuum = self.reading.continuum
        common = {"title": self.display_name, "staff": self.is_course_staff, "preview": self.is_preview, "counted": counted}
        if continuum is None:
            return {**common, "phase": "unavailable", "problems": self._problems(), "notice": None}
        group = self._group(continuum)
        done = self._done(group) if done is None else done
        past_due = not done and self.is_past_deadline()
        told = {**self._told_lines(continuum, group), **presenter.last_words(continuum)} if done else {
            "off": None if group.is_installed else self.labels.counting_off()}
        return {**common, "phase": "done" if done else "place", **presenter.exercise(continuum), **told, "problems": [],
                "can_submit": not past_due, "notice": notice or (self.labels.past_due() if past_due else None)}

    def _told_lines(self, continuum: Continuum, group: ContinuumGroup) -> dict:
        """Give the lines, but in a preview to its authors and to course staff alone.

        Whoever is logged in can send answers to Studio's preview; those count nowhere, so they earn no look at the group.
        """
        if self.is_preview and not (self.is_course_staff or self.is_authoring):
            return {"lines": None, "off": self.labels.only_after()}
        return self._lines(continuum, group)

    def _lines(self, continuum: Continuum, group: ContinuumGroup) -> dict:
        told = presenter.lines(continuum, group.lines(), group.earlier_lines())
        return {"lines": told, "off": self.labels.counting_off() if told is None else None}

    def _problems(self) -> list[str]:
        if not (self.is_course_staff or self.is_authoring):
            return [self.labels.unavailable()]
        return [self.labels.translate(problem.located_message) for problem in self.reading.issues] or [self.labels.nothing_here()]


def _are_names(value, kind: type) -> bool:
    """Tell whether these are a list of short texts, or a dictionary by them; what stands behind the keys is not looked at."""
    return isinstance(value, kind) and len(value) <= MOST_NAMES and all(
        isinstance(name, str) and 0 < len(name) <= LONGEST_NAME for name in value)
