"""A retired account leaves no words of its own, neither shared nor kept."""

import json
import sys
import types
from types import SimpleNamespace

import pytest

from powerstruggle_xblock.group_answers import receivers
from powerstruggle_xblock.platform.retirement import forget_kept_words


class Rows(list):
    """A table as far as it is asked: rows by equal attributes, and values put into them (Django's manager and query set)."""

    def filter(self, **wanted):
        return Rows(row for row in self if all(getattr(row, name) == value for name, value in wanted.items()))

    def update(self, **values):
        for row in self:
            vars(row).update(values)


@pytest.fixture
def states(monkeypatch):
    """The LMS's table of learner states (lms.djangoapps.courseware.models.StudentModule)."""
    def row(pk, student, kind, state):
        return SimpleNamespace(pk=pk, student_id=student, module_type=kind, state=None if state is None else json.dumps(state))

    rows = Rows([
        row(1, 7, "powerstruggle_reflection", {"took_part": True, "kept_words": {"sign": "mine"}}),
        row(2, 7, "powerstruggle_reflection", {"took_part": True}),
        row(3, 7, "powerstruggle_reflection", None),
        row(4, 8, "powerstruggle_reflection", {"kept_words": {"sign": "somebody else's"}}),
        row(5, 7, "problem", {"kept_words": "another component's"}),
    ])
    module = types.ModuleType("lms.djangoapps.courseware.models")
    module.StudentModule = SimpleNamespace(objects=rows)
    for name in ("lms", "lms.djangoapps", "lms.djangoapps.courseware"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return rows


def test_their_words_go_and_that_they_took_part_stays(states):
    assert forget_kept_words(7) == 1
    assert [row.state for row in states[:3]] == ['{"took_part": true}', '{"took_part": true}', None]
    assert "somebody else's" in states[3].state and "another component's" in states[4].state


def test_the_platforms_signal_starts_both(states, monkeypatch):
    erased = []
    monkeypatch.setattr("powerstruggle_xblock.group_answers.api.erase_person", erased.append)
    receivers.retire(sender=None, user=SimpleNamespace(id=7))
    assert erased == [7] and "mine" not in states[0].state


def test_outside_an_lms_there_is_nothing_to_forget():
    assert forget_kept_words(7) == 0
