"""Twee 1 to 3 coming in: headers, escapes, special passages, links, paragraphs."""

import pytest

from powerstruggle_xblock.scenario import model as m

from .import_helpers import find_places, import_checked, import_corpus, parse_result


def texts(beats) -> list[str]:
    return [beat.text for beat in beats]


def links(found) -> list[tuple[str, str]]:
    return [(choice.say or choice.do, choice.to) for scene in parse_result(found).scenes for choice in scene.choices]


def test_passages_with_links_become_scenes_and_the_others_endings():
    found = import_corpus("harlowe.twee")
    assert [scene.title for scene in parse_result(found).scenes] == ["Front desk", "Kitchen"]
    assert [ending.title for ending in parse_result(found).endings] == ["Yard", "Nowhere yet"]
    assert parse_result(found).title == "The waiting room"
    assert parse_result(found).start.scene == "front-desk"


def test_the_report_counts_what_was_imported():
    found = import_corpus("harlowe.twee")
    assert found.report.imported == {"scenes": 2, "choices": 6, "endings": 2, "media": 0, "conditions": 3}


def test_headers_are_unescaped_and_an_escaped_colon_is_text():
    made = parse_result(import_corpus("escapes.twee"))
    assert made.scenes[0].title == "A [red] door"
    assert made.endings[0].title == "“quoted” {x}"
    assert made.scenes[0].choices[0].to == made.endings[0].id
    assert texts(made.scenes[0].content_items) == [":: not a header"]
    assert "odd tag" in made.scenes[0].notes[0].text


def test_blanks_that_are_escaped_belong_to_a_name():
    made = parse_result(import_checked(":: Start\n[[a\\ ]]\n[[on-> b]]\n\n:: \\ b\\  [x]\nEnd.\n"))
    assert [ending.title for ending in made.endings] == ["b", "a\\"]


def test_two_passages_of_one_name_are_both_kept_and_reported():
    found = import_corpus("escapes.twee")
    assert [texts(ending.content_items) for ending in parse_result(found).endings if ending.title == "Twice"] == [
        ["First."],
        ["Second."],
    ]
    assert find_places(found, "links go to the first of them: 1. The names: “Twice”") == ["twice-2"]


def test_an_unreadable_position_is_reported_and_the_passage_kept():
    found = import_corpus("harlowe.twee")
    assert find_places(found, "The position of “Yard”") == [None]
    assert parse_result(found).nodes["yard"].content_items


def test_dropped_positions_are_reported_once():
    assert len(find_places(import_corpus("harlowe.twee"), "Positions on Twine's map")) == 1


def test_twee_2_positions_are_no_part_of_names():
    made = parse_result(import_corpus("old.tw2"))
    assert [place.title for place in made.nodes.values()] == ["Start", "North", "South"]
    assert links(import_corpus("old.tw2")) == [("North", "north"), ("go south", "south")]


@pytest.mark.parametrize(("text", "start"), [
    (":: StoryData\n{\"start\": \"B\"}\n\n:: A\n[[B]]\n\n:: B\n[[A]]", "b"),
    (":: A\n[[Start]]\n\n:: Start\n[[A]]", "start"),
    (":: A\n[[B]]\n\n:: B\n[[A]]", "a"),
])
def test_the_start_is_storydata_s_then_the_passage_start_then_the_first_with_a_link(text, start):
    assert parse_result(import_checked(text)).start.scene == start


def test_a_missing_start_is_reported():
    assert find_places(import_checked(":: A\n[[B]]\n\n:: B\n[[A]]"), "does not name its first passage") == ["a"]


@pytest.mark.parametrize(("link", "expected"), [
    ("[[B]]", ("B", "b")),
    ("[[go -> there->B]]", ("go -&gt; there", "b")),
    ("[[B<-go <- there]]", ("go &lt;- there", "b")),
    ("[[go|B]]", ("go", "b")),
    ("[[one|two|B]]", ("one|two", "b")),
    ("[[go|B][$x to 1]]", ("go", "b")),
    ("[[ go  on -> B ]]", ("go on", "b")),
    ("[[a [bracket]->B]]", ("a [bracket]", "b")),
    ("[[“I hear you.”->B]]", ("I hear you.", "b")),
    ("[['' bold -> B]]", ("'' bold", "b")),
])
def test_links_of_every_form(link, expected):
    assert links(import_checked(f":: Start\nHere.\n\n{link}\n\n:: B\nThere.")) == [expected]


