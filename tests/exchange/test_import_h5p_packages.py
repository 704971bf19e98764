"""Packages as people have them: packed by many programs, edited on many computers, with credits, links and media."""

import io
import json
import re
import struct
import unicodedata
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.exchange import import_file, media_types
from powerstruggle_xblock.scenario import model as m
from tests.examples import examples

from .import_helpers import FILES, GIF, JPEG, MP4, PNG, VTT, collect_words, import_checked, make_package, parse_result

UTF8_FLAG = 0x800


def picture(path: str, alt: str | None = "A gate", **file: object) -> dict:
    return {"library": "H5P.Image 1.1", "params": {"file": {"path": path, **file}, **({"alt": alt} if alt else {})},
            "metadata": {"title": "Gate"}}


def content(*types: dict, **more: object) -> dict:
    """Return a content of one node for each type, in a row."""
    nodes = [{"type": kind, "nextContentId": index} for index, kind in enumerate(types, 1)]
    return {"branchingScenario": {"title": "Gatehouse", "content": nodes, **more}}


def presentation(*slides: list[dict]) -> dict:
    rows = [{"elements": elements} for elements in slides]
    return {"library": "H5P.CoursePresentation 1.25", "params": {"presentation": {"slides": rows}},
            "metadata": {"title": "Tour"}}


def action(library: str, **params: object) -> dict:
    return {"action": {"library": library, "params": params}}


def imported(value: dict, files: dict[str, bytes] | None = None, **h5p: object) -> import_file.ImportResult:
    return import_checked(make_package(value, files, **h5p), "x.h5p")


def messages(found: import_file.ImportResult) -> str:
    return "\n".join(entry.message for entry in found.report.entries)


def zip_raw(files: dict[str, bytes], raw_name: bytes, data: bytes, flagged: bool = False, extra: bytes = b"") -> bytes:
    """Return an archive with one more file whose name is these bytes, marked as UTF-8 or not."""
    stand_in = "~" * len(raw_name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
        info = zipfile.ZipInfo(stand_in)
        info.extra = extra
        archive.writestr(info, data)
    packed = bytearray(out.getvalue().replace(stand_in.encode(), raw_name))
    for signature, length, at in ((b"PK\x03\x04", 30, 6), (b"PK\x01\x02", 46, 8)):
        header = packed.index(raw_name) - length if signature == b"PK\x03\x04" else packed.rindex(raw_name) - length
        assert packed[header:header + 4] == signature
        struct.pack_into("<H", packed, header + at, UTF8_FLAG if flagged else 0)
    return bytes(packed)


# --- pictures by what they are ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "data", "made", "mimetype"), [
    ("gate.jpg", PNG, "gate.png", "image/png"), ("gate.png", JPEG, "gate.jpg", "image/jpeg"),
    ("gate.jpeg", JPEG, "gate.jpeg", "image/jpeg"), ("gate", GIF, "gate.gif", "image/gif"),
    ("gate.tmp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "gate.webp", "image/webp"),
    ("gate.JPG", JPEG, "gate.jpg", "image/jpeg"), ("gate.bin", b"\x00\x00\x00\x20ftypavif", "gate.avif", "image/avif")])
def test_a_picture_is_what_its_bytes_say(name, data, made, mimetype):
    found = imported(content(picture(f"images/{name}")), {f"content/images/{name}": data})
    assert [(file.name, file.mimetype) for file in found.media] == [(made, mimetype)]
    assert parse_result(found).scenes[0].content_items == (m.Image(f"/static/{made}", "A gate"),)
    renamed = name.rpartition(".")[2].lower() != made.rpartition(".")[2]
    assert (f"got the ending of what they are: 1 (images/{name})" in messages(found)) == renamed


