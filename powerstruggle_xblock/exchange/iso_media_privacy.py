"""Films and sounds of the ISO base media format (MP4, M4A, QuickTime) without what was written beside them.

A file is a tree of boxes, each with its size and a type of four letters (ISO/IEC 14496-12, section 4). Boxes with notes
are turned into free space of the same size, so that no place in the file moves and nothing has to be packed anew.
"""

import struct
from collections.abc import Iterator

from .picture_privacy import NotUnderstood

_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"})
_NOTES = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes for notes: place (©xyz, loci, com.apple.quicktime.location), title, maker; XMP and makers' own."""
_UNREADABLE = b"cmov"
"""A compressed film header of old QuickTime files: notes can't be seen in it."""
_MEASURED = frozenset({b"meta", b"camm"})
"""Kinds of tracks (in the box hdlr) that hold what was measured while filming, often the places of the way."""


def clean_iso_media(data: bytes) -> tuple[bytes, bool]:
    """Return a film or sound without notes, and whether none can be left.

    A track of measurements stays, as it lies among the film's own data; then notes may be left. Raises NotUnderstood
    or struct.error for a file that is not built so.
    """
    out, is_certain = None, True
    for name, at, body, end in walk_boxes(data):
        if name in _NOTES:
            out = out or bytearray(data)
            out[at + 4 : at + 8] = b"free"
            out[body:end] = bytes(end - body)
        elif name == _UNREADABLE or (name == b"hdlr" and data[body + 8 : body + 12] in _MEASURED):
            is_certain = False
    return (data if out is None else bytes(out)), is_certain


def walk_boxes(data: bytes) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield (type, where the box begins, where its content does, where both end), at the top and in containers."""
    ranges = [(0, len(data))]
    while ranges:
        at, stop = ranges.pop()
        while at + 8 <= stop:
            size, name = struct.unpack(">I4s", data[at : at + 8])
            body = at + 8
            if size == 1:
                (size,) = struct.unpack(">Q", data[body : body + 8])
                body += 8
            end = stop if size == 0 else at + size
            if end < body:
                raise NotUnderstood("a box is smaller than its head")
            end = min(end, stop)
            if name in _CONTAINERS:
                ranges.append((body, end))
            else:
                yield name, at, body, end
            at = end
