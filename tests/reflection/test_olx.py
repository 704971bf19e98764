"""A reflection component in OLX: out as it went in, through whatever platforms do to XML in between."""

import pytest
from lxml import etree
from xblock.fields import ScopeIds

from powerstruggle_xblock.reflection import reflection_xml, sets
from powerstruggle_xblock.reflection_block import ReflectionBlock

from .support import TYPE, ReflectionWorld, questions


def brought(text: str):
    """Import a file into a fresh component."""
    world = ReflectionWorld("")
    keys = ScopeIds("ann", TYPE, "def-new", "usage-new")
    runtime = world.runtime(None)
    return ReflectionBlock.parse_xml(etree.fromstring(text.encode()), runtime, keys)


def exported(block) -> etree._Element:
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    return node


@pytest.mark.parametrize("name", sets.ORDER)
@pytest.mark.parametrize("pretty", [True, False])
def test_a_set_comes_out_as_it_went_in(name, pretty):
    parser = etree.XMLParser(remove_blank_text=True)
    root = etree.fromstring(sets.set_text(name), parser if pretty else None)
    block = brought(etree.tostring(root, encoding="unicode", pretty_print=pretty))
    assert block.display_name == reflection_xml.parse(sets.set_text(name)).reflection.title and block.weight == 1.0
    out = etree.tostring(exported(block), encoding="unicode")
    assert reflection_xml.parse(out).reflection == reflection_xml.parse(sets.set_text(name)).reflection


def test_where_words_are_kept_survives_export_and_import():
    block = brought(questions("learner", "true"))
    assert block.reading.reflection.keep == "learner" and block.reading.reflection.share is True
    node = exported(block)
    assert node.get("keep") == "learner" and node.get("share") == "true"
    assert brought(etree.tostring(node, encoding="unicode")).content == block.content


def test_a_file_with_errors_keeps_every_word():
    text = questions("learner").replace("<hint>", "<hunt>").replace("</hint>", "</hunt>")
    block = brought(text)
    assert block.reading.errors
    out = exported(block)
    assert "Jaw, hands." in etree.tostring(out, encoding="unicode") and out.get("keep") == "learner"


def test_a_learners_state_is_not_taken_from_a_file():
    forged = '<powerstruggle_reflection took_part="true" kept_words=\'{"a": "b"}\''
    block = brought(questions().replace("<powerstruggle_reflection", forged))
    assert block.took_part is False and block.kept_words == {}


def test_an_empty_component_stays_empty():
    assert brought("<powerstruggle_reflection/>").content == ""
