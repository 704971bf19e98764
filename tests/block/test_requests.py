"""Whatever is sent to a handler: an answer with a sentence, never an error of the server, and nothing changed by it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.platform.handlers import HandlerError

from .support import StudioPermissions, World
from .texts import TALK

IN_STUDIO = {"studio_user_permissions": StudioPermissions()}
HANDLERS = ("state", "begin", "choose", "rewind", "finish")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=12,
)
ODD = ["hear", "plain", "signed", "", "\ud800", "\x00", "a" * 5000, 10**40, -1, 1.0, True]
values = anything | st.integers(0, 3) | st.sampled_from(ODD)
bodies = anything | st.fixed_dictionaries(
    {}, optional={"attempt": values, "step": values, "choice": values, "extra": anything}
)


def in_the_middle() -> World:
    world = World(TALK)
    world.begin()
    world.walk(1, "hear")
    return world


@pytest.mark.parametrize("handler", HANDLERS)
@given(body=bodies)
def test_any_json_gets_an_answer_and_a_sentence_for_what_is_not_understood(handler, body):
    world = in_the_middle()
    before = world.stored()
    answer = world.post(handler, json.dumps(body).encode())
    assert answer.status in (200, 400, 409), answer.body
    if answer.status != 200:
        assert len(answer.json["error"]) > 20 and answer.json["code"] in ("bad-request", "stale", "closed")
        assert world.stored() == before
    if not isinstance(body, dict):
        assert (answer.status, answer.json["code"]) == (400, "bad-request")


@pytest.mark.parametrize("handler", HANDLERS)
@given(body=st.binary(max_size=40))
def test_any_bytes_get_an_answer(handler, body):
    world = in_the_middle()
    assert world.post(handler, body).status in (200, 400, 409)


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize("body", [
    b"", b"\xff\xfe{}", b'{"attempt": "\xff"}', b"[" * 60_000, b'{"a":' * 12_000, b'{"attempt": ' + b"9" * 6_000 + b"}",
    b'{"x": "' + b"a" * 70_000 + b'"}', b'{"attempt": NaN}', b'{"attempt": 1}trailing', b"null",
], ids=["nothing", "bytes", "invalid-utf8", "deep-list", "deep-object", "digits", "huge", "nan", "trailing", "null"])
def test_bodies_made_to_hurt_are_refused_with_a_sentence(handler, body):
    world = in_the_middle()
    answer = world.post(handler, body)
    if (handler, body) == ("state", b'{"attempt": NaN}'):
        assert answer.status == 200
        return
    assert answer.status == 400 and answer.json["code"] == "bad-request" and answer.json["error"]
    assert world.progress().path == ("hear",)


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_only_a_post_does_anything(handler, method):
    world = in_the_middle()
    before = world.stored()
    answer = world.post(handler, {"attempt": 1, "step": 1, "choice": "plain"}, method=method)
    assert answer.status == 405 and world.stored() == before


@pytest.mark.parametrize("number", [True, 1.0, "1", None, [1], -1, 10**9])
def test_what_only_looks_like_a_number_names_no_run_and_no_step(number):
    world = in_the_middle()
    assert world.begin(number).status == 400
    assert world.choose(number, 1, "plain").status == 400
    assert world.choose(1, number, "plain").status == 400
    assert world.rewind(1, number).status == 400


def test_a_fault_inside_answers_with_a_sentence_and_changes_nothing(monkeypatch):
    world = in_the_middle()
    before = world.stored()
    monkeypatch.setattr("powerstruggle_xblock.platform.scenario_controller.scenario_view", lambda *_: 1 / 0)
    answer = world.choose(1, 1, "back")
    assert (answer.status, answer.json["code"]) == (500, "failed") and answer.json["error"]
    assert world.stored() == before


def test_a_refusal_after_something_was_changed_drops_the_change(monkeypatch):
    world = in_the_middle()
    before = world.stored()

    def refuse(*_):
        raise HandlerError(409, "stale", "Not now, for a reason that was found late.")

    monkeypatch.setattr("powerstruggle_xblock.platform.scenario_controller.scenario_view", refuse)
    assert world.choose(1, 1, "plain").status == 409
    assert world.stored() == before


def test_a_fault_while_telling_the_state_does_not_hide_the_refusal(monkeypatch):
    world = in_the_middle()
    monkeypatch.setattr("powerstruggle_xblock.platform.scenario_controller.scenario_view", lambda *_: 1 / 0)
    answer = world.choose(1, 0, "rule")
    assert (answer.status, answer.json["code"], answer.json["state"]) == (409, "stale", None)


@given(body=anything)
def test_the_editors_form_refuses_what_it_cannot_read(body):
    world = World(TALK, services=IN_STUDIO)
    before = dict(world.store.texts)
    answer = world.post("submit_studio_edits", json.dumps(body).encode())
    assert answer.status == 400 and world.store.texts == before


@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 60_000, b'{"a":' * 12_000, b'{"values": {}, "defaults": 5}'])
def test_the_editors_form_refuses_bodies_made_to_hurt(body):
    assert World(TALK, services=IN_STUDIO).post("submit_studio_edits", body).status == 400
    assert World(TALK).post("submit_studio_edits", body).status == 403
    assert World(TALK, lms=True).post("submit_studio_edits", body).status == 403
    form = {"values": {}, "defaults": []}
    assert World(TALK, services=IN_STUDIO).post("submit_studio_edits", form, method="GET").status == 405
