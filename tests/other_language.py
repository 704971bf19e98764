"""A language made for tests: every text that is translated comes out in it, and what is left in Latin letters was not.

`Zhish` stands for a platform's i18n service. It writes ж for each letter of a text but the {names}, between ⟦ and ⟧.
"""

import re

from powerstruggle_xblock.notation import markup
from powerstruggle_xblock.scenario import catalog, conditions, grammar
from powerstruggle_xblock.scenario import model as m

_PIECES = re.compile(r"(\{\w+\})")
_WORD = re.compile(r"[A-Za-z]{2,}")

NOTATION = " ".join(
    [
        *(tag for pair in grammar.SHAPES for tag in pair),
        *(name for shape in grammar.SHAPES.values() for name in shape.attributes),
        *markup.BLOCKS,
        *markup.MARKS,
        *m.MOODS,
        *m.ENDING_KINDS,
        *m.KEEP,
        *m.RETRY,
        *m.SHOW_METERS,
        *m.ROLES,
        *m.USUAL_METERS,
        *catalog.skills(),
        *catalog.moves(),
        *catalog.profiles(),
        *catalog.MISTAKES,
        *conditions.RESERVED_WORDS,
        *conditions.COMPARISONS,
        "true false if METER CHOICE SCENE lang",
    ]
)
"""The notation's own words, which are the same in every language."""


class Zhish:
    """The i18n service of a platform that speaks it; `asked` has every text it was asked for."""

    def __init__(self):
        self.asked: set[str] = set()

    def gettext(self, text: str) -> str:
        """Return a text in Zhish."""
        self.asked.add(text)
        pieces = [
            piece if _PIECES.fullmatch(piece) else re.sub(r"[^\W\d_]", "ж", piece) for piece in _PIECES.split(text)
        ]
        return f"⟦{''.join(pieces)}⟧"

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return one of two texts; Zhish has the same form for all numbers."""
        self.asked.add(one)
        return self.gettext(many)


def is_zhish(text: str) -> bool:
    """Return whether a text as a whole came out of a translation."""
    return text.startswith("⟦") and text.endswith("⟧")


def left_in_english(text: str, *sources: str) -> set[str]:
    """Return the words of a text that are neither Zhish, nor the notation's, nor an author's (`sources`)."""
    return set(_WORD.findall(text)) - set(_WORD.findall(" ".join((NOTATION, *sources))))
