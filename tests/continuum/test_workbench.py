"""The exercise through the real demonstration workbench: HTTP, tokens, threads, and a real database."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import workbench_server
from tests.block.web import Browser, at_once
from tests.group_answers import mariadb
from tests.patience import PATIENCE

STAND = "powerstruggle_continuum.0"
LEARNERS = 200
K = 8


def person(bench, name: str) -> Browser:
    return Browser(bench.url, name, STAND)


def real_counts(folder, usage, *database) -> dict:
    """Look into a workbench's state from outside, with the site's key at hand."""
    done = subprocess.run([sys.executable, "-m", "tests.group_answers.real_counts", str(folder / "state"), usage, "before", *database],
                          capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def answers_of(view: dict, number: int) -> dict[str, str]:
    stops = [stop["id"] for stop in view["scale"]["stops"]]
    return {statement["id"]: stops[(number + place) % len(stops)] for place, statement in enumerate(view["statements"])}


def check_a_crowd(bench, folder, *database) -> None:
    """200 learners send at once, each twice, the second time something else: each counts once, and none is lost."""
    view = person(bench, "scout").post("state").json
    options = [option["id"] for option in view["next"]["options"]]
    with ThreadPoolExecutor(16) as opening:
        crowd = list(opening.map(lambda number: person(bench, f"learner-{number}"), range(LEARNERS)))

    def send(number: int, learner: Browser):
        follow_ups = {view["statements"][0]["id"]: [options[number % 9]]}
        body = {"version": view["version"], "answers": answers_of(view, number), "follow_ups": follow_ups}
        first = learner.post("submit", body)
        second = learner.post("submit", {**body, "answers": answers_of(view, number + 1)})
        return first.status, first.json["counted"], second.status, second.json["counted"]

    sent = at_once(*[lambda number=number, learner=learner: send(number, learner) for number, learner in enumerate(crowd)])
    assert Counter(sent) == {(200, True, 200, False): LEARNERS}
    counted = real_counts(folder, crowd[0].usage, *database)
    expected = {statement["id"]: Counter() for statement in view["statements"]}
    for number in range(LEARNERS):
        for question, stop in answers_of(view, number).items():
            expected[question][stop] += 1
    assert counted["answers"] == {question: dict(times) for question, times in expected.items()}
    assert counted["follow_ups"] == {view["statements"][0]["id"]: dict(Counter(options[number % 9] for number in range(LEARNERS)))}
    line = crowd[0].post("lines").json["lines"][0]["now"]
    assert line["enough"] and set(line["shares"].values()) == {20}


def test_two_hundred_learners_at_once_are_counted_once_each_on_sqlite(tmp_path):
    bench = workbench_server.start(tmp_path)
    try:
        check_a_crowd(bench, tmp_path)
    finally:
        bench.stop()


def test_two_hundred_learners_at_once_are_counted_once_each_on_mariadb(tmp_path):
    if not mariadb.there():
        pytest.skip(mariadb.MISSING)
    with mariadb.running("workbench") as [url]:
        bench = workbench_server.start(tmp_path, url)
        try:
            check_a_crowd(bench, tmp_path, url)
        finally:
            bench.stop()


def test_forty_windows_of_one_learner_count_once(bench):
    view = person(bench, "windows").post("state").json
    windows = [person(bench, "windows") for _ in range(40)]
    bodies = [{"version": view["version"], "answers": answers_of(view, number)} for number in range(len(windows))]
    sent = at_once(*[lambda window=window, body=body: window.post("submit", body) for window, body in zip(windows, bodies, strict=True)])
    assert {answer.status for answer in sent} == {200}
    assert sum(answer.json["counted"] for answer in sent) == 1


def test_no_position_is_in_the_log_or_in_what_is_published(bench):
    ann = person(bench, "published")
    view = ann.post("state").json
    ann.post("submit", {"version": view["version"], "answers": dict.fromkeys(answers_of(view, 0), "every-time")})
    log = bench.log.read_text(encoding="utf-8")
    assert "every-time" not in log and "called-names" not in log
    assert {kind for kind, data in bench.events(ann.usage)} == {"grade", "completion"}
    assert {data for kind, data in bench.events(ann.usage) if kind == "grade"} == {"{'value': 1.0, 'max_value': 1.0}"}


@pytest.mark.parametrize("body", [
    b"", b"[]", b"\xff", b"[" * 50_000, b'"x"', b'{"answers": "none"}', b'{"answers": {"a": {}}}', b"x" * 70_000])
def test_bodies_made_to_hurt_get_a_sentence(bench, body):
    ann = person(bench, "hurt")
    for handler in ("submit", "lines", "facilitator"):
        answer = ann.post(handler, body)
        assert answer.status in (400, 403) and answer.json["error"]
    assert ann.post("state").json["phase"] == "place"


def test_a_display_read_before_and_after_each_answer_moves_by_batches_only(tmp_path):
    """With n = k-1, k, k+1, k+2, k+3 through the real door: nothing, the first line, still, still, a batch."""
    bench = workbench_server.start(tmp_path)
    try:
        staff = person(bench, "author")
        version, looks = person(bench, "scout").post("state").json["version"], []
        for number in range(K + 3):
            stop = "often" if number % 2 else "none"
            assert person(bench, f"p{number}").post("submit", {"version": version, "answers": {"silent": stop}}).status == 200
            silent = next(line for line in staff.post("lines").json["lines"] if line["id"] == "silent")
            looks.append(json.dumps(silent["now"]))
    finally:
        bench.stop()
    nothing, first, still, more, moved = looks[K - 2:]
    assert not json.loads(nothing)["enough"] and json.loads(first)["enough"]
    assert first == still == more != moved


def test_only_the_author_gets_the_facilitators_words(bench):
    assert person(bench, "somebody").post("facilitator").status == 403
    assert person(bench, "author").post("facilitator").json["prompts"]


def test_studios_pages_open(bench):
    author = person(bench, "author")
    for view, shown in (("author_view", "continuum-author"), ("studio_view", "PowerStruggleContinuumEditor"), ("public_view", "Sign in")):
        page = author.get(f"/scenario/{STAND}/{view}/")
        assert page.status == 200 and shown in page.body.decode(), view
