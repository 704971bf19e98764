"""Ready-made questions, each file a component as it stands; Studio offers them for an empty one."""

from functools import cache
from importlib.resources import files

from .. import reflection_xml

ORDER = ("first-questions", "all-fifteen", "before-a-hard-visit", "repair", "months-later")
"""Names of the files, in the order they are offered. The first is the workbench's example."""


@cache
def set_text(name: str) -> str:
    """Give a set's file. Raises KeyError for a name that is none."""
    if name not in ORDER:
        raise KeyError(name)
    return files(__package__).joinpath(f"{name}.xml").read_text(encoding="utf-8")


def list_sets() -> list[tuple[str, str, str]]:
    """Give (name, title, text) of each, in order."""
    return [(name, reflection_xml.parse_cached(set_text(name)).reflection.title, set_text(name)) for name in ORDER]
