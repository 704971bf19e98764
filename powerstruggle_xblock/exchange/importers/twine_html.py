"""Stories that Twine published or archived: Twine 2 HTML, Twine 1 HTML, Twine 2 JSON.

Sources: the Interactive Fiction Technology Foundation's Twine 2 HTML Output, Twine 2 Archive, Twine 1 HTML Output and Twine 2
JSON Output specifications.
"""

import json
import re
from html.parser import HTMLParser

from ..report import CannotImport, noop
from .twee import Passage, Story

_TWINE2 = re.compile(r"<tw-storydata[\s>]", re.I)
_TWINE1 = re.compile(r"<div[^>]{0,200}\bid\s*=\s*[\"']?(?:storeArea|store-area)\b", re.I)


def is_twine_page(text: str) -> bool:
    """Tell whether a text is a page that Twine made."""
    return bool(_TWINE2.search(text) or _TWINE1.search(text))


def parse_page(text: str) -> list[Story]:
    """Give the stories in a page, in order; a published page has one, an archive any number."""
    parser = _Twine2() if _TWINE2.search(text) else _Twine1()
    # Before the story stands the story format's whole program, which is not ours to parse.
    found = (_TWINE2 if isinstance(parser, _Twine2) else _TWINE1).search(text)
    parser.feed(text[found.start():] if found else text)
    parser.close()
    parser.end()
    return parser.stories


def is_twine_json(value: object) -> bool:
    """Tell whether a JSON value is a Twine 2 story."""
    return (isinstance(value, dict) and isinstance(value.get("passages"), list)
            and any(isinstance(row, dict) and "text" in row for row in value["passages"]))


def parse_story(value: dict) -> Story:
    """Give the story of a Twine 2 JSON document; its start may be a number of a passage (pid) or a name."""
    story = Story(_said(value.get("name")), format=_said(value.get("format")), ifid=_said(value.get("ifid")))
    by_number: dict[str, str] = {}
    for row in value["passages"]:
        if not isinstance(row, dict):
            story.loose += f"{json.dumps(row, ensure_ascii=False)}\n"
            continue
        tags = row.get("tags")
        name = _said(row.get("name"))
        by_number.setdefault(_said(row.get("pid", row.get("id"))), name)
        words = tags.split() if isinstance(tags, str) else [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        story.passages.append(Passage(name, tuple(words), _said(row.get("text"))))
    start = _said(value.get("start", value.get("startnode")))
    names = {passage.name for passage in story.passages}
    story.start = start if start in names else by_number.get(start)
    return story


def _said(value: object) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


class _Pages(HTMLParser):
    """What the two parsers share: text gathered until an element ends."""

    # A passage's text is one escaped node, so that nothing in it is taken for a tag; scripts and styles are read as text.
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stories: list[Story] = []
        self._head: tuple[str, str, tuple[str, ...]] | None = None
        self._text: list[str] = []

    def handle_data(self, data):
        if self._head is not None:
            self._text.append(data)

    def end(self) -> None:
        """Keep a passage whose end is missing, and refuse a page without any."""
        self._finish()
        if not any(story.passages for story in self.stories):
            raise CannotImport(noop("This page holds no passages of a Twine story."))

    def _begin(self, number: str, name: str, tags: tuple[str, ...]) -> None:
        self._finish()
        self._head, self._text = (number, name, tags), []

    def _finish(self) -> None:
        if self._head is not None and self.stories:
            number, name, tags = self._head
            self._keep(number, Passage(name, tags, "".join(self._text)))
        self._head = None

    def _keep(self, number: str, passage: Passage) -> None:
        self.stories[-1].passages.append(passage)


class _Twine2(_Pages):
    def __init__(self) -> None:
        super().__init__()
        self._start = ""

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "tw-storydata":
            self._finish()
            self._start = values.get("startnode", "")
            self.stories.append(Story(values.get("name", ""), format=values.get("format", ""), ifid=values.get("ifid", "")))
        elif tag == "tw-passagedata" and self.stories:
            self._begin(values.get("pid", ""), values.get("name", ""), tuple(values.get("tags", "").split()))
        elif tag in ("script", "style") and self.stories:
            kind = "script" if tag == "script" else "stylesheet"
            self._begin("", f"Story {kind}", (kind,))
        elif self._head is not None:
            # Not escaped as it should be: somebody wrote the page by hand.
            self._text.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag):
        if tag in ("tw-passagedata", "script", "style", "tw-storydata"):
            self._finish()
        elif self._head is not None:
            self._text.append(f"</{tag}>")

    def _keep(self, number, passage):
        if number and number == self._start:
            self.stories[-1].start = passage.name
        if passage.text.strip() or not {"script", "stylesheet"} & set(passage.tags):
            super()._keep(number, passage)


class _Twine1(_Pages):
    def __init__(self) -> None:
        super().__init__()
        self.stories = [Story(format="sugarcane")]

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "div" and "tiddler" in values:
            self._begin("", values["tiddler"], tuple(values.get("tags", "").split()))
        elif self._head is not None:
            self._text.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag):
        if tag == "div":
            self._finish()
        elif self._head is not None:
            self._text.append(f"</{tag}>")

    def _keep(self, number, passage):
        # Twine 1 writes line breaks and tabs as signs of its own.
        text = re.sub(r"\\([nts\\])", lambda hit: {"n": "\n", "t": "\t", "s": "\\", "\\": "\\"}[hit[1]], passage.text)
        if passage.name == "StoryTitle":
            self.stories[0].title = " ".join(text.split())
        else:
            super()._keep(number, Passage(passage.name, passage.tags, text))
            if passage.name == "Start":
                self.stories[0].start = "Start"
