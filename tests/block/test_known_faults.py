"""Faults found in other branching blocks, each as a test of this one."""

import json

import pytest

from .support import World, is_playable
from .texts import BROKEN, FORM_IS_AN_ENDING, TALK, without_scene

HOSTILE = '<script>x()</script><img src="x" onerror="x()"/><p onclick="x()">hello</p>'


def test_neither_the_page_nor_its_arguments_know_the_scenario(lms):
    page = lms.block().student_view({})
    sent = page.content + json.dumps(page.json_init_args) + "".join(str(resource) for resource in page.resources)
    for word in ("Three trips", "At the desk", "The form", "She told me once", "What now?"):
        assert word not in sent


def test_no_request_jumps_to_another_scene(world):
    world.begin()
    for forged in ("plain", "signed", "form", "desk"):
        assert world.choose(1, 0, forged).status in (400, 409)
    forged = {"to": "signed", "scene": "form", "score": 1, "path": ["plain"]}
    extra = world.post("choose", {"attempt": 1, "step": 0, "choice": "hear", **forged})
    assert extra.json["scene"]["id"] == "form" and world.progress().path == ("hear",)


def test_no_request_skips_a_step(world):
    world.begin()
    assert world.choose(1, 1, "plain").status == 409
    assert world.choose(1, 5, "hear").status == 409
    assert world.progress().path == ()


def test_a_closed_choice_stays_closed(world):
    world.begin()
    world.walk(1, "hear")
    refused = world.choose(1, 1, "locked")
    assert (refused.status, refused.json["code"]) == (409, "closed")
    assert refused.state["step"] == 1


def test_playing_again_never_lowers_what_was_earned(world):
    world.play("hear", "plain")
    world.play("leave")
    assert world.stored()["ratio"] == 1.0
    assert world.grades == [1.0, 1.0]


def test_a_practised_better_way_earns_nothing(world):
    world.play("rule", "push")
    before = world.grades
    world.rewind(1, 0)
    view = world.walk(2, "hear", "plain")
    assert view["result"]["recorded"] is False and view["practice"] is True
    assert world.grades == before and world.stored()["attempts"] == 1


def test_no_attempt_is_had_beyond_the_limit():
    world = World(TALK, settings={"max_attempts": 1})
    world.play("leave")
    assert world.begin(2).status == 403
    assert world.grades == [0.0]


def test_going_round_a_loop_earns_no_more_than_going_once(world):
    world.play("hear", "back", "hear", "plain")
    world.play(*["hear", "back"] * 30, "hear", "plain")
    once, often = (run.score for run in world.progress().recorded)
    assert once == often <= 1.0


def test_a_loop_without_end_is_refused_with_a_sentence(world):
    world.begin()
    block = world.block()
    block.progress = block.progress.at(["again"] * 399)
    block.save()
    assert world.choose(1, 399, "again").status == 200
    answer = world.choose(1, 400, "again")
    assert (answer.status, answer.json["code"]) == (409, "closed") and answer.json["error"]
    assert len(world.progress().path) == 400 and world.stored()["attempts"] == 1


def test_lowered_levels_in_the_middle_of_a_run_grade_no_more_than_the_whole(world):
    world.begin()
    world.walk(1, "hear")
    world.edit(TALK.replace('listening="3"', 'listening="0"').replace('listening="1"', 'listening="0"'))
    world.walk(1, "plain", first=1)
    assert world.grades == [0.5]


@pytest.mark.parametrize(
    "place", ["<say>Three trips.", '<line by="ira" mood="angry">What now?', "<why>Heard first.", "<setting>A desk."]
)
def test_markup_that_could_run_never_reaches_the_page(place):
    world = World(TALK.replace(place, place + HOSTILE))
    assert "onclick" in world.block().content, "the text is kept as it came, for its author to mend"
    world.play("hear")
    everything = world.post("state").body.decode() + world.block().public_view().content
    assert "hello" in everything
    assert not [word for word in ("<script", "onerror", "onclick", "x()") if word in everything]


def test_a_link_that_could_run_never_reaches_the_page():
    link = '<a href="javascript:x()">Three</a> trips.'
    world = World(TALK.replace("Three trips.", link))
    world.begin()
    assert "javascript" not in world.post("state").body.decode()


@pytest.mark.parametrize(
    "media",
    [
        '<image src="javascript:x()" alt="a"/>',
        '<audio src=" JavaScript:x()">words</audio>',
        '<video src="data:text/html,x" captions="javascript:x()">words</video>',
        '<image src="//evil.example/x.png" alt="a"/>',
    ],
)
def test_media_addresses_that_could_run_are_dropped(media):
    world = World(TALK.replace('<line by="ira" mood="angry">', media + '<line by="ira" mood="angry">'))
    world.begin()
    view = world.state()
    beat = view["scene"]["lines"][0]
    assert beat["kind"] in media and beat["src"] == "" and not beat.get("captions")


