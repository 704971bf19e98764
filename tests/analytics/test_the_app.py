"""The Django app: found by the LMS alone, and quiet where what it works for is missing."""

import subprocess
import sys
from importlib import import_module
from importlib.metadata import distributions

from tests.patience import PATIENCE

ALONE = """
import sys, django
from django.conf import settings
settings.configure(INSTALLED_APPS=["powerstruggle_xblock.analytics"], SECRET_KEY="key")
django.setup()
from django.core.management import CommandError, call_command
try:
    call_command("powerstruggle_records", "course-v1:Agency+ROPE101+2026")
except CommandError as refused:
    print(refused)
print("statements" if "powerstruggle_xblock.analytics.xapi" in sys.modules else "no statements")
"""


def test_the_lms_finds_it_and_studio_does_not_need_it():
    # A checkout that was built before may have older metadata lying beside those of the installation.
    entries = {entry for ours in distributions(name="powerstruggle-xblock") for entry in ours.entry_points}
    found = {entry for entry in entries if entry.name == "powerstruggle_analytics"}
    assert {entry.group for entry in found} == {"lms.djangoapp"}
    config = found.pop().load()
    named = config.plugin_app["settings_config"]["lms.djangoapp"]["common"]["relative_path"]
    assert callable(import_module(f"{config.name}.{named}").plugin_settings)


def test_without_the_platform_it_loads_and_the_command_says_where_it_belongs(root):
    done = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=root, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    refusal, statements = done.stdout.splitlines()
    assert (
        "this is not its LMS" in refusal
        and "manage.py lms powerstruggle_records COURSE" in refusal
        and statements == "no statements"
    )
