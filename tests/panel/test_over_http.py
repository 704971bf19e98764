"""The panel in the demonstration workbench: HTTP requests, a real database, and the number of SQL statements."""

import json
import subprocess
import sys

import pytest

from tests.block.web import Browser
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def counted(tmp_path_factory, root):
    """Return what count_statements.py prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.panel.count_statements", str(tmp_path_factory.mktemp("counted"))],
        check=False,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_move_is_counted_with_one_sql_statement_and_reading_with_none(counted):
    steps = [(handler, ours, only_inserts) for handler, who, ours, _, only_inserts in counted["steps"] if who == "ann"]
    assert {step for step in steps if step[0] != "state"} == {
        ("begin", 1, True),
        ("choose", 1, True),
        ("rewind", 1, True),
    }
    assert [ours for handler, ours, _ in steps if handler == "state"] == [0]


def test_a_move_of_course_staff_takes_one_sql_statement_less(counted):
    plain = [(handler, all_) for handler, who, _, all_, _ in counted["steps"] if who == "author"]
    learners = [(handler, all_ - ours) for handler, who, ours, all_, _ in counted["steps"] if who == "ann"]
    assert plain == learners


def test_the_panel_reads_the_counters_with_one_sql_statement(counted):
    assert counted["panel"] == 1
    assert {name.partition(":")[0].partition("/")[0] for name in counted["names"]} == {
        "run",
        "week",
        "scene",
        "left",
        "choice",
        "ending",
        "band",
    }


def test_the_panel_shows_what_learners_did_and_refuses_learners(bench):
    learners = [Browser(bench.url, f"learner-{number}", "powerstruggle_scenario.2") for number in range(6)]
    for learner in learners:
        view = learner.post("begin", {"attempt": 1}).json
        learner.choose(1, 0, learner.first_open(view))
    staff = Browser(bench.url, "author", "powerstruggle_scenario.2")
    assert "Trainer&#39;s panel" in staff.page and "panel" not in learners[0].page.split("<main>")[1]
    page = staff.get(f"/handler/{staff.usage}/panel/")
    assert page.status == 200 and "5 · 100 %" in page.body.decode()
    table = staff.get(f"/handler/{staff.usage}/panel_csv/")
    assert table.status == 200 and table.body.decode("utf-8-sig").startswith("version,")
    for name in ("panel", "panel_csv"):
        assert learners[0].get(f"/handler/{staff.usage}/{name}/").status == 403
