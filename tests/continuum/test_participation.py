"""Participation: what a learner gets, what is counted, who gets credit, and which requests are refused."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.continuum import ready_made
from tests.block.support import PAST, StudioPermissions, in_course

from .support import IN_A_LIBRARY, SECOND_ROUND, SMALL_CONTINUUM, ContinuumWorld


def test_before_taking_part_a_learner_gets_the_statements_and_no_distribution(world):
    view = world.state()
    assert view["phase"] == "place" and [statement["id"] for statement in view["statements"]] == ["silent", "loud"]
    assert (
        "lines" not in view and "closing" not in view and "Facilitators only" not in world.post("state").body.decode()
    )
    assert world.post("lines").status == 403 and world.post("facilitator").status == 403


def test_taking_part_counts_once_and_gives_full_credit(world, group_answers):
    answer = world.submit({"silent": "often", "loud": "none"}, {"silent": ["pause", "pause"]})
    assert answer.status == 200 and answer.json["counted"] is True and answer.json["phase"] == "done"
    again = world.submit({"silent": "none"}).json
    assert again["counted"] is False and "sent first" in again["notice"]
    assert group_answers.counted() == {"silent": {"often": 1}, "loud": {"none": 1}}
    assert world.grades == [1.0] and world.events("completion") == []


def test_skipping_everything_gives_the_same_credit(world, group_answers):
    assert world.submit({}).status == 200
    assert world.grades == [1.0] and group_answers.counted() == {} and world.state()["phase"] == "done"


def test_the_learner_state_holds_only_that_they_took_part(world):
    world.submit({"silent": "often", "loud": "always"}, {"silent": ["louder"]})
    assert world.stored() == {"took_part": True, "ratio": 1.0}
    assert world.post("student_view_user_state").json == {"took_part": True}
    rows = [
        SimpleNamespace(username="ann", state=world.stored(), updated=None),
        SimpleNamespace(username="ben", state={}, updated=None),
    ]
    assert list(world.block().generate_report_data(iter(rows))) == [("ann", {"Took part": "yes"})]


def test_the_distribution_appears_at_k_answers_and_is_the_same_for_everybody(world):
    world.submit_each(*["often"] * 3, *["none"] * 4)
    assert all(not line["now"]["enough"] for line in world.state(user="p0")["lines"])
    world.submit_each("little", first=7)
    world.staff = {"boss"}
    lines = [
        world.state(user="p0")["lines"],
        world.post("lines", user="p3").json["lines"],
        world.post("lines", user="boss").json["lines"],
        world.post("facilitator", user="boss").json["lines"],
    ]
    assert lines[0][0]["now"]["enough"] and lines[0] == lines[1] == lines[2] == lines[3]


def test_the_facilitator_gets_the_prompts_and_no_single_answers(world):
    world.staff = {"boss"}
    world.submit_each("often", "none")
    told = world.post("facilitator", user="boss").json
    fixed = {"phase", "join", "round_number", "prompts", "statement_prompts", "closing", "tag_out"}
    assert set(told) == fixed | {"lines", "off"}
    assert told["statement_prompts"]["silent"] == ["Facilitators only: whose silence?"]


def test_a_second_round_takes_new_answers_and_shows_the_first_round_beside_them(world, group_answers):
    world.submit_each(*["always"] * 5, *["none"] * 4)
    world.edit(SECOND_ROUND)
    assert world.state(user="p0")["phase"] == "place"
    for number in range(11):
        assert world.submit({"silent": "none" if number % 3 else "little"}, user=f"p{number}").json["counted"] is True
    line = world.state(user="p0")["lines"][0]
    assert line["earlier"]["shares"]["always"] > 50 and line["now"]["shares"]["always"] == 0
    assert world.grades == [1.0] * 11, "credit once a person, never less"


def test_a_component_can_compare_with_a_round_of_another_component(group_answers, monkeypatch):
    first = ContinuumWorld(lms=True)
    first.submit_each(*["always"] * 6, *["none"] * 4)
    second = ContinuumWorld(
        SECOND_ROUND.replace('since="before"', 'since="before" earlier="stand"'),
        lms=True,
        usage=type(first.usage)("again"),
    )
    second.submit({"silent": "none"})
    assert second.state()["lines"][0]["earlier"]["enough"]
    elsewhere = ContinuumWorld(
        SECOND_ROUND.replace('since="before"', 'since="before" earlier="nowhere"'),
        lms=True,
        usage=type(first.usage)("third"),
    )
    elsewhere.submit({})
    assert not elsewhere.state()["lines"][0]["earlier"]["enough"]


def test_a_pool_counts_two_small_teams_together(group_answers):
    pooled = SMALL_CONTINUUM.replace('k="8"', 'k="8" pool="all-teams"')
    one, two = (
        ContinuumWorld(pooled, lms=True),
        ContinuumWorld(pooled, lms=True, usage=type(ContinuumWorld.usage)("other")),
    )
    one.submit_each(*["often"] * 2, *["none"] * 3)
    two.submit_each(*["little"] * 4, first=20)
    assert one.state(user="p0")["lines"][0]["now"]["enough"] and two.state(user="p20")["lines"][0]["now"]["enough"]
    assert two.submit({"silent": "none"}, user="p0").json["counted"] is False and two.grades[-1] == 1.0


# --- what is refused -------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=90),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=90), inner, max_size=4),
    max_leaves=8,
)


@given(answers=JSON, follow_ups=JSON, version=JSON)
def test_values_of_any_json_type_count_nothing_and_get_a_message(answers, follow_ups, version):
    with pytest.MonkeyPatch.context() as patch:
        from .support import FakeGroupAnswers

        group_answers = FakeGroupAnswers().install(patch)
        world = ContinuumWorld(lms=True)
        answer = world.post("submit", {"version": version, "answers": answers, "follow_ups": follow_ups})
        assert answer.status in (400, 409) and len(answer.json["error"]) > 20
        assert not group_answers.participants and world.stored() == {} and world.published == []


@pytest.mark.parametrize(
    "answers",
    [
        None,
        {"silent": "no-such-stop"},
        {"no-such-event": "often"},
        {"silent.then": "often"},
        {"silent": 3},
        {"silent": ["often"]},
        {"silent": ""},
        {"": "often"},
        {"silent": "9" * 81},
        [["silent", "often"]],
        True,
        "often",
        {f"s{n}": "often" for n in range(201)},
    ],
)
def test_forged_and_out_of_range_answers_count_nothing(world, group_answers, answers):
    answer = world.post("submit", {"version": world.version(), "answers": answers})
    assert answer.status == 400 and answer.json["error"] and group_answers.counted() == {}


@pytest.mark.parametrize(
    "follow_ups",
    [{"loud": ["pause"]}, {"silent": ["shout"]}, {"silent": "pause"}, {"silent": [1]}, [], {"x": ["pause"]}],
)
def test_forged_follow_ups_count_nothing(world, group_answers, follow_ups):
    answer = world.post(
        "submit", {"version": world.version(), "answers": {"silent": "often"}, "follow_ups": follow_ups}
    )
    assert answer.status == 400 and group_answers.participants == set() and world.stored() == {}


def test_answers_of_people_not_enrolled_are_not_counted(world, group_answers):
    world.enrolled = {"ben"}
    assert world.submit({"silent": "often"}).status == 403
    assert group_answers.participants == set() and world.stored() == {} and world.published == []


def test_answers_to_an_older_version_are_refused_with_the_current_exercise(world, group_answers):
    old = world.version()
    world.edit(SMALL_CONTINUUM.replace('id="loud"', 'id="shouts"'))
    answer = world.post("submit", {"version": old, "answers": {"loud": "often"}})
    assert (
        answer.status == 409 and answer.state["statements"][1]["id"] == "shouts" and group_answers.participants == set()
    )


def test_after_the_deadline_answers_are_refused_and_credit_stays(group_answers):
    world = ContinuumWorld(lms=True)
    world.submit({"silent": "often"})
    late = ContinuumWorld(lms=True, mixins=(in_course(due=PAST),), store=world.store)
    refused = late.submit({"silent": "none"}, user="ben")
    assert refused.status == 403 and refused.state["can_submit"] is False and "deadline" in refused.json["error"]
    assert late.submit({"silent": "none"}).status == 200 and late.state()["phase"] == "done"
    assert group_answers.counted() == {"silent": {"often": 1}} and late.published == []


def test_a_preview_counts_and_records_nothing(group_answers):
    for world in (
        ContinuumWorld(lms=True, usage=IN_A_LIBRARY),
        ContinuumWorld(lms=True, services={"user": Masquerade()}),
    ):
        answer = world.submit({"silent": "often"})
        assert answer.status == 200 and answer.json["preview"] is True and "preview" in answer.json["notice"]
        assert group_answers.participants == set() and world.published == [] and world.stored() == {}


def build_preview(**more: Any) -> ContinuumWorld:
    """Return a component with a released distribution, to be seen as in Studio's preview."""
    services = more.pop("services", {})
    world = ContinuumWorld(lms=True, **more)
    world.submit_each(*["often"] * 8)
    world.services = services
    return world


