"""The meters that a Twine story's variables become: numbers go from 0 to 10, yes and no are 1 and 0.

A variable that only ever holds one text or number is that text or number wherever its value stands.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from ...notation.messages import noop
from ...scenario import model as m
from ...scenario.client_state import HIGHEST, LOWEST
from ...scenario.meters import MeterSetting
from ..ids import NOT_NAMES, Ids
from ..report import ATTENTION, CHANGED, Report
from . import twine_expressions
from .twine_tokens import (
    HIDDEN_WORDS,
    MACRO,
    NUMBER,
    PROGRAM,
    ChangeToken,
    LinkToken,
    RevealToken,
    Token,
    VerbatimToken,
)

_UNKNOWN_EFFECTS = frozenset((MACRO, PROGRAM, HIDDEN_WORDS, NUMBER))
_MENTION = re.compile(r"[$_.\"']([A-Za-z_]\w{0,80})|^([A-Za-z_]\w{0,80})\s*+(?=[:(])")
"""A variable, a property, a string that may be a variable's name, or what Chapbook assigns to."""


class TwineVariables:
    """Collects the variables of a story. To be given all its tokens before the meters are asked for.

    `start_values` has the first values of variables by name, of those too that never become a meter; `written_out` are
    those whose only value was written into the words.
    """

    def __init__(self, report: Report):
        self.report = report
        self.start_values: dict[str, int] = {}
        self.written_out: set[str] = set()
        self._ids: dict[str, str] = {}
        self._numbers: set[str] = set()
        self._yes_no: set[str] = set()
        self._words: dict[str, set[str]] = {}
        self._values: dict[str, set[int | None]] = {}
        self._computed: set[str] = set()

    def add_values(self, tokens: Iterable[Token]) -> None:
        """Take account of what the tokens set variables to."""
        for token in tokens:
            if isinstance(token, RevealToken):
                self.add_values(token.tokens)
            for change in get_changes(token):
                (self._yes_no if change.yes_no else self._numbers).add(change.name)
                self._values.setdefault(change.name, set()).add(change.by if change.absolute else None)
            if isinstance(token, VerbatimToken) and token.word is not None:
                name, words = token.word
                self._words.setdefault(name, set()).add(words)
            elif isinstance(token, VerbatimToken) and token.reason in _UNKNOWN_EFFECTS:
                self.add_program(token.source)

    def add_program(self, source: str) -> None:
        """Take account of source that may set any variable it names."""
        self._computed.update(hit[1] or hit[2] for hit in _MENTION.finditer(source))

    def get_constant_words(self, name: str) -> str | None:
        """Return the text or number that a variable always holds, or None."""
        if name in self._computed or name in self._yes_no:
            return None
        words, values = self._words.get(name, set()), self._values.get(name, set())
        found = [*words, *("" if value is None else str(value) for value in values)]
        return found[0] or None if len(found) == 1 else None

    def can_be_tested(self, name: str) -> bool:
        """Return whether "is this variable true" can be asked: it holds numbers, or yes and no."""
        return name in self._yes_no or name in self._numbers or name in self.start_values

    def get_meter_id(self, name: str) -> str:
        """Return the id of a variable's meter; a new meter is added and reported."""
        if name not in self._ids:
            taken = {*self._ids.values(), *(m.USUAL_METERS if name in self._yes_no else ())}
            self._ids[name] = id_ = Ids(taken, NOT_NAMES).fresh(name, "number")
            self._report_meter(name, id_)
        return self._ids[name]

    def add_from_tokens(self, tokens: Iterable[Token]) -> None:
        """Add a meter for each variable that a passage changes or tests."""
        for token in tokens:
            for change in get_changes(token):
                if change.is_relative:
                    self.get_meter_id(change.name)
            if isinstance(token, RevealToken):
                self.add_from_tokens(token.tokens)
            whens = [getattr(token, "when", ()), *(when for _, when in getattr(token, "routes", ()))]
            for clause in (clause for when in whens for clause in when):
                if isinstance(clause, twine_expressions.Comparison) or (
                        isinstance(clause, twine_expressions.FlagTest) and self.can_be_tested(clause.name)):
                    self.get_meter_id(clause.name)

    def list_unused_start_values(self) -> dict[str, int]:
        """Return the first values of the variables that are no meter."""
        return {name: value for name, value in self.start_values.items() if name not in self._ids}

    def build_start_values(self) -> m.Amounts:
        """Return the first value of each meter, 0 where the story sets none; report a value outside of 0 to 10."""
        start: dict[str, int] = {}
        for name, id_ in self._ids.items():
            value = self.start_values.get(name, LOWEST)
            start[id_] = max(LOWEST, min(HIGHEST, value))
            if start[id_] != value:
                self.report.add_attention(
                    noop("${name} began at {value}; a meter goes from 0 to 10, so it begins at {now}."),
                    name=name, value=value, now=start[id_])
        return tuple(sorted(start.items()))

    def build_settings(self, known: Collection[str] = ()) -> Iterator[MeterSetting]:
        """Yield a setting for each meter that is not of the default set and not in `known`."""
        for name, id_ in self._ids.items():
            if id_ not in m.USUAL_METERS and id_ not in known:
                words = " ".join(name.replace("_", " ").split()) or id_
                yield MeterSetting(id_, words[0].upper() + words[1:], "never")

    def _report_meter(self, name: str, id_: str) -> None:
        item = f"${name}"
        if name in self._yes_no and name not in self._numbers:
            self.report.add_named(
                CHANGED, noop("Variables that are yes or no became meters that are 1 for yes and 0 for no, which "
                              "learners don't see: {count}. They are: {names}"), item)
        elif id_ in m.USUAL_METERS:
            self.report.add_named(
                ATTENTION, noop("Variables became the meters of their name, which go from 0 to 10 and keep the "
                                "package's own rules (trust grows by at most 1 in a move, for example): {count}. They "
                                "are: {names}"), item)
        else:
            self.report.add_named(
                CHANGED, noop("Variables became meters of their own, which go from 0 to 10 and which learners don't "
                              "see: {count}. They are: {names}"), item)


def get_changes(token: Token) -> tuple[twine_expressions.Change, ...]:
    """Return the changes of variables that a token makes."""
    if isinstance(token, LinkToken):
        return token.changes
    return (token.change,) if isinstance(token, ChangeToken) else ()
