"""The runtimes of a component: a course, a library, Studio, and runtimes without some services."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from xblock.validation import ValidationMessage

from powerstruggle_xblock import resources

from .support import (
    IS_STAFF,
    USER_ID,
    ContextKey,
    FakeCompletion,
    FakeLibraries,
    FakeUserService,
    StudioPermissions,
    UsageKey,
    World,
    in_course,
)
from .texts import BROKEN, TALK

NOW = datetime.now(UTC)
EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)
FORM = {"values": {"display_name": "Another title", "weight": 3}, "defaults": []}


def course(rule: str, closes=None, **more) -> World:
    return World(TALK, lms=True, mixins=(in_course(show_correctness=rule, due=closes, self_paced=True, **more),))


@pytest.mark.parametrize(
    ("rule", "closes"), [("never", None), ("never_but_include_grade", None), ("past_due", LATER), ("never", EARLIER)]
)
def test_results_a_course_withholds_are_in_no_answer(rule, closes):
    world = course(rule, closes)
    view = world.play("rule", "plain")
    result = view["result"]
    assert result["score"] is None and view["grade"] is None and result["withheld"]
    assert result["turning_points"] == [] and result["skills"] == {"strong": [], "next": []}
    assert all(row["feedback"] is None for row in view["transcript"])
    assert "No rule was asked for" not in world.post("state").body.decode()
    assert world.post("student_view_user_state").json["grade"] is None
    assert world.grades == [pytest.approx(2 / 3)], "it is graded all the same"


@pytest.mark.parametrize(("rule", "closes"), [("always", None), ("past_due", EARLIER), ("past_due", None)])
def test_results_a_course_shows_are_shown(rule, closes):
    view = course(rule, closes).play("rule", "plain")
    assert (
        view["result"]["score"]["percent"] == 67
        and view["grade"]["percent"] == 67
        and view["result"]["withheld"] is None
    )
    assert view["transcript"][0]["feedback"]["why"] == "No rule was asked for."


def test_course_staff_see_results_before_the_due_date_but_not_where_they_are_never_shown():
    for rule, shown in (("past_due", True), ("never", False)):
        world = course(rule, LATER)
        world.staff = {"ann"}
        assert (world.play("rule", "plain")["grade"] is not None) is shown


@pytest.fixture
def library() -> World:
    """Return a library's preview: nothing inherited, no settings service, and it would pass grades on."""
    facts = {IS_STAFF: True, USER_ID: "ann"}
    return World(
        TALK,
        usage=UsageKey("talk", ContextKey(is_course=False)),
        services={"user": FakeUserService(facts), "completion": FakeCompletion()},
    )


def test_a_library_neither_grades_nor_completes(library):
    view = library.play("rule", "plain")
    assert view["phase"] == "ending" and library.published == []
    library.block().publish_grade()
    assert library.published == []


def test_a_librarys_author_can_save(library, monkeypatch):
    assert library.post("submit_studio_edits", FORM).status == 403, "course staff are not a library's authors"
    FakeLibraries("ann").install(monkeypatch)
    assert library.post("submit_studio_edits", FORM).status == 200
    assert library.block().display_name == "Another title"


class Preview(World):
    """Studio's preview: its runtime is in author mode."""

    def runtime(self, user="ann", field_data=None):
        runtime = super().runtime(user, field_data)
        runtime.is_author_mode = True
        return runtime


@pytest.fixture
def studio() -> World:
    """Studio, where a component is edited: its user service says of everybody that they are not staff."""
    services = {
        "user": FakeUserService({IS_STAFF: False, USER_ID: 7}),
        "studio_user_permissions": StudioPermissions(),
        "settings": None,
    }
    return World(TALK, services=services, edited=True)


def test_studio_saves_its_form(studio):
    assert studio.post("submit_studio_edits", FORM).json == {"result": "success"}
    assert (studio.block().display_name, studio.block().weight) == ("Another title", 3)


def test_studio_saves_a_scenario_with_warnings_and_tells_them_afterwards(studio):
    text = TALK.replace('<level clarity="0"/>', '<level clarity="0" rope="0" limits="0" timing="0"/>')
    answer = studio.post("submit_studio_edits", {"values": {"content": text}, "defaults": []})
    assert answer.status == 200 and 'rope="0"' in studio.block().content
    assert [message.type for message in studio.block().validate().messages] == [ValidationMessage.WARNING]


def test_a_pasted_file_brings_its_title_points_and_attempts(studio):
    text = TALK.replace(
        "<powerstruggle_scenario", '<powerstruggle_scenario display_name="Of the file" weight="4" max_attempts="2"', 1
    )
    assert (
        studio.post(
            "submit_studio_edits", {"values": {"content": text, "weight": 9}, "defaults": ["display_name"]}
        ).status
        == 200
    )
    block = studio.block()
    assert (block.display_name, block.weight, block.max_attempts) == (
        "Of the file",
        9,
        2,
    ) and "Of the file" not in block.content


def test_studio_refuses_a_broken_scenario_with_what_is_wrong_and_where(studio):
    before = studio.block().content
    answer = studio.post("submit_studio_edits", {"values": {"content": BROKEN}, "defaults": []})
    assert answer.status == 400 and b"nowhere" in answer.body and studio.block().content == before


@pytest.mark.parametrize(
    "values",
    [
        {"weight": "many"},
        {"weight": []},
        {"max_attempts": "x"},
        {"max_attempts": float("inf")},
        {"weight": 10**400},
        {"content": 5},
        {"content": ["a"]},
    ],
)
def test_studio_refuses_values_it_cannot_read(studio, values):
    before = dict(studio.store.texts)
    answer = studio.post("submit_studio_edits", {"values": values, "defaults": []})
    assert answer.status == 400 and studio.store.texts == before


