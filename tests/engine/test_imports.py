"""The engine and the notations import nothing but the standard library, lxml and the rooms below them."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import powerstruggle_xblock.scenario as engine
from tests.patience import PATIENCE

FOLDER = Path(engine.__file__).parent
PACKAGE = FOLDER.parent
MODULES = sorted(FOLDER.glob("*.py"))
SHARED = sorted((PACKAGE / "notation").glob("*.py"))
SMALL_NOTATIONS = [
    PACKAGE / room / f"{name}.py"
    for room in ("continuum", "reflection")
    for name in ("model", "grammar", "parser", "serializer", f"{room}_xml")
]
ALLOWED = sys.stdlib_module_names | {"lxml"}


def imported(module: Path) -> set[str]:
    """Return what a module's source imports: first names, or for relative ones dots and name."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_the_standard_library_lxml_and_its_neighbours(module):
    own = {".", "..notation", *(f".{path.stem}" for path in MODULES)}
    assert imported(module) <= ALLOWED | own


def test_importing_the_whole_engine_loads_no_xblock_django_or_open_edx():
    names = [f"powerstruggle_xblock.scenario.{path.stem}" for path in MODULES if path.stem != "__init__"]
    script = f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=PATIENCE)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "powerstruggle_xblock" in loaded
    assert not loaded & {
        "xblock",
        "django",
        "web_fragments",
        "webob",
        "opaque_keys",
        "nh3",
        "xmodule",
        "openedx",
        "common",
        "lms",
    }


@pytest.mark.parametrize("module", SHARED, ids=lambda path: path.stem)
def test_the_shared_notation_imports_no_other_room(module):
    own = {".", *(f".{path.stem}" for path in SHARED), "..resources"}
    assert imported(module) <= ALLOWED | own


@pytest.mark.parametrize("module", SMALL_NOTATIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_small_notation_uses_the_shared_one_and_no_scenario(module):
    own = {".", "..notation", "..group_answers", *(f".{path.stem}" for path in SMALL_NOTATIONS)}
    assert imported(module) <= ALLOWED | own


def test_the_example_of_the_engine_runs():
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "-v", str(FOLDER / "__init__.py")],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        cwd=PACKAGE.parent,
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"^[1-9]\d* passed", done.stdout, re.MULTILINE), done.stdout
