"""The panel in the real workbench: real tables, real requests, and what they cost in SQL."""

import json
import subprocess
import sys

import pytest

from tests.block.web import Browser
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def counted(tmp_path_factory, root):
    done = subprocess.run([sys.executable, "-m", "tests.panel.count_statements", str(tmp_path_factory.mktemp("counted"))],
                          check=False, cwd=root, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_step_is_counted_with_one_statement_and_looking_with_none(counted):
    steps = [(handler, ours, only_inserts) for handler, who, ours, _, only_inserts in counted["steps"] if who == "ann"]
    assert {step for step in steps if step[0] != "state"} == {("begin", 1, True), ("choose", 1, True), ("rewind", 1, True)}
    assert [ours for handler, ours, _ in steps if handler == "state"] == [0]


def test_a_step_of_the_course_s_staff_costs_just_that_statement_less(counted):
    plain = [(handler, all_) for handler, who, _, all_, _ in counted["steps"] if who == "author"]
    learners = [(handler, all_ - ours) for handler, who, ours, all_, _ in counted["steps"] if who == "ann"]
    assert plain == learners


def test_the_panel_reads_the_counters_with_one_statement(counted):
    assert counted["panel"] == 1
    assert {name.partition(":")[0].partition("/")[0] for name in counted["names"]} == {
        "run", "week", "scene", "left", "choice", "ending", "band"}


def test_what_learners_do_stands_in_the_panel_and_learners_are_refused(bench):
    for number in range(6):
        learner = Browser(bench.url, f"learner-{number}", "powerstruggle_scenario.2")
        view = learner.post("begin", {"attempt": 1}).json
        learner.choose(1, 0, learner.first_open(view))
    staff = Browser(bench.url, "author", "powerstruggle_scenario.2")
    assert "Trainer&#x27;s panel" in staff.page and "panel" not in learner.page.split("<main>")[1]
    page = staff.get(f"/handler/{staff.usage}/panel/")
    assert page.status == 200 and "5 · 100 %" in page.body.decode()
    table = staff.get(f"/handler/{staff.usage}/panel_csv/")
    assert table.status == 200 and table.body.decode("utf-8-sig").startswith("version,")
    for name in ("panel", "panel_csv"):
        assert learner.get(f"/handler/{staff.usage}/{name}/").status == 403
