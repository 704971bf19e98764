"""Names of the files in a ZIP archive: decoded whatever wrote them, and compared as people read them.

A name's bytes are UTF-8 where a flag or an extra field says so. Without it they are what the program that packed the
archive used: UTF-8 all the same (macOS), or the code page of its computer.
"""

import struct
import unicodedata
import zipfile
import zlib

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
"""The extra field "Info-ZIP Unicode Path": a version, a checksum of the name's bytes, and the name in UTF-8."""
_CODE_PAGES = ("cp437", "cp850", "cp1252", "cp932", "gb18030", "cp1251")
_CENTRAL_HEADER = b"PK\x01\x02"
_CENTRAL_LENGTH, _LOCAL_LENGTH = 46, 30


def decode_names(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return what an entry may be called, the likeliest name first; folders end with "/"."""
    if entry.flag_bits & _UTF8_FLAG:
        return (normalize_name(entry.orig_filename),)
    raw = entry.orig_filename.encode("cp437", "replace")
    found = [_read_unicode_path(entry.extra, raw), _decode(raw, "utf-8")]
    found += [_decode(raw, page) for page in _CODE_PAGES]
    return tuple(dict.fromkeys(normalize_name(name) for name in found if name)) or (normalize_name(entry.filename),)


def normalize_name(name: str) -> str:
    """Return a path in composed Unicode form, with "/" between its parts."""
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def clear_wrong_flags(data: bytes) -> bytes:
    """Return an archive in which no name that is not UTF-8 is said to be UTF-8."""
    changed = bytearray(data)
    at = data.find(_CENTRAL_HEADER)
    while at >= 0 and at + _CENTRAL_LENGTH <= len(data) and data.startswith(_CENTRAL_HEADER, at):
        flags, = struct.unpack_from("<H", data, at + 8)
        name_length, extra_length, comment_length = struct.unpack_from("<HHH", data, at + 28)
        local, = struct.unpack_from("<I", data, at + 42)
        name = data[at + _CENTRAL_LENGTH:at + _CENTRAL_LENGTH + name_length]
        if flags & _UTF8_FLAG and _decode(name, "utf-8") is None:
            struct.pack_into("<H", changed, at + 8, flags & ~_UTF8_FLAG)
            if local + _LOCAL_LENGTH <= len(data):
                flags, = struct.unpack_from("<H", data, local + 6)
                struct.pack_into("<H", changed, local + 6, flags & ~_UTF8_FLAG)
        at += _CENTRAL_LENGTH + name_length + extra_length + comment_length
    return bytes(changed)


def _decode(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _read_unicode_path(extra: bytes, raw: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4:at + 4 + length]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            checksum, = struct.unpack_from("<I", field, 1)
            return _decode(field[5:], "utf-8") if checksum == zlib.crc32(raw) else None
        at += 4 + length
    return None
