"""Collect the media files of an archive.

Accepted by ending and first bytes together, named for a course's Files page.
"""

import re
import unicodedata

from ...notation.messages import noop
from ..report import Media, Report
from .archive import Archive

_MP3_SIGNATURES = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
MEDIA_TYPES: dict[str, tuple[str, tuple[tuple[int, bytes], ...]]] = {
    "jpg": ("image/jpeg", ((0, b"\xff\xd8\xff"),)),
    "jpeg": ("image/jpeg", ((0, b"\xff\xd8\xff"),)),
    "png": ("image/png", ((0, b"\x89PNG\r\n\x1a\n"),)),
    "gif": ("image/gif", ((0, b"GIF87a"), (0, b"GIF89a"))),
    "webp": ("image/webp", ((8, b"WEBP"),)),
    "mp4": ("video/mp4", ((4, b"ftyp"),)),
    "m4v": ("video/mp4", ((4, b"ftyp"),)),
    "mov": ("video/quicktime", ((4, b"ftyp"),)),
    "webm": ("video/webm", ((0, b"\x1a\x45\xdf\xa3"),)),
    "ogv": ("video/ogg", ((0, b"OggS"),)),
    "mp3": ("audio/mpeg", tuple((0, begin) for begin in _MP3_SIGNATURES)),
    "m4a": ("audio/mp4", ((4, b"ftyp"),)),
    "ogg": ("audio/ogg", ((0, b"OggS"),)),
    "oga": ("audio/ogg", ((0, b"OggS"),)),
    "wav": ("audio/wav", ((8, b"WAVE"),)),
    "vtt": ("text/vtt", ((0, b"WEBVTT"), (0, b"\xef\xbb\xbfWEBVTT"))),
}
"""By ending: the media type, and the (offset, bytes) of which one must be in the file.

No SVG and no HTML: they can hold programs.
"""

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


class MediaCollector:
    """Collects media of an archive, each file once, and tells their addresses in a course.

    `package` is None where content came without an archive; then no file is found. Paths are below `folder` in the
    archive.
    """

    def __init__(self, package: Archive | None, report: Report, folder: str = "content/"):
        self._package, self._report, self._folder = package, report, folder
        self._by_path: dict[str, Media | None] = {}

    @property
    def media(self) -> tuple[Media, ...]:
        """The files that were collected so far."""
        return tuple(file for file in self._by_path.values() if file is not None)

    @property
    def paths(self) -> frozenset[str]:
        """All paths that were asked for, accepted or not."""
        return frozenset(self._by_path)

    def resolve_address(self, path: str, at: str | None = None) -> str | None:
        """Return the course address of a file of the archive.

        None, after a report, where it is missing or not what its ending says.
        """
        if path not in self._by_path:
            self._by_path[path] = self._collect(path, at)
        file = self._by_path[path]
        return file.address if file else None

    def _collect(self, path: str, at: str | None) -> Media | None:
        inside = f"{self._folder}{path.removesuffix('#tmp')}"
        ending = path.removesuffix("#tmp").rpartition(".")[2].lower()
        if self._package is None or inside not in self._package.names:
            self._report.add_attention(
                noop("The file {path} is named in the content, but is not in the package."), at, path=path[:80]
            )
            return None
        if ending not in MEDIA_TYPES:
            self._report.add_skipped(
                noop("Files of the kind “{ending}” are not imported: {path}"), at, ending=ending[:20], path=path[:80]
            )
            return None
        data = self._package.read(inside)
        mimetype, begins = MEDIA_TYPES[ending]
        if not any(data[at:at + len(begin)] == begin for at, begin in begins):
            self._report.add_skipped(noop("{path} is not what its name says, and was left out."), at, path=path[:80])
            return None
        return Media(self._make_name(path), mimetype, data)

    def _make_name(self, path: str) -> str:
        base = (
            unicodedata.normalize("NFKD", path.removesuffix("#tmp").rpartition("/")[2])
            .encode("ascii", "ignore")
            .decode()
        )
        stem, _, ending = base.rpartition(".")
        stem = _NOT_IN_NAMES.sub("-", stem).strip("-.")[:80] or "file"
        taken = {file.name.casefold() for file in self.media}
        name, number = f"{stem}.{ending.lower()}", 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}.{ending.lower()}", number + 1
        return name
