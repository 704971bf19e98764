"""Escapes, blocks of code, printed texts, private words, programs and encodings of Twine stories."""

import html
import json

import pytest

from powerstruggle_xblock.scenario import model as m

from .import_helpers import find_places, import_checked, parse_result


def story(text: str, story_format: str, way: str = "[[Go->Yard]]") -> str:
    data = json.dumps({"format": story_format, "start": "Hall"})
    return (
        f":: StoryData\n{data}\n\n:: Hall\n{text}\n\n{way}\n\n:: Yard\n[[Gate]]\n\n:: Gate\nThe end.\n\n"
        ":: Desk\nA desk. [[Sit->Yard]]"
    )


def hall(found) -> m.Scene:
    scene = parse_result(found).nodes["hall"]
    assert isinstance(scene, m.Scene)
    return scene


def get_ways(found) -> list[tuple[str, str]]:
    return [(choice.do or choice.say or "", choice.to) for choice in hall(found).choices]


def get_words(found) -> str:
    return "|".join(getattr(item, "text", "") for item in hall(found).content_items)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\\{no insert\\}", "{no insert}"),
        ("\\[[no link\\]]", "[[no link]]"),
        ("\\[[no link]]", "[[no link]]"),
        ("\\[note]", "[note]"),
        ("```\n[[no link]] {x}\n[note]\n```", "[[no link]] {x}<br/>[note]"),
        ("~~~ js\n[[no link]]\n~~~", "[[no link]]"),
        ("```\na ~~~\n[[no link]]\n```", "a ~~~<br/>[[no link]]"),
    ],
)
def test_escaped_signs_and_blocks_of_code_of_chapbook_are_words(text, words):
    found = import_checked(story(text, "Chapbook"))
    assert get_words(found) == words
    assert get_ways(found) == [("Go", "yard")]


def test_links_after_a_block_of_code_that_nothing_ends_are_links():
    assert ("Ask", "gate") in get_ways(import_checked(story("```\n[[Ask->Gate]]", "Chapbook")))


@pytest.mark.parametrize(
    "modifier",
    ["note", "NOTE to myself", "note to self", "n.b.", "nb", "N.B", "todo", "fixme", "todo later", "ifnever"],
)
def test_words_that_chapbook_never_shows_are_private(modifier):
    found = import_checked(story(f"[{modifier}]\nHidden words\n\n[continue]\nA lamp.", "Chapbook"))
    assert get_words(found) == "A lamp."
    assert "Hidden words" in hall(found).notes[0].text
    assert find_places(found, "Comments and notes of the story's author") == ["hall"]


def test_words_that_chapbook_always_shows_have_no_condition():
    found = import_checked(story("[if x > 2]\nOne.\n\n[ifalways]\nTwo.", "Chapbook"))
    assert [str(item.condition) for item in hall(found).content_items] == ["x over 2", ""]
    assert not find_places(found, "always shown now")


@pytest.mark.parametrize("story_format", ["Chapbook", "Snowman"])
def test_a_link_of_markdown_to_another_place_is_its_words_and_is_told(story_format):
    found = import_checked(story("See [the page](other.html) there.", story_format))
    assert "[the page]" not in get_words(found) and "the page" in get_words(found)
    assert find_places(found, "a link to \"other.html\" is not let through") == ["hall"]


@pytest.mark.parametrize(
    ("text", "story_format"),
    [
        ("(print: \"[[Ask->Gate]] ''now''\")", "Harlowe"),
        ("(dialog: \"[[Ask->Gate]] ''now''\", \"Close\")", "Harlowe"),
        ("<<print \"[[Ask|Gate]] ''now''\">>", "SugarCube"),
        ("<<= \"[[Ask|Gate]] ''now''\">>", "SugarCube"),
        ("<%= \"[[Ask->Gate]] **now**\" %>", "Snowman"),
        ("<% print(\"[[Ask->Gate]] **now**\") %>", "Snowman"),
    ],
)
def test_links_and_marks_of_a_printed_text_are_read(text, story_format):
    found = import_checked(story(text, story_format))
    assert ("Ask", "gate") in get_ways(found)
    assert "Ask <strong>now</strong>" in get_words(found)


def test_a_printed_text_keeps_its_condition():
    found = import_checked(story("<<if $x gt 2>><<print \"[[Ask|Gate]]\">><</if>>", "SugarCube"))
    assert [str(choice.condition) for choice in hall(found).choices] == ["x over 2", ""]


@pytest.mark.parametrize(
    "template",
    [
        "<%= story.render(\"Desk\") %>",
        "<%= window.story.render('Desk') %>",
        "<%= window.story.passage(\"Desk\").render() %>",
        "<%- story.render(\"Desk\") %>",
    ],
)
def test_a_passage_that_snowman_renders_stands_where_it_is_rendered(template):
    found = import_checked(story(template, "Snowman"))
    assert "A desk." in get_words(found)
    assert ("Sit", "yard") in get_ways(found)


