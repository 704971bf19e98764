"""Decode stories whose passages were written with character references once more than the file needs."""

import html
import re
from dataclasses import replace

from ...notation.messages import noop
from ..report import Report
from .twee import Story

_PROGRAMS = frozenset(("script", "stylesheet"))
_SIGN = re.compile(r"[<>\"]")
_REFERENCE = re.compile(r"&(?:lt|gt|quot);")


def decode_twice_encoded(story: Story, report: Report) -> None:
    """Decode names and texts of a story where signs of markup stand as character references alone, and report it."""
    texts = [passage.text for passage in story.passages if not _PROGRAMS & set(passage.tags)]
    if not any(map(_REFERENCE.search, texts)) or any(map(_SIGN.search, texts)):
        return
    story.passages = [
        replace(passage, name=html.unescape(passage.name), text=html.unescape(passage.text))
        for passage in story.passages]
    story.start = None if story.start is None else html.unescape(story.start)
    report.add_changed(noop("Signs such as “<” were written as character references everywhere; they were decoded."))
