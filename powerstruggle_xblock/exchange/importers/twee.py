"""Twee files, versions 1 to 3, as passages (Twee 3 Specification 3.0.2 of the Interactive Fiction Technology Foundation)."""

import json
import re
from dataclasses import dataclass, field

from ..report import noop, Report

_HEADER = re.compile(
    r"::[ \t]*(?P<name>(?:\\.|[^\[\]{}\\\n])*?)[ \t]*"
    r"(?:\[(?P<tags>(?:\\.|[^\]\\\n])*)\])?[ \t]*"
    r"(?P<meta>\{.*\}|<[\d.]+,[\d.]+>)?[ \t]*\Z")
_ESCAPED = re.compile(r"\\(.)")
_BEGINS = re.compile(r"^\ufeff?::", re.M)


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its name, tags and text, as its author wrote them."""

    name: str
    tags: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Story:
    """A Twine story. `start` is a passage's name or None; `loose` is text that belongs to no passage."""

    title: str = ""
    passages: list[Passage] = field(default_factory=list)
    start: str | None = None
    format: str = ""
    ifid: str = ""
    loose: str = ""


def is_twee(text: str) -> bool:
    """Tell whether a text is Twee: some line begins with two colons."""
    return bool(_BEGINS.search(text))


def parse_twee(text: str, report: Report) -> Story:
    """Read a Twee file. What is wrong with it goes into the report; nothing of it is fatal."""
    story = Story()
    header, body, loose = None, [], []
    for line in [*re.split(r"\r\n|\r|\n", text), None]:
        if line is not None and not line.startswith("::"):
            (loose if header is None else body).append(line[1:] if line.startswith("\\::") else line)
            continue
        if header is not None:
            _add(story, _passage(header, "\n".join(body).strip("\n").rstrip(), report), report)
        header, body = line, []
    story.loose = "\n".join(loose).strip()
    if story.start is None and any(passage.name == "Start" for passage in story.passages):
        story.start = "Start"
    return story


def _passage(header: str, body: str, report: Report) -> Passage:
    found = _HEADER.match(header)
    if not found:
        report.changed(noop("A passage's first line could not be read, so all of it became the name: {line}"), line=header[2:].strip()[:80])
        return Passage(header[2:].strip(), (), body)
    name = _unescaped(_without_outer_spaces(header, found))
    _check_metadata(found["meta"], name, report)
    tags = re.findall(r"(?:\\.|[^\s\\])+", found["tags"] or "")
    return Passage(name, tuple(map(_unescaped, tags)), body)


def _without_outer_spaces(header: str, found: re.Match) -> str:
    """Give the name without blanks around it; one that is escaped belongs to it."""
    name = found["name"].strip(" \t")
    return f"{name} " if name.endswith("\\") and not name.endswith("\\\\") and header[found.end("name"):][:1].isspace() else name


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _check_metadata(meta: str | None, name: str, report: Report) -> None:
    if meta and meta.startswith("{") and _object(meta) is None:
        report.changed(noop("The position of “{name}” could not be read; positions are not kept anyway."), name=name)


def _object(text: str) -> dict | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _add(story: Story, passage: Passage, report: Report) -> None:
    if passage.name == "StoryTitle":
        story.title = " ".join(passage.text.split())
    elif passage.name == "StoryData":
        data = _object(passage.text)
        if data is None:
            report.changed(noop("The story's settings (StoryData) could not be read and were left aside."))
            story.passages.append(passage)
            return
        story.start = data["start"] if isinstance(data.get("start"), str) else story.start
        story.format = data["format"] if isinstance(data.get("format"), str) else ""
        story.ifid = data["ifid"] if isinstance(data.get("ifid"), str) else ""
    else:
        story.passages.append(passage)
