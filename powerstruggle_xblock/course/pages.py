"""The course's pages that are made, not written: the agency's own, the resource library, the team day, the facilitator's page."""

import tomllib
from collections.abc import Callable
from html import escape
from pathlib import Path

from . import guides
from .agency_config import AgencyConfig
from .outline import Outline

SHORT_DESCRIPTION = (
    "Practice for social-services staff: what to do when a talk with a client turns into a contest. Twelve scenarios, short readings, "
    "a group exercise, and reflections that stay yours.")
WAITING = ("<p><b>Not signed off yet.</b> These scenarios and texts await review by a licensed clinician and by people with lived "
           "experience. Every scenario can be printed as a script for that review.</p>")
NO_AGENCY = "<p>Your trainer can tell you the numbers and rules that hold where you work.</p>"


def overview(outline: Outline, agency: AgencyConfig | None) -> str:
    """Give the course's public description."""
    units = "".join(f"<li>{escape(unit.title)}</li>" for unit in outline.units if not unit.staff)
    at = f" at {escape(agency.name)}" if agency else ""
    return (
        f'<section class="about">\n<h2>About this course</h2>\n<p>For staff{at} who work with people living with serious mental illness, '
        "and who would rather not end up arguing with them. It says \"practice\": it certifies nothing, and a score in it says nothing "
        f"about anyone's worth at work.</p>\n<p>{escape(outline.effort)}.</p>\n<ul>{units}</ul>\n{WAITING}\n</section>\n")


def agency_page(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Give the page with the agency's numbers and rules."""
    standing = ("<p>This course is no place to report anything. Nobody watches it. Incidents, abuse, threats, and worries that somebody "
                "may die go the way your agency has for them, at once.</p>")
    if agency is None:
        return "Your agency", standing + NO_AGENCY
    rows = [
        ("Reporting an incident", [agency.incidents]), ("In a crisis", agency.crisis), ("Support for you", agency.employee_assistance),
        ("Questions about privacy", [agency.privacy]), ("Rules to know", agency.policies),
        ("Questions about this course", [agency.training] if agency.training else []),
    ]
    lists = "".join(
        f"<h4>{escape(title)}</h4>\n<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>\n" for title, lines in rows if lines)
    return f"Your agency: {agency.name}", standing + lists


def resources(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Give the resource library."""
    table = tomllib.loads((folder / "resources.toml").read_text(encoding="utf-8"))
    parts = ["<p>None of these is required. Where a page asks you to register, you don't have to.</p>"]
    for group in table["group"]:
        entries = "".join(_resource(entry) for entry in group["entries"])
        parts.append(f"<h4>{escape(group['title'])}</h4>\n<ul>{entries}</ul>")
    return "What to read next", "\n".join(parts)


def _resource(entry: dict) -> str:
    title = f"<i>{escape(entry['title'])}</i>"
    if "href" in entry:
        title = f'<a href="{escape(entry["href"])}" target="_blank" rel="noopener">{title}</a>'
    marks = [{"free": "free", "library": "library or bookshop", "buy": "to buy"}[entry["cost"]]]
    if "href" not in entry:
        marks.append("no stable page: look it up by title" if entry["cost"] == "free" else "in print")
    marks += ["from lived experience"] if entry.get("lived") else []
    marks += [f"looked up {entry['checked']}"] if "checked" in entry else []
    note = f" {escape(entry['note'])}" if "note" in entry else ""
    return f"<li>{escape(entry['by'])} ({entry['year']}). {title}. {escape(entry['use'])}{note} [{', '.join(marks)}]</li>"


def team_day(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Give what learners read before the team day."""
    return guides.page(folder / "team-day.xml")


def facilitator(outline: Outline, agency: AgencyConfig | None, folder: Path) -> tuple[str, str]:
    """Give the facilitator's guide with the role-play cards, for course staff."""
    title, html = guides.page(folder / "facilitators-guide.xml")
    return title, html + guides.cards_html(outline, folder)


PAGES: dict[str, Callable[[Outline, AgencyConfig | None, Path], tuple[str, str]]] = {
    "agency": agency_page, "resources": resources, "team-day": team_day, "facilitator": facilitator,
}
"""By the name an outline gives them."""
