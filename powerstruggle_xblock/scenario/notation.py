"""The notation's one door: XML text to a scenario with all its problems, and back.

Documents come from strangers: no entity is expanded, no DTD is read, nothing is fetched, and sizes and depths
have bounds.
"""

import codecs
import hashlib
import re
from dataclasses import dataclass, field

from lxml import etree

from . import building, grammar, lines, writing
from .model import Scenario
from .problems import ERROR, Problem, in_order, nearest
from .reading import Reader

MOST_BYTES = 24 * 1024 * 1024
"""More than ten thousand full scenes; a larger file is a mistake or an attack."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"Entity '([^']+)' not defined")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the scenario, or None where it can't be played, all problems, and lines by id."""

    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended before publishing."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)


def read(source: str | bytes) -> Reading:
    """Read a scenario file. Never raises for bad input: what is wrong is in `problems`, all of it, with lines."""
    text = None
    try:
        if isinstance(source, str):
            # The encoding a declaration names is that of bytes; its line breaks stay, for the line numbers.
            text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), source)
        data = source if text is None else text.encode()
    except UnicodeEncodeError:
        return _unreadable("the text holds characters that are no characters (lone surrogates)")
    if len(data) > MOST_BYTES:
        return _unreadable(f"the file is larger than {MOST_BYTES // 1024 // 1024} MB")
    # Not huge_tree: libxml2's own bounds on depth, names and single texts stay on.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Reading(None, in_order(_syntax_problems(parser, error)))
    except (ValueError, LookupError) as error:
        return _unreadable(f"this can't be read as XML: {error}")
    return _read_root(root, _decoded(data, root) if text is None else text)


def write(scenario: Scenario) -> str:
    """Write a scenario as the canonical file: read again, it is the same scenario."""
    return writing.to_text(scenario)


def version(scenario: Scenario) -> str:
    """Give the content version: twelve hex digits that change with anything learners read, do or are scored by.

    White space in the file, notes, sign-offs, and the platform's settings (title, points, attempts) leave it as it is.
    """
    return hashlib.sha256(writing.to_learners_text(scenario).encode()).hexdigest()[:12]


def _decoded(data: bytes, root: etree._Element) -> str | None:
    """Give the text that was parsed, for counting its lines; None where its encoding is one only libxml2 knows."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else root.getroottree().docinfo.encoding or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return None


def _read_root(root: etree._Element, text: str | None) -> Reading:
    if root.getroottree().docinfo.internalDTD is not None:
        return _unreadable("a DOCTYPE can't be used here; take that line out", lines.of_doctype(text))
    if root.tag != grammar.ROOT:
        hint = nearest(str(root.tag), [grammar.ROOT])
        return _unreadable(f"the file begins with <{str(root.tag)[:60]}>; a scenario begins with <{grammar.ROOT}>{hint}", root.sourceline)
    reader = Reader(lines.by_element(root, text))
    reader.check_shape(root)
    scenario = building.scenario(reader, root)
    reader.check_references(scenario)
    playable = scenario if not any(problem.fatal for problem in reader.problems) else None
    return Reading(playable, in_order(reader.problems), reader.lines)


def _syntax_problems(parser, error):
    entries = [(entry.line, entry.message) for entry in parser.error_log] or [(error.lineno, error.msg)]
    for line, said in dict.fromkeys(entries):
        message = " ".join(said.split())
        if entity := _ENTITY.match(message):
            message = f"\"&{entity[1]};\" is not known in XML; write the character itself (or &#160; for a fixed space)"
        yield Problem(ERROR, "not-xml", f"this is not well-formed XML: {message}", line or None, fatal=True)


def _unreadable(message: str, line: int | None = None) -> Reading:
    return Reading(None, (Problem(ERROR, "unreadable", message, line, fatal=True),))
