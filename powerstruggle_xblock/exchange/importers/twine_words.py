"""Resolve what is computed in the words of a Twine story: values of variables, marks and macros in link texts, targets.

To be used once all passages are parsed, since a variable that always holds one text is that text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..report import Report
from . import html_import, twine_dialects
from .twine_links import Link
from .twine_markup import convert_marks
from .twine_notes import report_variable_value
from .twine_structure import PassageNode, normalize_spaces
from .twine_tokens import (
    LOST_LINK,
    MACRO,
    ChangeToken,
    LinkToken,
    RevealToken,
    TextToken,
    Token,
    ValueToken,
    VerbatimToken,
    format_token,
)
from .twine_variables import TwineVariables

NO_WORDS = "…"
"""What stands in the place of a value; alone it is no paragraph."""
_MARKED = re.compile(r"[$_<{(\[`@*~^=\\&/'!|]")
_COMPUTED_TARGET = re.compile(r"[$_`][A-Za-z\"'({\[]|<%|\{[A-Za-z_][\w.]*\}\Z|setup\.\w|\([a-z-]+:")


class WordResolver:
    """Resolves the words of one story. `by_name` has the ids of its passages by normalized name."""

    def __init__(self, story_format: str, variables: TwineVariables, by_name: dict[str, str], report: Report):
        self.format, self.family = story_format, twine_dialects.format_family(story_format)
        self.variables, self.by_name, self.report = variables, by_name, report

    def resolve(self, place: PassageNode) -> None:
        """Resolve the words of a passage."""
        place.tokens = [*self._resolve_tokens(place.tokens, place)]

    def _resolve_tokens(self, tokens: Iterable[Token], place: PassageNode) -> Iterator[Token]:
        for token in tokens:
            if isinstance(token, LinkToken):
                yield from self._resolve_link(token, place)
            elif isinstance(token, RevealToken):
                text, kept = self._format_words(token.text, place)
                inner = tuple(self._resolve_tokens(token.tokens, place))
                yield from (*kept, replace(token, text=text, tokens=inner))
            else:
                yield self._resolve_value(token, place)

    def _resolve_value(self, token: Token, place: PassageNode) -> Token:
        """Return a token; the value of a variable as words."""
        if not isinstance(token, ValueToken):
            return token
        words = self.variables.get_constant_words(token.name)
        report_variable_value(self.report, token, words, place.id)
        if words is None:
            place.notes.append(token.source)
        else:
            self.variables.written_out.add(token.name)
        return TextToken(NO_WORDS if words is None else html_import.escape_text(words), token.when)

    def _resolve_link(self, token: LinkToken, place: PassageNode) -> Iterator[Token]:
        link = token.link
        text, kept = self._format_words(link.text, place)
        yield from kept
        target = self._find_target(link.target)
        if target is not None:
            yield replace(token, link=Link(text, target, link.setter))
            return
        yield VerbatimToken(format_token(token), LOST_LINK, html_import.format_plain_line(text))
        yield TextToken(text if token.in_text else "", token.when, raw=True)

    def _find_target(self, target: str) -> str | None:
        """Return the name of the passage that a link leads to; None where it is computed."""
        if normalize_spaces(target) in self.by_name or not _COMPUTED_TARGET.match(target):
            return target
        return self.variables.get_constant_words(target[1:]) if target[0] in "$_" else None

    def _format_words(self, text: str, place: PassageNode) -> tuple[str, list[Token]]:
        """Return (words of a link as HTML, what of its source has to be kept)."""
        if not _MARKED.search(text):
            return text, []
        words: list[Token] = []
        kept: list[Token] = []
        for token in twine_dialects.parse_passage(text, self.format):
            if isinstance(token, ValueToken):
                words.append(replace(self._resolve_value(token, place), when=()))
            elif isinstance(token, TextToken):
                words.append(replace(token, when=()))
            elif isinstance(token, LinkToken | RevealToken):
                words.append(TextToken(token.link.text if isinstance(token, LinkToken) else token.text))
            elif isinstance(token, VerbatimToken | ChangeToken):
                kept.append(token)
            else:
                kept.append(VerbatimToken(format_token(token), MACRO, format_token(token)))
        marked = convert_marks(words, self.family)
        return "".join(token.text for token in marked if isinstance(token, TextToken)).strip() or NO_WORDS, kept
