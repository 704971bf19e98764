"""The public functions of the scenario's notation: parse, serialize, and compute the content version."""

import hashlib
from collections.abc import Mapping

from ..notation.messages import msg, noop
from ..notation.notation import Notation
from ..notation.parser import ParsedDocument
from ..notation.shapes import XML_LANG, XmlElement
from . import grammar, parser, serializer
from .element_parser import ScenarioParser
from .model import Scenario


class ParsedScenario(ParsedDocument[Scenario]):
    """The result of parsing a scenario; see ParsedDocument."""

    __slots__ = ()

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, or None where it can't be played."""
        return self.model


def parse_element(root: XmlElement, lines: Mapping[XmlElement, int]) -> ParsedScenario:
    """Parse the root element of a scenario. `lines` holds the number that an issue at an element has as its line."""
    scenario_parser = ScenarioParser(lines)
    scenario_parser.check_shape(root)
    scenario = parser.build_scenario(scenario_parser, root)
    scenario_parser.references.check(scenario_parser, scenario)
    return ParsedScenario(*scenario_parser.finish(scenario))


NOTATION = Notation(
    root=grammar.ROOT,
    what=msg("a scenario"),
    settings=("display_name", "weight", "max_attempts"),
    own_attributes=(XML_LANG,),
    duplicate_id=noop("id \"{id}\" is taken already; every scene, choice and ending needs its own"),
    shapes=grammar.SHAPES,
    parsed_class=ParsedScenario,
    parse_element=parse_element,
    to_element=serializer.to_element,
    serialize=serializer.to_xml_text,
)

parse = NOTATION.parse
serialize = NOTATION.serialize


def content_version(scenario: Scenario) -> str:
    """Return the content version: twelve hex digits that change with anything learners read, do or are scored by.

    White space in the file, notes, sign-offs, and the platform's settings (title, points, attempts) do not change it.
    """
    return hashlib.sha256(serializer.to_versioned_text(scenario).encode()).hexdigest()[:12]