def test_the_name_of_a_passage_is_not_the_passage():
    found = import_checked(story("<%= story.passage(\"Desk\").name %>", "Snowman"))
    assert "A desk." not in get_words(found)
    assert find_places(found, "Words were computed here") == ["hall"]


@pytest.mark.parametrize(
    ("element", "story_format"),
    [
        ("<a href=\"javascript:story.show(last)\">Back there</a>", "Snowman"),
        ("<a onclick=\"window.story.show(s.last)\">Back there</a>", "Snowman"),
        ("<a onclick=\"Engine.play(passage())\">Back there</a>", "SugarCube"),
    ],
)
def test_an_element_whose_program_shows_a_computed_passage_is_a_lost_link(element, story_format):
    found = import_checked(story(element, story_format))
    assert find_places(found, "the one before: “Back there”") == ["hall"]


@pytest.mark.parametrize(
    "program", ["location.reload()", "window.location.reload()", "window.story.restart()", "Engine.restart()"]
)
def test_an_element_that_begins_the_story_again_is_an_ending(program):
    text = f"The end. <a href=\"javascript:{program}\">Again</a>"
    found = import_checked(story("Hi.", "Snowman") + f"\n\n:: Street\n{text}\n\n:: Way\n[[Street]]")
    ending = parse_result(found).nodes["street"]
    assert isinstance(ending, m.Ending)
    assert [getattr(item, "text", "") for item in ending.content_items] == ["The end."]
    assert "\0" not in ending.notes[0].text and "\ufffd" not in ending.notes[0].text


def test_a_picture_inside_a_link_element_is_kept_and_gives_its_words():
    image = "<img src=\"https://example.org/a.png\" alt=\"A door\">"
    found = import_checked(story(f"<a data-passage=\"Gate\">{image}</a>", "SugarCube"))
    assert ("A door", "gate") in get_ways(found)
    assert isinstance(hall(found).content_items[0], m.Image)


def test_links_and_marks_in_the_words_that_chapbook_reveals_are_read():
    found = import_checked(story("{reveal link: 'Look', text: 'A *lamp*. [[Sit->Gate]]'}", "Chapbook"))
    assert ("Sit", "gate") in get_ways(found)
    reply = hall(found).choices[0].replies[0]
    assert getattr(reply, "text", "") == "A <em>lamp</em>. Sit"


@pytest.mark.parametrize("words", ["She says: \"Hm.\"", "He asks quietly: \"Hm.\"", "They both say: \"Hm.\""])
def test_a_pronoun_with_a_verb_is_no_person(words):
    found = import_checked(story(words, "SugarCube"))
    assert not parse_result(found).people
    assert "Hm." in get_words(found)


@pytest.mark.parametrize(
    ("text", "story_format"),
    [
        ("<script>$(\"#a\").click(function () { story.show(\"Desk\"); });</script>", "Snowman"),
        ("<script>engine.write('[[Ask->Desk]]');</script>", "Harlowe"),
        ("[JavaScript]\nwrite('[[Ask->Desk]]');\n[continue]\nHi", "Chapbook"),
        ("<<mymacro \"[[Ask|Desk]]\">>", "SugarCube"),
    ],
)
def test_a_way_in_a_program_is_told_by_name(text, story_format):
    assert "hall" in find_places(import_checked(story(text, story_format)), "names the passage “Desk”")


def make_page(*passages: tuple[str, str], start: str = "1") -> str:
    inside = "".join(
        f'<tw-passagedata pid="{pid}" name="{html.escape(name)}" tags="">{html.escape(text)}</tw-passagedata>'
        for pid, (name, text) in enumerate(passages, 1)
    )
    return (
        f'<tw-storydata name="A talk" startnode="{start}" format="Harlowe">'
        f'<script id="twine-user-script">let a = "b" &lt; 3;</script>{inside}</tw-storydata>'
    )


def test_a_story_that_was_encoded_twice_is_decoded():
    passages = (
        ("Hall", html.escape('"Hi" [[Ask->Tea & cake]] (if: $x > 3)[Yes.]')),
        (html.escape("Tea & cake"), "Tom &amp; Ida."),
    )
    found = import_checked(make_page(*passages), "a.html")
    assert get_ways(found) == [("Ask", "tea-cake")]
    assert [str(item.condition) for item in hall(found).content_items] == ["", "x over 3"]
    assert len(parse_result(found).nodes) == 2
    assert find_places(found, "written as character references") == [None]


def test_character_references_beside_signs_are_what_an_author_wrote():
    found = import_checked(make_page(("Hall", "a &lt;b&gt; \"c\" [[Ask-&gt;Yard]]"), ("Yard", "The end.")), "a.html")
    assert "a &lt;b&gt; \"c\"" in get_words(found)
    assert get_ways(found) == [("Ask", "yard")]
    assert not find_places(found, "written as character references")


def test_a_page_whose_first_passage_is_not_there_names_what_it_says():
    found = import_checked(make_page(("Hall", "[[Yard]]"), ("Yard", "The end."), start="9"), "a.html")
    assert find_places(found, "begins at “9”, which is not in the file") == ["hall"]
