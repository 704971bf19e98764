"""What all rooms of the tests share: the small scenario of docs/notation.md and where things lie."""

from pathlib import Path

import hypothesis
import pytest

from powerstruggle_xblock.scenario import scenario_xml

# How long an example takes says nothing here: machines do other things as well.
hypothesis.settings.register_profile("tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("tests")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"


@pytest.fixture(scope="session")
def tiny_text() -> str:
    """Give the small scenario's file."""
    return (DATA / "tiny.xml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tiny(tiny_text):
    """Give the small scenario."""
    return scenario_xml.parse(tiny_text).scenario


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the checkout."""
    return ROOT
