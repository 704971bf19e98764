"""The line of a text on which each of its elements begins.

libxml2 stores an element's line in sixteen bits and estimates it beyond 65,535; for a start tag over several lines it
stores the last one. Messages to authors name these lines, so they are counted from the text itself.
"""

import re

from .shapes import XmlElement

_MARKUP = re.compile(r"<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)>|<(?![/!?])", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b")


def lines_by_element(root: XmlElement, text: str | None) -> dict[XmlElement, int]:
    """Return the line, from 1, on which each element's start tag begins; {} where text and tree don't match.

    `text` is what `root` was parsed from, without a DOCTYPE. The returned dictionary keeps the tree's elements in
    memory.
    """
    elements, lines = list(root.iter()), _find_start_tag_lines(text or "")
    return dict(zip(elements, lines, strict=True)) if len(elements) == len(lines) else {}


def doctype_line(text: str | None) -> int:
    """Return the line, from 1, of the DOCTYPE; 1 where the text has none."""
    text = text or ""
    found = _DOCTYPE.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _find_start_tag_lines(text: str) -> list[int]:
    """Return the line of each start tag; comments, CDATA sections and processing instructions are skipped."""
    found: list[int] = []
    line, counted = 1, 0
    for match in _MARKUP.finditer(text):
        if match.end() - match.start() == 1:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            found.append(line)
    return found
