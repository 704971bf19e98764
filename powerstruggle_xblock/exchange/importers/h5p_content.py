"""Parse the content types of an H5P Branching Scenario into texts and media.

What a type holds follows from the semantics.json of its library. A parser takes out of `params` what it understands;
every text that is left goes into a note, so that no word is lost. An unknown type never makes an import fail.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import quoteattr

from ..budget import ImportBudget
from . import html_import
from .h5p_words import collect_texts, has_settings, parse_machine_name, unescape_entities
from .html_import import EmbeddedMedia

_INTERACTIONS_SHOWN = frozenset(("H5P.AdvancedText", "H5P.Text", "H5P.Table", "H5P.Image", "H5P.Link"))
"""Content types that an interactive film shows over itself and that a scene can show below it."""

_OTHER_FOLDER = re.compile(r"(?:\.\./){1,3}(?:content/)?(?:[0-9]{1,12}|editor)/")
USUAL_SCREEN = -1
"""The number of the end screen that is shown where no other one is named."""


@dataclass(frozen=True, slots=True)
class SlideButton:
    """A button that leads to another slide: the slide's index, and the button's words."""

    slide: int
    words: str


@dataclass(slots=True)
class Content:
    """What one content type holds.

    HTML texts and media in order, buttons to other slides, other texts (for a note), kinds of what was not imported
    (true for those whose words went into the note), and whether settings with words were left out.
    """

    parts: list[str | EmbeddedMedia] = field(default_factory=list)
    buttons: list[SlideButton] = field(default_factory=list)
    other_texts: list[str] = field(default_factory=list)
    not_imported: dict[str, bool] = field(default_factory=dict)
    has_settings: bool = False

    def add(self, other: "Content") -> None:
        """Add what another content holds."""
        self.parts += other.parts
        self.buttons += other.buttons
        self.other_texts += other.other_texts
        for kind, has_words in other.not_imported.items():
            self.add_not_imported(kind, has_words)
        self.has_settings |= other.has_settings

    def add_not_imported(self, kind: str, has_words: bool) -> None:
        """Add a kind that was not imported."""
        self.not_imported[kind] = self.not_imported.get(kind, False) or has_words


def as_object(value: object) -> dict[str, Any]:
    """Return a JSON value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return a JSON value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return a JSON string or number as text; "" for any other value."""
    if isinstance(value, str):
        return value
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def read_path(file: object) -> str:
    """Return the path or address of a file; "" where it names none.

    The editor writes a file of a content that was copied as a path from another content's folder.
    """
    return _cut_folder(unescape_entities(as_text(as_object(file).get("path")).strip()))


def _cut_folder(path: str) -> str:
    found = _OTHER_FOLDER.match(path)
    return path[found.end():] if found else path


def take_text(rest: dict[str, Any], key: str) -> str:
    """Take a string or number out of an object as text; a value of another kind stays."""
    return as_text(rest.pop(key)) if isinstance(rest.get(key), str | int | float) else ""


def take_alt(rest: dict[str, Any], key: str) -> str | None:
    """Take a description of a picture out of an object, as plain words; None where there are none."""
    return html_import.format_plain_line(take_text(rest, key)) or None


def take_object(rest: dict[str, Any], key: str) -> dict[str, Any]:
    """Take an object out of an object; a value of another kind stays."""
    return rest.pop(key) if isinstance(rest.get(key), dict) else {}


def take_objects(rest: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Take the objects of a list out of an object; what else is in the list stays.

    A list may have become an object with numbers as its keys on a server.
    """
    value = rest.get(key)
    if isinstance(value, dict) and value and all(name.isdigit() for name in value):
        value = list(value.values())
    if not isinstance(value, list):
        return []
    rest[key] = [row for row in value if not isinstance(row, dict)]
    return [row for row in value if isinstance(row, dict)]


def read_node(node: object) -> dict[str, Any]:
    """Return a node in its usual form; its type may stand beside its `params` instead of around them."""
    if not isinstance(node, dict):
        return {"text": node}
    if isinstance(node.get("type"), dict):
        return node
    library = next((row for key in ("type", "contentType", "library") if isinstance(row := node.get(key), str)), "")
    others = {key: value for key, value in node.items() if key not in ("type", "params", "metadata")}
    kind = {"library": library, "params": node.get("params"), "metadata": node.get("metadata")}
    return {**others, "type": {**kind, "subContentId": node.get("subContentId")}}


