"""Fixtures of the reflection component's tests."""

import pytest

from tests import workbench_server

from .support import Shelf


@pytest.fixture
def shelf(monkeypatch) -> Shelf:
    """A place that keeps what is shared."""
    return Shelf().put_in_place(monkeypatch)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """The demonstration workbench over HTTP, in a process of its own."""
    server = workbench_server.start(tmp_path_factory.mktemp("bench"))
    yield server
    server.stop()
