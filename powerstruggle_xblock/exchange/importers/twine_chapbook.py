"""Parse the syntax of Chapbook 2: a variables section, `[if …]` lines, and `{inserts}` (Klimas, Chapbook 2 guide)."""

import re
from collections.abc import Iterator

from . import twine_expressions as expressions
from .twine_links import LINK, Link, parse_link
from .twine_tokens import ChangeToken, LinkToken, TextToken, Token, VerbatimToken, build_link_token, parse_branch

_STRING = r"(?:\"([^\"]*)\"|'([^']*)')"
_INSERT = re.compile(r"\{[^{}\n]{1,500}\}")
_LINK_OR_INSERT = re.compile(rf"{LINK.pattern}|{_INSERT.pattern}")
_INSERT_LINK = re.compile(
    rf"\{{\s*(?:reveal\s+link|link\s+to|embed\s+passage(?:\s+named)?)\s*:\s*{_STRING}(?P<rest>[^{{}}]*)\}}", re.I
)
_PASSAGE = re.compile(rf"(?:passage|label)\s*:\s*{_STRING}", re.I)
_MODIFIER = re.compile(r"\[(?!\[)\s*([^\[\]\n]{1,300}?)\s*\]\s*\Z")
_VARIABLE_LINE = re.compile(r"\s*([A-Za-z_]\w*)\s*(\([^)]*\))?\s*:\s*(.*?)\s*\Z")


def parse_chapbook(text: str) -> Iterator[Token]:
    """Yield the tokens of a passage's text."""
    head, mark, body = _split_variables(text)
    for line in head.splitlines() if mark else ():
        found = _VARIABLE_LINE.match(line)
        change = expressions.parse_change(f"{found[1]} = {found[3]}") if found and not found[2] else None
        if change:
            yield ChangeToken(change, line)
        elif line.strip():
            yield VerbatimToken(line.strip())
    when: expressions.Clauses = ()
    chain: expressions.Clauses | None = None
    for line in body.splitlines(keepends=True):
        found = _MODIFIER.match(line)
        if not found:
            yield from _parse_line(line, when)
            continue
        modifier = found[1].lower()
        if modifier.startswith(("if ", "unless ")):
            name, _, args = found[1].partition(" ")
            own, chain = parse_branch(name.lower(), args, None)
        elif modifier == "else":
            own, chain = chain, None
        elif modifier in ("continue", "cont", "cont'd"):
            own, chain = (), None
        else:
            own, chain = None, None
        if own is None:
            yield VerbatimToken(line.strip(), is_condition=modifier.startswith(("if", "unless", "else")))
        when = own or ()


def _split_variables(text: str) -> tuple[str, bool, str]:
    found = re.search(r"^--[ \t]*\r?$", text, re.M)
    if not found:
        return "", False, text
    return text[:found.start()], True, text[found.end():].lstrip("\r\n")


def _parse_line(line: str, when: expressions.Clauses) -> Iterator[Token]:
    at = 0
    for hit in _LINK_OR_INSERT.finditer(line):
        if hit.start() > at:
            yield TextToken(line[at:hit.start()], when)
        yield build_link_token(parse_link(hit), when) if hit["body"] is not None else _parse_insert(hit[0], when)
        at = hit.end()
    if at < len(line):
        yield TextToken(line[at:], when)


def _parse_insert(source: str, when: expressions.Clauses) -> Token:
    found = _INSERT_LINK.match(source)
    other = _PASSAGE.search(found["rest"]) if found else None
    first = (found[1] or found[2] or "") if found else ""
    second = (other[1] or other[2] or "") if other else ""
    if found and source.lower().lstrip("{ ").startswith("link to"):
        return LinkToken(Link(second or first, first), when=when)
    if found and second and "reveal" in source.lower():
        return LinkToken(Link(first, second), when=when)
    return VerbatimToken(source)
