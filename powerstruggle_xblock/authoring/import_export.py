"""Bringing files of other kinds into the editor, and giving the tree out as one; the work is done by the exchange package."""

import json

from ..exchange import export_file, import_file, registry, scenario_texts
from ..exchange.importers import spreadsheet
from ..exchange.optional_extras import MissingExtra
from ..exchange.report import CannotImport
from ..platform.handlers import HandlerError
from ..scenario import scenario_xml
from . import checking
from . import tree as trees
from .messages import AuthorMessages

_SPREADSHEET = b"xl/workbook.xml"


def import_for_editor(data: bytes, filename: str, pick: str | None, said: AuthorMessages) -> dict:
    """Give what an import brings: {"tree", "report", "media"}, or {"stories"} where the author must pick one. Raises Refusal."""
    try:
        found = import_file.import_file(data, filename, pick)
    except CannotImport as cannot:
        raise HandlerError(422, "cannot-import", said.translate(cannot.message)) from None
    if isinstance(found, import_file.StoryChoice):
        return {"stories": [{"id": story.id, "title": said.translate(story.title)} for story in found.stories]}
    tree = trees.from_text(found.text)
    report = found.report.as_json(said.gettext, said.ngettext)
    places = trees.places_by_id(tree)
    return {
        "tree": tree,
        "report": {**report, "entries": [_placed(entry, places) for entry in report["entries"]]},
        "media": [{"name": file.name, "address": file.address, "type": file.mimetype, "size": file.size} for file in found.media],
    }


def _placed(entry: dict, places: dict[str, trees.Place]) -> dict:
    place = places.get(entry["at"] or "")
    return {**entry, "at": None if place is None else list(place)}


def is_spreadsheet(data: bytes) -> bool:
    """Tell whether a file is a spreadsheet, as far as its contents' names show."""
    return data.startswith(b"PK") and _SPREADSHEET in data


def import_texts(data: bytes, checked: checking.Checked, said: AuthorMessages) -> dict:
    """Give what a spreadsheet of texts changes in a scenario: {"texts", "tree", "report"}. Raises Refusal.

    Only for a scenario without errors: what the notation does not understand would get lost on the way.
    """
    if checked.has_errors or checked.scenario is None:
        raise HandlerError(422, "errors", said.mend_first())
    try:
        returned = spreadsheet.read_spreadsheet(data, checked.scenario)
    except CannotImport as cannot:
        raise HandlerError(422, "cannot-import", said.translate(cannot.message)) from None
    except MissingExtra as missing:
        raise HandlerError(422, "missing-extra", said.translate(missing.message)) from None
    tree = trees.from_text(scenario_xml.serialize(returned.scenario))
    places = trees.places_by_id(tree)
    report = returned.report.as_json(said.gettext, said.ngettext)
    return {
        "tree": tree,
        "texts": [{
            "id": change.text.key, "at": _list(places.get(change.text.place or "")), "what": _what(change.text, said),
            "before": change.text.text, "after": change.after,
        } for change in returned.changes],
        "report": {**report, "entries": [_placed(entry, places) for entry in report["entries"]]},
    }


def _what(text: scenario_texts.Text, said: AuthorMessages) -> str:
    return " – ".join((*text.where, said.gettext(scenario_texts.TEXT_KINDS.get(text.kind, text.kind))))


def _list(place: trees.Place | None) -> list[int] | None:
    return None if place is None else list(place)


def export_tree(tree, format_: str, said: AuthorMessages) -> tuple[str, str, bytes]:
    """Give (file name, media type, content). Raises Refusal, also for a scenario that can't be played; XML is given of any tree."""
    reading = checking.read(tree)
    if reading.scenario is None or (format_ == "xml" and reading.errors):
        if format_ != "xml":
            raise HandlerError(422, "errors", said.mend_first())
        return "scenario.xml", "application/xml", trees.to_text(tree).encode()
    try:
        return export_file.export_scenario(reading.scenario, format_, said.gettext)
    except MissingExtra as missing:
        raise HandlerError(422, "missing-extra", said.translate(missing.message)) from None
    except export_file.UnknownFormat:
        raise HandlerError(400, "bad-request", said.not_understood()) from None


def list_imports(said: AuthorMessages) -> list[dict[str, object]]:
    """Return the kinds of file that can be imported: [{"id", "label", "endings", "available", "missing"}].

    `missing` says what has to be installed where `available` is false, else it is None.
    """
    return [{"id": kind.id, "label": said.gettext(kind.label), "endings": list(kind.endings), **_availability(kind, said)}
            for kind in registry.importable_kinds()]


def list_exports(said: AuthorMessages) -> list[dict[str, object]]:
    """Return the kinds of file that a scenario can be exported to: [{"id", "label", "ending", "available", "missing"}].

    `missing` says what has to be installed where `available` is false, else it is None.
    """
    return [{"id": kind.id, "label": said.gettext(kind.label), "ending": kind.ending, **_availability(kind, said)}
            for kind in registry.exportable_kinds()]


def _availability(kind: registry.ImportableKind | registry.ExportableKind, said: AuthorMessages) -> dict[str, object]:
    return {"available": kind.missing is None, "missing": None if kind.missing is None else said.translate(kind.missing)}


def tree_in(data: dict, files: dict[str, tuple[str, bytes]]):
    """Give the tree of a request: in its JSON, or as a part of the form by itself."""
    tree = data.get("tree")
    if tree is None and "tree" in files:
        tree = files["tree"][1]
    if not isinstance(tree, (str, bytes)):
        return tree
    try:
        return json.loads(tree)
    except (ValueError, RecursionError):
        return None