@pytest.mark.parametrize("weight", ["nan", "inf", -1])
def test_studio_keeps_no_weight_that_is_no_number_of_points(studio, weight):
    studio.post("submit_studio_edits", {"values": {"weight": weight}, "defaults": []})
    assert studio.block().weight == 1.0


def test_studios_preview_plays_without_the_learning_platforms_services():
    services = {"user": FakeUserService({IS_STAFF: False, USER_ID: 7}), "studio_user_permissions": StudioPermissions()}
    world = Preview(TALK, services=services, read_only=True)
    assert world.play("rule", "plain")["phase"] == "ending"


def test_studios_preview_tells_an_author_what_is_wrong():
    services = {"user": FakeUserService({IS_STAFF: False, USER_ID: 7}), "studio_user_permissions": StudioPermissions()}
    world = Preview(BROKEN, services=services, read_only=True)
    assert "no longer there" in world.state()["problems"][0]["message"]


def test_the_author_is_told_what_is_wrong(studio):
    studio.edit(BROKEN)
    messages = studio.block().validate().messages
    assert [message.type for message in messages][:1] == [ValidationMessage.ERROR]
    assert "no longer there" in messages[0].text
    studio.edit(TALK)
    warned = [message.type for message in studio.block().validate().messages]
    assert warned == [ValidationMessage.WARNING], "one line for all that could be better"
    studio.edit(resources.starter_scenarios()[0].read_text(encoding="utf-8"))
    assert not studio.block().validate().messages
    assert [message.type for message in World("").block().validate().messages] == [ValidationMessage.WARNING]


def test_a_learner_is_told_no_detail_of_what_is_wrong_and_staff_all():
    world = World(BROKEN, lms=True, staff={"mia"})
    learners, staffs = world.post("state"), world.post("state", user="mia")
    assert "no longer there" not in learners.body.decode() and learners.json["for_staff"] is False
    assert "no longer there" in staffs.body.decode() and staffs.json["for_staff"] is True


def test_viewing_as_a_learner_is_possible():
    """Masquerading hides what does not say this; it protects fields, and this component stores nothing elsewhere."""
    assert World(TALK).block().show_in_read_only_mode is True


@pytest.mark.parametrize(
    "services", [{}, {"user": None}, {"user": FakeUserService({})}, {"i18n": None}, {"settings": None}]
)
def test_it_plays_whatever_services_are_missing(services):
    world = World(TALK, services=services)
    assert world.play("rule", "plain")["phase"] == "ending"
    assert world.block().student_view({}).content


def test_somebody_not_signed_in_sees_a_card_and_nothing_to_play():
    world = World(TALK, lms=True)
    card = world.block(None).public_view({})
    assert "A signature." in card.content and "Three trips" not in card.content and "Sign in" in card.content
    assert world.block(None).student_view({}).content


@pytest.mark.parametrize("text", [TALK, BROKEN, "", "<not xml", "<other/>", "\x01"])
@pytest.mark.parametrize("missing_files", [True, False])
def test_no_view_ever_raises(text, missing_files):
    world = World(text, lms=True, missing_files=missing_files, settings={"display_name": "The title"})
    for view in ("student_view", "public_view"):
        page = getattr(world.block(), view)(None)
        assert "The title" in page.content and "</" in page.content
    block = world.block()
    assert (
        block.student_view_data()["title"] == "The title"
        and block.index_dictionary()["content"]["display_name"] == "The title"
    )
    assert world.state()["phase"] in ("about", "unavailable")


def test_a_page_that_cannot_be_shown_says_so_in_a_sentence():
    page = World(TALK, missing_files=True).block().student_view({})
    assert "can't be played right now" in unescape(page.content) and page.js_init_fn is None


def test_missing_pictures_are_no_fault(lms):
    lms.missing_files = True
    lms.begin()
    assert lms.state()["scene"]["lines"][0]["face"] is None


def test_a_courses_own_files_get_the_address_the_platform_serves(lms):
    lms.edit(
        TALK.replace(
            '<line by="ira" mood="angry">', '<image src="/static/desk.png" alt="a desk"/><line by="ira" mood="angry">'
        )
    )
    lms.begin()
    assert lms.state()["scene"]["lines"][0]["src"] == "/assets/courseware/desk.png"


def test_the_page_names_a_plain_three_argument_start_and_only_opaque_keys(lms):
    page = lms.block().student_view({})
    assert page.js_init_fn == "PowerStruggleScenario" and set(page.json_init_args) == {"usage", "learner"}
    assert "ann" not in str(page.json_init_args) and "talk" not in str(page.json_init_args)


def test_search_and_apps_are_told_the_card_in_plain_words():
    world = World(TALK.replace("A desk.", "A <em>desk</em> &amp; a chair."))
    block = world.block(None)
    assert block.index_dictionary()["content"]["about"].startswith("A desk & a chair.")
    assert block.student_view_data()["setting"] == "A desk & a chair."


def test_no_declared_field_has_a_name_the_platform_uses_otherwise():
    taken = {
        "data",
        "due",
        "graded",
        "start",
        "format",
        "graceperiod",
        "course_id",
        "location",
        "category",
        "group_access",
        "showanswer",
        "max_score",
        "score",
        "progress_state",
    }
    own = {name for name in World(TALK).block().fields if name not in ("name", "tags", "parent")}
    assert not own & taken
