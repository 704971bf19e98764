"""Parse a passage's text, by the syntax of its story format, into tokens."""

from . import twine_chapbook
from .twine_macros import HARLOWE, SNOWMAN, SUGARCUBE, MacroParser
from .twine_tokens import Token

CHAPBOOK = "chapbook"
_FAMILIES = {"sugarcane": SUGARCUBE, "jonah": SUGARCUBE, "responsive": SUGARCUBE}


def format_family(story_format: str) -> str:
    """Return the family of a story format by its name; "" where it is not known."""
    name = story_format.strip().lower()
    for known in (HARLOWE, SUGARCUBE, CHAPBOOK, SNOWMAN):
        if name.startswith(known):
            return known
    return _FAMILIES.get(name.split(" ")[0], "")


def parse_passage(text: str, story_format: str) -> list[Token]:
    """Parse a passage's text."""
    kind = format_family(story_format)
    if kind == CHAPBOOK:
        return list(twine_chapbook.parse_chapbook(text))
    return MacroParser(kind).parse(text, (), 0)
