"""What Twine publishes and archives: Twine 2 pages, archives of several stories, Twine 1 pages, Twine 2 JSON."""

import json

import pytest

from powerstruggle_xblock.exchange import import_file

from .import_helpers import CORPORA, find_places, import_checked, import_corpus, parse_result, refusal_message


def test_a_published_page_is_read_by_its_start_node():
    made = parse_result(import_corpus("twine2.html"))
    assert (made.title, made.start.scene) == ("Two rooms", "first-room")
    assert [(choice.do, choice.to) for choice in made.scenes[0].choices] == [("Go in", "second-room")]


def test_text_is_unescaped_once():
    assert (
        parse_result(import_corpus("twine2.html")).endings[0].content_items[0].text == "Quiet &amp; small &lt; large."
    )


def test_the_pages_own_scripts_and_styles_are_left_out_and_reported():
    found = import_corpus("twine2.html")
    assert find_places(found, "is a script") and find_places(found, "is a style sheet")
    assert "alert" not in found.text and "engine" not in found.text


def test_an_archive_returns_a_choice_of_stories():
    found = import_file.import_file((CORPORA / "archive.html").read_bytes(), "archive.html")
    assert isinstance(found, import_file.StoryChoice)
    assert [(story.id, story.title) for story in found.stories] == [("1", "Morning"), ("2", "Evening")]


@pytest.mark.parametrize("pick", ["2", "Evening", "22222222-2222-4222-8222-222222222222"])
def test_a_story_is_picked_by_number_title_or_ifid(pick):
    found = import_corpus("archive.html", pick)
    assert parse_result(found).title == "Evening"
    assert find_places(found, "Other stories in the file: 1")


def test_a_story_that_is_not_there_is_refused_with_those_that_are():
    assert "1 (Morning), 2 (Evening)" in refusal_message(
        (CORPORA / "archive.html").read_bytes(), "archive.html", "Midnight"
    )


def test_twine_1_signs_are_read():
    made = parse_result(import_corpus("twine1.html"))
    assert made.title == "Old house"
    assert [beat.text for beat in made.scenes[0].content_items] == ["Dust.", "Mind the step."]
    assert made.endings[0].content_items[0].text == "Dark \\ cold."


@pytest.mark.parametrize("start", ["2", 2, "Door"])
def test_json_starts_at_a_number_or_a_name(start):
    story = json.loads((CORPORA / "twine2.json").read_text())
    assert parse_result(import_checked(json.dumps({**story, "start": start}), "story.json")).start.scene == "door"


def test_a_page_without_a_story_is_refused():
    said = refusal_message("<html><body><tw-storydata name='x'></tw-storydata></body></html>", "x.html")
    assert said == "This page holds no passages of a Twine story."


def test_a_passage_that_was_not_escaped_keeps_its_words():
    found = import_checked(
        "<tw-storydata name=x startnode=1><tw-passagedata pid=1 name=A>one <b>two</b> [[B]]</tw-passagedata>"
        "<tw-passagedata pid=2 name=B>three",
        "x.html",
    )
    assert parse_result(found).scenes[0].content_items[0].text == "one <b>two</b> B"
    assert parse_result(found).endings[0].content_items[0].text == "three"
