"""Runs the tests of `in_an_lms` in a process that has Django to itself."""

import os
import re
import subprocess
import sys

from tests.patience import PATIENCE

from .lms import IN_AN_LMS


def test_what_needs_an_lms(root, capsys):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "tests/analytics/in_an_lms"],
        check=False,
        cwd=root,
        env={**os.environ, IN_AN_LMS: "1"},
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
    )
    closing = re.findall(r"^.*\d+ (?:passed|failed|error|skipped).*$", done.stdout, re.M)
    with capsys.disabled():
        print(f"\n  records in an LMS: {closing[-1] if closing else 'no closing line'}")
    assert done.returncode == 0, done.stdout + done.stderr
