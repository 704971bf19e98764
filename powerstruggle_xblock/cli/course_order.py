"""The starter course's components in the course's order, for the front page of the demonstration workbench."""

from workbench.scenarios import SCENARIOS

from ..continuum import continuum_xml, ready_made
from ..course import outline
from ..platform.scenario_cache import compile_scenario
from ..resources import data_dir


def units(request: object) -> dict[str, object]:
    """Return the template context `units`, a function, so that it is computed only where a template uses it."""
    return {"units": list_units}


def list_units() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the units, each a title and (address name, title) pairs; components outside the course come last."""
    ids = {scenario.description: name for name, scenario in SCENARIOS.items()}
    course = outline.read_outline()
    shown, found = set(), []
    for unit in course.units:
        titles = [_title(course, item) for lesson in unit.lessons for item in lesson.items]
        components = [(ids[title], title) for title in titles if title is not None and title in ids]
        shown.update(name for name, _ in components)
        if components:
            found.append((unit.title, components))
    others = [(name, scenario.description) for name, scenario in SCENARIOS.items() if name not in shown]
    return [*found, ("To try things out", others)] if others else found


def _title(course: outline.Outline, item: outline.Item) -> str | None:
    """Return the title of a component in the workbench; None for readings and pages, which are not there."""
    if item.kind in ("scenario", "drill"):
        file = data_dir("scenarios") / f"{item.name}.xml"
        scenario = compile_scenario(file.read_text(encoding="utf-8")).scenario
        return scenario and scenario.title
    if item.kind == "line":
        continuum = continuum_xml.parse(ready_made.read_set(item.name)).continuum
        return continuum and continuum.title
    return course.writing[item.name].title if item.kind == "writing" else None
