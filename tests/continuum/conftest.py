"""Fixtures of the continuum's tests."""

import pytest

from tests import workbench_server

from .support import ContinuumWorld, FakeGroupAnswers


@pytest.fixture
def group_answers(monkeypatch) -> FakeGroupAnswers:
    """Replace `group_answers.api` by a fake in memory."""
    return FakeGroupAnswers().install(monkeypatch)


@pytest.fixture
def world(group_answers) -> ContinuumWorld:
    """Return the small continuum in a course of an LMS."""
    return ContinuumWorld(lms=True)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """Yield the demonstration workbench, served over HTTP by its own process."""
    with workbench_server.running(tmp_path_factory.mktemp("bench")) as server:
        yield server
