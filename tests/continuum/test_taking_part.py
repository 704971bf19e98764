"""Taking part: what is asked, what counts, who gets credit, and what a request can't do."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.continuum import ready_made
from tests.block.support import StudioPermissions, in_course, past_due

from .support import AFTER, IN_A_LIBRARY, TINY, Room


def test_a_learner_gets_the_events_and_no_line_before_taking_part(room):
    view = room.state()
    assert view["phase"] == "place" and [statement["id"] for statement in view["statements"]] == ["silent", "loud"]
    assert "lines" not in view and "closing" not in view and "Facilitators only" not in room.post("state").body.decode()
    assert room.post("lines").status == 403 and room.post("facilitator").status == 403


def test_taking_part_counts_once_and_gives_the_whole_credit(room, door):
    answer = room.submit({"silent": "often", "loud": "none"}, {"silent": ["pause", "pause"]})
    assert answer.status == 200 and answer.json["counted"] is True and answer.json["phase"] == "done"
    again = room.submit({"silent": "none"}).json
    assert again["counted"] is False and "sent first" in again["notice"]
    assert door.counted() == {"silent": {"often": 1}, "loud": {"none": 1}}
    assert room.grades == [1.0] and room.events("completion") == [{"completion": 1.0}]


def test_skipping_everything_earns_the_same(room, door):
    assert room.submit({}).status == 200
    assert room.grades == [1.0] and door.counted() == {} and room.state()["phase"] == "done"


def test_what_is_stored_of_a_learner_is_that_they_took_part(room):
    room.submit({"silent": "often", "loud": "always"}, {"silent": ["louder"]})
    assert room.stored() == {"took_part": True, "ratio": 1.0}
    assert room.post("student_view_user_state").json == {"took_part": True}
    rows = [SimpleNamespace(username="ann", state=room.stored(), updated=None), SimpleNamespace(username="ben", state={}, updated=None)]
    assert list(room.block().generate_report_data(iter(rows))) == [("ann", {"Took part": "yes"})]


def test_the_line_comes_at_k_and_the_same_for_everybody(room):
    room.crowd(*["often"] * 3, *["none"] * 4)
    assert all(not line["now"]["enough"] for line in room.state(user="p0")["lines"])
    room.crowd("little", first=7)
    room.staff = {"boss"}
    lines = [room.state(user="p0")["lines"], room.post("lines", user="p3").json["lines"], room.post("lines", user="boss").json["lines"],
             room.post("facilitator", user="boss").json["lines"]]
    assert lines[0][0]["now"]["enough"] and lines[0] == lines[1] == lines[2] == lines[3]


def test_the_facilitator_gets_what_to_ask_and_nothing_of_anybody(room):
    room.staff = {"boss"}
    room.crowd("often", "none")
    told = room.post("facilitator", user="boss").json
    assert set(told) == {"phase", "prompts", "statement_prompts", "closing", "tag_out", "lines", "off"}
    assert told["statement_prompts"]["silent"] == ["Facilitators only: whose silence?"]


def test_a_second_round_is_taken_part_in_anew_and_shows_the_first_beside_it(room, door):
    room.crowd(*["always"] * 6, *["none"] * 4)
    room.edit(AFTER)
    assert room.state(user="p0")["phase"] == "place"
    for number in range(11):
        assert room.submit({"silent": "none" if number % 3 else "little"}, user=f"p{number}").json["counted"] is True
    line = room.state(user="p0")["lines"][0]
    assert line["earlier"]["shares"]["always"] > 50 and line["now"]["shares"]["always"] == 0
    assert room.grades == [1.0] * 11, "credit once a person, never less"


def test_a_second_component_can_name_the_first(door, monkeypatch):
    first = Room(lms=True)
    first.crowd(*["always"] * 6, *["none"] * 4)
    second = Room(AFTER.replace('since="before"', 'since="before" earlier="stand"'), lms=True, usage=type(first.usage)("again"))
    second.submit({"silent": "none"})
    assert second.state()["lines"][0]["earlier"]["enough"]
    elsewhere = Room(AFTER.replace('since="before"', 'since="before" earlier="nowhere"'), lms=True, usage=type(first.usage)("third"))
    elsewhere.submit({})
    assert not elsewhere.state()["lines"][0]["earlier"]["enough"]


def test_a_pool_joins_two_teams_too_small_for_a_line_of_their_own(door):
    pooled = TINY.replace('k="8"', 'k="8" pool="all-teams"')
    one, two = Room(pooled, lms=True), Room(pooled, lms=True, usage=type(Room.usage)("other"))
    one.crowd(*["often"] * 2, *["none"] * 3)
    two.crowd(*["little"] * 4, first=20)
    assert one.state(user="p0")["lines"][0]["now"]["enough"] and two.state(user="p20")["lines"][0]["now"]["enough"]
    assert two.submit({"silent": "none"}, user="p0").json["counted"] is False and two.grades[-1] == 1.0


# --- what is refused -------------------------------------------------------------------------------------------------

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=90),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=90), inner, max_size=4), max_leaves=8)


@given(answers=JSON, follow_ups=JSON, version=JSON)
def test_values_of_any_json_type_count_nothing_and_get_a_sentence(answers, follow_ups, version):
    with pytest.MonkeyPatch.context() as patch:
        from .support import Door
        door = Door().install(patch)
        room = Room(lms=True)
        answer = room.post("submit", {"version": version, "answers": answers, "follow_ups": follow_ups})
        assert answer.status in (400, 409) and len(answer.json["error"]) > 20
        assert not door.people and room.stored() == {} and room.published == []


@pytest.mark.parametrize("answers", [
    None, {"silent": "no-such-stop"}, {"no-such-event": "often"}, {"silent.then": "often"}, {"silent": 3},
    {"silent": ["often"]}, {"silent": ""},
    {"": "often"}, {"silent": "9" * 81}, [["silent", "often"]], True, "often", {f"s{n}": "often" for n in range(201)},
])
def test_forged_and_out_of_range_answers_count_nothing(room, door, answers):
    answer = room.post("submit", {"version": room.version(), "answers": answers})
    assert answer.status == 400 and answer.json["error"] and door.counted() == {}


@pytest.mark.parametrize("follow_ups", [
    {"loud": ["pause"]}, {"silent": ["shout"]}, {"silent": "pause"}, {"silent": [1]}, [], {"x": ["pause"]}])
def test_forged_follow_ups_count_nothing(room, door, follow_ups):
    answer = room.post("submit", {"version": room.version(), "answers": {"silent": "often"}, "follow_ups": follow_ups})
    assert answer.status == 400 and door.people == set() and room.stored() == {}


def test_who_is_not_enrolled_counts_nothing(room, door):
    room.enrolled = {"ben"}
    assert room.submit({"silent": "often"}).status == 403
    assert door.people == set() and room.stored() == {} and room.published == []


def test_an_exercise_changed_meanwhile_sends_the_page_the_new_one(room, door):
    old = room.version()
    room.edit(TINY.replace('id="loud"', 'id="shouts"'))
    answer = room.post("submit", {"version": old, "answers": {"loud": "often"}})
    assert answer.status == 409 and answer.state["statements"][1]["id"] == "shouts" and door.people == set()


def test_after_the_deadline_nothing_is_taken_and_what_was_earned_stays(door):
    room = Room(lms=True)
    room.submit({"silent": "often"})
    late = Room(lms=True, mixins=(in_course(has_deadline_passed=past_due),), store=room.store)
    refused = late.submit({"silent": "none"}, user="ben")
    assert refused.status == 403 and refused.state["can_submit"] is False and "deadline" in refused.json["error"]
    assert late.submit({"silent": "none"}).status == 200 and late.state()["phase"] == "done"
    assert door.counted() == {"silent": {"often": 1}} and late.published == []


def test_a_preview_counts_and_records_nothing(door):
    for room in (Room(lms=True, usage=IN_A_LIBRARY), Room(lms=True, services={"user": Masquerade()})):
        answer = room.submit({"silent": "often"})
        assert answer.status == 200 and answer.json["preview"] is True and "preview" in answer.json["notice"]
        assert door.people == set() and room.published == [] and room.stored() == {}


def the_preview(**more) -> Room:
    """What Studio's preview is to whoever is logged in, with a group that has a line."""
    room = Room(lms=True, **more)
    room.crowd(*["often"] * 8)
    return room


