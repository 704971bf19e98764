"""As lms/djangoapps/courseware/user_state_client.py of openedx-platform.

Reads learner state, one person's at a time.
"""

import json
from collections import namedtuple

from xblock.fields import Scope

from .models import StudentModule

XBlockUserState = namedtuple("XBlockUserState", ["username", "block_key", "state", "updated", "scope"])
"""As in edx_user_state_client/interface.py."""


class DjangoXBlockUserStateClient:
    """Reads StudentModule; a state that is null or empty counts as none."""

    def __init__(self, user=None):
        self.user = user

    def get_many(self, username, block_keys, scope=Scope.user_state, fields=None):
        """Return the states there are."""
        if scope != Scope.user_state:
            raise ValueError(f"Only Scope.user_state is supported, not {scope}")
        for course_key in {key.course_key for key in block_keys}:
            keys = [key for key in block_keys if key.course_key == course_key]
            found = StudentModule.objects.chunked_filter(
                "module_state_key__in", keys, student__username=username, course_id=course_key
            )
            for module in found:
                state = json.loads(module.state) if module.state is not None else {}
                if state:
                    kept = state if fields is None else {field: state[field] for field in fields if field in state}
                    usage_key = module.module_state_key.map_into_course(module.course_id)
                    yield XBlockUserState(username, usage_key, kept, module.modified, scope)
