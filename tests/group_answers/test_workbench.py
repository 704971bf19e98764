"""The demonstration workbench keeps the group's answers, on SQLite or in a database that is named to it."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests import workbench_server
from tests.block.web import Browser
from tests.patience import PATIENCE
from tests.ports import held_port

from . import mariadb

pytestmark = pytest.mark.long

LEARNERS = 40


def workbench(*options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "powerstruggle_xblock.cli", "workbench", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.mark.parametrize(
    "url",
    ["oracle://one:secret@two/three", "mysql://127.0.0.1", "answers", "mysql:///answers", "mysql://one:secret@two:port/x"],
)
def test_what_names_no_database_gets_a_sentence_that_repeats_no_password(url, tmp_path):
    done = workbench("--port", "0", "--state", str(tmp_path), "--database", url)
    assert done.returncode == 2
    assert (
        done.stderr
        == "powerstruggle workbench: this names no database: write mysql://user:password@host:port/name\n"
    )


def test_a_database_that_does_not_answer_gets_a_sentence(tmp_path):
    with closing(held_port()) as nobody:
        url = f"mysql://one:secret@127.0.0.1:{nobody.getsockname()[1]}/answers"
        done = workbench("--port", "0", "--state", str(tmp_path), "--database", url)
    assert done.returncode == 2
    assert done.stderr.startswith("powerstruggle workbench: the database can't be used: ")
    assert "Traceback" not in done.stderr and "secret" not in done.stderr


def test_a_missing_driver_gets_a_sentence():
    code = (
        "import sys; sys.modules['pymysql'] = sys.modules['MySQLdb'] = None\n"
        "from powerstruggle_xblock.cli import main; "
        "sys.exit(main(['workbench', '--port', '0', '--database', 'mysql://one/two']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 2
    assert done.stderr == "powerstruggle workbench: a MySQL or MariaDB database needs a driver: pip install PyMySQL\n"


def real_counts(folder, usage, *database) -> dict:
    """Look into a workbench's state from outside."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.group_answers.real_counts", str(folder), usage, "before", *database],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_workbench_starts_with_the_tables_of_the_groups_answers(tmp_path):
    workbench_server.start(tmp_path).stop()
    assert real_counts(tmp_path / "state", "line") == {"answers": {}, "follow_ups": {}}


def test_on_mariadb_a_crowd_plays_at_once_and_a_second_start_finds_its_state(tmp_path):
    if not mariadb.there():
        pytest.skip(mariadb.MISSING)

    def play(number):
        learner = Browser(server.url, f"learner-{number}")
        view = learner.post("begin", {"attempt": 1}).json
        answers = [learner.choose(1, view["step"], learner.first_open(view)) for _ in range(2)]
        return {answer.status for answer in answers} == {200} and answers[0].json == answers[1].json

    with mariadb.running("workbench") as [url]:
        server = workbench_server.start(tmp_path, url)
        try:
            with ThreadPoolExecutor(LEARNERS) as people:
                assert all(people.map(play, range(LEARNERS)))
        finally:
            server.stop()
        assert not (tmp_path / "state" / "workbench.db").exists()
        assert real_counts(tmp_path / "state", "line", url) == {"answers": {}, "follow_ups": {}}
        server = workbench_server.start(tmp_path, url)
        try:
            assert Browser(server.url, "learner-1").post("state").json["step"] == 1
        finally:
            server.stop()
