"""What a Twine passage's text is taken apart into, and what the story formats' dialects share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import twine_expressions as rules
from .twine_links import Link


@dataclass(frozen=True, slots=True)
class TextToken:
    """Text, with its line breaks."""

    text: str
    when: rules.Clauses = ()


@dataclass(frozen=True, slots=True)
class LinkToken:
    """A link, with what is changed on the way."""

    link: Link
    changes: tuple[rules.Change, ...] = ()
    when: rules.Clauses = ()


@dataclass(frozen=True, slots=True)
class ChangeToken:
    """A change on arriving."""

    change: rules.Change
    source: str
    when: rules.Clauses = ()


@dataclass(frozen=True, slots=True)
class VerbatimToken:
    """Something that can't be translated, verbatim. `opens` tells that it was a condition, whose contents always show now."""

    source: str
    opens: bool = False


Token = TextToken | LinkToken | ChangeToken | VerbatimToken


def parse_branch(name: str, args: str, chain: rules.Clauses | None) -> tuple[rules.Clauses | None, rules.Clauses | None]:
    """Give (what this branch hangs on, what a following `else` hangs on); None where there are no words for it."""
    if name == "else":
        return chain, None
    said = rules.parse_clauses(args)
    if name == "unless" and said is not None:
        said = rules.negate_clauses(said)
    if name in ("else-if", "elseif"):
        # A later else would need "neither", for which there are no words unless both are about one thing; it is kept.
        return ((*chain, *said) if chain is not None and said is not None else None), None
    return said, rules.negate_clauses(said) if said is not None else None


def parse_assignment(args: str, source: str, when: rules.Clauses) -> Iterator[Token]:
    """Give the changes of an assignment, or the whole macro (`source`) to be kept."""
    found = rules.parse_changes(args)
    if found is None:
        yield VerbatimToken(source)
    else:
        yield from (ChangeToken(change, source, when) for change in found)


def build_link_token(found: Link, when: rules.Clauses) -> LinkToken:
    """Give a link as a way on; a setter that is more than the subset stays on the link."""
    changes = rules.parse_changes(found.setter) if found.setter else ()
    usable = changes is not None and not any(change.absolute for change in changes)
    return LinkToken(found if not usable else replace(found, setter=""), changes if usable else (), when)
