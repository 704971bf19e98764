"""Media types of files by their first bytes, whatever they are called.

No SVG and no HTML: they can hold programs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type: its name, and the endings that files of it may have, the usual one first."""

    name: str
    endings: tuple[str, ...]

    def get_ending(self, ending: str) -> str:
        """Return `ending` where files of this type may have it, else the usual one."""
        return ending if ending in self.endings else self.endings[0]


PNG, GIF = MediaType("image/png", ("png",)), MediaType("image/gif", ("gif",))
JPEG = MediaType("image/jpeg", ("jpg", "jpeg"))
WEBP, AVIF = MediaType("image/webp", ("webp",)), MediaType("image/avif", ("avif",))
MP3, WAV = MediaType("audio/mpeg", ("mp3",)), MediaType("audio/wav", ("wav",))
M4A, OGG_SOUND = MediaType("audio/mp4", ("m4a",)), MediaType("audio/ogg", ("ogg", "oga"))
MP4, WEBM = MediaType("video/mp4", ("mp4", "m4v")), MediaType("video/webm", ("webm",))
QUICKTIME, OGG_FILM = MediaType("video/quicktime", ("mov",)), MediaType("video/ogg", ("ogv",))
VTT = MediaType("text/vtt", ("vtt",))

_BY_BEGINNING: tuple[tuple[bytes, MediaType], ...] = (
    (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"GIF87a", GIF), (b"GIF89a", GIF),
    (b"WEBVTT", VTT), (b"\xef\xbb\xbfWEBVTT", VTT),
)
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV}
_MATROSKA_HEAD = 64
"""Within so many bytes a Matroska file says whether it is WebM, which is a part of Matroska."""
_BRANDS = {b"avif": AVIF, b"M4A ": M4A, b"M4B ": M4A, b"M4P ": M4A, b"qt  ": QUICKTIME}
_OTHER_BRANDS = frozenset(b"heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 avis crx jp2 jpx jpm mjp2".split())
"""What first names itself so in the ISO base media format is no film: pictures of telephones and cameras, JPEG 2000."""


def detect_media_type(data: bytes, ending: str) -> MediaType | None:
    """Return the type of a file by its content, or None where it is none that can be taken.

    `ending` is the ending of its name, without the dot; it decides only between sound and film in one container.
    """
    if data[4:8] == b"ftyp":
        return _detect_iso(data[8:12], ending)
    if data.startswith(b"OggS"):
        return OGG_FILM if ending in OGG_FILM.endings else OGG_SOUND
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12])
    if data.startswith(b"\x1aE\xdf\xa3"):
        return WEBM if b"webm" in data[:_MATROSKA_HEAD] else None
    if found := next((kind for begin, kind in _BY_BEGINNING if data.startswith(begin)), None):
        return found
    return MP3 if data.startswith(b"ID3") or is_mp3_frame(data[:2]) else None


def _detect_iso(brand: bytes, ending: str) -> MediaType | None:
    if brand.strip() in _OTHER_BRANDS:
        return None
    return _BRANDS.get(brand) or (M4A if ending in M4A.endings else MP4)


def is_mp3_frame(head: bytes) -> bool:
    """Return whether two bytes begin a frame of MPEG layer III."""
    return len(head) == 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
