"""Lines of people in Twine stories of which a part stands under a condition."""

import json

import pytest

from powerstruggle_xblock.scenario import model as m

from .import_helpers import find_places, import_checked, parse_result

YES_NO = "<<if $calm gt 3>>Yes<<else>>No<</if>>"
TALK = "Mara: One.\n\nYou: Two.\n\nMara: Three.\n\nYou: Four."


def read_lines(text: str, story_format: str = "SugarCube") -> list[tuple[str, str, str]]:
    """Return (speaker or "", words, condition) of what is read in a scene that holds the text."""
    data = json.dumps({"format": story_format, "start": "Hall"})
    head = f":: StoryData\n{data}\n\n:: Hall\n{text}\n\n[[Yard]]\n\n"
    found = import_checked(f"{head}:: Yard\n{TALK}\n\n[[Gate]]\n\n:: Gate\nThe end.")
    scene = parse_result(found).nodes["hall"]
    assert isinstance(scene, m.Scene)
    return [(getattr(item, "by", ""), getattr(item, "text", ""), str(item.condition)) for item in scene.content_items]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"Mara: {YES_NO}", [("Yes", "calm over 3"), ("No", "calm at most 3")]),
        (f"Mara: I say {YES_NO} to it.", [("I say Yes to it.", "calm over 3"), ("I say No to it.", "calm at most 3")]),
        ("Mara: Come. <<if $calm gt 3>>Sit.<</if>>", [("Come. Sit.", "calm over 3"), ("Come.", "calm at most 3")]),
        ("Mara: <<if $calm gt 3>>Sit.<</if>>", [("Sit.", "calm over 3")]),
        (f"Mara: \"{YES_NO}\"", [("Yes", "calm over 3"), ("No", "calm at most 3")]),
        (
            f"''Mara:'' \"I say {YES_NO}, then.\"",
            [("I say Yes, then.", "calm over 3"), ("I say No, then.", "calm at most 3")],
        ),
        (
            "Mara: <<if $calm gt 5>>A<<elseif $calm gt 3>>B<<else>>C<</if>>",
            [("A", "calm over 5"), ("B", "calm at most 5 and calm over 3"), ("C", "calm at most 5 and calm at most 3")],
        ),
        ("Mara: Come. <<if $never>>Sit.<</if>>", [("Come.", ""), ("Sit.", "")]),
    ],
)
def test_a_line_of_which_a_part_has_a_condition_is_a_whole_line_for_each_case(text, lines):
    assert read_lines(text) == [("mara", words, condition) for words, condition in lines]


def test_the_parts_of_a_line_stay_together_in_the_other_formats():
    expected = [("mara", "Yes", "calm over 3"), ("mara", "No", "calm at most 3")]
    assert read_lines("Mara: (if: $calm > 3)[Yes](else:)[No]", "Harlowe") == expected
    assert read_lines("Mara: <% if (s.calm > 3) { %>Yes<% } else { %>No<% } %>", "Snowman") == expected


def test_narration_with_a_condition_stays_as_it_is():
    assert read_lines(f"He says {YES_NO}") == [
        ("", "He says", ""), ("", "Yes", "calm over 3"), ("", "No", "calm at most 3")]


def test_a_condition_that_cannot_be_expressed_is_told_once():
    data = json.dumps({"format": "SugarCube", "start": "Hall"})
    hall = f":: Hall\nMara: Come. <<if $never>>Sit.<</if>>\n\n{TALK}\n\n[[Gate]]"
    text = f":: StoryData\n{data}\n\n{hall}\n\n:: Gate\nThe end."
    assert find_places(import_checked(text), "always shown now: 1.") == ["hall"]
