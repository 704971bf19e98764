"""Fixtures of the panel's tests: counters in memory, suppressed by the real rules."""

from collections import Counter

import pytest

from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.group_answers.suppression import suppress_small_counts
from powerstruggle_xblock.panel import counters
from tests import workbench_server
from tests.block.support import World
from tests.block.texts import TALK


class FakeCounters:
    """A fake of the counters of `group_answers.api`, in memory.

    `sets` holds the counts as {(usage key, version, first attempt): {name: count}}, `calls` the arguments of
    `increment`.
    """

    def __init__(self):
        self.sets: dict[tuple[str, str, bool], Counter] = {}
        self.calls: list[tuple[bool, list[str]]] = []

    def increment(self, usage_key, version, first_attempt, names):
        """Add one to each named counter."""
        names = list(names)
        self.calls.append((first_attempt, names))
        self.sets.setdefault((usage_key, version, first_attempt), Counter()).update(set(names))

    def counts(self, usage_key, k=api.SMALLEST_K):
        """Return the counters of a component, small ones suppressed."""
        return [
            api.Count(version, first, name, count)
            for (usage, version, first), found in sorted(self.sets.items())
            if usage == usage_key
            for name, count in suppress_small_counts(found, k).items()
        ]

    def names(self) -> list[list[str]]:
        """Return the names incremented by each call, without the week."""
        return [[name for name in names if not name.startswith("week:")] for _, names in self.calls]

    def add(self, usage, version: str, first: bool, times: dict[str, int]) -> None:
        """Add to counters."""
        self.sets.setdefault((str(usage), version, first), Counter()).update(times)


class NoTransaction:
    """A fake of django.db.transaction outside a transaction: callbacks run at once."""

    @staticmethod
    def on_commit(func):
        """Call the function."""
        func()


@pytest.fixture
def fake_counters(monkeypatch) -> FakeCounters:
    """Replace the counters of `group_answers.api` by a fake in memory."""
    fake = FakeCounters()
    monkeypatch.setattr(api, "increment", fake.increment)
    monkeypatch.setattr(api, "counts", fake.counts)
    monkeypatch.setattr(counters, "transaction", NoTransaction)
    return fake


@pytest.fixture
def course() -> World:
    """Return a small scenario in a course whose staff is Mia."""
    return World(TALK, lms=True, staff={"mia"}, settings={"display_name": "A <form>"})


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """Yield the demonstration workbench, served over HTTP by its own process."""
    with workbench_server.running(tmp_path_factory.mktemp("panel-bench")) as server:
        yield server
