"""Export the review script as one HTML page with print styles, which loads nothing from anywhere."""

from ...notation.messages import Gettext, noop
from ...scenario import model as m
from ...templating import render
from ..registry import SCRIPT, Exporter, register_exporter
from . import script

TEMPLATE = "exchange/print/script.html"


def write_html(scenario: m.Scenario, gettext: Gettext = str) -> str:
    """Return the page; `gettext` translates the script's own words."""
    document = script.build_script(scenario, gettext)
    return str(
        render(
            TEMPLATE,
            title=document.title,
            lang=document.lang,
            direction="rtl" if document.is_right_to_left else "ltr",
            foot=_escape_css_string(document.footer),
            blocks=[(type(block).__name__, block) for block in document.blocks],
        )
    )


def _escape_css_string(words: str) -> str:
    """Return words escaped for a string in a style sheet, without any character that HTML would escape."""
    return "".join(letter if letter.isalnum() or letter in " .,:·" else f"\\{ord(letter):x} " for letter in words)


register_exporter(
    Exporter(
        id="html",
        label=noop("Script to read and print (HTML)"),
        ending=".html",
        other_endings=(".htm",),
        media_type="text/html; charset=utf-8",
        write=lambda scenario, gettext: write_html(scenario, gettext).encode(),
        order=50,
        content=SCRIPT,
    )
)
