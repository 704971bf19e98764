"""Who may read and change what authors wrote: only whom the platform allows, in Studio, too."""

from types import SimpleNamespace

import pytest

from powerstruggle_xblock.platform.handlers import AUTHORS
from tests.continuum.support import IN_A_LIBRARY as ROOM_IN_A_LIBRARY
from tests.continuum.support import SMALL_CONTINUUM, ContinuumWorld, FakeGroupAnswers
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

from .support import IN_A_LIBRARY, IS_STAFF, USER_ID, FakeLibraries, FakeUserService, StudioPermissions, World
from .texts import BROKEN, TALK

KINDS = {
    "scenario": lambda **more: World(TALK, **more),
    "reflection": lambda **more: ReflectionWorld(questions(), **more),
    "continuum": lambda **more: ContinuumWorld(SMALL_CONTINUUM, **more),
}
IN_LIBRARIES = {"scenario": IN_A_LIBRARY, "reflection": IN_A_LIBRARY, "continuum": ROOM_IN_A_LIBRARY}
AUTHORED = (b"Three trips", b"first sign", b"says nothing", b"tree")


@pytest.fixture(autouse=True)
def _group(monkeypatch):
    """Return the group's side, open, so that nothing else is a reason to refuse."""
    FakeSharedTexts().install(monkeypatch)
    FakeGroupAnswers().install(monkeypatch)


def authors_handlers(kind: str) -> list[str]:
    block_class = type(KINDS[kind]().block())
    found = ((name, getattr(block_class, name)) for name in dir(block_class))
    return [name for name, handler in found if getattr(handler, "audience", None) == AUTHORS]


EVERY = [(kind, name) for kind in KINDS for name in authors_handlers(kind)]


def studio(kind: str, permissions, **more) -> World:
    """Return a component in Studio: its user service calls nobody staff; authored fields can be written."""
    services = {"user": FakeUserService({IS_STAFF: False, USER_ID: "ann"}), "studio_user_permissions": permissions}
    return KINDS[kind](services=services, read_only=False, **more)


def request(kind: str) -> dict:
    return {"tree": {"tag": f"powerstruggle_{kind}"}, "base": "x", "handler": "state", "format": "xml", "id": "blank",
            "values": {}, "defaults": []}


def assert_refused(world: World, kind: str, name: str) -> None:
    before = dict(world.store.texts)
    for data in ({}, request(kind)):
        answer = world.post(name, data)
        assert answer.status == 403 and answer.json["error"], (kind, name, answer.body[:200])
        assert not any(words in answer.body for words in AUTHORED)
    assert world.store.texts == before


def test_each_component_has_authors_handlers():
    assert all({"editor_load", "editor_save"} <= set(authors_handlers(kind)) for kind in KINDS)


@pytest.mark.parametrize("author_mode", [False, True], ids=["its editor's runtime", "its preview"])
@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_somebody_in_studio_who_is_no_author_is_refused(kind, name, author_mode, monkeypatch):
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", author_mode, raising=False)
    assert_refused(studio(kind, StudioPermissions(may=False)), kind, name)


@pytest.mark.parametrize("author_mode", [False, True], ids=["its editor's runtime", "its preview"])
@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_an_author_in_studio_is_answered(kind, name, author_mode, monkeypatch):
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", author_mode, raising=False)
    world = studio(kind, StudioPermissions())
    assert world.post(name, request(kind)).status != 403
    assert world.post("editor_load").status == 200


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_author_mode_alone_is_no_proof(kind, name, monkeypatch):
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    assert_refused(studio(kind, None), kind, name)


ONLY_AUTHORS = {
    "scenario": "Scenarios are edited in Studio, by their authors.",
    "reflection": "Questions are edited in Studio, by their authors.",
    "continuum": "This exercise is edited in Studio, by its authors.",
}


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_the_refusal_speaks_of_the_component_that_was_asked(kind, name):
    refused = studio(kind, StudioPermissions(may=False)).post(name, request(kind))
    assert refused.json["error"] == ONLY_AUTHORS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_refusals_of_a_save_speak_of_no_other_kind_of_component(kind, monkeypatch):
    world = studio(kind, StudioPermissions())
    loaded = world.post("editor_load").json
    unread = world.post("editor_save", {"tree": {"tag": 1}, "base": loaded["base"]})
    monkeypatch.setattr(type(world.block().editor), "max_bytes", 100)
    too_large = world.post("editor_save", {"tree": loaded["tree"], "base": loaded["base"]})
    assert [unread.status, too_large.status] == [400, 413]
    for refused in (unread, too_large):
        assert "cenario" not in refused.json["error"] and "Nothing was saved" in refused.json["error"]
    assert "MB" in too_large.json["error"]


def may_edit(permissions) -> bool:
    return studio("scenario", permissions).block().is_authoring


def test_studios_permission_service_is_asked_about_this_course():
    asked = []
    assert may_edit(SimpleNamespace(can_write=lambda key: asked.append(key) or True)) is True
    assert asked == [World.usage.context_key]


def test_of_two_ways_to_ask_the_older_one_counts_and_the_newer_where_it_is_gone():
    def yes(key):
        return True

    def no(key):
        return False

    assert may_edit(SimpleNamespace(can_write=no, can_edit_content=yes)) is False
    assert may_edit(SimpleNamespace(can_edit_content=yes)) is True
    assert may_edit(SimpleNamespace(can_edit_content=no)) is False


def test_a_permission_service_that_cannot_be_asked_lets_nobody_in(caplog):
    def broken(key):
        raise TypeError("not a key I know")

    assert may_edit(object()) is False
    assert may_edit(SimpleNamespace(can_write=broken)) is False and "who may edit" in caplog.text


def in_a_library(kind: str, **more) -> World:
    # Neither of these services says anything of a library.
    services = {
        "user": FakeUserService({IS_STAFF: True, USER_ID: "ann"}),
        "studio_user_permissions": StudioPermissions(),
    }
    return KINDS[kind](**{"usage": IN_LIBRARIES[kind], "read_only": False, "services": services, **more})


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_librarys_editor_is_answered_and_nobody_else_there(kind, name, monkeypatch):
    FakeLibraries("ann").install(monkeypatch)
    assert in_a_library(kind).post(name, request(kind)).status != 403
    assert in_a_library(kind).post("editor_load").status == 200
    FakeLibraries("ben").install(monkeypatch)
    assert_refused(in_a_library(kind), kind, name)


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_library_that_cannot_be_asked_refuses(kind, name):
    assert_refused(in_a_library(kind), kind, name)


@pytest.mark.parametrize(
    "user", [None, object(), FakeUserService({})], ids=["no service", "a service of another shape", "nobody signed in"]
)
def test_a_library_refuses_whom_it_cannot_name(user, monkeypatch):
    FakeLibraries("ann").install(monkeypatch).can_edit_block = lambda user, key: True
    assert_refused(in_a_library("scenario", services={"user": user}), "scenario", "editor_load")


def test_a_library_that_is_gone_refuses(monkeypatch):
    FakeLibraries("ann").install(monkeypatch).can_edit_block = lambda user, key: 1 / 0
    assert_refused(in_a_library("reflection"), "reflection", "editor_load")


def test_studios_preview_tells_what_is_wrong_to_authors_alone(monkeypatch):
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    for may in (False, True):
        world = studio("scenario", StudioPermissions(may))
        world.edit(BROKEN)
        assert ("no longer there" in world.post("state").body.decode()) is may
