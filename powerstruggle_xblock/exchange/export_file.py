"""Export a scenario as a file of another kind; `registry.list_exporters` lists the kinds."""

from ..notation.messages import Gettext, noop
from ..scenario import model as m
from . import registry
from .file_names import make_file_stem
from .message_error import MessageError
from .optional_extras import MissingExtra

__all__ = ["MissingExtra", "NotForDrills", "UnknownFormat", "export_scenario"]


class UnknownFormat(MessageError):
    """The format that was asked for does not exist; the message lists those that do."""


class NotForDrills(MessageError):
    """A drill can't be written in the format that was asked for."""


def export_scenario(scenario: m.Scenario, format_id: str, gettext: Gettext = str) -> tuple[str, str, bytes]:
    """Return (file name, media type, content) of a scenario in a format.

    `format_id` is the id of an exporter: xml, twee, xlsx, docx or html. The file name is ASCII and safe in a header.
    `gettext` translates the file's own words, never the scenario's. Raises `MissingExtra` where an optional library
    is not installed, `UnknownFormat` for any other `format_id`, `NotForDrills` for a drill in a format of ways.
    """
    exporters = {exporter.id: exporter for exporter in registry.list_exporters()}
    exporter = exporters.get(format_id) if isinstance(format_id, str) else None
    if exporter is None:
        raise UnknownFormat(
            noop("\"{asked}\" is not a format to export to; these are: {known}"),
            asked=str(format_id)[:20],
            known=", ".join(exporters),
        )
    if scenario.is_drill and not exporter.for_drills:
        raise NotForDrills(noop("A drill has no ways from moment to moment, so it can't be written as such a file."))
    addition = "-script" if exporter.content == registry.SCRIPT else ""
    return (
        f"{make_file_stem(scenario.title or '') or 'scenario'}{addition}{exporter.ending}",
        exporter.media_type,
        exporter.write(scenario, gettext),
    )
