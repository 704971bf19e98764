"""What somebody curious can read, staff and attackers included: never any one person's position.

Two worlds that differ in one colleague's answer alone have to look the same from every handler, in every learner's
state, in all published events and in the log, unless a whole batch of answers came in between.
"""

import json
import logging

import pytest

from .support import SMALL_CONTINUUM, ContinuumWorld, FakeGroupAnswers

K = 8
STOPS = ("none", "little", "some", "often", "always")
OTHERS = (
    "often",
    "none",
    "little",
    "some",
    "often",
    "always",
    "none",
    "often",
    "little",
    "some",
    "some",
    "none",
    "always",
    "often",
    "little",
    "some",
)
BODIES = (
    {},
    {"version": "x", "answers": {}},
    {"answers": {"silent": "often"}, "follow_ups": {}},
    {"user": "last", "student": "last"},
)


def handlers(block) -> list[str]:
    """Every handler the class has, so that a new one is attacked as well."""
    return sorted(
        name for name in dir(type(block)) if getattr(getattr(type(block), name, None), "_is_xblock_handler", False)
    )


def world(monkeypatch, others, last) -> ContinuumWorld:
    """Return a component in which these took part, one after the other, and one colleague last."""
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM, lms=True, staff={"boss"})
    room.submit_each(*others)
    if last:
        ticked = {"silent": ["pause"] if last == "none" else ["louder"]}
        assert room.submit({"silent": last, "loud": last}, ticked, user="last").status == 200
    return room


def seen(room: ContinuumWorld, user: str = "boss") -> str:
    """Everything that can be read by somebody: all handlers with bodies of many kinds."""
    answers = [
        (name, body, room.post(name, body, user=user, method=method))
        for name in handlers(room.block())
        for body in BODIES
        for method in ("POST", "GET")
    ]
    return json.dumps([[name, answer.status, answer.body.decode()] for name, _, answer in answers])


def everything(room: ContinuumWorld) -> str:
    """Return what is stored and sent beside the display: each learner's raw state and all published events."""
    return json.dumps(
        [sorted((str(key), text) for key, text in room.store.texts.items() if key.user_id), room.published]
    )


@pytest.mark.parametrize("others", [K - 2, K, K + 2, 2 * K - 2])
def test_while_no_batch_is_full_one_answer_changes_nothing_for_anybody(monkeypatch, others):
    """The colleague is number k-1, k+1, k+3 or 2k-1."""
    looks = {
        (seen(room), seen(room, "p0"), everything(room))
        for room in (world(monkeypatch, OTHERS[:others], stop) for stop in STOPS)
    }
    assert len(looks) == 1


@pytest.mark.parametrize("others", [K, K + 2, 2 * K - 2])
def test_between_batches_the_display_stands_still(monkeypatch, others):
    for stop in STOPS:
        room = world(monkeypatch, OTHERS[:others], None)
        before = room.post("lines", user="boss").body
        room.submit({"silent": stop}, user="last")
        assert room.post("lines", user="boss").body == before


@pytest.mark.parametrize("earlier", [0, K], ids=["the first batch", "the second"])
def test_a_batch_is_shown_at_once_and_the_same_whoever_came_last(monkeypatch, earlier):
    looks = set()
    batch = OTHERS[earlier : earlier + K]
    for last in range(K):
        room = world(monkeypatch, (*OTHERS[:earlier], *batch[:last], *batch[last + 1 :]), None)
        before = room.post("lines", user="boss").body
        room.submit({"silent": batch[last]}, user="last")
        looks.add(room.post("lines", user="boss").body)
        assert before not in looks
    assert len(looks) == 1


