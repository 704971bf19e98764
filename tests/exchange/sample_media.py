"""Small pictures, sounds and films that are built as their formats say, and their parts."""

import struct
import zlib


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 1, height: int = 1, *chunks: bytes) -> bytes:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rest = png_chunk(b"IDAT", zlib.compress(b"\0\0")) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + rest


def jpeg_segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments: bytes, width: int = 1, height: int = 1, frame: int = 0xC0) -> bytes:
    size = jpeg_segment(frame, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return b"\xff\xd8" + b"".join(segments) + size + b"\xff\xda\0\x02pixels\xff\xd9"


def gif(width: int = 1, height: int = 1) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;"


def riff(kind: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    body = kind + b"".join(
        name + struct.pack("<I", len(inside)) + inside + b"\0" * (len(inside) % 2) for name, inside in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_lossless(width: int = 1, height: int = 1) -> bytes:
    return riff(b"WEBP", (b"VP8L", b"\x2f" + struct.pack("<I", width - 1 | height - 1 << 14) + b"\0" * 9))


def webp_lossy(width: int = 1, height: int = 1) -> bytes:
    return riff(b"WEBP", (b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + b"\0" * 9))


def webp_extended(width: int = 1, height: int = 1) -> bytes:
    canvas = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return riff(b"WEBP", (b"VP8X", canvas), (b"VP8L", b"\x2f" + b"\0" * 13))


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), name) + body


def track(kind: bytes, coding: bytes) -> bytes:
    """Return a track of pictures ("vide") or sound ("soun"), with the handler of its data as QuickTime writes it."""
    table = box(b"stbl", box(b"stsd", b"\0\0\0\0\0\0\0\1", box(coding, b"\0" * 20)))
    data_handler = box(b"hdlr", b"\0\0\0\0dhlralis" + b"\0" * 12)
    return box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + kind + b"\0" * 12), box(b"minf", data_handler, table)))


def film(*tracks: bytes, brand: bytes = b"isom", first: bytes = b"", last: bytes = b"") -> bytes:
    data = box(b"mdat", b"pictures and sounds")
    return box(b"ftyp", brand + b"\0\0\2\0isomavc1") + first + box(b"moov", *tracks) + data + last


def wav(coding: int = 1, *chunks: tuple[bytes, bytes], more: bytes = b"") -> bytes:
    form = struct.pack("<HHIIHH", coding, 1, 8000, 8000, 1, 8) + more
    return riff(b"WAVE", *chunks, (b"fmt ", form), (b"data", b"\x80" * 8))


PICTURES, SPEECH = track(b"vide", b"avc1"), track(b"soun", b"mp4a")
PNG, JPEG, GIF, WEBP = png(), jpeg(), gif(), webp_lossless()
MP4, M4A, WAV = film(PICTURES, SPEECH), film(SPEECH, brand=b"M4A "), wav()
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 20
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm"
