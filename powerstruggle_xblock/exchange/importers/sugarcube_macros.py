"""Parse single macros of SugarCube and Twine 1, which have no block, and the arguments of link macros."""

import re
from collections.abc import Callable, Iterator

from . import twine_expressions as expressions
from .twine_arguments import describe_expression, parse_string, split_words
from .twine_html_links import RESTART, find_shown_passage
from .twine_links import LINK, Link, parse_link
from .twine_tokens import (
    HIDDEN_WORDS,
    LOST_LINK,
    MACRO,
    START,
    VALUE,
    IncludeToken,
    JumpToken,
    LinkToken,
    TextToken,
    Token,
    ValueToken,
    VerbatimToken,
    build_link_token,
    parse_assignment,
)

_IMAGE_TITLE = re.compile(r"\[img\[(?:([^\[\]|]{0,500})\|)?[^\[\]]{1,500}\](?:\[([^\[\]]{1,500})\])?", re.I)
_VARIABLE = re.compile(r"[$_][A-Za-z][\w$.]{0,80}")
_TEXT_BOXES = frozenset(("textbox", "textarea", "numberbox"))

LinkArguments = tuple[LinkToken | VerbatimToken | None, list[Token]]


def parse_link_arguments(args: str, source: str, when: expressions.Clauses) -> LinkArguments:
    """Return (the link of a link macro's arguments, further tokens).

    The link's target is "" where the arguments give none; it is a verbatim token where they give one that can't be
    read. None where there are no words.
    """
    if found := LINK.match(args):
        return build_link_token(parse_link(found), when), []
    words = split_words(args)
    if not words:
        return None, []
    kept: list[Token] = []
    if image := _IMAGE_TITLE.match(words[0]):
        kept.append(VerbatimToken(words[0], MACRO, "[img[]]"))
        text = (image[1] or image[2] or "").strip() or "…"
        if image[2] and len(words) == 1:
            return LinkToken(Link(text, image[2].strip()), when=when), kept
    else:
        text = parse_string(words[0])
        if text is None:
            text = describe_expression(words[0])
            kept.append(VerbatimToken(source, VALUE, words[0][:60]))
    if len(words) == 1:
        return LinkToken(Link(text, ""), when=when), kept
    target = parse_string(words[1])
    if target is None and words[1][:1] in ("`", "$", "_"):
        return VerbatimToken(source, LOST_LINK, text), [TextToken(text, when)]
    return LinkToken(Link(text, target or words[1]), when=when), kept


def parse_single_macro(name: str, args: str, source: str, when: expressions.Clauses) -> list[Token]:
    """Return the tokens of a macro without a block."""
    if name in ("set", "remember", "run"):
        return [*_parse_set(name, args, source, when)]
    if name in ("print", "=", "-", ""):
        return _parse_print(f"{source[2:-2]}" if not name else args, source, when)
    parser = _PARSERS.get(name)
    if parser is not None:
        return parser(args, source, when)
    if name in _TEXT_BOXES:
        words = split_words(args)
        target = parse_string(words[2]) if len(words) > 2 else None
        kept = VerbatimToken(source, MACRO, f"<<{name}>>")
        return [kept, *([LinkToken(Link("Go on.", target), when=when, in_text=False)] if target else [])]
    return [VerbatimToken(source, MACRO, f"<<{name}>>")]


def _parse_set(name: str, args: str, source: str, when: expressions.Clauses) -> Iterator[Token]:
    if shown := find_shown_passage(args):
        yield JumpToken(shown, when)
    elif RESTART.search(args):
        yield JumpToken(START, when)
    else:
        yield from parse_assignment(args, source, when, f"<<{name}>>")


def _parse_print(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    if found := _VARIABLE.fullmatch(args.strip()):
        return [ValueToken(found[0][1:], source, when)]
    return [VerbatimToken(source, VALUE, source[:60]), TextToken("…", when)]


def _read_passage(args: str) -> str | None:
    """Return the passage that a macro's only argument names, or None where it is computed."""
    if found := LINK.match(args):
        return parse_link(found).target
    words = split_words(args)
    if not words or words[0][0] in "$_`":
        return None
    return parse_string(words[0]) or words[0]


def _parse_goto(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    target = _read_passage(args)
    return [JumpToken(target, when)] if target else [VerbatimToken(source, LOST_LINK, source[:60])]


def _parse_include(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    target = _read_passage(args)
    return [IncludeToken(target, when)] if target else [VerbatimToken(source, HIDDEN_WORDS, source[:60])]


def _parse_single_link(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    link, kept = parse_link_arguments(args, source, when)
    if link is None:
        return [VerbatimToken(source, MACRO, source[:60])]
    if isinstance(link, LinkToken) and not link.link.target:
        return [*kept, VerbatimToken(source, LOST_LINK, link.link.text), TextToken(link.link.text, when)]
    return [*kept, link]


def _parse_actions(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    """Return a link for each argument: the name of a passage, or a link in brackets."""
    out: list[Token] = []
    for word in split_words(args):
        if found := LINK.match(word):
            out.append(build_link_token(parse_link(found), when))
        elif word[0] in "$_`":
            out.append(VerbatimToken(f"{source} {word}", LOST_LINK, word[:60]))
        else:
            name = parse_string(word) or word
            out.append(LinkToken(Link(name, name), when=when, in_text=False))
    return out


def _parse_choice(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    """Return the link of `<<choice passage text>>`: the passage comes first."""
    if found := LINK.match(args):
        return [build_link_token(parse_link(found), when)]
    words = split_words(args)
    target = _read_passage(args)
    if not target:
        return [VerbatimToken(source, LOST_LINK, source[:60])]
    text = (parse_string(words[1]) or words[1]) if len(words) > 1 else target
    return [LinkToken(Link(text, target), when=when)]


def _parse_back(args: str, source: str, when: expressions.Clauses) -> list[Token]:
    """Return the link of `<<back>>` and `<<return>>`, which lead to a passage only where they name one."""
    if found := LINK.match(args):
        link = parse_link(found)
        if link.text != link.target:
            return [build_link_token(link, when)]
        words = link.text
    else:
        parts = split_words(args)
        words = (parse_string(parts[0]) or parts[0]) if parts else ""
        if len(parts) > 1 and (target := parse_string(parts[1])):
            return [LinkToken(Link(words, target), when=when)]
    return [VerbatimToken(source, LOST_LINK, words or source[:60]), *([TextToken(words, when)] if words else [])]


_PARSERS: dict[str, Callable[[str, str, expressions.Clauses], list[Token]]] = {
    "goto": _parse_goto, "display": _parse_include, "include": _parse_include, "link": _parse_single_link,
    "button": _parse_single_link, "click": _parse_single_link, "actions": _parse_actions, "choice": _parse_choice,
    "back": _parse_back, "return": _parse_back,
}
