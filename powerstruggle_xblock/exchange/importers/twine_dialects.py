"""Parse a passage's text, by the syntax of its story format, into tokens."""

import re
from collections.abc import Iterable

from .harlowe_macros import MACRO_NAMES
from .twine_chapbook import parse_chapbook
from .twine_harlowe import HarloweParser
from .twine_snowman import parse_snowman
from .twine_sugarcube import SugarCubeParser
from .twine_tokens import Token

HARLOWE, SUGARCUBE, CHAPBOOK, SNOWMAN = "harlowe", "sugarcube", "chapbook", "snowman"
TWINE1 = ("sugarcane", "jonah", "responsive")
MAX_GUESSED = 200_000
"""Characters of a story by which an unnamed story format is guessed."""
_GUESSES = {
    HARLOWE: re.compile(rf"\((?:{'|'.join(sorted(MACRO_NAMES))}):", re.I),
    SUGARCUBE: re.compile(r"<</?(?:[A-Za-z][\w-]{0,40}|[=\-])[ \t\n>\"'$]", re.I),
    CHAPBOOK: re.compile(
        r"^\[(?:if|unless|else|ifalways|ifnever|continue|continued|cont|note|n\.b\.|fixme|todo|javascript|css|after|"
        r"append|align)\b[^\n]{0,200}\][ \t]*+$|"
        r"\{(?:embed|reveal link|cycling link|dropdown menu|text input|restart link|link to)\b|"
        r"\{[A-Za-z_][\w.]{0,60}\}|"
        r"^[A-Za-z_][\w.]{0,80}(?: \([^()\n]{0,200}\))?: [^\n]{0,500}\n--[ \t]*+$", re.I | re.M),
    SNOWMAN: re.compile(r"<%"),
}


def format_family(story_format: str) -> str:
    """Return the family of a story format by its name; "" where it is not known."""
    name = story_format.strip().lower()
    for known in (HARLOWE, SUGARCUBE, CHAPBOOK, SNOWMAN):
        if name.startswith(known):
            return known
    return SUGARCUBE if name.split(" ")[0] in TWINE1 else ""


def guess_format(texts: Iterable[str]) -> str:
    """Return the family whose macros are the most frequent in a story of an unnamed format; "" where it has none."""
    text = "\n".join(texts)[:MAX_GUESSED]
    counts = {family: sum(1 for _ in pattern.finditer(text)) for family, pattern in _GUESSES.items()}
    best = max(counts, key=lambda family: counts[family])
    return best if counts[best] else ""


def parse_passage(text: str, story_format: str) -> list[Token]:
    """Parse a passage's text; `story_format` is the format's name, or a family."""
    family = format_family(story_format)
    if family == CHAPBOOK:
        return parse_chapbook(text)
    if family == HARLOWE:
        return HarloweParser(text).parse()
    if family == SNOWMAN:
        return parse_snowman(text)
    is_twine1 = not family or story_format.strip().lower().split(" ")[0] in TWINE1
    return SugarCubeParser(text, naked=not is_twine1).parse()
