"""The author's card in Studio's unit page: what this scenario is, how fair it is, what is open, who signed; and a small map."""

from functools import lru_cache
from html import escape

from ..notation.issues import ERROR, Issue, sort_issues
from ..presenter.safe_html import sanitize_html
from ..scenario import fairness, scenario_xml
from ..scenario import model as m
from ..scenario.review import review
from .checking import portrait_problems
from .messages import AuthorMessages

KEPT = 16
SHOWN = 5
"""Problems on the card; the editor's list has all."""


class Reviewed:
    """A stored text with its review: errors and all."""

    def __init__(self, text: str):
        reading = scenario_xml.parse(text)
        self.scenario: m.Scenario | None = reading.scenario
        self.issues: tuple[Issue, ...]
        self.figures: fairness.Fairness | None
        self.issues, self.figures = review(reading)
        if self.scenario:
            self.issues = sort_issues((*self.issues, *portrait_problems(self.scenario)))

    @property
    def errors(self) -> tuple[Issue, ...]:
        """What must be mended before learners can play it well."""
        return tuple(problem for problem in self.issues if problem.severity == ERROR)

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """What a colleague would say."""
        return tuple(problem for problem in self.issues if problem.severity != ERROR)


@lru_cache(maxsize=KEPT)
def reviewed(text: str) -> Reviewed:
    """Give the review of a stored text, from memory where it was asked before: Studio asks at each look at a unit."""
    return Reviewed(text)


def lead(found: Reviewed, said: AuthorMessages) -> str:
    """Say in one line what it is: minutes, people, size."""
    scenario = found.scenario
    if scenario is None:
        return said.can_not_be_played()
    minutes = [said.minutes(scenario.about.minutes)] if scenario.about and scenario.about.minutes else []
    people = [", ".join(person.name for person in scenario.people)] if scenario.people else []
    return " · ".join([*minutes, *people, said.size(len(scenario.scenes), len(scenario.endings))])


def setting(found: Reviewed) -> str:
    """Give where it plays, as safe HTML, or ""."""
    about = found.scenario.about if found.scenario else None
    return f"<p>{sanitize_html(about.setting)}</p>" if about and about.setting else ""


def parts(found: Reviewed, said: AuthorMessages) -> str:
    """Return the notes for whoever uses the scenario, problems, figures and sign-offs as safe HTML."""
    return "".join((_notes(found, said), _problems(found, said), _figures(found, said), _signed(found, said)))


def _notes(found: Reviewed, said: AuthorMessages) -> str:
    """Return the open notes of the whole scenario that no reviewer signed: what an agency has to fit, and the like."""
    notes = [note for note in found.scenario.notes if not (note.done or note.by)] if found.scenario else []
    rows = "".join(f"<li>{sanitize_html(note.text)}</li>" for note in notes[:SHOWN])
    return _part(said.notes_title(), f"<ul>{rows}</ul>") if rows else ""


def _problems(found: Reviewed, said: AuthorMessages) -> str:
    shown = (*found.errors, *found.warnings)[:SHOWN]
    rows = "".join(_problem(problem, said) for problem in shown)
    more = f"<p>{escape(said.more(len(found.issues) - len(shown)))}</p>" if len(found.issues) > len(shown) else ""
    return _part(said.problems_title(), f"<p>{escape(said.open_problems(len(found.errors), len(found.warnings)))}</p>"
                 + (f"<ul>{rows}</ul>" if rows else "") + more)


def _problem(problem: Issue, said: AuthorMessages) -> str:
    kind = "ps-error" if problem.severity == ERROR else "ps-warn"
    return f"<li><span class=\"{kind}\">{escape(said.severity(problem.severity))}:</span> {escape(said.translate(problem.message))}</li>"


def _figures(found: Reviewed, said: AuthorMessages) -> str:
    if found.figures is None or not any(scene.is_decision for scene in found.scenario.scenes):
        return ""
    rows = "".join(f"<li>{escape(row)}</li>" for row in said.fairness(found.figures, found.scenario.scoring.pass_percent))
    return _part(said.fairness_title(), f"<ul>{rows}</ul>")


def _signed(found: Reviewed, said: AuthorMessages) -> str:
    if found.scenario is None:
        return ""
    version = scenario_xml.content_version(found.scenario)
    rows = "".join(f"<li>{escape(said.signed(off, counts=off.version == version))}</li>" for off in found.scenario.sign_offs)
    body = f"<ul>{rows}</ul>" if rows else f"<p>{escape(said.nobody_signed())}</p>"
    return _part(said.sign_offs_title(), body + f"<p class=\"ps-small\">{escape(said.version(version))}</p>")


def _part(title: str, body: str) -> str:
    return f"<h4>{escape(title)}</h4>{body}"


# --- the map --------------------------------------------------------------------------------------------------------


def graph(found: Reviewed, said: AuthorMessages) -> dict:
    """Give what the small map draws, in the form of frontend/src/contracts/graph.ts: no texts but titles."""
    scenario = found.scenario
    if scenario is None:
        return {"start": "", "places": [], "ways": [], "gates": []}
    marks = _marks(found)
    places = [
        *({"id": scene.id, "kind": "scene", "number": number, "title": scene.title, "note": said.choices(len(scene.choices)),
           "ending": None, "ending_word": None, **marks.get(scene.id, _NONE)} for number, scene in enumerate(scenario.scenes, 1)),
        *({"id": ending.id, "kind": "ending", "number": 0, "title": ending.title, "note": "",
           "ending": ending.kind, "ending_word": said.kind(ending.kind), **marks.get(ending.id, _NONE)} for ending in scenario.endings),
    ]
    ways = [{"from": scene.id, "to": to, "kind": kind} for scene in scenario.scenes for kind, to in _ways(scene)]
    return {"start": scenario.start.scene, "places": places, "ways": ways,
            "gates": [{"if": str(gate.condition), "to": gate.to} for gate in scenario.gates]}


_NONE = {"errors": 0, "warnings": 0}


def _ways(scene: m.Scene) -> list[tuple[str, str]]:
    """Give each way on once, a choice's own before its others."""
    ways = [("choice", choice.to) for choice in scene.choices]
    ways += [("go", route.to) for choice in scene.choices for route in choice.routes]
    return list(dict.fromkeys(ways))


def _marks(found: Reviewed) -> dict[str, dict]:
    home = {choice.id: scene.id for scene in found.scenario.scenes for choice in scene.choices}
    marks: dict[str, dict] = {}
    for problem in found.issues:
        if problem.at:
            mark = marks.setdefault(home.get(problem.at, problem.at), dict(_NONE))
            mark["errors" if problem.severity == ERROR else "warnings"] += 1
    return marks