@pytest.mark.parametrize(("data", "ending", "mimetype"), [
    (MP4, "mp4", "video/mp4"), (MP4, "m4a", "audio/mp4"), (b"\x00\x00\x00\x14ftypM4A ", "mp4", "audio/mp4"),
    (b"\x00\x00\x00\x14ftypqt  ", "mp4", "video/quicktime"), (b"\x00\x00\x00\x14ftypheic", "jpg", None),
    (b"OggS", "ogv", "video/ogg"), (b"OggS", "x", "audio/ogg"), (VTT, "txt", "text/vtt"), (b"<svg", "png", None),
    (b"", "png", None), (b"RIFF....WAVE", "mp3", "audio/wav")])
def test_media_types_by_content(data, ending, mimetype):
    found = media_types.detect_media_type(data, ending)
    assert (found and found.name) == mimetype


# --- names in any form ----------------------------------------------------------------------------------------------

GATE = "content/images/Grünes Tor.png"
BASE = {"h5p.json": json.dumps({"title": "x", "mainLibrary": "H5P.BranchingScenario"}).encode(),
        "content/content.json": json.dumps(content(picture("images/Grünes Tor.png"))).encode()}
CHECKSUM = struct.pack("<BI", 1, zlib.crc32(b"content/images/x")) + GATE.encode()


@pytest.mark.parametrize("package", [
    zip_raw(BASE, GATE.encode(), PNG, flagged=True),
    zip_raw(BASE, unicodedata.normalize("NFD", GATE).encode(), PNG, flagged=True),
    zip_raw(BASE, unicodedata.normalize("NFD", GATE).encode(), PNG),
    zip_raw(BASE, GATE.encode(), PNG),
    zip_raw(BASE, GATE.encode("cp437"), PNG),
    zip_raw(BASE, GATE.encode("cp1252"), PNG),
    zip_raw(BASE, GATE.encode("cp1252"), PNG, flagged=True),
    zip_raw(BASE, GATE.replace("/", "\\").encode(), PNG),
    zip_raw(BASE, GATE.upper().encode(), PNG, flagged=True),
    zip_raw(BASE, b"content/images/x", PNG, extra=struct.pack("<HH", 0x7075, len(CHECKSUM)) + CHECKSUM),
], ids=["composed", "decomposed", "decomposed, no flag", "no flag", "DOS", "Windows", "flag that lies", "backslashes",
        "another case", "Info-ZIP extra field"])
def test_a_file_is_found_whatever_packed_it(package):
    found = import_checked(package, "x.h5p")
    assert [file.mimetype for file in found.media] == ["image/png"] and "does not use" not in messages(found)
    assert "not in the package" not in messages(found)


def test_a_package_with_backslashes_in_all_its_names_is_read():
    files = {name.replace("/", "\\"): data for name, data in {**BASE, "content/images/Tor.png": PNG}.items()}
    files["content\\content.json"] = json.dumps(content(picture("images\\Tor.png"))).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("content\\images\\", b"")
    assert [file.name for file in import_checked(out.getvalue(), "x.h5p").media] == ["Tor.png"]


@pytest.mark.parametrize("path", [
    "images/gate.png#tmp", "images/gate.png?v=2", "./images/gate.png", " images/gate.png ", "images/gate%2Epng",
    "images/gate.png#xywh=1,2"])
def test_a_path_with_more_than_the_path_names_the_file(path):
    found = imported(content(picture(path), picture("images/gate.png")), {"content/images/gate.png": PNG})
    assert [file.name for file in found.media] == ["gate.png"] and "does not use" not in messages(found)


def test_a_sign_that_belongs_to_the_name_is_no_fragment():
    found = imported(content(picture("images/gate#2.png")), {"content/images/gate#2.png": PNG})
    assert [file.name for file in found.media] == ["gate-2.png"]


def test_files_of_parts_that_were_not_imported_are_not_called_unused():
    drag = {"library": "H5P.DragQuestion 1.13", "params": {"question": {"settings": {"background": {
        "path": "images/board.png"}}}}}
    found = imported(content(drag), {"content/images/board.png": PNG, "content/images/spare.png": PNG})
    assert "parts that were not imported were left out: 1 (images/board.png)" in messages(found)
    assert "does not use: 1 (images/spare.png)" in messages(found)


