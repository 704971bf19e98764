"""The ready-made sets of questions: files that are complete components. Studio offers them for an empty one."""

from functools import cache

from ...resources import package_file
from .. import reflection_xml

SET_NAMES = ("first-questions", "all-fifteen", "before-a-hard-visit", "repair", "months-later")
"""The names of the sets, in the order in which they are offered. The first is the workbench's example."""


@cache
def read_set(name: str) -> str:
    """Return the XML text of a set. Raises KeyError for an unknown name."""
    if name not in SET_NAMES:
        raise KeyError(name)
    return package_file(f"reflection/sets/{name}.xml").read_text(encoding="utf-8")


def list_sets() -> list[tuple[str, str, str]]:
    """Return (name, title, XML text) of each set, in order."""
    return [(name, _read_title(name), read_set(name)) for name in SET_NAMES]


def _read_title(name: str) -> str:
    reflection = reflection_xml.parse_stored(read_set(name)).reflection
    return reflection.title or "" if reflection else ""
