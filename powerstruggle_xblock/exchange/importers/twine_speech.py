"""Keep a line that somebody says together where a part of it stands under a condition."""

import re
from collections.abc import Callable, Collection

from . import twine_expressions as expressions
from .scenario_builder import is_person_name
from .twine_expressions import Clauses

_TAGS = r"(?:</?(?:strong|em|b|i)>){0,4}"
_HEAD = re.compile(
    rf"(?P<head>[ \t]*+{_TAGS}(?P<name>[^\W\d_][\w .'’-]{{0,39}}?){_TAGS}[ \t]?(?:\([^()\n]{{1,30}}\))?{_TAGS}:{_TAGS})"
    r"[ \t]*+(?P<words>.*)\Z", re.S)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_CLOSES = re.compile(r"[\"”“».,;:!?)]")

Fragments = list[tuple[Clauses, str]]
"""(condition, HTML) of the parts of one line."""


def join_speech(line: Fragments, speakers: Collection[str], is_known: Callable[[Clauses], bool]) -> Fragments:
    """Return a line with each of its parts as a whole speech: `Sam: Yes. (if: $x > 2)[Come in.]` becomes two.

    Any other line is returned as it is. `speakers` are names whose lines need no quotation marks; `is_known` returns
    whether a condition can be expressed.
    """
    found = _HEAD.match(line[0][1]) if len(line) > 1 else None
    if found is None or any(_HEAD.match(text) for _, text in line[1:]):
        return line
    quote = found["words"][:1] if found["words"][:1] in _QUOTES else ""
    is_name = is_person_name(found["name"]) if quote else found["name"].strip().casefold() in speakers
    base = line[0][0]
    if not is_name or any(when[:len(base)] != base for when, _ in line[1:]):
        return line
    conditions = list(dict.fromkeys(when for when, _ in line if when != base))
    has_words = bool(found["words"].strip(f"{quote} \t"))
    variants = _find_variants(base, conditions, has_words) if all(map(is_known, conditions)) else None
    if variants is None and quote:
        return line
    if variants is None:
        return [*line[:has_words], *((when, f"{found['head']} {text}") for when, text in line[1:])]
    spoken = [found["words"], *(text for _, text in line[1:])]
    whens = [when for when, _ in line]
    return [
        (variant, f"{found['head']} {_join([text for when, text in zip(whens, spoken, strict=True) if when in shown])}")
        for variant, shown in variants]


def _find_variants(
    base: Clauses, conditions: list[Clauses], has_words: bool
) -> list[tuple[Clauses, tuple[Clauses, ...]]] | None:
    """Return (condition, the conditions whose parts are shown) of each whole speech; None where there is no telling."""
    first = conditions[0] if conditions else base
    negated = expressions.negate_clauses(first[len(base):])
    opposite = expressions.simplify_clauses(negated) if negated is not None else None
    if opposite is None or len(conditions) > 2 or (len(conditions) == 2 and conditions[1][len(base):] != opposite):
        return None
    others = [((*base, *opposite), (base, (*base, *opposite)))] if has_words or len(conditions) == 2 else []
    return [(first, (base, first)), *others]


def _join(texts: list[str]) -> str:
    """Return the parts of a speech as one text, with the quotation mark that ends it."""
    words = ""
    for text in filter(None, texts):
        is_close = not words or words in _QUOTES or _CLOSES.match(text)
        words += text if is_close else f" {text}"
    end = _QUOTES.get(words[:1], "")
    return words if not end or words[-1] in _QUOTES.values() else f"{words}{end}"
