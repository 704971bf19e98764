"""The file that the editor writes in the browser, read by the notation's own reader."""

from hypothesis import HealthCheck, given, settings

from powerstruggle_xblock.authoring import tree
from powerstruggle_xblock.resources import starter_scenarios
from powerstruggle_xblock.scenario import scenario_xml
from tests.engine.strategies import scenarios
from tests.examples import examples


@settings(
    max_examples=examples(60),
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(scenarios())
def test_a_tree_written_in_the_browser_reads_as_the_same_scenario(editor, scenario):
    read = scenario_xml.parse(editor.xml(tree.from_text(scenario_xml.serialize(scenario))))
    assert read.scenario == scenario


def test_every_starter_scenario_is_the_same_after_the_editor_has_written_it(editor):
    for file in starter_scenarios():
        text = file.read_text(encoding="utf-8")
        assert scenario_xml.parse(editor.xml(tree.from_text(text))).scenario == scenario_xml.parse(text).scenario


def test_a_text_that_is_no_markup_is_written_as_what_it_says(editor, tiny_text):
    begun = tree.from_text(tiny_text)
    scene = next(node for node in begun["nodes"] if node["tag"] == "scene")
    scene["attrs"]["title"] = 'a\u0000 "b" <c> & \ud800 d\n'
    for said in ("a < b & c", "<em>open", "x</em>", "<em>a</strong>", "&nbsp; & &#0x;", "\u000b<script", "a > b"):
        scene["nodes"][0]["text"] = said
        read = scenario_xml.parse(editor.xml(begun)).scenario
        assert read is not None and read.scenes[0].content_items[0].text, said


def test_what_the_notation_does_not_know_stays_in_the_file(editor, tiny_text):
    text = tiny_text.replace("<scene ", "loose words <gadget size=\"2\">in <b>it</b></gadget><scene colour=\"red\" ", 1)
    written = editor.xml(tree.from_text(text))
    assert tree.from_text(written) == tree.from_text(text)
