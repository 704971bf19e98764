"""The content types that stand in an H5P Branching Scenario, as texts and media.

What a type holds follows from the semantics.json of its library. A type that is not known gives up its texts for a note, so
that nothing of it is lost, and never fails an import.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import html_import
from .html_import import EmbeddedMedia

_NO_TEXT_KEYS = frozenset((
    "path", "mime", "copyright", "license", "licenseVersion", "licenseExtras", "authors", "author", "changes", "id", "subContentId",
    "library", "contentType", "kind", "srcLang", "width", "height", "x", "y", "backgroundColor", "color", "version", "machineName",
    "source", "defaultLanguage", "language", "metadata", "l10n", "UI", "override", "behaviour", "type", "fit", "display", "buttonSize",
    "goToSlideType", "yearFrom", "yearTo", "embedType"))
_DEEPEST = 40
MOST_TEXTS = 2000


@dataclass(slots=True)
class Content:
    """One content type's inside: HTML texts and media in order, texts without a place (for a note), and what was not taken."""

    parts: list[str | EmbeddedMedia] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)


def machine_name(library: object) -> str:
    """Give the name in "H5P.Video 1.6", "" for anything else."""
    return library.split(" ")[0] if isinstance(library, str) else ""


def as_object(value: object) -> dict:
    """Give a JSON value as an object, an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list:
    """Give a JSON value as a list, an empty one where it is none."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Give a JSON value as text: strings and numbers; "" for the rest."""
    if isinstance(value, str):
        return value
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def parse_content(library: str, params: dict) -> Content:
    """Give the inside of a content type (its params), other than a question or a presentation."""
    found = Content()
    maker = _MAKERS.get(library)
    if maker is None:
        found.aside += collect_texts(params)
        found.not_taken.append(library or "?")
    else:
        maker(params, found)
    return found


def parse_slides(params: dict) -> Iterator[Content]:
    """Give a Course Presentation's slides, one by one."""
    presentation = as_object(params.get("presentation"))
    for slide in as_list(presentation.get("slides")) or as_list(params.get("slides")):
        found = Content()
        for element in as_list(as_object(slide).get("elements")):
            action = as_object(as_object(element).get("action"))
            if not action:
                found.not_taken += ["link"] if as_object(element).get("goToSlide") else []
                continue
            inside = parse_content(machine_name(action.get("library")), as_object(action.get("params")))
            found.parts += inside.parts
            found.aside += inside.aside
            found.not_taken += inside.not_taken
        keywords = [as_text(as_object(row).get("main")) for row in as_list(as_object(slide).get("keywords"))]
        found.aside += filter(None, keywords)
        yield found


def collect_texts(value: object, depth: int = 0) -> list[str]:
    """Give every text for people in a JSON value, as plain words."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, str):
        words = html_import.plain_line(value)
        return [words] if words else []
    inner = [row for key, row in value.items() if key not in _NO_TEXT_KEYS] if isinstance(value, dict) else as_list(value)
    return [text for row in inner for text in collect_texts(row, depth + 1)][:MOST_TEXTS]


def _text(params, found):
    found.parts.append(as_text(params.get("text")))


def _image(params, found):
    alt = as_text(params.get("alt")) or None
    found.parts += _file("image", params.get("file"), alt, decorative=params.get("decorative") is True)
    found.parts += [as_text(params.get("caption"))] if params.get("caption") else []


def _video(params, found):
    sources = as_list(params.get("sources"))
    found.parts += _file("video", sources[0] if sources else None, None, captions=_captions(params))
    found.not_taken += ["video"] * (len(sources) - 1)


def _captions(params: dict) -> str | None:
    tracks = as_list(as_object(params.get("textTracks")).get("videoTrack"))
    paths = [as_text(as_object(as_object(track).get("track")).get("path")) for track in tracks]
    return next((path for path in paths if path.lower().endswith(".vtt")), None)


def _audio(params, found):
    files = as_list(params.get("files"))
    found.parts += _file("audio", files[0] if files else None, None)
    found.aside += collect_texts(params.get("transcript"))


def _hotspots(params, found):
    found.parts += _file("image", params.get("image"), as_text(params.get("backgroundImageAltText")) or None)
    for spot in as_list(params.get("hotspots")):
        found.parts += [as_text(as_object(spot).get("header"))]
        for action in as_list(as_object(spot).get("content")):
            inside = parse_content(machine_name(as_object(action).get("library")), as_object(as_object(action).get("params")))
            found.parts += inside.parts
            found.aside += inside.aside
            found.not_taken += inside.not_taken


def _interactive_video(params, found):
    inside = as_object(params.get("interactiveVideo"))
    video = as_object(inside.get("video"))
    files = as_list(video.get("files"))
    found.parts += _file("video", files[0] if files else None, None, captions=_captions(video))
    found.aside += collect_texts(as_object(video.get("startScreenOptions")).get("title"))
    found.aside += collect_texts(inside.get("assets")) + collect_texts(inside.get("summary"))
    found.not_taken += ["interaction"] * len(as_list(as_object(inside.get("assets")).get("interactions")))


def _file(kind, file, alt, decorative=False, captions=None) -> list[EmbeddedMedia]:
    path = as_text(as_object(file).get("path")).strip()
    return [EmbeddedMedia(kind, path, alt, decorative, captions)] if path else []


_MAKERS = {
    "H5P.AdvancedText": _text, "H5P.Text": _text, "H5P.Image": _image, "H5P.Video": _video, "H5P.Audio": _audio,
    "H5P.ImageHotspots": _hotspots, "H5P.InteractiveVideo": _interactive_video, "H5P.Table": _text,
}
