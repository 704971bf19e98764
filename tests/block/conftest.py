"""Fixtures of the block's tests."""

import pytest

from tests import workbench_server

from .support import World
from .texts import TALK


@pytest.fixture
def world() -> World:
    """Return the small talk in a bare runtime."""
    return World(TALK)


@pytest.fixture
def lms() -> World:
    """Return the small talk in a course of the learning platform."""
    return World(TALK, lms=True)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """Return the demonstration workbench over HTTP, in a process of its own."""
    with workbench_server.running(tmp_path_factory.mktemp("bench")) as server:
        yield server
