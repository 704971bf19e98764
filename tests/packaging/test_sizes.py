"""Functions and modules stay short enough to be read at once."""

import ast
from pathlib import Path

import pytest

from .conftest import CHECKOUT

MAX_FUNCTION, MAX_MODULE = 40, 400
"""Lines."""
MODULES = sorted((CHECKOUT / "powerstruggle_xblock").rglob("*.py"))
PAGES = CHECKOUT / "frontend" / "src"
PAGE_MODULES = sorted(path for path in PAGES.rglob("*.ts*") if PAGES / "contracts" not in path.parents)
"""The modules of the pages, without `contracts/`, which is generated."""


def list_function_lengths(source: str) -> list[tuple[str, int]]:
    """Return (qualified name, number of lines) of every function and method of a module."""
    found: list[tuple[str, int]] = []
    waiting: list[tuple[str, ast.AST]] = [("", ast.parse(source))]
    while waiting:
        within, node = waiting.pop()
        for inner in ast.iter_child_nodes(node):
            name = within
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = f"{within}.{inner.name}" if within else inner.name
                if not isinstance(inner, ast.ClassDef):
                    found.append((name, (inner.end_lineno or inner.lineno) - inner.lineno + 1))
            waiting.append((name, inner))
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_module_and_its_functions_keep_to_their_length(module: Path):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE
    assert [row for row in list_function_lengths(text) if row[1] > MAX_FUNCTION] == []


def test_a_long_function_is_found_beside_namesakes():
    long_class = "class A:\n    def run(self):\n" + "        x = 1\n" * MAX_FUNCTION
    short_class = "class B:\n    def run(self):\n        async def inner():\n            pass\n"
    source = f"{long_class}\n{short_class}"
    long = MAX_FUNCTION + 1
    assert sorted(list_function_lengths(source)) == [("A.run", long), ("B.run", 3), ("B.run.inner", 2)]
    twice = "def run():\n    pass\n" * 2
    assert list_function_lengths(twice) == [("run", 2), ("run", 2)]


def test_the_modules_of_the_pages_keep_to_their_length():
    lengths = {
        str(path.relative_to(PAGES)): len(path.read_text(encoding="utf-8").splitlines()) for path in PAGE_MODULES
    }
    assert "editor/controller.ts" in lengths
    assert {name: length for name, length in lengths.items() if length > MAX_MODULE} == {}
