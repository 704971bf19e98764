"""What all rooms of the tests share: the small scenario of docs/notation.md and where things lie."""

import os
from pathlib import Path

import hypothesis
import pytest

from powerstruggle_xblock.scenario import scenario_xml
from tests.examples import examples

# How long an example takes says nothing here: machines do other things as well.
HYPOTHESIS = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
# The same examples in every run, so that a run fails for what was changed; `make explore` looks for new ones.
hypothesis.settings.register_profile("tests", derandomize=True, database=None, max_examples=examples(100), **HYPOTHESIS)
hypothesis.settings.register_profile("explore", print_blob=True, **HYPOTHESIS)
hypothesis.settings.load_profile("explore" if os.environ.get("EXPLORE") else "tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, those that drive a browser among them: none is left alone at the end."""
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in ("browser", "long")))


ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"


@pytest.fixture(scope="session")
def tiny_text() -> str:
    """Return the small scenario's file."""
    return (DATA / "tiny.xml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tiny(tiny_text):
    """Return the small scenario."""
    return scenario_xml.parse(tiny_text).scenario


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return ROOT
