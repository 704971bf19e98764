"""What is used on paper: the facilitator's guide, role-play cards, handouts, and the pack for a first session.

HTML with print styles, so that any browser prints it, on A4 or Letter and in gray; PDF where something here makes one.
"""

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from ..resources import data_dir
from ..scenario import scenario_xml
from ..templating import render
from . import monday_pack, printing, readings, role_play
from .agency_config import FACTS, AgencyConfig, placeholder
from .agency_text import facts_html
from .outline import Outline

SAFETY_FACTS = ("emergency_calls", "after_hours", "crisis", "reporting", "lone_visits")
"""The agency's facts that hang on the wall during a session."""


def write(
    outline: Outline, agency: AgencyConfig | None, folder: Path, target: Path, paper: str = "letter",
) -> list[Path]:
    """Write every sheet into a folder, and PDFs on this paper where something makes them; return the files written."""
    target.mkdir(parents=True, exist_ok=True)
    make_pdf = printing.printer()
    written = []
    for name, html in sheets(outline, agency, folder):
        file = target / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        written.append(file)
        if make_pdf and make_pdf(printing.on_paper(html, paper), file.with_suffix(".pdf")):
            written.append(file.with_suffix(".pdf"))
    return written


def sheets(outline: Outline, agency: AgencyConfig | None, folder: Path) -> Iterator[tuple[str, str]]:
    """Give each sheet's name and HTML. Raises readings.ReadingError."""
    pack, sets = monday_pack.read(folder), monday_pack.statement_sets()
    cards = role_play.cards(folder, outline)
    wall = [(FACTS[fact].label, _fact_lines(agency, fact)) for fact in SAFETY_FACTS]
    yield "plan-45-minutes", _sheet("plan", plan=pack.short)
    yield "plan-three-hours", _sheet("plan", plan=pack.long)
    yield "on-the-wall", _sheet("on_the_wall", wall=wall, agency=agency)
    yield "statements", _sheet("statements", sets=[_plain_set(each) for each in sets])
    yield "zero-to-four", _sheet("zero_to_four", stops=list(enumerate(stop.words for stop in sets[0].scale.stops)))
    yield "observer-sheet", _sheet("observer", observer=pack.observer, cards=cards)
    yield "role-play-cards", _sheet("role_play", cards=cards, where={card.name: _place(card.name) for card in cards})
    yield "supervision-log", _sheet("log", log=pack.log)
    yield "weekly-questions", _sheet("weekly", weekly=pack.weekly)
    yield "three-stages", _sheet("stages", stages=pack.stages)
    title, html = readings.page(folder / "facilitators-guide.xml", agency)
    yield "facilitators-guide", _sheet("guide", title=title, body=Markup(html), facts=Markup(facts_html(agency)))
    files = [folder / "readings" / f"{item.name}.xml" for item in outline.items if item.kind == "reading"]
    yield "handouts", _sheet("handouts", cards=[Markup(readings.read(file, agency).card_html()) for file in files])


def _sheet(template: str, **values: object) -> str:
    return str(render(f"course/templates/{template}.html", **values))


def _fact_lines(agency: AgencyConfig | None, fact: str) -> list[str]:
    return list(agency.lines(fact)) if agency else [placeholder(fact)]


def _place(name: str) -> dict:
    """Return where a scenario takes place and what the worker sees, from the scenario's own card."""
    about = scenario_xml.parse((data_dir("scenarios") / f"{name}.xml").read_bytes()).scenario.about
    return {"setting": Markup(about.setting or ""), "cue": Markup(about.body_cue or "")}


def _plain_set(found) -> dict:
    return {"frame": found.frame, "ask": found.scale.ask, "statements": [
        {"words": Markup(each.words), "note": Markup(each.content_note or ""), "prompt": Markup("".join(each.prompts[:1]))}
        for each in found.statements]}
