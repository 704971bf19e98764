"""Open ZIP archives from outside safely: checked as a whole first, read into memory only, never unpacked to a disk.

The checks cover what attacks on unpackers have used: names that lead out of a folder, links, several entries of one
name, overlapping or enormous entries (Fifield, 2019, "A better zip bomb"), and archives in archives.
"""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from ...notation.messages import noop
from ..report import CannotImport
from .archive_names import clear_wrong_flags, decode_names, normalize_name

MEGABYTE = 1024 * 1024
MAX_ENTRIES = 5000
MAX_BYTES = 200 * MEGABYTE
MAX_ENTRY_BYTES = 64 * MEGABYTE
MAX_RATIO = 200
MIN_RATIO_BYTES = MEGABYTE
"""Files up to this size may have any packing ratio; larger ones at most MAX_RATIO."""
MAX_NAME_LENGTH = 500
MAX_SHOWN_LENGTH = 80
"""How much of a name a message shows."""

_ARCHIVE_SIGNATURES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, OverflowError,
)


class Archive:
    """A ZIP archive that passed all checks; `names` has the paths of its files, with "/" between their parts.

    Raises `CannotImport` where a check fails. An archive in it is never opened, and only `read` refuses it.
    """

    def __init__(self, data: bytes):
        try:
            self._zip = _open_zip(data)
            entries = self._zip.infolist()
        except _ZIP_ERRORS as error:
            raise CannotImport(noop("This archive is damaged and can't be opened.")) from error
        self._check_size(entries, len(data))
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._others: dict[str, str] = {}
        names = [decode_names(entry) for entry in entries]
        for entry, found in zip(entries, names, strict=True):
            _check_entry(entry, found[0])
            if not found[0].endswith("/"):
                self._entries[found[0]] = entry
        _check_names([found[0] for found in names])
        for found in names:
            for name in found:
                self._others.setdefault(name.casefold(), found[0])
        self.names = frozenset(self._entries)

    def find(self, path: str) -> str | None:
        """Return the name of the file at a path, in whatever case, Unicode form or encoding it is; else None."""
        name = normalize_name(path)
        if name not in self._entries:
            name = self._others.get(name.casefold(), "")
        return name if name in self._entries else None

    @staticmethod
    def _check_size(entries: list[zipfile.ZipInfo], size: int) -> None:
        if len(entries) > MAX_ENTRIES:
            raise CannotImport(
                noop("This archive holds {count} files; at most {most} are taken."),
                count=len(entries),
                most=MAX_ENTRIES,
            )
        if sum(entry.file_size for entry in entries) > MAX_BYTES:
            raise CannotImport(
                noop("Unpacked, this archive would be larger than {size} MB."), size=MAX_BYTES // MEGABYTE
            )
        if sum(entry.compress_size for entry in entries) > size:
            raise CannotImport(noop("Files in this archive overlap each other, as in an attack. It was not opened."))

    def get_size(self, name: str) -> int:
        """Return how large a file is, in bytes."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises `CannotImport` where it is damaged or an archive itself."""
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as file:
                content = file.read(entry.file_size + 1)
        except _ZIP_ERRORS as error:
            raise CannotImport(
                noop("The file {name} in this archive is damaged."), name=name[:MAX_SHOWN_LENGTH]
            ) from error
        if len(content) > entry.file_size:
            raise CannotImport(noop("The file {name} in this archive is damaged."), name=name[:MAX_SHOWN_LENGTH])
        if content.startswith(_ARCHIVE_SIGNATURES):
            raise CannotImport(
                noop("There is an archive inside this archive: {name}. It was not opened."),
                name=name[:MAX_SHOWN_LENGTH],
            )
        return content


def _open_zip(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except UnicodeDecodeError:
        return zipfile.ZipFile(io.BytesIO(clear_wrong_flags(data)))


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    shown = name[:MAX_SHOWN_LENGTH]
    # The name is the one before zipfile itself cuts it at a zero byte.
    if any(ord(sign) < 32 for sign in entry.orig_filename + name) or not name or len(name) > MAX_NAME_LENGTH:
        raise CannotImport(
            noop("The name of a file in this archive can't be used ({name}). It was not opened."), name=repr(shown)
        )
    if name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts:
        raise CannotImport(noop("A file in this archive points outside of it: {name}. It was not opened."), name=shown)
    mode = entry.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_IFMT(mode) == 0):
        raise CannotImport(noop("There is a link in this archive: {name}. It was not opened."), name=shown)
    if entry.flag_bits & 0x1:
        raise CannotImport(noop("This archive is protected by a password. Save it without one."))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CannotImport(noop("The file {name} is packed in a way that can't be read here."), name=shown)
    if entry.file_size > MAX_ENTRY_BYTES:
        raise CannotImport(
            noop("The file {name} is larger than {size} MB."), name=shown, size=MAX_ENTRY_BYTES // MEGABYTE
        )
    if entry.file_size > MIN_RATIO_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise CannotImport(
            noop("The file {name} would become far larger when unpacked, as in an attack. It was not opened."),
            name=shown,
        )


def _check_names(names: list[str]) -> None:
    """Refuse two files of one name; a folder may be listed twice."""
    folders: set[str] = set()
    seen: set[str] = set()
    for name in names:
        key = name.rstrip("/").casefold()
        if key in seen and not (name.endswith("/") and key in folders):
            raise CannotImport(
                noop("Two files in this archive have the same name: {name}. It was not opened."),
                name=name[:MAX_SHOWN_LENGTH],
            )
        seen.add(key)
        if name.endswith("/"):
            folders.add(key)
