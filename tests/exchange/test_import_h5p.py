"""H5P Branching Scenario: the numbered rules of the format notes (1 to 8), old versions, wrappings, content types."""

import copy
import json
import re

import pytest

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.scenario import model as m

from .import_helpers import (
    CORPORA,
    FILES,
    GIF,
    PNG,
    collect_words,
    find_places,
    import_checked,
    import_corpus,
    list_messages,
    load_h5p_content,
    make_package,
    parse_result,
    refusal_message,
)


def whole(files: dict | None = None) -> import_file.ImportResult:
    return import_checked(make_package(load_h5p_content(), FILES if files is None else files), "desk.h5p")


def changed(edit) -> import_file.ImportResult:
    content = copy.deepcopy(load_h5p_content())
    edit(content["branchingScenario"])
    return import_checked(make_package(content, FILES), "desk.h5p")


def answers(found) -> dict[str, m.Choice]:
    return {choice.id: choice for choice in parse_result(found).nodes["first-reply"].choices}


def test_rule_1_a_nodes_id_is_its_index_whatever_content_id_is():
    found = whole()
    assert parse_result(found).nodes["sam-arrives"].choices[0].to == "first-reply"
    assert parse_result(found).nodes["start-screen"].choices[0].to == "sam-arrives"


def test_rule_1_outer_ids_are_kept():
    assert any("sam-arrives: 22a7a1de" in note.text for note in parse_result(whole()).notes)


@pytest.mark.parametrize("to", [None, -1, -7, "-1"])
def test_rule_2_no_next_or_a_negative_one_ends(to):
    def edit(inside):
        inside["content"][0]["nextContentId"] = to

    assert isinstance(
        parse_result(changed(edit)).nodes[parse_result(changed(edit)).nodes["sam-arrives"].choices[0].to], m.Ending
    )


def test_rule_2_the_next_of_a_question_node_means_nothing():
    assert {choice.to for choice in answers(whole()).values()} == {
        "sam-softens",
        "end-escalated",
        "end-the-talk-is-over",
    }


def test_rule_2_a_target_out_of_range_is_reported_by_name():
    found = whole()
    assert find_places(found, "“Fetch Kim” leads to node 40, which does not exist") == ["fetch-kim"]
    assert answers(found)["fetch-kim"].to == "end-the-talk-is-over"


def test_rule_3_an_end_with_words_is_an_ending_of_its_own():
    ending = parse_result(whole()).nodes["end-escalated"]
    assert (ending.title, ending.content_items) == ("Escalated", (m.Narration("A power struggle."),))
    settled = parse_result(whole()).nodes["end-settled"]
    assert settled.content_items == (m.Narration("He signs."), m.Image("/static/end.png", None))


def test_rule_3_blank_feedback_leads_to_the_default_ending():
    assert answers(whole())["say-nothing"].to == "end-the-talk-is-over"
    assert parse_result(whole()).nodes["end-the-talk-is-over"].content_items == (m.Narration("Thank you for trying."),)


def test_rule_4_feedback_on_the_way_is_feedback():
    choice = answers(whole())["i-can-see-this-matters-to-you"]
    assert choice.feedback == (m.Feedback("Heard", "You named it."),)
    assert choice.notes == (m.Note("H5P points: 2"),)


def test_rule_4_points_on_the_way_are_dropped_where_only_ends_have_points():
    made = parse_result(import_corpus("h5p_old.json"))
    assert made.choices["wait"].notes == ()
    assert made.nodes["end-too-fast"].notes == (m.Note("H5P points: 1"),)
    assert find_places(import_corpus("h5p_old.json"), "points of answers on the way were left out")


def test_rule_4_points_are_not_levels_and_that_is_reported():
    assert find_places(whole(), "H5P's points are not levels")
    assert not any(choice.ratings for choice in parse_result(whole()).choices.values())
    assert find_places(whole(), "Choices without levels: 4")


def test_rule_5_an_old_version_without_group_and_behaviour_is_read():
    assert any("static-end-score" in note.text for note in parse_result(import_corpus("h5p_old.json")).notes)


