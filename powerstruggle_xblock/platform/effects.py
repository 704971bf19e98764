"""Perform the effects of a learner's move.

The only place where a scenario's state is stored, published, counted or sent as an event.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from ..analytics import events
from ..panel import counters
from ..scenario.session import Effect, IncrementCounters, PublishCompletion, PublishGrade, SendEvent, Store

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock


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
