"""Our own export coming back from Twine: the same scenario, and edits made there since win and are told."""

import pytest

from powerstruggle_xblock.exchange.exporters import twee_export
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml

from .import_helpers import CORPORA, find_places, import_checked, parse_result

BEFORE = scenario_xml.parse((CORPORA.parent.parent / "data" / "tiny.xml").read_bytes()).scenario
TWEE = twee_export.write_twee(BEFORE)


def edited(*edits: tuple[str, str]):
    text = TWEE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return import_checked(text, "back.twee")


@pytest.mark.parametrize("path", starter_scenarios(), ids=lambda path: path.stem)
def test_an_export_that_was_not_edited_is_the_same_scenario(path):
    before = scenario_xml.parse(path.read_bytes()).scenario
    found = import_checked(twee_export.write_twee(before))
    assert parse_result(found) == before
    assert not found.report.filter_entries("changed") and not found.report.filter_entries("skipped")


def test_a_cue_and_a_line_edited_in_twine_win_and_the_rest_stays():
    found = edited(
        ("He puts the folder down harder than he needs to.", "He <em>drops</em> the folder."),
        ("Third time.", "Fourth time."),
    )
    scene = parse_result(found).scenes[0]
    assert scene.content_items[0] == m.Narration("He <em>drops</em> the folder.")
    assert scene.content_items[1] == m.Line("ira", "Fourth time. What is it now?", "angry")
    assert scene.choices == BEFORE.scenes[0].choices and scene.check_in
    assert find_places(found, "“The third paper” was edited in Twine") == ["desk"]


def test_a_choice_s_words_edited_keep_its_levels_and_replies():
    choice = parse_result(edited(("“As I said on Monday, we need every page signed.”", "Sigh. “As I said.”"))).choices[
        "policy"
    ]
    assert (choice.do, choice.say) == ("Sigh.", "As I said.")
    assert choice.ratings == BEFORE.choices["policy"].ratings and choice.replies == BEFORE.choices["policy"].replies


def test_a_link_led_elsewhere_and_a_passage_added():
    found = edited(("->signed]]", "->later]]"),
                   (":: BranchData", ":: later\nHe comes back.\n\nIra: \"Again.\"\n\n[[On->signed]]\n\n:: BranchData"))
    made = parse_result(found)
    assert made.choices["one-line"].to == "later"
    assert made.nodes["later"].content_items == (m.Narration("He comes back."), m.Line("ira", "Again."))
    assert made.nodes["later"].choices[0].to == "signed"
    assert find_places(found, "“later” was added in Twine") == ["later"]


def test_a_renamed_passage_keeps_its_id():
    found = edited((":: desk ", ":: The front desk "), ('"start": "desk"', '"start": "The front desk"'))
    assert parse_result(found) == BEFORE
    assert find_places(found, "“The front desk” was renamed in Twine") == ["desk"]


def test_links_to_a_renamed_passage_lead_to_it():
    found = edited((":: signed ", ":: all done "), ("->signed]]", "->all done]]"), ("->signed]]", "->all done]]"))
    assert parse_result(found) == BEFORE


def test_a_deleted_passage_is_removed_and_links_to_it_are_reported():
    begin, end = TWEE.index(":: signed"), TWEE.index(":: BranchData")
    found = import_checked(TWEE[:begin] + TWEE[end:])
    assert parse_result(found).nodes["signed"].content_items == ()
    assert find_places(found, "was deleted in Twine") and find_places(
        found, "“signed” is linked to but was not in the file"
    )


def test_added_and_deleted_paragraphs_are_merged():
    found = edited(
        ("Ira: Third", "A phone rings.\n\n[[Walk out->signed]]\n\nIra: Third"),
        ("He signs without sitting down.\n\n", ""),
    )
    made = parse_result(found)
    assert made.scenes[0].content_items[1] == m.Narration("A phone rings.")
    assert made.choices["walk-out"].do == "Walk out"
    assert {"one-line", "policy"} <= set(made.choices)
    assert made.endings[0].content_items == ()
    assert made.endings[0].their_view == BEFORE.endings[0].their_view


def test_title_view_and_question_of_an_ending():
    ending = parse_result(
        edited(
            ("Signed, and a copy in his folder", "Signed"),
            ("She told me once and it was true.", "She told me."),
            ("Which of your sentences was for him?", "Which one was for him?"),
        )
    ).endings[0]
    assert (ending.title, ending.their_view, ending.their_view_by) == ("Signed", "She told me.", "ira")
    assert ending.questions == ("Which one was for him?",) and ending.kind == "agreement"


def test_a_story_renamed_in_twine():
    found = edited((":: StoryTitle\nThe form", ":: StoryTitle\nThe second form"))
    assert parse_result(found).title == "The second form"


def test_what_could_run_in_an_edit_is_left_out():
    found = edited(("He puts the folder", "<img src=x onerror=alert(1)><script>x()</script>He puts the folder"))
    assert "onerror" not in found.text and "script>" not in found.text
    assert find_places(found, "For safety") == ["desk"] * 2


def test_a_damaged_data_passage_is_reported_and_the_passages_are_imported():
    found = edited(("<powerstruggle_scenario", "<powerstruggle"))
    assert find_places(found, "The complete scenario in the passage BranchData can't be read")
    assert {place.id for place in parse_result(found).nodes.values()} == {"desk", "signed"}


def test_conditions_edited_in_twine():
    before = scenario_xml.parse(
        scenario_xml.serialize(BEFORE).replace("<cue>He puts", "<cue if=\"tension over 3\">He puts")
    ).scenario
    text = twee_export.write_twee(before)
    assert "(if tension over 3)" in text
    now = parse_result(import_checked(text.replace("(if tension over 3)", "(if tension at least 6)")))
    assert str(now.scenes[0].content_items[0].condition) == "tension at least 6"
    odd = import_checked(text.replace("(if tension over 3)", "(if tension rises)"))
    assert str(parse_result(odd).scenes[0].content_items[0].condition) == "tension over 3"
    assert find_places(odd, "stayed as it was") == ["desk"]
