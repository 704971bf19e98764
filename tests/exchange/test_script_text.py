"""The script: a play in plain text that is a scenario, read and written on the server."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.cli import main
from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.exchange.exporters.script_text import write_script_text
from powerstruggle_xblock.exchange.report import ImportResult
from powerstruggle_xblock.exchange.script_text.element import Element
from powerstruggle_xblock.exchange.script_text.lines import read_line
from powerstruggle_xblock.exchange.script_text.read import read_script
from powerstruggle_xblock.exchange.script_text.words import from_markup, to_markup
from powerstruggle_xblock.exchange.script_text.write import write_script
from powerstruggle_xblock.scenario import scenario_xml
from tests.engine.strategies import scenarios
from tests.examples import examples

CASES = json.loads((Path(__file__).parent / "script_cases.json").read_text(encoding="utf-8"))
STARTERS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.xml"))
SLOWLY = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
SMALL = "# At the desk\nWalter (guarded): No.\n- Third time, I know. -> =Signed\n  !reflect, strong listening\n"


def _as_tree(element: Element) -> dict:
    tree: dict = {"tag": element.tag, "attrs": element.attrs}
    if element.text:
        tree["text"] = element.text
    if element.nodes:
        tree["nodes"] = [_as_tree(node) for node in element.nodes]
    return tree


def _from_tree(tree: dict) -> Element:
    return Element(tree["tag"], tree["attrs"], tree.get("text", ""), [_from_tree(one) for one in tree.get("nodes", [])])


def _imported(text: str) -> str:
    found = import_file.import_file(text.encode(), "play.txt")
    assert isinstance(found, ImportResult) and found.kind == "play"
    return found.text


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["name"])
def test_a_script_is_read_as_its_page_says(case):
    assert _as_tree(read_script(case["text"])) == case["tree"]


@pytest.mark.parametrize("case", CASES["written"], ids=lambda case: case["name"])
def test_a_tree_is_written_so_that_it_reads_back(case):
    assert write_script(_from_tree(case["tree"])) == case["text"]
    assert _as_tree(read_script(case["text"])) == case["tree"]


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_starter_scenario_comes_back_from_its_script_word_for_word(path):
    scenario = scenario_xml.parse(path.read_text(encoding="utf-8")).scenario
    assert scenario is not None
    assert _imported(write_script_text(scenario).decode()) == scenario_xml.serialize(scenario)


@SLOWLY
@given(scenarios())
def test_any_scenario_comes_back_from_its_script(scenario):
    back = read_script(write_script_text(scenario).decode()).as_xml()
    assert scenario_xml.serialize(scenario_xml.parse(back).scenario) == scenario_xml.serialize(scenario)


@SLOWLY
@given(st.text("ab <>/*\\&\"'é\u00a0\u200f-:[]{}#=!@()?→\n", max_size=40))
def test_words_come_back_whatever_signs_are_in_them(words):
    markup = to_markup(words)
    assert to_markup(from_markup(markup)) == markup


@SLOWLY
@given(st.text("ab <>/*\\&\"':[]{}#=!@()?→-\n\t.", max_size=80))
def test_any_text_is_read_and_what_was_read_is_written_and_read_the_same(text):
    root = read_script(text)
    again = read_script(write_script(root))
    assert _as_tree(again) == _as_tree(root)


def test_what_a_script_names_is_made():
    text = _imported(SMALL)
    assert '<person id="walter" name="Walter" role="client"/>' in text
    assert '<ending id="signed" kind="door-open" title="Signed">' in text
    assert '<start scene="at-the-desk"/>' in text


def test_an_element_in_a_script_runs_nothing():
    text = _imported(SMALL + "<image src=\"javascript:alert(1)\" alt=\"x\" onerror=\"alert(1)\"/>\n")
    assert "javascript" not in text and "onerror" not in text


def test_a_mail_is_no_script():
    assert read_line("Dear all,", "scene").kind == "text"
    with pytest.raises(import_file.CannotImport):
        import_file.import_file(b"Dear all,\n\nthe meeting is at ten.\n", "mail.txt")


def test_convert_writes_a_script_and_reads_it(tmp_path):
    play, back = tmp_path / "play.txt", tmp_path / "back.xml"
    assert main(["convert", str(STARTERS[0]), str(play)]) == 0
    assert play.read_text(encoding="utf-8").startswith("title: ")
    assert main(["convert", str(play), str(back)]) == 0
    before = scenario_xml.parse(STARTERS[0].read_text(encoding="utf-8")).scenario
    assert back.read_text(encoding="utf-8") == scenario_xml.serialize(before)
