"""Fixtures of the reflection component's tests."""

import pytest

from tests import workbench_server

from .support import FakeSharedTexts


@pytest.fixture
def shared_texts(monkeypatch) -> FakeSharedTexts:
    """Replace `group_answers.api` by a fake that keeps shared texts in memory."""
    return FakeSharedTexts().install(monkeypatch)


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """Yield the demonstration workbench, served over HTTP by its own process."""
    with workbench_server.running(tmp_path_factory.mktemp("bench")) as server:
        yield server
