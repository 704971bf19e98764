"""The notation's one door: XML text to a scenario with all its problems, and back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ..notation import safe_xml
from ..notation.issues import ERROR, Issue, sort_issues
from ..notation.messages import msg
from . import grammar, parser, serializer
from .element_parser import ScenarioParser
from .model import Scenario


@dataclass(frozen=True, slots=True)
class ParsedScenario:
    """What came of reading: the scenario, or None where it can't be played, all problems, and lines by id."""

    scenario: Scenario | None
    issues: tuple[Issue, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The problems that must be mended before publishing."""
        return tuple(problem for problem in self.issues if problem.severity == ERROR)


def parse(source: str | bytes) -> ParsedScenario:
    """Read a scenario file. Never raises for bad input: what is wrong is in `problems`, all of it, with lines."""
    document = safe_xml.parse_document(source, grammar.ROOT, msg("a scenario"))
    root = document.root
    if root is None:
        return ParsedScenario(None, document.issues)
    return parse_element(root, document.lines)


def parse_element(root: etree._Element, numbers: Mapping[etree._Element, int]) -> ParsedScenario:
    """Read a scenario's root element, wherever it comes from; a problem's line is the number of the element at fault."""
    reader = ScenarioParser(numbers)
    reader.check_shape(root)
    scenario = parser.build_scenario(reader, root)
    reader.check_references(scenario)
    playable = scenario if not any(problem.fatal for problem in reader.issues) else None
    return ParsedScenario(playable, sort_issues(reader.issues), reader.lines)


def serialize(scenario: Scenario) -> str:
    """Write a scenario as the canonical file: read again, it is the same scenario."""
    return serializer.to_xml_text(scenario)


def content_version(scenario: Scenario) -> str:
    """Give the content version: twelve hex digits that change with anything learners read, do or are scored by.

    White space in the file, notes, sign-offs, and the platform's settings (title, points, attempts) leave it as it is.
    """
    return hashlib.sha256(serializer.to_versioned_text(scenario).encode()).hexdigest()[:12]
