"""The demonstration workbench shows the starter course's components in the course's order; this tells its front page which they are."""

from workbench.scenarios import SCENARIOS

from ..continuum import continuum_xml, ready_made
from ..course import outline
from ..platform.scenario_cache import compile_scenario
from ..resources import data_dir


def units(request) -> dict:
    """Give templates `units`, worked out only where a template asks for them."""
    return {"units": in_order}


def in_order() -> list[tuple[str, list]]:
    """Give the units, each a title and (address name, title) pairs; what the course lacks comes last, to try things out."""
    ids = {scenario.description: name for name, scenario in SCENARIOS.items()}
    course = outline.read()
    shown, found = set(), []
    for unit in course.units:
        titles = [_title(course, item) for lesson in unit.lessons for item in lesson.items]
        components = [(ids[title], title) for title in titles if title in ids]
        shown.update(name for name, _ in components)
        if components:
            found.append((unit.title, components))
    others = [(name, scenario.description) for name, scenario in SCENARIOS.items() if name not in shown]
    return [*found, ("To try things out", others)] if others else found


def _title(course: outline.Outline, item: outline.Item) -> str | None:
    """Give the title under which a component stands in the workbench; readings and pages are not there."""
    if item.kind == "scenario":
        return compile_scenario((data_dir("scenarios") / f"{item.name}.xml").read_text(encoding="utf-8")).scenario.title
    if item.kind == "line":
        return continuum_xml.parse(ready_made.set_text(item.name)).continuum.title
    return course.writing[item.name].title if item.kind == "writing" else None
