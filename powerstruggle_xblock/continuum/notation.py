"""The continuum notation's one door: XML text to the exercise with all problems, each with its line, and back."""

from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from ..scenario import documents
from ..scenario.problems import ERROR, Problem, in_order
from ..scenario.saying import said
from . import building, grammar, writing
from .model import Continuum

WHAT = said("a \"Where would you stand?\" component")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the exercise, or None where there is nothing to show, and all problems."""

    continuum: Continuum | None
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended before publishing."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


def read(source: str | bytes) -> Reading:
    """Read a continuum component. Never raises for bad input: what is wrong is in `problems`, all of it, with lines."""
    document = documents.parse(source, grammar.ROOT, WHAT)
    return Reading(None, document.problems) if document.root is None else read_element(document.root, document.lines)


def read_element(root: etree._Element, lines=None) -> Reading:
    """Read a root element; `lines` tells on which line each element stands, where it is known better than by the parser."""
    reader = building.ContinuumReader(lines)
    reader.check_shape(root)
    continuum = building.continuum(reader, root)
    shown = continuum if not any(problem.fatal for problem in reader.problems) else None
    return Reading(shown, in_order(reader.problems))


@lru_cache(maxsize=64)
def remembered(text: str) -> Reading:
    """Read a stored text, from memory where it was read before; an empty one is an empty reading."""
    return read(text) if text.strip() else Reading(None)


def without_settings(continuum: Continuum) -> Continuum:
    """Give the exercise without what the block's own fields keep: title and points."""
    return replace(continuum, title=None, weight=None)


def to_element(continuum: Continuum) -> etree._Element:
    """Give the root element with its attributes and children."""
    return writing.to_element(continuum)


def write(continuum: Continuum) -> str:
    """Write the canonical file: read again, it is the same."""
    return writing.to_text(continuum)
