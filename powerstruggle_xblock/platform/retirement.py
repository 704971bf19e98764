"""What a retired account leaves behind in reflections that were kept for the learner (`keep="learner"`): no words.

The platform keeps a learner's state when it retires their account. That they took part stays with it; what they wrote
goes.
"""

import json

from ..reflection.grammar import ROOT as BLOCK_TYPE

UNNAMED_TYPES = ("problem", "")
"""What `module_type` says of a row that an override of the score made before the learner had any state
(lms/djangoapps/instructor_task/tasks_helper/module_state.py, _get_modules_to_update)."""
WORDS = "kept_words"


def forget_kept_words(user_id) -> int:
    """Delete a person's words in their learner states; return in how many components there were any."""
    try:
        from lms.djangoapps.courseware.models import StudentModule  # pyright: ignore[reportMissingImports]
    except (ImportError, RuntimeError):
        return 0
    rows = StudentModule.objects.filter(student_id=user_id, module_type__in=(BLOCK_TYPE, *UNNAMED_TYPES))
    ours = [pk for pk, key in rows.values_list("pk", "module_state_key") if key.block_type == BLOCK_TYPE]
    return sum(_forget(StudentModule, row) for row in StudentModule.objects.filter(pk__in=ours))


def _forget(model, row) -> int:
    state = json.loads(row.state or "{}")
    if not state.pop(WORDS, None):
        return 0
    model.objects.filter(pk=row.pk).update(state=json.dumps(state))
    return 1
