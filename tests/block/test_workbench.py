"""The component through the real demonstration workbench: HTTP, cookies, tokens, and many requests at once."""

import json
import re
import signal
import socket
from contextlib import ExitStack
from itertools import cycle

import pytest

from powerstruggle_xblock import resources
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.scenario import scenario_xml
from tests.patience import PATIENCE

from .support import is_playable
from .web import Browser, at_once

CROWD = 40
WAIT = 300
"""Connections that are opened while the server does nothing."""


@pytest.fixture
def ann(bench, request) -> Browser:
    """Return a learner of this test's own."""
    return Browser(bench.url, re.sub(r"\W", "-", request.node.name))


@pytest.fixture(scope="module")
def scenario():
    return scenario_xml.parse(resources.starter_scenarios()[0].read_bytes()).scenario


def twins(ann: Browser, number: int) -> list[Browser]:
    """Return the same learner in many windows."""
    return [Browser(ann.url, ann.student) for _ in range(number)]


def grades_since(bench, start: int) -> list[float]:
    return [float(value) for value in re.findall(r"'value': ([\d.]+)", bench.log.read_text()[start:])]


def stored_path(ann: Browser) -> list[str]:
    return ann.post("student_view_user_state").json["path"]


def test_a_page_opens_and_a_talk_goes_from_begin_to_ending(ann):
    assert 'class="ps-scenario ps-block"' in ann.page
    ann.play_to_last_step()
    view = ann.choose(1, len(stored_path(ann)), ann.last).json
    assert view["phase"] == "ending" and view["result"]["recorded"] is True
    assert ann.post("state").json == view


def test_without_a_token_nothing_is_done(ann):
    assert ann.post("begin", {"attempt": 1}, token=False).status == 403
    assert ann.post("state").json["phase"] == "about"


def test_two_learners_know_nothing_of_each_other(ann, bench):
    ben = Browser(bench.url, f"{ann.student}-ben")
    ann.post("begin", {"attempt": 1})
    assert ben.post("state").json["attempt"] == 0


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"\xff", b"[" * 50_000, b'"x"', b'{"attempt": "1", "step": {}, "choice": []}', b"x" * 70_000]
)
def test_bodies_made_to_hurt_get_a_sentence(ann, body):
    for handler in ("begin", "choose", "rewind"):
        answer = ann.post(handler, body)
        assert answer.status == 400 and answer.json["error"]
    assert ann.get(f"/handler/{ann.usage}/choose/").status == 405


def words_of(scenario, scenes) -> set[str]:
    """Titles and choices of some scenes, and every ending's last word: what is long enough to be told from chance."""
    texts = [text for scene in scenes for text in (scene.title, *(choice.say for choice in scene.choices))]
    return {text for text in map(markup.plain_text, texts) if len(text) > 20}


@pytest.mark.parametrize("size", [100_000, 2_700_000])
def test_a_body_that_is_too_long_gets_a_sentence_also_above_what_django_reads(ann, size):
    """Django reads 2,621,440 bytes (DATA_UPLOAD_MAX_MEMORY_SIZE) and raises for more."""
    answer = ann.post("begin", b'{"attempt": 1, "x": "' + b"y" * size + b'"}')
    assert (answer.status, answer.json["code"]) == (400, "bad-request") and "too long" in answer.json["error"]
    assert ann.post("state").json["attempt"] == 0


def test_no_answer_tells_what_has_not_been_reached(ann, scenario):
    view, seen, step = ann.post("begin", {"attempt": 1}).json, [], 0
    endings = {markup.plain_text(ending.their_view) for ending in scenario.endings}
    while view["phase"] == "scene":
        seen.append(scenario.nodes[view["scene"]["id"]])
        # Some scenes share a sentence; what was read once may be read again.
        unseen = words_of(scenario, set(scenario.scenes) - set(seen)) - words_of(scenario, seen) | endings
        refused = (
            ann.choose(1, step, "none").json,
            ann.choose(1, step + 1, "none").json,
            ann.post("begin", {"attempt": 9}).json,
        )
        sent = json.dumps([view, ann.post("state").json, refused], ensure_ascii=False) + ann.page
        assert not [text for text in unseen if text in sent]
        view, step = ann.choose(1, step, ann.first_open(view)).json, step + 1
    assert len(seen) > 2


def test_a_learner_can_change_nothing_an_author_wrote(ann):
    before = ann.post("state").json
    answer = ann.post("submit_studio_edits", {"values": {"display_name": "Mine now", "content": ""}, "defaults": []})
    assert answer.status == 403 and answer.json["error"] and ann.post("state").json == before


