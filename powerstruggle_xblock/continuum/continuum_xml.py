"""Parse and serialize the notation of a continuum."""

from collections.abc import Mapping

from ..notation.messages import msg, noop
from ..notation.notation import Notation
from ..notation.parser import ParsedDocument
from ..notation.shapes import XmlElement
from . import grammar, parser, serializer
from .model import Continuum


class ParsedContinuum(ParsedDocument[Continuum]):
    """The result of parsing a continuum; see ParsedDocument."""

    __slots__ = ()

    @property
    def continuum(self) -> Continuum | None:
        """The continuum, or None where an issue is fatal."""
        return self.model


def parse_element(root: XmlElement, lines: Mapping[XmlElement, int]) -> ParsedContinuum:
    """Parse the root element of a continuum. `lines` holds the number that an issue at an element has as its line."""
    continuum_parser = parser.ContinuumParser(lines)
    continuum_parser.check_shape(root)
    continuum = parser.build_continuum(continuum_parser, root)
    return ParsedContinuum(*continuum_parser.finish(continuum))


NOTATION = Notation(
    root=grammar.ROOT,
    what=msg("a \"Where would you stand?\" component"),
    settings=("display_name", "weight"),
    own_attributes=grammar.OWN_ATTRIBUTES,
    duplicate_id=noop("id \"{id}\" is taken already; every statement, question and stop needs its own"),
    shapes={("", tag): shape for tag, shape in grammar.SHAPES.items()},
    parsed_class=ParsedContinuum,
    parse_element=parse_element,
    to_element=serializer.to_element,
    serialize=serializer.to_xml_text,
)

parse = NOTATION.parse
parse_stored = NOTATION.parse_stored
serialize = NOTATION.serialize
