"""Fixtures of the exercise's tests."""

import pytest

from tests import workbench_server

from .support import Door, Room


@pytest.fixture
def door(monkeypatch) -> Door:
    """The group's door, open."""
    return Door().install(monkeypatch)


@pytest.fixture
def room(door) -> Room:
    """The small exercise in a course of the learning platform."""
    return Room(lms=True)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """The demonstration workbench over HTTP, in a process of its own."""
    server = workbench_server.start(tmp_path_factory.mktemp("bench"))
    yield server
    server.stop()
