"""The one way out: a scenario as a file of another kind.

XML and Twee 3 carry the whole scenario; the spreadsheet carries its texts, the two scripts are for reading with a pen.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..presenter.labels import noop
from ..scenario import model as m
from ..scenario import scenario_xml
from .exporters import spreadsheet, twee_export
from .message_error import MessageError
from .optional_extras import MissingExtra
from .print import script_docx, script_html

__all__ = ["FORMATS", "MissingExtra", "UnknownFormat", "export"]

LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")

Gettext = Callable[[str], str]


class UnknownFormat(MessageError):
    """Asked for a format that isn't there; the sentence says which are."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its ending, its media type, and what makes it."""

    ending: str
    mimetype: str
    make: Callable[[m.Scenario, Gettext], bytes]


def export_scenario(scenario: m.Scenario, format: str, gettext: Gettext = str) -> tuple[str, str, bytes]:
    """Give (file name, media type, content) of a scenario as `format`: xml, twee, xlsx, docx or html.

    The file name is ASCII and safe in a header; `gettext` translates the file's own words, never the scenario's. Raises
    `MissingExtra` where an optional library is not installed, `UnknownFormat` for anything but a key of FORMATS.
    """
    if not isinstance(format, str) or format not in FORMATS:
        raise UnknownFormat(
            noop("\"{asked}\" is no format to export to; there are {known}"), asked=str(format)[:20], known=", ".join(FORMATS))
    kind = FORMATS[format]
    return f"{_name(scenario)}{kind.ending}", kind.mimetype, kind.make(scenario, gettext)


def _name(scenario: m.Scenario) -> str:
    letters = unicodedata.normalize("NFKD", scenario.title or "").encode("ascii", "ignore").decode().lower().replace("'", "")
    return _NOT_IN_NAMES.sub("-", letters)[:LONGEST_NAME].strip("-") or "scenario"


FORMATS: Mapping[str, Format] = {
    "xml": Format(".xml", "application/xml", lambda scenario, gettext: scenario_xml.serialize(scenario).encode()),
    "twee": Format(".twee", "text/plain; charset=utf-8", lambda scenario, gettext: twee_export.to_twee(scenario).encode()),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", spreadsheet.write_spreadsheet),
    "docx": Format("-script.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", script_docx.to_docx),
    "html": Format("-script.html", "text/html; charset=utf-8",
                   lambda scenario, gettext: script_html.to_html(scenario, gettext).encode()),
}
