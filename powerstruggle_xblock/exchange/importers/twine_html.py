"""Parse stories that Twine published or archived: Twine 2 HTML, Twine 1 HTML, Twine 2 JSON.

Sources: the specifications of Twine 2 HTML Output, Twine 2 Archive, Twine 1 HTML Output and Twine 2 JSON Output
(Interactive Fiction Technology Foundation, 2021 to 2023).
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...notation.messages import noop
from ..budget import CannotImport, check_passage_count
from .page_credits import find_page_credits
from .twee import Passage, Story

_TWINE2_MARK = re.compile(r"<tw-storydata[\s>]", re.I)
_TWINE1_MARK = re.compile(r"<div[^<>]{0,200}?\bid\s*+=\s*+[\"']?+(?:storeArea|store-area)\b", re.I)
_TWINE2_TAG = re.compile(r"<(/?)(tw-storydata|tw-passagedata|script|style)(?=[\s/>])", re.I)
_TWINE1_TAG = re.compile(r"<(/?)(div)(?=[\s/>])", re.I)
_TAG_REST = re.compile(r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_RAW_END = re.compile(r"</(script|style)\b", re.I)
_TWINE1_ESCAPE = re.compile(r"\\([nts\\])")
MAX_TAG_LENGTH = 20_000
MAX_RESCANS = 4
"""How often a page is scanned for the ends of unclosed tags."""


def is_twine_page(text: str) -> bool:
    """Return whether a text is a page made by Twine."""
    return bool(_TWINE2_MARK.search(text) or _TWINE1_MARK.search(text))


def parse_page(text: str) -> list[Story]:
    """Return the stories of a page, in order: a published page has one, an archive any number.

    Raises `CannotImport` where none of them has a passage.
    """
    # The program of the story format comes before the story, and is not parsed.
    if found := _TWINE2_MARK.search(text):
        stories = _parse_twine2(text[found.start():])
    else:
        found = _TWINE1_MARK.search(text)
        stories = _parse_twine1(text[found.start():] if found else text)
    if not any(story.passages for story in stories):
        raise CannotImport(noop("This page holds no passages of a Twine story."))
    for story in stories:
        check_passage_count(len(story.passages))
        story.credits = find_page_credits(text[:found.start()]) if found and len(stories) == 1 else []
    return stories


def is_twine_json(value: Any) -> bool:
    """Return whether a JSON value is a Twine 2 story."""
    return (isinstance(value, dict) and isinstance(value.get("passages"), list)
            and any(isinstance(row, dict) and "text" in row for row in value["passages"]))


def parse_story(value: dict[str, Any]) -> Story:
    """Return the story of a Twine 2 JSON document; its start may be a number of a passage (pid) or a name."""
    story = Story(_as_text(value.get("name")), format=_as_text(value.get("format")), ifid=_as_text(value.get("ifid")))
    by_number: dict[str, str] = {}
    loose: list[str] = []
    for row in value["passages"]:
        if not isinstance(row, dict):
            loose.append(json.dumps(row, ensure_ascii=False))
            continue
        tags = row.get("tags")
        name = _as_text(row.get("name"))
        by_number.setdefault(_as_text(row.get("pid", row.get("id"))), name)
        words = (
            tags.split()
            if isinstance(tags, str)
            else [tag for tag in tags if isinstance(tag, str)]
            if isinstance(tags, list)
            else []
        )
        story.passages.append(Passage(name, tuple(words), _as_text(row.get("text"))))
    start = _as_text(value.get("start", value.get("startnode")))
    names = {passage.name for passage in story.passages}
    story.loose = "\n".join(loose)
    story.start = start if start in names else by_number.get(start) or start or None
    check_passage_count(len(story.passages))
    return story


def _as_text(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int) and not isinstance(value, bool)
        else ""
    )


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag of a page: its name in lower case, whether it closes, its attributes, and its place in the text."""

    name: str
    is_closing: bool
    attributes: dict[str, str]
    start: int
    end: int


def _find_tags(text: str, pattern: re.Pattern[str]) -> Iterator[_Tag]:
    """Yield the tags that `pattern` names, in order; what is in a script or style sheet is no tag."""
    at, scanned = 0, 0
    while hit := pattern.search(text, at):
        rest = _TAG_REST.match(text, hit.end(), hit.end() + MAX_TAG_LENGTH)
        if rest is None:
            scanned += min(len(text) - hit.start(), MAX_TAG_LENGTH)
            if scanned > MAX_RESCANS * len(text):
                return
            at = hit.end()
            continue
        at = rest.end()
        name = hit[2].lower()
        yield _Tag(name, bool(hit[1]), {} if hit[1] else _parse_attributes(rest[0]), hit.start(), at)
        if name in ("script", "style") and not hit[1]:
            closing = _RAW_END.search(text, at)
            at = closing.start() if closing else len(text)


def _parse_attributes(source: str) -> dict[str, str]:
    return {
        hit[1].lower(): html.unescape(next((value for value in hit.groups()[1:] if value is not None), ""))
        for hit in _ATTRIBUTE.finditer(source)
    }


def _parse_twine2(text: str) -> list[Story]:
    """Return the stories of a page or archive of Twine 2. A passage's text is one escaped node."""
    stories: list[Story] = []
    starts: list[str] = []
    passage: _Tag | None = None
    for tag in [*_find_tags(text, _TWINE2_TAG), None]:
        if passage is not None and stories:
            words = text[passage.end:tag.start if tag else len(text)]
            _add_twine2_passage(stories[-1], passage, words, starts[-1])
        passage = None
        if tag is None or tag.is_closing:
            continue
        if tag.name == "tw-storydata":
            values = tag.attributes
            stories.append(Story(values.get("name", ""), format=values.get("format", ""), ifid=values.get("ifid", "")))
            starts.append(values.get("startnode", ""))
        else:
            passage = tag
    for story, start in zip(stories, starts, strict=True):
        story.start = story.start or start or None
    return stories


def _add_twine2_passage(story: Story, tag: _Tag, words: str, start: str) -> None:
    if tag.name != "tw-passagedata":
        kind = "script" if tag.name == "script" else "stylesheet"
        if words.strip():
            story.passages.append(Passage(f"Story {kind}", (kind,), words))
        return
    name = tag.attributes.get("name", "")
    story.passages.append(Passage(name, tuple(tag.attributes.get("tags", "").split()), html.unescape(words)))
    if start and tag.attributes.get("pid") == start:
        story.start = name


def _parse_twine1(text: str) -> list[Story]:
    """Return the story of a page of Twine 1, which writes line breaks and tabs as escape sequences."""
    story = Story(format="sugarcane")
    passage: _Tag | None = None
    for tag in [*_find_tags(text, _TWINE1_TAG), None]:
        if passage is not None:
            words = html.unescape(text[passage.end:tag.start if tag else len(text)])
            words = _TWINE1_ESCAPE.sub(lambda hit: {"n": "\n", "t": "\t"}.get(hit[1], "\\"), words)
            name = passage.attributes["tiddler"]
            if name == "StoryTitle":
                story.title = " ".join(words.split())
            else:
                story.passages.append(Passage(name, tuple(passage.attributes.get("tags", "").split()), words))
                story.start = "Start" if name == "Start" else story.start
        passage = tag if tag is not None and "tiddler" in tag.attributes else None
    return [story]