def test_a_title_cannot_break_out_of_the_page():
    title = "</script><script>x()</script>"
    world = World(TALK, settings={"display_name": title})
    for view in ("student_view", "public_view"):
        page = getattr(world.block(), view)({})
        assert title not in page.content + json.dumps(page.json_init_args or {})
        assert "&lt;/script&gt;" in page.content


def test_a_double_click_never_answers_a_question_not_yet_seen(world):
    """The second request comes when the first has been done: it names the step that it answers."""
    world.begin()
    first, second = world.choose(1, 0, "again"), world.choose(1, 0, "again")
    assert first.json == second.json and second.json["step"] == 1
    assert world.progress().path == ("again",)


def test_another_choice_for_a_step_already_taken_is_told_where_the_talk_stands(world):
    world.begin()
    world.walk(1, "hear")
    refused = world.choose(1, 0, "rule")
    assert (refused.status, refused.json["code"]) == (409, "stale")
    assert refused.state == world.state() and world.progress().path == ("hear",)


def test_a_deleted_scene_takes_neither_place_nor_grade(world):
    world.play("rule", "plain")
    world.begin(2)
    world.walk(2, "rule")
    world.edit(without_scene(TALK, "form", "desk"))
    view = world.state()
    assert view["phase"] == "scene" and view["scene"]["id"] == "desk"
    assert world.stored()["ratio"] == pytest.approx(2 / 3)


def test_importing_the_same_file_again_moves_nobody(world):
    world.begin()
    world.walk(1, "hear")
    before = world.state()
    world.edit(TALK)
    assert world.state() == before and before["notice"] is None


def test_a_page_open_while_choices_are_reordered_records_what_was_clicked(world):
    world.begin()
    start, end = TALK.index('<choice id="hear"'), TALK.index('<choice id="rule"')
    after = TALK.index('<choice id="again"')
    world.edit(TALK[:start] + TALK[end:after] + TALK[start:end] + TALK[after:])
    view = world.choose(1, 0, "hear").json
    assert view["transcript"][0]["choice"]["say"] == "Three trips."


def test_a_scene_that_becomes_an_ending_settles_with_grade_and_completion(world):
    world.begin()
    world.walk(1, "hear")
    world.edit(FORM_IS_AN_ENDING)
    assert world.state()["phase"] == "changed" and world.grades == []
    view = world.finish(1, 1).json
    assert view["phase"] == "ending" and view["result"]["recorded"] is True
    assert world.events("completion") == [{"completion": 1.0}]
    assert world.grades == [0.5], "one strong decision of at least two"
    world.finish(1, 1)
    assert world.grades == [0.5], "settled once"


@pytest.mark.parametrize("body", [
    {"values": {"content": "<powerstruggle_scenario/>", "display_name": "Mine"}, "defaults": []}, {}, [], "x", 5, None,
])
def test_a_learner_calling_the_editors_handlers_is_refused_and_changes_nothing(lms, body):
    before = dict(lms.store.texts)
    for user in ("ann", "mia"):
        lms.staff = {"mia"}
        answer = lms.post("submit_studio_edits", body, user=user)
        assert answer.status == 403
    assert lms.store.texts == before


def test_no_handler_lets_the_browser_name_an_event(world):
    handlers = {
        name
        for name in dir(world.block())
        if getattr(getattr(type(world.block()), name, None), "_is_xblock_handler", False)
    }
    editors = {
        "load", "last_valid", "check", "save", "play", "import", "files", "store_file", "store_media", "media_zip",
        "export", "template",
        "compare",
    }
    assert handlers == {
        "state",
        "begin",
        "choose",
        "rewind",
        "finish",
        "student_view_user_state",
        "submit_studio_edits",
        "panel",
        "panel_csv",
        *(f"editor_{name}" for name in editors),
    }


def test_a_broken_scenario_says_so_and_loses_nothing(world):
    world.play("rule", "plain")
    kept = world.stored()
    world.edit(BROKEN)
    assert world.state()["phase"] == "unavailable"
    for answer in (world.begin(2), world.choose(1, 0, "hear"), world.rewind(1, 0)):
        assert (answer.status, answer.json["code"]) == (409, "unavailable")
    assert world.stored() == kept
    world.edit(TALK)
    assert world.state()["phase"] == "ending" and is_playable(world.scenario, world.progress().path)
