"""What a click does in a Twine story without leaving the passage, and which variables a story really has."""

import json

import pytest

from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import play

from .import_helpers import find_places, import_checked, parse_result


def story(text: str, story_format: str = "Harlowe", more: str = "") -> str:
    data = json.dumps({"format": story_format, "start": "Hall"})
    return (
        f":: StoryData\n{data}\n\n:: Hall\n{text}\n\n[[Go->Yard]]\n\n:: Yard\n[[Gate]]\n\n:: Gate\nThe end.\n{more}"
    )


def hall(found) -> m.Scene:
    scene = parse_result(found).nodes["hall"]
    assert isinstance(scene, m.Scene)
    return scene


def get_choice(found, words: str) -> m.Choice:
    return next(choice for choice in hall(found).choices if words in (choice.do, choice.say))


def get_words(found) -> list[str]:
    return [getattr(item, "text", "") for item in hall(found).content_items]


def get_reply(choice: m.Choice) -> list[str]:
    return [getattr(item, "text", "") for item in choice.replies]


@pytest.mark.parametrize(
    ("text", "story_format"),
    [
        ("(link: \"Take it\")[(set: $has to true)]", "Harlowe"),
        ("(link-repeat: \"Take it\")[(set: $has to true)]", "Harlowe"),
        ("<<link \"Take it\">><<set $has to true>><</link>>", "SugarCube"),
        ("<<button \"Take it\">><<set $has to true>><</button>>", "SugarCube"),
    ],
)
def test_a_click_that_only_sets_a_variable_sets_it_when_it_is_chosen(text, story_format):
    found = import_checked(story(text, story_format))
    choice = get_choice(found, "Take it")
    assert (choice.to, choice.meter_changes) == ("hall", (("has", 1),))
    assert not hall(found).arrival_changes
    assert dict(parse_result(found).start.values) == {"has": 0}
    assert find_places(found, "A click only changed a variable") == ["hall"]


def test_a_click_that_sets_a_number_is_told_and_sets_no_first_value():
    found = import_checked(story("(set: $n to 1)(link: \"Set it\")[(set: $n to 4)]\n\nNow $n."))
    assert dict(parse_result(found).start.values) == {}
    assert find_places(found, "$n is set to a number in the middle") == ["hall"]
    assert "Now …." in get_words(found)


def test_a_change_under_a_condition_in_a_click_is_told():
    found = import_checked(story("(link: \"Ask\")[(if: $x > 2)[(set: $calm to it + 1)]Yes.]"))
    assert get_choice(found, "Ask").meter_changes == ()
    assert find_places(found, "$calm was not translated") == ["hall"]


def test_changes_on_arrival_are_not_made_again_after_a_click_that_leads_back():
    found = import_checked(story("(set: $calm to it + 1)(link: \"Look\")[A lamp. (set: $met to true)]"))
    assert play.replay(parse_result(found), ["look", "look"]).state.meters["calm"] == 1
    assert [str(change.condition) for change in hall(found).arrival_changes] == ["not visited hall"]
    assert get_reply(get_choice(found, "Look")) == ["A lamp."]
    assert get_choice(found, "Look").meter_changes == (("met", 1),)
    assert find_places(found, "on the first visit only") == ["hall"]


def test_words_after_a_click_in_an_ending_are_told_to_be_always_shown():
    found = import_checked(story("", more="(link: \"And then\")[It rains. (set: $x to it + 1)]"))
    ending = parse_result(found).nodes["gate"]
    assert [getattr(item, "text", "") for item in ending.content_items] == ["The end.<br/>And then", "It rains."]
    assert find_places(found, "Words of an ending that showed after a click") == ["gate"]
    assert find_places(found, "Changes of variables in endings") == ["gate"]


@pytest.mark.parametrize(
    "text",
    [
        "|tail)[A lamp.] (link: \"Look\")[(show: ?tail)]",
        "(link: \"Look\")[(show: ?tail)] [A lamp.](tail|",
        "(link-show: \"Look\", ?tail)\n|tail)[A lamp.]",
        "(link-show: \"Look\", ?tail)\n\nNothing else.\n\n|Ta-il)[A lamp.]",
        "(link-repeat: \"Look\")[(if: $x > 1)[(show: ?other)](show: ?tail)] |tail)[A lamp.]",
    ],
)
def test_a_hidden_hook_that_a_click_shows_is_the_reply_to_that_click(text):
    found = import_checked(story(text))
    assert get_reply(get_choice(found, "Look")) == ["A lamp."]
    assert "A lamp." not in "".join(get_words(found))
    assert not find_places(found, "always shown now: 1. Their source: |")


def test_a_hidden_hook_that_is_shown_on_arrival_stays_in_the_words():
    found = import_checked(story("|tail)[A lamp.](show: ?tail)(link: \"Look\")[(show: ?tail)]"))
    assert "A lamp." in "".join(get_words(found))


