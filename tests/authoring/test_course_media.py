"""Pictures, sounds, films and captions that an author stores from the editor, and the list of those that are there."""

import re
import struct
import types

import pytest

from powerstruggle_xblock.authoring import media_kinds
from powerstruggle_xblock.exchange.media_privacy import CleanedMedia, remove_private_notes
from powerstruggle_xblock.platform.course_files import CourseFiles
from tests.block.support import IN_A_LIBRARY
from tests.block.texts import TALK
from tests.exchange.regex_steps import CountingPattern
from tests.exchange.sample_media import (
    GIF,
    JPEG,
    M4A,
    MP3,
    MP4,
    PICTURES,
    PNG,
    WAV,
    WEBM,
    WEBP,
    box,
    film,
    jpeg,
    jpeg_segment,
    png,
    png_chunk,
    track,
    wav,
)
from tests.exchange.test_growth import MAX_GROWTH

from .studio import Studio
from .studio_files import COURSE, StudioFiles


def colored_png(number: int) -> bytes:
    """Return a picture that differs from those of other numbers."""
    return png(1, 1, png_chunk(b"bKGD", bytes([0, number])))


VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n"
SRT = b"1\r\n00:00:01,000 --> 00:00:02,500\r\nNein.\r\n\r\n2\r\n0:00:03,000 --> 0:00:04,000\r\nDoch.\r\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def files(monkeypatch, studio) -> StudioFiles:
    """Return Studio's files, for a component of a course."""
    monkeypatch.setattr("powerstruggle_xblock.platform.base.PowerStruggleBlock.course_files", CourseFiles(COURSE))
    return StudioFiles(monkeypatch)


def store(studio, kind, name, data, **more):
    return studio.send("editor_store_file", {"kind": kind}, files={"file": (name, data)}, **more)


def listed(studio, kind="picture", search="", start=0):
    answer = studio.post("editor_files", {"kind": kind, "search": search, "start": start})
    assert answer.status == 200, answer.body
    return answer.json


# --- storing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "name", "data", "wanted"), [
    ("picture", "Four inches of door.PNG", PNG, ("four-inches-of-door.png", "image/png")),
    ("picture", "photo.png", JPEG, ("photo.jpg", "image/jpeg")),
    ("picture", "a.gif", GIF, ("a.gif", "image/gif")),
    ("picture", "a.webp", WEBP, ("a.webp", "image/webp")),
    ("sound", "Türklingel.mp3", MP3, ("turklingel.mp3", "audio/mpeg")),
    ("sound", "b.mp3", b"\xff\xfb\x90\0", ("b.mp3", "audio/mpeg")),
    ("sound", "c.wav", WAV, ("c.wav", "audio/wav")),
    ("sound", "d.m4a", M4A, ("d.m4a", "audio/mp4")),
    ("sound", "recorder.mp4", MP4, ("recorder.m4a", "audio/mp4")),
    ("film", "e.mp4", MP4, ("e.mp4", "video/mp4")),
    ("film", "f.webm", WEBM, ("f.webm", "video/webm")),
    ("captions", "g.vtt", VTT, ("g.vtt", "text/vtt")),
    ("captions", "g.vtt", b"\xef\xbb\xbf" + VTT, ("g.vtt", "text/vtt")),
    ("picture", "../../etc/passwd", PNG, ("passwd.png", "image/png")),
    ("picture", "C:\\Users\\me\\照片.png", PNG, ("picture.png", "image/png")),
])  # fmt: skip
def test_a_file_is_stored_under_a_plain_name_with_the_type_that_is_in_it(studio, files, kind, name, data, wanted):
    stored, media_type = wanted
    answer = store(studio, kind, name, data)
    assert answer.status == 200, answer.body
    assert answer.json["file"]["address"] == f"/static/{stored}"
    assert answer.json["file"]["url"] == f"/asset-v1:Org+Talk+2026+type@asset+block@{stored}"
    assert files.rows[stored]["contentType"] == media_type
    assert studio.store.writes == [], "what the component holds has not changed"


