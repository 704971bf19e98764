"""Every answer is counted once: none lost, none doubled, whoever answers together and however often."""

from collections import Counter

import pytest
from django.db import transaction

from powerstruggle_xblock.group_answers import api, storage

from .support import PLACE, ROUND, SCALE, answer, at_once, positions, real_counts

LEARNERS = 200


def test_200_learners_at_once_are_all_counted_once():
    stood = [SCALE[number * number % 5] for number in range(LEARNERS)]
    new = at_once(lambda number=number: answer(number, stood[number], k=LEARNERS + 1) for number in range(LEARNERS))
    assert all(new)
    assert positions() == Counter(stood)
    again = at_once(lambda number=number: answer(number, SCALE[0], k=LEARNERS + 1) for number in range(LEARNERS))
    assert not any(again)
    assert positions() == Counter(stood)


def test_each_of_100_learners_who_answer_twice_at_once_counts_once():
    new = at_once(lambda number=number: answer(number % 100, SCALE[number % 5]) for number in range(LEARNERS))
    assert sum(new) == 100
    assert sum(positions().values()) == 100


def test_the_first_answers_of_many_components_come_together():
    places = [f"{PLACE}-{number}" for number in range(10)]
    at_once(lambda number=number: answer(number, "calm", places[number % 10]) for number in range(60))
    assert [positions(place) for place in places] == [{"calm": 6}] * 10


def test_follow_ups_count_once_each_and_skipped_questions_not_at_all():
    assert api.submit(PLACE, ROUND, 1, {"names": "hot"}, {"names": ["joke", "joke", "pause"], "silence": []})
    assert api.submit(PLACE, ROUND, 2, {"names": "hot", "silence": "calm"}, {"names": ["pause"]})
    assert real_counts(PLACE, ROUND) == {
        "answers": {"names": {"hot": 2}, "silence": {"calm": 1}},
        "follow_ups": {"names": {"joke": 1, "pause": 2}},
    }


def test_what_is_ticked_beside_a_question_without_an_answer_is_not_counted():
    assert api.submit(PLACE, ROUND, 1, {"silence": "calm"}, {"names": ["pause"]})
    assert real_counts(PLACE, ROUND) == {"answers": {"silence": {"calm": 1}}, "follow_ups": {}}


def test_somebody_who_skips_everything_took_part_all_the_same():
    assert not api.took_part(PLACE, ROUND, 1)
    assert api.submit(PLACE, ROUND, 1, {})
    assert api.took_part(PLACE, ROUND, 1)
    assert not answer(1, "calm")
    assert positions() == {}


def test_rounds_and_components_are_apart():
    assert answer(1, "calm")
    assert answer(1, "hot", round_="after")
    assert answer(1, "tense", place=f"{PLACE}-2")
    assert (positions(), positions(round_="after"), positions(f"{PLACE}-2")) == ({"calm": 1}, {"hot": 1}, {"tense": 1})


def test_components_whose_keys_differ_in_capitals_only_are_two():
    assert answer(1, "calm", place=f"{PLACE}-a")
    assert answer(1, "hot", place=f"{PLACE}-A")
    assert (positions(f"{PLACE}-a"), positions(f"{PLACE}-A")) == ({"calm": 1}, {"hot": 1})


def test_an_answer_within_somebody_elses_transaction_goes_back_with_it():
    with transaction.atomic():
        assert answer(1, "calm")
        assert not answer(1, "calm")
        transaction.set_rollback(True)
    assert positions() == {}
    assert not api.took_part(PLACE, ROUND, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"usage_key": ""},
        {"usage_key": "x" * 256},
        {"round_": ""},
        {"round_": "x" * 33},
        {"user_id": None},
        {"user_id": "x" * 65},
        {"answers": {"": "calm"}},
        {"answers": {"names": ""}},
        {"answers": {"names": "x" * 81}},
        {"answers": {"x" * 81: "calm"}},
        {"answers": {"names": 3}},
        {"answers": {str(number): "calm" for number in range(201)}},
        {"follow_ups": {"names": ["x" * 81]}},
        {"follow_ups": {"names": [None]}},
        {"follow_ups": {"names": ["joke"] * 201}},
        {"pool": "x" * 81},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_has_the_wrong_shape_is_refused_and_counts_nothing(wrong):
    good = {
        "usage_key": PLACE,
        "round_": ROUND,
        "user_id": 1,
        "answers": {"names": "calm"},
        "follow_ups": {"names": ["joke"]},
    }
    with pytest.raises(ValueError):
        api.submit(**{**good, **wrong})
    assert not storage.load_models().Participation.objects.exists()
    assert positions() == {}


