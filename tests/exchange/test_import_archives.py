"""Hostile archives: each gives a plain sentence, nothing is read further, nothing is written anywhere."""

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from powerstruggle_xblock.exchange.importers import archive

from .import_helpers import (
    FILES,
    find_places,
    import_checked,
    load_h5p_content,
    make_package,
    make_zip,
    refusal_message,
)

GOOD = make_package(load_h5p_content(), FILES)


def with_entry(info: zipfile.ZipInfo | str, data: bytes = b"x") -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package_:
        package_.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../evil.txt", "points outside"),
        ("content/../../evil.txt", "points outside"),
        ("/etc/evil", "points outside"),
        ("C:/evil", "points outside"),
        ("content\\..\\evil", "points outside"),
        ("\\etc\\evil", "points outside"),
        ("content/images/\x01.png", "can't be used"),
        ("x" * 600, "can't be used"),
    ],
)
def test_names_that_climb_out_or_hide_something(name, sentence):
    assert sentence in refusal_message(with_entry(name), "x.h5p")


def test_a_name_with_a_zero_byte():
    assert "can't be used" in refusal_message(
        GOOD.replace(b"content/images/room.gif", b"content/images/room\0gif"), "x.h5p"
    )


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices(kind):
    info = zipfile.ZipInfo("content/images/link.png")
    info.external_attr = (kind | 0o777) << 16
    assert "There is a link" in refusal_message(with_entry(info, b"/etc/passwd"), "x.h5p")


def test_an_encrypted_entry():
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "protected by a password" in refusal_message(bytes(data), "x.h5p")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_packing(method):
    info = zipfile.ZipInfo("content/x.json")
    info.compress_type = method
    assert "packed in a way" in refusal_message(with_entry(info), "x.h5p")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["content/content.json", "Content/Content.JSON", "h5p.json"])
def test_two_files_of_the_same_name(name):
    assert "have the same name" in refusal_message(with_entry(name, b"{}"), "x.h5p")


def test_a_bomb_by_its_ratio():
    assert "become far larger" in refusal_message(with_entry("content/zeros.json", b"\0" * (8 * 1024 * 1024)), "x.h5p")


def test_too_many_files(monkeypatch):
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    assert "at most 3 are taken" in refusal_message(GOOD, "x.h5p")


def test_too_much_when_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 100)
    assert "would be larger" in refusal_message(GOOD, "x.h5p")


def test_one_file_too_large(monkeypatch):
    monkeypatch.setattr(archive, "MAX_ENTRY_BYTES", 100)
    assert "is larger than" in refusal_message(GOOD, "x.h5p")


def test_entries_that_overlap():
    data = bytearray(make_zip({"h5p.json": os.urandom(400), "b": os.urandom(400)}))
    first = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, first + 20, 100_000)
    assert refusal_message(bytes(data), "x.h5p").startswith("Files in this archive overlap")


def test_a_list_that_lies_about_a_size():
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 3)
    assert refusal_message(bytes(data), "x.h5p")


@pytest.mark.parametrize("cut", [5, 40, 200, -30, -5])
def test_a_damaged_archive(cut):
    assert refusal_message(GOOD[:cut], "x.h5p")


def test_content_that_was_damaged():
    data = bytearray(GOOD)
    at = data.index(b"content/content.json") + 60
    data[at:at + 20] = b"\xff" * 20
    assert "damaged" in refusal_message(bytes(data), "x.h5p")


def test_an_archive_hidden_behind_another_name_is_not_opened():
    content = load_h5p_content()
    content["branchingScenario"]["startScreen"]["startScreenImage"]["path"] = "images/x.png"
    found = import_checked(make_package(content, {**FILES, "content/images/x.png": GOOD}), "x.h5p")
    assert find_places(found, "There is an archive inside this archive: content/images/x.png") == ["start-screen"]
    assert "x.png" not in {file.name for file in found.media}


@pytest.mark.parametrize("name", ["H5P.Library-1.0/inner.zip", "content/inner.H5P", "content/a.tar.gz"])
def test_packages_in_a_package_are_skipped(name):
    found = import_checked(with_entry(name, GOOD), "x.h5p")
    told = [entry for entry in found.report.entries if "that the content does not use: 1" in entry.message]
    assert len(found.media) == 6 and bool(told) == name.startswith("content/")


def test_an_archive_that_is_no_package():
    assert "This archive can't be imported" in refusal_message(make_zip({"story.twee": b":: Start"}), "x.zip")
    assert "spreadsheet" in refusal_message(make_zip({"xl/workbook.xml": b"<x/>"}), "x.xlsx")


def test_nothing_is_written_anywhere(tmp_path, monkeypatch):
    opened: list[str] = []
    real_open = os.open

    def watched(path, flags, *rest, **more):
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            opened.append(str(path))
        return real_open(path, flags, *rest, **more)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "open", watched)
    for data in (GOOD[:-30], with_entry("../evil.txt"), with_entry("/evil")):
        refusal_message(data, "x.h5p")
    assert not opened
    assert not list(Path(tmp_path).iterdir()) and not (tmp_path.parent / "evil.txt").exists()
