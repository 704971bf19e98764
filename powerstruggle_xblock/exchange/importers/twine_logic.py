"""A passage's text, taken apart by the dialect of its story format: words, links, changes of variables, and macros kept as they stand."""

from . import twine_chapbook
from .twine_macros import HARLOWE, SNOWMAN, SUGARCUBE, Taker
from .twine_pieces import Piece

CHAPBOOK = "chapbook"
_FAMILIES = {"sugarcane": SUGARCUBE, "jonah": SUGARCUBE, "responsive": SUGARCUBE}


def family(story_format: str) -> str:
    """Give the family of a story format by its name: "" where it is not known."""
    name = story_format.strip().lower()
    for known in (HARLOWE, SUGARCUBE, CHAPBOOK, SNOWMAN):
        if name.startswith(known):
            return known
    return _FAMILIES.get(name.split(" ")[0], "")


def pieces(text: str, story_format: str) -> list[Piece]:
    """Take a passage's text apart."""
    kind = family(story_format)
    if kind == CHAPBOOK:
        return list(twine_chapbook.pieces(text))
    return Taker(kind).take(text, (), 0)
