"""What the platform's signals start in this app (see `apps.py`)."""

import logging
from typing import Any

from ..platform.retirement import BLOCK_TYPE, forget_kept_words
from . import api

log = logging.getLogger(__name__)


def erase_user(sender: object, user: Any, **_kwargs: object) -> None:
    """Erase a retired account's data. Raises what goes wrong, so that the retirement pipeline tries again."""
    api.erase_user(user.id)
    forget_kept_words(user.id)


def forget_deleted_state(sender: object, instance: Any, **_kwargs: object) -> None:
    """Delete what a learner shared in a reflection when the platform deletes their state of it.

    It does so for one learner or for all.

    The block has no `clear_student_state`: where one is there, the platform leaves score and completion as they are
    (lms/djangoapps/instructor/enrollment.py, reset_student_attempts), and deleting all learners' states never calls it.

    The key says what component it is. `module_type` says "problem" of a row that an override of the score made before
    the learner had any state (lms/djangoapps/instructor_task/tasks_helper/module_state.py, _get_modules_to_update).
    """
    if instance.module_state_key.block_type != BLOCK_TYPE:
        return
    try:
        api.forget_state(str(instance.module_state_key), instance.student_id)
    except api.NotAvailable:
        log.debug("nothing is shared in %s: group answers are not installed", instance.module_state_key)
