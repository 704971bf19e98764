"""Fixtures of the panel's tests: counters in memory, withheld as the one door withholds them."""

from collections import Counter

import pytest

from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.group_answers.suppression import suppress_small_counts
from powerstruggle_xblock.panel import counters
from tests import workbench_server
from tests.block.support import World
from tests.block.texts import TALK


class Tallies:
    """What has been counted, {(usage, version, first): {name: times}}, and how often somebody asked for it to be."""

    def __init__(self):
        self.sets: dict[tuple[str, str, bool], Counter] = {}
        self.calls: list[tuple[bool, list[str]]] = []

    def tally(self, usage_key, version, first_attempt, names):
        names = list(names)
        self.calls.append((first_attempt, names))
        self.sets.setdefault((usage_key, version, first_attempt), Counter()).update(set(names))

    def counts(self, usage_key, k=api.SMALLEST_K):
        return [api.Count(version, first, name, told) for (usage, version, first), found in sorted(self.sets.items()) if usage == usage_key
                for name, told in suppress_small_counts(found, k).items()]

    def names(self) -> list[list[str]]:
        """What was counted with each call, without the week."""
        return [[name for name in names if not name.startswith("week:")] for _, names in self.calls]

    def add(self, usage, version: str, first: bool, times: dict[str, int]) -> None:
        """Count names so many times each."""
        self.sets.setdefault((str(usage), version, first), Counter()).update(times)


class AtOnce:
    """Stands for django.db.transaction where a request has no transaction of its own."""

    @staticmethod
    def on_commit(func):
        func()


@pytest.fixture
def tallies(monkeypatch) -> Tallies:
    """Counters in memory in place of the tables."""
    kept = Tallies()
    monkeypatch.setattr(api, "increment", kept.tally)
    monkeypatch.setattr(api, "counts", kept.counts)
    monkeypatch.setattr(counters, "transaction", AtOnce)
    return kept


@pytest.fixture
def course() -> World:
    """The small talk in a course whose staff is Mia."""
    return World(TALK, lms=True, staff={"mia"}, settings={"display_name": "A <form>"})


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """The demonstration workbench over HTTP, in a process of its own."""
    server = workbench_server.start(tmp_path_factory.mktemp("panel-bench"))
    yield server
    server.stop()
