"""What learners read of a Twine story: no marks, no variables, no macros; each way that is lost is told by name."""

import json

import pytest

from powerstruggle_xblock.exchange import report
from powerstruggle_xblock.exchange.importers import twine_dialects
from powerstruggle_xblock.scenario import model as m

from .import_helpers import find_places, import_checked, parse_result


def story(text: str, story_format: str | None = "Harlowe", more: str = "") -> str:
    data = json.dumps({"format": story_format, "start": "Hall"})
    head = f":: StoryData\n{data}\n\n" if story_format is not None else ""
    return f"{head}:: Hall\n{text}\n\n:: Yard\n[[Gate]]\n\n:: Gate\nThe end.\n{more}"


def hall(found) -> m.Scene:
    return parse_result(found).nodes["hall"]


def choice_words(found) -> list[str]:
    return [choice.do or choice.say or "" for choice in hall(found).choices]


def texts(found) -> list[str]:
    return [getattr(item, "text", "") for item in hall(found).content_items]


def entry(found, words: str) -> report.Entry:
    return next(entry for entry in found.report.entries if words in entry.message)


@pytest.mark.parametrize(
    ("link", "story_format", "words"),
    [
        ("[[''Ring'' the //bell//->Yard]]", "Harlowe", "Ring the bell"),
        ("[[(text-colour: red)[Ring] now->Yard]]", "Harlowe", "Ring now"),
        ("[[`Ring $5`->Yard]]", "Harlowe", "Ring $5"),
        ("[[Ring for $guest->Yard]]", "Harlowe", "Ring for …"),
        ("[[__Ring__ for $guest|Yard]]", "SugarCube", "Ring for …"),
        ("[[<span class=\"loud\">Ring</span>|Yard]]", "SugarCube", "Ring"),
        ("[[<<= $bell.ring()>>|Yard]]", "SugarCube", "…"),
        ("<<link \"''Ring''\" \"Yard\">><</link>>", "SugarCube", "Ring"),
        ("[[*Ring* for {guest}->Yard]]", "Chapbook", "Ring for …"),
        ("[[_Ring_ for <%= s.guest %>->Yard]]", "Snowman", "Ring for …"),
    ],
)
def test_the_words_of_a_link_are_read_like_any_other_words(link, story_format, words):
    found = import_checked(story(f"Here. {link}", story_format))
    assert choice_words(found) == [words]
    assert hall(found).choices[0].to == "yard"
    raw = ("''", "//", "__", "$guest", "<<", "{guest}", "<%", "(text", "`")
    assert not [mark for mark in raw if mark in texts(found)[0].replace("&lt;", "<")]


def test_a_variable_in_the_words_of_a_link_is_the_text_that_it_always_holds():
    found = import_checked(story("(set: $guest to \"Ida\")[[Ring for $guest->Yard]]"))
    assert choice_words(found) == ["Ring for Ida"]


@pytest.mark.parametrize(
    ("link", "story_format"),
    [
        ("[[Go back->$last]]", "Harlowe"),
        ("[[Go back|$last]]", "SugarCube"),
        ("[[Go back|_last]]", "SugarCube"),
        ("[[Go back-><%= s.last %>]]", "Snowman"),
        ("[[Go back->{last}]]", "Chapbook"),
    ],
)
def test_a_link_whose_target_is_a_variable_is_told_by_name_and_makes_no_ending_of_that_name(link, story_format):
    found = import_checked(story(f"{link} [[Wait->Yard]]", story_format))
    assert {choice.to for choice in hall(found).choices} == {"yard"}
    assert find_places(found, "computed or the one before: “Go back”") == ["hall"]
    assert "Go back" in texts(found)[0]
    assert link.replace(">", "&gt;").replace("<%", "&lt;%").replace("|", "-&gt;") in hall(found).notes[0].text


def test_a_link_whose_target_always_holds_one_name_leads_there():
    found = import_checked(story("<<set $next to \"Yard\">>[[Go|$next]]", "SugarCube"))
    assert [choice.to for choice in hall(found).choices] == ["yard"]


