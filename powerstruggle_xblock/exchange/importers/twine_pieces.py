"""What a Twine passage's text is taken apart into, and what the story formats' dialects share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import twine_rules as rules
from .twine_links import Link


@dataclass(frozen=True, slots=True)
class Words:
    """Text, with its line breaks."""

    text: str
    when: rules.Clauses = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A link, with what is changed on the way."""

    link: Link
    changes: tuple[rules.Change, ...] = ()
    when: rules.Clauses = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A change on arriving."""

    change: rules.Change
    source: str
    when: rules.Clauses = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that can't be translated, verbatim. `opens` tells that it was a condition, whose contents always show now."""

    source: str
    opens: bool = False


Piece = Words | Way | Changed | Kept


def branch(name: str, args: str, chain: rules.Clauses | None) -> tuple[rules.Clauses | None, rules.Clauses | None]:
    """Give (what this branch hangs on, what a following `else` hangs on); None where there are no words for it."""
    if name == "else":
        return chain, None
    said = rules.clauses(args)
    if name == "unless" and said is not None:
        said = rules.opposite(said)
    if name in ("else-if", "elseif"):
        # A later else would need "neither", for which there are no words unless both are about one thing; it is kept.
        return ((*chain, *said) if chain is not None and said is not None else None), None
    return said, rules.opposite(said) if said is not None else None


def changed(args: str, source: str, when: rules.Clauses) -> Iterator[Piece]:
    """Give the changes of an assignment, or the whole macro (`source`) to be kept."""
    found = rules.changes(args)
    if found is None:
        yield Kept(source)
    else:
        yield from (Changed(change, source, when) for change in found)


def way(found: Link, when: rules.Clauses) -> Way:
    """Give a link as a way on; a setter that is more than the subset stays on the link."""
    changes = rules.changes(found.setter) if found.setter else ()
    usable = changes is not None and not any(change.absolute for change in changes)
    return Way(found if not usable else replace(found, setter=""), changes if usable else (), when)
