"""The continuum in the demonstration workbench: HTTP, CSRF tokens, threads, and a real database."""

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

pytestmark = pytest.mark.long

COMPONENT = "powerstruggle_continuum.0"
LEARNERS = 200
K = 8


def open_as(bench, name: str) -> Browser:
    """Open the component as a person."""
    return Browser(bench.url, name, COMPONENT)


def read_counts(folder, usage, *database) -> dict:
    """Return the unreleased counts in a workbench's database, decrypted with the site's key."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.group_answers.real_counts", str(folder / "state"), usage, "before", *database],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def choose_answers(view: dict, number: int) -> dict[str, str]:
    """Return one answer to each statement, different ones for different numbers."""
    stops = [stop["id"] for stop in view["scale"]["stops"]]
    return {statement["id"]: stops[(number + place) % len(stops)] for place, statement in enumerate(view["statements"])}


def save(author: Browser, **attributes: str) -> None:
    """Change settings of the exercise, as its author."""
    loaded = author.post("editor_load").json
    tree = {**loaded["tree"], "attrs": {**loaded["tree"]["attrs"], **attributes}}
    assert author.post("editor_save", {"tree": tree, "base": loaded["base"]}).status == 200


def check_concurrent_learners(bench, folder, *database) -> None:
    """Let 200 learners send at once, each twice with different answers, and check that each is counted once."""
    facilitator = open_as(bench, "author")
    # Nothing is published before the press, so that every count is still exact.
    save(facilitator, release="facilitator")
    view = open_as(bench, "scout").post("state").json
    options = [option["id"] for option in view["next"]["options"]]
    with ThreadPoolExecutor(16) as opening:
        crowd = list(opening.map(lambda number: open_as(bench, f"learner-{number}"), range(LEARNERS)))

    def send(number: int, learner: Browser):
        follow_ups = {view["statements"][0]["id"]: [options[number % 9]]}
        body = {"version": view["version"], "answers": choose_answers(view, number), "follow_ups": follow_ups}
        first = learner.post("submit", body)
        second = learner.post("submit", {**body, "answers": choose_answers(view, number + 1)})
        return first.status, first.json["counted"], second.status, second.json["counted"]

    sent = at_once(
        *[lambda number=number, learner=learner: send(number, learner) for number, learner in enumerate(crowd)]
    )
    assert Counter(sent) == {(200, True, 200, False): LEARNERS}
    counted = read_counts(folder, crowd[0].usage, *database)
    expected = {statement["id"]: Counter() for statement in view["statements"]}
    for number in range(LEARNERS):
        for question, stop in choose_answers(view, number).items():
            expected[question][stop] += 1
    assert counted["answers"] == {question: dict(times) for question, times in expected.items()}
    assert counted["follow_ups"] == {
        view["statements"][0]["id"]: dict(Counter(options[number % 9] for number in range(LEARNERS)))
    }
    assert not crowd[0].post("lines").json["lines"][0]["now"]["enough"]
    line = facilitator.post("reveal").json["lines"][0]["now"]
    assert line["enough"] and set(line["shares"].values()) == {20}


def test_two_hundred_learners_at_once_are_counted_once_each_on_sqlite(tmp_path):
    bench = workbench_server.start(tmp_path)
    try:
        check_concurrent_learners(bench, tmp_path)
    finally:
        bench.stop()


def test_two_hundred_learners_at_once_are_counted_once_each_on_mariadb(tmp_path):
    if not mariadb.there():
        pytest.skip(mariadb.MISSING)
    with mariadb.running("workbench") as [url]:
        bench = workbench_server.start(tmp_path, url)
        try:
            check_concurrent_learners(bench, tmp_path, url)
        finally:
            bench.stop()


def test_forty_windows_of_one_learner_are_counted_once(bench):
    view = open_as(bench, "windows").post("state").json
    windows = [open_as(bench, "windows") for _ in range(40)]
    bodies = [{"version": view["version"], "answers": choose_answers(view, number)} for number in range(len(windows))]
    sent = at_once(
        *[
            lambda window=window, body=body: window.post("submit", body)
            for window, body in zip(windows, bodies, strict=True)
        ]
    )
    assert {answer.status for answer in sent} == {200}
    assert sum(answer.json["counted"] for answer in sent) == 1


def test_no_answer_is_logged_or_published(bench):
    ann = open_as(bench, "published")
    view = ann.post("state").json
    ann.post("submit", {"version": view["version"], "answers": dict.fromkeys(choose_answers(view, 0), "every-time")})
    log = bench.log.read_text(encoding="utf-8")
    assert "every-time" not in log and "called-names" not in log
    assert {kind for kind, data in bench.events(ann.usage)} == {"grade", "completion"}
    assert {data for kind, data in bench.events(ann.usage) if kind == "grade"} == {"{'value': 1.0, 'max_value': 1.0}"}


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"\xff", b"[" * 50_000, b'"x"', b'{"answers": "none"}', b'{"answers": {"a": {}}}', b"x" * 70_000],
)
def test_malformed_bodies_are_refused_with_a_message(bench, body):
    ann = open_as(bench, "hurt")
    for handler in ("submit", "lines", "facilitator"):
        answer = ann.post(handler, body)
        assert answer.status in (400, 403) and answer.json["error"]
    assert ann.post("state").json["phase"] == "place"


def test_a_display_read_before_and_after_each_answer_moves_by_batches_only(tmp_path):
    """With n = k-1, k, k+1, 2k-1, 2k through the real api: nothing, the first line, still, still, a batch."""
    bench = workbench_server.start(tmp_path)
    try:
        staff = open_as(bench, "author")
        version, looks = open_as(bench, "scout").post("state").json["version"], []
        for number in range(2 * K):
            stop = ("none", "often", "little", "some-days")[number // K * 2 + number % 2]
            assert (
                open_as(bench, f"p{number}").post("submit", {"version": version, "answers": {"silent": stop}}).status
                == 200
            )
            silent = next(line for line in staff.post("lines").json["lines"] if line["id"] == "silent")
            looks.append(json.dumps(silent["now"]))
    finally:
        bench.stop()
    assert not json.loads(looks[K - 2])["enough"] and json.loads(looks[K - 1])["enough"]
    assert len(set(looks[K - 1 : -1])) == 1 and looks[-1] != looks[-2]


def test_only_staff_get_the_facilitator_prompts(bench):
    assert open_as(bench, "somebody").post("facilitator").status == 403
    assert open_as(bench, "author").post("facilitator").json["prompts"]


def test_studios_pages_open(bench):
    author = open_as(bench, "author")
    for view, shown in (
        ("author_view", "continuum-author"),
        ("studio_view", "PowerStruggleContinuumEditor"),
        ("public_view", "Sign in"),
    ):
        page = author.get(f"/scenario/{COMPONENT}/{view}/")
        assert page.status == 200 and shown in page.body.decode(), view