@pytest.mark.parametrize("more", [{"services": {"studio_user_permissions": StudioPermissions(may=False)}}, {}])
def test_a_preview_tells_strangers_no_line(door, monkeypatch, more):
    room = the_preview(**more)
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    told = room.submit({"silent": "often"}).json
    assert told["phase"] == "done" and told["preview"] is True and told["closing"]
    assert told["lines"] is None and "after taking part" in told["off"]
    assert len(door.people) == 8 and room.stored() == {}


def test_neither_does_a_librarys_preview_nor_staff_s_look_as_a_learner(door):
    for more in ({"usage": IN_A_LIBRARY}, {"services": {"user": Masquerade()}}):
        assert Room(lms=True, **more).submit({}).json["lines"] is None


@pytest.mark.parametrize("more", [{"services": {"studio_user_permissions": StudioPermissions()}}, {"staff": {"ann"}}])
def test_a_preview_shows_authors_and_course_staff_the_line_and_counts_nothing(door, monkeypatch, more):
    room = the_preview(**more)
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    told = room.submit({"silent": "often"}).json
    assert told["lines"][0]["now"]["enough"] and told["off"] is None
    assert len(door.people) == 8 and room.stored() == {}


class Masquerade:
    """The user service of staff who view the course as a learner (lms.djangoapps.courseware.masquerade)."""

    def __init__(self):
        looking = SimpleNamespace(role="student", user_name="ben")
        self._django_user = SimpleNamespace(masquerade_settings={Room.usage.context_key: looking})

    def get_current_user(self):
        return SimpleNamespace(opt_attrs={})


