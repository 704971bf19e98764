"""The outward features of a choice: what can be counted without knowing what a word means."""

import re

from ..scenario import markup
from ..scenario.model import Choice

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.?!…]+(?=\W|$)")
_CONTRACTION = re.compile(r"\w'(?:s|t|re|ve|ll|d|m)\b")
_QUOTE = re.compile("[\"“”«»]")
ME = frozenset({"i", "i'm", "i'll", "i'd", "i've", "me", "my", "mine", "myself"})
YOU = frozenset({"you", "you're", "you'll", "you'd", "you've", "your", "yours", "yourself"})
FIRST_WORDS = {
    "begins with I or my": ME,
    "begins with you or your": YOU,
    "begins with a question word": frozenset({"what", "what's", "how", "how's", "who", "who's", "where", "when", "which", "why"}),
    "begins with that, this or it": frozenset({"that", "that's", "this", "it", "it's", "those", "these"}),
    "begins with an exclamation": frozenset(
        {"look", "oh", "hey", "okay", "ok", "well", "come", "no", "yes", "so", "sure", "please", "listen"}),
}


def surface(choice: Choice) -> dict[str, float]:
    """Give the features of a choice by name, always the same ones in the same order."""
    parts = [markup.plain(part) for part in (choice.do, choice.say, choice.wait and choice.wait.text) if part]
    whole = " ".join(parts).replace("’", "'")
    words = [word.lower() for word in _WORD.findall(whole)]
    sentences = max(1, len(_SENTENCE_END.findall(whole)))
    found = {
        "characters": len(whole),
        "words a sentence": len(words) / sentences,
        "question marks": whole.count("?"),
        "ends in a question": whole.rstrip("\"' ”").endswith("?"),
        "exclamation marks": whole.count("!"),
        "commas": whole.count(","),
        "quote marks": len(_QUOTE.findall(whole)),
        "contractions": len(_CONTRACTION.findall(whole.lower())),
        "I, me or my": sum(word in ME for word in words),
        "you or your": sum(word in YOU for word in words),
        "sorry": words.count("sorry"),
        "or": words.count("or"),
        "just": words.count("just"),
        "but": words.count("but"),
        "an action without words": bool(choice.do and not choice.say),
        "an action with words": bool(choice.do and choice.say),
        "a pause": choice.wait is not None,
    }
    opening = _opening(choice)
    found |= {name: opening in those for name, those in FIRST_WORDS.items()}
    return {name: float(value) for name, value in found.items()}


def _opening(choice: Choice) -> str:
    said = markup.plain(choice.say or choice.do or (choice.wait.text if choice.wait else "")).replace("’", "'")
    match = _WORD.search(said)
    return match[0].lower() if match else ""


FEATURES = tuple(surface(Choice(id="none", to="none")))
"""The features' names, in the order of their values."""
