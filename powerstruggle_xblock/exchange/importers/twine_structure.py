"""Give the passages of a Twine story the structure of a scenario, before scenes and endings are built of them.

Included passages are written out where they stand, jumps become ways on, and passages that only lead back to the
start become endings.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...notation.messages import noop
from ..budget import MAX_INCLUDED_TOKENS
from ..report import CHANGED, Report
from .scenario_builder import shorten
from .twee import Passage
from .twine_links import Link
from .twine_tokens import (
    HIDDEN_WORDS,
    START,
    IncludeToken,
    JumpToken,
    LinkToken,
    RevealToken,
    Token,
    VerbatimToken,
    add_condition,
    format_token,
)

MAX_INCLUDE_DEPTH = 8
_RESTART_WORDS = re.compile(
    r"\b(?:again|restart|retry|replay|re-?play|start over|starting over|new game|the end|begin|beginning|"
    r"back to (?:the )?start|main menu|title (?:screen|page)|home page|nochmal|noch einmal|neu starten|neustart|"
    r"von vorne?|zurück zum anfang|recommencer|rejouer|reiniciar|otra vez|de nuevo|volver a empezar|ricomincia|"
    r"opnieuw)\b", re.I)


@dataclass
class PassageNode:
    """A passage that becomes a scene or an ending. `is_ending` is set where its only way leads back to the start.

    `programs` are scripts that were left out of its text.
    """

    id: str
    passage: Passage
    tokens: list[Token]
    notes: list[str] = field(default_factory=list)
    is_ending: bool = False
    programs: list[str] = field(default_factory=list)

    @property
    def links(self) -> list[LinkToken]:
        """The links to other passages of the story, those too that only show after a click."""
        return [token for token in iterate_links(self.tokens)
                if not token.link.is_external and not token.link.is_program]


def iterate_links(tokens: Iterable[Token]) -> Iterator[LinkToken]:
    """Yield all links of tokens, those too that only show after a click."""
    for token in tokens:
        if isinstance(token, LinkToken):
            yield token
        elif isinstance(token, RevealToken):
            yield from iterate_links(token.tokens)


class PassageIncluder:
    """Writes out the passages that stand inside other ones. `names` normalizes a passage's name."""

    def __init__(self, places: dict[str, PassageNode], report: Report):
        self.places, self.report = places, report
        self.included: set[str] = set()
        self._count = 0
        self._originals = {name: place.tokens for name, place in places.items()}

    def expand(self, place: PassageNode, name: str) -> None:
        """Write out what is included in a passage."""
        if any(isinstance(token, IncludeToken | RevealToken) for token in place.tokens):
            place.tokens = [*self._expand(place.tokens, (name,), place.id)]

    def _expand(self, tokens: Iterable[Token], path: tuple[str, ...], at: str) -> Iterator[Token]:
        for token in tokens:
            if isinstance(token, RevealToken):
                yield replace(token, tokens=tuple(self._expand(token.tokens, path, at)))
            elif not isinstance(token, IncludeToken):
                yield token
            else:
                yield from self._include(token, path, at)

    def _include(self, token: IncludeToken, path: tuple[str, ...], at: str) -> Iterator[Token]:
        name = normalize_spaces(token.target)
        inside = self._originals.get(name)
        self._count += len(inside or ())
        if inside is None or name in path or len(path) > MAX_INCLUDE_DEPTH or self._count > MAX_INCLUDED_TOKENS:
            yield VerbatimToken(format_token(token), HIDDEN_WORDS, f"“{shorten(token.target)}”")
            return
        self.included.add(name)
        self.report.add_named(
            CHANGED, noop("Passages that stand inside other ones were written out there: {count}. They are: {names}"),
            f"“{shorten(token.target)}”", at)
        for part in self._expand(inside, (*path, name), at):
            yield add_condition(part, token.when)


def normalize_spaces(name: str) -> str:
    """Return a name with white space collapsed."""
    return " ".join(name.split())


def convert_jumps(place: PassageNode, report: Report) -> None:
    """Turn each jump of a passage into a link with the words "Go on."."""
    if any(isinstance(token, JumpToken) for token in place.tokens):
        place.tokens = [_convert_jump(token) for token in place.tokens]
        report.add_counted(
            CHANGED, noop("The story went on by itself; a choice “Go on.” leads there now: {count}"), place.id)
    place.tokens = [
        replace(token, tokens=tuple(map(_convert_jump, token.tokens))) if isinstance(token, RevealToken) else token
        for token in place.tokens]


def _convert_jump(token: Token) -> Token:
    if not isinstance(token, JumpToken):
        return token
    return LinkToken(Link("Go on.", token.target), when=token.when, in_text=False)


def mark_endings(places: list[PassageNode], first: PassageNode, start_names: frozenset[str], report: Report) -> None:
    """Mark the passages whose only way leads back to the start.

    That is how stories end that offer to be played again. Where a story has other ends, such a way has to say so, since
    it may also lead back to a place that is visited again and again.
    """
    has_end = any(not place.links for place in places if place is not first)
    first_is_title = len({link.link.target for link in first.links}) == 1
    for place in places:
        targets = {START if _leads_to(link, start_names) else link.link.target for link in place.links}
        if place is first or targets != {START}:
            continue
        says_so = any(_RESTART_WORDS.search(link.link.text) or link.link.target == START for link in place.links)
        if not has_end or says_so or first_is_title:
            place.is_ending = True
            place.notes += [format_token(link) for link in place.links]
            report.add_counted(
                CHANGED,
                noop("Passages whose only way leads back to the start became endings, since learners can begin again "
                     "anyway: {count}"), place.id)


def _leads_to(token: LinkToken, names: frozenset[str]) -> bool:
    return not token.routes and normalize_spaces(token.link.target) in names
