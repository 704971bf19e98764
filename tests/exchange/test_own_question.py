"""An author's own question before the choices, wherever a scenario goes: file, differences, spreadsheet, script."""

import io

import docx

from powerstruggle_xblock.exchange import scenario_texts
from powerstruggle_xblock.exchange.print import script_docx
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.diff import diff_scenarios

from .import_helpers import import_checked, parse_result

TEXT = next(file for file in starter_scenarios() if file.stem == "the-ride").read_text(encoding="utf-8")
QUESTION = "One sentence before the light turns green: which?"
ASKING = TEXT.replace("<rehearse/>", f"<rehearse>{QUESTION}</rehearse>", 1)
USUAL, OWN = scenario_xml.parse(TEXT).scenario, scenario_xml.parse(ASKING).scenario


def scene(scenario):
    """Return the first scene that asks for words."""
    return next(one for one in scenario.scenes if one.rehearse)


def test_without_a_question_the_element_is_written_as_it_always_was():
    assert scene(USUAL).rehearse_prompt is None
    assert scenario_xml.serialize(USUAL).count("<rehearse/>") == TEXT.count("<rehearse/>")
    spelled = scenario_xml.parse(TEXT.replace("<rehearse/>", "<rehearse> </rehearse>")).scenario
    assert scenario_xml.content_version(spelled) == scenario_xml.content_version(USUAL)


def test_a_question_is_read_written_and_changes_the_version():
    assert scene(OWN).rehearse_prompt == QUESTION
    assert f"<rehearse>{QUESTION}</rehearse>" in scenario_xml.serialize(OWN)
    assert scenario_xml.content_version(OWN) != scenario_xml.content_version(USUAL)


def test_two_of_them_in_a_scene_are_one_problem():
    twice = scenario_xml.parse(TEXT.replace("<rehearse/>", "<rehearse/><rehearse/>", 1))
    assert len(twice.issues) == len(scenario_xml.parse(TEXT).issues) + 1


def test_a_changed_question_is_told_among_the_differences():
    assert [str(one.message) for one in diff_scenarios(USUAL, OWN) if QUESTION in str(one.message)]


def test_translators_find_the_question_and_bring_it_back():
    text = next(one for one in scenario_texts.list_texts(OWN) if one.text == QUESTION)
    changed, _ = scenario_texts.replace_texts(OWN, {text.key: "Et maintenant ?"})
    assert scene(changed).rehearse_prompt == "Et maintenant ?"


def test_the_script_has_the_question_and_word_brings_it_back():
    written = script_docx.write_docx(OWN)
    assert QUESTION in "".join(row.text for row in docx.Document(io.BytesIO(written)).paragraphs)
    assert scene(parse_result(import_checked(written, "script.docx"))).rehearse_prompt == QUESTION
