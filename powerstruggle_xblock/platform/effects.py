"""Perform the effects of a move.

The only place where what a move comes to is stored, published, counted, shared or sent as an event. A scenario's moves
and their effects are in `scenario/session.py`; those of a continuum and of a reflection are in their controllers, and
the effects here. A move that is refused has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..analytics import events
from ..panel import counters
from ..scenario.session import Effect, IncrementCounters, PublishCompletion, PublishGrade, SendEvent, Store
from .retirement import forget_former_words

if TYPE_CHECKING:
    from ..continuum_block import ContinuumBlock
    from ..reflection_block import ReflectionBlock
    from ..scenario_block import ScenarioBlock
    from .continuum_group import ContinuumGroup
    from .reflection_sharing import Sharing


def perform(block: "ScenarioBlock", effects: Iterable[Effect]) -> None:
    """Perform effects in their order. Events and counters that fail are logged, and the request goes on.

    Events are sent for a person's own run in a course, since a library's preview would pass them on; counted are the
    runs of learners.
    """
    usage_id = str(block.scope_ids.usage_id)
    for effect in effects:
        match effect:
            case Store(record):
                # `attempts` is written after `progress`: the workbench stores each field by itself, and a repeated
                # request that reads the new number of attempts has to find the new run as well.
                block.progress, block.override = record.progress, record.override
                if record.attempts is not None:
                    block.attempts = record.attempts
            case PublishCompletion():
                block.publish_completion()
            case PublishGrade(ratio, is_new):
                if is_new and not block.is_masquerading:
                    block.ratio = ratio
                block.publish_grade()
            case SendEvent():
                if block.is_own_run:
                    events.send(partial(block.runtime.publish, block), usage_id, block.scenario.version, effect)
            case IncrementCounters():
                if block.is_learners_run:
                    counters.increment(usage_id, block.scenario.version, effect)


# --- taking part ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveCredit:
    """Store that the learner took part, and tell the platform, once."""


@dataclass(frozen=True, slots=True)
class CountAnswers:
    """Count a person's answers, {question: stop}, and what they ticked, {statement: [option]}, once a round."""

    answers: Mapping[str, str]
    follow_ups: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ReleaseLines:
    """Publish the group's lines that enough people have answered for."""


@dataclass(frozen=True, slots=True)
class SetSecondRound:
    """Begin the second round for everybody, or return to the first."""

    is_begun: bool


@dataclass(frozen=True, slots=True)
class KeepWords:
    """Keep these words for the learner, {prompt: text}, in the place of those of before."""

    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForgetFormerWords:
    """Delete the words in the copies that the platform keeps of the learner's former states."""


@dataclass(frozen=True, slots=True)
class ShareText:
    """Show a text to the facilitator, in the place of an earlier one."""

    prompt_id: str
    text: str


@dataclass(frozen=True, slots=True)
class WithdrawText:
    """Delete what the learner shares at a question."""

    prompt_id: str


ContinuumEffect = GiveCredit | CountAnswers | ReleaseLines | SetSecondRound
ReflectionEffect = GiveCredit | KeepWords | ForgetFormerWords | ShareText | WithdrawText


def perform_continuum(
    block: "ContinuumBlock", group: "ContinuumGroup", effects: Iterable[ContinuumEffect]
) -> bool | None:
    """Perform effects in their order.

    Return whether answers were counted: False where this person's had been counted before, None where nothing can be
    counted and where there were none.
    """
    counted = None
    for effect in effects:
        match effect:
            case CountAnswers(answers, follow_ups):
                counted = group.submit(answers, follow_ups)
            case ReleaseLines():
                group.release()
            case SetSecondRound(is_begun):
                group.set_second_round(is_begun)
            case GiveCredit():
                block.give_credit()
    return counted


def perform_reflection(block: "ReflectionBlock", sharing: "Sharing", effects: Iterable[ReflectionEffect]) -> None:
    """Perform effects in their order. Raise HandlerError where a text can't be shared or withdrawn."""
    for effect in effects:
        match effect:
            case KeepWords(words):
                block.kept_words = dict(words)
            case ForgetFormerWords():
                forget_former_words(block.scope_ids.usage_id, block.scope_ids.user_id)
            case ShareText(prompt_id, text):
                sharing.share(prompt_id, text, block.labels)
            case WithdrawText(prompt_id):
                sharing.withdraw(prompt_id, block.labels)
            case GiveCredit():
                block.give_credit()
