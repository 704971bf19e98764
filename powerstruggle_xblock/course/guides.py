"""What is used on paper: the facilitator's guide, role-play cards, handouts, and the pack for a first session.

HTML with print styles, so that any browser prints it, on A4 or Letter and in gray; PDF where something here makes one.
"""

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from ..resources import data_dir
from ..scenario import scenario_xml
from ..scenario.model import About, Scenario
from ..templating import render
from . import pdf_printing, readings, role_play, session_pack
from .agency_config import FACTS, AgencyConfig, placeholder
from .agency_text import render_facts
from .outline import Outline

WALL_FACTS = ("emergency_calls", "after_hours", "crisis", "reporting", "lone_visits")
"""The agency's facts on the sheet for the wall of the room."""


def write_handouts(
    outline: Outline,
    agency: AgencyConfig | None,
    folder: Path,
    target: Path,
    paper: str = "letter",
) -> list[Path]:
    """Write every handout into a folder, with PDFs on this paper where a printer is found; return the files written."""
    target.mkdir(parents=True, exist_ok=True)
    make_pdf = pdf_printing.find_printer()
    written = []
    for name, html in build_handouts(outline, agency, folder):
        file = target / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        written.append(file)
        if make_pdf and make_pdf(pdf_printing.set_paper_size(html, paper), file.with_suffix(".pdf")):
            written.append(file.with_suffix(".pdf"))
    return written


def build_handouts(outline: Outline, agency: AgencyConfig | None, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each handout's name and HTML. Raises readings.ReadingError."""
    pack, sets = session_pack.read_pack(folder), session_pack.read_statement_sets()
    cards = role_play.read_cards(folder, outline)
    wall = [(FACTS[fact].label, _fact_lines(agency, fact)) for fact in WALL_FACTS]
    yield "plan-45-minutes", _render_handout("plan", plan=pack.short)
    yield "plan-three-hours", _render_handout("plan", plan=pack.long)
    yield "on-the-wall", _render_handout("on_the_wall", wall=wall, agency=agency)
    yield "statements", _render_handout("statements", sets=[_describe_set(each) for each in sets])
    yield (
        "zero-to-four",
        _render_handout("zero_to_four", stops=list(enumerate(stop.words for stop in sets[0].scale.points))),
    )
    yield "observer-sheet", _render_handout("observer", observer=pack.observer, cards=cards)
    yield (
        "role-play-cards",
        _render_handout("role_play", cards=cards, where={card.name: _read_setting(card.name) for card in cards}),
    )
    yield "supervision-log", _render_handout("log", log=pack.log)
    yield "weekly-questions", _render_handout("weekly", weekly=pack.weekly)
    yield "three-stages", _render_handout("stages", stages=pack.stages)
    yield "words", _render_handout("words", plain=pack.plain, terms=list_terms(outline))
    title, html = readings.read_page(folder / "facilitators-guide.xml", agency)
    yield (
        "facilitators-guide",
        _render_handout("guide", title=title, body=Markup(html), facts=Markup(render_facts(agency))),
    )
    files = [folder / "readings" / f"{item.name}.xml" for item in outline.items if item.kind == "reading"]
    yield (
        "handouts",
        _render_handout(
            "handouts", cards=[Markup(readings.read_reading(file, agency).render_card()) for file in files]
        ),
    )


def list_terms(outline: Outline) -> list[dict[str, object]]:
    """Return the words that the outline's scenarios explain, by alphabet, each once: `name` and its meaning as HTML."""
    found: dict[str, dict[str, object]] = {}
    for item in outline.items:
        if item.kind in ("scenario", "drill"):
            for term in _read_scenario(item.name).terms:
                found.setdefault(term.name.lower(), {"name": term.name, "text": Markup(term.text)})
    return [found[name] for name in sorted(found)]


def _render_handout(template: str, **values: object) -> str:
    return str(render(f"course/templates/{template}.html", **values))


def _fact_lines(agency: AgencyConfig | None, fact: str) -> list[str]:
    return list(agency.lines(fact)) if agency else [placeholder(fact)]


def _read_setting(name: str) -> dict[str, Markup]:
    """Return where a scenario takes place and what the worker sees, from the scenario's own card."""
    about = _read_scenario(name).about or About("", "")
    return {"setting": Markup(about.setting or ""), "cue": Markup(about.body_cue or "")}


def _read_scenario(name: str) -> Scenario:
    scenario = scenario_xml.parse((data_dir("scenarios") / f"{name}.xml").read_bytes()).scenario
    assert scenario is not None, name
    return scenario


def _describe_set(found) -> dict:
    return {
        "frame": found.frame,
        "ask": found.scale.question,
        "statements": [
            {
                "words": Markup(each.words),
                "note": Markup(each.content_note or ""),
                "prompt": Markup("".join(each.prompts[:1])),
            }
            for each in found.statements
        ],
    }