@pytest.mark.parametrize(
    "change", ["<<run $who = f()>>", "<<textbox \"$who\" \"\">>", "<<script>>State.variables.who = 1<</script>>"]
)
def test_a_variable_that_something_else_may_change_is_no_constant(change):
    found = import_checked(story(f"<<set $who to \"Ida\">>$who waits. {change} [[Yard]]", "SugarCube"))
    assert "Ida waits" not in texts(found)[0] and "… waits" in texts(found)[0]
    assert "$who" in entry(found, "Values of variables stood in words").message


def test_a_number_that_never_changes_is_written_out():
    found = import_checked(story("(set: $fee to 40)It costs $fee euros. [[Yard]]"))
    assert texts(found)[0].startswith("It costs 40 euros.")


@pytest.mark.parametrize("story_format", ["Chapbook", "Snowman"])
def test_links_pictures_and_tables_of_markdown_are_read(story_format):
    found = import_checked(
        story(
            "See [the rules](https://example.org/rules \"Rules\").\n\n![A closed door](https://example.org/door.png)\n\n"
            "| when | who |\n|---|---|\n| today | Ida |\n\n[[Yard]]",
            story_format,
        )
    )
    assert texts(found)[0] == 'See <a href="https://example.org/rules">the rules</a>.'
    assert m.Image("https://example.org/door.png", "A closed door") in hall(found).content_items
    assert texts(found)[-1].split("<br/>") == ["when | who"] or "today | Ida" in texts(found)[-1]
    assert "|--" not in found.text


def test_a_tag_over_several_lines_is_a_tag_and_what_stands_in_it_is_no_variable():
    found = import_checked(
        story(
            "<img\n  src=\"https://example.org/desk.png\"\n  alt=\"A desk\"\n>\n"
            "<a href=\"https://example.org\" target=\"_blank\">Map</a>\n[[Yard]]",
            "SugarCube",
        )
    )
    assert m.Image("https://example.org/desk.png", "A desk") in hall(found).content_items
    assert '<a href="https://example.org">Map</a>' in found.text
    assert not find_places(found, "Values of variables")


def test_an_apostrophe_after_a_bracket_of_harlowe_begins_no_string():
    found = import_checked(
        story("{(if: $rows's (_x)'s last is 1)[\nA wall.\n](set: $y to (a: 1)'s 1st)} It's Ida's. [[Yard]]")
    )
    assert texts(found)[0].startswith("A wall.") and "It's Ida's." in " ".join(texts(found))
    assert "(" not in " ".join(texts(found)) and "}" not in " ".join(texts(found))


def test_a_bar_whose_value_is_computed_is_told_and_no_tag_is_read():
    found = import_checked(story("<progress @value=\"$calm\" max=\"9\"></progress> Words. [[Yard]]", "SugarCube"))
    assert texts(found)[0].startswith("Words.") and find_places(found, "<progress> was not translated") == ["hall"]


def test_a_picture_whose_address_is_computed_is_told():
    found = import_checked(story("<img @src=\"setup.path + 'desk.png'\"> Words. [[Yard]]", "SugarCube"))
    assert find_places(found, "<img> was not translated") == ["hall"]


def test_what_is_clicked_elsewhere_does_not_stand_in_the_words_twice():
    found = import_checked(
        story("The |bell>[brass bell]. (click: ?bell)[It rings.] (click-replace: \"bell\")[Gone.] [[Yard]]")
    )
    assert texts(found)[0] == "The brass bell. Yard"
    assert [choice.replies[0].text for choice in hall(found).choices[:2]] == ["It rings.", "Gone."]


@pytest.mark.parametrize("text", ["(after: 2s)[Late.]", "(live: 1s)[Late.]"])
def test_what_shows_later_shows_at_once_and_needs_no_attention(text):
    found = import_checked(story(f"{text} [[Yard]]"))
    assert texts(found)[0].startswith("Late.")
    assert entry(found, "only style or time words").kind == report.CHANGED


@pytest.mark.parametrize(
    "text", ["[after 2 seconds]\nLate.", "<<timed 2s>>Late.<</timed>>", "<<type 40ms>>Late.<</type>>"]
)
def test_timed_words_of_other_formats_show_at_once(text):
    found = import_checked(story(f"{text}\n\n[[Yard]]", "Chapbook" if text[0] == "[" else "SugarCube"))
    assert texts(found)[0].startswith("Late.")
    assert entry(found, "only style or time words").kind == report.CHANGED


