"""Files of other kinds, read into the editor and written from its tree; the work is done by the exchange package."""

from typing import Any

from ..exchange import export_file, import_file, registry, scenario_texts
from ..exchange.importers import spreadsheet
from ..exchange.optional_extras import MissingExtra
from ..exchange.report import CannotImport
from ..scenario import scenario_xml
from ..scenario.model import Scenario
from ..scenario.scenario_xml import ParsedScenario
from . import tree as trees
from .checking import Checked
from .errors import EditorError
from .messages import AuthorMessages

_SPREADSHEET = b"xl/workbook.xml"


def import_for_editor(
    data: bytes, filename: str, pick: str | None, messages: AuthorMessages, *, can_store: bool = False
) -> dict[str, Any]:
    """Return what an import brings: {"tree", "report", "media", "can_store"}, or {"stories"} to pick one of.

    `can_store` says whether the media can be stored among the course's files. Raises EditorError for a file that can't
    be imported.
    """
    try:
        found = import_file.import_file(data, filename, pick)
    except CannotImport as cannot:
        raise EditorError(422, "cannot-import", messages.translate(cannot.message)) from None
    if isinstance(found, import_file.StoryChoice):
        return {"stories": [{"id": story.id, "title": messages.translate(story.title)} for story in found.stories]}
    if found.content != registry.SCENARIO:
        raise EditorError(422, "cannot-import", messages.is_reflection())
    tree = trees.from_text(found.text)
    report = found.report.as_json(messages.gettext, messages.ngettext)
    places = trees.places_by_id(tree)
    return {
        "tree": tree,
        "report": {**report, "entries": [_placed(entry, places, tree) for entry in report["entries"]]},
        "media": [
            {"name": file.name, "address": file.address, "type": file.mimetype, "size": file.size}
            for file in found.media
        ],
        "can_store": can_store,
    }


def _placed(entry: dict[str, Any], places: dict[str, trees.Place], tree: dict[str, Any]) -> dict[str, Any]:
    """Return a report's entry with paths in the tree in place of ids; a place that is not in the tree is left out."""
    found = [{"title": _title(tree, places[id_]) or id_, "at": list(places[id_])}
             for id_ in entry["places"] if id_ in places]
    return {**entry, "at": found[0]["at"] if found else None, "places": found}


def _title(tree: dict[str, Any], place: trees.Place) -> str:
    """Return the title of the scene or ending at a place, or of the scene of a choice."""
    return tree["nodes"][place[0]]["attrs"].get("title", "")


def is_spreadsheet(data: bytes) -> bool:
    """Return whether a file is a spreadsheet, as far as the names in it show."""
    return data.startswith(b"PK") and _SPREADSHEET in data


def import_texts(data: bytes, checked: Checked[Scenario], messages: AuthorMessages) -> dict[str, Any]:
    """Return what a spreadsheet of texts changes in a scenario: {"texts", "tree", "report"}.

    Raises EditorError, also for a scenario with errors: what the notation does not understand would get lost.
    """
    if checked.error_count or checked.model is None:
        raise EditorError(422, "errors", messages.mend_first())
    try:
        returned = spreadsheet.read_spreadsheet(data, checked.model)
    except CannotImport as cannot:
        raise EditorError(422, "cannot-import", messages.translate(cannot.message)) from None
    except MissingExtra as missing:
        raise EditorError(422, "missing-extra", messages.translate(missing.message)) from None
    tree = trees.from_text(scenario_xml.serialize(returned.scenario))
    places = trees.places_by_id(tree)
    report = returned.report.as_json(messages.gettext, messages.ngettext)
    return {
        "tree": tree,
        "texts": [
            {
                "id": change.text.key,
                "at": _list(places.get(change.text.place or "")),
                "what": _what(change.text, messages),
                "before": change.text.text,
                "after": change.after,
            }
            for change in returned.changes
        ],
        "report": {**report, "entries": [_placed(entry, places, tree) for entry in report["entries"]]},
    }


def _what(text: scenario_texts.Text, messages: AuthorMessages) -> str:
    return " – ".join((*text.where, messages.translate(text.what)))


def _list(place: trees.Place | None) -> list[int] | None:
    return None if place is None else list(place)


def export_tree(
    tree: dict[str, Any], parsed: ParsedScenario, format_: str, messages: AuthorMessages
) -> tuple[str, str, bytes]:
    """Return a scenario as a file: its name, media type and content.

    `parsed` is the tree as the parser reads it. Raises EditorError, also for a scenario that can't be played; XML is
    returned of any tree.
    """
    if parsed.scenario is None or (format_ == "xml" and parsed.errors):
        if format_ != "xml":
            raise EditorError(422, "errors", messages.mend_first())
        return "scenario.xml", "application/xml", trees.to_text(tree).encode()
    try:
        return export_file.export_scenario(parsed.scenario, format_, messages.gettext)
    except MissingExtra as missing:
        raise EditorError(422, "missing-extra", messages.translate(missing.message)) from None
    except export_file.NotForDrills as refused:
        raise EditorError(422, "errors", messages.translate(refused.message)) from None
    except export_file.UnknownFormat:
        raise EditorError(400, "bad-request", messages.not_understood()) from None


def list_imports(messages: AuthorMessages) -> list[dict[str, object]]:
    """Return the kinds of file that can be imported: [{"id", "label", "endings", "available", "missing"}].

    `missing` says what has to be installed where `available` is false, else it is None.
    """
    return [
        {
            "id": kind.id,
            "label": messages.gettext(kind.label),
            "endings": list(kind.endings),
            **_availability(kind, messages),
        }
        for kind in registry.importable_kinds()
        if kind.content != registry.REFLECTION
    ]


def list_exports(messages: AuthorMessages) -> list[dict[str, object]]:
    """Return the kinds of file that a scenario can be exported to: [{"id", "label", "ending", "available", "missing"}].

    `missing` says what has to be installed where `available` is false, else it is None.
    """
    return [
        {"id": kind.id, "label": messages.gettext(kind.label), "ending": kind.ending, **_availability(kind, messages)}
        for kind in registry.exportable_kinds()
    ]


def _availability(
    kind: registry.ImportableKind | registry.ExportableKind, messages: AuthorMessages
) -> dict[str, object]:
    return {
        "available": kind.missing is None,
        "missing": None if kind.missing is None else messages.translate(kind.missing),
    }
