"""The continuum notation's one door: XML text to the exercise with all problems, each with its line, and back."""

from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from ..notation import safe_xml
from ..notation.issues import ERROR, Issue, sort_issues
from ..notation.messages import msg
from . import grammar, parser, serializer
from .model import Continuum

WHAT = msg("a \"Where would you stand?\" component")


@dataclass(frozen=True, slots=True)
class ParsedContinuum:
    """What came of reading: the exercise, or None where there is nothing to show, and all problems."""

    continuum: Continuum | None
    issues: tuple[Issue, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The problems that must be mended before publishing."""
        return tuple(problem for problem in self.issues if problem.severity == ERROR)


def parse(source: str | bytes) -> ParsedContinuum:
    """Read a continuum component. Never raises for bad input: what is wrong is in `problems`, all of it, with lines."""
    document = safe_xml.parse_document(source, grammar.ROOT, WHAT)
    return ParsedContinuum(None, document.issues) if document.root is None else parse_element(document.root, document.lines)


def parse_element(root: etree._Element, lines=None) -> ParsedContinuum:
    """Read a root element; `lines` tells on which line each element stands, where it is known better than by the parser."""
    reader = parser.ContinuumParser(lines)
    reader.check_shape(root)
    continuum = parser.build_continuum(reader, root)
    shown = continuum if not any(problem.fatal for problem in reader.issues) else None
    return ParsedContinuum(shown, sort_issues(reader.issues))


@lru_cache(maxsize=64)
def parse_cached(text: str) -> ParsedContinuum:
    """Read a stored text, from memory where it was read before; an empty one is an empty reading."""
    return parse(text) if text.strip() else ParsedContinuum(None)


def without_settings(continuum: Continuum) -> Continuum:
    """Give the exercise without what the block's own fields keep: title and points."""
    return replace(continuum, title=None, weight=None)


def to_element(continuum: Continuum) -> etree._Element:
    """Give the root element with its attributes and children."""
    return serializer.to_element(continuum)


def serialize(continuum: Continuum) -> str:
    """Write the canonical file: read again, it is the same."""
    return serializer.to_xml_text(continuum)
