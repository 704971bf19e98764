"""The public functions of the continuum's notation: parse and serialize."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ..notation import safe_xml
from ..notation.messages import msg
from ..notation.parser import ParsedDocument
from ..notation.shapes import XmlElement
from . import grammar, parser, serializer
from .model import Continuum

WHAT = msg("a \"Where would you stand?\" component")
"""What messages call such a file."""


class ParsedContinuum(ParsedDocument[Continuum]):
    """The result of parsing a continuum; see ParsedDocument."""

    __slots__ = ()

    @property
    def continuum(self) -> Continuum | None:
        """The continuum, or None where it can't be shown."""
        return self.model


def parse(source: str | bytes) -> ParsedContinuum:
    """Parse the text of a continuum file.

    Never raises for bad input: `issues` holds everything that is wrong, with lines.
    """
    document = safe_xml.parse_document(source, grammar.ROOT, WHAT)
    if document.root is None:
        return ParsedContinuum(None, document.issues)
    return parse_element(document.root, document.lines_by_element)


@lru_cache(maxsize=64)
def parse_cached(text: str) -> ParsedContinuum:
    """Parse a stored text, or return the cached result for it; an empty text gives no continuum and no issues."""
    return parse(text) if text.strip() else ParsedContinuum(None)


def parse_element(root: XmlElement, lines: Mapping[XmlElement, int]) -> ParsedContinuum:
    """Parse the root element of a continuum. `lines` holds the number that an issue at an element has as its line."""
    continuum_parser = parser.ContinuumParser(lines)
    continuum_parser.check_shape(root)
    continuum = parser.build_continuum(continuum_parser, root)
    return ParsedContinuum(*continuum_parser.finish(continuum))


def to_element(continuum: Continuum) -> XmlElement:
    """Return a continuum as a root element with its attributes and children, not indented."""
    return serializer.to_element(continuum)


def serialize(continuum: Continuum) -> str:
    """Return the canonical text of a continuum file: parsed again, it is the same continuum."""
    return serializer.to_xml_text(continuum)


def without_settings(continuum: Continuum) -> Continuum:
    """Return the continuum without what the block's own fields hold: title and points."""
    return replace(continuum, title=None, weight=None)