@pytest.mark.parametrize(("kind", "name", "data"), [
    ("picture", "door.svg", SVG),
    ("picture", "door.png", SVG),
    ("picture", "door.png", PAGE),
    ("picture", "door.png", MP3),
    ("picture", "IMG_1.heic", b"\0\0\0\x18ftypheic\0\0"),
    ("picture", "a.avif", b"\0\0\0\x1cftypavif\0\0"),
    ("sound", "a.mp3", PNG),
    ("sound", "a.ogg", b"OggS\0\2"),
    ("sound", "a.aac", b"\xff\xf1P\x80"),
    ("film", "a.mov", b"\0\0\0\x14ftypqt  \0\0"),
    ("film", "a.mkv", b"\x1aE\xdf\xa3\xa3B\x86\x81\1matroska"),
    ("film", "a.mp4", WAV),
    ("captions", "a.vtt", b"WEBVTTX"),
    ("captions", "a.vtt", "WEBVTT\n\nNo ©".encode("latin-1")),
    ("captions", "a.vtt", b"WEBVTT\n\n<script>alert(1)</script>"),
    ("captions", "a.vtt", PAGE),
])  # fmt: skip
def test_what_is_in_a_file_counts_and_not_what_it_is_called(studio, files, kind, name, data):
    answer = store(studio, kind, name, data)
    assert (answer.status, answer.json["code"]) == (422, "bad-file")
    assert name in answer.json["error"] and "Save" in answer.json["error"]
    assert files.rows == {}


def test_a_drawing_is_refused_with_the_reason(studio, files):
    assert "can hold programs" in store(studio, "picture", "door.svg", SVG).json["error"]


def test_an_empty_file_and_one_that_is_too_large_are_refused(studio, files, monkeypatch):
    assert store(studio, "picture", "a.png", b"").json["code"] == "bad-file"
    most = media_kinds.KINDS["picture"].max_bytes
    assert store(studio, "picture", "a.png", PNG + b"\0" * (most - len(PNG))).status == 200
    refused = store(studio, "picture", "b.png", PNG + b"\0" * (most - len(PNG) + 1))
    assert (refused.status, refused.json["code"]) == (413, "too-large")
    assert "has 6.01 MB; 6 MB are taken at most" in refused.json["error"]


def test_the_platform_s_own_limit_counts_where_it_is_smaller(studio, files, monkeypatch):
    django = types.SimpleNamespace(configured=True, MAX_ASSET_UPLOAD_FILE_SIZE_IN_MB=1)
    monkeypatch.setattr("powerstruggle_xblock.platform.course_files.settings", django)
    assert studio.load()["media"]["kinds"]["film"]["most_bytes"] == 1_000_000
    assert store(studio, "film", "a.mp4", MP4 + b"\0" * 1_000_000).status == 413
    assert files.rows == {}


def test_a_limit_that_only_the_platform_knows_is_told_in_a_sentence(studio, files):
    files.most_megabytes = 0.0005
    answer = store(studio, "film", "a.mp4", MP4 + b"\0" * 500)
    assert (answer.status, answer.json["code"]) == (502, "not-stored") and "Upload it" in answer.json["error"]


def test_a_course_that_is_gone_and_a_store_that_can_not_be_reached_are_told(studio, files):
    files.course_is_gone = True
    assert store(studio, "picture", "a.png", PNG).json["code"] == "not-stored"
    files.is_unreachable = True
    assert store(studio, "picture", "a.png", PNG).json["code"] == "not-stored"


def test_the_same_picture_twice_is_one_file_and_another_of_its_name_gets_another_name(studio, files):
    first, again = (store(studio, "picture", "a.png", PNG).json["file"] for _ in range(2))
    assert first == again
    other = store(studio, "picture", "a.png", colored_png(1)).json["file"]["name"]
    assert re.fullmatch(r"a-[0-9a-f]{8}\.png", other) and set(files.rows) == {"a.png", other}
    assert store(studio, "picture", "a.png", colored_png(1)).json["file"]["name"] == other


