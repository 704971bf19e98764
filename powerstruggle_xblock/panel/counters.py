"""Increment a scenario's anonymous counters: one SQL statement for each move of a learner.

A counter belongs to a component, a content version, and first or later attempts; it holds no name, user id or time of a
person. Counters whose names differ only behind the last "/" are suppressed together when one of them is small
(docs/decisions/0010-group-answers.md):

- `run:begun` and `week:2026-11-16` (the Monday of that week, UTC): an attempt started, or started again from a step;
- `scene:ID`: a scene was reached; `left:ID` and `choice/SCENE/ID`: a choice was made there;
- `run:ended`, `ending/ID` (not of a drill) and `band/0` to `band/4`: an attempt ended, with a score under 20 %, 40 %,
  60 %, 80 %, or above.

`left:ID` and `run:ended` are sums of neighbouring counters. They are counted separately because they can be shown where
the neighbours are suppressed.

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
    ImproperlyConfigured = transaction = None

log = logging.getLogger(__name__)

ATTEMPTS_STARTED, ATTEMPTS_ENDED = "run:begun", "run:ended"
SCORE_BANDS = 5
"""How many score bands there are, each 20 % wide."""
MAX_NAME_LENGTH = 255
"""Length in characters of the longest counter name; a longer one is not counted."""


def increment(usage_key: str, content_version: str, effect: IncrementCounters) -> None:
    """Increment the counters of an attempt that has started, or of its last choice and the scene or ending reached.

    `usage_key` is the component's key as text, `content_version` twelve hex digits. Never raises: a failure is logged.
    """
    names = _attempt_started(effect.run) if effect.kind == "attempt_started" else _choice_made(effect.run)
    _increment_on_commit(usage_key, content_version, effect.progress, names)


def _attempt_started(run: Playthrough) -> tuple[str, ...]:
    today = datetime.now(UTC).date()
    monday = today - timedelta(days=today.weekday())
    return ATTEMPTS_STARTED, f"week:{monday}", scene_counter(run.node.id)


def _choice_made(run: Playthrough) -> tuple[str, ...]:
    step, node = run.steps[-1], run.node
    if isinstance(node, Ending):
        band = score_band_counter(score_band(scoring.run_score(run)))
        # A drill has one end, which says nothing.
        reached = (ATTEMPTS_ENDED, band) if run.scenario.is_drill else (ATTEMPTS_ENDED, ending_counter(node.id), band)
    else:
        reached = (scene_counter(node.id),)
    return continued_counter(step.scene.id), choice_counter(step.scene.id, step.choice.id), *reached


def scene_counter(scene_id: str) -> str:
    """Return the name of the counter of arrivals at a scene."""
    return f"scene:{scene_id}"


def continued_counter(scene_id: str) -> str:
    """Return the name of the counter of all choices made at a scene."""
    return f"left:{scene_id}"


def choice_counter(scene_id: str, choice_id: str) -> str:
    """Return the name of the counter of one choice."""
    return f"choice/{scene_id}/{choice_id}"


def ending_counter(ending_id: str) -> str:
    """Return the name of the counter of attempts that came to an ending."""
    return f"ending/{ending_id}"


def score_band_counter(band: int) -> str:
    """Return the name of the counter of a score band, 0 to SCORE_BANDS - 1."""
    return f"band/{band}"


def score_band(score: float) -> int:
    """Return the band, 0 to SCORE_BANDS - 1, of a score from 0 to 1."""
    return min(int(score * SCORE_BANDS + scoring.TOLERANCE), SCORE_BANDS - 1)


def _increment_on_commit(usage_key: str, version: str, progress: Progress, names: Iterable[str]) -> None:
    """Increment counters after the request's own transaction, if it has one.

    So nothing is counted that is rolled back, and no row stays locked. Failures are logged: a learner's choice must not
    fail because of them.
    """
    if transaction is None or ImproperlyConfigured is None:
        return
    is_first_attempt = progress.run == 1 and not progress.practice
    names = [name for name in names if len(name) <= MAX_NAME_LENGTH]

    def add() -> None:
        try:
            api.increment(usage_key, version, is_first_attempt, names)
        except api.NotAvailable:
            log.debug("nothing is counted of %s: this site has no tables for group answers", usage_key)
        except Exception:
            log.exception("a step in %s could not be counted", usage_key)

    try:
        transaction.on_commit(add)
    except ImproperlyConfigured:
        log.debug("nothing is counted of %s: Django is not set up", usage_key)
