"""What an empty component can begin from: a blank with three scenes, a built skeleton with notes, each scenario of the starter course."""

from functools import cache
from importlib.resources import files

from ..notation import markup
from ..presenter.labels import noop
from ..resources import starter_scenarios
from ..scenario import scenario_xml
from ..scenario.model import Scenario
from . import tree as trees

OWN = {
    "blank": (noop("Three scenes to write over"), noop("Each text says what belongs in its place.")),
    "skeleton": (
        noop("Demand, bait, repair"),
        noop("A short scenario that can be played as it stands, with a note at each scene on what it is for and how to make it yours."),
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
}
"""The titles of the starter course, here for translators; the scenarios themselves are in one language."""


def list_templates(gettext) -> list[dict]:
    """Give {"id", "title", "about"} of each, translated as far as the words are ours."""
    own = [{"id": id_, "title": gettext(title), "about": gettext(about)} for id_, (title, about) in OWN.items()]
    starters = _starters().items()
    return own + [
        {"id": id_, "title": gettext(STARTERS.get(id_, scenario.title or id_)), "about": _about(scenario)} for id_, scenario in starters]


def template_tree(id_: str) -> dict | None:
    """Give the tree to begin from, or None for an id that is not listed."""
    if id_ in OWN:
        scenario = scenario_xml.parse(files(__package__).joinpath("templates", f"{id_}.xml").read_bytes()).scenario
    else:
        scenario = _starters().get(id_)
    return None if scenario is None else trees.from_text(scenario_xml.serialize(scenario))


@cache
def _starters() -> dict[str, Scenario]:
    return {file.stem: scenario_xml.parse(file.read_bytes()).scenario for file in starter_scenarios()}


def _about(scenario: Scenario) -> str:
    return markup.plain_text(scenario.about.setting) if scenario.about else ""
