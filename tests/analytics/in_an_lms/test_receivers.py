"""The platform's signals reach our receivers, through edx-django-utils' own wiring and on real tables.

edx_django_utils/plugins/plugin_signals.py: connect_plugin_receivers imports signal, sender and receiver by their paths.
"""

import json

import pytest
from common.djangoapps.student.models import CourseEnrollment
from django.db.models.signals import post_delete
from edx_django_utils.plugins import connect_plugin_receivers, registry
from lms.djangoapps.courseware.models import StudentModule, StudentModuleHistory
from lms.djangoapps.coursewarehistoryextended.models import StudentModuleHistoryExtended
from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC

from powerstruggle_xblock.group_answers import api, apps
from powerstruggle_xblock.platform.retirement import forget_former_words, forget_kept_words

RECEIVERS = apps.GroupAnswersConfig.plugin_app["signals_config"]["lms.djangoapp"]["receivers"]
BY_OVERRIDE = "problem"
"""`module_type` of a row that an override made: the model's default, "" in newer releases."""


@pytest.fixture(autouse=True)
def _wired(monkeypatch):
    """Connect the receivers as the LMS does at its start, and disconnect them again."""
    monkeypatch.setattr(registry, "get_plugin_app_configs", lambda _project_type: [apps.GroupAnswersConfig])
    connect_plugin_receivers("lms.djangoapp")
    yield
    post_delete.disconnect(sender=StudentModule, dispatch_uid=RECEIVERS[1]["dispatch_uid"])
    USER_RETIRE_LMS_MISC.disconnect(dispatch_uid=RECEIVERS[0]["dispatch_uid"])


def row(course, person, key=None, *, kind=None, **state) -> StudentModule:
    """Store a learner's state in a component, the reflection's unless another is named."""
    key = key or course.written.usage
    return StudentModule.objects.create(
        student=person,
        course_id=course.key,
        module_state_key=key,
        module_type=key.block_type if kind is None else kind,
        state=json.dumps(state) if state else None,
    )


@pytest.mark.parametrize("kind", ["powerstruggle_reflection", BY_OVERRIDE])
def test_a_deleted_state_takes_along_what_was_shared_there_and_nothing_else(course, kind):
    ann, bob = course.enrol("ann"), course.enrol("bob")
    place = str(course.written.usage)
    for person in (ann, bob):
        api.share(place, "sign", person.id, f"text of {person.username}")
    row(course, ann, kind=kind, took_part=True).delete()
    assert [text.text for text in api.shared(place)] == ["text of bob"]


def test_deleting_the_states_of_all_learners_deletes_all_that_was_shared(course):
    people = [course.enrol(name) for name in ("ann", "bob")]
    for person in people:
        api.share(str(course.written.usage), "sign", person.id, "mine")
        row(course, person, took_part=True)
    StudentModule.objects.filter(module_state_key=course.written.usage).delete()
    assert api.shared(str(course.written.usage)) == []


def test_the_state_of_another_component_and_another_model_take_nothing_along(course):
    ann = course.enrol("ann")
    api.share(str(course.written.usage), "sign", ann.id, "mine")
    row(course, ann, course.scenario.usage, progress={}).delete()
    row(course, ann, course.stand.usage, kind="powerstruggle_reflection").delete()
    CourseEnrollment.objects.filter(user=ann).delete()
    assert [text.text for text in api.shared(str(course.written.usage))] == ["mine"]


def test_a_retired_account_leaves_no_words_neither_shared_nor_kept(course):
    ann, bob = course.enrol("ann"), course.enrol("bob")
    for person in (ann, bob):
        api.share(str(course.written.usage), "sign", person.id, f"of {person.username}")
        row(course, person, took_part=True, kept_words={"sign": f"kept by {person.username}"})
    USER_RETIRE_LMS_MISC.send(sender=None, user=ann)
    assert [text.text for text in api.shared(str(course.written.usage))] == ["of bob"]
    assert json.loads(StudentModule.objects.get(student=ann).state) == {"took_part": True}
    assert "kept by bob" in StudentModule.objects.get(student=bob).state


