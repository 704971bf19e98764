"""The public functions of the reflection's notation: parse and serialize."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ..notation import safe_xml
from ..notation.messages import msg
from ..notation.parser import ParsedDocument
from ..notation.shapes import XmlElement
from . import grammar, parser, serializer
from .model import Reflection

WHAT = msg("a reflection component")
"""What messages call such a file."""


class ParsedReflection(ParsedDocument[Reflection]):
    """The result of parsing a reflection; see ParsedDocument."""

    __slots__ = ()

    @property
    def reflection(self) -> Reflection | None:
        """The reflection, or None where it can't be shown."""
        return self.model


def parse(source: str | bytes) -> ParsedReflection:
    """Parse the text of a reflection file.

    Never raises for bad input: `issues` holds everything that is wrong, with lines.
    """
    document = safe_xml.parse_document(source, grammar.ROOT, WHAT)
    if document.root is None:
        return ParsedReflection(None, document.issues)
    return parse_element(document.root, document.lines_by_element)


@lru_cache(maxsize=64)
def parse_cached(text: str) -> ParsedReflection:
    """Parse a stored text, or return the cached result for it; an empty text gives no reflection and no issues."""
    return parse(text) if text.strip() else ParsedReflection(None)


def parse_element(root: XmlElement, lines: Mapping[XmlElement, int]) -> ParsedReflection:
    """Parse the root element of a reflection. `lines` holds the number that an issue at an element has as its line."""
    reflection_parser = parser.ReflectionParser(lines)
    reflection_parser.check_shape(root)
    reflection = parser.build_reflection(reflection_parser, root)
    return ParsedReflection(*reflection_parser.finish(reflection))


def to_element(reflection: Reflection) -> XmlElement:
    """Return a reflection as a root element with its attributes and children, not indented."""
    return serializer.to_element(reflection)


def serialize(reflection: Reflection) -> str:
    """Return the canonical text of a reflection file: parsed again, it is the same reflection."""
    return serializer.to_xml_text(reflection)


def without_settings(reflection: Reflection) -> Reflection:
    """Return the reflection without what the block's own fields hold: title and points."""
    return replace(reflection, title=None, weight=None)
