"""Media types of files by their first bytes, whatever they are called.

No SVG and no HTML: they can hold programs.
"""

from dataclasses import dataclass

_MP3_SIGNATURES = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type: its name, and the endings that files of it may have, the usual one first."""

    name: str
    endings: tuple[str, ...]

    def get_ending(self, ending: str) -> str:
        """Return `ending` where files of this type may have it, else the usual one."""
        return ending if ending in self.endings else self.endings[0]


_MP4, _M4A = MediaType("video/mp4", ("mp4", "m4v")), MediaType("audio/mp4", ("m4a",))
_MOV = MediaType("video/quicktime", ("mov",))
_OGG_AUDIO, _OGG_VIDEO = MediaType("audio/ogg", ("ogg", "oga")), MediaType("video/ogg", ("ogv",))
_BY_BEGINNING: tuple[tuple[int, bytes, MediaType], ...] = (
    (0, b"\xff\xd8\xff", MediaType("image/jpeg", ("jpg", "jpeg"))),
    (0, b"\x89PNG\r\n\x1a\n", MediaType("image/png", ("png",))),
    (0, b"GIF87a", MediaType("image/gif", ("gif",))),
    (0, b"GIF89a", MediaType("image/gif", ("gif",))),
    (8, b"WEBP", MediaType("image/webp", ("webp",))),
    (8, b"WAVE", MediaType("audio/wav", ("wav",))),
    (0, b"\x1a\x45\xdf\xa3", MediaType("video/webm", ("webm",))),
    (0, b"WEBVTT", MediaType("text/vtt", ("vtt",))),
    (0, b"\xef\xbb\xbfWEBVTT", MediaType("text/vtt", ("vtt",))),
    *((0, begin, MediaType("audio/mpeg", ("mp3",))) for begin in _MP3_SIGNATURES),
)
_BRANDS = {
    b"avif": MediaType("image/avif", ("avif",)), b"M4A ": _M4A, b"M4B ": _M4A, b"qt  ": _MOV,
    b"heic": None, b"heix": None, b"mif1": None, b"msf1": None,
}
"""Brands of files in the ISO base media format that are no MP4; None where browsers can't show them."""


def detect_media_type(data: bytes, ending: str) -> MediaType | None:
    """Return the type of a file by its content, or None where it is none that can be taken.

    `ending` is the ending of its name, without the dot; it decides only between sound and film in one container.
    """
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        if brand in _BRANDS:
            return _BRANDS[brand]
        return _M4A if ending in _M4A.endings else _MP4
    if data.startswith(b"OggS"):
        return _OGG_VIDEO if ending in _OGG_VIDEO.endings else _OGG_AUDIO
    return next((kind for at, begin, kind in _BY_BEGINNING if data[at:at + len(begin)] == begin), None)
