"""Which pictures, sounds and films browsers can show or play, by what is in their heads."""

import struct

import pytest

from powerstruggle_xblock.exchange import media_types
from powerstruggle_xblock.exchange.media_check import MAX_PIXELS, Fault, find_fault
from powerstruggle_xblock.exchange.media_types import detect_media_type

from . import sample_media as sample
from .import_helpers import FILES, import_checked, load_h5p_content, make_package
from .sample_media import box, film, track, wav
from .test_growth import MAX_GROWTH, count_work, growth

SAMPLES = {
    "png": sample.PNG, "jpg": sample.JPEG, "gif": sample.GIF, "webp": sample.WEBP, "webp lossy": sample.webp_lossy(),
    "webp extended": sample.webp_extended(), "mp4": sample.MP4, "m4a": sample.M4A, "wav": sample.WAV,
    "mp3": sample.MP3, "webm": sample.WEBM,
}  # fmt: skip
EXTENSIBLE = struct.pack("<HHI", 22, 8, 4)
MP3_FRAMES = b"\xff\xfb\x90\0" * 9


def fault_of(data: bytes, ending: str = "") -> Fault | None:
    kind = detect_media_type(data, ending)
    assert kind is not None
    return find_fault(data, kind)


@pytest.mark.parametrize("data", [
    *SAMPLES.values(),
    sample.jpeg(frame=0xC2),
    film(track(b"vide", b"vp09"), track(b"soun", b"Opus")),
    film(track(b"vide", b"avc1"), track(b"text", b"tx3g")),
    film(sample.PICTURES, first=box(b"free"), last=box(b"moof", box(b"traf"))),
    box(b"ftyp", b"isom") + box(b"mdat", b"first") + box(b"moov", sample.PICTURES),
    box(b"ftyp", b"isom") + struct.pack(">I4sQ", 1, b"mdat", 16) + b"\0\0\0\0moov" + sample.PICTURES,
    wav(3), wav(7), wav(0xFFFE, more=EXTENSIBLE + b"\1\0"), wav(1, (b"JUNK", b"odd")),
    MP3_FRAMES, b"ID3\2\0\0\0\0\0\0" + MP3_FRAMES, b"ID3\3\0\0\x7f\x7f\x7f\x7f" + MP3_FRAMES,
    b"ID3\4\0\x10\0\0\0\2\0\0" + b"3DI\4\0\x10\0\0\0\2" + MP3_FRAMES,
], ids=lambda _: "")  # fmt: skip
def test_what_browsers_show_and_play_has_no_fault(data):
    assert fault_of(data) is None


@pytest.mark.parametrize("data", [
    sample.png(0, 5), sample.PNG[:8] + sample.png_chunk(b"CgBI", b"\0" * 4) + sample.PNG[8:],
    sample.PNG[:11] + b"\xff" + sample.PNG[12:],
    b"\xff\xd8\xff\xd9", b"\xff\xd8" + sample.jpeg_segment(0xDB, b"\0" * 65) + b"\xff\xd9", sample.jpeg(height=0),
    sample.jpeg(frame=0xF7), b"GIF89a", sample.gif(0, 1), sample.riff(b"WEBP"), sample.riff(b"WEBP", (b"VP8X", b"")),
    sample.riff(b"WEBP", (b"VP8L", b"\0" * 14)), box(b"ftyp", b"isom") + box(b"mdat", b"no head"),
    film(), film(sample.SPEECH), film(box(b"trak")),
    film(box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + b"vide")))),
    b"\0\0\0\x0cftypisom" + b"\0\0\0\x04moov", sample.riff(b"WAVE"), sample.riff(b"WAVE", (b"data", b"\0" * 9)),
    b"ID3", b"ID3\4\0\0\0\0\0\x0a" + b"\0" * 99,
], ids=lambda _: "")  # fmt: skip
def test_what_lacks_a_part_is_damaged(data):
    assert fault_of(data) is Fault.DAMAGED


@pytest.mark.parametrize("data", [
    film(track(b"vide", b"hvc1"), sample.SPEECH), film(track(b"vide", b"mp4v")), film(track(b"vide", b"encv")),
    film(sample.PICTURES, track(b"soun", b"ac-3")), film(track(b"vide", b"s263"), brand=b"3gp4"),
    film(track(b"soun", b"alac"), brand=b"M4A "), film(track(b"soun", b"drms"), brand=b"M4P "),
    wav(2), wav(0x31), wav(0x55), wav(0xFFFE, more=EXTENSIBLE + b"\x11\0"),
], ids=lambda _: "")  # fmt: skip
def test_what_not_every_browser_decodes_is_told(data):
    assert fault_of(data) is Fault.OTHER_CODING


