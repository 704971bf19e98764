"""Archives from strangers: looked at as a whole before anything in them is opened, read into memory only, never unpacked.

The policy follows what attacks on unpackers have used: names that climb out of a folder, links, entries that shadow each other,
overlapping or enormous ones (Fifield, A better zip bomb, 2019), archives in archives.
"""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from ..report import CannotImport, noop

MOST_ENTRIES = 5000
MOST_BYTES = 200 * 1024 * 1024
MOST_ENTRY_BYTES = 64 * 1024 * 1024
MOST_RATIO = 200
RATIO_MATTERS = 1024 * 1024
"""Small texts may pack as well as they like; above this, a ratio over MOST_RATIO is no honest file."""
LONGEST_NAME = 500

_NESTED = (".zip", ".h5p", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".jar", ".epub", ".docx", ".xlsx")
_PACKED_BEGINS = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, OverflowError)


class Archive:
    """A ZIP that was found harmless. Raises CannotImport where it is not."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise CannotImport(noop("This archive is damaged and can't be opened.")) from error
        self._check_size(entries, len(data))
        for entry in entries:
            _check_entry(entry)
        _check_names(entries)
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self.names = frozenset(self._entries)

    @staticmethod
    def _check_size(entries: list[zipfile.ZipInfo], size: int) -> None:
        if len(entries) > MOST_ENTRIES:
            raise CannotImport(noop("This archive holds {count} files; at most {most} are taken."), count=len(entries), most=MOST_ENTRIES)
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise CannotImport(noop("Unpacked, this archive would be larger than {size} MB."), size=MOST_BYTES // 1024 // 1024)
        if sum(entry.compress_size for entry in entries) > size:
            raise CannotImport(noop("Files in this archive overlap each other, as in an attack. It was not opened."))

    def read(self, name: str) -> bytes:
        """Give a file's content. Raises CannotImport where it is damaged or not what the archive's list says."""
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as file:
                content = file.read(entry.file_size + 1)
        except _BROKEN as error:
            raise CannotImport(noop("The file {name} in this archive is damaged."), name=name[:80]) from error
        if len(content) > entry.file_size:
            raise CannotImport(noop("The file {name} in this archive is damaged."), name=name[:80])
        if content.startswith(_PACKED_BEGINS):
            raise CannotImport(noop("There is an archive inside this archive: {name}. It was not opened."), name=name[:80])
        return content


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name, said = entry.orig_filename, entry.orig_filename[:80]
    # Compared with what is to be read, since zipfile itself cuts names at a zero byte.
    if "\0" in name or any(ord(sign) < 32 for sign in name) or "\\" in name or not name or len(name) > LONGEST_NAME:
        raise CannotImport(noop("The name of a file in this archive can't be used ({name}). It was not opened."), name=repr(said))
    if name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts:
        raise CannotImport(noop("A file in this archive points outside of it: {name}. It was not opened."), name=said)
    mode = entry.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_IFMT(mode) == 0):
        raise CannotImport(noop("There is a link in this archive: {name}. It was not opened."), name=said)
    if entry.flag_bits & 0x1:
        raise CannotImport(noop("This archive is protected by a password. Save it without one."))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CannotImport(noop("The file {name} is packed in a way that isn't known here."), name=said)
    if entry.file_size > MOST_ENTRY_BYTES:
        raise CannotImport(noop("The file {name} is larger than {size} MB."), name=said, size=MOST_ENTRY_BYTES // 1024 // 1024)
    if entry.file_size > RATIO_MATTERS and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise CannotImport(noop("The file {name} would grow beyond measure when unpacked, as in an attack. It was not opened."), name=said)
    if name.lower().endswith(_NESTED):
        raise CannotImport(noop("There is an archive inside this archive: {name}. It was not opened."), name=said)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.rstrip("/").casefold()
        if name in seen:
            raise CannotImport(noop("Two files in this archive have the same name: {name}. It was not opened."), name=entry.filename[:80])
        seen.add(name)
