"""The course's pages that are made, not written.

The agency's own, the resource library, the team day, the facilitator's page.
"""

import tomllib
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

from . import agency_text, readings, role_play
from .agency_config import AgencyConfig
from .outline import Outline

REVIEW_NOTICE = (
    "<p><b>Not signed off yet.</b> These scenarios and texts await review by a licensed clinician and by people "
    "with lived "
    "experience. Every scenario can be printed as a script for that review.</p>"
)


def build_short_description(outline: Outline) -> str:
    """Return the course's description in one line."""
    scenarios = sum(item.kind == "scenario" for item in outline.items)
    return (
        "Practice for social-services staff: what to do when a talk with a client turns into a contest. "
        f"{scenarios} scenarios, short readings, a group exercise, and reflections that stay yours."
    )


def build_overview(outline: Outline, agency: AgencyConfig | None) -> str:
    """Return the course's public description."""
    units = "".join(f"<li>{escape(unit.title)}</li>" for unit in outline.units if not unit.staff)
    at = f" at {escape(agency.name)}" if agency else ""
    return (
        f'<section class="about">\n<h2>About this course</h2>\n<p>For staff{at} who work with people living with '
        'serious mental illness, '
        "and who would rather not end up arguing with them. It says \"practice\": it certifies nothing, and a "
        "score in it says nothing "
        f"about anyone's worth at work.</p>\n<p>{escape(outline.effort)}. "
        f"{_describe_pace(outline)}</p>\n<ul>{units}</ul>\n{REVIEW_NOTICE}\n</section>\n"
    )


def _describe_pace(outline: Outline) -> str:
    if outline.start is None:
        return "Self-paced: nothing opens on a date."
    later = [
        f"\"{escape(unit.title)}\" opens on {format_date(day)}."
        for unit in outline.later_units
        if (day := outline.opening_day(unit))
    ]
    return " ".join((f"It begins on {format_date(outline.start)}.", *later))


def build_agency_page(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Return the page with the agency's numbers and rules."""
    notice = (
        "<p>This course is no place to report anything. Nobody watches it. Incidents, abuse, threats, and "
        "worries that somebody "
        "may die go the way your agency has for them, at once.</p>\n"
    )
    title = f"Your agency: {agency.name}" if agency else "Your agency"
    return title, notice + agency_text.render_facts(agency)


def build_return_page(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Return the page that says when the section meant for later opens, and whether anything holds it back."""
    unit = outline.later_units[0]
    if opens := outline.opening_day(unit):
        first = (
            f"<p>This part opened on {format_date(opens)}, {unit.weeks} weeks after the course began. That is on "
            "purpose. What is used "
            "again after some weeks stays longer.</p>"
        )
    else:
        first = (
            "<p>This course is self-paced. Nothing in it opens on a date, so this part is open already. It is "
            "meant for "
            f"{unit.weeks} weeks after you began. Please put that day into your calendar now, and stop here until "
            "then. What is "
            "used again after some weeks stays longer.</p>"
        )
    return "When to come back", first + (
        "\n<p>Two scenarios that you have not seen wait here, and one question. If you would like to warm up, "
        "play an old scenario "
        "first: best attempts stay, and no later one lowers them.</p>"
    )


def format_date(day: date) -> str:
    """Return a date as people say it."""
    return f"{day:%B} {day.day}, {day.year}"


def build_resources_page(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Return the page of the resource library."""
    table = tomllib.loads((folder / "resources.toml").read_text(encoding="utf-8"))
    parts = ["<p>None of these is required. Where a page asks you to register, you don't have to.</p>"]
    for group in table["group"]:
        entries = "".join(_render_resource(entry) for entry in group["entries"])
        parts.append(f"<h4>{escape(group['title'])}</h4>\n<ul>{entries}</ul>")
    return "What to read next", "\n".join(parts)


def _render_resource(entry: dict) -> str:
    title = f"<i>{escape(entry['title'])}</i>"
    if "href" in entry:
        title = f'<a href="{escape(entry["href"])}" target="_blank" rel="noopener">{title}</a>'
    marks = [{"free": "free", "library": "library or bookshop", "buy": "to buy"}[entry["cost"]]]
    if "href" not in entry:
        marks.append("no stable page: look it up by title" if entry["cost"] == "free" else "in print")
    marks += ["from lived experience"] if entry.get("lived") else []
    marks += [f"looked up {entry['checked']}"] if "checked" in entry else []
    note = f" {escape(entry['note'])}" if "note" in entry else ""
    return (
        f"<li>{escape(entry['by'])} ({entry['year']}). {title}. {escape(entry['use'])}{note} [{', '.join(marks)}]</li>"
    )


def build_team_day_page(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Return the page that learners read before the team day."""
    return readings.read_page(folder / "team-day.xml", agency)


def build_facilitator_page(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Return the facilitator's guide with the role-play cards, for course staff."""
    title, html = readings.read_page(folder / "facilitators-guide.xml", agency)
    return title, html + role_play.render_cards(outline, folder)


PAGES: dict[str, Callable[[Outline, AgencyConfig | None, Path], tuple[str, str]]] = {
    "agency": build_agency_page,
    "resources": build_resources_page,
    "team-day": build_team_day_page,
    "facilitator": build_facilitator_page,
    "when-to-return": build_return_page,
}
"""By the name an outline gives them."""
