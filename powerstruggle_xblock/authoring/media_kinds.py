"""What files of the course can be in a scenario, told by their first bytes, and never by their names.

A name or a type that a browser sends says nothing: a page full of scripts can be called door.png. What is taken plays
in every browser that learners may have (docs/decisions/0033).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..exchange import media_types
from ..exchange.file_names import make_file_stem
from ..exchange.media_types import MediaType

PICTURE, SOUND, FILM, CAPTIONS = "picture", "sound", "film", "captions"

MEGABYTE = 1000**2
"""As the platform counts it (cms/djangoapps/contentstore/asset_storage_handlers.py)."""


@dataclass(frozen=True, slots=True)
class MediaKind:
    """A kind of file.

    `max_bytes` is the size of the largest, `endings` what their names end with, and `media_types` the platform's
    types of files of this kind that are there already, whoever stored them.
    """

    max_bytes: int
    endings: tuple[str, ...]
    media_types: tuple[str, ...]


KINDS: Mapping[str, MediaKind] = {
    PICTURE: MediaKind(
        6 * MEGABYTE,
        (".png", ".jpg", ".jpeg", ".gif", ".webp"),
        ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/svg+xml"),
    ),
    SOUND: MediaKind(
        30 * MEGABYTE,
        (".mp3", ".m4a", ".wav"),
        ("audio/mpeg", "audio/mp3", "audio/mp4", "audio/x-m4a", "audio/m4a", "audio/wav", "audio/x-wav", "audio/wave"),
    ),
    FILM: MediaKind(100 * MEGABYTE, (".mp4", ".webm"), ("video/mp4", "video/webm")),
    CAPTIONS: MediaKind(MEGABYTE, (".vtt", ".srt"), ("text/vtt",)),
}
"""The kinds of file, by name. A drawing (SVG) that is there already is shown as a picture, where it can run nothing."""

_TAKEN: Mapping[str, frozenset[MediaType]] = {
    PICTURE: frozenset({media_types.PNG, media_types.JPEG, media_types.GIF, media_types.WEBP}),
    SOUND: frozenset({media_types.MP3, media_types.M4A, media_types.WAV}),
    FILM: frozenset({media_types.MP4, media_types.WEBM}),
}
"""The types that every browser that we support can show or play."""
_SRT = re.compile(r"\s*+\d++[^\S\n]*+\n\s*+\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s*+-->")
_SRT_TIME = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})[,.](\d{3})")
_EXECUTABLE = re.compile(r"<\s*(script|iframe|object|embed)\b", re.IGNORECASE)


def detect_type(data: bytes, kind: str) -> MediaType | None:
    """Return the type of a file that is to be of a kind, or None where it is no such file."""
    if kind == CAPTIONS:
        return media_types.VTT if _are_captions(data) else None
    # Programs that record sound give it the brand of a film, too.
    found = media_types.detect_media_type(data, "m4a" if kind == SOUND else "")
    return found if found in _TAKEN[kind] else None


def _are_captions(data: bytes) -> bool:
    try:
        text = _decode_lines(data)
    except UnicodeDecodeError:
        return False
    if "\0" in text or _EXECUTABLE.search(text):
        return False
    is_vtt = re.match(r"WEBVTT(?=[ \t\r\n]|\Z)", text) is not None
    return is_vtt or _SRT.match(text) is not None


def _decode_lines(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def to_webvtt(data: bytes) -> tuple[bytes, bool]:
    """Return captions as WebVTT, the only kind that browsers show, and whether they were SubRip (.srt) before."""
    text = _decode_lines(data)
    if text.startswith("WEBVTT"):
        return data, False
    cues = _SRT_TIME.sub(lambda found: f"{int(found[1]):02}:{found[2]}:{found[3]}.{found[4]}", text.strip())
    return f"WEBVTT\n\n{cues}\n".encode(), True


def safe_name(name: str, media_type: MediaType, kind: str) -> str:
    """Return a name that addresses can hold: letters, digits, hyphens, and the ending that fits what is in the file."""
    stem = make_file_stem(PurePosixPath(name.replace("\\", "/")).stem)
    return f"{stem or kind}.{media_type.endings[0]}"