@pytest.mark.parametrize(("k", "few"), [(5, 0), (5, 1), (5, 2), (8, 1), (8, 2), (12, 2), (30, 3)])
def test_whoever_is_among_the_few_who_differ_in_a_batch_can_not_be_seen(monkeypatch, k, few):
    looks = set()
    for stop in STOPS[:-1]:
        FakeGroupAnswers().install(monkeypatch)
        room = ContinuumWorld(SMALL_CONTINUUM.replace('k="8"', f'k="{k}"'), lms=True, staff={"boss"})
        room.submit_each(*[stop] * few, *["always"] * (k - few))
        looks.add(room.post("lines", user="boss").body)
    assert len(looks) == 1
    assert json.loads(looks.pop())["lines"][0]["now"] == {
        "enough": True,
        "shares": None,
        "mostly": "always",
        "mean": None,
    }


# --- promises --------------------------------------------------------------------------------------------------------


def has_line(room: ContinuumWorld, user: str = "boss") -> bool:
    return room.post("lines", user=user).json["lines"][0]["now"]["enough"]


def test_an_author_who_sets_a_smaller_number_and_looks_sees_nothing_that_was_promised_otherwise(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM.replace('k="8"', 'k="12"'), lms=True, staff={"boss"})
    room.submit_each(*OTHERS[:7])
    room.edit(SMALL_CONTINUUM.replace('k="8"', 'k="5"'))
    assert not has_line(room) and room.state()["k"] == 12
    room.submit_each(*OTHERS[7:11], first=7)
    assert not has_line(room)
    room.submit_each(OTHERS[11], first=11)
    assert has_line(room)


def test_a_smaller_number_holds_in_a_new_round(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM.replace('k="8"', 'k="12"'), lms=True, staff={"boss"})
    room.submit_each(*OTHERS[:7])
    room.edit(SMALL_CONTINUUM.replace('k="8"', 'k="5"').replace('round="before"', 'round="again"'))
    assert room.state()["k"] == 5
    room.submit_each(*OTHERS[:5])
    assert has_line(room)


def test_another_component_of_a_pool_does_not_see_earlier_than_was_promised(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    strict = ContinuumWorld(SMALL_CONTINUUM.replace('k="8"', 'k="12" pool="all"'), lms=True, staff={"boss"})
    loose = ContinuumWorld(
        SMALL_CONTINUUM.replace('k="8"', 'k="5" pool="all"'),
        lms=True,
        staff={"boss"},
        usage=type(ContinuumWorld.usage)("other"),
    )
    strict.submit_each(*OTHERS[:6])
    loose.submit_each(*OTHERS[6:11], first=6)
    assert not has_line(strict) and not has_line(loose) and loose.state(user="new")["k"] == 12
    loose.submit_each(OTHERS[11], first=11)
    assert has_line(strict) and has_line(loose)


@pytest.mark.parametrize(
    ("old", "new"),
    [('k="8"', 'k="5"'), ('k="8"', 'k="8" pool="all"'), ('k="8"', 'k="8" release="facilitator"')],
    ids=["k", "pool", "release"],
)
def test_a_page_that_promised_otherwise_sends_nothing(monkeypatch, old, new):
    door = FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM, lms=True)
    version = room.version()
    room.edit(SMALL_CONTINUUM.replace(old, new))
    assert room.post("submit", {"version": version, "answers": {"silent": "often"}}).status == 409
    assert door.participants == set()


# --- who is counted --------------------------------------------------------------------------------------------------


def test_staff_without_enrolment_do_not_fill_a_batch(monkeypatch):
    door = FakeGroupAnswers().install(monkeypatch)
    staff = {f"p{number}" for number in range(7)}
    room = ContinuumWorld(SMALL_CONTINUUM, lms=True, staff=staff, enrolled={"ann"})
    room.submit_each(*OTHERS[:7])
    assert room.submit({"silent": "often"}, user="ann").json["counted"] is True
    assert door.participants == {(str(room.usage), "before", "ann")} and not has_line(room, "p0")
    told = room.submit({"silent": "often"}, user="p0").json
    assert told["preview"] is True and "not enrolled" in told["notice"] and room.grades == [1.0]
    assert room.stored("p0") == {}


def test_staff_who_are_enrolled_are_learners_like_others(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM, lms=True, staff={"p0"})
    room.submit_each(*OTHERS[:8])
    assert has_line(room, "p0") and room.state(user="p0")["phase"] == "done"