def test_any_number_of_pasted_pictures_of_one_name_are_stored_and_each_asks_for_two_files_at_most(studio, files):
    asked = []
    find = files.find
    files.find = lambda location, **how: asked.append(location.block_id) or find(location, **how)
    for number in range(60):
        asked.clear()
        answer = store(studio, "picture", "image.png", colored_png(number))
        assert answer.status == 200, answer.body
        assert len(set(asked)) <= 2
    assert len(files.rows) == 60


def test_subrip_captions_become_those_that_browsers_show(studio, files):
    answer = store(studio, "captions", "film.srt", SRT)
    assert answer.json["file"]["name"] == "film.vtt" and "SubRip" in answer.json["notes"][0]
    assert files.rows["film.vtt"]["data"].decode() == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nNein.\n\n2\n00:00:03.000 --> 00:00:04.000\nDoch.\n"
    )


@pytest.mark.parametrize("given", [
    SRT.replace(b",", b"."), SRT.replace(b"\r\n", b"\r"), SRT.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + SRT,
])  # fmt: skip
def test_subrip_captions_of_any_program_become_those_that_browsers_show(studio, files, given):
    assert store(studio, "captions", "film.srt", given).status == 200
    assert b"\n00:00:03.000 --> 00:00:04.000\n" in files.rows["film.vtt"]["data"]


@pytest.mark.parametrize(("kind", "name", "data", "words"), [
    ("picture", "half.png", PNG[:20], "half.png can’t be opened: it is damaged"),
    ("picture", "half.jpg", JPEG[:12], "a part of it is missing"),
    ("film", "half.mp4", MP4[:60], "a part of it is missing"),
    ("sound", "todo.mp3", b"ID3 things to do", "a part of it is missing"),
    ("picture", "plan.png", png(30_000, 30_000), "plan.png is too wide and too high"),
    ("film", "phone.mp4", film(track(b"vide", b"hvc1")), "Save it as MP4 (H.264 with AAC) or WebM"),
    ("sound", "memo.m4a", film(track(b"soun", b"alac"), brand=b"M4A "), "Save it as MP3, M4A (with AAC)"),
    ("sound", "dictation.wav", wav(0x11), "WAV (with PCM)"),
])  # fmt: skip
def test_what_browsers_could_not_show_is_refused_with_what_to_do(studio, files, kind, name, data, words):
    answer = store(studio, kind, name, data)
    assert (answer.status, answer.json["code"]) == (422, "bad-file")
    assert words in answer.json["error"] and files.rows == {}


@pytest.mark.parametrize("body", [{}, {"kind": "page"}, {"kind": None}, {"kind": ["picture"]}])
def test_a_request_without_a_known_kind_is_refused(studio, files, body):
    answer = studio.send("editor_store_file", body, files={"file": ("a.png", PNG)})
    assert (answer.status, answer.json["code"]) == (400, "bad-request")


def test_a_request_without_a_file_is_refused(studio, files):
    assert studio.send("editor_store_file", {"kind": "picture"}).json["code"] == "bad-request"


def test_who_may_not_edit_the_course_neither_stores_nor_lists(studio, files):
    files.put("door.png", "image/png")
    del studio.services["studio_user_permissions"]
    assert store(studio, "picture", "a.png", PNG).status == 403
    assert studio.post("editor_files", {"kind": "picture"}).status == 403
    assert set(files.rows) == {"door.png"}


# --- what a camera notes ----------------------------------------------------------------------------------------------


def exif(orientation: int, order: str = ">") -> bytes:
    """Return a camera's notes: how the photograph is turned, and a place."""
    begin = b"MM\0\x2a" if order == ">" else b"II\x2a\0"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack(f"{order}HHII", 0x8825, 4, 1, 99)
    return b"Exif\0\0" + begin + struct.pack(f"{order}IH", 8, 2) + entries + b"\0\0\0\0" + b"48.2N 16.3E"


