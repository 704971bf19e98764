"""An agency's facts as HTML, for readings, pages and printed sheets; a marked sentence where there are none."""

from html import escape

from .agency_config import FACTS, REQUIRED, AgencyConfig, placeholder

PLACEHOLDER_STYLE = "border:1px dashed;padding:.4rem .75rem"


def render_fact(agency: AgencyConfig | None, fact: str) -> str:
    """Return one fact as a paragraph under its label; empty where the agency left an optional one out."""
    label = escape(FACTS[fact].label)
    if agency is None:
        return (
            f'<p style="{PLACEHOLDER_STYLE}"><b>{label}.</b> {escape(placeholder(fact))}</p>'
            if fact in REQUIRED
            else ""
        )
    lines = [escape(line) for line in agency.lines(fact)]
    return f"<p><b>{label}:</b> {'; '.join(lines)}</p>" if lines else ""


def render_facts(agency: AgencyConfig | None) -> str:
    """Return all facts, in the order in which somebody may need them."""
    return "\n".join(filter(None, (render_fact(agency, fact) for fact in FACTS)))
