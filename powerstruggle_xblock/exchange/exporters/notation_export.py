"""Export a scenario in this package's own notation (XML)."""

from ...notation.messages import Gettext, noop
from ...scenario import model as m
from ...scenario import scenario_xml
from ..registry import Exporter, register_exporter


def write_notation(scenario: m.Scenario, gettext: Gettext = str) -> bytes:
    """Return the scenario's XML file, in UTF-8. The file has no words of its own, so `gettext` is not used."""
    return scenario_xml.serialize(scenario).encode()


register_exporter(
    Exporter(
        id="xml",
        label=noop("Scenario file (XML)"),
        ending=".xml",
        media_type="application/xml",
        write=write_notation,
        order=10,
    )
)
