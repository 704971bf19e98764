"""Parse Twee files, versions 1 to 3, into passages.

Source: Twee 3 Specification 3.0.2 (Interactive Fiction Technology Foundation, 2021).
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from ...notation.messages import noop
from ..budget import check_passage_count
from ..report import Report

_BRACKET = re.compile(r"\\.|[\[\]{}]", re.S)
_POSITION = re.compile(r"<[\d.]+,[\d.]+>")
_ESCAPED = re.compile(r"\\(.)")
_TAG = re.compile(r"(?:\\.|[^\s\\])+")
_HEADER_LINE = re.compile(r"^\ufeff?::", re.M)


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its name, tags and text, as its author wrote them."""

    name: str
    tags: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Story:
    """A Twine story.

    `start` is a passage's name or None, `loose` text outside of all passages, `credits` what a page says about who
    made it.
    """

    title: str = ""
    passages: list[Passage] = field(default_factory=list)
    start: str | None = None
    format: str = ""
    ifid: str = ""
    loose: str = ""
    credits: list[str] = field(default_factory=list)


def is_twee(text: str) -> bool:
    """Return whether a text is Twee: a line begins with two colons."""
    return bool(_HEADER_LINE.search(text))


def parse_twee(text: str, report: Report) -> Story:
    """Parse a Twee file. What is wrong with it is reported. Raises `CannotImport` for far too many passages."""
    story = Story()
    header, body, loose = None, [], []
    for line in [*re.split(r"\r\n|\r|\n", text), None]:
        if line is not None and not line.startswith("::"):
            (loose if header is None else body).append(line[1:] if line.startswith("\\::") else line)
            continue
        if header is not None:
            _add_passage(story, _parse_passage(header, "\n".join(body).strip("\n").rstrip(), report), report)
        header, body = line, []
    story.loose = "\n".join(loose).strip()
    check_passage_count(len(story.passages))
    if story.start is None and any(passage.name == "Start" for passage in story.passages):
        story.start = "Start"
    return story


def _parse_passage(header: str, body: str, report: Report) -> Passage:
    parts = split_header(header[2:])
    if parts is None:
        report.add_changed(
            noop("A passage's first line could not be read, so all of it became the name: {line}"),
            line=header[2:].strip()[:80],
        )
        return Passage(header[2:].strip(), (), body)
    name, tags, metadata = parts
    name = _unescape(name)
    _check_metadata(metadata, name, report)
    return Passage(name, tuple(map(_unescape, _TAG.findall(tags))), body)


def split_header(header: str) -> tuple[str, str, str] | None:
    """Return (name, tags, metadata) of a header without its colons, escapes kept; None where it is no header.

    Reads the line once, from left to right.
    """
    name_end = _find_bracket(header, 0)
    rest = header[name_end:].strip(" \t")
    name, tags = header[:name_end], ""
    if rest.startswith("["):
        tags_end = _find_bracket(rest, 1)
        if not rest.startswith("]", tags_end):
            return None
        tags, rest = rest[1:tags_end], rest[tags_end + 1:].strip(" \t")
    elif not rest:
        name, rest = _split_position(name)
    is_metadata = not rest or (rest.startswith("{") and rest.endswith("}")) or _POSITION.fullmatch(rest)
    return (_trim_name(name), tags, rest) if is_metadata else None


def _find_bracket(text: str, at: int) -> int:
    """Return the index of the first bracket at or after `at` that is not escaped, or the length of the text."""
    while found := _BRACKET.search(text, at):
        if len(found[0]) == 1:
            return found.start()
        at = found.end()
    return len(text)


def _split_position(name: str) -> tuple[str, str]:
    """Return (name, position) of a header of Twee 2 without tags."""
    trimmed = name.rstrip(" \t")
    at = trimmed.rfind("<")
    return (trimmed[:at], trimmed[at:]) if at >= 0 and _POSITION.fullmatch(trimmed, at) else (name, "")


def _trim_name(name: str) -> str:
    """Return the name without spaces around it; an escaped space belongs to the name."""
    trimmed = name.strip(" \t")
    escaped = len(trimmed) - len(trimmed.rstrip("\\"))
    return f"{trimmed} " if escaped % 2 and name.rstrip(" \t") != name else trimmed


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _check_metadata(meta: str, name: str, report: Report) -> None:
    if meta.startswith("{") and _parse_object(meta) is None:
        report.add_changed(
            noop("The position of “{name}” could not be read; positions are not imported anyway."), name=name
        )


def _parse_object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _add_passage(story: Story, passage: Passage, report: Report) -> None:
    if passage.name == "StoryTitle":
        story.title = " ".join(passage.text.split())
    elif passage.name == "StoryData":
        data = _parse_object(passage.text)
        if data is None:
            report.add_changed(noop("The story's settings (StoryData) could not be read, and were not used."))
            story.passages.append(passage)
            return
        story.start = data["start"] if isinstance(data.get("start"), str) else story.start
        story.format = data["format"] if isinstance(data.get("format"), str) else ""
        story.ifid = data["ifid"] if isinstance(data.get("ifid"), str) else ""
    else:
        story.passages.append(passage)