def test_an_external_link_is_not_a_choice():
    made = parse_result(import_checked(":: Start\n[[read this->https://example.org/a?b=1&c=2]]\n[[B]]\n\n:: B\nx"))
    assert [choice.to for choice in made.scenes[0].choices] == ["b"]
    assert texts(made.scenes[0].content_items)[0].startswith(
        '<a href="https://example.org/a?b=1&amp;c=2">read this</a>'
    )


def test_a_missing_passage_becomes_an_empty_ending_and_is_reported():
    found = import_corpus("harlowe.twee")
    assert find_places(found, "“Nowhere yet” is linked to") == ["nowhere-yet"]
    assert parse_result(found).nodes["nowhere-yet"].their_view == ""


def test_quoted_link_texts_become_say_and_others_do():
    choices = parse_result(import_corpus("harlowe.twee")).choices
    assert choices["you-have-been-sent-away-twice"].say == "You have been sent away twice."
    assert choices["turn-to-the-screen"].do == "Turn to the screen"


def test_paragraphs_with_a_name_and_quotes_become_lines():
    beats = parse_result(import_corpus("harlowe.twee")).scenes[0].content_items
    assert beats[0] == m.Narration("Rain on the window. A <strong>dim</strong> lamp.<br/>The <em>radio</em> murmurs.")
    assert beats[1] == m.Line("sam", "Third time. <strong>Third</strong> time!", "angry")
    assert beats[2] == m.Narration("Note: the form is on the desk.")


@pytest.mark.parametrize(
    "text",
    [
        'Note: "x" and "y"', "12:30: \"late\"", 'sam: "small letter"', 'A long way of naming somebody: "x"',
        'Sam (furious): "x"', "Sam \"x\"", 'Sam: "x" he says.',
    ],
)
def test_what_only_looks_like_a_line_stays_a_cue(text):
    made = parse_result(import_checked(f":: Start\n{text}\n\n[[B]]\n\n:: B\nx"))
    assert made.scenes[0].content_items == (m.Narration(text),)
    assert not made.people


def test_people_get_one_client_and_the_author_is_asked():
    found = import_checked(':: Start\nYou: "Hello."\nIra: "No."\nBo: "Yes."\nIra: "Why?"\n\n[[B]]\n\n:: B\nx')
    assert [(person.id, person.role) for person in parse_result(found).people] == [
        ("you", "colleague"),
        ("ira", "client"),
        ("bo", "other"),
    ]
    assert find_places(found, "Set who the client is")


def test_scripts_styles_and_annotations_are_reported_and_words_of_annotations_kept():
    found = import_corpus("harlowe.twee")
    assert find_places(found, "“Tricks” is a script") and find_places(found, "“Looks” is a style sheet")
    assert "window.alert" not in found.text and "hotpink" not in found.text
    assert any("read by the night shift" in note.text for note in parse_result(found).notes)


def test_hidden_comments_go_into_the_scene_s_note():
    assert "Ask Kim about the biscuits" in parse_result(import_corpus("harlowe.twee")).scenes[0].notes[0].text


def test_words_before_the_first_passage_are_kept():
    found = import_checked("Draft of May\n:: Start\n[[B]]\n\n:: B\nx")
    assert parse_result(found).notes[0].text == "Draft of May"


def test_a_story_of_one_passage_gets_a_choice_and_an_ending():
    found = import_checked(":: Start\nOnly this.")
    made = parse_result(found)
    assert made.scenes[0].choices[0].to == made.endings[0].id
    assert find_places(found, "The first passage has no links")


def test_a_story_without_an_end_gets_one():
    found = import_checked(":: A\n[[B]]\n\n:: B\n[[C]]\n\n:: C\n[[B]]")
    assert len(parse_result(found).endings) == 1
    assert find_places(found, "an empty ending was added")


def test_what_the_checker_finds_wrong_is_in_the_report_with_its_place():
    entries = [entry for entry in import_corpus("old.tw2").report.entries if "needs <their-view>" in entry.message]
    assert [entry.message for entry in entries] == [
        'ending "north" needs <their-view>: how it was for the client, in their own words '
        "– and 1 more problem of this kind"]
    assert "north" in entries[0].places and len(entries[0].places) == 2


@pytest.mark.parametrize(("data", "words"), [
    (":: Start\nÄrger [[B]]\n\n:: B\nx".encode("utf-16"), "Ärger"),
    (b"\xef\xbb\xbf:: Start\nplain [[B]]\n\n:: B\nx", "plain"),
    (":: Start\nÄrger [[B]]\n\n:: B\nx".encode("cp1252"), "Ärger"),
    (b":: Start\r\nplain [[B]]\r\n\r\n:: B\r\nx\r\n", "plain"),
])
def test_encodings_and_line_ends(data, words):
    assert words in texts(parse_result(import_checked(data)).scenes[0].content_items)[0]
