"""Recordings of lines and the words of listening: what a view tells of them, and what a check finds."""

import json

from powerstruggle_xblock.presenter.labels import Labels, page_messages
from powerstruggle_xblock.scenario import scenario_xml
from tests.authoring.studio import Studio

from .support import World
from .test_course_has_file import store  # noqa: F401
from .texts import TALK

RECORDED = TALK.replace(
    '<line by="ira" mood="angry">', '<line by="ira" mood="angry" recording="/static/street.png">'
).replace('<their-view by="ira">Nobody', '<their-view by="ira" recording="https://example.org/view.mp3">Nobody')


def codes(text: str) -> dict[str, str | None]:
    studio = Studio(text)
    return {found["code"]: found.get("field") for found in studio.check(studio.load()["tree"])["problems"]}


def test_a_recording_goes_along_with_its_line_and_with_the_clients_view():
    world = World(RECORDED)
    world.begin()
    shown = world.state()
    assert shown["recorded"] is True
    assert shown["scene"]["lines"][0]["recording"] == "/static/street.png"
    left = world.choose(1, 0, "leave").json
    assert left["result"]["ending"]["their_view"]["recording"] == "https://example.org/view.mp3"


def test_a_scenario_without_recordings_has_not_a_word_of_them_in_its_views():
    world = World(TALK)
    world.begin()
    for answer in (world.post("state"), world.choose(1, 0, "hear")):
        assert b'"record' not in answer.body
    assert "listen_stop" not in world.state()["words"]


def test_where_the_script_of_listening_lies_is_told_and_its_words_come_when_asked_for():
    world = World(TALK)
    assert world.state()["listening"].endswith("listening.js")
    asked = world.post("state", {"listening": True}).json
    assert asked["words"] == page_messages("listening")
    world.begin()
    world.choose(1, 0, "leave")
    at_the_end = world.post("state", {"listening": True}).json["words"]
    assert at_the_end == Labels().page("debrief") | page_messages("listening")


def test_asking_for_the_words_changes_nothing_and_odd_questions_are_no_question():
    world = World(TALK)
    before = json.dumps(world.state())
    for odd in (1, "yes", [True], None):
        assert json.dumps(world.post("state", {"listening": odd}).json) == before
    world.post("state", {"listening": True})
    assert json.dumps(world.state()) == before


def test_a_recording_that_is_not_among_the_courses_files_is_a_problem_at_its_field(store):  # noqa: F811
    assert "missing-file" not in codes(RECORDED)
    assert codes(RECORDED.replace("street.png", "gone.mp3"))["missing-file"] == "recording"


def test_an_address_that_could_run_something_is_let_through_nowhere():
    text = RECORDED.replace("/static/street.png", "javascript:alert(1)")
    found = scenario_xml.parse(text)
    assert [(issue.code, issue.field) for issue in found.issues] == [("unsafe-address", "recording")]
    assert "javascript" not in scenario_xml.serialize(found.scenario)


def test_a_recording_belongs_to_what_a_sign_off_stands_for_and_texts_without_one_keep_their_version():
    plain, recorded = scenario_xml.parse(TALK).scenario, scenario_xml.parse(RECORDED).scenario
    assert scenario_xml.content_version(plain) != scenario_xml.content_version(recorded)
    assert "recording" not in scenario_xml.serialize(plain)
