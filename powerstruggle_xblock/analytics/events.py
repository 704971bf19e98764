"""The package's events in the platform's tracking log: the only module that names them and builds what they carry.

They are sent from handlers through `runtime.publish`, which makes each a tracking event of its name with person, course and component
in its context (xmodule/services.py, EventPublishingService). They carry ids, numbers and yes or no: never a text, a label, a word a
learner wrote or a position on a line. docs/events.md and events.schema.json say what is in each; a change of either is a new
SCHEMA_VERSION.
"""

import logging

from ..scenario import scoring
from ..scenario.play import Playthrough
from ..scenario.progress import Progress

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


def attempt_started(block, progress: Progress) -> None:
    """Tell that a run was begun: from the first scene, or again from a step of the run before."""
    origin = progress.origin and {"attempt": progress.origin[0], "seq": progress.origin[1]}
    _send(block, ATTEMPT_STARTED, _of_attempt(block, progress) | {"origin": origin})


def choice_made(block, progress: Progress, run: Playthrough) -> None:
    """Tell the last choice of a run."""
    step = run.steps[-1]
    _send(block, CHOICE_MADE, _of_attempt(block, progress) | {
        "seq": step.index,
        "scene": step.scene.id,
        "choice": step.choice.id,
        "offered": [choice.id for choice in step.open_choices],
        "to": run.node.id,
        "first_visit": step.first_visit,
        "levels": dict(step.levels),
        "score": round(scoring.choice_score(step.levels), DIGITS) if step.levels else None,
        "meters_before": dict(step.meters_before),
        "meters_after": dict(step.meters_after),
    })


def attempt_ended(block, progress: Progress, run: Playthrough, score: float) -> None:
    """Tell the whole way of a run that came to an ending, and its score, 0–1; call it once a run, when it is settled."""
    _send(block, ATTEMPT_ENDED, _of_attempt(block, progress) | {
        "path": run.path,
        "ending": run.ending.id,
        "ending_kind": run.ending.kind,
        "score": round(score, DIGITS),
        "passed": scoring.passes(score, run.scenario),
        "kept_score": None if progress.practice or block.ratio is None else round(block.ratio, DIGITS),
        "skills": {skill: round(mean, DIGITS) for skill, mean in scoring.skill_profile(run).items()},
    })


def participated(block) -> None:
    """Tell that somebody took part in a continuum or a reflection; nothing of how."""
    _send(block, PARTICIPATED[block.scope_ids.block_type], {"schema_version": SCHEMA_VERSION})


def _of_attempt(block, progress: Progress) -> dict:
    """Give what every event of a run holds. `attempt_id` is derived, not drawn: the same for all of a run, whoever asks again."""
    return {
        "schema_version": SCHEMA_VERSION,
        "attempt_id": f"{block.scope_ids.usage_id}#{progress.run}",
        "attempt": progress.run,
        "practice": progress.practice,
        "content_version": block.scenario.version,
    }


def _send(block, name: str, payload: dict) -> None:
    """Publish, in courses only: a library's preview would pass it on. What goes wrong is logged; it must cost nobody a choice."""
    if not block.in_course or getattr(block.runtime, "is_author_mode", False):
        return
    try:
        block.runtime.publish(block, name, payload)
    except Exception:
        log.exception("the event %s of %s could not be sent", name, block.scope_ids.usage_id)
