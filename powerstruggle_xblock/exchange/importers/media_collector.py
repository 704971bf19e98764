"""Collect the media files of an archive: accepted by their first bytes, named for a course's Files page."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from ...notation.messages import noop
from ..media_check import find_fault
from ..media_privacy import remove_private_notes
from ..media_types import detect_media_type
from ..report import ATTENTION, CHANGED, SKIPPED, CannotImport, Media, Report
from .archive import Archive

MAX_STEM_LENGTH = 80

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


class MediaCollector:
    """Collects media of an archive, each file once, and tells their addresses in a course.

    `package` is None where content came without an archive; then no file is found. Paths are below `folder` in the
    archive.
    """

    def __init__(self, package: Archive | None, report: Report, folder: str):
        self._package, self._report, self._folder = package, report, folder
        self._by_name: dict[str, Media | None] = {}
        self._taken: set[str] = set()
        self._mentioned: set[str] = set()

    @property
    def media(self) -> tuple[Media, ...]:
        """The files that were collected so far."""
        return tuple(file for file in self._by_name.values() if file is not None)

    def resolve_address(self, path: str, at: str | None = None) -> str | None:
        """Return the course address of a file of the archive.

        None, after a report, where it is missing or of no kind that can be taken.
        """
        name = self.find_file(path)
        if name is None:
            self._report.add_named(
                ATTENTION, noop("Files that the content names are not in the package: {count} ({names})"), path, at
            )
            return None
        if name not in self._by_name:
            self._by_name[name] = self._collect(name, at)
        file = self._by_name[name]
        return file.address if file else None

    def find_file(self, path: str) -> str | None:
        """Return the name in the archive of a file that the content names, or None where it is not there."""
        if self._package is None:
            return None
        names = (self._package.find(f"{self._folder}{form}") for form in _list_forms(path))
        return next(filter(None, names), None)

    def mark_reported(self, path: str) -> None:
        """Remember that the report names a file of the content already."""
        if name := self.find_file(path):
            self._mentioned.add(name)

    def report_others(self, named: Iterator[str], ignored: str) -> None:
        """Report the files of the folder that were not collected: those that the content names, and the others.

        `named` yields the paths that the content names anywhere, `ignored` is the path of a file that is no medium.
        """
        if self._package is None:
            return
        known = {f"{self._folder}{ignored}", *self._by_name, *self._mentioned}
        files = {name for name in self._package.names if name.startswith(self._folder) and not _is_hidden(name)} - known
        used = files & {name for name in map(self.find_file, named) if name}
        for name in sorted(used):
            self._report.add_named(
                SKIPPED, noop("Files of parts that were not imported were left out: {count} ({names})"),
                name.removeprefix(self._folder))
        for name in sorted(files - used):
            self._report.add_named(
                SKIPPED, noop("Files in the package that the content does not use: {count} ({names})"),
                name.removeprefix(self._folder))

    def _collect(self, name: str, at: str | None) -> Media | None:
        assert self._package is not None
        shown, ending = name.removeprefix(self._folder), name.rpartition(".")[2].lower()
        try:
            data = self._package.read(name)
        except CannotImport as error:
            self._report.add_message(SKIPPED, error.message, at)
            return None
        kind = detect_media_type(data, ending)
        if kind is None:
            self._report.add_named(
                SKIPPED,
                noop("Files are no picture, sound, film or captions of a kind that can be taken, whatever their names "
                     "say, and were left out: {count} ({names})"), shown, at)
            return None
        if ending not in kind.endings:
            self._report.add_named(
                CHANGED, noop("Files got the ending of what they are: {count} ({names})"), shown, at)
        if find_fault(data, kind):
            self._report.add_named(
                ATTENTION,
                noop("Files are damaged, very large pictures, or coded in a way that not every browser knows; try "
                     "them, and save them anew where needed: {count} ({names})"), shown, at)
        cleaned = remove_private_notes(data)
        if cleaned.data != data:
            self._report.add_named(
                CHANGED,
                noop("What cameras and programs had noted beside files, such as the place, was left out: "
                     "{count} ({names})"), shown, at)
        if not cleaned.is_certain:
            self._report.add_named(
                ATTENTION,
                noop("Files may still hold what a camera noted beside them, such as the place; save them anew with "
                     "another program if learners should not get that: {count} ({names})"), shown, at)
        return Media(self._make_name(name, kind.get_ending(ending)), kind.name, cleaned.data)

    def _make_name(self, name: str, ending: str) -> str:
        """Return a name that no other file has: as in the package, with its capitals, so that it is found again."""
        base = unicodedata.normalize("NFKD", name.rpartition("/")[2]).encode("ascii", "ignore").decode()
        stem = _NOT_IN_NAMES.sub("-", base.rpartition(".")[0] or base).strip("-.")[:MAX_STEM_LENGTH] or "file"
        made, number = f"{stem}.{ending}", 2
        while made.casefold() in self._taken:
            made, number = f"{stem}-{number}.{ending}", number + 1
        self._taken.add(made.casefold())
        return made


def _list_forms(path: str) -> Iterator[str]:
    """Yield the forms in which a path may be meant: as it stands, without its fragment or query, decoded."""
    plain = path.strip().removeprefix("./").removeprefix("content/")
    cut = re.split(r"[#?]", plain, maxsplit=1)[0]
    yield from dict.fromkeys((plain, cut, unquote(plain), unquote(cut)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "_")) for part in name.split("/"))
