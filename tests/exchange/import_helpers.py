"""What the tests of imports share: corpora, packages made in memory, and looks into what came back."""

import io
import json
import re
import zipfile
from pathlib import Path

from lxml import etree

from powerstruggle_xblock.exchange import import_file
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scenario_xml

CORPORA = Path(__file__).parent / "corpora"
JPEG, PNG, GIF = b"\xff\xd8\xff\xe0 picture", b"\x89PNG\r\n\x1a\n picture", b"GIF89a picture"
MP4, VTT = b"\x00\x00\x00\x18ftypmp42 film", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
FILES = {
    "content/images/start.jpg": JPEG, "content/images/hands.png": PNG, "content/images/room.gif": GIF,
    "content/images/end.png": PNG, "content/videos/soft.mp4": MP4, "content/videos/soft.vtt": VTT,
}
BREAKS_NOTATION = {
    "not-xml", "unreadable", "unsafe-markup", "double-id", "bad-id", "unknown-element", "loose-text", "bad-condition",
    "unknown-name", "broken-target", "no-title", "no-scene", "no-ending", "no-start", "unsafe-address",
}
"""Problems that an import must never have, since no author made them."""


def import_corpus(name: str, pick: str | None = None) -> import_file.ImportResult:
    """Import a file of the corpora."""
    return import_checked((CORPORA / name).read_bytes(), name, pick)


def import_checked(data: bytes | str, name: str = "story.twee", pick: str | None = None) -> import_file.ImportResult:
    """Import bytes, and check that what came is sound.

    Readable, canonical, and with no problem that is not the source's own.
    """
    found = import_file.import_file(data.encode() if isinstance(data, str) else data, name, pick)
    assert isinstance(found, import_file.ImportResult)
    problems = [problem for problem in scenario_xml.parse(found.text).issues if problem.code in BREAKS_NOTATION]
    assert not problems, (problems, found.text)
    return found


def parse_result(found: import_file.ImportResult) -> m.Scenario:
    """Return the scenario of a result, which has to be the canonical text of itself."""
    reading = scenario_xml.parse(found.text)
    assert reading.scenario is not None, reading.issues
    assert scenario_xml.serialize(reading.scenario) == found.text
    return reading.scenario


def refusal_message(data: bytes | str, name: str = "story.twee", pick: str | None = None) -> str:
    """Return the sentence with which a file is refused."""
    try:
        found = import_file.import_file(data.encode() if isinstance(data, str) else data, name, pick)
    except import_file.CannotImport as error:
        sentence = str(error)
        assert sentence.endswith(".") and sentence[0].isupper(), sentence
        return sentence
    raise AssertionError(f"not refused: {found}")


def list_messages(found: import_file.ImportResult, kind: str) -> list[tuple[str, str | None]]:
    """Return the report's lines of a kind, as (sentence, id), one for each place."""
    return [(entry.message, at) for entry in found.report.filter_entries(kind) for at in entry.places or (None,)]


def find_places(found: import_file.ImportResult, words: str) -> list[str | None]:
    """Return the places of the report's lines that hold these words."""
    return [at for entry in found.report.entries if words in entry.message for at in entry.places or (None,)]


def make_package(content: object, files: dict[str, bytes] | None = None, **h5p: object) -> bytes:
    """Return an .h5p package."""
    return make_zip(
        {
            "h5p.json": json.dumps(
                {"title": "A package", "language": "en", "mainLibrary": "H5P.BranchingScenario", **h5p}
            ).encode(),
            "content/content.json": content if isinstance(content, bytes) else json.dumps(content).encode(),
            **(files or {}),
        }
    )


def make_zip(files: dict[str, bytes]) -> bytes:
    """Return a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def load_h5p_content(name: str = "h5p_content.json") -> dict:
    """Return a content JSON of the corpora."""
    return json.loads((CORPORA / name).read_text(encoding="utf-8"))


def collect_words(found: import_file.ImportResult) -> set[str]:
    """Return every word that the scenario holds, in texts, titles and notes, or that the report quotes."""
    root = etree.fromstring(found.text)
    texts = [" ".join(root.itertext()), *(value for element in root.iter() for value in element.attrib.values())]
    texts += [entry.message for entry in found.report.entries]
    return set(re.findall(r"\w+", " ".join(texts)))
