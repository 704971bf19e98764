"""Parse and serialize the notation of a reflection."""

from collections.abc import Mapping

from ..notation.messages import msg, noop
from ..notation.notation import Notation
from ..notation.parser import ParsedDocument
from ..notation.shapes import XmlElement
from . import grammar, parser, serializer
from .model import Reflection


class ParsedReflection(ParsedDocument[Reflection]):
    """The result of parsing a reflection; see ParsedDocument."""

    __slots__ = ()

    @property
    def reflection(self) -> Reflection | None:
        """The reflection, or None where an issue is fatal."""
        return self.model


def parse_element(root: XmlElement, lines: Mapping[XmlElement, int]) -> ParsedReflection:
    """Parse the root element of a reflection. `lines` holds the number that an issue at an element has as its line."""
    reflection_parser = parser.ReflectionParser(lines)
    reflection_parser.check_shape(root)
    reflection = parser.build_reflection(reflection_parser, root)
    return ParsedReflection(*reflection_parser.finish(reflection))


NOTATION = Notation(
    root=grammar.ROOT,
    what=msg("a reflection component"),
    settings=("display_name", "weight"),
    own_attributes=grammar.OWN_ATTRIBUTES,
    duplicate_id=noop("id \"{id}\" is taken already; every prompt needs its own"),
    shapes={("", tag): shape for tag, shape in grammar.SHAPES.items()},
    parsed_class=ParsedReflection,
    parse_element=parse_element,
    to_element=serializer.to_element,
    serialize=serializer.to_xml_text,
)

parse = NOTATION.parse
parse_stored = NOTATION.parse_stored
serialize = NOTATION.serialize
