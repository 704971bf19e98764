"""Numbers, conditions and macros of Harlowe, SugarCube and Chapbook.

What comes over, and that the rest is kept and counted.
"""

import json

import pytest

from powerstruggle_xblock.exchange.importers import twine_expressions as rules
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.meters import MeterSetting

from .import_helpers import find_places, import_checked, import_corpus, parse_result


def story(text: str, story_format: str = "Harlowe") -> str:
    data = json.dumps({"format": story_format, "start": "A"})
    return f":: StoryData\n{data}\n\n:: A\n[[B]]\n\n:: B\n[[C]]\n{text}\n\n:: C\nThe end."


def scene_b(found) -> m.Scene:
    return parse_result(found).nodes["b"]


def conditions(scene) -> list[tuple[str, str]]:
    return [(beat.text, str(beat.condition)) for beat in scene.content_items]


@pytest.mark.parametrize(
    ("text", "story_format"),
    [
        ("(set: $x to it + 2)", "Harlowe"),
        ("(set: $x to $x + 2)", "Harlowe"),
        ("<<set $x to $x + 2>>", "SugarCube"),
        ("<<set $x += 2>>", "SugarCube"),
        ("<<set $x = $x + 2>>", "SugarCube"),
        ("(set: $x to it + 2)", ""),
        ("<<set $x += 2>>", ""),
    ],
)
def test_a_number_that_goes_up_is_a_shift_on_arrival(text, story_format):
    assert scene_b(import_checked(story(text, story_format))).arrival_changes == (m.MeterChange((("x", 2),)),)


def test_one_more_and_one_less():
    assert scene_b(import_checked(story("<<set $x++>><<set $y-->>", "SugarCube"))).arrival_changes == (
        m.MeterChange((("x", 1),)),
        m.MeterChange((("y", -1),)),
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("$x > 3", "x over 3"),
        ("$x >= 3", "x at least 3"),
        ("$x < 3", "x under 3"),
        ("$x <= 3", "x at most 3"),
        ("$x is 3", "x is 3"),
        ("$x gt 3", "x over 3"),
        ("$x gte 3", "x at least 3"),
        ("$x lt 3", "x under 3"),
        ("$x lte 3", "x at most 3"),
        ("$x eq 3", "x is 3"),
        ("$x == 3", "x is 3"),
        ("$x === 3", "x is 3"),
        ("$x is > 3", "x over 3"),
        ("$x > 3 and $y is 0", "x over 3 and y is 0"),
        ("$x > 3 && $y < 2", "x over 3 and y under 2"),
        ("(visited: \"A\")", "visited a"),
        ("visited(\"A\")", "visited a"),
        ("not visited('A')", "not visited a"),
    ],
)
def test_questions_about_numbers_and_visits_are_conditions(condition, expected):
    story_format, text = (
        ("SugarCube", f"<<if {condition}>>Words.<</if>>")
        if "visited(" in condition or "&&" in condition
        else ("Harlowe", f"(if: {condition})[Words.]")
    )
    assert conditions(scene_b(import_checked(story(text, story_format)))) == [("Words.", expected)]


@pytest.mark.parametrize(
    "condition", ["$x > $y", "$x is \"a\"", "$x > 30", "$x > 1 or $y > 1", "$flag", "$x is not 3", "random(1,3) > 1"]
)
def test_a_condition_that_cannot_be_expressed_is_kept_and_its_contents_are_always_shown(condition):
    found = import_checked(story(f"(if: {condition})[Words. [[in->C]]]"))
    scene = scene_b(found)
    assert conditions(scene) == [("Words. in", "")]
    assert f"(if: {condition})".replace(">", "&gt;") in scene.notes[0].text
    assert find_places(found, "its contents are always shown now") == ["b"]
    assert {choice.to for choice in scene.choices} == {"c"} and len(scene.choices) == 2


def test_otherwise_is_the_opposite_where_there_is_one():
    found = import_checked(story("(if: $x > 3)[High.](else:)[Low.]\n\n(unless: $x > 3)[Low, too.]"))
    assert conditions(scene_b(found)) == [("High.", "x over 3"), ("Low.", "x at most 3"), ("Low, too.", "x at most 3")]


def test_otherwise_without_an_opposite_is_kept():
    found = import_checked(story("(if: $x is 3)[Three.](else:)[Other.]"))
    assert conditions(scene_b(found)) == [("Three.", "x is 3"), ("Other.", "")]
    assert "(else:)" in scene_b(found).notes[0].text


def test_sugarcube_branches():
    scene = parse_result(import_corpus("sugarcube.twee")).scenes[0]
    assert conditions(scene)[1:] == [
        ("Bo sits.", "calm at least 5"),
        ("Bo stands.", "calm under 5 and calm is 4"),
        ("Bo paces.", ""),
    ]


def test_links_inside_a_condition_are_choices_with_it():
    made = parse_result(import_corpus("harlowe.twee"))
    assert str(made.choices["nothing-left-and-you-have-seen-the-yard"].condition) == "hunger is 0 and visited yard"