def test_rule_6_titles_come_from_the_metadata():
    assert [scene.title for scene in parse_result(whole()).scenes] == [
        "Front desk", "Sam arrives", "First reply", "Sam softens", "Looking back (1)", "Looking back (2)", "A guess",
        "The room", "A picture",
    ]


def test_rule_6_a_title_is_made_of_words_where_there_is_none():
    def edit(inside):
        del inside["content"][0]["type"]["metadata"]

    assert (
        parse_result(changed(edit)).nodes["sam-third-time-he-leans-on-the"].title
        == "Sam: \"Third time!\" He leans on the…"
    )


def test_rule_6_an_unknown_type_is_a_placeholder_its_texts_a_note():
    found = whole()
    scene = parse_result(found).nodes["a-guess"]
    assert scene.content_items == (m.Narration("[H5P.GuessTheSound]"),)
    assert scene.notes == (m.Note("Whose step is that?"),)
    assert find_places(found, "“H5P.GuessTheSound” were not imported; their words are in the author's") == ["a-guess"]


def test_rule_6_a_presentation_is_one_scene_a_slide():
    made = parse_result(whole())
    first, second = made.nodes["looking-back"], made.nodes["looking-back-slide-2"]
    assert first.content_items == (m.Narration("What helped"), m.Narration("<ul><li>A pause</li></ul>"))
    assert first.notes == (m.Note("Pauses"),)
    assert first.choices[0].to == second.id and second.choices[0].to == "a-guess"
    assert second.content_items == (m.Image("/static/hands.png", "Open hands"),)
    assert second.notes == (m.Note("Which was a bait?<br/>The shout"),)
    assert find_places(whole(), "“H5P.MultiChoice” were not imported; their words") == [second.id]


def test_rule_7_answers_are_sanitized_and_that_is_reported():
    found = whole()
    assert answers(found)["say-nothing"].say == "Say nothing"
    assert answers(found)["fetch-kim"].say == "Fetch <em>Kim</em>"
    assert find_places(found, "left out of a text: onerror") == ["first-reply"]


def test_rule_8_media_get_addresses_of_the_course():
    found = whole()
    assert {file.name: (file.mimetype, file.data) for file in found.media} == {
        "start.jpg": ("image/jpeg", FILES["content/images/start.jpg"]),
        "hands.png": ("image/png", PNG),
        "room.gif": ("image/gif", GIF),
        "end.png": ("image/png", PNG),
        "soft.mp4": ("video/mp4", FILES["content/videos/soft.mp4"]),
        "soft.vtt": ("text/vtt", FILES["content/videos/soft.vtt"]),
    }
    assert parse_result(found).nodes["sam-softens"].content_items == (
        m.Video("/static/soft.mp4", "", "/static/soft.vtt"),
    )
    assert found.report.imported["media"] == 6


def test_rule_8_alternative_texts_are_imported_and_missing_ones_reported():
    found = whole()
    assert parse_result(found).nodes["start-screen"].content_items[1] == m.Image("/static/start.jpg", "A waiting room")
    assert "a-picture" in [
        at for message, at in list_messages(found, "attention") if message.startswith("<image> needs alt=")]


@pytest.mark.parametrize(("path", "data", "told"), [
    ("images/start.svg", b"<svg onload='x'/>", "whatever their names say, and were left out: 1 (images/start.svg)"),
    ("images/start.jpg", b"<html>", "whatever their names say, and were left out: 1 (images/start.jpg)"),
    ("images/start.html", b"<html>", "whatever their names say, and were left out: 1 (images/start.html)"),
    ("images/missing.jpg", None, "that the content names are not in the package: 1 (images/missing.jpg)"),
    ("../h5p.json", None, "its address can't be used"),
    ("/etc/hosts", None, "its address can't be used"),
    ("javascript:alert(1)", None, "its address can't be used"),
    ("data:image/png;base64,AAAA", None, "its address can't be used"),
    ("//host/x.png", None, "its address can't be used"),
])
def test_rule_8_media_that_cannot_be_trusted_are_left_out_and_their_words_kept(path, data, told):
    content = load_h5p_content()
    content["branchingScenario"]["startScreen"]["startScreenImage"]["path"] = path
    found = import_checked(make_package(content, {**FILES, **({f"content/{path}": data} if data else {})}), "desk.h5p")
    assert find_places(found, told) == ["start-screen"]
    assert parse_result(found).nodes["start-screen"].content_items[1] == m.Narration("[A waiting room]")
    assert path.rpartition("/")[2] not in {file.name for file in found.media}


