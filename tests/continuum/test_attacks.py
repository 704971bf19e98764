"""What somebody curious can read, staff and attackers included: never any one person's position.

Two worlds that differ in one colleague's answer alone have to look the same from every handler, in every learner's state, in all
published events and in the log, unless a whole batch of answers came in between.
"""

import itertools
import json
import logging

import pytest

from .support import TINY, Door, Room

K, BATCH = 8, 3
STOPS = ("none", "little", "some", "often", "always")
OTHERS = ("often", "none", "little", "some", "often", "always", "none", "often", "little", "some", "some", "none")
BODIES = ({}, {"version": "x", "answers": {}}, {"answers": {"silent": "often"}, "follow_ups": {}}, {"user": "last", "student": "last"})


def handlers(block) -> list[str]:
    """Every handler the class has, so that a new one is attacked as well."""
    return sorted(name for name in dir(type(block)) if getattr(getattr(type(block), name, None), "_is_xblock_handler", False))


def world(monkeypatch, others, last) -> Room:
    """A component in which these took part, one after the other, and one colleague last."""
    Door().install(monkeypatch)
    room = Room(TINY, lms=True, staff={"boss"})
    room.crowd(*others)
    if last:
        ticked = {"silent": ["pause"] if last == "none" else ["louder"]}
        assert room.submit({"silent": last, "loud": last}, ticked, user="last").status == 200
    return room


def seen(room: Room, user: str = "boss") -> str:
    """Everything that can be read by somebody: all handlers with bodies of many kinds."""
    answers = [(name, body, room.post(name, body, user=user, method=method)) for name in handlers(room.block())
               for body in BODIES for method in ("POST", "GET")]
    return json.dumps([[name, answer.status, answer.body.decode()] for name, _, answer in answers])


def everything(room: Room) -> str:
    """What lies about beside the display: each learner's raw state and all published events."""
    return json.dumps([sorted((str(key), text) for key, text in room.store.texts.items() if key.user_id), room.published])


@pytest.mark.parametrize("others", [K - 2, K, K + 1])
def test_while_no_batch_is_full_one_answer_changes_nothing_for_anybody(monkeypatch, others):
    """The colleague is number k-1, k+1 or k+2."""
    looks = {(seen(room), seen(room, "p0"), everything(room)) for room in
             (world(monkeypatch, OTHERS[:others], stop) for stop in STOPS)}
    assert len(looks) == 1


@pytest.mark.parametrize("others", [K, K + 1])
def test_between_batches_the_display_stands_still(monkeypatch, others):
    for stop in STOPS:
        room = world(monkeypatch, OTHERS[:others], None)
        before = room.post("lines", user="boss").body
        room.submit({"silent": stop}, user="last")
        assert room.post("lines", user="boss").body == before


def test_from_one_release_to_the_next_the_line_tells_a_batch_and_not_who_in_it(monkeypatch):
    """The colleague is number k+3: the display moves by three answers at once, the same whichever of them was whose."""
    for batch in itertools.combinations_with_replacement(STOPS, BATCH):
        looks = set()
        for order in set(itertools.permutations(batch)):
            room = world(monkeypatch, (*OTHERS[:K], *order[:2]), None)
            room.submit({"silent": order[2]}, user="last")
            looks.add(room.post("lines", user="boss").body)
        assert len(looks) == 1


def test_the_first_release_tells_the_group_and_not_who_came_last(monkeypatch):
    looks = set()
    for last in range(K):
        order = [*OTHERS[:last], *OTHERS[last + 1:K], OTHERS[last]]
        room = world(monkeypatch, order, None)
        looks.add(room.post("lines", user="boss").body)
    assert len(looks) == 1


@pytest.mark.parametrize("size", [11, 20])
def test_in_a_group_nearly_of_one_mind_the_one_who_differs_can_not_be_seen(monkeypatch, size):
    looks = set()
    for stop in STOPS[:-1]:
        Door().install(monkeypatch)
        room = Room(TINY, lms=True, staff={"boss"})
        room.submit({"silent": stop}, user="last")
        room.crowd(*["always"] * (size - 1))
        looks.add(room.post("lines", user="boss").body)
        if size == 20:
            assert room.post("lines", user="boss").json["lines"][0]["now"] == {
                "enough": True, "shares": None, "mostly": "always", "mean": None}
    assert len(looks) == 1


def test_no_state_event_or_log_holds_a_position(monkeypatch, caplog):
    marked = TINY
    for stop in STOPS:
        marked = marked.replace(f'id="{stop}"', f'id="marker-{stop}"')
    marked = marked.replace('id="louder"', 'id="marker-louder"')
    Door().install(monkeypatch)
    room = Room(marked, lms=True)
    with caplog.at_level(logging.DEBUG):
        for number, stop in enumerate(STOPS * 3):
            room.submit({"silent": f"marker-{stop}", "loud": f"marker-{stop}"}, {"silent": ["marker-louder"]}, user=f"p{number}")
            room.submit({"silent": f"marker-{stop}x"}, user=f"q{number}")
            room.post("submit", b'{"answers": {"silent": "marker-often"', user=f"r{number}")
    assert "marker" not in everything(room) and "marker" not in caplog.text
    assert len(room.grades) == 15


def test_refusals_do_not_repeat_what_was_sent(monkeypatch):
    Door().install(monkeypatch)
    room = Room(TINY, lms=True)
    for version in (room.version(), "marker"):
        body = {"version": version, "answers": {"silent": "marker-often"}}
        assert "marker" not in room.post("submit", body).body.decode()