# --- credits --------------------------------------------------------------------------------------------------------


def test_credits_of_the_work_and_its_parts_stand_among_the_sources():
    value = content(
        picture("images/gate.png", copyright={"license": "CC BY", "version": "4.0", "author": "Ines Falk",
                                              "source": "https://example.net/gate", "year": "2019"}),
        {"library": "H5P.AdvancedText 1.1", "params": {"text": "<p>Open.</p>"}, "metadata": {
            "title": "Wall text", "license": "CC BY-SA", "licenseVersion": "3.0", "source": "An old almanac",
            "authors": [{"name": "Jo Weil", "role": "Originator"}], "licenseExtras": "Ask first"}})
    found = imported(value, {"content/images/gate.png": PNG}, title="Gatehouse", license="PD", yearFrom="2001",
                     yearTo="2003", authors=[{"name": "Kay Roth", "role": "Author"}, {"name": "Lu", "role": "Editor"}],
                     authorComments="Shorten it.", changes=[{"date": "01-02-20", "author": "Lu", "log": "New door"}])
    made = parse_result(found)
    assert made.about.sources == (
        "“Gatehouse”: Kay Roth (Author), Lu (Editor); 2001–2003; Public Domain",
        "“Gate”: Ines Falk; 2019; CC BY 4.0; <a href=\"https://example.net/gate\">https://example.net/gate</a>",
        "“Wall text”: Jo Weil (Originator); CC BY-SA 3.0; An old almanac; Ask first")
    assert "sources of the about card: 3" in messages(found)
    [note] = [note.text for note in made.notes if "authors' comments" in note.text]
    assert "Shorten it." in note and "01-02-20, Lu, New door" in note


def test_a_content_without_credits_gets_no_about_card():
    found = imported(content(picture("images/gate.png", copyright={"license": "U"})), {"content/images/gate.png": PNG})
    assert parse_result(found).about is None and "about card" not in messages(found)


# --- slides ---------------------------------------------------------------------------------------------------------


def test_links_and_buttons_of_slides_lead_where_they_led():
    tour = presentation(
        [action("H5P.Link 1.3", title="The rules", linkWidget={"protocol": "https://", "url": "example.net/rules"}),
         {"goToSlide": 3, "title": "Skip the yard"}, {"goToSlideType": "next", "title": "Into the yard"}],
        [{"goToSlideType": "previous", "title": "Back"}, {"goToSlide": 9, "title": "To nowhere"}, {"goToSlide": 1}],
        [action("H5P.Link 1.3", title="Bad", linkWidget={"protocol": "other", "url": "javascript:alert(1)"})])
    found = imported(content(tour))
    first, second, third = parse_result(found).scenes
    assert first.content_items == (m.Narration("<a href=\"https://example.net/rules\">The rules</a>"),)
    assert [(choice.do, choice.to) for choice in first.choices] == [
        ("Skip the yard", third.id), ("Into the yard", second.id), ("Go on", second.id)]
    assert [(choice.do, choice.to) for choice in second.choices][:2] == [("Back", first.id), ("To slide 1", first.id)]
    assert second.notes == (m.Note("To nowhere"),)
    assert "“slide button” were not imported; their words are in the author's note of the scene: 1" in messages(found)
    assert third.content_items == (m.Narration("Bad"),) and "javascript" in messages(found)