@pytest.mark.parametrize("order", [">", "<"])
def test_the_place_where_a_photograph_was_taken_is_left_out_and_how_it_is_turned_is_kept(studio, files, order):
    noted = [(0xE0, b"JFIF\0"), (0xE1, exif(6, order)), (0xE1, b"http://ns.adobe.com/xap/ x"), (0xFE, b"my street"),
             (0xE2, b"ICC_PROFILE\0")]
    photo = jpeg(*(jpeg_segment(marker, body) for marker, body in noted))
    answer = store(studio, "picture", "door.jpg", photo)
    assert "camera" in answer.json["notes"][0]
    stored = files.rows["door.jpg"]["data"]
    assert b"48.2N" not in stored and b"my street" not in stored and b"adobe" not in stored
    assert b"ICC_PROFILE" in stored and stored.endswith(b"pixels\xff\xd9")
    assert stored.count(b"Exif") == 1 and struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in stored
    assert remove_private_notes(stored) == CleanedMedia(stored)


def test_notes_in_other_pictures_are_left_out(studio, files):
    noted = png(1, 1, png_chunk(b"eXIf", b"48.2N"), png_chunk(b"tEXt", b"who"))
    store(studio, "picture", "a.png", noted)
    assert files.rows["a.png"]["data"] == PNG
    body = b"VP8X" + struct.pack("<I", 10) + bytes([0x0C]) + b"\0" * 9 + b"VP8L" + struct.pack("<I", 2) + b"ok"
    webp = b"WEBP" + body + b"EXIF" + struct.pack("<I", 5) + b"48.2N\0"
    clean = remove_private_notes(b"RIFF" + struct.pack("<I", len(webp)) + webp)
    assert clean.is_certain
    assert clean.data == b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body.replace(b"\x0c", b"\0")


@pytest.mark.parametrize("broken", [
    b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xe1\0\0", b"\xff\xd8\xff\xe1\xff\xffExif", b"\xff\xd8",
    b"\x89PNG\r\n\x1a\n\0\0",
    b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0", b"GIF89a\1\0\1\0",
])  # fmt: skip
def test_a_picture_that_is_not_built_as_expected_is_left_as_it_is_and_its_author_is_told(studio, files, broken):
    assert remove_private_notes(broken) == CleanedMedia(broken, is_certain=False)
    answer = store(studio, "picture", "door.jpg", broken)
    assert answer.status == 422 or "door.jpg” may still hold" in answer.json["notes"][0]


def test_a_film_is_stored_without_the_place_where_it_was_taken(studio, files):
    place = b"\0\0\0\x1a\xa9xyz\0\x0e\x15\xc7+48.2+016.3/"
    noted = film(PICTURES, box(b"udta", place))
    answer = store(studio, "film", "door.mp4", noted)
    stored = files.rows["door.mp4"]["data"]
    assert b"48.2" not in stored and len(stored) == len(noted) and "recording" in answer.json["notes"][0]


# --- listing ----------------------------------------------------------------------------------------------------------


def test_the_course_s_files_of_a_kind_are_listed_the_newest_first(studio, files):
    files.put("old-door.png", "image/png")
    files.put("bell.mp3", "audio/mpeg")
    files.put("talk.srt", "application/octet-stream")
    files.put("plan.pdf", "application/pdf")
    files.put("Door.JPG", "application/octet-stream", b"x" * 7)
    files.put("sign.svg", "image/svg+xml")
    pictures = listed(studio)
    assert [file["name"] for file in pictures["files"]] == ["sign.svg", "Door.JPG", "old-door.png"]
    assert pictures["total"] == 3 and pictures["files"][1]["bytes"] == 7
    assert pictures["files"][2] == {
        "name": "old-door.png", "address": "/static/old-door.png", "kind": "picture", "bytes": 1,
        "url": "/asset-v1:Org+Talk+2026+type@asset+block@old-door.png",
        "thumbnail": "/asset-v1:Org+Talk+2026+type@thumbnail+block@old-door-png.jpg",
    }  # fmt: skip
    assert [file["name"] for file in listed(studio, "sound")["files"]] == ["bell.mp3"]
    assert [file["name"] for file in listed(studio, "captions")["files"]] == ["talk.srt"]
    assert listed(studio, "film") == {"files": [], "total": 0}


def test_a_search_takes_words_in_any_order_as_they_are(studio, files):
    for name in ("door-at-night.png", "night.png", "a.b.png", "axb.png"):
        files.put(name, "image/png")
    assert [file["name"] for file in listed(studio, search="NIGHT door")["files"]] == ["door-at-night.png"]
    assert [file["name"] for file in listed(studio, search="a.b")["files"]] == ["a.b.png"]
    assert listed(studio, search=".*nothing")["total"] == 0


