"""The live session: where to join, the light that enough have sent, and a second round that staff begin."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.group_answers.aggregates import Aggregate, second_round_name
from powerstruggle_xblock.platform import live_session

from .support import IN_A_LIBRARY, SMALL_CONTINUUM, ContinuumWorld, FakeGroupAnswers, UsageKey

LIVE = SMALL_CONTINUUM.replace('k="8"', 'k="8" release="facilitator"')
STOPS = ("none", "little", "some", "often", "always")


@pytest.fixture
def live(monkeypatch) -> ContinuumWorld:
    """Return a component whose line staff show, in a course whose staff is Mia."""
    groups = FakeGroupAnswers().install(monkeypatch)
    world = ContinuumWorld(LIVE, lms=True, staff={"mia"})
    world.groups = groups
    return world


def ready(world: ContinuumWorld, user="mia") -> list[bool]:
    """Return the light of each event."""
    return [line["ready"] for line in world.post("lines", {}, user=user).json["lines"]]


# --- the light --------------------------------------------------------------------------------------------------------


def test_the_light_goes_on_with_the_last_answer_that_is_needed_and_off_when_the_line_is_shown(live):
    live.submit_each(*["often"] * 4, *["none"] * 3)
    assert ready(live) == [False, False]
    live.submit_each("some", first=7)
    assert ready(live) == [True, False]
    assert not any(line["now"]["enough"] for line in live.post("lines", {}, user="mia").json["lines"])
    live.post("reveal", {}, user="mia")
    assert ready(live) == [False, False]


def test_staff_see_the_same_light_as_who_took_part(live):
    for _ in range(2):
        live.submit_each(*["often", "none"] * 4, first=0)
        assert live.post("lines", {}, user="p0").json == live.post("lines", {}, user="mia").json
        live.post("reveal", {}, user="mia")


def test_where_the_line_shows_itself_there_is_never_a_light(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    world = ContinuumWorld(SMALL_CONTINUUM, lms=True, staff={"mia"})
    for number in range(17):
        world.submit_each("often", first=number)
        assert ready(world) == [False, False]


def test_the_light_comes_without_a_number(live):
    live.submit_each(*["often"] * 11)
    lines = live.post("lines", {}, user="mia").json["lines"]
    assert all(isinstance(line["ready"], bool) for line in lines)
    assert "11" not in json.dumps(lines)


def lights(answers: list[str | None], presses: set[int], k: int) -> list[bool]:
    """Return the light after each person, who answers or skips, with the facilitator's presses after some of them."""
    aggregate, seen = Aggregate(), []
    for number, position in enumerate(answers):
        aggregate.increment({"silent": position} if position else {}, {}, k)
        seen.append(aggregate.distribution("silent", STOPS, (), k).ready)
        if number in presses:
            aggregate.release(k)
            seen.append(aggregate.distribution("silent", STOPS, (), k).ready)
    return seen


people = st.lists(st.tuples(st.booleans(), st.sampled_from(STOPS), st.sampled_from(STOPS)), max_size=40)


@given(people, st.sets(st.integers(0, 40)), st.integers(5, 12))
def test_the_light_depends_on_who_answered_and_on_the_presses_and_not_on_the_places(drawn, presses, k):
    one = lights([place if answers else None for answers, place, _ in drawn], presses, k)
    other = lights([place if answers else None for answers, _, place in drawn], presses, k)
    assert one == other


@given(people, st.sets(st.integers(0, 40)), st.integers(5, 12))
def test_the_light_tells_what_a_press_would_tell(drawn, presses, k):
    aggregate = Aggregate()
    for number, (answers, place, _) in enumerate(drawn):
        aggregate.increment({"silent": place} if answers else {}, {}, k)
        pressed = Aggregate(json.loads(json.dumps(aggregate.content())))
        assert aggregate.distribution("silent", STOPS, (), k).ready == pressed.release(k)
        if number in presses:
            aggregate.release(k)


