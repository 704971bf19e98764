"""Export a scenario as a script: a play as plain text that can be written on and read back."""

from ...notation.messages import Gettext, noop
from ...scenario import model as m
from ...scenario import scenario_xml
from ..registry import Exporter, register_exporter
from ..script_text.element import from_xml
from ..script_text.write import write_script


def write_script_text(scenario: m.Scenario, gettext: Gettext = str) -> bytes:
    """Return the scenario's script, in UTF-8. The file's own words are those of the format: `gettext` is not used."""
    return write_script(from_xml(scenario_xml.NOTATION.to_element(scenario))).encode()


register_exporter(
    Exporter(
        id="play",
        label=noop("Script to write on (plain text)"),
        ending=".txt",
        media_type="text/plain",
        write=write_script_text,
        order=25,
    )
)
