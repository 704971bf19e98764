"""What a reader can learn by reading before and after: a whole batch or nothing."""

import hypothesis.strategies as st
import pytest
from django.apps import apps
from hypothesis import given

from powerstruggle_xblock.group_answers import api

from .support import PLACE, ROUND, SCALE, answer

K = 8


def shown(k=K, **more):
    """Give what is shown now."""
    return api.group_line(PLACE, ROUND, "names", SCALE, k, follow_ups=["joke", "pause"], **more)


def forget_everything():
    for model in apps.get_app_config("powerstruggle_group_answers").get_models():
        model.objects.all().delete()


def before_and_after(people, position):
    """Give what is shown before and after a colleague's answer to which `people` answers had come."""
    forget_everything()
    for person in range(people):
        answer(person, SCALE[person % 5])
    return shown(), answer("colleague", position) and shown()


@pytest.mark.parametrize("already", [K - 2, K, K + 1], ids=["makes k-1", "makes k+1", "makes k+2"])
def test_within_a_batch_one_colleagues_answer_shows_nothing_wherever_they_stood(already):
    for position in SCALE:
        before, after = before_and_after(already, position)
        assert before == after
        assert after.enough == (already >= K)


def test_the_kth_answer_shows_the_group_and_not_before():
    before, after = before_and_after(K - 1, "hot")
    assert (before.enough, after.enough, after.at_least) == (False, True, K)


def test_the_answer_that_completes_a_batch_shows_three_people_at_once():
    before, after = before_and_after(K + 2, "hot")
    assert before != after
    # The same move of the line comes about with any of the three as the colleague.
    orders = [("hot", "calm", "itch"), ("calm", "hot", "itch"), ("itch", "calm", "hot")]
    lines = []
    for order in orders:
        forget_everything()
        for person in range(K):
            answer(person, SCALE[person % 5])
        for number, position in enumerate(order):
            answer(f"late {number}", position)
        lines.append(shown())
    assert lines[0] == lines[1] == lines[2]


def test_a_group_of_one_mind_is_told_no_figures():
    for person in range(K):
        answer(person, "hot" if person else "calm")
    assert (shown().mostly, shown().percentages) == ("hot", {})


def test_two_rounds_are_two_lines():
    for person in range(K):
        answer(person, SCALE[person % 5])
        answer(person, "calm", round_="after")
    lines = [api.group_line(PLACE, round_, "names", SCALE) for round_ in (ROUND, "after")]
    assert (lines[0].mostly, lines[1].mostly) == (None, "calm")


def test_several_questions_are_read_at_once_and_unknown_ones_show_nothing():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    for person in range(K):
        api.submit(PLACE, ROUND, person, {"names": SCALE[person % 5], "silence": SCALE[person % 2]} if person else {"names": "hot"})
    with CaptureQueriesContext(connection) as queries:
        lines = api.group_lines(PLACE, ROUND, {"names": SCALE, "silence": SCALE, "nothing": SCALE})
        means = api.group_means(PLACE, ROUND, {"names": dict(zip(SCALE, range(5), strict=True)), "nothing": {"a": 0, "b": 1}})
    assert {question: line.enough for question, line in lines.items()} == {"names": True, "silence": False, "nothing": False}
    assert (means["names"].mean, means["nothing"].enough) == (2.0, False)
    assert len(queries) == 2


def test_follow_ups_wait_for_people_of_their_own():
    for person in range(K):
        api.submit(PLACE, ROUND, person, {"names": SCALE[person % 5]}, {"names": ["joke"]} if person else {})
    assert (shown().enough, shown().follow_ups.enough) == (True, False)
    api.submit(PLACE, ROUND, "one more", {}, {"names": ["pause"]})
    # 7 of 8 would be told as 90 %, and that is only said as "nearly everybody".
    assert shown().follow_ups == api.FollowUps(True, K, {"pause": 10}, ("joke",))


def parts(k):
    """Give the line without its follow-ups, and these: each moves on its own."""
    line = shown(k)
    return {"line": (line.enough, line.percentages, line.mostly), "follow_ups": line.follow_ups}


SUBMISSIONS = st.lists(st.tuples(st.sampled_from([*SCALE, None]), st.sets(st.sampled_from(["joke", "pause"])),
                                 st.integers(-1, 12), st.integers(-1, 5)), min_size=4, max_size=40)


@given(SUBMISSIONS, st.integers(-1, 12))
def test_whatever_comes_in_a_line_moves_for_whole_batches_only(submissions, k):
    forget_everything()
    came, moved_at = {"line": 0, "follow_ups": 0}, {"line": 0, "follow_ups": 0}
    last = parts(k)
    for person, (position, ticked, submitted_k, batch) in enumerate(submissions):
        api.submit(PLACE, ROUND, person, {"names": position} if position else {}, {"names": sorted(ticked)}, k=submitted_k, batch=batch)
        came["line"] += bool(position)
        came["follow_ups"] += bool(ticked)
        now = parts(k)
        for part, people in came.items():
            if now[part] != last[part]:
                assert people >= max(k, 5)
                assert people - moved_at[part] >= 3
                moved_at[part] = people
        last = now


def test_raising_k_hides_again_and_lowering_it_shows_nothing_new():
    for person in range(K):
        answer(person, SCALE[person % 5])
    line = shown()
    assert not shown(K + 1).enough
    assert shown(0).percentages == shown(5).percentages == line.percentages
    answer("ninth", "hot")
    assert shown(5).percentages == line.percentages