# --- where to join ----------------------------------------------------------------------------------------------------


class Settings:
    """The platform's settings."""

    configured = True
    LMS_ROOT_URL = "https://lms.example.org/"


def test_staff_get_the_address_and_its_code_and_learners_do_not(live, monkeypatch):
    monkeypatch.setattr(live_session, "settings", Settings)
    join = live.post("facilitator", {}, user="mia").json["join"]
    assert join["address"] == f"https://lms.example.org/courses/{UsageKey().context_key}/jump_to/{UsageKey()}"
    assert live.post("facilitator", {}, user="ann").status == 403
    assert "jump_to" not in json.dumps(live.state())


def test_a_platform_without_an_address_and_a_library_have_nowhere_to_join(live, monkeypatch):
    assert live.post("facilitator", {}, user="mia").json["join"] is None
    monkeypatch.setattr(live_session, "settings", Settings)
    assert live_session.join_address(IN_A_LIBRARY) is None


class Code:
    """A QR code of three by three modules, as segno makes them."""

    def matrix_iter(self, border):
        yield from (b"\1\1\0", b"\0\0\0", b"\1\0\1")


def test_a_code_is_a_path_of_its_dark_modules(monkeypatch):
    asked = []

    def make_qr(text, error):
        asked.append((text, error))
        return Code()

    monkeypatch.setattr(live_session, "segno", type("Segno", (), {"make_qr": staticmethod(make_qr)}))
    assert live_session.build_code("https://a") == {"size": 3, "path": "M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z"}
    assert asked == [("https://a", "m")]


def test_without_the_library_there_is_the_address_alone(monkeypatch):
    monkeypatch.setattr(live_session, "segno", None)
    assert live_session.build_code("https://a") is None


def test_the_real_library_makes_a_code_with_its_quiet_zone():
    pytest.importorskip("segno", reason="the extra live")
    code = live_session.build_code("https://lms.example.org/courses/course-v1:a+b+c/jump_to/block-v1:a+b+c+type@x+block@y")
    assert 29 <= code["size"] <= 80 and re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", code["path"])
    corners = [int(number) for number in re.findall(r"M(\d+) ", code["path"])]
    assert min(corners) == live_session.QUIET_ZONE


# --- the second round -------------------------------------------------------------------------------------------------


def show_first_line(world: ContinuumWorld) -> None:
    world.submit_each(*["often"] * 4, *["none"] * 4)
    world.post("reveal", {}, user="mia")


def test_a_second_round_takes_new_answers_of_the_same_people_beside_the_first_line(live):
    show_first_line(live)
    assert live.state(user="p0")["phase"] == "done"
    answer = live.post("change_round", {"number": 2}, user="mia")
    assert (answer.status, answer.json["round"], answer.json["since"]) == (200, "before/2", "before")
    assert live.state(user="p0")["phase"] == "place"
    assert live.post("facilitator", {}, user="mia").json["round_number"] == 2
    live.submit_each(*["little"] * 4, *["some"] * 4)
    live.post("reveal", {}, user="mia")
    line = live.state(user="p0")["lines"][0]
    assert line["now"]["shares"]["some"] == 50 and line["earlier"]["shares"]["often"] == 50


def test_back_in_the_first_round_its_line_is_there_and_nobody_has_to_answer_again(live):
    show_first_line(live)
    live.post("change_round", {"number": 2}, user="mia")
    assert live.post("change_round", {"number": 1}, user="mia").json["round"] == "before"
    seen = live.state(user="p0")
    assert seen["phase"] == "done" and seen["lines"][0]["now"]["shares"]["often"] == 50


def test_answers_of_a_page_from_the_first_round_are_not_counted_in_the_second(live):
    version = live.version()
    show_first_line(live)
    live.post("change_round", {"number": 2}, user="mia")
    refused = live.submit({"silent": "often"}, user="late", version=version)
    assert (refused.status, refused.json["code"], refused.json["state"]["round"]) == (409, "changed", "before/2")