TEAM_A, TEAM_B = (f"block-v1:Harbor+ROPE+{run}+type@powerstruggle_continuum+block@line" for run in ("a", "b"))
STRANGER = "block-v1:Elsewhere+ROPE+a+type@powerstruggle_continuum+block@line"


def test_small_teams_of_one_organisation_can_share_a_line():
    for person in range(4):
        answer(person, "calm", TEAM_A, pool="night shifts")
        answer(person + 10, "hot", TEAM_B, pool="night shifts")
    assert api.distribution(TEAM_A, ROUND, "names", SCALE, pool="night shifts").percentages["hot"] == 50
    assert not api.distribution(TEAM_A, ROUND, "names", SCALE).enough


def test_strangers_who_know_a_pools_name_are_in_another_one():
    for person in range(8):
        answer(person, SCALE[person % 5], TEAM_A, pool="night shifts")
    assert answer(99, "hot", STRANGER, pool="night shifts")
    assert not api.distribution(STRANGER, ROUND, "names", SCALE, pool="night shifts").enough
    assert sum(positions(TEAM_A, pool="night shifts").values()) == 8


def test_somebody_in_two_teams_counts_once_in_their_pool_and_has_taken_part_in_both():
    assert answer(1, "calm", TEAM_A, pool="all")
    assert api.took_part(TEAM_B, ROUND, 1, pool="all")
    assert not answer(1, "hot", TEAM_B, pool="all")
    assert positions(TEAM_A, pool="all") == {"calm": 1}
    assert api.took_part(TEAM_B, ROUND, 1)


def test_a_new_pool_gives_nobody_a_second_answer():
    assert answer(1, "calm", TEAM_A)
    assert not answer(1, "hot", TEAM_A, pool="new")
    assert (positions(TEAM_A), positions(TEAM_A, pool="new")) == ({"calm": 1}, {})


def test_two_answers_at_once_under_two_names_of_the_pool_count_once():
    for person in range(10):
        assert (
            sum(
                at_once(
                    lambda pool=pool, person=person: answer(person, "calm", TEAM_A, pool=pool)
                    for pool in ("old", "new")
                )
            )
            == 1
        )
    assert sum(positions(TEAM_A, pool="old").values()) + sum(positions(TEAM_A, pool="new").values()) == 10


def test_where_no_organisation_can_be_told_a_pools_name_means_nothing():
    assert answer(1, "calm", "line.powerstruggle.d0.u0", pool="all")
    assert positions("line.powerstruggle.d0.u0") == {"calm": 1}


def test_a_changed_site_key_counts_nothing_until_the_old_one_is_named_again(keys):
    answer(1, "calm")
    keys("new")
    for ask in (
        lambda: answer(1, "hot"),
        lambda: answer(2, "hot"),
        lambda: api.distribution(PLACE, ROUND, "names", SCALE),
    ):
        with pytest.raises(api.NotAvailable, match="SECRET_KEY_FALLBACKS"):
            ask()
    keys("new", "the key of this site")
    assert api.took_part(PLACE, ROUND, 1)
    assert not api.took_part(PLACE, ROUND, 2)
    assert not answer(1, "hot")
    assert answer(2, "hot")
    assert positions() == {"calm": 1, "hot": 1}


def test_a_second_round_is_counted_apart_from_an_authors_round_of_a_similar_name():
    assert answer(1, "calm") and answer(1, "hot", round_=f"{ROUND}-2")
    assert not api.find_second_round(PLACE, ROUND).is_on
    assert api.set_second_round(PLACE, ROUND, True) and not api.set_second_round(PLACE, ROUND, True)
    assert api.find_second_round(PLACE, ROUND).is_on
    second = api.find_second_round(PLACE, ROUND).name
    assert second == f"{ROUND}/2" and not api.took_part(PLACE, second, 1)
    assert answer(1, "tense", round_=second)
    assert [positions(round_=name) for name in (ROUND, second, f"{ROUND}-2")] == [{"calm": 1}, {"tense": 1}, {"hot": 1}]
    assert api.set_second_round(PLACE, ROUND, False) and not api.find_second_round(PLACE, ROUND).is_on
