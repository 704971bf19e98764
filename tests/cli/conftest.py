"""What the tests of the command share."""

from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def tiny() -> str:
    """Return the text of a scenario of one scene."""
    return (DATA / "tiny.xml").read_text(encoding="utf-8")
