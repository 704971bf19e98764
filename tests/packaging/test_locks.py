"""The lock files: they pin everything that setup.py asks for, agree with each other, and name no index."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from .conftest import CHECKOUT

FOLDER = CHECKOUT / "requirements"
SETS = {"workbench": ["workbench"], "bench": ["workbench"], "test": ["test"], "quality": ["test"]}
PYTHONS = ("3.11", "3.12")
EXTRAS = """
import json, runpy, setuptools
given = {}
setuptools.setup = given.update
runpy.run_path("setup.py")
print(json.dumps([given["install_requires"], given["extras_require"]]))
"""


def environment(python: str) -> dict[str, str]:
    """Return the values of environment markers on Linux with a Python, "3.11" for example."""
    return {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": "linux",
        "os_name": "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "extra": "",
    }


def pinned(name: str, python: str) -> dict[str, Version]:
    """Return the releases that a lock file pins for a Python, by normalized package name."""
    found = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in " #":
            requirement = Requirement(line)
            (pin,) = requirement.specifier
            assert pin.operator == "==" and "*" not in pin.version, line
            if requirement.marker is None or requirement.marker.evaluate(environment(python)):
                assert requirement.name not in found, f"{name}.txt pins {requirement.name} twice for Python {python}"
                found[canonicalize_name(requirement.name)] = Version(pin.version)
    return found


@pytest.fixture(scope="module")
def asked() -> tuple[list[str], dict[str, list[str]]]:
    """Return what setup.py asks for: always, and with each extra."""
    done = subprocess.run([sys.executable, "-c", EXTRAS], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    always, extras = json.loads(done.stdout)
    return always, extras


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", SETS)
def test_everything_asked_for_is_pinned_to_a_release_that_is_allowed(asked, name, python):
    always, extras = asked
    pins = pinned(name, python)
    source = FOLDER / f"{name}.in"
    more = (
        [line for line in source.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        if source.exists()
        else []
    )
    requirements = [
        Requirement(one) for one in [*always, *more, *(one for extra in SETS[name] for one in extras[extra])]
    ]
    assert len(requirements) > len(always)
    missing = [str(one) for one in requirements if pins.get(canonicalize_name(one.name)) not in one.specifier]
    assert missing == [], "run: make lock"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", ["workbench", "test", "build"])
def test_a_smaller_set_holds_the_same_releases_as_the_largest(name, python):
    largest = pinned("quality", python)
    assert {one: pin for one, pin in pinned(name, python).items() if one != "pip" and largest.get(one) != pin} == {}


def test_the_oldest_set_is_at_the_floor_of_everything_the_package_needs(asked):
    always, extras = asked
    floors = [Requirement(one) for one in [*always, *extras["workbench"], *extras["spreadsheet"], *extras["word"]]]
    pins = pinned("oldest", "3.11")
    for one in floors:
        (floor,) = one.specifier
        assert floor.operator == ">=", f"{one}: open above, with a floor"
        assert pins[canonicalize_name(one.name)] == Version(floor.version), one


def imported_at_once(source: Path) -> Iterator[str]:
    """Yield the top-level packages that a module imports when it is imported itself."""
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def test_the_oldest_set_has_everything_that_its_tests_import():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    folders = re.search(r"\.venv-oldest/bin/python \$\(PYTEST\) (.+)", makefile)[1].split()
    sources = [
        *(CHECKOUT / "tests").glob("*.py"),
        *(one for folder in folders for one in CHECKOUT.glob(f"{folder}/**/*.py")),
    ]
    assert len(sources) > 100
    pins = pinned("oldest", "3.11")
    providers = packages_distributions()
    ours = {"tests", "powerstruggle_xblock", *sys.stdlib_module_names}
    missing = {
        f"{name} ({source.name})"
        for source in sources
        for name in imported_at_once(source)
        if name not in ours and not any(canonicalize_name(one) in pins for one in providers.get(name, []))
    }
    assert missing == set()


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.iterdir()), CHECKOUT / "frontend" / "package-lock.json"], ids=lambda path: path.name
)
def test_no_lock_names_where_packages_come_from(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(-i|-f|--\S*(index|links|host)\S*)\b", text, re.MULTILINE)
    assert '"resolved"' not in text
    without_funding = re.sub(r'"url": "[^"]*"', "", text)
    assert "://" not in without_funding
