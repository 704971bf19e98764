"""By which of the platform's addresses a request comes: who is answered at each.

The LMS has two for handlers, Studio two more; `World.door` and `is_author_mode` say which one a test uses.
"""

import json
from types import SimpleNamespace

import pytest
from webob import Request

from powerstruggle_xblock.platform.handlers import LEARNERS, STAFF, RequestDataTooBig
from tests.continuum.support import SMALL_CONTINUUM, ContinuumWorld, FakeGroupAnswers
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

from .support import IS_STAFF, USER_ID, FakeUserService, StudioPermissions, World
from .texts import TALK

KINDS = {
    "scenario": lambda **more: World(TALK, **more),
    "reflection": lambda **more: ReflectionWorld(questions("learner", "true"), **more),
    "continuum": lambda **more: ContinuumWorld(SMALL_CONTINUUM, **more),
}
NOT_JSON = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "text/json"]


def list_handlers(*audiences: str) -> list[tuple[str, str]]:
    """Return (component, handler) of all handlers for these people."""
    return [
        (kind, name) for kind, make in KINDS.items() for name in dir(type(make().block()))
        if getattr(getattr(type(make().block()), name), "audience", None) in audiences
    ]  # fmt: skip


EVERY = list_handlers(LEARNERS, STAFF)
PAGES = ("panel", "panel_csv")
JSON_HANDLERS = [each for each in EVERY if each[1] not in (*PAGES, "student_view_user_state")]


@pytest.fixture(autouse=True)
def _group(monkeypatch):
    FakeSharedTexts().install(monkeypatch)
    FakeGroupAnswers().install(monkeypatch)


def ask(world: World, name: str, **how):
    """Send what each handler can do something with, by POST or, for pages, by GET."""
    if name in PAGES:
        return world.get(name)
    data = {"attempt": 1, "step": 0, "choice": "hear", "keep": "learner", "words": {"sign": "x"}, "prompt": "sign",
            "text": "x", "answers": {}, "number": 2}
    return world.post(name, data, **how)


@pytest.mark.parametrize(("kind", "name"), EVERY)
@pytest.mark.parametrize("staff", [set(), {"ann"}])
def test_at_the_address_without_a_token_nobody_is_answered_and_nothing_changes(kind, name, staff):
    world = KINDS[kind](lms=True, staff=staff)
    world.door = "handler_noauth"
    answer = ask(world, name)
    assert answer.status == 403 and b"sign in" in answer.body
    if name not in PAGES:
        assert answer.json["code"] == "not-signed-in" and not answer.json.get("state")
    assert world.store.writes == [] and world.published == []


@pytest.mark.parametrize("masquerade", ["learner", "person"])
def test_staff_who_view_as_a_learner_are_not_answered_there_either(masquerade):
    world = World(TALK, lms=True, staff={"ann"}, masquerade=masquerade)
    world.door = "handler_noauth"
    assert world.post("state").json["code"] == "not-signed-in"
    world.door = "handler"
    assert world.post("state").status == 200


@pytest.mark.parametrize(("mark", "path"), [(False, "/state"), (None, "/courses/c/xblock/k/handler_noauth/state")])
def test_the_platform_s_mark_and_the_address_are_each_enough(mark, path):
    user = FakeUserService({IS_STAFF: False, USER_ID: "ann"}, known=mark)
    block = World(TALK, lms=True, services={"user": user}).block()
    request = Request.blank(path, method="POST", body=b"{}", content_type="application/json")
    assert block.runtime.handle(block, "state", request).status_int == 403


@pytest.mark.parametrize(("kind", "name"), [each for each in EVERY if each[1] not in PAGES])
def test_who_is_not_signed_in_is_not_answered_by_get(kind, name):
    """The LMS lets a GET of somebody who is not signed in through (handle_xblock_callback)."""
    world = KINDS[kind](lms=True)
    world.door = "handler"
    assert ask(world, name, user=None, method="GET").status == 403


@pytest.mark.parametrize(("kind", "name"), JSON_HANDLERS)
def test_at_the_usual_address_learners_and_staff_are_answered(kind, name):
    world = KINDS[kind](lms=True, staff={"ann"})
    world.door = "handler"
    assert ask(world, name).json.get("code") != "not-signed-in"


@pytest.mark.parametrize(("kind", "name"), JSON_HANDLERS)
@pytest.mark.parametrize("content_type", NOT_JSON)
def test_what_a_page_of_another_site_may_send_unasked_is_refused(kind, name, content_type):
    world = KINDS[kind](lms=True)
    answer = ask(world, name, content_type=content_type)
    assert (answer.status, answer.json["code"]) == (400, "bad-request") and "JSON" in answer.json["error"]
    assert world.store.writes == [] and world.published == []


def test_json_with_a_charset_is_taken():
    assert World(TALK).post("state", content_type="application/json; charset=utf-8").status == 200


def test_nobody_is_enrolled_where_nobody_is_signed_in():
    world = World(TALK, lms=True)
    assert world.block(None).is_enrolled() is False and world.block(None).has_enrollment is False
    assert World(TALK).block(None).is_enrolled() is True, "a runtime without enrolments"
    assert world.post("state", user=None).json["code"] == "not-enrolled"


# --- Studio -----------------------------------------------------------------------------------------------------------


def in_studio(kind: str, may: bool, is_preview: bool) -> World:
    """Return a component as Studio's two addresses for handlers have it: no enrolments, permissions of the person."""
    services = {
        "user": FakeUserService({IS_STAFF: False, USER_ID: "ann"}), "studio_user_permissions": StudioPermissions(may)
    }  # fmt: skip
    return KINDS[kind](services=services, edited=not is_preview)


@pytest.mark.parametrize(("kind", "name"), JSON_HANDLERS)
@pytest.mark.parametrize("is_preview", [True, False], ids=["preview_handler", "component_handler"])
def test_in_studio_only_authors_are_told_what_is_in_a_component(kind, name, is_preview, monkeypatch):
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", is_preview, raising=False)
    refused = ask(in_studio(kind, False, is_preview), name)
    assert (refused.status, refused.json["code"], refused.json["state"]) == (403, "not-enrolled", None)
    if is_preview:
        assert ask(in_studio(kind, True, is_preview), name).json.get("code") != "not-enrolled"


def test_who_has_begun_in_studio_s_preview_without_being_an_author_is_told_nothing_more(monkeypatch):
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    world = in_studio("scenario", True, True)
    world.begin()
    world.services["studio_user_permissions"] = StudioPermissions(False)
    assert world.post("state").status == 403 and world.choose(1, 0, "hear").status == 403


# --- size -------------------------------------------------------------------------------------------------------------


def test_a_body_that_the_platform_does_not_read_is_refused_as_too_long():
    class TooLarge(Request):
        """As xblock.django.request.DjangoWebobRequest: the body is Django's, which raises for a large one."""

        @property
        def body(self):
            raise RequestDataTooBig("Request body exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE.")

    request = TooLarge.blank("/state", method="POST", content_type="application/json")
    block = World(TALK, lms=True).block()
    answer = type(block).state(block, request)
    assert answer.status_int == 400 and "too long" in json.loads(answer.body)["error"]


def test_the_stand_in_marks_whom_the_platform_marks():
    """Where staff view as one learner, the request's person is marked and not the learner (setup_masquerade)."""
    user = FakeUserService({USER_ID: "ann"}, {"real_user": SimpleNamespace(id="boss")}, known=False)._django_user
    assert not hasattr(user, "known") and user.real_user.known is False