def test_a_long_list_comes_in_parts(studio, files):
    for number in range(60):
        files.put(f"p{number:02}.png", "image/png")
    first, rest = listed(studio), listed(studio, start=48)
    assert (len(first["files"]), len(rest["files"]), first["total"]) == (48, 12, 60)
    assert first["files"][0]["name"] == "p59.png" and rest["files"][-1]["name"] == "p00.png"


@pytest.mark.parametrize("body", [
    {}, {"kind": "page"}, {"kind": "picture", "start": -1}, {"kind": "picture", "start": True},
    {"kind": "picture", "start": 10**9}, {"kind": "picture", "search": 7}, {"kind": "picture", "search": "x" * 201},
    {"kind": "picture", "search": {"$ne": ""}},
])  # fmt: skip
def test_a_bad_question_for_files_is_refused(studio, files, body):
    assert studio.post("editor_files", body).json["code"] == "bad-request"


def test_a_store_that_can_not_be_reached_is_told_and_the_check_goes_on(studio, files):
    files.is_unreachable = True
    answer = studio.post("editor_files", {"kind": "picture"})
    assert (answer.status, answer.json["code"]) == (503, "no-files") and "address" in answer.json["error"]
    assert studio.check(studio.tree)["version"]


# --- where there are none ---------------------------------------------------------------------------------------------


def test_the_editor_is_told_what_can_be_done_here(studio, files):
    rules = studio.load()["media"]
    assert rules["can_store"] is rules["can_list"] is True
    assert ".svg" not in rules["kinds"]["picture"]["accept"]


@pytest.mark.parametrize("place", [{}, {"usage": IN_A_LIBRARY}])
def test_in_a_library_and_on_other_platforms_it_is_said_that_nothing_can_be_stored(place, monkeypatch):
    studio = Studio(TALK, **place)
    if place:
        StudioFiles(monkeypatch)
        monkeypatch.setattr("powerstruggle_xblock.platform.base.PowerStruggleBlock.is_authoring", True)
    assert studio.load()["media"]["can_store"] is studio.load()["media"]["can_list"] is False
    answer = store(studio, "picture", "a.png", PNG)
    assert (answer.status, answer.json["code"]) == (403, "not-stored") and "https://" in answer.json["error"]
    assert studio.post("editor_files", {"kind": "picture"}).json["code"] == "no-files"


# --- a picture of one's own -------------------------------------------------------------------------------------------


def test_a_person_can_have_a_picture_of_the_author_s_own(studio, files):
    files.put("ira.jpg", "image/jpeg")
    tree = studio.tree
    person = next(node for node in tree["nodes"] if node["tag"] == "person")
    person["attrs"]["portrait"] = "/static/ira.jpg"
    assert not {"portrait", "missing-file"} & {problem["code"] for problem in studio.check(tree)["problems"]}
    view = studio.play(tree, "begin", {"attempt": 1})
    faces = {item["face"] for item in view["answer"]["scene"]["lines"] if item["kind"] == "line"}
    assert faces == {"/static/ira.jpg"}
    person["attrs"]["portrait"] = "/static/gone.jpg"
    found = [problem for problem in studio.check(tree)["problems"] if problem["code"] == "missing-file"]
    assert [problem["field"] for problem in found] == ["portrait"]
    person["attrs"]["portrait"] = "javascript:/x"
    assert "unsafe-address" in {problem["code"] for problem in studio.check(tree)["problems"]}


def test_captions_are_told_from_other_texts_in_work_that_grows_in_step_with_them():
    steps = [0]
    pattern = CountingPattern(media_kinds._SRT, steps)
    counts = []
    for length in (200, 400, 800):
        steps[0] = 0
        assert not pattern.match("1" + "\n" * length)
        assert not pattern.match("1" * length)
        counts.append(steps[0])
    assert counts[2] - counts[1] <= MAX_GROWTH * (counts[1] - counts[0])
