"""A reflection component survives OLX import and export, however platforms format the XML in between."""

import pytest
from lxml import etree
from xblock.fields import ScopeIds

from powerstruggle_xblock.reflection import reflection_xml, sets
from powerstruggle_xblock.reflection_block import ReflectionBlock

from .support import TYPE, ReflectionWorld, parse_valid, questions


def import_olx(text: str) -> ReflectionBlock:
    """Return a new component made from OLX."""
    keys = ScopeIds("ann", TYPE, "def-new", "usage-new")
    return ReflectionBlock.parse_xml(etree.fromstring(text.encode()), ReflectionWorld("").runtime(), keys)


def export_olx(block) -> etree._Element:
    """Return the OLX element of a component."""
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    return node


@pytest.mark.parametrize("name", sets.SET_NAMES)
@pytest.mark.parametrize("pretty", [True, False])
def test_a_set_survives_import_and_export(name, pretty):
    parser = etree.XMLParser(remove_blank_text=True)
    root = etree.fromstring(sets.read_set(name), parser if pretty else None)
    block = import_olx(etree.tostring(root, encoding="unicode", pretty_print=pretty))
    assert block.display_name == parse_valid(sets.read_set(name)).title and block.weight == 1.0
    out = etree.tostring(export_olx(block), encoding="unicode")
    assert reflection_xml.parse(out).reflection == reflection_xml.parse(sets.read_set(name)).reflection


def test_where_words_are_kept_survives_export_and_import():
    block = import_olx(questions("learner", "true"))
    reflection = block.parsed.reflection
    assert reflection is not None and reflection.keep == "learner" and reflection.share is True
    node = export_olx(block)
    assert node.get("keep") == "learner" and node.get("share") == "true"
    assert import_olx(etree.tostring(node, encoding="unicode")).content == block.content


def test_a_text_with_errors_is_exported_unchanged():
    text = questions("learner").replace("<hint>", "<hunt>").replace("</hint>", "</hunt>")
    block = import_olx(text)
    assert block.parsed.errors
    out = export_olx(block)
    assert "Jaw, hands." in etree.tostring(out, encoding="unicode") and out.get("keep") == "learner"


def test_a_learners_state_is_not_taken_from_a_file():
    forged = '<powerstruggle_reflection took_part="true" kept_words=\'{"a": "b"}\''
    block = import_olx(questions().replace("<powerstruggle_reflection", forged))
    assert block.took_part is False and block.kept_words == {}


def test_an_empty_component_stays_empty():
    assert import_olx("<powerstruggle_reflection/>").content == ""
