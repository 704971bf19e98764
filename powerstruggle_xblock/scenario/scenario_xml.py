"""The public functions of the scenario's notation: parse, serialize, and compute the content version."""

import hashlib
from collections.abc import Mapping

from ..notation import safe_xml
from ..notation.messages import msg
from ..notation.parser import ParsedDocument
from ..notation.shapes import XmlElement
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


def parse(source: str | bytes) -> ParsedScenario:
    """Parse the text of a scenario file.

    Never raises for bad input: `issues` holds everything that is wrong, with lines.
    """
    document = safe_xml.parse_document(source, grammar.ROOT, msg("a scenario"))
    if document.root is None:
        return ParsedScenario(None, document.issues)
    return parse_element(document.root, document.lines_by_element)


def parse_element(root: XmlElement, lines: Mapping[XmlElement, int]) -> ParsedScenario:
    """Parse the root element of a scenario. `lines` holds the number that an issue at an element has as its line."""
    scenario_parser = ScenarioParser(lines)
    scenario_parser.check_shape(root)
    scenario = parser.build_scenario(scenario_parser, root)
    scenario_parser.check_references(scenario)
    return ParsedScenario(*scenario_parser.finish(scenario))


def to_element(scenario: Scenario) -> XmlElement:
    """Return a scenario as a root element with its attributes and children, not indented."""
    return serializer.to_element(scenario)


def serialize(scenario: Scenario) -> str:
    """Return the canonical text of a scenario file: parsed again, it is the same scenario."""
    return serializer.to_xml_text(scenario)


def content_version(scenario: Scenario) -> str:
    """Return the content version: twelve hex digits that change with anything learners read, do or are scored by.

    White space in the file, notes, sign-offs, and the platform's settings (title, points, attempts) do not change it.
    """
    return hashlib.sha256(serializer.to_versioned_text(scenario).encode()).hexdigest()[:12]