def test_there_is_no_second_round_before_the_first_has_a_line(live):
    live.submit_each("often", "none", "some")
    refused = live.post("change_round", {"number": 2}, user="mia")
    assert (refused.status, refused.json["code"]) == (409, "too-early")
    assert live.state()["round"] == "before"


@pytest.mark.parametrize("body", [{}, {"number": 3}, {"number": "2"}, {"number": True}, {"number": None}])
def test_another_number_of_a_round_is_refused(live, body):
    assert live.post("change_round", body, user="mia").status == 400


def test_learners_can_not_begin_a_round(live):
    show_first_line(live)
    assert live.post("change_round", {"number": 2}, user="p0").status == 403
    assert live.state(user="p0")["round"] == "before"


def test_a_round_that_an_author_names_anew_is_the_first_again(live):
    show_first_line(live)
    live.post("change_round", {"number": 2}, user="mia")
    assert live.continuum_block("mia").parsed.continuum.round == "before/2"
    renamed = ContinuumWorld(LIVE.replace('round="before"', 'round="autumn"'), lms=True, staff={"mia"})
    assert renamed.continuum_block("mia").parsed.continuum.round == "autumn"


def test_that_a_second_round_began_is_kept_with_the_counts_and_of_no_person():
    aggregate = Aggregate()
    aggregate.increment({"silent": "often"}, {}, 8)
    before = aggregate.content()
    assert [aggregate.set_second_round("now", True) for _ in range(2)] == [True, False]
    stored = json.loads(json.dumps(aggregate.content()))
    assert stored == {**before, "followed": True, "second_round": "now/2"}
    assert Aggregate(stored).has_second_round and not Aggregate(before).has_second_round


def test_an_author_s_round_of_a_similar_name_is_another_one(monkeypatch):
    groups = FakeGroupAnswers().install(monkeypatch)
    written = {"staff": {"mia"}, "lms": True}
    pooled = LIVE.replace('round="before"', 'round="{}" pool="teams"')
    world = ContinuumWorld(pooled.format("before"), **written)
    show_first_line(world)
    world.post("change_round", {"number": 2}, user="mia")
    world.submit_each(*["little"] * 8)
    world.edit(pooled.format("before-2"))
    assert [world.state(user=user)["phase"] for user in ("p0", "mia")] == ["place", "place"]
    assert not any(ready(world))
    world.submit_each(*["always"] * 3)
    assert {name for _, name in groups.aggregates} == {"before", "before/2", "before-2"}


rounds = st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True)


@given(rounds, rounds)
def test_the_second_round_has_a_name_that_no_author_can_give_and_no_other_round_has(one, other):
    name = second_round_name(one)
    assert len(name) <= 32 and re.fullmatch(r"[a-z][a-z0-9_-]{0,31}", name) is None
    assert one == other or name != second_round_name(other)


def test_long_names_with_the_same_beginning_have_second_rounds_of_their_own():
    names = {second_round_name("r" * 30 + end) for end in ("", "a", "b", "ab", "ac")}
    assert len(names) == 5 and all(len(name) <= 32 for name in names)


def test_a_second_round_that_an_earlier_release_began_goes_on_under_its_name(live):
    show_first_line(live)
    groups = live.groups
    (place, first) = next(iter(groups.aggregates))
    groups.aggregates[place, first] = Aggregate({**groups.aggregates[place, first].content(), "followed": True})
    groups.aggregates[place, "before-2"] = Aggregate()
    live.submit_each("some", first=20)
    assert live.state()["round"] == "before-2"
    for number, name in ((1, "before"), (2, "before-2")):
        assert live.post("change_round", {"number": number}, user="mia").json["round"] == name
    assert live.state(user="p20")["phase"] == "done"
