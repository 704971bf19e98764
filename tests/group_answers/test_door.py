"""One door: who may import what, and what the door says where there is nothing behind it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import powerstruggle_xblock
from powerstruggle_xblock.group_answers import api, apps
from tests.patience import PATIENCE

PACKAGE = Path(powerstruggle_xblock.__file__).parent
ROOM = PACKAGE / "group_answers"
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(module: Path) -> set[str]:
    """Give the full names of what a module's source imports from this package, module and name apart and together."""
    home = ["powerstruggle_xblock", *module.relative_to(PACKAGE).parent.parts]
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            names |= {source, *(f"{source}.{alias.name}" for alias in node.names)}
    return names


def test_only_one_module_imports_the_models():
    models = "powerstruggle_xblock.group_answers.models"
    assert [module.relative_to(PACKAGE).as_posix() for module in MODULES if models in imported(module)] == [
        "group_answers/storage.py"
    ]


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if ROOM not in module.parents],
    ids=lambda module: module.relative_to(PACKAGE).as_posix(),
)
def test_from_outside_only_the_door_is_used_and_the_plain_data_it_gives(module):
    room = "powerstruggle_xblock.group_answers."
    used = {name.removeprefix(room).partition(".")[0] for name in imported(module) if name.startswith(room)}
    assert used <= {"api", "aggregates"}


def said(code: str) -> list[str]:
    """Run code in a process of its own; give the lines it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


EVERYTHING = """
from powerstruggle_xblock.group_answers import api
print(api.available())
for ask in (
    lambda: api.submit("u", "r", 1, {"q": "p"}), lambda: api.took_part("u", "r", 1),
    lambda: api.distribution("u", "r", "q", ["p"]),
    lambda: api.distributions("u", "r", {}), lambda: api.promised_k("u", "r"), lambda: api.release("u", "r"),
    lambda: api.share("u", "p", 1, "t"),
    lambda: api.withdraw("u", "p", 1), lambda: api.shared_by("u", 1), lambda: api.shared("u"),
    lambda: api.forget_state("u", 1),
    lambda: api.erase_user(1), lambda: api.increment("u", "v", True, ["n"]), lambda: api.counts("u"),
):
    try:
        print(ask())
    except api.NotAvailable as reason:
        print("not available:", reason)
"""
SETTINGS = """
import django
from django.conf import settings
settings.configure(INSTALLED_APPS={apps}, SECRET_KEY="k",
                   DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": {name!r}}}}})
django.setup()
"""
INSTALLED = ["powerstruggle_xblock.group_answers"]


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("import sys; sys.modules['django'] = None", "Django is not installed"),
        ("", "can't be reached"),
        ("from django.conf import settings; settings.configure()", "can't be reached"),
        (SETTINGS.format(apps=[], name=":memory:"), "not among the installed apps"),
        (SETTINGS.format(apps=INSTALLED, name=":memory:"), "run the migrations"),
        (SETTINGS.format(apps=INSTALLED, name="/no/such/folder/answers.db"), "can't be reached"),
    ],
    ids=["no Django", "no settings", "not set up", "not installed", "not migrated", "no database"],
)
def test_where_nothing_is_behind_it_the_door_says_so_and_raises_nothing_else(before, reason):
    available, *answers = said(before + EVERYTHING)
    assert available == "False"
    assert len(answers) == 14
    assert all(answer.startswith("not available: ") and reason in answer for answer in answers)


def test_without_the_means_to_seal_nothing_is_kept():
    code = "import sys; sys.modules['cryptography'] = None" + SETTINGS.format(apps=INSTALLED, name=":memory:")
    code += "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    available, first, *_ = said(code + EVERYTHING)
    assert (available, first) == ("False", "not available: the package cryptography is not installed")


def test_importing_the_door_loads_no_django_and_no_models():
    code = "import sys, powerstruggle_xblock.group_answers.api\n"
    code += "print({'django', 'cryptography', 'xblock'} & set(sys.modules))"
    assert said(code) == ["set()"]


def test_the_platform_is_told_where_its_signals_go():
    # What they do there is tested in tests/analytics/in_an_lms/test_receivers.py, through the platform's own wiring.
    plugin = apps.GroupAnswersConfig.plugin_app["signals_config"]["lms.djangoapp"]
    module = apps.GroupAnswersConfig.name + "." + plugin["relative_path"]
    heard = {each["receiver_func_name"]: (each["signal_path"], each.get("sender_path")) for each in plugin["receivers"]}
    assert heard == {
        "erase_user": ("openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC", None),
        "forget_deleted_state": (
            "django.db.models.signals.post_delete",
            "lms.djangoapps.courseware.models.StudentModule",
        ),
    }
    assert all(callable(getattr(__import__(module, fromlist=["*"]), name)) for name in heard)


def test_every_function_of_the_door_says_what_it_is_for():
    assert [name for name in api.__all__ if callable(getattr(api, name)) and not getattr(api, name).__doc__] == []
