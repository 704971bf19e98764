"""Parse Twee files, versions 1 to 3, into passages.

Source: Twee 3 Specification 3.0.2 (Interactive Fiction Technology Foundation, 2021).
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from ...notation.messages import noop
from ..report import Report

_HEADER = re.compile(
    r"::[ \t]*(?P<name>(?:\\.|[^\[\]{}\\\n])*?)[ \t]*"
    r"(?:\[(?P<tags>(?:\\.|[^\]\\\n])*)\])?[ \t]*"
    r"(?P<meta>\{.*\}|<[\d.]+,[\d.]+>)?[ \t]*\Z")
_ESCAPED = re.compile(r"\\(.)")
_HEADER_LINE = re.compile(r"^\ufeff?::", re.M)


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its name, tags and text, as its author wrote them."""

    name: str
    tags: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Story:
    """A Twine story. `start` is a passage's name or None; `loose` is text outside of all passages."""

    title: str = ""
    passages: list[Passage] = field(default_factory=list)
    start: str | None = None
    format: str = ""
    ifid: str = ""
    loose: str = ""


def is_twee(text: str) -> bool:
    """Return whether a text is Twee: a line begins with two colons."""
    return bool(_HEADER_LINE.search(text))


def parse_twee(text: str, report: Report) -> Story:
    """Parse a Twee file. What is wrong with it is reported; nothing raises."""
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
    if story.start is None and any(passage.name == "Start" for passage in story.passages):
        story.start = "Start"
    return story


def _parse_passage(header: str, body: str, report: Report) -> Passage:
    found = _HEADER.match(header)
    if not found:
        report.add_changed(
            noop("A passage's first line could not be read, so all of it became the name: {line}"),
            line=header[2:].strip()[:80],
        )
        return Passage(header[2:].strip(), (), body)
    name = _unescape(_trim_name(header, found))
    _check_metadata(found["meta"], name, report)
    tags = re.findall(r"(?:\\.|[^\s\\])+", found["tags"] or "")
    return Passage(name, tuple(map(_unescape, tags)), body)


def _trim_name(header: str, found: re.Match) -> str:
    """Return the name without spaces around it; an escaped space belongs to the name."""
    name = found["name"].strip(" \t")
    return (
        f"{name} "
        if name.endswith("\\") and not name.endswith("\\\\") and header[found.end("name") :][:1].isspace()
        else name
    )


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _check_metadata(meta: str | None, name: str, report: Report) -> None:
    if meta and meta.startswith("{") and _parse_object(meta) is None:
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