def test_links_of_a_hidden_hook_show_after_the_click_that_shows_it():
    found = import_checked(story("(link: \"Look\")[(show: ?tail)]\n|tail)[[[Slip out->Yard]]]"))
    assert get_choice(found, "Slip out").to == "yard"
    assert str(get_choice(found, "Slip out").condition) == "chose look"


def test_hooks_that_show_each_other_end():
    found = import_checked(story("(link: \"Look\")[(show: ?a)] |a)[One. (show: ?b)] |b)[Two. (show: ?a)]"))
    assert get_reply(get_choice(found, "Look"))[0].startswith("One.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The |door>[''big'' door]. (click: ?door)[It opens.]", "big door"),
        ("The [big door]<door|. (click-replace: ?door)[It opens.]", "big door"),
        ("(click: ?side-door)[It opens.]", "side door"),
        ("(click: ?passage)[It opens.]", "Go on."),
    ],
)
def test_a_click_on_a_hook_has_the_words_of_the_hook(text, words):
    assert get_reply(get_choice(import_checked(story(text)), words)) == ["It opens."]


@pytest.mark.parametrize("head", ["(link-goto: \"Walk\", \"Yard\")", "(click-goto: ?x, \"Yard\")", "(show: ?x)"])
def test_a_hook_after_a_command_that_takes_none_is_text(head):
    assert any("A lamp." in words for words in get_words(import_checked(story(f"{head}\n\n[A lamp.]"))))


def test_a_link_to_a_storylet_is_told_and_is_no_missing_passage():
    found = import_checked(story("(link-storylet: \"Walk\", \"none left\")"))
    assert find_places(found, "A link is missing here") == ["hall"]
    assert "none-left" not in parse_result(found).nodes


def test_a_lost_way_inside_a_click_is_named_by_the_words_of_the_click():
    found = import_checked(story("(link: \"Roll\")[(goto: (either: \"Yard\", \"Gate\"))]"))
    assert find_places(found, "the one before: “Roll”") == ["hall"]


def test_put_into_sets_a_variable():
    found = import_checked(story("(put: \"Ida\" into $who)$who waits. (link: \"Ask\")[(put: $calm + 2 into $calm)]"))
    assert "Ida waits." in get_words(found)[0]
    assert get_choice(found, "Ask").meter_changes == (("calm", 2),)


@pytest.mark.parametrize(
    ("text", "story_format"),
    [
        ("(if: visits is 1)[First.]", "Harlowe"),
        ("(if: visit > 1)[First.]", "Harlowe"),
        ("(if: time > 5)[First.]", "Harlowe"),
        ("<<if turns > 2>>First.<</if>>", "SugarCube"),
        ("<% if (count > 2) { %>First.<% } %>", "Snowman"),
    ],
)
def test_a_word_of_the_format_is_no_variable(text, story_format):
    found = import_checked(story(text, story_format))
    assert not parse_result(found).meter_settings
    assert find_places(found, "its contents are always shown now") == ["hall"]


def test_what_is_always_true_is_no_condition():
    found = import_checked(story("(if: true)[A lamp.](if: true and $x > 2)[A desk.]"))
    assert [str(item.condition) for item in hall(found).content_items][:2] == ["", "x over 2"]
    assert not find_places(found, "always shown")


@pytest.mark.parametrize("extra", ["t8n", "transition"])
def test_the_transition_of_a_macro_is_no_passage(extra):
    text = f"<<linkreplace \"Look\" {extra}>>A lamp. [[Slip out|Yard]]<</linkreplace>>"
    found = import_checked(story(text, "SugarCube"))
    assert get_reply(get_choice(found, "Look"))[0].startswith("A lamp.")
    assert get_choice(found, "Slip out").to == "yard"


def test_a_way_in_words_that_replace_a_link_is_kept():
    found = import_checked(story("<<linkreplace \"Leave\">>He nods. <<goto \"Yard\">><</linkreplace>>", "SugarCube"))
    assert get_choice(found, "Leave").to == "yard"


def test_words_inside_capture_are_read_by_learners():
    found = import_checked(story("<<capture $x>>A lamp. [[Slip out|Yard]]<</capture>>", "SugarCube"))
    assert any("A lamp." in words for words in get_words(found))
    assert get_choice(found, "Slip out").to == "yard"


def test_a_link_that_nobody_sees_is_no_choice():
    found = import_checked(story("<<silently>>Words [[no|Void]] $x <<set $y += 1>><</silently>>", "SugarCube"))
    assert "void" not in parse_result(found).nodes
    assert hall(found).arrival_changes == (m.MeterChange((("y", 1),)),)
    assert "[[no->Void]]" in hall(found).notes[0].text.replace("&gt;", ">")