@pytest.mark.parametrize("more", [{"services": {"studio_user_permissions": StudioPermissions(may=False)}}, {}])
def test_a_preview_shows_learners_neither_distribution_nor_statements(group_answers, monkeypatch, more):
    world = build_preview(**more)
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    for answer in (world.post("state"), world.post("lines"), world.submit({"silent": "often"})):
        assert answer.status == 403 and answer.json["code"] == "not-enrolled" and answer.json["state"] is None
    assert len(group_answers.participants) == 8 and world.stored() == {}


def test_a_library_preview_and_a_masquerade_show_no_distribution(group_answers):
    library = ContinuumWorld(lms=True, usage=IN_A_LIBRARY)
    masquerade = ContinuumWorld(lms=True, services={"user": Masquerade()})
    for world in (library, masquerade):
        assert world.submit({}).json["lines"] is None


@pytest.mark.parametrize("more", [{"services": {"studio_user_permissions": StudioPermissions()}}, {"staff": {"ann"}}])
def test_a_preview_shows_authors_and_course_staff_the_distribution_and_counts_nothing(group_answers, monkeypatch, more):
    world = build_preview(**more)
    monkeypatch.setattr("tests.block.support.Platform.is_author_mode", True, raising=False)
    told = world.submit({"silent": "often"}).json
    assert told["lines"][0]["now"]["enough"] and told["off"] is None
    assert len(group_answers.participants) == 8 and world.stored() == {}


