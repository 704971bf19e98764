"""What is counted of a scenario's runs, and when: one SQL statement a step, and none where the group's answers aren't installed.

A counter belongs to a component, a content version, and first or later attempts; nobody's name, id or time is near it. Names
that differ only behind their last "/" are neighbours, of which small ones are withheld together (docs/decisions/0010):

- `run:begun`, and `week:2026-11-16` (the Monday of the week in which it was): a run was begun, or begun again from a step of it;
- `scene:ID`: somebody came to a scene; `left:ID`, and `choice/SCENE/ID`: and chose there;
- `run:ended`, `ending/ID`, and `band/0` to `band/4`: a run ended, with a score under 20 %, 40 %, 60 %, 80 %, or above.

What could be added up from neighbours (`left:ID`, `run:ended`) has a counter of its own, since it can be told where they can't.

The first attempt is run 1, which always begins at the start and is never practice.
"""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ..group_answers import api
from ..scenario import scoring
from ..scenario.model import Ending
from ..scenario.play import Playthrough
from ..scenario.progress import Progress
from ..scenario.session import IncrementCounters

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import transaction
except ImportError:  # A runtime without Django counts nothing.
    transaction = None

log = logging.getLogger(__name__)

BEGUN, ENDED = "run:begun", "run:ended"
BANDS = 5
LONGEST = 255
"""Longest name a counter can have; what has a longer one is not counted."""


def increment(block, effect: IncrementCounters) -> None:
    """Count a run that has been begun, or the last choice of a run and where it led."""
    names = _attempt_started(effect.run) if effect.kind == "attempt_started" else _choice_made(effect.run)
    _count(block, effect.progress, names)


def _attempt_started(run: Playthrough) -> tuple[str, ...]:
    day = datetime.now(UTC).date()
    week = day - timedelta(days=day.weekday())
    return BEGUN, f"week:{week}", scene(run.node.id)


def _choice_made(run: Playthrough) -> tuple[str, ...]:
    step, place = run.steps[-1], run.node
    reached = (ENDED, ending(place.id), band(scoring.run_score(run))) if isinstance(place, Ending) else (scene(place.id),)
    return left(step.scene.id), choice(step.scene.id, step.choice.id), *reached


def scene(id_: str) -> str:
    """Name the counter of arrivals at a scene."""
    return f"scene:{id_}"


def left(id_: str) -> str:
    """Name the counter of choices at a scene, whichever."""
    return f"left:{id_}"


def choice(scene_id: str, id_: str) -> str:
    """Name the counter of a choice."""
    return f"choice/{scene_id}/{id_}"


def ending(id_: str) -> str:
    """Name the counter of an ending."""
    return f"ending/{id_}"


def band(score: float) -> str:
    """Name the counter of a score, 0–1."""
    return f"band/{min(int(score * BANDS + 1e-9), BANDS - 1)}"


def _count(block, progress: Progress, names: Iterable[str]) -> None:
    """Count after the request's own transaction, if there is one: what is rolled back isn't counted, and no row stays locked.

    What goes wrong is logged; it must cost nobody a choice.
    """
    if transaction is None or not _counts(block):
        return
    key, version, first = str(block.scope_ids.usage_id), block.scenario.version, progress.run == 1 and not progress.practice
    names = [name for name in names if len(name) <= LONGEST]

    def add() -> None:
        try:
            api.increment(key, version, first, names)
        except api.NotAvailable:
            log.debug("nothing is counted of %s: the group's answers aren't kept here", key)
        except Exception:
            log.exception("a step in %s could not be counted", key)

    try:
        transaction.on_commit(add)
    except ImproperlyConfigured:
        log.debug("nothing is counted of %s: Django isn't set up", key)


def _counts(block) -> bool:
    """Tell whether this person's runs are among those a trainer asks about: learners' in a course, not those of its staff."""
    return block.in_course and not getattr(block.runtime, "is_author_mode", False) and not block.is_course_staff
