"""Import an H5P Branching Scenario: a package (.h5p), or content JSON, also as REST services and Lumi wrap it.

A node's id is its index in the list. Each node becomes a scene, each slide of a presentation a scene, each answer a
choice. Ends with words of their own become endings; blank ones lead to the scenario's default ending. Versions 1.0 to
1.10.
"""

import json
from collections.abc import Iterator
from typing import Any

from ...notation.messages import noop
from ...scenario import model as m
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CannotImport, Media, Report
from ..source_file import SourceFile
from .archive import Archive
from .h5p_content import as_object, as_text, read_path
from .h5p_credits import collect_credits, collect_remarks
from .h5p_scenario import H5pScenarioBuilder
from .media_collector import MediaCollector

BRANCHING_SCENARIO = "H5P.BranchingScenario"
PACKAGE_FILE, CONTENT_FILE, CONTENT_FOLDER = "h5p.json", "content/content.json", "content/"


def build_from_package(package: Archive, report: Report) -> tuple[m.Scenario, tuple[Media, ...]]:
    """Build the scenario of a package, with the media that it uses.

    Raises `CannotImport` where it is another kind of package.
    """
    folder = _find_folder(package) or ""
    about = _parse_json_file(package, f"{folder}{PACKAGE_FILE}")
    library = as_text(about.get("mainLibrary"))
    if library != BRANCHING_SCENARIO:
        raise CannotImport(noop("This H5P package is a “{library}”; only Branching Scenario packages can be imported."),
                           library=library[:60] or "?")
    if f"{folder}{CONTENT_FILE}" not in package.names:
        raise CannotImport(noop("This H5P package holds no content (content/content.json is missing)."))
    media = MediaCollector(package, report, f"{folder}{CONTENT_FOLDER}")
    return build_from_content(_parse_json_file(package, f"{folder}{CONTENT_FILE}"), media, report, about)


def _find_folder(package: Archive) -> str | None:
    """Return the folder of a package in its archive: "", or the one folder that was packed; None for no package."""
    if PACKAGE_FILE in package.names:
        return ""
    found = [name for name in package.names if name.count("/") == 1 and name.endswith(f"/{PACKAGE_FILE}")]
    return found[0].removesuffix(PACKAGE_FILE) if len(found) == 1 else None


def is_branching_scenario(value: object) -> bool:
    """Return whether a JSON value is a Branching Scenario's content, wrapped or not."""
    return _find_branching_scenario(value) is not None


def build_from_content(
    value: object, media: MediaCollector, report: Report, about: dict[str, Any] | None = None
) -> tuple[m.Scenario, tuple[Media, ...]]:
    """Build the scenario of a content JSON, with the media that it uses. `about` is what the package says of itself."""
    inside = _find_branching_scenario(value)
    if inside is None:
        raise CannotImport(noop("The content of this H5P package is no Branching Scenario."))
    wrapped = as_object(value)
    about = about or as_object(wrapped.get("h5p"))
    titles = (
        as_text(about.get("title")),
        as_text(as_object(wrapped.get("h5p")).get("title")),
        as_text(as_object(as_object(wrapped.get("params")).get("metadata")).get("title")),
    )
    sources = collect_credits(about, value, report.budget)
    builder = H5pScenarioBuilder(inside, titles, media, report, sources, collect_remarks(about, value))
    scenario = builder.build_scenario()
    media.report_others(_iterate_paths(value), CONTENT_FILE.removeprefix(CONTENT_FOLDER))
    return scenario, media.media


def _iterate_paths(value: object) -> Iterator[str]:
    """Yield every path that a content names."""
    waiting = [value]
    while waiting:
        row = waiting.pop()
        if isinstance(row, dict):
            if path := read_path(row):
                yield path
            waiting += row.values()
        elif isinstance(row, list):
            waiting += row


def _parse_json_file(package: Archive, name: str) -> dict[str, Any]:
    try:
        value = json.loads(package.read(name).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotImport(
            noop("This H5P package can't be read, since its file {name} is damaged."), name=name
        ) from None
    return as_object(value)


def _find_branching_scenario(value: object) -> dict[str, Any] | None:
    """Return the value of "branchingScenario", bare or wrapped as {params: …} or {h5p, library, params: {params.

    …}}; else None.
    """
    for _ in range(4):
        if not isinstance(value, dict):
            return None
        if isinstance(value.get("branchingScenario"), dict):
            return value["branchingScenario"]
        value = value.get("params", value.get("jsonContent"))
    return None


def import_h5p(source: SourceFile) -> ImportedScenario:
    """Import a package or a content JSON.

    Raises `CannotImport` where it is another kind of package or holds nothing.
    """
    if source.archive is not None:
        return ImportedScenario(*build_from_package(source.archive, source.report))
    media = MediaCollector(None, source.report, CONTENT_FOLDER)
    return ImportedScenario(*build_from_content(source.json, media, source.report))


def _is_h5p(source: SourceFile) -> bool:
    if source.archive is None:
        return is_branching_scenario(source.json)
    return _find_folder(source.archive) is not None


register_importer(Importer(
    id="h5p", label=noop("H5P Branching Scenario (package or JSON)"), endings=(".h5p", ".json"),
    detect=_is_h5p, run=import_h5p, order=20))
