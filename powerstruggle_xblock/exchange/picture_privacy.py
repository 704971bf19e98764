"""Pictures without what was written beside them: each format's parts that show the picture are kept, all others not.

Each function raises NotUnderstood, struct.error or IndexError for a picture that is not built as its format says.
"""

import re
import struct
from collections.abc import Iterator


class NotUnderstood(ValueError):
    """A file is not built as its format says."""


# --- JPEG -------------------------------------------------------------------------------------------------------------

_ORIENTATION = 0x0112
_END_OF_IMAGE, _START_OF_SCAN, _APP0, _APP1 = 0xD9, 0xDA, 0xE0, 0xE1
_PICTURE_SEGMENTS = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)}) - {0xC8}
"""Frames, tables and scans (ITU-T T.81, table B.1)."""
_COLOR_NOTES = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""What application segments begin with without which colors would change; the one of JFIF is made anew."""
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""The end of a scan's data: a marker that is neither a stuffed byte nor one of the restart markers inside."""


def clean_jpeg(data: bytes) -> bytes:
    """Return the first picture of a JPEG file, with its colors and how it is turned, and nothing else.

    Behind its end telephones keep other pictures, with notes of their own, and short films.
    """
    kept, orientation, jfif = [], 1, b""
    for marker, segment in read_segments(data):
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            orientation = _read_orientation(segment[10:])
        elif marker == _APP0 and segment[4:9] == b"JFIF\0" and len(segment) >= 16:
            jfif = segment[:2] + struct.pack(">H", 16) + segment[4:16] + b"\0\0"  # Without its small picture.
        elif marker in _PICTURE_SEGMENTS or _is_about_colors(marker, segment):
            kept.append(segment)
    if not kept:
        raise NotUnderstood("no picture")
    turned = _build_orientation(orientation) if orientation != 1 else b""
    return b"".join([b"\xff\xd8", jfif, turned, *kept, b"\xff\xd9"])


def _is_about_colors(marker: int, segment: bytes) -> bool:
    return marker in _COLOR_NOTES and segment[4:].startswith(_COLOR_NOTES[marker])


def read_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, segment) up to the end of the first picture; a scan's segment has the scan's data."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise NotUnderstood("no marker where one has to be")
        marker = data[at + 1]
        if marker == 0xFF:  # Bytes that fill up.
            at += 1
        elif marker == _END_OF_IMAGE:
            return
        elif marker in _WITHOUT_LENGTH:
            at += 2
        else:
            end = _find_end(data, at, marker)
            yield marker, data[at:end]
            at = end
            if end == len(data) and marker == _START_OF_SCAN:  # A picture that was cut short.
                return


def _find_end(data: bytes, at: int, marker: int) -> int:
    (length,) = struct.unpack(">H", data[at + 2 : at + 4])
    end = at + 2 + length
    if length < 2 or end > len(data):
        raise NotUnderstood("a segment is cut short")
    if marker != _START_OF_SCAN:
        return end
    following = _NEXT_MARKER.search(data, end)
    return following.start() if following else len(data)


def _read_orientation(tiff: bytes) -> int:
    """Return how a photograph is turned, 1 to 8, from its camera's notes; 1 where they do not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for index in range(count):
            entry = tiff[start + 2 + 12 * index : start + 14 + 12 * index]
            tag, kind, number = struct.unpack(f"{order}HHI", entry[:8])
            if tag == _ORIENTATION and (kind, number) == (3, 1):
                (value,) = struct.unpack(f"{order}H", entry[8:10])
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _build_orientation(orientation: int) -> bytes:
    """Return a segment with nothing but how the photograph is turned."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    tiff = b"MM\0\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


# --- PNG, WebP, GIF ---------------------------------------------------------------------------------------------------

_PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_NOTES = 0x0C
"""Bits of VP8X that announce Exif and XMP."""
_GIF_EXTENSION, _GIF_IMAGE, _GIF_TRAILER = 0x21, 0x2C, 0x3B
_GIF_CONTROL, _GIF_APPLICATION = 0xF9, 0xFF
_GIF_LOOP = b"\x0bNETSCAPE2.0"


def clean_png(data: bytes) -> bytes:
    """Return a PNG file with the chunks that show the picture (W3C PNG, third edition), up to its end."""
    out, at = [_PNG_BEGIN], len(_PNG_BEGIN)
    if data[at + 4 : at + 8] != b"IHDR":
        raise NotUnderstood("no head")
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise NotUnderstood("a chunk is cut short")
        if name in _PNG_KEPT:
            out.append(data[at:end])
        if name == b"IEND":
            break
        at = end
    return b"".join(out)


def clean_webp(data: bytes) -> bytes:
    """Return a WebP file with the chunks that show the picture."""
    out = []
    for name, chunk in read_riff_chunks(data):
        if name == b"VP8X":
            out.append(chunk[:8] + bytes([chunk[8] & ~_WEBP_NOTES]) + chunk[9:])
        elif name in _WEBP_KEPT:
            out.append(chunk)
    return build_riff(b"WEBP", out)


def read_riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name of each chunk of a RIFF file, and the chunk with its head and the byte that fills it up."""
    at = 12
    (size,) = struct.unpack("<I", data[4:8])
    stop = min(len(data), 8 + size)
    while at + 8 <= stop:
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        if at + 8 + length > stop:
            raise NotUnderstood("a chunk is cut short")
        end = at + 8 + length + length % 2
        yield data[at : at + 4], data[at : min(end, stop)]
        at = end


def build_riff(kind: bytes, chunks: list[bytes]) -> bytes:
    """Return a RIFF file of these chunks."""
    if not chunks:
        raise NotUnderstood("no chunk that is kept")
    body = kind + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def clean_gif(data: bytes) -> bytes:
    """Return a GIF file with its images, their times and how often they are repeated, up to its end."""
    at = 13 + _color_table_size(data[10])
    out = [data[:at]]
    while at < len(data) and data[at] != _GIF_TRAILER:
        if data[at] == _GIF_IMAGE:
            body = at + 11 + _color_table_size(data[at + 9])
            is_kept = True
        elif data[at] == _GIF_EXTENSION:
            body, label = at + 2, data[at + 1]
            is_loop = label == _GIF_APPLICATION and data[body : body + 12] == _GIF_LOOP
            is_kept = label == _GIF_CONTROL or is_loop
        else:
            raise NotUnderstood("no block where one has to be")
        end = _skip_blocks(data, body)
        if is_kept:
            out.append(data[at:end])
        at = end
    return b"".join(out) + bytes([_GIF_TRAILER])


def _color_table_size(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_blocks(data: bytes, at: int) -> int:
    """Return where a chain of blocks ends; each begins with its length, the last one has length 0."""
    while data[at]:
        at += data[at] + 1
    return at + 1
