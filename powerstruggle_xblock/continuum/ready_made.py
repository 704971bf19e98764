"""The ready-made sets: files that are complete components, for Studio and for the starter course."""

from functools import cache

from ..presenter.labels import noop
from ..resources import package_file

SET_TITLES = {
    "buttons": noop("Buttons: events that can get to us"),
    "buttons-after": noop("Buttons, second round: how the group's picture moved"),
    "about-us": noop("About us: sentences that are harder to say"),
    "self-check-before": noop("Self-check before the course: how sure are you?"),
    "self-check-after": noop("Self-check after the course, with a look back"),
}
"""The title of each set by its name, in the order in which they are offered."""


@cache
def read_set(name: str) -> str:
    """Return the XML text of a set. Raises KeyError for an unknown name."""
    if name not in SET_TITLES:
        raise KeyError(name)
    return package_file(f"continuum/sets/{name}.xml").read_text(encoding="utf-8")


def list_sets() -> list[tuple[str, str, str]]:
    """Return (name, title, XML text) of each set, in order."""
    return [(name, title, read_set(name)) for name, title in SET_TITLES.items()]