class Masquerade:
    """The user service of staff who view the course as a learner (lms.djangoapps.courseware.masquerade)."""

    def __init__(self):
        looking = SimpleNamespace(role="student", user_name="ben")
        self._django_user = SimpleNamespace(masquerade_settings={ContinuumWorld.usage.context_key: looking})

    def get_current_user(self):
        """Return a person without roles."""
        return SimpleNamespace(opt_attrs={})


def test_studios_preview_counts_nothing(world, group_answers, monkeypatch):
    block = world.block()
    block.runtime.is_author_mode = True
    assert block.is_preview is True
    assert world.block().is_preview is False


def test_a_deleted_state_can_earn_the_credit_again_but_not_count_again(world, group_answers):
    world.submit({"silent": "often"})
    for key in [key for key in world.store.texts if key.user_id == "ann"]:
        world.store.delete(key)
    assert world.state()["phase"] == "place"
    answer = world.submit({"silent": "none"})
    assert answer.json["counted"] is False and "sent first" in answer.json["notice"]
    assert group_answers.counted() == {"silent": {"often": 1}} and world.stored()["took_part"] is True


# --- without the app -------------------------------------------------------------------------------------------------


def test_without_the_app_credit_is_given_and_the_missing_distribution_is_explained(world, group_answers):
    group_answers.is_available = False
    assert "off" in world.state() and world.state()["off"]
    answer = world.submit({"silent": "often"})
    assert answer.status == 200 and answer.json["counted"] is None and answer.json["lines"] is None
    assert "no place to count" in answer.json["off"] and world.grades == [1.0]
    assert world.state()["phase"] == "done" and world.submit({}).json["counted"] is False
    world.staff = {"boss"}
    assert world.post("facilitator", user="boss").json["off"]


def test_an_empty_component_is_unavailable_and_tells_staff_why(group_answers):
    world = ContinuumWorld("", lms=True, staff={"boss"})
    assert world.state()["phase"] == "unavailable"
    assert world.state(user="boss")["problems"] != world.state()["problems"]
    assert world.post("submit", {"version": "", "answers": {}}).status == 409 and world.post("lines").status == 409


# --- means -----------------------------------------------------------------------------------------------------------


def test_a_self_check_shows_means_and_no_percentages(group_answers):
    world = ContinuumWorld(ready_made.read_set("self-check-after"), lms=True)
    for number in range(11):
        world.submit(
            {"go-back": f"s{40 + 10 * (number % 5)}", "go-back.then": f"s{10 * (number % 4)}"}, user=f"p{number}"
        )
    line = next(line for line in world.state(user="p0")["lines"] if line["id"] == "go-back")
    assert line["now"]["shares"] is None and line["then"]["shares"] is None
    assert 50 <= line["now"]["mean"] <= 70 and 5 <= line["then"]["mean"] <= 25
    assert line["now"]["mean"] % 5 == 0 and line["then"]["mean"] % 5 == 0


def test_a_mean_depends_only_on_the_rounded_percentages(group_answers):
    told, hidden = ContinuumWorld(ready_made.read_set("self-check-before"), lms=True), {}
    for number in range(40):
        told.submit({"go-back": f"s{10 * (number % 11)}"}, user=f"p{number}")
        line = next(line for line in told.state(user="p0")["lines"] if line["id"] == "go-back")["now"]
        sheet = group_answers.distributions(
            str(told.usage), "before", {"go-back": [f"s{n}" for n in range(0, 101, 10)]}
        )["go-back"]
        shares = tuple(sorted(sheet.percentages.items()))
        assert hidden.setdefault(shares, line["mean"]) == line["mean"], "the same shares always tell the same mean"


def test_links_to_a_courses_own_files_are_resolved(group_answers):
    link = '<a href="/static/sheet.pdf">the sheet</a>'
    text = SMALL_CONTINUUM
    for words in (
        "Two events.",
        "When a person I work with…",
        "…says nothing.",
        "Silence.",
        "Facilitators only: what helps?",
        "Facilitators only: whose silence?",
        "Somebody is near you.",
        "Find a partner.",
    ):
        text = text.replace(words, link)
    world = ContinuumWorld(text, lms=True, staff={"boss"})
    view = world.submit({}).json
    sheet = world.post("facilitator", user="boss").json
    first = view["statements"][0]
    for told in (
        view["intro"],
        view["frame"],
        view["closing"],
        view["tag_out"],
        first["words"],
        first["content_note"],
        *sheet["prompts"],
        *sheet["statement_prompts"]["silent"],
    ):
        assert 'href="/assets/courseware/sheet.pdf"' in told and "/static/" not in told
