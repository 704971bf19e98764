"""What a course's staff wrote into the course's own settings.

The platform's place for it is *Other Course Settings* among Studio's advanced settings, a dictionary of the course's
root block (xmodule/course_block.py, CourseFields.other_course_settings). Studio shows it where the operator has set the
feature ENABLE_OTHER_COURSE_SETTINGS; what is stored there can be read either way.
"""

import logging
from collections.abc import Mapping
from importlib import import_module
from typing import Any

log = logging.getLogger(__name__)


def read_course_setting(course_key: Any, name: str) -> Any:
    """Return one of a course's other settings, or None where there is none or it can't be known.

    The platform has loaded the course for every request to one of its components, inside a bulk operation: asking again
    costs no look-up in its store (lms/djangoapps/courseware/block_render.py, handle_xblock_callback).
    """
    if course_key is None:
        return None
    try:
        store = import_module("xmodule.modulestore.django").modulestore()
    except Exception:  # A runtime other than the platform's, or a platform whose store is elsewhere.
        log.debug("there is no store of courses", exc_info=True)
        return None
    try:
        # None where the course is gone: its components can outlive it for a moment.
        settings = getattr(store.get_course(course_key), "other_course_settings", None)
    except Exception:  # Learners go on without the course's texts when its store can't be reached.
        log.warning("the settings of %s could not be read", course_key, exc_info=True)
        return None
    return settings.get(name) if isinstance(settings, Mapping) else None
