"""The package's events in the platform's tracking log: the only module that names them and builds what they carry.

They are sent from handlers through `runtime.publish`, which makes each a tracking event of its name with person, course and component
in its context (xmodule/services.py, EventPublishingService). They carry ids, numbers and yes or no: never a text, a label, a word a
learner wrote or a position on a line. docs/events.md and events.schema.json say what is in each; a change of either is a new
SCHEMA_VERSION.
"""

import logging

from ..scenario import scoring
from ..scenario.progress import Progress
from ..scenario.session import SendEvent

log = logging.getLogger(__name__)

SCHEMA_VERSION = 1
ATTEMPT_STARTED = "powerstruggle.scenario.attempt_started"
CHOICE_MADE = "powerstruggle.scenario.choice_made"
ATTEMPT_ENDED = "powerstruggle.scenario.attempt_ended"
CONTINUUM_PARTICIPATED = "powerstruggle.continuum.participated"
REFLECTION_PARTICIPATED = "powerstruggle.reflection.participated"
NAMES = (ATTEMPT_STARTED, CHOICE_MADE, ATTEMPT_ENDED, CONTINUUM_PARTICIPATED, REFLECTION_PARTICIPATED)
PARTICIPATED = {"powerstruggle_continuum": CONTINUUM_PARTICIPATED, "powerstruggle_reflection": REFLECTION_PARTICIPATED}
"""The event of a component that is done by taking part, by its type."""
DIGITS = 4
"""Ratios are rounded to as many, so that equal results are equal in every database."""


def send(block, event: SendEvent) -> None:
    """Send one event of a run, with what docs/events.md says that it carries."""
    builders = {
        "attempt_started": (ATTEMPT_STARTED, _attempt_started), "choice_made": (CHOICE_MADE, _choice_made),
        "attempt_ended": (ATTEMPT_ENDED, _attempt_ended),
    }
    name, build = builders[event.kind]
    _publish(block, name, _attempt(block, event.progress) | build(event))


def _attempt_started(event: SendEvent) -> dict:
    """Return where the run was begun: None for the first scene, else the step of the run before."""
    origin = event.progress.origin
    return {"origin": origin and {"attempt": origin[0], "seq": origin[1]}}


def _choice_made(event: SendEvent) -> dict:
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
        "score": round(scoring.choice_score(step.levels), DIGITS) if step.levels else None,
        "meters_before": dict(step.meters_before),
        "meters_after": dict(step.meters_after),
    }


def _attempt_ended(event: SendEvent) -> dict:
    """Return the whole path of a run that came to an ending, its score, 0–1, and the grade that stands after it."""
    run, ending = event.run, event.run.ending
    assert ending is not None
    return {
        "path": run.path,
        "ending": ending.id,
        "ending_kind": ending.kind,
        "score": round(event.score, DIGITS),
        "passed": scoring.passes(event.score, run.scenario),
        "kept_score": None if event.grade is None else round(event.grade, DIGITS),
        "skills": {skill: round(mean, DIGITS) for skill, mean in scoring.skill_profile(run).items()},
    }


def participated(block) -> None:
    """Send that somebody took part in a continuum or a reflection; nothing of how."""
    _publish(block, PARTICIPATED[block.scope_ids.block_type], {"schema_version": SCHEMA_VERSION})


def _attempt(block, progress: Progress) -> dict:
    """Return what every event of a run holds. `attempt_id` is derived from run and component, so it is the same for all of a run."""
    return {
        "schema_version": SCHEMA_VERSION,
        "attempt_id": f"{block.scope_ids.usage_id}#{progress.run}",
        "attempt": progress.run,
        "practice": progress.practice,
        "content_version": block.scenario.version,
    }


def _publish(block, name: str, payload: dict) -> None:
    """Publish an event, in courses only: a library's preview would pass it on. A fault is logged; it must cost nobody a choice."""
    if not block.in_course or getattr(block.runtime, "is_author_mode", False):
        return
    try:
        block.runtime.publish(block, name, payload)
    except Exception:
        log.exception("the event %s of %s could not be sent", name, block.scope_ids.usage_id)
