"""Read and write a component in OLX: the elements of its notation are children of the block's element.

What is stored is the canonical text, so that a platform's pretty-printing changes nothing. A text with errors is stored
as it came, with everything in it, for its author to mend.
"""

import logging
import math
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree
from xblock.core import XML_NAMESPACES
from xblock.fields import Scope

from ..notation import serializer

if TYPE_CHECKING:
    from ..notation.shapes import XmlElement
    from .component import ComponentBlock

log = logging.getLogger(__name__)

AUTHORED = (Scope.content, Scope.settings)
MAX_SETTING = 200
"""Characters that are kept of a setting that can't be read."""
_OPTION = f"{{{XML_NAMESPACES['option']}}}"
_DRAFT = f"{_OPTION}draft"
_NO_XML_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_component(
    block_class: "type[ComponentBlock]", node: "XmlElement", runtime: Any, keys: Any
) -> "ComponentBlock":
    """Make a block from OLX. Attributes are settings; what a learner's state would be is not taken from a file."""
    block = runtime.construct_xblock_from_class(block_class, keys)
    for name, value in node.items():
        _read_setting(block, name, value, {})
    content = deepcopy(node)
    for child in list(content):
        if str(child.tag).startswith(_OPTION):
            _read_setting(block, etree.QName(child).localname, child.text, dict(child.attrib))
            _remove_element(child)
    if any(isinstance(child.tag, str) for child in content) or (content.text or "").strip():
        block.content = block.notation.stored_text(etree.tostring(content, encoding="unicode", with_tail=False))
    return block


def _read_setting(block: "ComponentBlock", name: str, value: str | None, attributes: Mapping[Any, Any]) -> None:
    field = block.fields.get(name)
    if field is None or field.scope not in AUTHORED or name in ("content", "unreadable_settings"):
        return
    try:
        readable = is_readable_setting(name, value or "")
        if readable:
            block._set_field_if_present(block, name, value or "", attributes)
    except (ValueError, TypeError, OverflowError):  # The last: no whole number is infinite.
        readable = False
    if not readable:
        log.warning(
            "%s: %s=%r can't be read and stays at its default", block.scope_ids.usage_id, name, (value or "")[:60]
        )
        block.unreadable_settings = {**block.unreadable_settings, name: (value or "")[:MAX_SETTING]}


def is_readable_setting(name: str, value: str) -> bool:
    """Return whether a file's setting can be used.

    Points are a number of 0 or more, attempts a whole number of 0 or more.
    """
    value = value.strip()
    if name == "max_attempts":
        return value in ("", "null") or re.fullmatch("[0-9]{1,6}", value) is not None
    if name == "weight" and value not in ("", "null"):
        points = float(value)
        return math.isfinite(points) and points >= 0
    return True


def write_component(block: "ComponentBlock", node: "XmlElement") -> None:
    """Finish a block's OLX node, to which XBlock has added the fields.

    Settings as attributes, the content as child elements, and after them a draft as it is stored, in one text.
    """
    for name, field in block.fields.items():
        if (field.scope not in AUTHORED or name == "unreadable_settings") and name in node.attrib:
            del node.attrib[name]
    for child in node.findall(f"{_OPTION}unreadable_settings"):
        node.remove(child)
    for name, value in block.unreadable_settings.items():
        node.set(name, value)
    for child in node.findall(_DRAFT):
        node.remove(child)
    root = block.notation.canonical_root(block.content or "")
    if root is not None:
        _copy_attributes(node, root, block.notation.own_attributes)
        node.extend(root)
        serializer.indent(node, block.notation.find_shape)
    elif (block.content or "").strip():
        _write_unread(block, node)
    if (block.draft or "").strip():
        etree.SubElement(node, _DRAFT).text = _NO_XML_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", block.draft)


def _write_unread(block: "ComponentBlock", node: "XmlElement") -> None:
    """Put a text with errors below a node, every word of it; a text of another kind goes into a note."""
    root = block.notation.parse_root(block.content)
    if root is None:
        etree.SubElement(node, "note").text = _NO_XML_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", block.content)
        return
    _copy_attributes(node, root, block.notation.own_attributes)
    if len(node):
        node[-1].tail = root.text
    else:
        node.text = root.text
    node.extend(root)


def _copy_attributes(node: "XmlElement", root: "XmlElement", names: tuple[str, ...]) -> None:
    for name in names:
        if value := root.get(name):
            node.set(name, value)


def _remove_element(child: "XmlElement") -> None:
    """Remove an element but not the text behind it."""
    before, parent = child.getprevious(), child.getparent()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (child.tail or "")
    else:
        before.tail = (before.tail or "") + (child.tail or "")
    parent.remove(child)
