"""Where two lists of texts differ, in work that grows in step with them."""

import difflib
from collections import Counter
from collections.abc import Iterator

MAX_TEXT_PAIRS = 40_000
"""Lists of texts whose lengths have a larger product are compared as one block."""


def find_changed_blocks(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Return (begin and end in `old`, begin and end in `new`) of each block of texts that is not in both lists."""
    same = zip(old, new, strict=False)
    begin = next((n for n, (one, other) in enumerate(same) if one != other), min(len(old), len(new)))
    ends = zip(reversed(old[begin:]), reversed(new[begin:]), strict=False)
    end = next((n for n, (one, other) in enumerate(ends) if one != other), min(len(old), len(new)) - begin)
    rest, others = (_number_texts(texts[begin : len(texts) - end]) for texts in (old, new))
    if len(rest) * len(others) > MAX_TEXT_PAIRS:
        yield begin, len(old) - end, begin, len(new) - end
        return
    for how, from_, to, first, last in difflib.SequenceMatcher(None, rest, others, autojunk=False).get_opcodes():
        if how != "equal":
            yield begin + from_, begin + to, begin + first, begin + last


def _number_texts(texts: list[str]) -> list[tuple[str, int]]:
    """Return each text with how often it came before: comparing lists is slow where texts are in them many times."""
    seen: Counter[str] = Counter()
    numbered: list[tuple[str, int]] = []
    for text in texts:
        numbered.append((text, seen[text]))
        seen[text] += 1
    return numbered
