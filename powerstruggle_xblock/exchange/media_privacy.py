"""Take out of pictures, films and sounds what a camera or a program wrote beside them: often the place.

A photograph of a doorway would tell every learner where somebody lives. What is shown and heard stays as it is, byte by
byte: nothing is decoded and packed anew. Time and memory grow in step with the file.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from .iso_media_privacy import clean_iso_media
from .picture_privacy import NotUnderstood, clean_gif, clean_jpeg, clean_png, clean_webp
from .sound_privacy import clean_mp3, clean_wav

_CLEANERS: tuple[tuple[int, bytes, Callable[[bytes], bytes]], ...] = (
    (0, b"\xff\xd8", clean_jpeg),
    (0, b"\x89PNG\r\n\x1a\n", clean_png),
    (0, b"GIF8", clean_gif),
    (8, b"WEBP", clean_webp),
    (8, b"WAVE", clean_wav),
    (0, b"ID3", clean_mp3),
    (0, b"\xff", clean_mp3),
)
_PICTURE_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"})
_PICTURE_NOTES = (b"Exif", b"rdf+xml")
"""Kinds of items for notes in AVIF, which are found by number from the box that describes the picture."""
_MATROSKA = b"\x1aE\xdf\xa3"
_MATROSKA_PLACE = b"LOCATION"
"""In the name of the tags LOCATION and RECORDING_LOCATION."""


@dataclass(frozen=True, slots=True)
class CleanedMedia:
    """A file without notes.

    `is_certain` is False where notes may be left: the file is not built as its format says, or has notes of a kind that
    can't be taken out.
    """

    data: bytes
    is_certain: bool = True


def remove_private_notes(data: bytes) -> CleanedMedia:
    """Return a file without what was written beside it. Files of other formats, such as captions, stay as they are."""
    try:
        for at, begin, clean in _CLEANERS:
            if data[at : at + len(begin)] == begin:
                return CleanedMedia(clean(data))
        if data[4:8] == b"ftyp" and data[8:12] not in _PICTURE_BRANDS:
            return CleanedMedia(*clean_iso_media(data))
    except (NotUnderstood, struct.error, IndexError):
        return CleanedMedia(data, is_certain=False)
    return CleanedMedia(data, is_certain=not any(mark in data for mark in _find_marks(data)))


def _find_marks(data: bytes) -> tuple[bytes, ...]:
    """Return what stands in a file with notes, for formats whose notes are not taken out."""
    if data[4:8] == b"ftyp":
        return _PICTURE_NOTES
    return (_MATROSKA_PLACE,) if data.startswith(_MATROSKA) else ()
