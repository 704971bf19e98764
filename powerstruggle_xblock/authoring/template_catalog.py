"""The templates of a scenario.

A scaffold without a word in it, one for a drill, a short scenario with notes, and each scenario and drill of the
starter course.

What a scaffold says about its places stands in attributes that begin with "placeholder": they are no content
(`notation.parser.PLACEHOLDER`), the editor shows them in grey, and a text that learners get has none.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from ..notation import markup
from ..notation.parser import PLACEHOLDER
from ..presenter.labels import noop
from ..resources import package_file, starter_drills, starter_scenarios
from ..scenario import scenario_xml
from ..scenario.model import Scenario
from . import tree as trees

SCAFFOLDS = ("blank", "blank-drill")
OWN = {
    "blank": (
        noop("Three scenes to write over"),
        noop("Each place says in grey what belongs there; nothing of that is ever shown to learners."),
    ),
    "skeleton": (
        noop("Demand, bait, repair"),
        noop(
            "A short scenario that can be played as it stands, with a note at each scene on what it is for and how to "
            "make it yours."
        ),
    ),
    "blank-drill": (
        noop("A drill: five moments to write over"),
        noop(
            "A deck of short moments with one decision each, of which some are drawn each time. Add as many as you "
            "like: the more there are, the longer until one comes again."
        ),
    ),
}

STARTERS = {
    "another-form": noop("Another form"),
    "somebodys-been-in-my-room": noop("Somebody's been in my room"),
    "fine-whatever": noop("Fine. Whatever."),
    "youre-all-the-same": noop("You're all the same"),
    "theres-nothing-wrong-with-me": noop("There's nothing wrong with me"),
    "quiet-hours": noop("Quiet hours"),
    "its-my-money": noop("It's my money"),
    "dont-touch-my-things": noop("Don't touch my things"),
    "about-yesterday": noop("About yesterday"),
    "two-staff-one-answer": noop("Two staff, one answer"),
    "someone-who-speaks-english": noop("Get me someone who speaks English"),
    "the-presenter": noop("The presenter"),
    "the-ride": noop("The ride"),
    "the-spare-key": noop("The spare key"),
    "did-you-say-that": noop("Did you say that?"),
    "not-finished": noop("I'm not finished"),
    "the-drill": noop("The drill"),
}
"""The titles of the starter course, here for translators; the scenarios themselves are in one language."""


def list_templates(gettext: Callable[[str], str]) -> list[dict[str, str]]:
    """Return {"id", "title", "about"} of each template; our own words are translated."""
    own = [{"id": id_, "title": gettext(title), "about": gettext(about)} for id_, (title, about) in OWN.items()]
    starters = _starters().items()
    return own + [
        {"id": id_, "title": gettext(STARTERS.get(id_, scenario.title or id_)), "about": _about(scenario)}
        for id_, scenario in starters
    ]


def template_tree(id_: str, gettext: Callable[[str], str] = str) -> dict[str, Any] | None:
    """Return a template's tree, or None for an id that is not listed; what a scaffold says is translated."""
    if id_ in SCAFFOLDS:
        return _translated(trees.from_text(package_file(f"authoring/templates/{id_}.xml").read_text("utf-8")), gettext)
    if id_ in OWN:
        scenario = scenario_xml.parse(package_file(f"authoring/templates/{id_}.xml").read_bytes()).scenario
    else:
        scenario = _starters().get(id_)
    return None if scenario is None else trees.from_text(scenario_xml.serialize(scenario))


def _translated(tree: dict[str, Any], gettext: Callable[[str], str]) -> dict[str, Any]:
    attrs = {
        name: gettext(value) if name.startswith(PLACEHOLDER) else value for name, value in tree["attrs"].items()
    }
    inside = {"nodes": [_translated(node, gettext) for node in tree["nodes"]]} if "nodes" in tree else {}
    return {**tree, "attrs": attrs, **inside}


@cache
def _starters() -> dict[str, Scenario]:
    files = (*starter_scenarios(), *starter_drills())
    parsed = {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in files}
    return {name: scenario for name, scenario in parsed.items() if scenario is not None}


def _about(scenario: Scenario) -> str:
    return markup.plain_text(scenario.about.setting) if scenario.about else ""
