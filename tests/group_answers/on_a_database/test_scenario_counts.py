"""A scenario's counters: one statement, whatever is counted; small counts are not told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from powerstruggle_xblock.group_answers import api, storage

from .support import PLACE, at_once

STEP = ["scene:doorway", "choice/doorway/step-back", "choice/doorway/lock-log"]


def told(k=5):
    return {(each.version, each.first, each.name): each.count for each in api.counts(PLACE, k)}


@pytest.mark.parametrize("names", [STEP[:1], STEP, [f"scene:{number}" for number in range(80)]], ids=len)
def test_counting_is_one_statement_the_first_time_and_every_time(names):
    api.available()
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            api.increment(PLACE, "v1", True, names)
        assert len(queries) == 1
    assert {row.count for row in storage.load_models().ScenarioTally.objects.all()} == {2}
    assert storage.load_models().ScenarioTally.objects.count() == len(names)


def test_sixty_at_once_lose_nothing():
    at_once(
        lambda number=number: api.increment(PLACE, "v1", number % 2 == 0, STEP if number % 3 else STEP[::-1])
        for number in range(60)
    )
    assert told() == {("v1", first, name): 30 for first in (True, False) for name in STEP}


def test_versions_attempts_components_and_capitals_are_apart():
    for _ in range(5):
        api.increment(PLACE, "v1", True, ["scene:a", "scene:A"])
    for _ in range(6):
        api.increment(PLACE, "v1", False, ["scene:a"])
        api.increment(PLACE, "v2", True, ["scene:a"])
        api.increment(f"{PLACE}-2", "v1", True, ["scene:a"])
    assert told() == {
        ("v1", True, "scene:a"): 5,
        ("v1", True, "scene:A"): 5,
        ("v1", False, "scene:a"): 6,
        ("v2", True, "scene:a"): 6,
    }


def test_a_name_twice_in_one_step_counts_once_and_no_name_is_no_statement():
    with CaptureQueriesContext(connection) as queries:
        api.increment(PLACE, "v1", True, [])
    assert len(queries) == 0
    api.increment(PLACE, "v1", True, ["scene:a", "scene:a"])
    assert storage.load_models().ScenarioTally.objects.get().count == 1


def test_small_counts_are_withheld_and_what_betrays_them():
    happened = {
        "scene:doorway": 23,
        "choice/doorway/a": 2,
        "choice/doorway/b": 12,
        "choice/doorway/c": 9,
        "ending/calm": 4,
    }
    for name, times in happened.items():
        for _ in range(times):
            api.increment(PLACE, "v1", True, [name])
    assert {name: count for (*_, name), count in told().items()} == {
        "scene:doorway": 23,
        "choice/doorway/a": None,
        "choice/doorway/b": 12,
        "choice/doorway/c": None,
        "ending/calm": None,
    }
    assert told(0) == told(5)


@pytest.mark.parametrize(
    "wrong", [("", "v1", ["a"]), (PLACE, "x" * 65, ["a"]), (PLACE, "v1", ["x" * 256]), (PLACE, "v1", [3])], ids=str
)
def test_what_has_the_wrong_shape_is_refused(wrong):
    usage_key, version, names = wrong
    with pytest.raises(ValueError):
        api.increment(usage_key, version, True, names)
