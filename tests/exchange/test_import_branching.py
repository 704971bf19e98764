"""branching-xblock: its JSON export and the component in OLX."""

import json
from xml.sax.saxutils import quoteattr

import pytest

from powerstruggle_xblock.scenario import model as m

from .import_helpers import CORPORA, find_places, import_checked, import_corpus, parse_result, refusal_message

START = "the-lobby-is-loud-sam-nobody-listens"


def nodes() -> list[dict]:
    return json.loads((CORPORA / "branching.json").read_text(encoding="utf-8"))["nodes"]


def from_nodes(rows: object):
    return import_checked(json.dumps({"nodes": rows}), "export.json")


def test_nodes_with_choices_are_scenes_and_the_others_endings():
    made = parse_result(import_corpus("branching.json"))
    assert made.start.scene == START
    assert [scene.id for scene in made.scenes] == [START]
    assert [ending.title for ending in made.endings] == ["He sits down.", "The door swings.", "lost"]


def test_content_hint_and_choices_are_imported():
    scene = parse_result(import_corpus("branching.json")).scenes[0]
    assert scene.content_items == (
        m.Image("/static/lobby.png", None),
        m.Narration("The lobby is loud."),
        m.Line("sam", "Nobody listens!"),
    )
    assert scene.hint == "Breathe out first."
    assert [(choice.say, choice.to) for choice in scene.choices] == [
        ("That sounds tiring.", "he-sits-down"),
        ("Keep it down!", "the-door-swings"),
        ("Ask <b>a colleague</b>", "lost"),
    ]


def test_feedback_of_older_exports_is_kept():
    choice = parse_result(import_corpus("branching.json")).choices["keep-it-down"]
    assert choice.feedback == (m.Feedback("He heard a rule."),)
    assert choice.notes == (m.Note("Hint: Volume"),)


def test_points_are_kept_in_notes_and_missing_levels_are_reported():
    found = import_corpus("branching.json")
    assert parse_result(found).choices["that-sounds-tiring"].notes == (m.Note("Points in branching-xblock: 80"),)
    assert find_places(found, "Points of choices are not levels") and find_places(found, "Choices without levels: 3")


def test_a_missing_target_becomes_an_empty_ending_and_is_reported():
    assert find_places(import_corpus("branching.json"), "“lost” is linked to") == ["lost"]


def test_a_film_of_another_site_is_a_link():
    found = import_corpus("branching.json")
    assert find_places(found, "A film or page of another site") == ["the-door-swings"]
    assert "https://www.youtube.com/watch?v=abc" in parse_result(found).nodes["the-door-swings"].content_items[0].text


def test_a_transcripts_address_is_kept_as_a_link_and_reported():
    assert find_places(import_corpus("branching.json"), "A transcript was a link") == ["the-door-swings"]


def test_unknown_parts_are_kept_in_a_note():
    assert parse_result(import_corpus("branching.json")).nodes["the-door-swings"].notes == (
        m.Note("mood_board: grey"),
    )


def test_a_picture_without_words_is_asked_for():
    assert START in find_places(import_corpus("branching.json"), "<image> needs alt")


def test_the_component_brings_its_settings_and_composite_pictures():
    found = import_corpus("branching_olx.xml")
    made = parse_result(found)
    assert made.title == "Loud lobby"
    assert made.scenes[0].content_items[:2] == (
        m.Image("/static/hall.jpg", ""),
        m.Image("/static/sam.png", "Sam, arms crossed"),
    )
    assert any("grade_ranges" in note.text for note in made.notes)
    assert find_places(found, "Settings of branching-xblock")


@pytest.mark.parametrize(
    "write",
    [
        lambda data: f"<branching_xblock scenario_data={quoteattr(data)}/>",
        lambda data: (
            f"<?xml version='1.0'?>\n<branching_xblock xmlns:option='urn:o'><option:scenario_data>"
            f"{data.replace('<', '&lt;')}"
            "</option:scenario_data></branching_xblock>"
        ),
    ],
)
def test_the_data_as_attribute_or_element(write):
    data = json.dumps({"nodes": {node["id"]: node for node in nodes()}, "start_node_id": "start"})
    assert parse_result(import_checked(write(data), "b.xml")).start.scene == START


def test_a_start_node_that_is_not_the_first_is_kept():
    found = import_checked(
        json.dumps({"nodes": {node["id"]: node for node in reversed(nodes())}, "start_node_id": "start"}), "x.json"
    )
    assert parse_result(found).start.scene == START


def test_loops_that_the_source_refuses_are_fine_here():
    rows = nodes()
    rows[1]["choices"] = [{"text": "Again", "target_node_id": "start", "score": 0}]
    assert parse_result(from_nodes(rows)).choices["again"].to == START


@pytest.mark.parametrize("rows", [[], {}, None, "x", [1, 2], 7])
def test_an_export_without_nodes_is_refused(rows):
    assert refusal_message(json.dumps({"nodes": rows}), "x.json")


def test_data_that_cannot_be_read_is_refused():
    assert (
        refusal_message("<branching_xblock scenario_data='{'/>", "x.xml")
        == "The scenario data of this branching-xblock can't be read."
    )


@pytest.mark.parametrize("value", [None, 0, -1.5, True, "", "text", [], [1], {}, {"a": 1}])
@pytest.mark.parametrize(
    "key", ["id", "content", "media", "choices", "hint", "left_image_url", "transcript_url", "type"]
)
def test_any_json_value_anywhere_in_a_node(key, value):
    rows = nodes()
    rows[0][key] = value
    assert parse_result(from_nodes(rows))


@pytest.mark.parametrize("value", [None, 0, -1.5, True, "", "text", [], [1], {}, {"a": 1}])
@pytest.mark.parametrize("key", ["text", "target_node_id", "score", "feedback", "hint", "other"])
def test_any_json_value_anywhere_in_a_choice(key, value):
    rows = nodes()
    rows[0]["choices"][0][key] = value
    assert parse_result(from_nodes(rows))