def test_a_click_that_counts_is_a_choice_with_a_shift():
    assert parse_result(import_corpus("harlowe.twee")).choices["offer-a-biscuit"].meter_changes == (
        ("hunger", -2),
        ("steps", 1),
    )
    choices = parse_result(import_corpus("sugarcube.twee")).choices
    assert choices["say-you-dont-know"].meter_changes == (("calm", 2),)
    assert choices["walk-off"].meter_changes == (("calm", -3),)


def test_a_setter_beyond_the_subset_is_kept():
    found = import_corpus("sugarcube.twee")
    assert parse_result(found).choices["count-to-ten"].meter_changes == ()
    assert "[$calm to 9]" in parse_result(found).scenes[0].notes[0].text


def test_macros_of_links_are_choices():
    button = parse_result(import_corpus("sugarcube.twee")).scenes[0].choices[-1]
    assert (button.do, button.to) == ("Ask for the log", "cupboard")
    assert parse_result(import_corpus("harlowe.twee")).choices["step-outside"].to == "yard"
    assert parse_result(import_corpus("sugarcube.twee")).scenes[1].choices[0].to == "stairs"


def test_meters_begin_where_the_story_sets_them():
    assert dict(parse_result(import_corpus("harlowe.twee")).start.values) == {"hunger": 4, "steps": 0}
    assert dict(parse_result(import_corpus("sugarcube.twee")).start.values) == {"calm": 6}
    assert dict(parse_result(import_corpus("chapbook.twee")).start.values) == {"worry": 3}


def test_own_meters_are_hidden_and_named_and_that_is_reported():
    found = import_corpus("harlowe.twee")
    assert parse_result(found).meter_settings == (
        MeterSetting("hunger", "Hunger", "never"),
        MeterSetting("steps", "Steps", "never"),
    )
    assert find_places(
        found,
        "became meters of their own, which go from 0 to 10 and which learners don't see: 2. They are: $hunger, $steps",
    )


def test_a_first_value_above_ten_is_reported():
    found = import_checked(":: StoryInit\n<<set $money to 40>>\n\n:: Start\n<<set $money -= 1>>[[B]]\n\n:: B\nx")
    assert dict(parse_result(found).start.values) == {"money": 10}
    assert find_places(found, "$money began at 40")


def test_a_default_meter_keeps_its_rules_and_that_is_reported():
    found = import_checked(story("(set: $trust to it + 1)"))
    assert parse_result(found).meter_settings == ()
    assert find_places(found, "became the meters of their name")


def test_numbers_that_are_never_used_are_kept_in_notes():
    found = import_corpus("sugarcube.twee")
    assert any("$coins = 40" in note.text for note in parse_result(found).notes)


def test_endings_have_no_shifts_so_their_changes_are_kept():
    assert "(set: $steps to it + 1)" in parse_result(import_corpus("harlowe.twee")).nodes["yard"].notes[0].text


def test_every_macro_that_is_not_translated_is_in_its_scene_s_note_and_counted():
    found = import_corpus("harlowe.twee")
    assert find_places(found, "The variables: (print: $hunger)") == ["kitchen"]
    assert find_places(found, "Their source: (if: (random: 1, 6) > 3)") == ["kitchen"]
    assert find_places(found, "Macros that only style or time words were taken out") == ["front-desk"]
    assert "(print: $hunger)" in parse_result(found).nodes["kitchen"].notes[0].text


def test_chapbook():
    found = import_corpus("chapbook.twee")
    scene = parse_result(found).scenes[0]
    assert conditions(scene) == [
        ("The <strong>gate</strong> is shut.", ""),
        ("Mo looks over his shoulder.", "worry over 2"),
        ("Mo hums.", "worry at most 2"),
        ("Nobody else is here.", ""),
    ]
    assert [choice.say or choice.do for choice in scene.choices] == [
        "Shall we wait together?",
        "Ring the bell",
        "Look around",
    ]
    assert "{random.d6}" in scene.notes[0].text and "mood: 'low'" in scene.notes[0].text


def test_snowman_templates_are_kept():
    found = import_checked(story("Before <% if (s.x) { %>during<% } %> after.", "Snowman"))
    assert "&lt;% if (s.x) { %&gt;" in scene_b(found).notes[0].text
    assert [text for text, _ in conditions(scene_b(found))] == ["Before", "during", "after."]
    assert find_places(found, "its contents are always shown now") == ["b"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("$x to $y + 1", None),
        ("$x to it * 2", None),
        ("$x to it + 11", None),
        ("$x to \"a\"", None),
        ("x", None),
        ("", None),
        ("$x to 3", rules.Change("x", 3, absolute=True)),
        ("$x = -3", rules.Change("x", -3, absolute=True)),
    ],
)
def test_assignments(words, expected):
    assert rules.parse_change(words) == expected


def test_a_bracket_that_never_closes_is_text():
    found = import_checked(story("(if: $x > 1)[never closed\n\n<<if $x gt 1 still open"))
    assert "never closed" in found.text and "still open" in found.text
