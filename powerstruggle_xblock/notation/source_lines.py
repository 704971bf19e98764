"""On which line of a text each of its elements begins.

libxml2 keeps an element's line in sixteen bits and guesses beyond 65,535; for a start tag spread over several lines it
tells the last one. Authors are sent to these lines, so they are counted from the text itself.
"""

import re

from lxml import etree

_MARKUP = re.compile(r"<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)>|<(?![/!?])", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b")


def lines_by_element(root: etree._Element, text: str | None) -> dict[etree._Element, int]:
    """Give the line, from 1, on which each element's start tag begins; {} where text and tree don't match.

    `text` is what `root` was parsed from, without a DOCTYPE. The tree's elements stay in memory with the answer.
    """
    elements, lines = list(root.iter()), _start_tags(text or "")
    return dict(zip(elements, lines, strict=True)) if len(elements) == len(lines) else {}


def doctype_line(text: str | None) -> int:
    """Give the line of the DOCTYPE, 1 where none is seen."""
    found = _DOCTYPE.search(text or "")
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _start_tags(text: str) -> list[int]:
    found, line, counted = [], 1, 0
    for match in _MARKUP.finditer(text):
        if match.end() - match.start() == 1:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            found.append(line)
    return found
