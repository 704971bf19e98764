"""What a retired account leaves behind in reflections that were kept for the learner (`keep="learner"`): no words.

The platform keeps a learner's state when it retires their account. That they took part stays with it; what they wrote goes.
"""

import json

BLOCK_TYPE = "powerstruggle_reflection"
WORDS = "kept_words"


def forget_kept_words(user_id) -> int:
    """Take a person's words out of their learner states; give in how many components there were any. 0 outside an LMS."""
    try:
        from lms.djangoapps.courseware.models import StudentModule
    except (ImportError, RuntimeError):
        return 0
    rows = StudentModule.objects.filter(student_id=user_id, module_type=BLOCK_TYPE)
    return sum(_forget(StudentModule, row) for row in rows)


def _forget(model, row) -> int:
    state = json.loads(row.state or "{}")
    if not state.pop(WORDS, None):
        return 0
    model.objects.filter(pk=row.pk).update(state=json.dumps(state))
    return 1