def test_a_value_that_stands_in_harlowe_s_words_leaves_a_mark_and_is_told():
    found = import_checked(story("You have (random: 1, 6) minutes, it is (weekday:). [[Yard]]"))
    assert texts(found)[0] == "You have … minutes, it is …. Yard"
    assert "(random: 1, 6), (weekday:)" in entry(found, "Words were computed here").message


def test_a_modifier_of_chapbook_may_hold_brackets():
    found = import_checked(story("[if seats[0] == 0]\nA free seat.\n[continue]\nYou wait.\n[[Yard]]", "Chapbook"))
    assert texts(found)[0].startswith("A free seat.") and find_places(found, "always shown now") == ["hall"]


# --- which format it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("It is (weekday:).", twine_dialects.HARLOWE),
        ("(font: \"Arial\")[Words]", twine_dialects.HARLOWE),
        ("<<timed 1s>>Words<</timed>>", twine_dialects.SUGARCUBE),
        ("<<= $name>>", twine_dialects.SUGARCUBE),
        ("[css]\np { color: red }\n[continued]", twine_dialects.CHAPBOOK),
        ("guest: 'Ida'\n--\nWords", twine_dialects.CHAPBOOK),
        ("Hello {guest}.", twine_dialects.CHAPBOOK),
        ("<% s.x = 1 %>", twine_dialects.SNOWMAN),
        ("Only words (and: more)", ""),
    ],
)
def test_a_story_that_names_no_format_is_known_by_its_macros(text, family):
    assert twine_dialects.guess_format([text]) == family


def test_common_marks_are_read_where_the_format_is_not_known():
    found = import_checked(story("# The hall\n\nIt is *very* quiet, ~~and~~ __dark__ and ''cold''.\n\n[[Yard]]", None))
    assert texts(found) == [
        "The hall",
        "It is <em>very</em> quiet, and <strong>dark</strong> and <strong>cold</strong>.",
    ]


# --- lost ways --------------------------------------------------------------------------------------------------------


def test_a_macro_that_names_a_passage_is_a_lost_way_of_its_own():
    found = import_checked(story("<<menu [{text: \"Out\", to: \"Yard\"}, {to: 'Gate'}]>> [[Stay|Hall]]", "SugarCube"))
    for name in ("Yard", "Gate"):
        assert find_places(found, f"names the passage “{name}”") == ["hall"]
    assert entry(found, "names the passage “Gate”").kind == report.ATTENTION


def test_a_macro_that_names_where_a_choice_leads_is_no_lost_way():
    found = import_checked(
        story("<<menu \"Yard\">> [[Out|Yard]] <<if visited(\"Gate\") gt 2>>Words<</if>>", "SugarCube")
    )
    assert not find_places(found, "names the passage")


def test_ways_of_a_menu_on_every_page_are_told_by_name():
    found = import_checked(story("[[Yard]]", "SugarCube", "\n:: StoryMenu\n[[Leave|Gate]]\n"))
    assert find_places(found, "“StoryMenu” stood on every page and named the passage “Gate”") == ["gate"]


# --- conditions -------------------------------------------------------------------------------------------------------


def test_one_of_several_values_of_a_number_is_a_condition_of_its_own():
    found = import_checked(
        story(
            "(if: $blows is 1)[One.](else-if: $blows is 2)[Two.](else-if: $blows is 3)[Three.](else:)[Other.] [[Yard]]"
        )
    )
    shown = [(item.text, str(item.condition)) for item in hall(found).content_items]
    assert shown == [("One.", "blows is 1"), ("Two.", "blows is 2"), ("Three.", "blows is 3"), ("Other. Yard", "")]
    assert "Their source: (else:)" in entry(found, "always shown now").message


@pytest.mark.parametrize(("first", "second"), [("is 0", "over 0"), ("is 10", "under 10"), ("> 3", "at most 3")])
def test_the_opposite_of_the_lowest_and_the_highest_number_is_a_condition(first, second):
    found = import_checked(story(f"(if: $calm {first})[A.](else:)[B.]\n\n[[Yard]]"))
    assert str(hall(found).content_items[1].condition) == f"calm {second}"


