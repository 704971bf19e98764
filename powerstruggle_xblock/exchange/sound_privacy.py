"""Sounds without what was written beside them: recorders of telephones make the street the title.

Functions raise NotUnderstood, struct.error or IndexError for a sound that is not built as its format says.
"""

from .media_types import is_mp3_frame
from .picture_privacy import NotUnderstood, build_riff, read_riff_chunks

_WAV_KEPT = frozenset({b"fmt ", b"fact", b"data"})
_RIFF_HEAD = 8
_ID3_HEAD, _ID3_FOOTER = 10, 0x10
"""The length of a tag's head, and the bit that announces a foot of the same length (id3.org, ID3 2.4, section 3.1)."""
_OLD_TAG, _OLD_TAG_LENGTH = b"TAG", 128


def clean_wav(data: bytes) -> bytes:
    """Return a WAV file with the chunks that are heard."""
    kept = []
    for name, chunk in read_riff_chunks(data):
        if name == b"data" and len(chunk) == _RIFF_HEAD:
            raise NotUnderstood("a recording that broke off: its length was never written")
        if name in _WAV_KEPT:
            kept.append(chunk)
    return build_riff(b"WAVE", kept)


def clean_mp3(data: bytes) -> bytes:
    """Return an MP3 file without the tags at its begin and at its end."""
    at = 0
    while data[at : at + 3] == b"ID3":
        # Seven bits of each byte count.
        length = sum(byte << 7 * (3 - place) for place, byte in enumerate(data[at + 6 : at + _ID3_HEAD]))
        at += _ID3_HEAD + length + (_ID3_HEAD if data[at + 5] & _ID3_FOOTER else 0)
        while data[at : at + 1] == b"\0":
            at += 1
    if not is_mp3_frame(data[at : at + 2]):
        raise NotUnderstood("no sound behind the tags")
    old = max(at, len(data) - _OLD_TAG_LENGTH)
    return data[at:old] if data.startswith(_OLD_TAG, old) else data[at:]
