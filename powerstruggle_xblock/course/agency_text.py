"""An agency's facts as HTML, for readings, pages and printed sheets; a marked sentence where there are none."""

from html import escape

from .agency_config import FACTS, NEEDED, AgencyConfig, placeholder

MARKED = "border:1px dashed;padding:.4rem .75rem"


def fact_html(agency: AgencyConfig | None, fact: str) -> str:
    """Return one fact as a paragraph under its label; empty where the agency left an optional one out."""
    label = escape(FACTS[fact].label)
    if agency is None:
        return f'<p style="{MARKED}"><b>{label}.</b> {escape(placeholder(fact))}</p>' if fact in NEEDED else ""
    lines = [escape(line) for line in agency.lines(fact)]
    return f"<p><b>{label}:</b> {'; '.join(lines)}</p>" if lines else ""


def facts_html(agency: AgencyConfig | None) -> str:
    """Return all facts, in the order in which somebody may need them."""
    return "\n".join(filter(None, (fact_html(agency, fact) for fact in FACTS)))