def test_rule_8_two_files_of_one_name_get_two_names():
    content = load_h5p_content()
    content["branchingScenario"]["startScreen"]["startScreenImage"]["path"] = "images/ROOM!.gif"
    found = import_checked(make_package(content, {**FILES, "content/images/ROOM!.gif": GIF}), "desk.h5p")
    assert {"ROOM.gif", "room-2.gif"} <= {file.name for file in found.media}


def test_unused_files_are_reported():
    found = whole({**FILES, "content/images/spare.png": PNG, "H5P.Video-1.6/library.json": b"{}"})
    assert any("does not use: 1 (images/spare.png)" in entry.message for entry in found.report.entries)


@pytest.mark.parametrize("name", ["h5p_rest.json", "h5p_old.json", "h5p_content.json"])
def test_content_without_a_package_wrapped_or_not(name):
    found = import_corpus(name)
    assert found.kind == "h5p" and parse_result(found).scenes


@pytest.mark.parametrize("wrap", [
    lambda content: content, lambda content: {"params": content},
    lambda content: {"h5p": {}, "library": "x", "params": {"params": content}}])
def test_wrappings_inside_a_package(wrap):
    made = parse_result(import_checked(make_package(wrap(load_h5p_content()), FILES), "x.h5p"))
    assert len(made.scenes) == 9


def test_a_package_of_another_kind_is_refused_by_name():
    assert "“H5P.Quiz”" in refusal_message(make_package(load_h5p_content(), mainLibrary="H5P.Quiz"), "x.h5p")


@pytest.mark.parametrize("content", [
    b"{", b"[]", b"{\"branchingScenario\": 7}", b"{\"branchingScenario\": {\"content\": []}}", b"\xff\xfe"])
def test_broken_content_is_refused(content):
    assert refusal_message(make_package(content), "x.h5p")


def test_a_start_screen_without_words_or_picture_is_no_scene():
    def edit(inside):
        inside["startScreen"] = {"startScreenTitle": "<p>Hello</p>"}
    made = parse_result(changed(edit))
    assert made.start.scene == "sam-arrives"
    assert any("Hello" in note.text for note in made.notes)


def test_a_question_without_answers_gets_a_choice():
    def edit(inside):
        inside["content"][1]["type"]["params"]["branchingQuestion"]["alternatives"] = []
    assert find_places(changed(edit), "has no answers") == ["first-reply"]


def test_unused_end_screens_are_kept_in_a_note():
    def edit(inside):
        inside["endScreens"].append({"endScreenTitle": "Spare", "endScreenSubtitle": "<p>Unseen</p>", "contentId": 3})
    assert any("Unseen" in note.text for note in parse_result(changed(edit)).notes)


@pytest.mark.parametrize("name", ["h5p_content.json", "h5p_old.json", "h5p_rest.json"])
def test_no_word_of_a_content_is_lost(name):
    content = load_h5p_content(name)
    found = import_checked(make_package(content, FILES), "x.h5p")
    keys = {
        "text", "question", "title", "subtitle", "header", "main", "task", "alt", "startScreenAltText",
        "startScreenTitle", "startScreenSubtitle", "endScreenTitle", "endScreenSubtitle", "startScreenButtonText",
        "proceedButtonText",
    }
    texts: list[str] = []

    def gather(value):
        if isinstance(value, dict):
            texts.extend(text for key, text in value.items() if key in keys and isinstance(text, str))
            list(map(gather, value.values()))
        elif isinstance(value, list):
            list(map(gather, value))
    gather(content)
    wanted = {word for text in texts for word in _words(text)}
    assert wanted and not wanted - collect_words(found)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text))


def test_the_corpora_are_what_the_format_is():
    assert json.loads((CORPORA / "h5p_rest.json").read_text())["params"]["params"] == load_h5p_content("h5p_old.json")
