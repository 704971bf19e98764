"""The outward features of a choice: what can be counted without knowing what a word means."""

import re
from functools import lru_cache

from ..notation import markup
from ..scenario.model import Choice

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.?!…]+(?=\W|$)")
_CONTRACTION = re.compile(r"\w'(?:s|t|re|ve|ll|d|m)\b")
_QUOTE = re.compile("[\"“”«»]")
FIRST_PERSON = frozenset({"i", "i'm", "i'll", "i'd", "i've", "me", "my", "mine", "myself"})
SECOND_PERSON = frozenset({"you", "you're", "you'll", "you'd", "you've", "your", "yours", "yourself"})
OPENING_WORDS = {
    "begins with I or my": FIRST_PERSON,
    "begins with you or your": SECOND_PERSON,
    "begins with a question word": frozenset(
        {"what", "what's", "how", "how's", "who", "who's", "where", "when", "which", "why"}
    ),
    "begins with that, this or it": frozenset({"that", "that's", "this", "it", "it's", "those", "these"}),
    "begins with an exclamation": frozenset(
        {"look", "oh", "hey", "okay", "ok", "well", "come", "no", "yes", "so", "sure", "please", "listen"}
    ),
}


def surface_features(choice: Choice) -> dict[str, float]:
    """Return the features of a choice by name, always the same ones in the same order."""
    has_parts = bool(choice.do), bool(choice.say), choice.wait is not None
    return dict(_count_features(choice.texts, choice.main_text, *has_parts))


@lru_cache(maxsize=4096)
def _count_features(
    texts: tuple[str, ...], main_text: str, has_do: bool, has_say: bool, has_wait: bool
) -> tuple[tuple[str, float], ...]:
    whole = " ".join(map(markup.plain_text, texts)).replace("’", "'")
    words = [word.lower() for word in _WORD.findall(whole)]
    found = {
        "characters": len(whole),
        "words a sentence": len(words) / max(1, len(_SENTENCE_END.findall(whole))),
        "question marks": whole.count("?"),
        "ends in a question": whole.rstrip("\"' ”").endswith("?"),
        "exclamation marks": whole.count("!"),
        "commas": whole.count(","),
        "quote marks": len(_QUOTE.findall(whole)),
        "contractions": len(_CONTRACTION.findall(whole.lower())),
        "I, me or my": sum(word in FIRST_PERSON for word in words),
        "you or your": sum(word in SECOND_PERSON for word in words),
        "sorry": words.count("sorry"),
        "or": words.count("or"),
        "just": words.count("just"),
        "but": words.count("but"),
        "an action without words": has_do and not has_say,
        "an action with words": has_do and has_say,
        "a pause": has_wait,
    }
    opening = _first_word(main_text)
    found |= {name: opening in those for name, those in OPENING_WORDS.items()}
    return tuple((name, float(value)) for name, value in found.items())


def _first_word(text: str) -> str:
    match = _WORD.search(markup.plain_text(text).replace("’", "'"))
    return match[0].lower() if match else ""


FEATURES = tuple(surface_features(Choice(id="none", to="none")))
"""The features' names, in the order of their values."""
