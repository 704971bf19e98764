"""Ready-made sets: files that are valid components as they stand, for Studio and for the starter course."""

from functools import cache
from importlib.resources import files

from ..presenter.labels import noop

NAMES = {
    "buttons": noop("Buttons: sixteen events that can get to us"),
    "buttons-after": noop("Buttons, second round: how the group's line moved"),
    "about-us": noop("About us: four sentences that are harder to say"),
    "self-check-before": noop("Self-check before the course: ten things, how sure are you?"),
    "self-check-after": noop("Self-check after the course, with a look back"),
}
"""Every set with what it is, in the order they are offered."""


@cache
def set_text(name: str) -> str:
    """Give a set's file. Raises KeyError for a name that is none."""
    if name not in NAMES:
        raise KeyError(name)
    return files(__package__).joinpath("sets", f"{name}.xml").read_text(encoding="utf-8")


def list_sets() -> list[tuple[str, str, str]]:
    """Give every set with its id, what it is, and its file."""
    return [(name, title, set_text(name)) for name, title in NAMES.items()]
