"""Whether browsers can show or play a file: its head has what its format needs, in a coding that all of them know.

Nothing is decoded, so a file that passes can still be broken further on. Time grows in step with the file.
"""

import re
import struct
from enum import Enum, auto

from .iso_media_privacy import walk_boxes
from .media_types import M4A, MP3, MP4, WAV, MediaType, is_mp3_frame
from .picture_privacy import NotUnderstood
from .picture_size import read_picture_size

MAX_PIXELS = 50_000_000
"""Width times height of the largest picture: those of telephones have 48 million. Each pixel takes four bytes."""
_FILM, _SOUND = b"vide", b"soun"
_CODINGS = {
    _FILM: frozenset({b"avc1", b"avc3", b"av01", b"vp09"}),
    _SOUND: frozenset({b"mp4a", b"Opus", b"fLaC", b".mp3"}),
}
"""Codings in MP4 by the kind of track. Not all browsers know H.265 (hvc1), Apple Lossless (alac) or AMR (samr)."""
_WAV_CODINGS = frozenset({1, 3, 6, 7})
"""PCM, floating point, and both of telephony (RFC 2361)."""
_WAV_EXTENSIBLE = 0xFFFE
_MP3_FRAME = re.compile(rb"\xff[\xe2-\xff]")


class Fault(Enum):
    """Why browsers can't show or play a file."""

    DAMAGED = auto()
    OTHER_CODING = auto()
    TOO_MANY_PIXELS = auto()


def find_fault(data: bytes, media_type: MediaType) -> Fault | None:
    """Return why a file of this type can't be shown or played; None where nothing is known against it."""
    try:
        if media_type in (MP4, M4A):
            return _check_iso(data, _FILM if media_type == MP4 else _SOUND)
        if media_type == WAV:
            return _check_wav(data)
        if media_type == MP3:
            return None if _has_frame(data) else Fault.DAMAGED
        size = read_picture_size(data, media_type)
    except (NotUnderstood, struct.error, IndexError):
        return Fault.DAMAGED
    return Fault.TOO_MANY_PIXELS if size and size[0] * size[1] > MAX_PIXELS else None


def _check_iso(data: bytes, needed: bytes) -> Fault | None:
    tracks = _list_tracks(data)
    if not any(kind == needed for kind, _ in tracks):
        return Fault.DAMAGED
    is_known = all(coding in _CODINGS[kind] for kind, coding in tracks if kind in (needed, _SOUND))
    return None if is_known else Fault.OTHER_CODING


def _list_tracks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Return the kind and the coding of each track of pictures or sound."""
    tracks, kind = [], b""
    for name, _, body, end in walk_boxes(data):
        if name == b"hdlr":
            kind = data[body + 8 : body + 12] if data[body + 8 : body + 12] in _CODINGS else kind
        elif name == b"stsd" and body + 16 <= end and kind:
            tracks.append((kind, data[body + 12 : body + 16]))
            kind = b""
    return tracks


def _check_wav(data: bytes) -> Fault | None:
    at = 12
    while data[at : at + 4] != b"fmt ":
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        at += 8 + length + length % 2
    (coding,) = struct.unpack("<H", data[at + 8 : at + 10])
    if coding == _WAV_EXTENSIBLE:
        (coding,) = struct.unpack("<H", data[at + 32 : at + 34])
    return None if coding in _WAV_CODINGS else Fault.OTHER_CODING


def _has_frame(data: bytes) -> bool:
    """Return whether an MP3 file has a frame; tags before it can lie about their length."""
    return any(is_mp3_frame(found[0]) for found in _MP3_FRAME.finditer(data))
