"""The rules of release, rounding and masks, by themselves."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from powerstruggle_xblock.group_answers.aggregates import BATCH, SMALLEST_K, Aggregate, Distribution, FollowUps, Mean, in_steps

SCALE = ["calm", "itch", "tense", "hot", "every-time"]


def sheet(*stood, k=8, batch=3, ticked=()):
    """Give the sheet of people who stood there one after the other, all with these follow-ups."""
    made = Aggregate()
    for position in stood:
        made.add({"names": position}, {"names": ticked}, k, batch)
    return made


def line(made, k=8, positions=SCALE, names=()):
    return made.line("names", positions, names, k)


def shown_at(stood, k, batch):
    """Give after how many answers the line moved, read by somebody who may see it from the smallest number on."""
    moved, last = [], Distribution()
    for count in range(1, len(stood) + 1):
        made = sheet(*stood[:count], k=k, batch=batch)
        if (now := line(made, 0)) != last:
            moved.append(count)
            last = now
    return moved


@pytest.mark.parametrize(("k", "batch", "moves"), [
    (8, 3, [8, 11, 14, 17]), (10, 3, [10, 13, 16, 19]), (5, 3, [5, 8, 11, 14, 17]), (8, 5, [8, 13, 18]), (8, 9, [9, 18]),
    (0, 0, [5, 8, 11, 14, 17]), (-3, -3, [5, 8, 11, 14, 17]), (30, 3, []),
])
def test_a_line_is_shown_from_k_on_and_moves_by_batches_never_below_the_smallest(k, batch, moves):
    # Each batch stands elsewhere, so that every move can be seen.
    stood = [SCALE[(number // 3) % 5] for number in range(19)]
    assert shown_at(stood, k, batch) == moves


def test_nobody_sees_a_line_of_fewer_than_the_smallest_number():
    assert (SMALLEST_K, BATCH) == (5, 3)
    assert line(sheet(*SCALE[:4], k=0), 0) == Distribution()


@pytest.mark.parametrize(("stood", "shares"), [
    ([2, 2, 2, 1, 1], [25, 25, 25, 10, 10]), ([8, 6, 3, 2, 1], [40, 30, 15, 10, 5]), ([40, 1, 1, 1, 5], [85, 0, 0, 0, 10]),
    ([2, 2, 2, 0, 0], [35, 35, 35, 0, 0]),
])
def test_shares_are_told_in_fives(stood, shares):
    assert list(in_steps(dict(zip(SCALE, stood, strict=True)), sum(stood)).values()) == shares


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=9).filter(any))
def test_rounded_shares_are_near_the_true_ones_and_keep_their_order(counts):
    told = in_steps(dict(enumerate(counts)), sum(counts))
    for number, count in enumerate(counts):
        assert told[number] % 5 == 0
        assert abs(told[number] - 100 * count / sum(counts)) <= 2.5
        assert all(told[number] <= told[other] for other, more in enumerate(counts) if count <= more)


@pytest.mark.parametrize(("most", "others", "masked"), [
    (8, 0, True), (7, 1, True), (6, 2, False), (9, 1, True), (17, 3, False), (19, 1, True), (90, 10, True),
])
def test_a_group_of_nearly_one_mind_is_told_in_words_only(most, others, masked):
    told = line(sheet(*["hot"] * most, *["calm"] * others, batch=most + others))
    assert told.enough
    assert (told.mostly, told.percentages == {}) == (("hot", True) if masked else (None, False))


def test_nothing_that_is_told_can_be_told_from_another_group_of_nearly_one_mind():
    assert line(sheet(*["hot"] * 8)) == line(sheet(*["hot"] * 7, "calm")) == line(sheet(*["hot"] * 7, "itch"))


def test_real_counts_are_never_told():
    made = sheet(*SCALE * 4, batch=20, ticked=["joke"])
    told = line(made, names=["joke", "pause"])
    assert told == Distribution(True, 8, dict.fromkeys(SCALE, 20), None, FollowUps(True, 8, {"pause": 0}, ("joke",)))
    assert "20" not in repr(told.at_least)


def test_the_reader_s_k_hides_again_and_never_shows_more():
    made = sheet(*SCALE, *SCALE[:4])
    assert line(made, 8).enough
    assert not line(made, 9).enough
    assert line(made, 1).percentages == line(made, 8).percentages


def test_a_position_taken_away_makes_the_others_no_finer():
    made = sheet("calm", "calm", "itch", "tense", "hot", "hot", "hot", "every-time")
    whole, part = line(made).percentages, line(made, positions=SCALE[:2]).percentages
    assert part == {name: whole[name] for name in SCALE[:2]}
    assert line(made, positions=[*SCALE, "new"]).percentages == {**whole, "new": 0}


def test_without_the_position_nearly_everybody_chose_the_few_are_not_shown():
    made = sheet(*["hot"] * 95, *["calm", "itch", "tense", "calm", "itch"], batch=100)
    assert line(made).mostly == "hot"
    assert line(made, positions=["calm", "itch", "tense"]) == Distribution()


def test_each_question_counts_the_people_who_answered_it():
    made = Aggregate()
    for number in range(10):
        made.add({"names": SCALE[number % 5], **({"silence": "calm"} if number < 7 else {})}, {}, 8, 3)
    assert made.line("names", SCALE, [], 8).enough
    assert not made.line("silence", SCALE, [], 8).enough


NUMBERS = dict(zip(SCALE, (0, 1, 2, 3, 4), strict=True))


def test_a_mean_is_told_in_twentieths_of_the_scale_and_released_and_masked_like_a_line():
    stood = ["calm", "itch", "itch", "hot", "hot", "hot", "hot", "every-time"]
    assert sheet(*stood[:7]).mean("names", NUMBERS, 8) == Mean()
    assert sheet(*stood).mean("names", NUMBERS, 8) == Mean(True, 8, 2.2)
    assert sheet(*stood).mean("names", {name: 25 * number for name, number in NUMBERS.items()}, 8).mean == 55
    assert sheet(*stood, "every-time", "every-time").mean("names", NUMBERS, 8).mean == 2.2
    assert sheet(*["hot"] * 7, "calm").mean("names", NUMBERS, 8) == Mean(True, 8, None, "hot")
    assert sheet(*stood).mean("names", NUMBERS, 9) == Mean()


def test_no_mean_is_told_of_a_part_of_the_group():
    numbers = {name: number for name, number in NUMBERS.items() if name != "calm"}
    assert sheet(*SCALE * 4, batch=20).mean("names", numbers, 8) == Mean()


ANSWERS = st.dictionaries(st.sampled_from(["names", "silence"]), st.sampled_from(SCALE))
TICKS = st.dictionaries(st.sampled_from(["names", "silence"]), st.lists(st.sampled_from(["joke", "pause"])))


@settings(deadline=None)
@given(st.lists(st.tuples(ANSWERS, TICKS, st.integers(-1, 15), st.integers(-1, 9)), max_size=60), st.integers(-1, 15))
def test_whatever_is_answered_whatever_the_settings_a_display_moves_for_at_least_three_answers_to_it(submissions, k):
    made = Aggregate()
    came, moved_at = dict.fromkeys(["names", "silence", "names ticked", "silence ticked"], 0), {}
    last = {}
    for answers, ticks, submitted_k, batch in submissions:
        made.add(answers, ticks, submitted_k, batch)
        made = Aggregate(made.content())
        for question in ("names", "silence"):
            came[question] += question in answers
            came[f"{question} ticked"] += bool(ticks.get(question))
            told = made.line(question, SCALE, ["joke", "pause"], k)
            for part, now in ((question, Distribution(told.enough, told.at_least, told.percentages, told.mostly)),
                              (f"{question} ticked", told.follow_ups)):
                if now != last.get(part, type(now)()):
                    assert came[part] >= max(k, 5)
                    assert came[part] - moved_at.get(part, 0) >= 3
                    last[part], moved_at[part] = now, came[part]
