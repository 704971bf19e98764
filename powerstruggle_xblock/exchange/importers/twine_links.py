"""Parse links of Twine stories, as Twine does in every story format.

Source: Twee 3 Specification 3.0.2 (Interactive Fiction Technology Foundation, 2021).

`[[Passage]]`, `[[text->Passage]]` (the rightmost arrow), `[[Passage<-text]]` (the leftmost), `[[text|Passage]]` (the
last bar), and SugarCube's setter `[[text|Passage][$x to 1]]`.
"""

import html
import re
from dataclasses import dataclass

LINK = re.compile(r"\[\[(?P<body>(?:(?!\[\[)[\s\S]){1,1000}?)\](?:\[(?P<setter>[^\[\]]{0,1000})\])?\]")
_URL_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:|tel:)", re.I)
_SCRIPT_SCHEME = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text, the passage that it leads to, and the assignments of SugarCube's setter ("" for none)."""

    text: str
    target: str
    setter: str = ""

    @property
    def is_external(self) -> bool:
        """Whether the target is an address outside of the story."""
        return bool(_URL_SCHEME.match(self.target))

    @property
    def is_program(self) -> bool:
        """Whether following the link would run a program."""
        return bool(_SCRIPT_SCHEME.match(self.target))


def split_link(body: str) -> tuple[str, str]:
    """Return (text, passage name) of what is between the brackets."""
    if "->" not in body and "<-" not in body and ("-&gt;" in body or "&lt;-" in body):
        body = html.unescape(body)
    if "->" in body:
        text, _, target = body.rpartition("->")
    elif "<-" in body:
        target, _, text = body.partition("<-")
    elif "|" in body:
        text, _, target = body.rpartition("|")
    else:
        text = target = body
    return text.strip(), target.strip()


def parse_link(found: re.Match[str]) -> Link:
    """Return the link of a match of LINK."""
    text, target = split_link(found["body"])
    return Link(text or target, target or text, (found["setter"] or "").strip())
