"""Run the tests of `on_a_database`: on SQLite always, on MariaDB where its server is installed (`make mariadb`)."""

import os
import re
import subprocess
import sys

import pytest

from tests.patience import PATIENCE

from . import mariadb
from .on_a_database import DATABASE


def run(root, url) -> tuple[int, str, str]:
    """Run them in a process that has Django to itself; give exit status, output and closing line."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "tests/group_answers/on_a_database"],
        check=False,
        cwd=root,
        env={**os.environ, DATABASE: url},
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
    )
    closing = re.findall(r"^.*\d+ (?:passed|failed|error|skipped).*$", done.stdout, re.M)
    return done.returncode, done.stdout + done.stderr, closing[-1] if closing else "no closing line"


def test_the_tables_on_sqlite(root, tmp_path, capsys):
    status, output, closing = run(root, f"sqlite:{tmp_path / 'answers.db'}")
    with capsys.disabled():
        print(f"\n  group answers on SQLite: {closing}")
    assert status == 0, output


def test_the_tables_on_mariadb(root, capsys):
    if not mariadb.there():
        pytest.skip(mariadb.MISSING)
    with mariadb.running("answers") as [url]:
        status, output, closing = run(root, url)
    with capsys.disabled():
        print(f"\n  group answers on MariaDB: {closing}")
    assert status == 0, output
