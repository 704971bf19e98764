"""An agency's texts: the course's staff write them into the course's settings, and the operator's are the floor."""

import json

import pytest

from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.presenter.agency_texts import MAX_LENGTH
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests.authoring.studio import Studio
from tests.block.lms_course import install_course_store
from tests.block.support import IN_A_LIBRARY, ContextKey, StudioPermissions, World
from tests.block.texts import TALK
from tests.reflection.support import questions

OWN = TALK.replace("<setting>A desk.</setting>", "<setting>A desk.</setting><support>Ring Jo.</support>")
OPERATOR = {"support": "Operator: 988.", "reporting": "Operator: form 12.", "hours": "Operator: day and night."}
ENDING = ("hear", "plain")


class Settings:
    """The platform's settings service with an operator's texts (xblock_django, SettingsService)."""

    def get_settings_bucket(self, block):
        return dict(OPERATOR)


@pytest.fixture
def store(monkeypatch):
    return install_course_store(monkeypatch, ContextKey())


def write(store, texts) -> None:
    store.stored["other_course_settings"] = {"another_plugin": [1], "powerstruggle": texts}


def talk(text=TALK, **more) -> World:
    return World(text, lms=True, services={"settings": Settings()}, **more)


def reflection(**more) -> World:
    return World(questions(), lms=True, block_class=ReflectionBlock, services={"settings": Settings()}, **more)


def messages(world: World) -> list[str]:
    """Return Studio's messages about the agency's texts."""
    return [message.text for message in world.block(None).validate().messages if "course's settings" in message.text]


def test_the_operators_texts_are_shown_where_the_course_has_none(store):
    assert talk().state()["support"] == "Operator: 988.<p>Operator: day and night.</p>"
    view = reflection().post("state").json
    assert (view["support"], view["reporting"]) == (
        "Operator: 988.<p>Operator: day and night.</p>", "Operator: form 12.",
    )  # fmt: skip


def test_the_courses_own_texts_come_before_the_operators_one_by_one(store):
    write(store, {"support": "Course: extension <b>7</b>.", "hours": "Course: until eight."})
    view = reflection().post("state").json
    assert view["support"] == "Course: extension <b>7</b>.<p>Course: until eight.</p>"
    assert view["reporting"] == "Operator: form 12."
    assert talk().state()["support"] == "Course: extension <b>7</b>.<p>Course: until eight.</p>"


def test_a_scenarios_own_support_text_comes_first_and_the_hours_stand_below_it(store):
    write(store, {"support": "Course.", "hours": "Until eight."})
    assert talk(OWN).state()["support"] == "Ring Jo.<p>Until eight.</p>"


def test_beside_an_endings_questions_stand_reporting_support_and_hours(store):
    write(store, {"support": "Course.", "reporting": "Form 7.", "hours": "Until eight."})
    asks = TALK.replace("</their-view></ending>", "</their-view><ask>What now?</ask></ending>", 1)
    page = talk(asks).play(*ENDING)["debrief_prompts"]
    assert page["monitoring_notice"].endswith("<p>Form 7.</p>") and page["support"] == "Course.<p>Until eight.</p>"


def test_a_change_of_the_settings_is_in_the_very_next_answer(store):
    world = talk()
    write(store, {"support": "One."})
    assert "One." in world.state()["support"]
    write(store, {"support": "Two."})
    assert "Two." in world.state()["support"]


def test_a_request_asks_for_the_course_once(store):
    world = talk()
    store.asked = 0
    world.state()
    assert store.asked == 1


@pytest.mark.parametrize(
    "written", [7, [], "988", {"support": 7}, {"support": ["988"]}, {"support": "x" * (MAX_LENGTH + 1)},
                {"support": "<script>x</script>"}, {"suport": "Course."}],
)  # fmt: skip
def test_what_cannot_be_used_gives_way_to_the_operators_text_and_the_author_is_told(store, written):
    write(store, written)
    for world in (talk(), reflection()):
        assert world.post("state").json["support"].startswith("Operator: 988.")
        assert messages(world), written


@pytest.mark.parametrize("written", [None, {}, {"support": ""}, {"support": None}, {"support": "  "}])
def test_a_text_that_is_left_empty_is_no_mistake(store, written):
    write(store, written)
    assert talk().state()["support"].startswith("Operator: 988.") and messages(talk()) == []


def test_markup_that_is_not_taken_is_left_out_and_told(store):
    write(store, {"support": 'Call <img src=x onerror=alert(1)>Jo, <a href="javascript:x">here</a>.'})
    shown = talk().state()["support"]
    assert "Jo" in shown and "onerror" not in shown and "javascript" not in shown
    said = " ".join(messages(talk()))
    assert "img" in said and "javascript" in said
    assert messages(reflection()) == messages(talk())


def test_words_that_only_look_like_markup_are_words(store):
    write(store, {"support": "Ring Tom & Jo if it takes < 5 minutes"})
    assert "Tom &amp; Jo if it takes &lt; 5 minutes" in talk().state()["support"] and messages(talk()) == []


@pytest.mark.parametrize("broken", ["the store", "the settings", "no course"])
def test_learners_go_on_with_the_operators_texts_where_the_course_cannot_be_read(store, broken):
    write(store, {"support": "Course."})
    store.fails = broken == "the store"
    if broken == "the settings":  # What no Dict can hold raises where it is read (xblock.fields, Dict.from_json).
        store.stored["other_course_settings"] = "text"
    if broken == "no course":
        store.course_key = ContextKey(branch="another")
    assert talk().state()["support"].startswith("Operator: 988.") and messages(talk()) == []


def test_a_librarys_component_shows_the_operators_texts(store):
    write(store, {"support": "Course."})
    assert talk(usage=IN_A_LIBRARY).state()["support"].startswith("Operator: 988.") and store.asked == 0


def test_a_continuum_which_shows_no_such_text_is_not_blamed_for_one(store):
    write(store, 7)
    world = World("", lms=True, block_class=ContinuumBlock)
    assert messages(world) == [] and store.asked == 0


def test_an_author_is_told_in_the_editor_what_is_shown_and_what_is_wrong(store):
    write(store, {"support": 7, "hours": "Until <b>eight</b>."})
    services = {"settings": Settings(), "studio_user_permissions": StudioPermissions()}
    agency = Studio(TALK, services=services).load()["agency"]
    assert (agency["support"], agency["hours"]) == ("Operator: 988.", "Until <b>eight</b>.")
    assert len(agency["problems"]) == 1 and "quotation marks" in agency["problems"][0]


def test_play_from_here_shows_the_courses_texts(store):
    write(store, {"support": "Course."})
    studio = Studio(TALK)
    view = studio.play(studio.tree, "state")
    assert "Course." in json.dumps(view)
