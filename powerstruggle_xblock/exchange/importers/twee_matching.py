"""Compare the paragraphs of an exported passage with those of the same passage after editing in Twine."""

import re
from difflib import SequenceMatcher

from ..exporters.twee_export import PassagePart
from .twine_links import LINK

MIN_TEXT_SIMILARITY = 0.4
"""A text replaced a part of the export where their similarity is at least this, 0 to 1."""
MAX_COMPARED_LENGTH = 400
"""How many characters of two texts are compared."""

PartPairs = list[tuple[PassagePart | None, str | None]]
"""(part of the export, text in the story): no part for a new text, no text for a deleted part."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def split_paragraphs(text: str) -> list[str]:
    """Split a text at blank lines, and a paragraph that consists of links alone at each line."""
    found = []
    for paragraph in _BLANK_LINE.split(text):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        only_links = len(lines) > 1 and all(LINK.search(line) for line in lines)
        found += lines if only_links else [paragraph.strip()]
    return [paragraph for paragraph in found if paragraph]


def match_parts(parts: list[PassagePart], texts: list[str]) -> PartPairs:
    """Pair parts with the texts that replaced them: in order, links with links; the rest is new or deleted."""
    pairs: PartPairs = []
    left = list(parts)
    for text in texts:
        is_link = bool(LINK.search(text))
        fitting = next((part for part in left if (part.kind in ("choice", "route")) == is_link), None)
        if fitting is None or (len(texts) > len(parts) and not _is_similar(fitting.text, text)):
            pairs.append((None, text))
            continue
        pairs += [
            (part, None)
            for part in left[: left.index(fitting)]
            if len(parts) >= len(texts) and part.kind not in ("choice", "route")
        ]
        left = [part for part in left if part is not fitting and (part, None) not in pairs]
        pairs.append((fitting, text))
    return [*pairs, *((part, None) for part in left)]


def _is_similar(one: str, other: str) -> bool:
    return (
        SequenceMatcher(None, one[:MAX_COMPARED_LENGTH], other[:MAX_COMPARED_LENGTH], autojunk=False).ratio()
        >= MIN_TEXT_SIMILARITY
    )


def compute_similarity(before: list[str], now: list[str]) -> float:
    """Return the share of paragraphs that two passages have in common, 0–1."""
    same = len(set(before) & set(now))
    return 2 * same / (len(set(before)) + len(set(now))) if before or now else 1.0
