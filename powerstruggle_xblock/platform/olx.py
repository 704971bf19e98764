"""A component in OLX: the elements of its notation stand below the block's tag, in and out by the same pair of methods.

What is stored is the canonical text, so that a platform's pretty-printing changes nothing. A text with errors is
stored as it came, with everything in it, for its author to mend.
"""

import logging
import math
import re
from copy import deepcopy
from dataclasses import replace

from lxml import etree
from xblock.core import XML_NAMESPACES
from xblock.fields import Scope

from ..notation import serializer
from ..notation.shapes import XML_LANG
from ..scenario import grammar, scenario_xml
from .scenario_cache import compile_scenario

log = logging.getLogger(__name__)

AUTHORED = (Scope.content, Scope.settings)
_OPTION = f"{{{XML_NAMESPACES['option']}}}"
MAX_SETTING = 200
"""Characters that are kept of a setting that can't be read."""
_NO_XML_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_readable_setting(name: str, value: str) -> bool:
    """Return whether a file's setting can be used: points are a number of 0 or more, attempts a whole number of 0 or more."""
    value = value.strip()
    if name == "max_attempts":
        return value in ("", "null") or re.fullmatch("[0-9]{1,6}", value) is not None
    if name == "weight" and value not in ("", "null"):
        points = float(value)
        return math.isfinite(points) and points >= 0
    return True


class NotationOlxMixin:
    """Import and export of a block with fields `content` (a text in its notation) and settings.

    The block says what is stored for a text (`stored_text`) and gives the root element of a stored text in which nothing is
    wrong (`_canonical_root`); `own_attributes` are those of the root's attributes that are no fields of the block.
    """

    own_attributes: tuple[str, ...] = (XML_LANG,)

    @staticmethod
    def stored_text(text: str) -> str:
        """Give what is stored for a file's text: canonical where nothing is wrong with it, else as it came."""
        raise NotImplementedError

    @staticmethod
    def _canonical_root(text: str):
        raise NotImplementedError

    @classmethod
    def parse_xml(cls, node, runtime, keys):
        """Make a block from OLX. Attributes are settings; what a learner's state would be is not taken from a file."""
        block = runtime.construct_xblock_from_class(cls, keys)
        for name, value in node.items():
            cls._set_setting(block, name, value, {})
        content = deepcopy(node)
        for child in list(content):
            if str(child.tag).startswith(_OPTION):
                cls._set_setting(block, etree.QName(child).localname, child.text, child.attrib)
                _take_out(child)
        if any(isinstance(child.tag, str) for child in content) or (content.text or "").strip():
            block.content = cls.stored_text(etree.tostring(content, encoding="unicode", with_tail=False))
        return block

    @classmethod
    def _set_setting(cls, block, name: str, value: str | None, marks) -> None:
        field = block.fields.get(name)
        if field is None or field.scope not in AUTHORED or name in ("content", "unreadable_settings"):
            return
        try:
            readable = is_readable_setting(name, value or "")
            if readable:
                cls._set_field_if_present(block, name, value or "", marks)
        except (ValueError, TypeError, OverflowError):  # The last: no whole number is infinite.
            readable = False
        if not readable:
            log.warning("%s: %s=%r can't be read and stays at its default", block.scope_ids.usage_id, name, (value or "")[:60])
            block.unreadable_settings = {**block.unreadable_settings, name: (value or "")[:MAX_SETTING]}

    def add_xml_to_node(self, node):
        """Write the block into OLX: settings as attributes, what the author wrote as child elements."""
        super().add_xml_to_node(node)
        for name, field in self.fields.items():
            if (field.scope not in AUTHORED or name == "unreadable_settings") and name in node.attrib:
                del node.attrib[name]
        for child in node.findall(f"{_OPTION}unreadable_settings"):
            node.remove(child)
        for name, value in self.unreadable_settings.items():
            node.set(name, value)
        root = self._canonical_root(self.content or "")
        if root is not None:
            _set_attributes(node, root, self.own_attributes)
            node.extend(root)
            serializer.indent(node, self.content_shape)
        elif (self.content or "").strip():
            _write_as_it_is(node, self.content, self.own_attributes)

    def xml_text_content(self):
        """Keep the content out of the node's text; it is written as elements."""
        return None


class ScenarioOlxMixin(NotationOlxMixin):
    """Import and export of the scenario block."""

    content_shape = staticmethod(grammar.find_shape)

    @staticmethod
    def stored_text(text: str) -> str:
        """See the function of this name."""
        return stored_text(text)

    @staticmethod
    def _canonical_root(text: str):
        stored = compile_scenario(text)
        return scenario_xml.to_element(stored.scenario) if stored.scenario is not None and not stored.reading.errors else None


def stored_text(text: str) -> str:
    """Give what is stored for a scenario file's text: canonical where nothing is wrong with it, else as it came.

    Canonical text keeps only what is understood, so an author's slip would vanish with what it says; it has to stay until it
    is mended. Settings (title, points, attempts) are fields of the block and are not stored twice.
    """
    reading = scenario_xml.parse(text)
    if reading.scenario is not None and not reading.errors:
        return scenario_xml.serialize(replace(reading.scenario, title=None, weight=None, max_attempts=None))
    return text_with_errors(text, grammar.ROOT, NotationOlxMixin.own_attributes)


def text_with_errors(text: str, tag: str, own_attributes: tuple[str, ...]) -> str:
    """Give a text with something wrong in it as it is stored: whole, but for attributes that the block's fields keep."""
    root = _root(text, tag)
    if root is None:
        return text
    for name in list(root.attrib):
        if name not in own_attributes:
            del root.attrib[name]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _root(text: str, tag: str):
    """Give the root element of a text, or None where it is no XML or another kind of file."""
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.tag == tag else None


def _write_as_it_is(node, text: str, own_attributes: tuple[str, ...]) -> None:
    """Put a text with something wrong in it below a node, every word of it; what is nothing of the kind goes into a note."""
    root = _root(text, node.tag)
    if root is None:
        etree.SubElement(node, "note").text = _NO_XML_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
        return
    _set_attributes(node, root, own_attributes)
    if len(node):
        node[-1].tail = root.text
    else:
        node.text = root.text
    node.extend(root)


def _set_attributes(node, root, names: tuple[str, ...]) -> None:
    for name in names:
        if value := root.get(name):
            node.set(name, value)


def _take_out(child) -> None:
    """Remove an element but not the text behind it."""
    before, parent = child.getprevious(), child.getparent()
    if before is None:
        parent.text = (parent.text or "") + (child.tail or "")
    else:
        before.tail = (before.tail or "") + (child.tail or "")
    parent.remove(child)
