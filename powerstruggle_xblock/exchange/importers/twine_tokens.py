"""The tokens of a Twine passage, and what the parsers of the story formats share."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import twine_expressions as expressions
from .twine_links import Link

MACRO, CONDITION, VALUE, PRIVATE, PROGRAM, LOST_LINK, HIDDEN_WORDS, STYLE, SILENT, NUMBER, AT_END = (
    "macro", "condition", "value", "private", "program", "lost-link", "hidden-words", "style", "silent", "number",
    "at-end")
"""Why source is kept verbatim: it can't be expressed; it was a condition, so that its contents are always shown now;
its value stood in the words; its author meant it for authors; it is a program; it was a link whose target can't be
read; readers saw words of it that stand in the note alone now; it only styled words; nothing of it is missing; it sets
a variable to a number in the middle of the story; it changes a variable in an ending, after which nothing follows."""

START = "\0start"
"""The target of what begins the story again."""


@dataclass(frozen=True, slots=True)
class TextToken:
    """Text with its line breaks, shown under the condition `when`.

    `literal` text has neither marks nor HTML. `raw` text is HTML that was made here, so marks are not looked for.
    """

    text: str
    when: expressions.Clauses = ()
    literal: bool = False
    raw: bool = False


@dataclass(frozen=True, slots=True)
class LinkToken:
    """A link, the changes that following it makes, and the condition under which it is shown.

    `routes` are other targets, each with its condition, which apply instead of the link's. `in_text` says whether
    the words of the link are words of its sentence.
    """

    link: Link
    changes: tuple[expressions.Change, ...] = ()
    when: expressions.Clauses = ()
    routes: tuple[tuple[str, expressions.Clauses], ...] = ()
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class JumpToken:
    """The story goes on at another passage (START for the first one) without a click."""

    target: str
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class IncludeToken:
    """The words of another passage stand here."""

    target: str
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class RevealToken:
    """Words that show `tokens` in the same passage when they are clicked.

    `in_text` says whether the words are words of their sentence.
    """

    text: str
    tokens: tuple["Token", ...]
    when: expressions.Clauses = ()
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class ChangeToken:
    """A change of a variable on arrival; `source` is its text in the story."""

    change: expressions.Change
    source: str
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class ValueToken:
    """The value of a variable stands here in the words; `name` is its name without signs."""

    name: str
    source: str
    when: expressions.Clauses = ()


@dataclass(frozen=True, slots=True)
class VerbatimToken:
    """Source that can't be translated, verbatim; `reason` is one of the constants above, `name` names it in a report.

    `word` is (variable, text) where it sets a variable to a text.
    """

    source: str
    reason: str = MACRO
    name: str = ""
    word: tuple[str, str] | None = field(default=None)


Token = TextToken | LinkToken | JumpToken | IncludeToken | RevealToken | ChangeToken | ValueToken | VerbatimToken
BREAK = "\n\n"
"""What stands between words that would have been shown one or the other, so that they stay apart."""


def parse_branch(
    name: str, args: str, chain: expressions.Clauses | None, source: str = "", bare: bool = False
) -> tuple[expressions.Clauses | None, expressions.Clauses | None]:
    """Return (the condition of a branch, the condition of an `else` after it); None for one that can't be expressed.

    `name` is if, unless, else-if, elseif or else; `chain` is the condition of an `else` after the branches before;
    `source` is the branch's own text; `bare` says that variables need no sign before them.
    """
    if name == "else":
        return (expressions.simplify_clauses(chain) if chain is not None else None), None
    clauses = expressions.parse_clauses(args, source, bare)
    opposite = expressions.negate_clauses(clauses) if clauses is not None else None
    if name == "unless":
        return (expressions.simplify_clauses(opposite) if opposite is not None else None), clauses
    if name in ("else-if", "elseif"):
        # An else after it needs "neither of the two": the opposites joined, where both can be expressed.
        found = expressions.simplify_clauses((*chain, *clauses)) if chain is not None and clauses is not None else None
        return found, (*chain, *opposite) if chain is not None and opposite is not None else None
    return clauses, opposite


def parse_assignment(args: str, source: str, when: expressions.Clauses, name: str = "") -> Iterator[Token]:
    """Yield the changes of an assignment, or the whole macro (`source`) verbatim."""
    changes = expressions.parse_changes(args)
    if changes is None:
        yield VerbatimToken(source, MACRO, name, expressions.parse_word_assignment(args))
    else:
        yield from (ChangeToken(change, source, when) for change in changes)


def build_link_token(link: Link, when: expressions.Clauses) -> LinkToken:
    """Return the token of a link; a setter that can't be translated stays on the link."""
    changes = expressions.parse_changes(link.setter) if link.setter else ()
    if changes is None or not all(change.is_relative for change in changes):
        return LinkToken(link, (), when)
    return LinkToken(replace(link, setter=""), changes, when)


