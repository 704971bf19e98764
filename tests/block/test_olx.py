"""In and out as OLX: the same scenario, whatever a platform does to the file between, and nothing lost on the way."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from xblock.fields import ScopeIds

from powerstruggle_xblock import resources
from powerstruggle_xblock.authoring import persistence
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario_block import ScenarioBlock

from . import marked_scenarios
from .support import TYPE, World
from .texts import BROKEN, TALK

STARTERS = [*resources.starter_scenarios(), *resources.starter_drills()]


def imported(source: str | bytes, **parser) -> ScenarioBlock:
    """Return what a platform makes of a component's element."""
    node = etree.fromstring(source.encode() if isinstance(source, str) else source, etree.XMLParser(**parser))
    runtime = World("").runtime()
    block = ScenarioBlock.parse_xml(node, runtime, ScopeIds(None, TYPE, "d", "u"))
    block.save()
    return block


def exported(block: ScenarioBlock) -> str:
    """Return the component's element as a platform writes it."""
    node = etree.Element("unknown_root")
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode", pretty_print=True)


def model_of(block: ScenarioBlock):
    return scenario_xml.parse(block.content).scenario


@pytest.mark.parametrize("file", STARTERS, ids=lambda file: file.stem)
@pytest.mark.parametrize(
    "parser", [{}, {"remove_blank_text": True}, {"remove_comments": True}], ids=["plain", "no-blanks", "no-comments"]
)
def test_a_starter_scenario_comes_out_as_it_went_in(file, parser):
    first = imported(file.read_bytes())
    second = imported(exported(first), **parser)
    assert model_of(first) == model_of(second) is not None
    for name in ("display_name", "weight", "max_attempts", "content"):
        assert getattr(first, name) == getattr(second, name)
    assert exported(first) == exported(second)


@pytest.mark.parametrize("seed", range(5))
def test_any_scenario_comes_out_as_it_went_in(seed):
    first = imported(marked_scenarios.scenario(seed))
    assert model_of(imported(exported(first))) == model_of(first) is not None


def test_an_export_can_be_read_and_compared_line_by_line():
    text = exported(imported(TALK))
    assert max(map(len, text.splitlines())) < 200
    assert re.search(r'^  <scene id="desk" title="At the desk">$', text, re.M) and "&lt;" not in text


def test_a_courses_export_and_import_through_the_runtime():
    world = World(TALK, settings={"display_name": "The & talk", "weight": 2.5, "max_attempts": 3})
    world.play("rule", "plain")
    block, out = world.block(), io.BytesIO()
    block.runtime.export_to_xml(block, out)
    assert (
        b"ratio" not in out.getvalue() and b"progress" not in out.getvalue() and b"attempts=\"1\"" not in out.getvalue()
    )
    runtime = World("").runtime()
    copy = runtime.get_block(runtime.parse_xml_string(out.getvalue()))
    assert (copy.display_name, copy.weight, copy.max_attempts) == ("The & talk", 2.5, 3)
    assert copy.content == block.content and (copy.attempts, copy.ratio, copy.progress.run) == (0, None, 0)


def test_a_copy_is_a_component_of_its_own():
    world = World(TALK)
    world.play("rule", "plain")
    copy = World("", store=world.store, usage="copy")
    copy.edit(exported(world.block()))
    assert copy.state()["phase"] == "about" and copy.scenario == world.scenario


def test_a_learners_state_is_not_taken_from_a_file():
    state = 'ratio="1.0" attempts="-9" progress=\'{"run": 5}\' content="x"'
    hostile = TALK.replace("<powerstruggle_scenario", f"<powerstruggle_scenario {state}")
    block = imported(hostile)
    assert (block.ratio, block.attempts, block.progress.run) == (None, 0, 0) and model_of(block)


@pytest.mark.parametrize("weight", ["many", "nan", ".nan", "inf", "-1", "", "1e999", "[1]"])
def test_a_weight_that_cannot_be_read_stops_no_import(weight):
    settings = f'weight="{weight}" max_attempts="lots" display_name="T"'
    block = imported(TALK.replace("<powerstruggle_scenario", f"<powerstruggle_scenario {settings}"))
    assert (
        block.max_score() == 1.0 and block.display_name == "T" and block.max_attempts in (0, None) and model_of(block)
    )
    assert exported(block)


