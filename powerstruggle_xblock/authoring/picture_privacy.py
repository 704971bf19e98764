"""Take out of a photograph what its camera wrote beside it: often the place where it was taken.

A photograph of a doorway would tell every learner where somebody lives. How it is turned is kept.
"""

import struct

_ORIENTATION = 0x0112
_KEPT_SEGMENTS = frozenset({0xE0, 0xE2, 0xEE})
"""Application segments without which colors would change: JFIF, the color profile, and Adobe's."""
_PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
_PNG_LEFT_OUT = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_LEFT_OUT = frozenset({b"EXIF", b"XMP "})


def without_private_notes(data: bytes) -> bytes:
    """Return a picture without what was written beside it.

    One that is not built as expected is returned as it is, and so is every other format.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return _clean_jpeg(data)
        if data.startswith(_PNG_BEGIN):
            return _clean_png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _clean_webp(data)
    except (struct.error, IndexError, ValueError):
        return data
    return data


def _clean_jpeg(data: bytes) -> bytes:
    out, at, orientation = [data[:2]], 2, 1
    while data[at] == 0xFF and data[at + 1] not in (0xDA, 0xD9):
        marker = data[at + 1]
        if marker == 0xFF:  # Bytes that fill up.
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment = data[at : at + 2 + length]
        if len(segment) < 2 + length or length < 2:
            raise ValueError("a segment is cut short")
        if segment[4:10] == b"Exif\0\0":
            orientation = _read_orientation(segment[10:])
        is_note = marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in _KEPT_SEGMENTS)
        if not is_note:
            out.append(segment)
        at += 2 + length
    turned = [_orientation_segment(orientation)] if orientation != 1 else []
    return b"".join([*out[:1], *turned, *out[1:], data[at:]])


def _read_orientation(tiff: bytes) -> int:
    """Return how a photograph is turned, 1 to 8, from its camera's notes; 1 where they do not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (start,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for index in range(count):
        entry = tiff[start + 2 + 12 * index : start + 14 + 12 * index]
        tag, kind, number = struct.unpack(f"{order}HHI", entry[:8])
        if tag == _ORIENTATION and (kind, number) == (3, 1):
            (value,) = struct.unpack(f"{order}H", entry[8:10])
            return value if 1 <= value <= 8 else 1
    return 1


def _orientation_segment(orientation: int) -> bytes:
    """Return a segment with nothing but how the photograph is turned."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    tiff = b"MM\0\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _clean_png(data: bytes) -> bytes:
    out, at = [_PNG_BEGIN], len(_PNG_BEGIN)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunk = data[at : at + 12 + length]
        if chunk[4:8] not in _PNG_LEFT_OUT:
            out.append(chunk)
        at += 12 + length
        if chunk[4:8] == b"IEND":
            break
    return b"".join(out)


def _clean_webp(data: bytes) -> bytes:
    out, at = [], 12
    while at + 8 <= len(data):
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        end = at + 8 + length + length % 2
        chunk = data[at:end]
        if chunk[:4] == b"VP8X":
            # Bits that announce the notes: EXIF and XMP.
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if chunk[:4] not in _WEBP_LEFT_OUT:
            out.append(chunk)
        at = end
    body = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(body)) + body
