"""Links of Twine stories, as Twine's own parser reads them in every story format (Twee 3 Specification; Twine 2 source).

`[[Passage]]`, `[[text->Passage]]` (the rightmost arrow), `[[Passage<-text]]` (the leftmost), `[[text|Passage]]` (the last
bar), and SugarCube's setter `[[text|Passage][$x to 1]]`.
"""

import re
from dataclasses import dataclass

LINK = re.compile(r"\[\[(?P<body>(?:(?!\[\[)[\s\S]){1,1000}?)\](?:\[(?P<setter>[^\[\]]{0,1000})\])?\]")
_EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:|tel:)", re.I)
_PROGRAM = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: the words to click, the passage's name, and what SugarCube sets on the way ("" for nothing)."""

    text: str
    target: str
    setter: str = ""

    @property
    def is_external(self) -> bool:
        """Tell whether it leaves the story for an address."""
        return bool(_EXTERNAL.match(self.target))

    @property
    def is_program(self) -> bool:
        """Tell whether it would run something."""
        return bool(_PROGRAM.match(self.target))


def split_link(body: str) -> tuple[str, str]:
    """Give (words, passage name) of what stands between the brackets."""
    if "->" in body:
        text, _, target = body.rpartition("->")
    elif "<-" in body:
        target, _, text = body.partition("<-")
    elif "|" in body:
        text, _, target = body.rpartition("|")
    else:
        text = target = body
    return text.strip(), target.strip()


def parse_link(found: re.Match) -> Link:
    """Give the link of a match of LINK."""
    text, target = split_link(found["body"])
    return Link(text or target, target or text, (found["setter"] or "").strip())