def test_only_the_part_of_a_condition_that_can_t_be_asked_is_told():
    found = import_checked(story("<<set $a to true>><<if $a>>A.<<elseif $b>>B.<</if>> [[Yard]]", "SugarCube"))
    assert str(hall(found).content_items[0].condition) == "a at least 1"
    assert "Their source: <<elseif $b>>" in entry(found, "always shown now").message


SNOWMAN = """<% s.calm = 3; %>He waits.
<% if (s.calm > 2 && !s.met) { %>
He nods.
<% } else if (hasVisited("Gate")) { %>
He turns.
<% } %>
<% if (window.story.state.met) { %>He knows you. [[Follow->Yard]]<% } else { %>He does not.<% } %>
<% s.met = true; %><% s.calm -= 1 %><% s.name = "Ida" %>
Call <%= s.name %>.
<% chairs.forEach(function (chair) { %>A chair.<% }); %>

[[Wait->Gate]]"""


def test_snowman_s_templates_that_ask_or_change_a_variable_are_read():
    found = import_checked(story(SNOWMAN, "Snowman"))
    shown = {item.text.strip(): str(item.condition) for item in hall(found).content_items}
    assert shown["He nods."] == "calm over 2 and met under 1" and shown["He turns."] == ""
    assert shown["He knows you. Follow"] == "met at least 1" and shown["He does not."] == "met under 1"
    assert [words for words in shown if words.startswith("Call Ida.")]
    assert str(hall(found).choices[0].condition) == "met at least 1"
    assert hall(found).arrival_changes == (m.MeterChange((("calm", -1),)),)
    assert "<% chairs.forEach(function (chair) { %>" in entry(found, "always shown now").message


# --- credits ----------------------------------------------------------------------------------------------------------


def test_author_and_credits_of_a_story_are_sources_of_the_about_card():
    found = import_checked(
        story(
            "[[Yard]]",
            "Harlowe",
            ("\n:: StoryAuthor\nIda Example\n\n:: Credits\nPictures by //Bo//, CC BY 4.0\n\nThanks to the ward.\n"),
        )
    )
    made = parse_result(found)
    assert made.about is not None
    assert made.about.sources == ("Ida Example", "Pictures by <em>Bo</em>, CC BY 4.0", "Thanks to the ward.")
    assert "credits" not in made.nodes
    assert find_places(found, "The words of “Credits” are among the sources")


def test_credits_that_a_link_leads_to_stay_an_ending_too():
    found = import_checked(story("[[Yard]] [[Credits]]", "Harlowe", "\n:: Credits\nBy Bo.\n"))
    made = parse_result(found)
    assert made.about is not None and made.about.sources == ("By Bo.",) and "credits" in made.nodes


def test_author_and_licence_in_the_head_of_a_published_page_are_sources():
    page = (
        "<html><head><meta name=\"author\" content=\"Ida &amp; Bo\"><link rel=\"license\" "
        "href=\"https://creativecommons.org/licenses/by/4.0/\"></head><body><tw-storydata name=\"x\" startnode=\"1\">"
        "<tw-passagedata pid=\"1\" name=\"Hall\">[[Yard]]</tw-passagedata><tw-passagedata pid=\"2\" name=\"Yard\">x"
        "</tw-passagedata></tw-storydata></body></html>"
    )
    made = parse_result(import_checked(page, "x.html"))
    assert made.about is not None
    assert made.about.sources == ("Ida &amp; Bo", "https://creativecommons.org/licenses/by/4.0/")


# --- the report -------------------------------------------------------------------------------------------------------


def test_one_cause_is_one_entry_that_lists_names_and_counts_the_rest():
    words = " ".join(f"$guest{number}" for number in range(report.MAX_SHOWN_NAMES + 8))
    found = import_checked(story(f"{words} $guest0 [[Yard]]"))
    told = entry(found, "Values of variables stood in words").message
    assert ": 28. " in told and "$guest0, $guest1" in told and told.endswith(", …")


def test_errors_of_one_kind_are_one_entry_with_all_places():
    found = import_checked(story("[[Yard]] [[Side]] [[Gate]]", "Harlowe", "\n:: Side\nIt ends.\n"))
    told = entry(found, "needs <their-view>")
    assert told.places == ("gate", "side") and "1 more problem of this kind" in told.message
