"""The package's events in the platform's tracking log: the only module that names them and builds their payloads.

They are sent from handlers, in courses only, through `runtime.publish`, which makes each a tracking event of its name
with person, course and component in its context (xmodule/services.py, EventPublishingService). They carry ids, numbers
and booleans: never a text, a label, a word a learner wrote or a position on a line. docs/events.md and
contracts/events.schema.json say what is in each; a change of either is a new SCHEMA_VERSION.
"""

import logging
from collections.abc import Callable
from typing import Any

from ..continuum import grammar as continuum_grammar
from ..reflection import grammar as reflection_grammar
from ..scenario import scoring
from ..scenario.progress import Progress
from ..scenario.session import SendEvent

log = logging.getLogger(__name__)

SCHEMA_VERSION = 2
ATTEMPT_STARTED = "powerstruggle.scenario.attempt_started"
CHOICE_MADE = "powerstruggle.scenario.choice_made"
ATTEMPT_ENDED = "powerstruggle.scenario.attempt_ended"
CONTINUUM_PARTICIPATED = "powerstruggle.continuum.participated"
REFLECTION_PARTICIPATED = "powerstruggle.reflection.participated"
NAMES = (ATTEMPT_STARTED, CHOICE_MADE, ATTEMPT_ENDED, CONTINUUM_PARTICIPATED, REFLECTION_PARTICIPATED)
PARTICIPATED = {continuum_grammar.ROOT: CONTINUUM_PARTICIPATED, reflection_grammar.ROOT: REFLECTION_PARTICIPATED}
"""The event of a component that is completed by taking part, by block type."""
RATIO_DIGITS = 4
"""Decimal places of ratios, so that equal results are equal in every database."""


Publish = Callable[[str, dict[str, Any]], None]
"""Publishes an event of a component, by its name and payload."""


def send(publish: Publish, usage_id: str, content_version: str, event: SendEvent) -> None:
    """Send one event of a run, with what docs/events.md says that it carries.

    `usage_id` is the component's key as text, `content_version` twelve hex digits. Never raises.
    """
    builders = {
        "attempt_started": (ATTEMPT_STARTED, _attempt_started),
        "choice_made": (CHOICE_MADE, _choice_made),
        "attempt_ended": (ATTEMPT_ENDED, _attempt_ended),
    }
    name, build = builders[event.kind]
    _send(publish, usage_id, name, _attempt(usage_id, content_version, event.progress) | build(event))


def _attempt_started(event: SendEvent) -> dict[str, Any]:
    """Return where the run was begun: None for the first scene, else the step of the run before."""
    origin = event.progress.origin
    return {"origin": origin and {"attempt": origin[0], "seq": origin[1]}}


def _choice_made(event: SendEvent) -> dict[str, Any]:
    """Return the last choice of a run."""
    step = event.run.steps[-1]
    return {
        "seq": step.index,
        "scene": step.scene.id,
        "choice": step.choice.id,
        "offered": [choice.id for choice in step.open_choices],
        "to": event.run.node.id,
        "first_visit": step.first_visit,
        "levels": dict(step.levels),
        "score": round(scoring.choice_score(step.levels), RATIO_DIGITS) if step.levels else None,
        "meters_before": dict(step.meters_before),
        "meters_after": dict(step.meters_after),
    }


def _attempt_ended(event: SendEvent) -> dict[str, Any]:
    """Return the whole path of an ended run, its score, 0–1, and the grade that stands after it."""
    run, ending = event.run, event.run.ending
    assert ending is not None
    return {
        "path": run.path,
        "ending": ending.id,
        "ending_kind": None if run.scenario.is_drill else ending.kind,
        "score": round(event.score, RATIO_DIGITS),
        "passed": scoring.passes(event.score, run.scenario),
        "kept_score": None if event.grade is None else round(event.grade, RATIO_DIGITS),
        "skills": {skill: round(mean, RATIO_DIGITS) for skill, mean in scoring.skill_profile(run).items()},
    }


def send_participated(publish: Publish, usage_id: str, block_type: str) -> None:
    """Send that somebody took part in a continuum or a reflection; it carries no answer. Never raises."""
    _send(publish, usage_id, PARTICIPATED[block_type], {"schema_version": SCHEMA_VERSION})


def _attempt(usage_id: str, content_version: str, progress: Progress) -> dict[str, Any]:
    """Return what every event of a run holds.

    `attempt_id` is made of component and run number, so it is the same in all events of a run.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "attempt_id": f"{usage_id}#{progress.run}",
        "attempt": progress.run,
        "practice": progress.practice,
        "content_version": content_version,
    }


def _send(publish: Publish, usage_id: str, name: str, payload: dict[str, Any]) -> None:
    """Publish an event. An error is logged and not raised: it must not undo a learner's choice."""
    try:
        publish(name, payload)
    except Exception:
        log.exception("the event %s of %s could not be sent", name, usage_id)
