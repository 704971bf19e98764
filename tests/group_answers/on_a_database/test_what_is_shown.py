"""What a reader can learn by reading before and after: a whole batch or nothing."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from django.apps import apps
from hypothesis import example, given

from powerstruggle_xblock.group_answers import api, storage

from .support import PLACE, ROUND, SCALE, answer, at_once

K = 8


def shown(k=K, **more):
    """Return what is shown now."""
    return api.distribution(PLACE, ROUND, "names", SCALE, k, follow_ups=["joke", "pause"], **more)


def forget_everything():
    for model in apps.get_app_config("powerstruggle_group_answers").get_models():
        model.objects.all().delete()


def before_and_after(people, position):
    """Return what is shown before and after a colleague's answer to which `people` answers had come."""
    forget_everything()
    for person in range(people):
        answer(person, SCALE[person % 5])
    before = shown()
    assert answer("colleague", position)
    return before, shown()


@pytest.mark.parametrize(
    "already", [K - 2, K, K + 2, 2 * K - 2], ids=["makes k-1", "makes k+1", "makes k+3", "makes 2k-1"]
)
def test_within_a_batch_one_colleagues_answer_shows_nothing_wherever_they_stood(already):
    for position in SCALE:
        before, after = before_and_after(already, position)
        assert before == after
        assert after.enough == (already >= K)


@pytest.mark.parametrize("already", [K - 1, 2 * K - 1])
def test_the_answer_that_completes_a_batch_shows_k_people_at_once(already):
    before, after = before_and_after(already, "hot")
    assert before != after
    assert (after.enough, after.at_least) == (True, K)


def test_a_group_of_one_mind_is_told_no_figures():
    for person in range(K):
        answer(person, "hot" if person else "calm")
    assert (shown().mostly, shown().percentages) == ("hot", {})


def test_two_rounds_are_two_results():
    for person in range(K):
        answer(person, SCALE[person % 5])
        answer(person, "calm", round_="after")
    found = [api.distribution(PLACE, round_, "names", SCALE) for round_ in (ROUND, "after")]
    assert (found[0].mostly, found[1].mostly) == (None, "calm")


def test_several_questions_are_read_at_once_and_unknown_ones_show_nothing():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for person in range(K):
        api.submit(
            PLACE,
            ROUND,
            person,
            {"names": SCALE[person % 5], "silence": SCALE[person % 2]} if person else {"names": "hot"},
        )
    with CaptureQueriesContext(connection) as queries:
        found = api.distributions(PLACE, ROUND, {"names": SCALE, "silence": SCALE, "nothing": SCALE})
    assert {question: each.enough for question, each in found.items()} == {
        "names": True,
        "silence": False,
        "nothing": False,
    }
    assert len(queries) == 1


def test_follow_ups_are_shown_of_the_same_people_as_the_answers():
    for person in range(K):
        assert not shown().follow_ups.enough
        api.submit(PLACE, ROUND, person, {"names": SCALE[person % 5]}, {"names": ["joke"] if person < 4 else []})
    assert shown().follow_ups == api.FollowUps(True, K, {"joke": 50, "pause": 0})


def test_the_strictest_promise_holds_whoever_looks_with_whatever_number():
    answer("strict", "hot", k=12)
    for person in range(10):
        answer(person, SCALE[person % 5], k=5)
        assert not shown(5).enough
    assert api.promised_k(PLACE, ROUND, 5) == 12
    assert api.promised_k(PLACE, ROUND, 20) == 20
    answer("twelfth", "calm", k=5)
    assert shown(5).enough
    assert shown(5).at_least == 12


def test_raising_k_hides_again_and_lowering_it_shows_nothing_new():
    for person in range(K):
        answer(person, SCALE[person % 5])
    before = shown()
    assert not shown(K + 1).enough
    assert shown(0) == shown(5) == before
    answer("ninth", "hot")
    assert shown(5) == before


def test_what_waits_for_a_press_is_shown_by_it_whole_and_once():
    for person in range(11):
        answer(person, SCALE[person % 5], automatic=False)
    assert not shown().enough
    assert at_once([lambda: api.release(PLACE, ROUND)] * 6).count(True) == 1
    assert shown().percentages == {"calm": 25, "itch": 20, "tense": 20, "hot": 20, "every-time": 20}
    for person in range(11, 11 + K - 1):
        answer(person, "calm", automatic=False)
        assert not api.release(PLACE, ROUND)
    answer("eighth", "calm", automatic=False)
    assert api.release(PLACE, ROUND)


def test_a_press_without_any_answers_makes_no_row_and_reading_writes_nothing():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert not api.release(PLACE, ROUND)
    assert not storage.load_models().TallySheet.objects.exists()
    answer("one", "hot")
    with CaptureQueriesContext(connection) as queries:
        shown()
        api.promised_k(PLACE, ROUND)
        api.took_part(PLACE, ROUND, "one")
    assert all(query["sql"].startswith("SELECT") for query in queries)


SUBMISSIONS = st.lists(
    st.tuples(
        st.sampled_from([*SCALE, None]), st.sets(st.sampled_from(["joke", "pause"])), st.integers(-1, 12), st.booleans()
    ),
    min_size=4,
    max_size=40,
)


def told_of_people(result):
    """Return a result without the numbers of people that were promised: settings, which no answer has a part in."""
    return replace(result, at_least=0, follow_ups=replace(result.follow_ups, at_least=0))


@given(SUBMISSIONS, st.integers(-1, 12))
@example(submissions=[("calm", set(), 0, False)] * 5 + [("calm", set(), 0, True), ("calm", set(), 6, False)], k=0)
def test_whatever_comes_in_a_result_changes_for_whole_batches_only(submissions, k):
    forget_everything()
    came, strictest, last = 0, 5, told_of_people(shown(k))
    for person, (position, ticked, promised, automatic) in enumerate(submissions):
        api.submit(
            PLACE,
            ROUND,
            person,
            {"names": position} if position else {},
            {"names": sorted(ticked)},
            k=promised,
            automatic=automatic,
        )
        came, strictest = came + bool(position), max(strictest, promised)
        result = shown(k)
        now = told_of_people(result)
        # A reader whose number has just become too small sees nothing more.
        if now != last and result.enough:
            assert came >= strictest
            came = 0
        last = now