def test_of_a_sound_in_a_film_s_container_only_the_sound_counts():
    recorded = film(track(b"vide", b"hvc1"), sample.SPEECH)
    assert fault_of(recorded, "m4a") is None
    assert fault_of(film(track(b"soun", b"samr"), brand=b"3gp4"), "m4a") is Fault.OTHER_CODING


@pytest.mark.parametrize("make", [
    sample.png, lambda w, h: sample.jpeg(width=w, height=h), sample.gif, sample.webp_lossless, sample.webp_lossy,
    sample.webp_extended,
])  # fmt: skip
def test_a_picture_of_a_telephone_has_no_fault_and_an_enormous_one_has(make):
    assert fault_of(make(8064, 6048)) is None
    assert fault_of(make(16_000, MAX_PIXELS // 16_000)) is None
    assert fault_of(make(16_000, MAX_PIXELS // 16_000 + 1)) is Fault.TOO_MANY_PIXELS


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_that_ends_anywhere_is_damaged_or_has_its_head(name):
    whole, ending = SAMPLES[name], name.partition(" ")[0]
    kind = detect_media_type(whole, ending)
    found = [find_fault(whole[:length], kind) for length in range(len(whole) + 1)]
    assert set(found) <= {None, Fault.DAMAGED} and found[-1] is None
    whole_from = found.index(None)
    assert set(found[whole_from:]) == {None}


@pytest.mark.parametrize("data", [
    b"<script>WEBP", b"<script>WAVE", b"RIFX\0\0\0\0WAVE", b"RIFF\0\0\0\0AVI ", b"<svg", b"<!doctype html>",
    b"PK\3\4", b"%PDF-",
    b"\x1aE\xdf\xa3\xa3B\x82\x88matroska", b"\xff\xfe<\0s\0", b"\xff\xf1P\x80", b"fLaC", b"", b"\0" * 99,
    *(b"\0\0\0\x18ftyp" + brand for brand in (b"heic", b"heim", b"hevc", b"avis", b"crx ", b"jp2 ", b"mif1")),
])  # fmt: skip
def test_what_is_of_no_kind_that_is_taken_has_no_type(data):
    assert detect_media_type(data, "mp4") is None


def test_types_have_names_that_browsers_do_not_run():
    types = [one for one in vars(media_types).values() if isinstance(one, media_types.MediaType)]
    assert {one.name.partition("/")[0] for one in types} == {"image", "audio", "video", "text"}
    assert not {"image/svg+xml", "text/html", "text/xml"} & {one.name for one in types}


def test_an_imported_file_that_browsers_can_not_play_is_named_in_the_report():
    given = {**FILES, "content/videos/soft.mp4": film(track(b"vide", b"hvc1")), "content/images/start.jpg": sample.JPEG}
    report = import_checked(make_package(load_h5p_content(), given), "lesson.h5p").report
    [told] = [entry.message for entry in report.filter_entries("attention") if "not every browser" in entry.message]
    assert "videos/soft.mp4" in told and "start.jpg" not in told


@pytest.mark.parametrize(("beginning", "piece"), [
    (sample.PNG, b"\0"), (b"\xff\xd8", b"\xff"), (b"\xff\xd8", sample.jpeg_segment(0xFE, b"")),
    (box(b"ftyp", b"isom"), box(b"free")), (box(b"ftyp", b"isom"), b"\x7f\xff\xff\xffmoov"),
    (box(b"ftyp", b"isom") + b"\x7f\xff\xff\xffmoov", track(b"vide", b"avc1")),
    (sample.riff(b"WAVE"), b"JUNK\0\0\0\0"), (b"ID3", b"\xff"), (b"ID3", b"\xff\xe0"),
])  # fmt: skip
def test_work_grows_in_step_with_the_file(beginning, piece):
    kind = detect_media_type(beginning, "") or media_types.JPEG
    with count_work() as work:
        found, counts = growth(work, lambda body: lambda: find_fault(beginning + body, kind), piece)
    assert found <= MAX_GROWTH, counts
