"""The one way in: a file of another kind as a scenario, with a report of what came of it.

What a file is, its content says; its name only breaks ties. Every importer builds the engine's model, which is written as
notation and read back: what the checker finds wrong with it comes into the report as needing attention.
"""

import codecs
import json
import re

from ..notation import safe_xml
from ..notation.issues import ERROR
from ..notation.messages import msg
from ..scenario import model as m
from ..scenario import scenario_xml
from ..scenario.review import review
from .importers import archive, branching, h5p, native, twee, twee_roundtrip, twine_html
from .importers.twine_story import TwineScenarioBuilder
from .report import ATTENTION, CannotImport, ImportResult, Media, noop, Report, Story, StoryChoice

__all__ = ["CannotImport", "ImportResult", "Media", "Report", "StoryChoice", "import_file"]

MOST_BYTES = 100 * 1024 * 1024
MOST_TEXT_BYTES = safe_xml.MOST_BYTES
MOST_ERRORS = 200
"""Errors of the checker that are listed; Studio's problem list has all of them."""

_OTHER_KINDS = (b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_SPREADSHEET = "xl/workbook.xml"


def import_file(data: bytes, filename: str, pick: str | None = None) -> ImportResult | StoryChoice:
    """Bring a file in: Twee, Twine HTML, archive or JSON, .h5p, branching-xblock JSON or OLX, or the notation itself.

    Gives a `StoryChoice` where the file holds several stories and `pick` (the id of one) does not say which. Raises `CannotImport`
    with a sentence for its author; then nothing was taken.
    """
    if not data:
        raise CannotImport(noop("This file is empty."))
    if len(data) > MOST_BYTES:
        raise CannotImport(noop("This file is larger than {size} MB."), size=MOST_BYTES // 1024 // 1024)
    report = Report()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_archive(data, report)
    _refuse_other_kinds(data)
    if len(data) > MOST_TEXT_BYTES:
        raise CannotImport(noop("A text of more than {size} MB can't be read."), size=MOST_TEXT_BYTES // 1024 // 1024)
    text = _decoded(data, report)
    return _from_text(text, filename, pick, report)


def _from_archive(data: bytes, report: Report) -> ImportResult:
    package = archive.Archive(data)
    if "h5p.json" in package.names:
        scenario, media = h5p.build_from_package(package, report)
        return _brought(scenario, report, media, "h5p")
    if _SPREADSHEET in package.names:
        raise CannotImport(noop("This is a spreadsheet. One of a scenario's texts can be brought back into that scenario; it is no "
                                "scenario by itself."))
    raise CannotImport(noop("This is an archive, but no H5P package (h5p.json is missing). Unpack it and choose the scenario's own file."))


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OTHER_KINDS):
        raise CannotImport(noop("This is a PDF, a picture, an archive or an old Office document. Choose a Twee, Twine, H5P or "
                                "branching-xblock file, or a scenario in XML."))


def _decoded(data: bytes, report: Report) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        raise CannotImport(noop("This is no text that a story or a scenario could stand in."))
    try:
        return data.decode()
    except UnicodeDecodeError:
        declared = re.match(rb"\s*<\?xml[^>]*encoding", data)
        if not declared:
            report.changed(noop("The file is not in UTF-8; it was read as Western European (Windows). Look at letters with accents."))
        return data.decode("cp1252", errors="replace")


def _from_text(text: str, filename: str, pick: str | None, report: Report) -> ImportResult | StoryChoice:
    begin = text.lstrip("\ufeff \t\r\n")
    name = filename.lower()
    if begin.startswith(("{", "[")) and not name.endswith((".tw", ".twee", ".tw2")) and (value := _json(begin)) is not None:
        return _from_json(value, report)
    if twine_html.is_twine_page(text):
        return _chosen(twine_html.parse_page(text), pick, report)
    if begin.startswith("<") and (found := _from_xml(text, pick, report)) is not None:
        return found
    if twee.is_twee(text):
        return _from_story(twee.parse_twee(text, report), report, "twee")
    if name.endswith((".json", ".h5p")):
        raise CannotImport(noop("This file says it is JSON, but it can't be read as that."))
    raise CannotImport(noop("This is no file that can be brought in: it is neither Twee nor a Twine page, no H5P package, no "
                            "branching-xblock export and no scenario in XML."))


def _json(text: str) -> object | None:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _from_json(value: object, report: Report) -> ImportResult:
    if twine_html.is_twine_json(value):
        return _from_story(twine_html.parse_story(value), report, "twine")
    if h5p.is_branching_scenario(value):
        scenario, media = h5p.build_from_content(value, None, report)
        return _brought(scenario, report, media, "h5p")
    if branching.is_branching_export(value):
        return _brought(branching.build_scenario(value, {}, report), report, (), "branching")
    raise CannotImport(noop("This JSON holds no Twine story, no H5P Branching Scenario and no branching-xblock nodes."))


def _from_xml(text: str, pick: str | None, report: Report) -> ImportResult | StoryChoice | None:
    """Bring XML in: ours, or a branching-xblock in OLX. None where it is no XML of either."""
    if block := branching.find_in_olx(native.parse_xml(text), report):
        return _brought(branching.build_scenario(*block, report), report, (), "branching")
    found = native.read_scenarios(text, report)
    if not found:
        return None
    number = _picked(tuple(title for title, _ in found), pick, report)
    if isinstance(number, StoryChoice):
        return number
    _count_text(found[number][1], report)
    return ImportResult(found[number][1], report, (), "xml")


def _picked(titles: tuple[str, ...], pick: str | None, report: Report, names: tuple[str, ...] = ()) -> StoryChoice | int:
    """Give the place of the story meant: the only one, or the one whose number, title or other name `pick` is."""
    stories = tuple(Story(str(number), title or msg("Story {number}", number=number)) for number, title in enumerate(titles, 1))
    if pick is None and len(stories) > 1:
        return StoryChoice(stories)
    meant = [pick in (None, story.id) for story in stories]
    if not any(meant):
        meant = [pick in (story.title, *names[place:place + 1]) for place, story in enumerate(stories)]
    if not any(meant):
        raise CannotImport(noop("There is no story “{pick}” in this file. It holds: {titles}."), pick=(pick or "")[:60],
                           titles=", ".join(f"{story.id} ({story.title})" for story in stories[:20]))
    if len(stories) > 1:
        report.skipped(noop("Other stories in the file: {count}. Choose the file again to bring them in."), count=len(stories) - 1)
    return meant.index(True)


def _chosen(stories: list[twee.Story], pick: str | None, report: Report) -> ImportResult | StoryChoice:
    number = _picked(tuple(story.title for story in stories), pick, report, tuple(story.ifid for story in stories))
    return number if isinstance(number, StoryChoice) else _from_story(stories[number], report, "twine")


def _from_story(story: twee.Story, report: Report, kind: str) -> ImportResult:
    side = twee_roundtrip.remove_data_passage(story)
    if side is not None:
        scenario = twee_roundtrip.merge_edits(side, story, report)
        if scenario is not None:
            return _brought(scenario, report, (), kind)
    if not story.passages:
        raise CannotImport(noop("This Twine story holds no passages."))
    return _brought(TwineScenarioBuilder(story, report).scenario(), report, (), kind)


# --- what came of it ----------------------------------------------------------------------------------------------------


def _brought(scenario: m.Scenario, report: Report, media: tuple[Media, ...], kind: str) -> ImportResult:
    text = scenario_xml.serialize(scenario)
    report.imported["media"] = len(media)
    _count_text(text, report)
    _say_levels(scenario, report)
    for file in media:
        report.attention(noop("Upload the file {name} ({size} bytes) under Files; the scenario looks for it at {address}."), name=file.name,
                         size=file.size, address=file.address)
    return ImportResult(text, report, media, kind)


def _count_text(text: str, report: Report) -> None:
    """Count what a notation text holds, and bring its errors into the report."""
    reading = scenario_xml.parse(text)
    if reading.scenario is not None:
        scenario = reading.scenario
        report.imported.update(
            scenes=len(scenario.scenes), endings=len(scenario.endings), choices=sum(len(scene.choices) for scene in scenario.scenes),
            conditions=text.count(" if=\""))
    problems = [problem for problem in review(reading)[0] if problem.severity == ERROR]
    for problem in problems[:MOST_ERRORS]:
        report.tell(ATTENTION, problem.message, problem.at)
    if len(problems) > MOST_ERRORS:
        report.attention(noop("More errors that the problem list shows: {count}"), count=len(problems) - MOST_ERRORS)


def _say_levels(scenario: m.Scenario, report: Report) -> None:
    choices = [choice for scene in scenario.scenes if len(scene.choices) > 1 for choice in scene.choices]
    unrated = sum(not choice.levels for choice in choices)
    if unrated:
        report.attention(noop("Choices without levels: {count}. Say of each how strong it is on one to three skills, and which move it "
                              "makes; until then nothing is graded."), count=unrated)