def build_click(
    text: str, inside: list[Token], when: expressions.Clauses, target: str | None = None, in_text: bool = True
) -> list[Token]:
    """Return the tokens of words that do `inside` when they are clicked, and then lead to `target`, if given.

    Where it leads nowhere, it shows what is inside in the same passage. `inside` was parsed under no condition.
    `in_text` is False for words that stand elsewhere in the passage.
    """
    inside = [_settle_in_click(token, text) for token in inside]
    jumps = [token for token in inside if isinstance(token, JumpToken)]
    if target is None and not jumps:
        if _does_something(inside):
            return [RevealToken(text, tuple(inside), when, in_text)]
        return [*inside, *([TextToken(text, when)] if in_text else [])]
    default = target or next((jump.target for jump in jumps if not jump.when), jumps[-1].target)
    routes = tuple((jump.target, jump.when) for jump in jumps if jump.when) if target is None else ()
    found: list[expressions.Change] = []
    rest: list[Token] = []
    for token in inside:
        if isinstance(token, ChangeToken):
            found.append(token.change)
        elif isinstance(token, VerbatimToken):
            rest.append(token)
        elif isinstance(token, TextToken) and token.text.strip():
            rest.append(VerbatimToken(token.text.strip(), HIDDEN_WORDS, text))
        elif not isinstance(token, TextToken | JumpToken):
            rest.append(token)
    return [LinkToken(Link(text, default), tuple(found), when, routes, in_text), *rest]


def _settle_in_click(token: Token, text: str) -> Token:
    """Return a token of a click; a change that a choice can't make stays verbatim, and a lost link gets its words."""
    if isinstance(token, VerbatimToken) and token.reason == LOST_LINK and token.name == token.source[:len(token.name)]:
        return replace(token, name=text)
    if not isinstance(token, ChangeToken) or (token.change.is_relative and not token.when):
        return token
    reason = MACRO if token.change.is_relative else NUMBER
    return VerbatimToken(token.source, reason, f"${token.change.name}")


def _does_something(tokens: list[Token]) -> bool:
    return any(
        isinstance(token, LinkToken | IncludeToken | RevealToken | ValueToken | ChangeToken)
        or (isinstance(token, TextToken) and token.text.strip())
        for token in tokens)


def add_condition(token: Token, when: expressions.Clauses) -> Token:
    """Return a token under a further condition."""
    if not when or isinstance(token, VerbatimToken):
        return token
    return replace(token, when=(*when, *token.when))


def format_token(token: Token) -> str:
    """Return a token as text for an author's note."""
    match token:
        case TextToken():
            return token.text
        case LinkToken():
            return f"[[{token.link.text}->{token.link.target.lstrip(chr(0))}]]"
        case JumpToken() | IncludeToken():
            return f"[[{token.target.lstrip(chr(0))}]]"
        case RevealToken():
            return f"{token.text}: {''.join(map(format_token, token.tokens))}"
        case _:
            return token.source
