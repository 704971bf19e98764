"""Report ways of a Twine story that are not choices: a macro, program or page part that names a passage.

Each such passage is an entry of its own, by name, unless a choice of the same scene leads there.
"""

import re
from collections.abc import Iterable, Iterator

from ...notation.messages import noop
from ..report import Report
from .scenario_builder import shorten
from .twine_structure import PassageNode, iterate_links, normalize_spaces
from .twine_tokens import HIDDEN_WORDS, MACRO, PROGRAM, VALUE, RevealToken, Token, VerbatimToken

MAX_NAMED = 20
"""Passages that are reported for one scene."""
_STRING = re.compile(r"\"([^\"\\\n]{1,200})\"|'([^'\\\n]{1,200})'|\[\[([^\[\]\n]{1,200})\]\]")
_LINK_IN_STRING = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_UNREAD = frozenset((MACRO, PROGRAM, HIDDEN_WORDS, VALUE))


class LostWays:
    """Reports lost ways of one story. `by_name` has the ids of its passages by normalized name."""

    def __init__(self, by_name: dict[str, str], report: Report):
        self.by_name, self.report = by_name, report

    def report_place(self, place: PassageNode) -> None:
        """Report the passages that source in this passage names and no link of it leads to."""
        linked = {normalize_spaces(link.link.target) for link in iterate_links(place.tokens)}
        linked.update(normalize_spaces(to) for link in iterate_links(place.tokens) for to, _ in link.routes)
        linked.add(normalize_spaces(place.passage.name))
        sources = [*_list_unread(place.tokens), *place.programs]
        named = (name for source in sources for name in self._find_names(source))
        for name in list(dict.fromkeys(name for name in named if name not in linked))[:MAX_NAMED]:
            self.report.add_attention(
                noop("What was not translated names the passage “{name}”. If it led there, a way is missing here: add "
                     "a choice for it."), place.id, name=shorten(name))

    def report_page_part(self, part: str, source: str) -> None:
        """Report the passages to which a part of every page, such as a menu, led."""
        for name in list(dict.fromkeys(self._find_names(source)))[:MAX_NAMED]:
            self.report.add_attention(
                noop("“{part}” stood on every page and named the passage “{name}”. If it led there, add a choice where "
                     "learners need it."), self.by_name[name], part=shorten(part), name=shorten(name))

    def _find_names(self, source: str) -> Iterator[str]:
        for hit in _STRING.finditer(source):
            text = hit[1] or hit[2] or hit[3]
            links = [hit[3]] if hit[3] else _LINK_IN_STRING.findall(text)
            for part in dict.fromkeys([text, *(part for link in links for part in re.split(r"->|<-|\|", link))]):
                if (name := normalize_spaces(part)) in self.by_name:
                    yield name


def _list_unread(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if isinstance(token, RevealToken):
            yield from _list_unread(token.tokens)
        elif isinstance(token, VerbatimToken) and token.reason in _UNREAD and token.word is None:
            yield token.source
