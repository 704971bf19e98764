"""Perform the effects of a learner's move: the only place where a scenario's state is stored, published, counted or sent as an event."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..analytics import events
from ..panel import counters
from ..scenario.session import Effect, IncrementCounters, PublishCompletion, PublishGrade, SendEvent, Store

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock


def perform(block: "ScenarioBlock", effects: Iterable[Effect]) -> None:
    """Perform effects in their order. Events and counters that fail are logged by their rooms and cost nobody a choice."""
    for effect in effects:
        match effect:
            case Store(record):
                # `attempts` is written after `progress`: the workbench stores each field by itself, and a repeated request that
                # reads the new number of attempts has to find the new run as well.
                block.progress, block.override = record.progress, record.override
                if record.attempts is not None:
                    block.attempts = record.attempts
            case PublishCompletion():
                block.publish_completion()
            case PublishGrade(ratio, is_new):
                if is_new:
                    block.ratio = ratio
                block.publish_grade()
            case SendEvent():
                events.send(block, effect)
            case IncrementCounters():
                counters.increment(block, effect)
