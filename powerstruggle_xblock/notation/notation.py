"""A notation of this package: what is the same for the scenario, the continuum and the reflection."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

from lxml import etree

from . import safe_xml
from .messages import TranslatableMessage
from .parser import ParsedDocument
from .shapes import ElementShape, XmlElement

Model = TypeVar("Model")
Parsed = TypeVar("Parsed", bound=ParsedDocument[Any])

MAX_CACHED = 64
"""How many parsed texts of all notations are kept in memory."""

OPTION_NAMESPACE = "http://code.edx.org/xblock/option"
"""The namespace of elements in which a platform's export keeps fields of a block, such as a draft; no content."""

MODEL_FIELDS = {"display_name": "title", "weight": "weight", "max_attempts": "max_attempts"}
"""The field of a model for each setting of the platform that a file has as an attribute of its root."""


@dataclass(frozen=True, slots=True, eq=False)
class Notation(Generic[Model, Parsed]):
    """How the text of one kind of component is parsed, written and stored.

    `root` is the tag of a file's root element and `what` the name of such a file in messages. `settings` are the
    attributes of the root that are fields of the block (title, points, attempts), `own_attributes` its others.
    `duplicate_id` is the message, with `{id}`, for an id that is used twice where elements have no lines (a tree).
    `shapes` holds each element's shape by (tag of its parent, tag), or by ("", tag) where the parent does not matter.
    """

    root: str
    what: TranslatableMessage
    settings: tuple[str, ...]
    own_attributes: tuple[str, ...]
    duplicate_id: str
    shapes: Mapping[tuple[str, str], ElementShape]
    parsed_class: type[Parsed]
    parse_element: Callable[[XmlElement, Mapping[XmlElement, int]], Parsed]
    to_element: Callable[[Model], XmlElement]
    serialize: Callable[[Model], str]

    def find_shape(self, parent: str, tag: str) -> ElementShape:
        """Return the shape of an element, from the tag of its parent and its own. Raise KeyError for an unknown tag."""
        return self.shapes.get((parent, tag)) or self.shapes["", tag]

    def parse(self, source: str | bytes) -> Parsed:
        """Parse the text of a file. Never raises for bad input: `issues` holds everything that is wrong, with lines."""
        document = safe_xml.parse_document(source, self.root, self.what)
        if document.root is None:
            return self.parsed_class(None, document.issues)
        etree.strip_elements(document.root, f"{{{OPTION_NAMESPACE}}}*", with_tail=False)
        return self.parse_element(document.root, document.lines_by_element)

    def parse_stored(self, text: str) -> Parsed:
        """Parse a block's stored text, or return the result kept for it; an empty text gives no model and no issues."""
        return _parse_stored(self, text) if text.strip() else self.parsed_class(None)

    def read_title(self, text: str) -> str:
        """Return the title in a file's text, or "" where it has none or can't be used."""
        model = self.parse_stored(text).model
        return "" if model is None else self.read_settings(model)["display_name"] or ""

    def read_settings(self, model: Model) -> dict[str, Any]:
        """Return the platform's settings that a file had; None for one that it left out."""
        return {name: getattr(model, MODEL_FIELDS[name]) for name in self.settings}

    def without_settings(self, model: Any) -> Model:
        """Return a model without the platform's settings, which are fields of the block."""
        return replace(model, **{MODEL_FIELDS[name]: None for name in self.settings})

    def stored_text(self, text: str) -> str:
        """Return what a block stores for a file's text: canonical where nothing is wrong with it, else as it came.

        Canonical text keeps only what is understood, so a mistake would vanish with what it says; it stays until its
        author has mended it.
        """
        parsed = self.parse(text)
        if parsed.model is not None and not parsed.errors:
            return self.serialize(self.without_settings(parsed.model))
        root = self.parse_root(text)
        if root is None:
            return text
        for name in set(root.attrib) - set(self.own_attributes):
            del root.attrib[name]
        etree.cleanup_namespaces(root)
        return etree.tostring(root, encoding="unicode", with_tail=False)

    def canonical_root(self, text: str) -> XmlElement | None:
        """Return a stored text's root element as it is written to a file; None where the text has errors."""
        parsed = self.parse_stored(text)
        return None if parsed.model is None or parsed.errors else self.to_element(parsed.model)

    def parse_root(self, text: str) -> XmlElement | None:
        """Return the root element of a text with everything in it; None where it is no XML or another kind of file."""
        try:
            root = etree.fromstring(
                text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            )
        except (etree.XMLSyntaxError, ValueError):
            return None
        return root if root.tag == self.root else None


@lru_cache(maxsize=MAX_CACHED)
def _parse_stored(notation: Notation[Any, Any], text: str) -> Any:
    return notation.parse(text)