def test_a_node_whose_type_stands_beside_its_params_is_read():
    nodes = [{"contentType": "H5P.AdvancedText 1.1", "params": {"text": "<p>By the wall.</p>"}, "nextContentId": 1},
             {"type": "H5P.BranchingQuestion 1.0", "params": {"branchingQuestion": {
                 "question": "Well?", "alternatives": [{"text": "Knock"}]}}},
             {"library": "H5P.Unheard 1.0", "params": {}}]
    found = imported({"branchingScenario": {"content": nodes}})
    made = parse_result(found)
    assert made.scenes[0].content_items == (m.Narration("By the wall."),)
    assert [choice.say for choice in made.scenes[1].choices] == ["Knock"]
    assert "“H5P.Unheard” were not imported; they hold no words: 1" in messages(found)


def test_one_cause_is_one_entry_with_its_count_and_places():
    quiz = {"library": "H5P.Quiz 1.0", "params": {"task": "Which?"}}
    found = imported(content(picture("images/a.png"), picture("images/b.png"), quiz, quiz, picture("images/a.png")))
    [missing] = [entry for entry in found.report.entries if "not in the package" in entry.message]
    assert ": 2 (images/a.png, images/b.png)" in missing.message and len(missing.places) == 3
    [left_out] = [entry for entry in found.report.entries if "H5P.Quiz" in entry.message]
    assert left_out.message.endswith(": 2") and len(left_out.places) == 2


# --- no word gets lost ----------------------------------------------------------------------------------------------

NOUNS = ["anvil", "bellows", "chisel", "dowel", "easel", "ferrule", "gimlet", "hinge", "ingot", "jig", "kiln", "lathe"]
noun = st.sampled_from(NOUNS)
TYPES = ["AdvancedText", "Image", "Video", "Audio", "ImageHotspots", "InteractiveVideo", "Link", "Table", "MultiChoice",
         "BranchingQuestion", "CoursePresentation", "Dialogcards"]
WORD_KEYS = ["text", "alt", "caption", "title", "header", "question", "task", "label", "subtitle", "tip", "solution",
             "startScreenTitle", "shortStartDescription", "backgroundImageAltText", "contentTitle", "extra"]
HOLDERS = ["file", "image", "hotspots", "content", "interactiveVideo", "video", "assets", "interactions", "summary",
           "linkWidget", "branchingQuestion", "alternatives", "feedback", "presentation", "slides", "elements",
           "keywords", "action", "answers", "startScreenOptions", "anything"]
words = st.dictionaries(st.sampled_from(WORD_KEYS), st.builds("<p>{}</p>".format, noun) | noun, max_size=3)


def _hold(inner):
    held = inner | st.lists(inner, max_size=2)
    types = st.builds(lambda name, params: {"library": f"H5P.{name} 1.0", "params": params},
                      st.sampled_from(TYPES), inner)
    more = st.dictionaries(st.sampled_from(HOLDERS), held | types, max_size=3)
    return st.builds(lambda a, b: {**a, **b}, words, more)


params = st.recursive(words, _hold, max_leaves=12)
answers = st.lists(st.builds(lambda text, to, feedback: {"text": text, "nextContentId": to, "feedback": feedback},
                             noun, st.integers(-1, 6), words), max_size=2)


@settings(deadline=None, max_examples=examples(250), suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(TYPES), params, words, answers, st.integers(-1, 4)), min_size=1, max_size=4),
       words, words, words)
def test_no_word_of_a_content_is_lost(nodes, screen, end, rest):
    rows = []
    for library, held, feedback, offered, to in nodes:
        is_question = library == "BranchingQuestion"
        inside = {"branchingQuestion": {**held, "alternatives": offered}} if is_question else held
        rows.append({"type": {"library": f"H5P.{library} 1.0", "params": inside}, "feedback": feedback,
                     "nextContentId": to, "proceedButtonText": feedback.get("label", "")})
    value = {"branchingScenario": {**rest, "content": rows, "startScreen": screen, "endScreens": [end, end]}}
    found = imported(value, FILES)
    wanted = set(re.findall("|".join(NOUNS), json.dumps(value)))
    said = {word.casefold() for word in collect_words(found)}
    assert not wanted - said, found.text
