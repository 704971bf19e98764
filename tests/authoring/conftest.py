"""Fixtures of the authors' side: one component, and an author who may edit it."""

import pytest

from tests import workbench_server
from tests.block.texts import TALK

from .studio import Studio


@pytest.fixture
def studio() -> Studio:
    """Return the small talk, opened by its author."""
    return Studio(TALK)


@pytest.fixture
def empty() -> Studio:
    """Return a component without any text."""
    return Studio("")


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """Return the demonstration workbench over HTTP, in a process of its own."""
    with workbench_server.running(tmp_path_factory.mktemp("authoring-bench")) as server:
        yield server
