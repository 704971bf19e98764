"""Import a script: a scenario as a play in plain text (docs/script.md)."""

from ...notation.messages import noop
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CannotImport
from ..script_text.element import Element
from ..script_text.read import read_script, split_rows
from ..source_file import SourceFile, parse_xml
from .native import clean_scenario

_MADE = {
    "person": noop('Nobody is called "{name}" at the top of the script, so this person was added.'),
    "scene": noop('A choice leads to "{name}", which was not there, so an empty scene was added.'),
    "ending": noop('A choice leads to "{name}", which was not there, so an empty ending was added.'),
}
"""What the report says of what a script names and does not have."""


def import_script(source: SourceFile) -> ImportedScenario:
    """Import a script. What it names and does not have, people and scenes, is made.

    Raises `CannotImport` where it holds what no file can hold.
    """
    made: list[Element] = []
    root = read_script(source.text, made)
    element = parse_xml(root.as_xml())
    if element is None:
        raise CannotImport(noop("This script can't be read: it holds marks that don't fit together."))
    for node in made:
        name = node.attrs.get("title") or node.attrs.get("name")
        source.report.add_attention(_MADE[node.tag], node.attrs["id"], name=name)
    return ImportedScenario(clean_scenario(element, source.report))


def _is_script(source: SourceFile) -> bool:
    """Return whether a text has the heading of a scene, and below one a choice or a line of somebody."""
    if source.archive is not None or source.json is not None or source.starts_with_tag or not source.text.strip():
        return False
    _, *places = split_rows(source.text)
    scenes = [rows for rows in places if rows[0][0].kind == "scene"]
    return any(line.kind in ("choice", "speech") for rows in scenes for line, _ in rows[1:])


register_importer(Importer(
    id="play", label=noop("Script to write on (plain text)"), endings=(".txt",),
    detect=_is_script, run=import_script, order=90))
