"""Parse the content types of an H5P Branching Scenario into texts and media.

What a type holds follows from the semantics.json of its library. The texts of an unknown type are kept for a note, so
that nothing is lost; it never makes an import fail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import html_import
from .html_import import EmbeddedMedia

_NO_TEXT_KEYS = frozenset((
    "path", "mime", "copyright", "license", "licenseVersion", "licenseExtras", "authors", "author", "changes",
    "id", "subContentId", "library", "contentType", "kind", "srcLang", "width", "height", "x", "y",
    "backgroundColor", "color", "version", "machineName", "source", "defaultLanguage", "language", "metadata",
    "l10n", "UI", "override", "behaviour", "type", "fit", "display", "buttonSize", "goToSlideType", "yearFrom",
    "yearTo", "embedType",
))
MAX_DEPTH = 40
MAX_TEXTS = 2000


@dataclass(slots=True)
class Content:
    """What one content type holds.

    HTML texts and media in order, other texts (for a note), and names of what was not imported.
    """

    parts: list[str | EmbeddedMedia] = field(default_factory=list)
    other_texts: list[str] = field(default_factory=list)
    not_imported: list[str] = field(default_factory=list)


def parse_machine_name(library: object) -> str:
    """Return the name without version, for example "H5P.Video" of "H5P.Video 1.6"; "" for anything but a string."""
    return library.split(" ")[0] if isinstance(library, str) else ""


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


def parse_content(library: str, params: dict[str, Any]) -> Content:
    """Return what a content type holds, by its `params`; not for questions and presentations."""
    found = Content()
    parser = _PARSERS.get(library)
    if parser is None:
        found.other_texts += collect_texts(params)
        found.not_imported.append(library or "?")
    else:
        parser(params, found)
    return found


def parse_slides(params: dict[str, Any]) -> Iterator[Content]:
    """Yield what each slide of a Course Presentation holds."""
    presentation = as_object(params.get("presentation"))
    for slide in as_list(presentation.get("slides")) or as_list(params.get("slides")):
        found = Content()
        for element in as_list(as_object(slide).get("elements")):
            action = as_object(as_object(element).get("action"))
            if not action:
                found.not_imported += ["link"] if as_object(element).get("goToSlide") else []
                continue
            inside = parse_content(parse_machine_name(action.get("library")), as_object(action.get("params")))
            found.parts += inside.parts
            found.other_texts += inside.other_texts
            found.not_imported += inside.not_imported
        keywords = [as_text(as_object(row).get("main")) for row in as_list(as_object(slide).get("keywords"))]
        found.other_texts += filter(None, keywords)
        yield found


def collect_texts(value: object, depth: int = 0) -> list[str]:
    """Return every text for people in a JSON value, as plain lines."""
    if depth > MAX_DEPTH:
        return []
    if isinstance(value, str):
        words = html_import.format_plain_line(value)
        return [words] if words else []
    inner = (
        [row for key, row in value.items() if key not in _NO_TEXT_KEYS] if isinstance(value, dict) else as_list(value)
    )
    return [text for row in inner for text in collect_texts(row, depth + 1)][:MAX_TEXTS]


def _add_text(params: dict[str, Any], found: Content) -> None:
    found.parts.append(as_text(params.get("text")))


def _add_image(params: dict[str, Any], found: Content) -> None:
    alt = as_text(params.get("alt")) or None
    found.parts += _find_media("image", params.get("file"), alt, decorative=params.get("decorative") is True)
    found.parts += [as_text(params.get("caption"))] if params.get("caption") else []


def _add_video(params: dict[str, Any], found: Content) -> None:
    sources = as_list(params.get("sources"))
    found.parts += _find_media("video", sources[0] if sources else None, None, captions=_find_captions(params))
    found.not_imported += ["video"] * (len(sources) - 1)


def _find_captions(params: dict[str, Any]) -> str | None:
    tracks = as_list(as_object(params.get("textTracks")).get("videoTrack"))
    paths = [as_text(as_object(as_object(track).get("track")).get("path")) for track in tracks]
    return next((path for path in paths if path.lower().endswith(".vtt")), None)


def _add_audio(params: dict[str, Any], found: Content) -> None:
    files = as_list(params.get("files"))
    found.parts += _find_media("audio", files[0] if files else None, None)
    found.other_texts += collect_texts(params.get("transcript"))


def _add_hotspots(params: dict[str, Any], found: Content) -> None:
    found.parts += _find_media("image", params.get("image"), as_text(params.get("backgroundImageAltText")) or None)
    for spot in as_list(params.get("hotspots")):
        found.parts += [as_text(as_object(spot).get("header"))]
        for action in as_list(as_object(spot).get("content")):
            inside = parse_content(
                parse_machine_name(as_object(action).get("library")), as_object(as_object(action).get("params"))
            )
            found.parts += inside.parts
            found.other_texts += inside.other_texts
            found.not_imported += inside.not_imported


def _add_interactive_video(params: dict[str, Any], found: Content) -> None:
    inside = as_object(params.get("interactiveVideo"))
    video = as_object(inside.get("video"))
    files = as_list(video.get("files"))
    found.parts += _find_media("video", files[0] if files else None, None, captions=_find_captions(video))
    found.other_texts += collect_texts(as_object(video.get("startScreenOptions")).get("title"))
    found.other_texts += collect_texts(inside.get("assets")) + collect_texts(inside.get("summary"))
    found.not_imported += ["interaction"] * len(as_list(as_object(inside.get("assets")).get("interactions")))


def _find_media(
    kind: str, file: object, alt: str | None, decorative: bool = False, captions: str | None = None,
) -> list[EmbeddedMedia]:
    path = as_text(as_object(file).get("path")).strip()
    return [EmbeddedMedia(kind, path, alt, decorative, captions)] if path else []


_PARSERS = {
    "H5P.AdvancedText": _add_text, "H5P.Text": _add_text, "H5P.Image": _add_image, "H5P.Video": _add_video,
    "H5P.Audio": _add_audio, "H5P.ImageHotspots": _add_hotspots, "H5P.InteractiveVideo": _add_interactive_video,
    "H5P.Table": _add_text,
}
