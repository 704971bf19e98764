"""Fixtures of the authors' side: one component, and an author who may edit it."""

import pytest

from powerstruggle_xblock.memo import Memo
from tests import workbench_server
from tests.block.texts import TALK

from .studio import Studio


@pytest.fixture(autouse=True)
def _nothing_told_before(monkeypatch):
    """Each test begins with an empty memory of answers."""
    monkeypatch.setattr("powerstruggle_xblock.answers.TOLD", Memo(4096))


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