@pytest.mark.parametrize("kind", ["powerstruggle_reflection", BY_OVERRIDE, ""])
def test_kept_words_go_whatever_made_the_row(course, kind):
    ann = course.enrol("ann")
    row(course, ann, kind=kind, took_part=True, kept_words={"sign": "mine"})
    row(course, ann, course.scenario.usage, kind=BY_OVERRIDE, kept_words="another component's")
    assert forget_kept_words(ann.id) == 1
    states = {each.module_state_key.block_type: json.loads(each.state) for each in StudentModule.objects.all()}
    assert states["powerstruggle_reflection"] == {"took_part": True}
    assert states["powerstruggle_scenario"] == {"kept_words": "another component's"}


def copied(course, person) -> StudentModule:
    """Store a state twice in a row that an override made: each is copied, the last into the old table too."""
    made = row(course, person, kind=BY_OVERRIDE, took_part=True, kept_words={"sign": "first of " + person.username})
    made.state = json.dumps({"took_part": True, "kept_words": {"sign": "second of " + person.username}})
    made.grade = 1.0
    made.save()
    StudentModuleHistory.save_history_entry(made, StudentModuleHistory)
    return made


def copies(person) -> list:
    rows = [history.objects.filter(student_module__student=person) for history in (
        StudentModuleHistoryExtended, StudentModuleHistory)]
    return [(json.loads(each.state), each.grade) for found in rows for each in found]


def test_words_go_from_the_copies_of_former_states_when_an_account_is_retired(course):
    ann, bob = course.enrol("ann"), course.enrol("bob")
    for person in (ann, bob):
        copied(course, person)
    other = row(course, ann, course.scenario.usage, kind=BY_OVERRIDE, kept_words="another component's")
    assert len(copies(ann)) == 4
    USER_RETIRE_LMS_MISC.send(sender=None, user=ann)
    ours = StudentModuleHistoryExtended.objects.filter(student_module__student=ann).exclude(student_module=other)
    assert [json.loads(each.state) for each in ours] == [{"took_part": True}] * 2
    assert [each.grade for each in ours] == [None, 1.0]
    assert "words" not in StudentModuleHistory.objects.get(student_module__student=ann).state
    assert "another component's" in StudentModuleHistoryExtended.objects.get(student_module=other).state
    assert all("of bob" in state["kept_words"]["sign"] for state, _ in copies(bob))


def test_words_that_were_deleted_before_go_from_the_copies_too(course):
    ann = course.enrol("ann")
    made = copied(course, ann)
    StudentModule.objects.filter(pk=made.pk).update(state=json.dumps({"took_part": True}))
    assert forget_kept_words(ann.id) == 0
    assert [state for state, _ in copies(ann)] == [{"took_part": True}] * 3


def test_a_learner_who_deletes_kept_words_deletes_them_from_the_copies_of_this_component(course):
    ann, bob = course.enrol("ann"), course.enrol("bob")
    for person in (ann, bob):
        copied(course, person)
    forget_former_words(course.written.usage, ann.id)
    assert [state for state, _ in copies(ann)] == [{"took_part": True}] * 3
    assert all("kept_words" in state for state, _ in copies(bob))
    forget_former_words(course.scenario.usage, bob.id)
    forget_former_words(course.written.usage, None)
    assert all("kept_words" in state for state, _ in copies(bob))


def test_a_row_without_state_is_left_as_it_is(course):
    ann = course.enrol("ann")
    row(course, ann)
    assert forget_kept_words(ann.id) == 0 and StudentModule.objects.get().state is None


def test_only_deleted_states_are_listened_to():
    assert post_delete.has_listeners(StudentModule) and not post_delete.has_listeners(CourseEnrollment)
