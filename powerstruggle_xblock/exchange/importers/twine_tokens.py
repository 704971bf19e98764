"""The tokens of a Twine passage, and what the parsers of the story formats share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import twine_expressions as expressions
from .twine_links import Link


@dataclass(frozen=True, slots=True)
class TextToken:
    """Text with its line breaks, shown under the condition `when`."""

    text: str
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class LinkToken:
    """A link, the changes that following it makes, and the condition under which it is shown."""

    link: Link
    changes: tuple[expressions.Change, ...] = ()
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class ChangeToken:
    """A change of a variable on arrival; `source` is its text in the story."""

    change: expressions.Change
    source: str
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class VerbatimToken:
    """Source that can't be translated, verbatim.

    `is_condition` is set for a condition, whose contents are always shown now.
    """

    source: str
    is_condition: bool = False


Token = TextToken | LinkToken | ChangeToken | VerbatimToken


def parse_branch(
    name: str, args: str, chain: expressions.Clauses | None
) -> tuple[expressions.Clauses | None, expressions.Clauses | None]:
    """Return (the condition of a branch, the condition of an `else` after it); None for one that can't be expressed.

    `name` is if, unless, else-if, elseif or else; `chain` is the condition of an `else` after the branches before.
    """
    if name == "else":
        return chain, None
    clauses = expressions.parse_clauses(args)
    if name == "unless" and clauses is not None:
        clauses = expressions.negate_clauses(clauses)
    if name in ("else-if", "elseif"):
        # An else after it would need "neither of the two", which conditions can't express; it is kept verbatim.
        return ((*chain, *clauses) if chain is not None and clauses is not None else None), None
    return clauses, expressions.negate_clauses(clauses) if clauses is not None else None


def parse_assignment(args: str, source: str, when: expressions.Clauses) -> Iterator[Token]:
    """Yield the changes of an assignment, or the whole macro (`source`) verbatim."""
    changes = expressions.parse_changes(args)
    if changes is None:
        yield VerbatimToken(source)
    else:
        yield from (ChangeToken(change, source, when) for change in changes)


def build_link_token(link: Link, when: expressions.Clauses) -> LinkToken:
    """Return the token of a link; a setter that can't be translated stays on the link."""
    changes = expressions.parse_changes(link.setter) if link.setter else ()
    if changes is None or any(change.absolute for change in changes):
        return LinkToken(link, (), when)
    return LinkToken(replace(link, setter=""), changes, when)
