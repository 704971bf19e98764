"""A scenario component in OLX: its elements stand below the block's tag, in and out by the same pair of methods.

What is stored is the canonical text, so that a platform's pretty-printing changes nothing. A scenario that can't be
played is stored as it came, with everything in it, for its author to mend.
"""

import logging
from dataclasses import replace

from lxml import etree
from xblock.fields import Scope

from .compiled import compiled
from .scenario import grammar, notation, writing

log = logging.getLogger(__name__)

AUTHORED = (Scope.content, Scope.settings)


class ScenarioOlxMixin:
    """Import and export of a block with fields `content` (the scenario) and settings."""

    @classmethod
    def parse_xml(cls, node, runtime, keys):
        """Make a block from OLX. Attributes are settings; what a learner's state would be is not taken from a file."""
        block = runtime.construct_xblock_from_class(cls, keys)
        for name, value in node.items():
            field = block.fields.get(name)
            if field is not None and field.scope in AUTHORED and name != "content":
                cls._set_setting(block, name, value)
        if len(node):
            block.content = stored_text(etree.tostring(node, encoding="unicode", with_tail=False))
        return block

    @classmethod
    def _set_setting(cls, block, name: str, value: str) -> None:
        try:
            cls._set_field_if_present(block, name, value, {})
        except (ValueError, TypeError):
            log.warning("%s: %s=%r can't be read and stays at its default", block.scope_ids.usage_id, name, value[:60])

    def add_xml_to_node(self, node):
        """Write the block into OLX: settings as attributes, the scenario as child elements."""
        super().add_xml_to_node(node)
        for name, field in self.fields.items():
            if field.scope not in AUTHORED and name in node.attrib:
                del node.attrib[name]
        for child in self._scenario_elements(node):
            node.append(child)
        writing.indent(node)

    def xml_text_content(self):
        """Keep the scenario out of the node's text; it is written as elements."""
        return None

    def _scenario_elements(self, node) -> list:
        text = self.content or ""
        scenario = compiled(text).scenario
        if scenario is not None:
            if scenario.lang:
                node.set(grammar.XML_LANG, scenario.lang)
            return list(writing.children(scenario))
        if not text.strip():
            return []
        try:
            root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except (etree.XMLSyntaxError, ValueError):
            note = etree.Element("note")
            note.text = text
            return [note]
        if root.get(grammar.XML_LANG):
            node.set(grammar.XML_LANG, root.get(grammar.XML_LANG))
        return list(root)


def stored_text(text: str) -> str:
    """Give what is stored for a scenario file's text: canonical where it can be played, as it came where it can't.

    Settings (title, points, attempts) are fields of the block and are not stored twice.
    """
    scenario = notation.read(text).scenario
    if scenario is not None:
        return notation.write(replace(scenario, title=None, weight=None, max_attempts=None))
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return text
    for name in list(root.attrib):
        if name != grammar.XML_LANG:
            del root.attrib[name]
    return etree.tostring(root, encoding="unicode")
