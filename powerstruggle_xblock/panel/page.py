"""The panel as a page of its own: whole without script, which only draws the map into it and prints."""

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlsplit

from ..platform.learner_page import script_json, template
from ..scenario import model as m
from . import drawing, handout, parts
from .figures import Version, elsewhere
from .labels import PanelLabels

try:
    from django.utils.translation import get_language_bidi
except ImportError:
    get_language_bidi = None


@dataclass(frozen=True)
class Addresses:
    """Where the page itself, its table, stylesheet and script are."""

    here: str
    table: str
    style: str | None
    script: str | None


@dataclass(frozen=True)
class Shown:
    """What a page is made of. `versions` None: nothing is counted on this site; then `version` is None, too."""

    title: str
    language: str
    scenario: m.Scenario | None
    present: str
    versions: list[Version] | None
    version: Version | None
    said: PanelLabels
    map_words: dict[str, str]


def whole(shown: Shown, at: Addresses) -> str:
    """Give the page as HTML."""
    said, name = shown.said, shown.said.words["name"]
    return template("panel.html").substitute(
        lang=escape(shown.language or "en"),
        dir="rtl" if get_language_bidi and shown.language and get_language_bidi() else "ltr",
        page_title=escape(f"{name}: {shown.title}" if shown.title else name),
        files=_files(at),
        over=escape(name),
        title=escape(shown.title or said.words["untitled"]),
        since=escape(said.counted_since(shown.version) if shown.version else said.not_counted()),
        tools=_tools(shown, at) if shown.version else "",
        parts=_parts(shown) if shown.version else "",
        words=script_json(drawing.words(shown.map_words) | drawing.own_words(said.words)),
        graph=script_json(drawing.graph(shown.scenario, shown.version, said) if shown.version and shown.scenario else None),
    )


def _files(at: Addresses) -> str:
    style = f'<link rel="stylesheet" href="{escape(at.style)}">' if at.style else ""
    return style + (f'<script src="{escape(at.script)}" defer></script>' if at.script else "")


def _tools(shown: Shown, at: Addresses) -> str:
    """Write the choice of a version, and the ways to take the page along."""
    said, address = shown.said, urlsplit(at.here)
    # A form drops what stands behind the "?" of its address; some runtimes keep there who is asking.
    kept = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in parse_qsl(address.query))
    options = "".join(
        f'<option value="{escape(version.id)}"{" selected" if version is shown.version else ""}>'
        f"{escape(said.version(version, version.id == shown.present))}</option>" for version in shown.versions)
    return (
        f'<form class="ps-versions" method="get" action="{escape(address._replace(query="").geturl())}">{kept}'
        f'<label for="ps-version">{escape(said.words["version"])}</label>'
        f'<select id="ps-version" name="version">{options}</select>'
        f'<button type="submit" class="ps-tool">{escape(said.words["show"])}</button></form>'
        f'<p class="ps-take"><a href="{escape(at.table)}">{escape(said.words["csv"])}</a>'
        f'<a href="#ps-sheet">{escape(said.words["to_sheet"])}</a><a href="#ps-what">{escape(said.words["what"])}</a></p>')


def _parts(shown: Shown) -> str:
    others = elsewhere(shown.versions, shown.version)
    counts = parts.Counts(shown.scenario, shown.version, others, shown.said)
    return "".join((
        parts.notice(counts, past=shown.version.id != shown.present), parts.summary(counts), parts.map_room(counts), parts.scenes(counts),
        parts.endings(counts), handout.handout(counts, shown.title), parts.about(counts)))
