"""Ids of what a script names and nobody has given one: made of words, as the editor makes them."""

import re
import unicodedata

from ...scenario.conditions import RESERVED_WORDS

LONGEST_ID = 40
_NOT_IDS = RESERVED_WORDS | {"if"}
_NOT_LETTERS = re.compile("[^a-z0-9]+")
_NO_LETTERS_FIRST = re.compile("^[^a-z]+")


class Ids(set[str]):
    """The ids that are taken; none is ever given back."""

    def __init__(self) -> None:
        super().__init__()
        # For each stem the smallest number that may be free: all below it are taken.
        self._numbers: dict[str, int] = {}

    def fresh(self, words: str, otherwise: str) -> str:
        """Return an id made of words that nothing has; made of `otherwise` where the words have no usable letter."""
        stem = make_slug(words) or otherwise
        if stem not in self and stem not in _NOT_IDS:
            return stem
        number = self._numbers.get(stem, 2)
        while f"{stem}-{number}" in self:
            number += 1
        self._numbers[stem] = number
        return f"{stem}-{number}"


def make_slug(words: str) -> str:
    """Return words as an id, cut between words."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", words) if not "\u0300" <= one <= "\u036f")
    plain = _NO_LETTERS_FIRST.sub("", _NOT_LETTERS.sub("-", letters.lower().replace("'", "").replace("’", "")))
    found = ""
    for word in plain.split("-"):
        if found and len(found) + len(word) >= LONGEST_ID:
            break
        if word:
            found = f"{found}-{word}" if found else word[:LONGEST_ID]
    return found
