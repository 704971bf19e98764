"""Ids for what a file names without an id: made of words once, and never changed, as learners' progress hangs on them.

The editor makes ids by the same rule (frontend/src/editor/operations/ids.ts); tests/exchange/script_cases.json holds
both to it.
"""

import re
import unicodedata
from collections.abc import Iterable

from ..scenario.conditions import RESERVED_WORDS
from ..scenario.parser import RESERVED_METER_WORDS

MAX_ID_LENGTH = 40
NOT_IDS = RESERVED_WORDS | {"if"}
"""Words that can't be the id of a scene, choice or ending, and "if", the attribute beside those that name meters."""
NOT_NAMES = RESERVED_METER_WORDS
"""Words that can't be the id of a person or meter."""
_NOT_LETTERS = re.compile("[^a-z0-9]+")
_NO_LETTERS_FIRST = re.compile("^[^a-z]+")


class Ids(set[str]):
    """The ids that are taken. One in `reserved` is never given to anything."""

    def __init__(self, taken: Iterable[str] = (), reserved: frozenset[str] = NOT_IDS) -> None:
        super().__init__(taken)
        self._reserved = reserved
        # For each stem the smallest number that may be free: all below it are taken.
        self._numbers: dict[str, int] = {}

    def fresh(self, words: str, otherwise: str) -> str:
        """Return an id made of words that nothing has; made of `otherwise` where the words have no usable letter.

        Ids hold the letters a to z, so a title in Greek or Arabic gives `otherwise`, with a number from the second on.
        """
        stem = make_slug(words) or otherwise
        if stem not in self and stem not in self._reserved:
            return stem
        number = self._numbers.get(stem, 2)
        while f"{stem}-{number}" in self:
            number += 1
        self._numbers[stem] = number
        return f"{stem}-{number}"

    def take(self, words: str, otherwise: str) -> str:
        """Return an id as `fresh` does, and mark it as taken."""
        id_ = self.fresh(words, otherwise)
        self.add(id_)
        return id_


def make_slug(words: str) -> str:
    """Return words as an id, cut between words; "" where no letter of theirs may be in an id."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", words) if not "\u0300" <= one <= "\u036f")
    plain = _NO_LETTERS_FIRST.sub("", _NOT_LETTERS.sub("-", letters.lower().replace("'", "").replace("’", "")))
    found = ""
    for word in plain.split("-"):
        if found and len(found) + len(word) >= MAX_ID_LENGTH:
            break
        if word:
            found = f"{found}-{word}" if found else word[:MAX_ID_LENGTH]
    return found
