"""Fixtures of the block's tests."""

import pytest

from powerstruggle_xblock.memo import Memo
from tests import workbench_server

from .support import World
from .texts import TALK


@pytest.fixture(autouse=True)
def _nothing_told_before(monkeypatch):
    """Each test begins with an empty memory of answers: tests change what no running server changes."""
    monkeypatch.setattr("powerstruggle_xblock.answers.TOLD", Memo(4096))


@pytest.fixture
def world() -> World:
    """The small talk in a bare runtime."""
    return World(TALK)


@pytest.fixture
def lms() -> World:
    """The small talk in a course of the learning platform."""
    return World(TALK, lms=True)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """The demonstration workbench over HTTP, in a process of its own."""
    server = workbench_server.start(tmp_path_factory.mktemp("bench"))
    yield server
    server.stop()
