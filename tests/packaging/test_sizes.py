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


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_module_and_its_functions_keep_to_their_length(module: Path):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION} == {}


def test_the_modules_of_the_pages_keep_to_their_length():
    lengths = {
        str(path.relative_to(PAGES)): len(path.read_text(encoding="utf-8").splitlines()) for path in PAGE_MODULES
    }
    assert "editor/controller.ts" in lengths
    assert {name: length for name, length in lengths.items() if length > MAX_MODULE} == {}
