"""A learner's requests to a continuum: what is sent, the group's answers, and the view model.

A position comes in once, in the body of `submit`, and goes to `group_answers.api`. It is in no field, answer, event,
grade, address or log of the block.
"""

from typing import TYPE_CHECKING, Any

from ..continuum import presenter
from ..continuum.model import FACILITATOR, Continuum
from . import live_session
from .content_messages import unavailable_sentences
from .continuum_group import ContinuumGroup
from .effects import CountAnswers, GiveCredit, ReleaseLines, SetSecondRound, perform_continuum
from .handlers import HandlerError

if TYPE_CHECKING:
    from ..continuum_block import ContinuumBlock

MAX_NAMES = 200
"""Ids in one request."""
MAX_NAME = 80
"""Characters in an id."""


class ContinuumController:
    """Answers the learner's handlers of one block for one request.

    A request that changes something builds its answer, then has its effects performed. Where the answer holds what an
    effect has just done (a line that these answers complete), that part is read again afterwards.
    """

    def __init__(self, block: "ContinuumBlock") -> None:
        self._block = block
        self._labels = block.labels

    # --- requests -----------------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return the view model; with the group's lines for whoever has taken part. Nothing is changed."""
        return self._view(self._block.parsed.continuum)

    def submit(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take part with the answers of a request (`ContinuumBlock.submit`). Raise HandlerError where it is refused.

        The group's lines are read again after the answers were counted: they may complete a batch.
        """
        answers, follow_ups = self._sent_answers(data), self._sent_follow_ups(data)
        continuum, block = self._continuum(), self._block
        if block.is_preview:
            return self._view(continuum, done=True, notice=self._labels.preview())
        if self._is_uncounted_staff:
            return self._view(continuum, done=True, notice=self._labels.staff_not_counted())
        if not block.is_enrolled():
            raise HandlerError(403, "not-enrolled", self._labels.not_enrolled())
        group = self._block.group_of(continuum)
        if self._is_done(group):
            return self._view(continuum, counted=False, notice=self._labels.already_counted())
        if block.is_past_deadline():
            raise HandlerError(403, "past-due", self._labels.past_due(), with_state=True)
        if data.get("version") != presenter.answer_version(continuum):
            raise HandlerError(409, "changed", self._labels.changed(), with_state=True)
        self._check_names(continuum, answers, follow_ups)
        answer = self._view(continuum, done=True)
        counted = perform_continuum(block, group, (CountAnswers(answers, follow_ups), GiveCredit()))
        notice = self._labels.already_counted() if counted is False else None
        return {**answer, "counted": counted, "notice": notice, **self._told_lines(continuum, group)}

    def lines(self) -> dict[str, Any]:
        """Return the group's pictures alone, to whoever has taken part and to course staff; both see the same."""
        continuum = self._continuum()
        group = self._block.group_of(continuum)
        if not self._block.is_course_staff and not self._is_done(group):
            raise HandlerError(403, "only-after", self._labels.only_after())
        return {"phase": "lines", **self._lines(continuum, group)}

    def reveal(self) -> dict[str, Any]:
        """Release the group's lines for everybody, if enough people have answered, and return them to course staff.

        They are read again after they were released.
        """
        if not self._block.is_course_staff:
            raise HandlerError(403, "only-staff", self._labels.only_staff())
        continuum = self._continuum()
        group = self._block.group_of(continuum)
        answer = {"phase": "lines", **self._lines(continuum, group)}
        if continuum.release != FACILITATOR or self._block.is_preview:
            return answer
        perform_continuum(self._block, group, (ReleaseLines(),))
        return {**answer, **self._lines(continuum, group)}

    def change_round(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin the second round for everybody, or return to the first, and return the new view.

        The second round takes new answers and shows the first one's line beside them, so the first needs a line. What
        was answered stays with its round.
        """
        if not self._block.is_course_staff:
            raise HandlerError(403, "only-staff", self._labels.only_staff())
        number = data.get("number")
        if number not in (1, 2) or isinstance(number, bool):
            raise HandlerError(400, "bad-request", self._labels.bad_request("number"))
        present, block, is_begun = self._continuum(), self._block, number == 2
        authored, second = block.authored.continuum, block.second_round
        if authored is None or block.is_preview or block.is_second_round == is_begun:
            return self._view(present)
        group = self._block.group_of(authored)
        if is_begun and (second is None or not any(line.enough for line in (group.lines() or {}).values())):
            raise HandlerError(409, "too-early", self._labels.no_first_line())
        answer = self._view(live_session.second_round(authored, second.name) if is_begun and second else authored)
        perform_continuum(block, group, (SetSecondRound(is_begun),))
        return answer

    def facilitator(self) -> dict[str, Any]:
        """Return to course staff what to ask, beside what the group sees."""
        if not self._block.is_course_staff:
            raise HandlerError(403, "only-staff", self._labels.only_staff())
        continuum = self._continuum()
        return {
            "phase": "facilitator",
            "join": live_session.build_join(self._block.scope_ids.usage_id),
            "round_number": 2 if self._block.is_second_round else 1,
            **presenter.build_facilitator_notes(continuum),
            **self._lines(continuum, self._block.group_of(continuum)),
        }

    # --- what is sent -------------------------------------------------------------------------------------------------

    def _sent_answers(self, data: dict[str, Any]) -> dict[str, str]:
        answers = data.get("answers")
        if not isinstance(answers, dict) or not _are_names(answers) or not _are_names(list(answers.values())):
            raise HandlerError(400, "bad-request", self._labels.bad_request("answers"))
        return answers

    def _sent_follow_ups(self, data: dict[str, Any]) -> dict[str, list[str]]:
        follow_ups = data.get("follow_ups", {})
        if (
            not isinstance(follow_ups, dict)
            or not _are_names(follow_ups)
            or not all(isinstance(names, list) and _are_names(names) for names in follow_ups.values())
        ):
            raise HandlerError(400, "bad-request", self._labels.bad_request("follow_ups"))
        return {id_: list(dict.fromkeys(names)) for id_, names in follow_ups.items() if names}

    def _check_names(self, continuum: Continuum, answers: dict[str, str], follow_ups: dict[str, list[str]]) -> None:
        """Refuse ids that this very exercise does not have: no page of ours sends them."""
        stops, questions = {stop.id for stop in continuum.scale.points}, continuum.questions
        if not (answers.keys() <= questions.keys() and set(answers.values()) <= stops):
            raise HandlerError(400, "bad-request", self._labels.bad_request("answers"))
        for id_, names in follow_ups.items():
            asked = next((statement for statement in continuum.statements if statement.id == id_), None)
            if asked is None or not set(names) <= {option.id for option in continuum.follow_up_options(asked)}:
                raise HandlerError(400, "bad-request", self._labels.bad_request("follow_ups"))

    # --- what the request is about ------------------------------------------------------------------------------------

    def _continuum(self) -> Continuum:
        continuum = self._block.parsed.continuum
        if continuum is None:
            raise HandlerError(409, "unavailable", self._labels.unavailable(), with_state=True)
        return continuum

    @property
    def _is_uncounted_staff(self) -> bool:
        """Whether this is course staff who are not enrolled: only learners are counted, so nothing is recorded."""
        return self._block.is_course_staff and self._block.has_enrollment is not True

    @property
    def _records_nothing(self) -> bool:
        return self._block.is_preview or self._is_uncounted_staff

    def _is_done(self, group: ContinuumGroup) -> bool:
        """Return whether this person has finished this round.

        After their state was deleted they may earn the credit again.
        """
        return bool(self._block.took_part) and not self._records_nothing and group.took_part() is not False

    # --- what is told -------------------------------------------------------------------------------------------------

    def _view(
        self,
        continuum: Continuum | None,
        *,
        done: bool | None = None,
        counted: bool | None = None,
        notice: str | None = None,
    ) -> dict[str, Any]:
        block = self._block
        common = {
            "title": block.display_name,
            "staff": block.is_course_staff,
            "preview": self._records_nothing,
            "counted": counted,
        }
        if continuum is None:
            return {**common, "phase": "unavailable", "problems": unavailable_sentences(block), "notice": None}
        group = self._block.group_of(continuum)
        done = self._is_done(group) if done is None else done
        past_due = not done and block.is_past_deadline()
        told = (
            {**self._told_lines(continuum, group), **presenter.build_closing(continuum)}
            if done
            else {"off": None if group.is_installed else self._labels.counting_off()}
        )
        return {
            **common,
            "phase": "done" if done else "place",
            **presenter.build_exercise(continuum, group.promised_k()),
            **told,
            "problems": [],
            "can_submit": not past_due,
            "notice": notice or (self._labels.past_due() if past_due else None),
        }

    def _told_lines(self, continuum: Continuum, group: ContinuumGroup) -> dict[str, Any]:
        """Return the lines, but in a preview to its authors and to course staff alone.

        Whoever is logged in can send answers to Studio's preview; those count nowhere, so they earn no look at the
        group.
        """
        block = self._block
        if block.is_preview and not block.is_staff_or_author:
            return {"lines": None, "off": self._labels.only_after()}
        return self._lines(continuum, group)

    def _lines(self, continuum: Continuum, group: ContinuumGroup) -> dict[str, Any]:
        lines = presenter.build_distributions(continuum, group.lines(), group.earlier_lines())
        return {"lines": lines, "off": self._labels.counting_off() if lines is None else None}


def _are_names(values: dict[Any, Any] | list[Any]) -> bool:
    """Return whether a list, or the keys of a dictionary, are short texts."""
    return len(values) <= MAX_NAMES and all(isinstance(name, str) and 0 < len(name) <= MAX_NAME for name in values)
