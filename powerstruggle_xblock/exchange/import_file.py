"""Import a file of another kind as a scenario, with a report of what was imported, changed or left out.

What a file is, its content says. The importer builds the engine's model, which is written as notation and parsed
again: the errors that the checker finds in it are added to the report.
"""

from ..notation.issues import ERROR, Issue
from ..notation.messages import nmsg, noop
from ..scenario import model as m
from ..scenario import scenario_xml
from ..scenario.review import review
from . import registry
from .report import ATTENTION, CannotImport, ImportResult, Media, Report, StoryChoice
from .source_file import SourceFile

__all__ = ["CannotImport", "ImportResult", "Media", "Report", "StoryChoice", "import_file"]


def import_file(data: bytes, filename: str, pick: str | None = None) -> ImportResult | StoryChoice:
    """Return the scenario that a file holds, as notation text with a report.

    Returns a `StoryChoice` where the file holds several stories and `pick` (the id or title of one) does not say
    which. Raises `CannotImport` with a message for the file's author where nothing can be imported.
    """
    source = SourceFile(data, filename, pick)
    importer = next((importer for importer in registry.list_importers() if importer.detect(source)), None)
    if importer is None:
        raise _build_refusal(source)
    found = importer.run(source)
    if isinstance(found, StoryChoice):
        return found
    if importer.content == registry.REFLECTION:
        assert isinstance(found.scenario, str)
        return ImportResult(found.scenario, source.report, kind=importer.id, content=importer.content)
    return _finish_import(found, source.report, importer.id)


def _build_refusal(source: SourceFile) -> CannotImport:
    kinds = registry.list_labels([row.label for row in registry.list_importers() if row.content == registry.SCENARIO])
    if source.archive is not None:
        return CannotImport(
            noop(
                "This archive can't be imported. These files can be: {kinds}. If one of them is in the archive, "
                "unpack it and choose that file."
            ),
            kinds=kinds,
        )
    if source.json is None and source.name.lower().endswith((".json", ".h5p")):
        return CannotImport(noop("The name of this file says that it is JSON or H5P, but it can't be read as that."))
    return CannotImport(noop("This file can't be imported. These files can be: {kinds}."), kinds=kinds)


def _finish_import(found: registry.ImportedScenario, report: Report, kind: str) -> ImportResult:
    report.imported["media"] = len(found.media)
    if isinstance(found.scenario, str):
        text = found.scenario
        _report_content(text, report)
    else:
        text = scenario_xml.serialize(found.scenario)
        _report_content(text, report)
        _report_unrated_choices(found.scenario, report)
    return ImportResult(text, report, found.media, kind)


def _report_content(text: str, report: Report) -> None:
    """Count what a notation text holds, and add its errors to the report."""
    parsed = scenario_xml.parse(text)
    if parsed.scenario is not None:
        scenario = parsed.scenario
        report.imported.update(
            scenes=len(scenario.scenes),
            endings=len(scenario.endings),
            choices=sum(len(scene.choices) for scene in scenario.scenes),
            conditions=text.count(" if=\""),
        )
    _report_errors([issue for issue in review(parsed)[0] if issue.severity == ERROR], report)


def _report_errors(errors: list[Issue], report: Report) -> None:
    """Add one entry for each kind of error, with all its places; it quotes the first error of its kind."""
    by_code: dict[str, list[Issue]] = {}
    for issue in errors:
        by_code.setdefault(issue.code, []).append(issue)
    for found in by_code.values():
        first = found[0].message
        if len(found) > 1:
            first = nmsg("{problem} – and {number} more problem of this kind",
                         "{problem} – and {number} more problems of this kind", len(found) - 1, problem=first)
        for issue in found:
            report.add_message(ATTENTION, first, issue.at)


def _report_unrated_choices(scenario: m.Scenario, report: Report) -> None:
    choices = [choice for scene in scenario.scenes if len(scene.choices) > 1 for choice in scene.choices]
    unrated = sum(not choice.ratings for choice in choices)
    if unrated:
        report.add_attention(
            noop(
                "Choices without levels: {count}. Rate each of them on one to three skills, and set which move it "
                "makes; until then nothing is graded."
            ),
            count=unrated,
        )
