"""Fixtures of the authors' side: one component, and an author who may edit it."""

import pytest

from tests import workbench_server
from tests.block.texts import TALK

from .studio import Studio


@pytest.fixture
def studio() -> Studio:
    """The small talk, opened by its author."""
    return Studio(TALK)


@pytest.fixture
def empty() -> Studio:
    """A component in which nothing stands yet."""
    return Studio("")


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """The demonstration workbench over HTTP, in a process of its own."""
    server = workbench_server.start(tmp_path_factory.mktemp("authoring-bench"))
    yield server
    server.stop()
