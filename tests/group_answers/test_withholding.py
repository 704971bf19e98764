"""Which counts are told: of a scenario's choices, and of a batch of answers."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from powerstruggle_xblock.group_answers.suppression import suppress_minority, suppress_small_counts

NAMES = st.sampled_from([f"choice/{scene}/{choice}" for scene in "ab" for choice in "wxyz"] + ["scene:a", "scene:b"])


def test_large_counts_and_zeros_are_told():
    assert suppress_small_counts({"choice/a/x": 9, "choice/a/y": 5, "choice/a/z": 0}, 5) == {
        "choice/a/x": 9,
        "choice/a/y": 5,
        "choice/a/z": 0,
    }


def test_a_small_count_takes_its_smallest_neighbour_along_and_no_other_scenes():
    counts = {"choice/a/x": 9, "choice/a/y": 2, "choice/a/z": 30, "choice/b/x": 6, "scene:a": 41}
    assert suppress_small_counts(counts, 5) == {**counts, "choice/a/x": None, "choice/a/y": None}


def test_two_small_counts_that_hide_too_little_together_take_a_third_along():
    counts = {"choice/a/w": 1, "choice/a/x": 1, "choice/a/y": 7, "choice/a/z": 30}
    assert suppress_small_counts(counts, 5) == {**counts, "choice/a/w": None, "choice/a/x": None, "choice/a/y": None}


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.integers(0, 40)), st.integers(5, 12))
def test_no_small_count_is_told_nor_can_be_worked_out_from_its_neighbours_and_their_sum(counts, k):
    told = suppress_small_counts(counts, k)
    assert told.keys() == counts.keys()
    assert all(count in (None, counts[name]) for name, count in told.items())
    assert not [name for name, count in told.items() if count is not None and 0 < count < k]
    for scene in ("choice/a/", "choice/b/"):
        names = [name for name in counts if name.startswith(scene) and counts[name]]
        hidden = [counts[name] for name in names if told[name] is None]
        assert not hidden or len(hidden) == len(names) or (len(hidden) >= 2 and sum(hidden) >= k)


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ((5,), (5,)),
        ((4, 1), (5, 0)),
        ((3, 2), (5, 0)),
        ((3, 1, 1), (5, 0, 0)),
        ((2, 2, 1), (2, 2, 1)),
        ((7, 1), (8, 0)),
        ((6, 1, 1), (8, 0, 0)),
        ((5, 3), (5, 3)),
        ((1, 7), (0, 8)),
        ((18, 2), (20, 0)),
        ((17, 3), (17, 3)),
        ((27, 3), (30, 0)),
        ((26, 4), (26, 4)),
        ((90, 10), (100, 0)),
        ((89, 11), (89, 11)),
    ],
)
def test_the_few_of_a_batch_are_counted_with_the_others_and_nobody_is_lost(counts, published):
    told = suppress_minority(dict(zip("abc", counts, strict=False)), sum(counts))
    assert told == {name: count for name, count in zip("abc", published, strict=False) if count}
    assert sum(told.values()) == sum(counts)