def parse_index(value: object) -> int | None:
    """Return the index of a node as H5P understands it, also where it was written as text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.strip().lstrip("-").isdigit() and len(value.strip()) < 8:
        return int(value.strip())
    return value if isinstance(value, int) else None


def number_screens(value: object) -> dict[int, dict[str, Any]]:
    """Return end screens by the negative numbers by which nodes name them.

    One without a number of its own has that of its place; there is a usual one wherever there is any.
    """
    screens = [row if isinstance(row, dict) else {"text": row} for row in as_list(value)]
    found: dict[int, dict[str, Any]] = {}
    others: list[tuple[int, dict[str, Any]]] = []
    for place, screen in enumerate(screens, 1):
        number = parse_index(screen.get("contentId"))
        if number is None or number >= 0 or number in found:
            others.append((-place, screen))
        else:
            found[number] = screen
    for number, screen in others:
        found[number if number not in found else min(found) - 1] = screen
    if found and USUAL_SCREEN not in found:
        found = {USUAL_SCREEN: found.pop(next(iter(found))), **found}
    return found


class ContentParser:
    """Parses content types; `budget` is what the import may still cost."""

    def __init__(self, budget: ImportBudget):
        self._budget = budget
        self._parsers: dict[str, Callable[[dict[str, Any], Content], None]] = {
            "H5P.AdvancedText": self._add_text, "H5P.Text": self._add_text, "H5P.Table": self._add_text,
            "H5P.Image": self._add_image, "H5P.Video": self._add_video, "H5P.Audio": self._add_audio,
            "H5P.ImageHotspots": self._add_hotspots, "H5P.InteractiveVideo": self._add_interactive_video,
            "H5P.Link": self._add_link, "H5P.ContinuousText": self._add_text, "H5P.Nil": _add_nothing,
            "H5P.Shape": _add_nothing,
        }

    def parse(self, library: str, params: dict[str, Any], title: str = "") -> Content:
        """Return what a content type holds, by its `params`; not for questions and presentations.

        `title` is its title in the editor, kept where the type was not imported.
        """
        self._budget.spend()
        found, rest = Content(has_settings=has_settings(params, library)), dict(params)
        if parser := self._parsers.get(library):
            parser(rest, found)
            found.other_texts += collect_texts(rest, self._budget, library)
        else:
            words = [title] if title and not title.startswith("Untitled") else []
            words += collect_texts(rest, self._budget, library)
            found.other_texts += words
            found.add_not_imported(library or "?", bool(words))
        return found

    def parse_slides(self, params: dict[str, Any]) -> Iterator[Content]:
        """Yield what each slide of a Course Presentation holds; one empty slide where there is none."""
        rest = dict(params)
        presentation = dict(take_object(rest, "presentation"))
        slides = take_objects(presentation, "slides") or take_objects(rest, "slides")
        others = collect_texts([presentation, rest], self._budget)
        for index, slide in enumerate(slides or [{}]):
            self._budget.spend()
            found = Content(has_settings=has_settings([slide, *([presentation, rest] if index == 0 else [])]))
            left = dict(slide)
            found.parts += _take_background(left)
            for element in take_objects(left, "elements"):
                self._add_element(dict(element), index, len(slides), found)
            found.other_texts += collect_texts(left, self._budget) + (others if index == 0 else [])
            yield found

    def _add_element(self, rest: dict[str, Any], index: int, count: int, found: Content) -> None:
        if action := take_object(rest, "action"):
            found.add(self._parse_action(action))
        elif rest.get("goToSlide") or rest.get("goToSlideType") in ("next", "previous"):
            target = _find_slide(rest, index)
            if 0 <= target < count and target != index:
                found.buttons.append(SlideButton(target, html_import.format_plain_line(take_text(rest, "title"))))
            else:
                found.add_not_imported("slide button", bool(html_import.format_plain_line(rest.get("title"))))
            rest.pop("goToSlide", None)
        found.other_texts += collect_texts(rest, self._budget)

    def _parse_action(self, action: dict[str, Any]) -> Content:
        rest = dict(action)
        title = html_import.format_plain_line(as_object(rest.get("metadata")).get("title"))
        found = self.parse(parse_machine_name(rest.get("library")), take_object(rest, "params"), title)
        found.other_texts += collect_texts(rest, self._budget)
        return found

    @staticmethod
    def _add_text(rest: dict[str, Any], found: Content) -> None:
        found.parts.append(take_text(rest, "text"))

    @staticmethod
    def _add_image(rest: dict[str, Any], found: Content) -> None:
        alt, is_decorative = take_alt(rest, "alt"), rest.get("decorative") is True
        if media := _find_media(rest, "file", EmbeddedMedia("image", "", alt, is_decorative)):
            found.parts += media
            found.other_texts += [alt] if alt and is_decorative else []
        elif alt:
            found.parts.append(html_import.escape_text(f"[{alt}]"))
        found.parts += [take_text(rest, "caption")]

    @staticmethod
    def _add_link(rest: dict[str, Any], found: Content) -> None:
        widget = dict(take_object(rest, "linkWidget"))
        protocol, url = take_text(widget, "protocol"), unescape_entities(take_text(widget, "url").strip())
        address = url if protocol in ("", "other") or "://" in url else f"{protocol}{url}"
        words = html_import.format_plain_line(take_text(rest, "title")) or address
        rest["linkWidget"] = [widget, rest.pop("linkWidget", None)]
        if address:
            found.parts.append(f"<a href={quoteattr(address)}>{html_import.escape_text(words)}</a>")
        else:
            found.other_texts += [words] if words else []

    def _add_video(self, rest: dict[str, Any], found: Content) -> None:
        self._take_film(rest, "sources" if rest.get("sources") else "files", "video", found)

    def _add_audio(self, rest: dict[str, Any], found: Content) -> None:
        self._take_film(rest, "files", "audio", found)

    def _add_hotspots(self, rest: dict[str, Any], found: Content) -> None:
        alt = take_alt(rest, "backgroundImageAltText")
        image = _find_media(rest, "image", EmbeddedMedia("image", "", alt))
        found.parts += image
        found.other_texts += [alt] if alt and not image else []
        for spot in take_objects(rest, "hotspots"):
            left = dict(spot)
            found.parts += [take_text(left, "header")]
            # Before version 1.2 a hotspot held one content type.
            for action in [*take_objects(left, "content"), take_object(left, "action")]:
                if action:
                    found.add(self._parse_action(action))
            found.other_texts += collect_texts(left, self._budget)

    def _add_interactive_video(self, rest: dict[str, Any], found: Content) -> None:
        inside = dict(take_object(rest, "interactiveVideo"))
        video = dict(take_object(inside, "video"))
        self._take_film(video, "files", "video", found)
        assets = dict(take_object(inside, "assets"))
        for interaction in take_objects(assets, "interactions"):
            self._add_interaction(dict(interaction), found)
        found.other_texts += collect_texts([video, assets, inside], self._budget)

    def _add_interaction(self, rest: dict[str, Any], found: Content) -> None:
        """Add what a film shows over itself: texts, pictures and links as parts, the words of others for the note."""
        action = take_object(rest, "action")
        library = parse_machine_name(action.get("library"))
        if library in _INTERACTIONS_SHOWN or library == "H5P.Nil":
            found.parts.append(take_text(rest, "label"))
        if action:
            found.add(self._parse_action(action))
        found.other_texts += collect_texts(rest, self._budget)

    def _take_film(self, rest: dict[str, Any], key: str, kind: str, found: Content) -> None:
        """Take the first one of several files of a film or sound out of an object."""
        files = take_objects(rest, key)
        found.parts += _find_media(
            {"file": files[0] if files else None}, "file", EmbeddedMedia(kind, "", captions=_find_captions(rest)))
        found.other_texts += [text for file in files for text in collect_texts(file, self._budget)]
        if len(files) > 1:
            found.add_not_imported(f"further {kind} file", False)


def _add_nothing(_rest: dict[str, Any], _found: Content) -> None:
    """Read a content type that shows no words of its own, such as a line or a rectangle."""


def _find_captions(video: dict[str, Any]) -> str | None:
    tracks = video.get("textTracks") or video.get("a11y")
    rows = as_list(tracks) or as_list(as_object(tracks).get("videoTrack"))
    paths = [read_path(as_object(row).get("track")) for row in rows]
    return next((path for path in paths if path.lower().partition("#")[0].endswith(".vtt")), None)


def _find_slide(element: dict[str, Any], index: int) -> int:
    """Return the index of the slide that a button on slide `index` leads to; -1 where it names none."""
    kind = element.get("goToSlideType")
    if kind in ("next", "previous"):
        return index + 1 if kind == "next" else index - 1
    number = as_text(element.get("goToSlide")).strip()
    return int(number) - 1 if number.isdigit() and len(number) < 8 else -1


def _take_background(rest: dict[str, Any]) -> list[EmbeddedMedia]:
    selector = dict(take_object(rest, "slideBackgroundSelector"))
    picture = _find_media(selector, "imageSlideBackground", EmbeddedMedia("image", "", None, True))
    rest["slideBackgroundSelector"] = [selector, rest.pop("slideBackgroundSelector", None)]
    return picture


def _find_media(rest: dict[str, Any], key: str, shown: EmbeddedMedia) -> list[EmbeddedMedia]:
    """Return the file of an object as it is to be shown, or nothing where it names none."""
    path = read_path(rest.get(key))
    return [replace(shown, source=path)] if path else []
