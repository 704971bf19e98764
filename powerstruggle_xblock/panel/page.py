"""Render the panel's page. It is complete without its script, which only draws the map and prints."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from markupsafe import Markup

from ..scenario import model as m
from ..templating import render
from . import handout, map_graph, sections
from .answers import build_answers
from .labels import PanelLabels
from .statistics import VersionCounters, sum_other_versions

try:
    from django.utils.translation import get_language_bidi
except ImportError:
    get_language_bidi = None


@dataclass(frozen=True)
class PageUrls:
    """The URLs of the page itself, its CSV file, its stylesheet and its script; None for a file the platform lacks."""

    page: str
    csv: str
    style: str | None
    script: str | None


@dataclass(frozen=True)
class PanelPage:
    """What a page shows.

    `scenario` is None where the current text can't be played; `current_version` is its content version. `versions`
    holds the counters of all versions and `shown` those of one of them; both are None on a site that counts nothing.
    `editor_words` are the translated words of words/editor.json by key.
    """

    title: str
    language: str
    scenario: m.Scenario | None
    current_version: str
    versions: list[VersionCounters] | None
    shown: VersionCounters | None
    labels: PanelLabels
    editor_words: dict[str, str]


def render_page(page: PanelPage, urls: PageUrls) -> Markup:
    """Return the page as HTML."""
    labels, name = page.labels, page.labels.words["name"]
    counted = _build_counted(page, page.shown, page.versions or []) if page.shown else None
    drawn = None if page.scenario is None or page.scenario.is_drill else page.scenario
    graph = map_graph.build_graph(drawn, page.shown, labels) if page.shown and drawn else None
    return render(
        "panel/templates/page.html",
        lang=page.language or "en",
        dir="rtl" if get_language_bidi and page.language and get_language_bidi() else "ltr",
        page_title=f"{name}: {page.title}" if page.title else name,
        title=page.title,
        urls=urls,
        form=_build_version_form(urls.page),
        words=labels.words,
        since=labels.counted_since(page.shown) if page.shown else labels.not_counted(),
        content_lang=page.scenario.lang if page.scenario else None,
        counted=counted,
        browser_words=map_graph.select_browser_words(page.editor_words, labels.words),
        graph=graph,
    )


def _build_version_form(url: str) -> dict:
    """Return the action of the form that selects a version, and its hidden fields.

    Browsers replace the query of a form's action; some runtimes keep there who is asking, so it goes into fields.
    """
    address = urlsplit(url)
    return {"action": address._replace(query="").geturl(), "fields": parse_qsl(address.query)}


def _build_counted(page: PanelPage, shown: VersionCounters, versions: list[VersionCounters]) -> dict:
    """Return what the template needs of the counters, by name."""
    labels = page.labels
    data = sections.PanelData(page.scenario, shown, sum_other_versions(versions, shown), labels)
    options = [
        {
            "id": version.id,
            "name": labels.describe_version(version, version.id == page.current_version),
            "is_shown": version is shown,
        }
        for version in versions
    ]
    return {
        "options": options,
        "notice": sections.find_notice(data, is_current=shown.id == page.current_version),
        "answers": build_answers(page.scenario, shown.first, labels),
        "summary": sections.build_summary(data),
        "has_map": page.scenario is not None and not page.scenario.is_drill,
        "scenes": sections.build_scenes(data),
        "endings": sections.build_endings(data),
        "handout": handout.build_handout(data),
        "questions": labels.discussion_questions(),
        "about": labels.about(),
    }
