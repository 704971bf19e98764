"""What cameras and programs write beside pictures, films and sounds: left out, whatever the file is made of."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.exchange.media_privacy import CleanedMedia, remove_private_notes

from . import sample_media
from .import_helpers import FILES, import_checked, load_h5p_content, make_package
from .test_growth import MAX_GROWTH, count_work, growth

PLACE = b"48.2083N 16.3731E"


@pytest.fixture(scope="module")
def work():
    """Return a counter of executed lines and of the steps of regular expressions."""
    with count_work() as counter:
        yield counter


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


SCAN = segment(0xDA, b"\1\1\0\0?\0") + b"pixels\xff\0more\xff\xd0rest"
JFIF = segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\0\0")
PLAIN_JPEG = b"\xff\xd8" + JFIF + segment(0xDB, b"\0" * 65) + SCAN + b"\xff\xd9"
GPS = segment(0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0" + PLACE)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


PNG_HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PNG_REST = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
GIF_HEAD = b"GIF89a\1\0\1\0\x80\0\0" + b"\0\0\0\xff\xff\xff"
GIF_LOOP = b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
GIF_IMAGE = b"\x21\xf9\4\0\0\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"


def blocks(body: bytes) -> bytes:
    return bytes([len(body)]) + body + b"\0"


def webp_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def webp(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), name) + body


def wide_box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4sQ", 1, name, 16 + len(body)) + body


FTYP, MDAT = box(b"ftyp", b"isom\0\0\2\0isom"), box(b"mdat", b"pictures and sounds")
TRACK = box(b"trak", box(b"tkhd", b"\0" * 8), box(b"mdia", box(b"hdlr", b"\0" * 8 + b"vide" + b"\0" * 12)))
QUICKTIME_KEY = b"com.apple.quicktime.location.ISO6709"


@pytest.mark.parametrize("noted", [
    PLAIN_JPEG[:2] + GPS + PLAIN_JPEG[2:],
    PLAIN_JPEG + PLAIN_JPEG[:2] + GPS + PLAIN_JPEG[2:],
    PLAIN_JPEG + box(b"ftyp", b"mp42") + PLACE,
    PLAIN_JPEG[:2] + segment(0xE2, b"MPF\0" + PLACE) + PLAIN_JPEG[2:],
    PLAIN_JPEG[:2] + segment(0xE3, PLACE) + segment(0xFE, b"\0no note" + PLACE) + PLAIN_JPEG[2:],
    PLAIN_JPEG[:2] + segment(0xE0, b"JFXX\0\x10" + PLACE) + PLAIN_JPEG[2:],
    PLAIN_JPEG[:2] + segment(0xED, b"Photoshop 3.0\0" + PLACE) + PLAIN_JPEG[2:],
    PLAIN_JPEG[:-2] + segment(0xFE, PLACE) + b"\xff\xd9",
    PNG_HEAD + chunk(b"eXIf", PLACE) + PNG_REST,
    PNG_HEAD + chunk(b"prVt", PLACE) + chunk(b"iTXt", PLACE) + PNG_REST + PLACE,
    GIF_HEAD + GIF_LOOP + b"\x21\xfe" + blocks(PLACE) + GIF_IMAGE + b";",
    GIF_HEAD + b"\x21\xff\x0bXMP DataXMP" + blocks(PLACE) + GIF_LOOP + GIF_IMAGE + b";" + PLACE,
    webp(webp_chunk(b"VP8L", b"odd"), webp_chunk(b"EXIF", PLACE), webp_chunk(b"XMP ", PLACE)) + PLACE,
    webp(webp_chunk(b"VP8L", b"odd"), webp_chunk(b"note", PLACE)),
], ids=lambda _: "")  # fmt: skip
def test_a_picture_s_notes_are_left_out_and_what_shows_it_is_kept(noted):
    clean = remove_private_notes(noted)
    assert clean.is_certain and PLACE not in clean.data
    wanted = {b"\xff\xd8": PLAIN_JPEG, b"\x89P": PNG_HEAD + PNG_REST, b"GI": GIF_HEAD + GIF_LOOP + GIF_IMAGE + b";",
              b"RI": webp(webp_chunk(b"VP8L", b"odd"))}
    assert clean.data == wanted[noted[:2]]
    assert remove_private_notes(clean.data) == clean


def test_a_webp_picture_whose_last_byte_of_filling_is_missing_is_understood():
    whole = webp(webp_chunk(b"EXIF", PLACE), webp_chunk(b"VP8L", b"odd"))
    clean = remove_private_notes(whole[:4] + struct.pack("<I", len(whole) - 9) + whole[8:-1])
    assert clean.is_certain and PLACE not in clean.data and b"odd" in clean.data


def test_a_picture_of_several_scans_is_kept_whole():
    scans = PLAIN_JPEG[:-2] + segment(0xC4, b"table") + SCAN + b"\xff\xff" + SCAN + b"\xff\xd9"
    clean = remove_private_notes(scans).data
    assert clean.count(b"pixels\xff\0more\xff\xd0rest") == 3 and clean.endswith(b"rest\xff\xd9") and b"table" in clean


def test_the_small_picture_in_a_jpeg_goes_and_its_colors_stay():
    head = segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\2\2" + PLACE)
    colors = segment(0xE2, b"ICC_PROFILE\0\1\1colors") + segment(0xEE, b"Adobe\0e\0\0\0\0\1")
    clean = remove_private_notes(b"\xff\xd8" + head + colors + PLAIN_JPEG[2 + len(JFIF):]).data
    assert clean == b"\xff\xd8" + JFIF + colors + PLAIN_JPEG[2 + len(JFIF):]


FRAMES = b"\xff\xfb\x90\0" * 60
TAG = b"ID3\4\0\0\0\0\0" + bytes([len(PLACE) + 9]) + b"TIT2\0\0\0\x11\0" + PLACE
OLD_TAG = b"TAG" + PLACE.ljust(125, b"\0")


@pytest.mark.parametrize("noted", [
    TAG + FRAMES, TAG.replace(b"ID3\4", b"ID3\2") + FRAMES, TAG.replace(b"ID3\4", b"ID3\3") + FRAMES + OLD_TAG,
    TAG + b"\0" * 50 + FRAMES, TAG + TAG + FRAMES, FRAMES + OLD_TAG,
    TAG[:5] + b"\x10" + TAG[6:] + b"3DI" + TAG[3:10] + FRAMES,
], ids=lambda _: "")  # fmt: skip
def test_an_mp3_sound_s_tags_are_left_out(noted):
    assert remove_private_notes(noted) == CleanedMedia(FRAMES)
    assert remove_private_notes(FRAMES) == CleanedMedia(FRAMES)


@pytest.mark.parametrize("odd", [
    b"ID3\4", b"ID3\4\0\0\x7f\x7f\x7f\x7f" + PLACE + FRAMES, b"ID3\4\0\0\0\0\0\1" + PLACE + FRAMES,
    sample_media.riff(b"WAVE", (b"bext", PLACE), (b"fmt ", b"\1\0"))[:-1],
    sample_media.riff(b"WAVE", (b"fmt ", b"\1\0"), (b"data", b""))[:4] + b"\xff\0\0\0WAVEdata\0\0\0\0" + b"\x80" * 99,
])  # fmt: skip
def test_a_sound_whose_notes_lie_about_their_length_stays_and_that_is_said(odd):
    assert remove_private_notes(odd) == CleanedMedia(odd, is_certain=False)


def test_a_wav_sound_s_notes_are_left_out():
    noted = sample_media.wav(1, (b"bext", PLACE), (b"LIST", b"INFOINAM" + PLACE), (b"iXML", PLACE))
    assert remove_private_notes(noted) == CleanedMedia(sample_media.WAV)


@pytest.mark.parametrize("notes", [
    box(b"udta", box(b"\xa9xyz", PLACE)),
    box(b"udta", box(b"loci", PLACE)),
    box(b"meta", box(b"keys", QUICKTIME_KEY), box(b"ilst", PLACE)),
    box(b"uuid", b"0123456789abcdef" + PLACE),
    wide_box(b"udta", PLACE),
])  # fmt: skip
@pytest.mark.parametrize("build", [
    lambda notes: FTYP + box(b"moov", TRACK, notes) + MDAT,
    lambda notes: FTYP + MDAT + box(b"moov", notes, TRACK),
    lambda notes: FTYP + box(b"moov", box(b"trak", TRACK[8:], notes)) + MDAT,
    lambda notes: FTYP + notes + box(b"moov", TRACK) + MDAT,
    lambda notes: FTYP + box(b"moov", TRACK) + MDAT + box(b"moof", box(b"traf", notes)),
])  # fmt: skip
def test_a_film_s_place_becomes_free_space_and_nothing_moves(build, notes):
    film = build(notes)
    clean = remove_private_notes(film)
    assert clean.is_certain and PLACE not in clean.data and QUICKTIME_KEY not in clean.data
    at = film.index(notes)
    assert clean.data[:at] == film[:at] and clean.data[at + len(notes):] == film[at + len(notes):]
    assert clean.data[at + 4 : at + 8] == b"free" and remove_private_notes(clean.data) == clean


@pytest.mark.parametrize("film", [
    FTYP + box(b"moov", box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + b"meta" + b"\0" * 12)))) + MDAT,
    FTYP + box(b"moov", box(b"cmov", PLACE)),
    FTYP + b"\0\0\0\x05moov",
    box(b"ftyp", b"avif\0\0\0\0mif1") + box(b"meta", box(b"iinf", b"Exif")),
    b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + b"\x45\xa3\x88LOCATION" + PLACE,
    b"\xff\xd8\xff\xe0 picture",
    PNG_HEAD + struct.pack(">I", 500) + b"PLTE" + chunk(b"eXIf", PLACE) + PNG_REST,
    webp(webp_chunk(b"VP8L", b"ok"), b"ICCP" + struct.pack("<I", 500), webp_chunk(b"EXIF", PLACE)),
])  # fmt: skip
def test_where_notes_may_be_left_the_file_stays_and_that_is_said(film):
    assert remove_private_notes(film) == CleanedMedia(film, is_certain=False)


@pytest.mark.parametrize("data", [
    PLAIN_JPEG, PNG_HEAD + PNG_REST, FTYP + box(b"moov", TRACK) + MDAT, box(b"ftyp", b"avif") + box(b"meta", b"iinf"),
    b"WEBVTT\n\n", b"OggS", b"", b"\x1aE\xdf\xa3\x9fB\x82\x84webm",
])  # fmt: skip
def test_what_has_no_notes_stays_as_it_is(data):
    assert remove_private_notes(data) == CleanedMedia(data)


BEGINNINGS = [b"\xff\xd8", PLAIN_JPEG[:-2], PNG_HEAD, GIF_HEAD, b"RIFF\xff\xff\xff\xffWEBP", FTYP,
              FTYP + b"\0\0\1\0moov"]
PIECES = [b"\xff", b"\xff\xda\0\2", b"\xff\xd9", b"\0", GPS, GIF_LOOP, GIF_IMAGE, b"\0\0\0\1udta", b"\0\0\0\x08moov",
          b"\0\0\0\0", b"\xff\xff\xff\xff", b"EXIF", chunk(b"tEXt", PLACE), box(b"udta", PLACE), b"\x21\xfe"]


@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(PIECES) | st.binary(max_size=20), max_size=20))
def test_no_file_is_an_error_and_what_was_cleaned_is_clean(beginning, pieces):
    clean = remove_private_notes(beginning + b"".join(pieces))
    if clean.is_certain:
        assert remove_private_notes(clean.data).data == clean.data


@pytest.mark.parametrize(("beginning", "piece", "end"), [
    (PLAIN_JPEG[:-2], b"\xff\xff\xff\xff", b""),
    (b"\xff\xd8", b"\xff", b""),
    (b"\xff\xd8", b"\xff\xd0", b""),
    (b"\xff\xd8", segment(0xFE, b""), b""),
    (b"\xff\xd8", b"\xff\xda\0\2", b"\xff\xd9"),
    (PNG_HEAD, chunk(b"IDAT", b""), b""),
    (GIF_HEAD, GIF_IMAGE, b";"),
    (GIF_HEAD + b"\x21\xfe", b"\1x", b"\0;"),
    (webp()[:4] + b"\xff\xff\xff\x7fWEBP", webp_chunk(b"ANMF", b""), b""),
    (FTYP, b"\0\0\0\x08udta", b""),
    (sample_media.riff(b"WAVE")[:4] + b"\xff\xff\xff\x7fWAVE", b"JUNK\0\0\0\0", b""),
    (b"", b"ID3\4\0\0\0\0\0\0", b""),
    (TAG, b"\0", b""),
    (FTYP, b"\x7f\xff\xff\xffmoov", b""),
])  # fmt: skip
def test_work_grows_in_step_with_the_file(work, beginning, piece, end):
    def clean(body: bytes):
        return lambda: remove_private_notes(beginning + body + end)

    found, counts = growth(work, clean, piece)
    assert found <= MAX_GROWTH, counts


def test_an_imported_package_s_photographs_lose_the_place_and_the_report_names_them():
    noted = {**FILES, "content/images/start.jpg": PLAIN_JPEG[:2] + GPS + PLAIN_JPEG[2:]}
    found = import_checked(make_package(load_h5p_content(), noted), "lesson.h5p")
    media = {file.name: file.data for file in found.media}
    assert media["start.jpg"] == PLAIN_JPEG
    changed = [entry.message for entry in found.report.filter_entries("changed")]
    assert any("noted beside files" in message and "images/start.jpg" in message for message in changed)
    told = [entry.message for entry in found.report.filter_entries("attention")]
    assert any("may still hold" in message and "images/hands.png" in message for message in told)
