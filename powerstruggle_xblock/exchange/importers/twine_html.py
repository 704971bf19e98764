"""Parse stories that Twine published or archived: Twine 2 HTML, Twine 1 HTML, Twine 2 JSON.

Sources: the specifications of Twine 2 HTML Output, Twine 2 Archive, Twine 1 HTML Output and Twine 2 JSON Output
(Interactive Fiction Technology Foundation, 2021 to 2023).
"""

import json
import re
from html.parser import HTMLParser
from typing import Any

from ...notation.messages import noop
from ..report import CannotImport
from .twee import Passage, Story

_TWINE2_MARK = re.compile(r"<tw-storydata[\s>]", re.I)
_TWINE1_MARK = re.compile(r"<div[^>]{0,200}\bid\s*=\s*[\"']?(?:storeArea|store-area)\b", re.I)


def is_twine_page(text: str) -> bool:
    """Return whether a text is a page made by Twine."""
    return bool(_TWINE2_MARK.search(text) or _TWINE1_MARK.search(text))


def parse_page(text: str) -> list[Story]:
    """Return the stories of a page, in order: a published page has one, an archive any number.

    Raises `CannotImport` where none of them has a passage.
    """
    parser = _Twine2Parser() if _TWINE2_MARK.search(text) else _Twine1Parser()
    # The program of the story format comes before the story, and is not parsed.
    found = (_TWINE2_MARK if isinstance(parser, _Twine2Parser) else _TWINE1_MARK).search(text)
    parser.feed(text[found.start():] if found else text)
    parser.close()
    parser.finish()
    return parser.stories


def is_twine_json(value: Any) -> bool:
    """Return whether a JSON value is a Twine 2 story."""
    return (isinstance(value, dict) and isinstance(value.get("passages"), list)
            and any(isinstance(row, dict) and "text" in row for row in value["passages"]))


def parse_story(value: dict[str, Any]) -> Story:
    """Return the story of a Twine 2 JSON document; its start may be a number of a passage (pid) or a name."""
    story = Story(_as_text(value.get("name")), format=_as_text(value.get("format")), ifid=_as_text(value.get("ifid")))
    by_number: dict[str, str] = {}
    for row in value["passages"]:
        if not isinstance(row, dict):
            story.loose += f"{json.dumps(row, ensure_ascii=False)}\n"
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
    story.start = start if start in names else by_number.get(start)
    return story


def _as_text(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int) and not isinstance(value, bool)
        else ""
    )


class _PageParser(HTMLParser):
    """Base of the two parsers: collects a passage's text until its element ends."""

    # A passage's text is one escaped node, so nothing in it is taken for a tag; scripts and styles are read as text.
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stories: list[Story] = []
        self._head: tuple[str, str, tuple[str, ...]] | None = None
        self._text: list[str] = []

    def handle_data(self, data: str) -> None:
        """Add text to the passage."""
        if self._head is not None:
            self._text.append(data)

    def finish(self) -> None:
        """Add a passage whose end is missing. Raises `CannotImport` where no story has a passage."""
        self._finish_passage()
        if not any(story.passages for story in self.stories):
            raise CannotImport(noop("This page holds no passages of a Twine story."))

    def _begin_passage(self, number: str, name: str, tags: tuple[str, ...]) -> None:
        self._finish_passage()
        self._head, self._text = (number, name, tags), []

    def _finish_passage(self) -> None:
        if self._head is not None and self.stories:
            number, name, tags = self._head
            self._add_passage(number, Passage(name, tags, "".join(self._text)))
        self._head = None

    def _add_passage(self, number: str, passage: Passage) -> None:
        self.stories[-1].passages.append(passage)


class _Twine2Parser(_PageParser):
    """Parses pages and archives of Twine 2."""

    def __init__(self) -> None:
        super().__init__()
        self._start = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a story or a passage."""
        values = {name: value or "" for name, value in attrs}
        if tag == "tw-storydata":
            self._finish_passage()
            self._start = values.get("startnode", "")
            self.stories.append(
                Story(values.get("name", ""), format=values.get("format", ""), ifid=values.get("ifid", ""))
            )
        elif tag == "tw-passagedata" and self.stories:
            self._begin_passage(values.get("pid", ""), values.get("name", ""), tuple(values.get("tags", "").split()))
        elif tag in ("script", "style") and self.stories:
            kind = "script" if tag == "script" else "stylesheet"
            self._begin_passage("", f"Story {kind}", (kind,))
        elif self._head is not None:
            # A tag that should have been escaped, in a page written by hand.
            self._text.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End a passage."""
        if tag in ("tw-passagedata", "script", "style", "tw-storydata"):
            self._finish_passage()
        elif self._head is not None:
            self._text.append(f"</{tag}>")

    def _add_passage(self, number: str, passage: Passage) -> None:
        if number and number == self._start:
            self.stories[-1].start = passage.name
        if passage.text.strip() or not {"script", "stylesheet"} & set(passage.tags):
            super()._add_passage(number, passage)


class _Twine1Parser(_PageParser):
    """Parses pages of Twine 1."""

    def __init__(self) -> None:
        super().__init__()
        self.stories = [Story(format="sugarcane")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a story or a passage."""
        values = {name: value or "" for name, value in attrs}
        if tag == "div" and "tiddler" in values:
            self._begin_passage("", values["tiddler"], tuple(values.get("tags", "").split()))
        elif self._head is not None:
            self._text.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End a passage."""
        if tag == "div":
            self._finish_passage()
        elif self._head is not None:
            self._text.append(f"</{tag}>")

    def _add_passage(self, number: str, passage: Passage) -> None:
        # Twine 1 writes line breaks and tabs as escape sequences.
        text = re.sub(r"\\([nts\\])", lambda hit: {"n": "\n", "t": "\t", "s": "\\", "\\": "\\"}[hit[1]], passage.text)
        if passage.name == "StoryTitle":
            self.stories[0].title = " ".join(text.split())
        else:
            super()._add_passage(number, Passage(passage.name, passage.tags, text))
            if passage.name == "Start":
                self.stories[0].start = "Start"
