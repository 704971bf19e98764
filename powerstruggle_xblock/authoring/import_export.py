"""Bringing files of other kinds into the editor, and giving the tree out as one; the work is done by the exchange package."""

import json

from ..exchange import export_file, import_file
from ..exchange.exporters import spreadsheet, texts
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
        raise HandlerError(422, "cannot-import", said.translate(cannot.sentence)) from None
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
        returned = spreadsheet.read(data, checked.scenario)
    except CannotImport as cannot:
        raise HandlerError(422, "cannot-import", said.translate(cannot.sentence)) from None
    except MissingExtra as missing:
        raise HandlerError(422, "missing-extra", said.translate(missing.sentence)) from None
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


def _what(text: texts.Text, said: AuthorMessages) -> str:
    return " – ".join((*text.where, said.gettext(texts.KINDS.get(text.kind, text.kind))))


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
        return export_file.export(reading.scenario, format_, said.gettext)
    except MissingExtra as missing:
        raise HandlerError(422, "missing-extra", said.translate(missing.sentence)) from None
    except export_file.UnknownFormat:
        raise HandlerError(400, "bad-request", said.not_understood()) from None


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
