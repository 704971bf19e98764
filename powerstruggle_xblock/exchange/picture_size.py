"""How many pixels a picture is wide and high, from its head; nothing is decoded.

Functions raise NotUnderstood, struct.error or IndexError for a picture that is not built as its format says.
"""

import struct

from .media_types import GIF, JPEG, PNG, WEBP, MediaType
from .picture_privacy import NotUnderstood, read_segments

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Segments of a JPEG that begin a picture and hold its size (ITU-T T.81, table B.1)."""


def read_picture_size(data: bytes, media_type: MediaType) -> tuple[int, int] | None:
    """Return width and height of a picture; None for a format whose head is not read here."""
    read = {PNG: _read_png, JPEG: _read_jpeg, GIF: _read_gif, WEBP: _read_webp}.get(media_type)
    if read is None:
        return None
    width, height = read(data)
    if not width or not height:
        raise NotUnderstood("no pixel")
    return width, height


def _read_png(data: bytes) -> tuple[int, int]:
    length, name, width, height = struct.unpack(">I4sII", data[8:24])
    if (length, name) != (13, b"IHDR"):
        raise NotUnderstood("no head")
    return width, height


def _read_jpeg(data: bytes) -> tuple[int, int]:
    for marker, segment in read_segments(data):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", segment[5:9])
            return width, height
    raise NotUnderstood("no frame")


def _read_gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _read_webp(data: bytes) -> tuple[int, int]:
    chunk, body = data[12:16], data[20:30]
    if chunk == b"VP8X" and len(body) == 10:
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L" and body[:1] == b"\x2f":
        (sizes,) = struct.unpack("<I", body[1:5])
        return (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise NotUnderstood("no picture")
