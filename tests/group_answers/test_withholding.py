"""Which of a scenario's counts are told."""

import hypothesis.strategies as st
from hypothesis import given, settings

from powerstruggle_xblock.group_answers.suppression import suppress_small_counts

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