def test_studios_preview_counts_nothing(room, door, monkeypatch):
    block = room.block()
    block.runtime.is_author_mode = True
    assert block.is_preview is True
    assert room.block().is_preview is False


def test_a_deleted_state_can_earn_the_credit_again_but_not_count_again(room, door):
    room.submit({"silent": "often"})
    for key in [key for key in room.store.texts if key.user_id == "ann"]:
        room.store.delete(key)
    assert room.state()["phase"] == "place"
    answer = room.submit({"silent": "none"})
    assert answer.json["counted"] is False and "sent first" in answer.json["notice"]
    assert door.counted() == {"silent": {"often": 1}} and room.stored()["took_part"] is True


# --- without the app -------------------------------------------------------------------------------------------------


def test_without_the_app_credit_is_given_and_the_page_says_why_there_is_no_line(room, door):
    door.on = False
    assert "off" in room.state() and room.state()["off"]
    answer = room.submit({"silent": "often"})
    assert answer.status == 200 and answer.json["counted"] is None and answer.json["lines"] is None
    assert "no place to count" in answer.json["off"] and room.grades == [1.0]
    assert room.state()["phase"] == "done" and room.submit({}).json["counted"] is False
    room.staff = {"boss"}
    assert room.post("facilitator", user="boss").json["off"]


def test_a_component_with_nothing_in_it_says_so_to_staff_and_breaks_nothing(door):
    room = Room("", lms=True, staff={"boss"})
    assert room.state()["phase"] == "unavailable"
    assert room.state(user="boss")["problems"] != room.state()["problems"]
    assert room.post("submit", {"version": "", "answers": {}}).status == 409 and room.post("lines").status == 409


# --- means -----------------------------------------------------------------------------------------------------------


def test_a_self_check_tells_means_and_no_shares(door):
    room = Room(ready_made.set_text("self-check-after"), lms=True)
    for number in range(11):
        room.submit({"go-back": f"s{40 + 10 * (number % 5)}", "go-back.then": f"s{10 * (number % 4)}"}, user=f"p{number}")
    line = next(line for line in room.state(user="p0")["lines"] if line["id"] == "go-back")
    assert line["now"]["shares"] is None and line["then"]["shares"] is None
    assert 50 <= line["now"]["mean"] <= 70 and 5 <= line["then"]["mean"] <= 25
    assert line["now"]["mean"] % 5 == 0 and line["then"]["mean"] % 5 == 0


def test_a_mean_is_worked_out_of_what_is_told_anyway(door):
    told, hidden = Room(ready_made.set_text("self-check-before"), lms=True), {}
    for number in range(40):
        told.submit({"go-back": f"s{10 * (number % 11)}"}, user=f"p{number}")
        line = next(line for line in told.state(user="p0")["lines"] if line["id"] == "go-back")["now"]
        sheet = door.group_lines(str(told.usage), "before", {"go-back": [f"s{n}" for n in range(0, 101, 10)]})["go-back"]
        shares = tuple(sorted(sheet.percentages.items()))
        assert hidden.setdefault(shares, line["mean"]) == line["mean"], "the same shares always tell the same mean"


def test_links_to_a_courses_own_files_have_the_address_the_platform_serves(door):
    link = '<a href="/static/sheet.pdf">the sheet</a>'
    text = TINY
    for words in ("Two events.", "When a person I work with…", "…says nothing.", "Silence.", "Facilitators only: what helps?",
                  "Facilitators only: whose silence?", "Somebody is near you.", "Find a partner."):
        text = text.replace(words, link)
    room = Room(text, lms=True, staff={"boss"})
    view = room.submit({}).json
    sheet = room.post("facilitator", user="boss").json
    first = view["statements"][0]
    for told in (view["intro"], view["frame"], view["closing"], view["tag_out"], first["words"], first["content_note"],
                 *sheet["prompts"], *sheet["statement_prompts"]["silent"]):
        assert 'href="/assets/courseware/sheet.pdf"' in told and "/static/" not in told