@pytest.mark.parametrize("service", [None, object()], ids=["none", "of another shape"])
def test_where_nobody_can_say_who_is_enrolled_staff_are_not_counted_and_learners_are(monkeypatch, service):
    door = FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM, lms=True, staff={"boss"}, services={"enrollments": service})
    room.submit({"silent": "often"}, user="boss")
    room.submit({"silent": "often"}, user="ann")
    assert {person for *_, person in door.participants} == {"ann"}


# --- the facilitator's press -----------------------------------------------------------------------------------------

LIVE = SMALL_CONTINUUM.replace('k="8"', 'k="8" release="facilitator"')


def test_in_a_live_session_nothing_is_shown_before_the_facilitator_shows_it_and_then_all_who_answered(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(LIVE, lms=True, staff={"boss"})
    room.submit_each(*["often"] * 6, *["none"] * 6)
    assert not has_line(room) and not has_line(room, "p0")
    shown = room.post("reveal", user="boss").json
    assert shown["phase"] == "lines" and shown["lines"][0]["now"]["shares"]["often"] == 50
    assert room.post("lines", user="p3").json["lines"] == shown["lines"]


@pytest.mark.parametrize("late", [0, 1, K - 1])
def test_a_second_press_shows_nothing_new_before_k_more_have_answered(monkeypatch, late):
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(LIVE, lms=True, staff={"boss"})
    room.submit_each(*OTHERS[:9])
    first = room.post("reveal", user="boss").body
    room.submit_each(*["always"] * late, first=20)
    assert room.post("reveal", user="boss").body == first
    room.submit_each(*["always"] * (K - late), first=40)
    assert room.post("reveal", user="boss").body != first


def test_a_press_before_k_answers_shows_and_changes_nothing(monkeypatch):
    door = FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(LIVE, lms=True, staff={"boss"})
    room.submit_each(*OTHERS[: K - 1])
    before = {key: sheet.content() for key, sheet in door.aggregates.items()}
    assert not room.post("reveal", user="boss").json["lines"][0]["now"]["enough"]
    assert {key: sheet.content() for key, sheet in door.aggregates.items()} == before


def test_learners_can_not_press_and_in_a_self_paced_course_the_press_only_reads(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    live = ContinuumWorld(LIVE, lms=True, staff={"boss"})
    live.submit_each(*OTHERS[:9])
    assert live.post("reveal", user="p0").status == 403 and not has_line(live)
    FakeGroupAnswers().install(monkeypatch)
    own_pace = ContinuumWorld(SMALL_CONTINUUM, lms=True, staff={"boss"})
    own_pace.submit_each(*OTHERS[:10])
    assert own_pace.post("reveal", user="boss").body == own_pace.post("lines", user="boss").body


def test_no_state_event_or_log_holds_a_position(monkeypatch, caplog):
    marked = SMALL_CONTINUUM
    for stop in STOPS:
        marked = marked.replace(f'id="{stop}"', f'id="marker-{stop}"')
    marked = marked.replace('id="louder"', 'id="marker-louder"')
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(marked, lms=True)
    with caplog.at_level(logging.DEBUG):
        for number, stop in enumerate(STOPS * 3):
            room.submit(
                {"silent": f"marker-{stop}", "loud": f"marker-{stop}"}, {"silent": ["marker-louder"]}, user=f"p{number}"
            )
            room.submit({"silent": f"marker-{stop}x"}, user=f"q{number}")
            room.post("submit", b'{"answers": {"silent": "marker-often"', user=f"r{number}")
    assert "marker" not in everything(room) and "marker" not in caplog.text
    assert len(room.grades) == 15


def test_refusals_do_not_repeat_what_was_sent(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    room = ContinuumWorld(SMALL_CONTINUUM, lms=True)
    for version in (room.version(), "marker"):
        body = {"version": version, "answers": {"silent": "marker-often"}}
        assert "marker" not in room.post("submit", body).body.decode()
