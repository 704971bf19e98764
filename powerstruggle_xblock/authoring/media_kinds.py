"""What files of the course can be in a scenario, told by their first bytes, and never by their names.

A name or a type that a browser sends says nothing: a page full of scripts can be called door.png. What is taken plays
in every browser that learners may have (docs/decisions/0033).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..exchange.file_names import make_file_stem

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


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: the kinds it can be, the ending of its names and its media type."""

    kinds: tuple[str, ...]
    ending: str
    media_type: str


_PNG = Format((PICTURE,), ".png", "image/png")
_JPEG = Format((PICTURE,), ".jpg", "image/jpeg")
_GIF = Format((PICTURE,), ".gif", "image/gif")
_WEBP = Format((PICTURE,), ".webp", "image/webp")
_MP3 = Format((SOUND,), ".mp3", "audio/mpeg")
_WAV = Format((SOUND,), ".wav", "audio/wav")
_M4A = Format((SOUND,), ".m4a", "audio/mp4")
_MP4 = Format((FILM,), ".mp4", "video/mp4")
_WEBM = Format((FILM,), ".webm", "video/webm")
_VTT = Format((CAPTIONS,), ".vtt", "text/vtt")

_ISO_SOUND = (b"M4A ", b"M4B ", b"M4P ")
_ISO_OTHER = (b"qt  ", b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif", b"avis", b"crx ", b"jp2 ")
"""Formats in the same container that not every browser shows: QuickTime, pictures of telephones, and others."""
_SRT = re.compile(r"\s*+\d++[^\S\n]*+\n\s*+\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s*+-->")
_SRT_TIME = re.compile(r"(\d{1,2}):(\d{2}):(\d{2}),(\d{3})")
_EXECUTABLE = re.compile(r"<\s*(script|iframe|object|embed)\b", re.IGNORECASE)


def detect_format(data: bytes, kind: str) -> Format | None:
    """Return the format of a file that is to be of a kind, or None where it is no such file."""
    found = _detect_captions(data) if kind == CAPTIONS else _detect_binary(data, kind)
    return found if found and kind in found.kinds else None


def _detect_binary(data: bytes, kind: str) -> Format | None:
    for begin, found in ((b"\x89PNG\r\n\x1a\n", _PNG), (b"\xff\xd8\xff", _JPEG), (b"GIF87a", _GIF), (b"GIF89a", _GIF)):
        if data.startswith(begin):
            return found
    if data[:4] == b"RIFF":
        return {b"WEBP": _WEBP, b"WAVE": _WAV}.get(data[8:12])
    if data[:4] == b"\x1aE\xdf\xa3":
        return _WEBM if b"webm" in data[:64] else None
    if data[4:8] == b"ftyp":
        return _detect_iso(data[8:12], kind)
    return _MP3 if _is_mp3(data) else None


def _detect_iso(brand: bytes, kind: str) -> Format | None:
    if brand in _ISO_OTHER:
        return None
    # Programs that record sound give it the brand of a film, too.
    return _M4A if brand in _ISO_SOUND or kind == SOUND else _MP4


def _is_mp3(data: bytes) -> bool:
    """Return whether a file begins with a tag of MP3 files or with a frame of MPEG layer III."""
    return data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2)


def _detect_captions(data: bytes) -> Format | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\0" in text or _EXECUTABLE.search(text):
        return None
    is_vtt = re.match(r"WEBVTT(?=[ \t\r\n]|\Z)", text) is not None
    return _VTT if is_vtt or _SRT.match(text.replace("\r\n", "\n")) else None


def to_webvtt(data: bytes) -> tuple[bytes, bool]:
    """Return captions as WebVTT, the only kind that browsers show, and whether they were SubRip (.srt) before."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("WEBVTT"):
        return data, False
    cues = _SRT_TIME.sub(lambda found: f"{int(found[1]):02}:{found[2]}:{found[3]}.{found[4]}", text.strip())
    return f"WEBVTT\n\n{cues}\n".encode(), True


def safe_name(name: str, ending: str, kind: str) -> str:
    """Return a name that addresses can hold: letters, digits, hyphens, and the ending that fits what is in the file."""
    return f"{make_file_stem(PurePosixPath(name.replace(chr(92), '/')).stem) or kind}{ending}"