def test_an_author_can_open_the_form_and_save(bench):
    form = Browser(bench.url, "author", "powerstruggle_scenario.2")
    assert form.get("/scenario/powerstruggle_scenario.2/studio_view/").status == 200
    assert form.post("submit_studio_edits", {"values": {"weight": 2}, "defaults": []}).json == {"result": "success"}
    assert form.post("submit_studio_edits", {"values": {"weight": "many"}, "defaults": []}).status == 400


def test_forty_equal_choices_at_once_count_once(ann, scenario):
    view = ann.post("begin", {"attempt": 1}).json
    choice = ann.first_open(view)
    answers = at_once(*[lambda twin=twin: twin.choose(1, 0, choice) for twin in twins(ann, CROWD)])
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert stored_path(ann) == [choice] and is_playable(scenario, [choice])


def test_forty_equal_last_choices_at_once_end_the_run_once(ann, bench, scenario):
    view = ann.play_to_last_step()
    start = len(bench.log.read_text())
    answers = at_once(*[lambda twin=twin: twin.choose(1, view["step"], ann.last) for twin in twins(ann, CROWD)])
    assert {answer.status for answer in answers} == {200}
    after = ann.post("state").json
    assert (
        after["phase"] == "ending"
        and len(stored_path(ann)) == view["step"] + 1
        and is_playable(scenario, stored_path(ann))
    )
    published = grades_since(bench, start)
    assert published and {round(grade * 100) for grade in published} == {after["grade"]["percent"]}
    assert after["grade"]["percent"] == after["result"]["score"]["percent"] and after["result"]["endings"]["found"] == 1


def test_forty_begins_at_once_begin_one_run(ann):
    answers = at_once(*[lambda twin=twin: twin.post("begin", {"attempt": 1}) for twin in twins(ann, CROWD)])
    assert {answer.status for answer in answers} == {200}
    assert ann.post("state").json["attempt"] == 1 and stored_path(ann) == []
    assert attempts(ann) == 1


def test_forty_rewinds_at_once_begin_one_practice_run(ann):
    view = ann.play_to_last_step()
    ann.choose(1, view["step"], ann.last)
    answers = at_once(*[lambda twin=twin: twin.post("rewind", {"attempt": 1, "step": 1}) for twin in twins(ann, CROWD)])
    assert {answer.status for answer in answers} == {200}
    after = ann.post("state").json
    assert (after["attempt"], after["step"], after["practice"]) == (2, 1, True)


def test_different_choices_for_one_step_at_once_leave_one_of_them(ann, scenario):
    view = ann.post("begin", {"attempt": 1}).json
    ids = [choice["id"] for choice in view["scene"]["choices"] if choice["open"]]
    windows = twins(ann, CROWD)
    answers = at_once(
        *[lambda twin=twin, id_=id_: twin.choose(1, 0, id_) for twin, id_ in zip(windows, cycle(ids), strict=False)]
    )
    assert {answer.status for answer in answers} <= {200, 409} and 200 in {answer.status for answer in answers}
    path = stored_path(ann)
    assert len(path) == 1 and path[0] in ids and is_playable(scenario, path)
    state = ann.post("state").json
    assert state["step"] == 1 and state["transcript"][0]["choice"]["id"] == path[0]


def attempts(ann: Browser) -> int:
    """Graded runs begun, as its owner could see it: from the attempts a limit leaves."""
    author = Browser(ann.url, "author", ann.scenario)
    author.post("submit_studio_edits", {"values": {"max_attempts": 9}, "defaults": []})
    left = ann.post("state").json["attempts_left"]
    author.post("submit_studio_edits", {"values": {}, "defaults": ["max_attempts"]})
    return 9 - left


def test_a_crowd_s_connections_wait_while_the_server_is_busy(bench):
    port = int(bench.url.rpartition(":")[2])
    with ExitStack() as opened:
        bench.process.send_signal(signal.SIGSTOP)
        opened.callback(bench.process.send_signal, signal.SIGCONT)
        # The system drops what its queue has no place for, so that one connection too many waits in vain.
        waiting = [opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60)) for _ in range(WAIT)]
        bench.process.send_signal(signal.SIGCONT)
        for connection in waiting:
            connection.settimeout(PATIENCE)
            connection.sendall(b"GET /static/ HTTP/1.0\r\n\r\n")
        assert {connection.recv(5) for connection in waiting} == {b"HTTP/"}
