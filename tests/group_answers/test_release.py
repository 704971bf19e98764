"""The release rule by itself: when batches end, what is published of them, and what is shown."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from powerstruggle_xblock.group_answers.aggregates import SMALLEST_K, Aggregate, Distribution, FollowUps, round_shares

SCALE = ["calm", "itch", "tense", "hot", "every-time"]


def counted(*positions, k=8, ticked=(), automatic=True):
    """Return the aggregate of people who stood there one after the other, all with these options ticked."""
    made = Aggregate()
    for position in positions:
        made.increment({"names": position}, {"names": ticked}, k)
        if automatic:
            made.release()
    return made


def shown(made, k=5, positions=SCALE, options=()):
    return made.distribution("names", positions, options, k)


def shown_at(stood, k):
    """Return after how many answers the result changed."""
    changed, last = [], Distribution()
    for count in range(1, len(stood) + 1):
        if (now := shown(counted(*stood[:count], k=k), 0)) != last:
            changed.append(count)
            last = now
    return changed


@pytest.mark.parametrize(
    ("k", "changes"),
    [(8, [8, 16]), (10, [10, 20]), (5, [5, 10, 15, 20]), (0, [5, 10, 15, 20]), (-3, [5, 10, 15, 20]), (30, [])],
)
def test_a_result_is_shown_from_k_on_and_changes_by_k_never_below_the_smallest(k, changes):
    assert SMALLEST_K == 5
    # Each five stand elsewhere, so that every change can be seen.
    assert shown_at([SCALE[number // 5 % 5] for number in range(23)], k) == changes


def test_a_batch_that_waits_for_the_facilitator_is_released_whole():
    made = counted(*SCALE, *SCALE, *SCALE[:2], automatic=False)
    assert shown(made) == Distribution(ready=True)
    assert made.release()
    assert not made.release() and not shown(made).ready
    assert shown(made).percentages == {"calm": 25, "itch": 25, "tense": 15, "hot": 15, "every-time": 15}


@pytest.mark.parametrize(("promised", "set_now"), [((12,) * 7, 5), ((5,) * 4 + (12,), 5), ((12,) + (5,) * 10, 5)])
def test_the_strictest_promise_holds_for_all(promised, set_now):
    made = Aggregate()
    for number in range(11):
        made.increment({"names": SCALE[number % 5]}, {}, promised[number] if number < len(promised) else set_now)
        assert not made.release(set_now)
        assert not shown(made, set_now).enough
    made.increment({"names": "hot"}, {}, set_now)
    assert made.release(set_now)
    assert (shown(made, set_now).at_least, made.k) == (12, 12)


def test_who_came_when_within_a_batch_changes_nothing_and_is_stored_nowhere():
    stood = ["calm", "calm", "itch", "tense", "hot", "hot", "every-time", "calm"]
    orders = [stood[turn:] + stood[:turn] for turn in range(8)] + [stood[::-1]]
    assert len({json.dumps(counted(*order).content(), sort_keys=True) for order in orders}) == 1
    waiting = [counted(*order[:7], automatic=False).content() for order in ([*"abcdefg"], [*"gfedcba"])]
    assert waiting[0] == waiting[1]


def test_the_true_counts_of_a_published_batch_are_kept_nowhere():
    made = counted(*["hot"] * 6, "calm", "itch")
    assert made.content()["questions"]["names"] == [[8, {"hot": 8}, {}], [0, {}, {}]]


def test_the_few_of_one_batch_are_counted_with_it_and_other_batches_are_shown_as_they_are():
    made = counted(*["hot"] * 6, "calm", "itch", *SCALE, *SCALE[:3])
    assert shown(made).percentages == {"calm": 10, "itch": 10, "tense": 10, "hot": 55, "every-time": 5}


def test_nothing_tells_a_group_of_one_mind_from_another_with_few_who_differ():
    looks = [
        shown(counted(*["hot"] * (8 - len(few)), *few))
        for few in ([], ["calm"], ["itch"], ["calm", "itch"], ["calm", "calm"])
    ]
    assert looks == [Distribution(True, 8, mostly="hot", follow_ups=FollowUps(True, 8))] * 5


@pytest.mark.parametrize(
    ("ticked", "told"),
    [
        (0, (0, ())),
        (2, (0, ())),
        (3, (40, ())),
        (4, (50, ())),
        (5, (60, ())),
        (6, (None, ("joke",))),
        (8, (None, ("joke",))),
    ],
)
def test_of_what_people_do_next_the_few_are_not_shown_either(ticked, told):
    made = Aggregate()
    for number in range(8):
        made.increment({"names": SCALE[number % 5]}, {"names": ["joke", "joke"] if number < ticked else []}, 8)
    made.release()
    follow_ups = shown(made, options=["joke"]).follow_ups
    assert (follow_ups.percentages.get("joke"), follow_ups.mostly) == told


@pytest.mark.parametrize(
    ("stood", "shares"),
    [
        ([2, 2, 2, 1, 1], [25, 25, 25, 10, 10]),
        ([8, 6, 3, 2, 1], [40, 30, 15, 10, 5]),
        ([40, 1, 1, 1, 5], [85, 0, 0, 0, 10]),
        ([2, 2, 2, 0, 0], [35, 35, 35, 0, 0]),
    ],
)
def test_shares_are_told_in_fives(stood, shares):
    assert list(round_shares(dict(zip(SCALE, stood, strict=True)), sum(stood)).values()) == shares


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(any))
def test_rounded_shares_are_near_the_true_ones_and_keep_their_order(counts):
    told = list(round_shares({f"p{number}": count for number, count in enumerate(counts)}, sum(counts)).values())
    for share, count in zip(told, counts, strict=True):
        assert share % 5 == 0
        assert abs(share - 100 * count / sum(counts)) <= 2.5
        assert all(share <= other for other, more in zip(told, counts, strict=True) if count <= more)


def test_the_readers_k_hides_again_and_never_shows_more():
    made = counted(*SCALE, *SCALE[:4])
    assert shown(made, 8).enough
    assert not shown(made, 9).enough
    assert shown(made, 1) == shown(made, 8)


def test_a_position_taken_away_makes_the_others_no_finer():
    made = counted("calm", "calm", "itch", "tense", "hot", "hot", "hot", "every-time")
    whole, part = shown(made).percentages, shown(made, positions=SCALE[:2]).percentages
    assert part == {name: whole[name] for name in SCALE[:2]}
    assert shown(made, positions=[*SCALE, "new"]).percentages == {**whole, "new": 0}


def test_without_the_position_nearly_everybody_chose_nothing_is_shown_of_the_few():
    made = counted(*["hot"] * 95, *["calm", "itch", "tense", "calm", "itch"], k=100)
    assert shown(made).mostly == "hot"
    assert not shown(made, positions=["calm", "itch", "tense"]).enough


def test_each_question_counts_the_people_who_answered_it():
    made = Aggregate()
    for number in range(10):
        made.increment({"names": SCALE[number % 5], **({"silence": "calm"} if number < 7 else {})}, {}, 8)
        made.release()
    assert made.distribution("names", SCALE, []).enough
    assert not made.distribution("silence", SCALE, []).enough


ANSWERS = st.dictionaries(st.sampled_from(["names", "silence"]), st.sampled_from(SCALE))
TICKS = st.dictionaries(st.sampled_from(["names", "silence"]), st.lists(st.sampled_from(["joke", "pause"])))
STEPS = st.lists(st.tuples(ANSWERS, TICKS, st.integers(-1, 15), st.booleans()), max_size=60)


@settings(deadline=None)
@given(STEPS)
def test_whatever_is_answered_a_result_grows_by_the_promised_number_and_loses_nobody(steps):
    made = Aggregate()
    came, released, strictest = dict.fromkeys(["names", "silence"], 0), dict.fromkeys(["names", "silence"], 0), 5
    for answers, ticks, k, is_pressed in steps:
        made.increment(answers, ticks, k)
        strictest = max(strictest, k)
        if is_pressed:
            made.release()
        made = Aggregate(json.loads(json.dumps(made.content())))
        for question, (shown_counts, pending) in made.content()["questions"].items():
            came[question] += question in answers
            assert shown_counts[0] + pending[0] == came[question]
            assert sum(shown_counts[1].values()) == shown_counts[0]
            assert all(number <= shown_counts[0] for number in shown_counts[2].values())
            if shown_counts[0] != released[question]:
                assert shown_counts[0] - released[question] >= strictest
                released[question] = shown_counts[0]
