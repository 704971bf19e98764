"""The platform's store of courses as a component meets it, as its sources do it."""

import sys
from types import ModuleType

from xblock.core import XBlock
from xblock.field_data import DictFieldData
from xblock.fields import Dict, Scope, ScopeIds
from xblock.test.tools import TestRuntime


class Course(XBlock):
    """What of a course's root block is read (xmodule/course_block.py, CourseFields)."""

    other_course_settings = Dict(display_name="Other Course Settings", scope=Scope.settings)


class CourseStore:
    """The mixed store (xmodule/modulestore/mixed.py) with one course."""

    def __init__(self, course_key):
        self.course_key, self.stored, self.fails, self.asked = course_key, {}, False, 0

    def get_course(self, course_key, depth=0):
        """Return the course's root block; None where there is no such course (get_course, ItemNotFoundError).

        A store that can't be reached raises. Every call makes a block of its own from what is stored.
        """
        self.asked += 1
        if self.fails:
            raise ConnectionError("no reachable servers")
        if course_key != self.course_key:
            return None
        keys = ScopeIds(None, "course", "course", "course")
        return TestRuntime().construct_xblock_from_class(Course, keys, DictFieldData(dict(self.stored)))


def install_course_store(monkeypatch, course_key) -> CourseStore:
    """Install the store where the platform has it (xmodule/modulestore/django.py, modulestore)."""
    store = CourseStore(course_key)
    for name, holds in {
        "xmodule": {}, "xmodule.modulestore": {}, "xmodule.modulestore.django": {"modulestore": lambda: store},
    }.items():  # fmt: skip
        module = ModuleType(name)
        vars(module).update(holds)
        monkeypatch.setitem(sys.modules, name, module)
    return store