@pytest.mark.parametrize("attempts", [".inf", "-.inf", "Infinity", "1e999", ".nan"])
def test_attempts_that_are_no_whole_number_stop_no_import(attempts):
    block = imported(
        TALK.replace("<powerstruggle_scenario", f'<powerstruggle_scenario max_attempts="{attempts}" display_name="T"')
    )
    assert block.max_attempts in (0, None) and block.display_name == "T" and model_of(block) and exported(block)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_attempts", "I"),
        ("max_attempts", "-5"),
        ("max_attempts", "1.5"),
        ("weight", "-3"),
        ("weight", "nan"),
        ("weight", "many"),
    ],
)
def test_a_setting_that_cannot_be_read_is_told_to_its_author_and_kept(name, value):
    text = TALK.replace("<powerstruggle_scenario", f'<powerstruggle_scenario {name}="{value}"')
    for block in (imported(text), imported(exported(imported(text)))):
        messages = [message.text for message in block.validate().messages]
        assert [sentence for sentence in messages if name in sentence and f'"{value}"' in sentence], messages
        assert block.unreadable_settings == {name: value} and persistence.load(block)["attrs"][name] == value
    block.max_attempts, block.weight = 3, 2.0
    sound = scenario_xml.parse(TALK.replace("<powerstruggle_scenario", '<powerstruggle_scenario max_attempts="2"'))
    persistence.store(block, persistence.valid_work(block, sound.scenario))
    assert block.unreadable_settings == {} and block.max_attempts == 2
    assert not [message for message in block.validate().messages if name in message.text]


def test_settings_that_can_be_read_get_no_message():
    block = imported(TALK.replace("<powerstruggle_scenario", '<powerstruggle_scenario max_attempts="0" weight="2.5"'))
    assert block.unreadable_settings == {} and "unreadable" not in exported(block)


def test_a_setting_that_is_nothing_survives():
    block = imported(TALK)
    block.display_name = None
    again = imported(exported(block))
    assert again.display_name is None and model_of(again) == model_of(block)


def test_comments_and_unknown_attributes_are_left_aside():
    text = TALK.replace("<about>", '<!-- a comment --><about colour="red">')
    assert model_of(
        imported(text.replace("<powerstruggle_scenario", '<powerstruggle_scenario url_name="x"'))
    ) == model_of(imported(TALK))


@pytest.mark.parametrize(
    "text", ["<powerstruggle_scenario/>", "<powerstruggle_scenario>\n<!-- to come -->\n</powerstruggle_scenario>"]
)
def test_an_empty_component_stays_empty(text):
    block = imported(text)
    assert block.content == "" and imported(exported(block)).content == ""


WRONG = {
    "broken target": BROKEN,
    "unknown element": TALK.replace('<line by="ira" mood="angry">What now?</line>', "<lien>What now?</lien>"),
    "loose text": TALK.replace('<scene id="form"', 'Remember the form. <scene id="form"').replace(
        "<about>", "At the top.<about>"
    ),
    "unsafe markup": TALK.replace("Three trips.", "Three <blink speed='9'>trips</blink>."),
    "comments": BROKEN.replace("<about>", "<!-- to be mended --><about>"),
    "no start": TALK.replace('<start scene="desk" tension="5"/>', ""),
    "foreign namespace": BROKEN.replace("<about>", '<x:extra xmlns:x="urn:x">words</x:extra><about>'),
}


def words(text: str) -> list[str]:
    return re.findall(r"[\w.?]+", text)


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_scenario_with_errors_keeps_every_word_through_import_and_export(text):
    first = imported(text)
    second = imported(exported(first))
    third = imported(exported(second), remove_blank_text=True)
    assert sorted(words(first.content)) == sorted(words(second.content)) == sorted(words(third.content))
    assert sorted(words(text)) == sorted(words(first.content))
    assert scenario_xml.parse(second.content).errors


@pytest.mark.parametrize(
    "text", ["no xml at all", "<unclosed", "<other tag='1'>words</other>", "a\x00b\x0bc", "]]> & <", "\ud800"]
)
def test_what_is_no_scenario_at_all_can_be_exported_and_keeps_its_words(text):
    world = World("")
    block = world.block()
    block.content = text
    again = imported(exported(block))
    plain = re.sub(r"[^\w&<>\]=' ]", "", text.replace("\ud800", ""))
    assert plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in re.sub(
        r"[^\w&<>\]=' ;]", "", again.content
    )
    assert imported(exported(again)).content == again.content


@given(st.text(max_size=60))
def test_any_text_in_the_editor_can_be_exported_and_imported(text):
    block = World(text).block()
    assert isinstance(imported(exported(block)).content, str)


@pytest.mark.parametrize(
    "words_", ["]]&gt; &lt;b&gt; &amp;amp;", "\N{GRINNING FACE} \u0627\u0644", "a&#160;b &quot;c&quot;"]
)
def test_odd_characters_inside_texts_survive(words_):
    block = imported(TALK.replace("Three trips.", words_))
    assert model_of(imported(exported(block))) == model_of(block) is not None
