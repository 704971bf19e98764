"""Import an H5P Branching Scenario: a package (.h5p), or content JSON, also as REST services and Lumi wrap it.

A node's id is its index in the list. Each node becomes a scene, each slide of a presentation a scene, each answer a
choice. Ends with words of their own become endings; blank ones lead to the scenario's default ending. Versions 1.0 to
1.10.
"""

import json
from typing import Any

from ...notation.messages import noop
from ...scenario import model as m
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CannotImport, Media, Report
from ..source_file import SourceFile
from .archive import Archive
from .h5p_content import as_object, as_text
from .h5p_scenario import H5pScenarioBuilder
from .media_collector import MediaCollector

BRANCHING_SCENARIO = "H5P.BranchingScenario"
PACKAGE_FILE, CONTENT_FILE = "h5p.json", "content/content.json"


def build_from_package(package: Archive, report: Report) -> tuple[m.Scenario, tuple[Media, ...]]:
    """Build the scenario of a package, with the media that it uses.

    Raises `CannotImport` where it is another kind of package.
    """
    about = _parse_json_file(package, PACKAGE_FILE)
    library = as_text(about.get("mainLibrary"))
    if library != BRANCHING_SCENARIO:
        raise CannotImport(noop("This H5P package is a “{library}”; only Branching Scenario packages can be imported."),
                           library=library[:60] or "?")
    if CONTENT_FILE not in package.names:
        raise CannotImport(noop("This H5P package holds no content (content/content.json is missing)."))
    scenario, media = build_from_content(
        _parse_json_file(package, CONTENT_FILE), package, report, as_text(about.get("title"))
    )
    return scenario, media


def is_branching_scenario(value: object) -> bool:
    """Return whether a JSON value is a Branching Scenario's content, wrapped or not."""
    return _find_branching_scenario(value) is not None


def build_from_content(
    value: object, package: Archive | None, report: Report, title: str = ""
) -> tuple[m.Scenario, tuple[Media, ...]]:
    """Build the scenario of a content JSON, with the media that it uses. `title` is used where the content has none."""
    inside = _find_branching_scenario(value)
    if inside is None:
        raise CannotImport(noop("The content of this H5P package is no Branching Scenario."))
    wrapped = as_object(value)
    titles = (
        title,
        as_text(as_object(wrapped.get("h5p")).get("title")),
        as_text(as_object(as_object(wrapped.get("params")).get("metadata")).get("title")),
    )
    media = MediaCollector(package, report)
    builder = H5pScenarioBuilder(inside, titles, media, report)
    scenario = builder.build_scenario()
    if package is not None:
        ours = [
            name.removeprefix("content/")
            for name in package.names
            if name.startswith("content/") and name != CONTENT_FILE
        ]
        unused = sorted(
            path for path in ours if path not in media.paths and not path.rpartition("/")[2].startswith((".", "_"))
        )
        if unused:
            report.add_skipped(
                noop("Files in the package that the content does not use: {count} ({names})"),
                count=len(unused),
                names=", ".join(unused[:5]),
            )
    return scenario, media.media


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
    return ImportedScenario(*build_from_content(source.json, None, source.report))


def _is_h5p(source: SourceFile) -> bool:
    return is_branching_scenario(source.json) if source.archive is None else PACKAGE_FILE in source.archive.names


register_importer(Importer(
    id="h5p", label=noop("H5P Branching Scenario (package or JSON)"), endings=(".h5p", ".json"),
    media_types=("application/zip", "application/json"), detect=_is_h5p, run=import_h5p, order=20))
