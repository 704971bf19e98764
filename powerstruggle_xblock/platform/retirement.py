"""What stays of words that a reflection kept for a learner (`keep="learner"`), once they are forgotten: nothing.

The platform keeps a learner's state when it retires their account. That they took part stays with it; what they wrote
goes. Of a row of the type "problem" it also keeps a copy for each time that the row was saved
(lms/djangoapps/courseware/models.py, BaseStudentModuleHistory); words go from those copies too.
"""

import json
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from ..reflection.grammar import ROOT as BLOCK_TYPE

UNNAMED_TYPES = ("problem", "")
"""What `module_type` says of a row that an override of the score made before the learner had any state
(lms/djangoapps/instructor_task/tasks_helper/module_state.py, _get_modules_to_update)."""
WORDS = "kept_words"
_HISTORIES = (
    ("lms.djangoapps.coursewarehistoryextended.models", "StudentModuleHistoryExtended"),
    ("lms.djangoapps.courseware.models", "StudentModuleHistory"),
)
"""The models of the copies; which of them a site writes is its setting ENABLE_CSMH_EXTENDED."""


def forget_kept_words(user_id: Any) -> int:
    """Delete a person's words in their learner states; return in how many components there were any."""
    states = _find_model("lms.djangoapps.courseware.models", "StudentModule")
    if states is None:
        return 0
    rows = states.objects.filter(student_id=user_id, module_type__in=(BLOCK_TYPE, *UNNAMED_TYPES))
    ours = [pk for pk, key in rows.values_list("pk", "module_state_key") if key.block_type == BLOCK_TYPE]
    count = sum(_remove_words(states, row) for row in states.objects.filter(pk__in=ours))
    _clear_histories(ours)
    return count


def forget_former_words(usage_key: Any, user_id: Any) -> None:
    """Delete a person's words in the copies that the platform keeps of their former states of one component."""
    states = _find_model("lms.djangoapps.courseware.models", "StudentModule")
    if states is not None and user_id is not None:
        rows = states.objects.filter(student_id=user_id, module_state_key=usage_key)
        _clear_histories(list(rows.values_list("pk", flat=True)))


def _find_model(module: str, name: str) -> Any:
    """Return a model of the LMS, or None in another runtime and where the site has not installed it."""
    try:
        return getattr(import_module(module), name, None)
    except (ImportError, RuntimeError):
        return None


def _clear_histories(state_ids: list[Any]) -> None:
    """Delete the words in the copies of these states; scores and times of the copies stay.

    The copies may lie in another database, so they are found by number and not by a join.
    """
    found = (_find_model(*place) for place in _HISTORIES)
    for history in filter(None, found) if state_ids else ():
        rows: Iterable[Any] = history.objects.filter(student_module_id__in=state_ids, state__contains=WORDS)
        for row in list(rows):
            _remove_words(history, row)


def _remove_words(model: Any, row: Any) -> int:
    state = json.loads(row.state or "{}")
    if not state.pop(WORDS, None):
        return 0
    model.objects.filter(pk=row.pk).update(state=json.dumps(state))
    return 1
