"""Variants in every form that a scenario leaves the editor in, and on the way back."""

from dataclasses import replace

import pytest

from powerstruggle_xblock.exchange import scenario_texts
from powerstruggle_xblock.exchange.exporters import spreadsheet, twee_export
from powerstruggle_xblock.exchange.print import script_docx, script_html
from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml

from .import_helpers import import_checked

TEXT = """<powerstruggle_scenario display_name="The desk">
  <person id="ira" name="Ira"/><start scene="desk"/>
  <scene id="desk" title="The desk">
    <cue><variant>He waits by the door.</variant><variant>By the door he waits.</variant></cue>
    <line by="ira" mood="angry" xml:lang="en">
      <variant>Third time.</variant><variant>Here <em>again</em>.</variant>
    </line>
    <choice id="hear" to="end" move="reflect">
      <do><variant>Sit down.</variant><variant>Take a chair.</variant></do>
      <say><variant>Three trips.</variant><variant>A third trip.</variant><variant>Here again.</variant></say>
      <level listening="3"/>
      <reply by="ira" mood="wry"><variant>Yes.</variant><variant>I am.</variant></reply>
    </choice>
  </scene>
  <ending id="end" kind="agreement" title="Signed">
    <line by="ira"><variant>Bye.</variant><variant>So long.</variant></line><their-view by="ira">Fine.</their-view>
  </ending>
</powerstruggle_scenario>"""
SCENARIO = scenario_xml.parse(TEXT).scenario
VARIANTS = ["By the door he waits.", "again", "Take a chair.", "A third trip.", "Here again.", "I am.", "So long."]


def imported(content, name):
    return scenario_xml.parse(import_checked(content, name).text).scenario


def test_each_variant_is_a_text_of_its_own_for_editors_and_translators():
    texts = {text.key: text for text in scenario_texts.list_texts(SCENARIO)}
    assert texts["hear/say"].text == "Three trips." and texts["hear/say/variant/3"].text == "Here again."
    assert texts["desk/line/1/variant/2"].who == "Ira"
    assert str(texts["hear/say/variant/3"].what) == "choice: what the worker says; variant 3"
    new = {key: f"{text.text}!" for key, text in texts.items() if "/variant/" in key}
    changed, changes = scenario_texts.replace_texts(SCENARIO, new)
    assert len(changes) == len(VARIANTS)
    assert changed.choices["hear"].say_variants == ("A third trip.!", "Here again.!")
    assert changed.choices["hear"].say == "Three trips."
    assert changed.endings[0].content_items[0].variants == ("So long.!",)


def test_the_script_prints_every_variant():
    page = script_html.write_html(SCENARIO)
    assert all(variant in markup.plain_text(page) for variant in VARIANTS)
    assert page.count('class="variant"') == len(VARIANTS)


def test_the_script_in_word_comes_back_with_its_variants():
    pytest.importorskip("docx")
    back = imported(script_docx.write_docx(SCENARIO), "desk.docx")
    assert back.choices["hear"].say_variants == ("A third trip.", "Here again.")
    assert back.choices["hear"].do_variants == ("Take a chair.",)
    assert back.scenes[0].content_items[0].variants == ("By the door he waits.",)
    assert back.scenes[0].content_items[1].variants == ("Here <em>again</em>.",)
    assert back.choices["hear"].replies[0].variants == ("I am.",)
    assert back.endings[0].content_items[0].variants == ("So long.",)


def test_twine_shows_the_first_wording_and_gives_all_of_them_back():
    story = twee_export.write_twee(SCENARIO)
    passages = story.partition("BranchData")[0]
    assert "Three trips." in passages and "A third trip." not in passages
    assert imported(story.encode(), "desk.twee") == SCENARIO


@pytest.mark.parametrize(("old", "new", "at"), [
    ("Three trips.", "Three whole trips.", "hear"),
    ("He waits by the door.", "He waits right by the door.", "desk"),
    ("Third time.", "The third time.", "desk"),
])
def test_words_edited_in_twine_keep_their_variants_and_the_author_is_told(old, new, at):
    story = twee_export.write_twee(SCENARIO)
    found = import_checked(story.replace(old, new, 1).encode(), "desk.twee")
    back = scenario_xml.parse(found.text).scenario
    assert scenario_xml.serialize(back) == scenario_xml.serialize(SCENARIO).replace(old, new)
    [entry] = [entry for entry in found.report.entries if "variants" in entry.message]
    assert at in entry.places


def test_words_taken_out_in_twine_take_their_variants_along_and_the_author_is_told():
    story = twee_export.write_twee(SCENARIO).replace("Sit down. “Three trips.”", "“Three trips.”", 1)
    found = import_checked(story.encode(), "desk.twee")
    back = scenario_xml.parse(found.text).scenario
    assert back.choices["hear"] == replace(SCENARIO.choices["hear"], do=None, do_variants=())
    assert [entry for entry in found.report.entries if "Take a chair." in entry.message]


def test_the_sheet_has_a_row_for_each_variant():
    pytest.importorskip("openpyxl")
    import io

    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(spreadsheet.write_spreadsheet(SCENARIO))).worksheets[0]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["hear/say/variant/2"][4] == "A third trip."
    assert "variant 2" in rows["hear/say/variant/2"][3]


def test_a_text_without_variants_has_the_keys_that_sheets_in_use_hold():
    plain = replace(SCENARIO, scenes=(m.Scene("desk", "D", choices=(m.Choice("c", "end", say="S."),)),))
    assert [text.key for text in scenario_texts.list_texts(plain) if text.place == "c"] == ["c/say"]
