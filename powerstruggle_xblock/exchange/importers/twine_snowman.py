"""Parse the syntax of Snowman: templates `<% … %>`, links, and elements with `data-passage` (Klimas, Snowman guide).

A template that changes a variable of the story (`s.name`) or asks one (`if (…) {`) is read; any other is a program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import twine_expressions as expressions
from .twine_arguments import parse_string
from .twine_html_links import HtmlLinkParser, find_shown_passage
from .twine_links import LINK, parse_link
from .twine_tokens import (
    BREAK,
    CONDITION,
    PROGRAM,
    VALUE,
    ChangeToken,
    IncludeToken,
    JumpToken,
    TextToken,
    Token,
    ValueToken,
    VerbatimToken,
    add_condition,
    build_link_token,
    parse_branch,
)

MAX_DEPTH = 20
"""Blocks nested deeper than this are always shown."""
MAX_TEMPLATE_LENGTH = 4000
"""A longer template is a program and not read."""
_OPENING = re.compile(r"\[\[|<%|`+|<(?=[A-Za-z])")
_CONTROL = re.compile(r"\b(?:if|else|for|while|switch|case|each|forEach|map)\b")
_STATE = re.compile(r"(?<![\w.$])(?:window\.)?(?:story\.state|State\.variables|s)\.(?=[A-Za-z_])")
_VARIABLE = re.compile(r"[$_]([A-Za-z]\w{0,80})")
_RENDER = re.compile(
    r"(?:window\.)?story\.(?:render|passage)\(\s*+([\"'])(?P<name>(?:(?!\1)[^\\\n]){1,300}+)\1\s*+\)(?:\.render\(\s*+\))?\Z")
_PRINT = re.compile(r"(?:print|write)\s*+\(")


@dataclass(slots=True)
class _Block:
    """A block that is open: the condition before it, and the condition of an `else` after it."""

    before: expressions.Clauses
    chain: expressions.Clauses | None


class _SnowmanParser:
    """Parses the text of one passage. `when` is the condition of what follows, `blocks` are the open blocks."""

    def __init__(self, text: str):
        self.text = text
        self.html_links = HtmlLinkParser(text)
        self.when: expressions.Clauses = ()
        self.blocks: list[_Block] = []

    def parse(self) -> list[Token]:
        """Return the passage's tokens."""
        out: list[Token] = []
        at = begin = 0
        while hit := _OPENING.search(self.text, at):
            before = self.when
            parsed = self._parse_at(hit)
            if parsed is None:
                at = hit.end()
                continue
            tokens, at = parsed
            out += [TextToken(self.text[begin:hit.start()], before), *tokens]
            begin = at
        return [*out, TextToken(self.text[begin:], self.when)]

    def _parse_at(self, hit: re.Match[str]) -> tuple[list[Token], int] | None:
        at = hit.start()
        if hit[0] == "[[":
            found = LINK.match(self.text, at)
            return ([build_link_token(parse_link(found), self.when)], found.end()) if found else None
        if hit[0] == "<%":
            end = self.text.find("%>", at)
            stop = end + 2 if end >= 0 else len(self.text)
            return [*self._parse_template(self.text[at:stop])], stop
        if hit[0][0] == "`":
            end = self.text.find(hit[0], hit.end(), hit.end() + 5000)
            if end < 0:
                return None
            return [TextToken(self.text[hit.end():end], self.when, literal=True)], end + len(hit[0])
        return self.html_links.parse(at, self.when)

    def _parse_template(self, source: str) -> Iterator[Token]:
        """Yield the tokens of a template: a value that is shown, a condition, changes, or a program."""
        if len(source) > MAX_TEMPLATE_LENGTH:
            yield VerbatimToken(source, PROGRAM, "<% %>")
            return
        code = _STATE.sub("$", source[2:].removesuffix("%>").strip())
        if code.startswith(("=", "-")):
            yield from self._parse_shown(code[1:].strip(), source)
        elif code.startswith("}") or code.endswith("{"):
            yield from self._parse_control(code, source)
        elif shown := find_shown_passage(source):
            yield JumpToken(shown, self.when)
        elif (changes := expressions.parse_changes(code)) is not None:
            yield from (ChangeToken(change, source, self.when) for change in changes)
        elif (word := expressions.parse_word_assignment(code.rstrip("; "))) is not None:
            yield VerbatimToken(source, PROGRAM, "<% %>", word)
        elif (found := _PRINT.match(code)) and code.rstrip("; ").endswith(")"):
            yield from self._parse_shown(code.rstrip("; ")[found.end():-1].strip(), source)
        else:
            yield VerbatimToken(source, CONDITION if _CONTROL.search(code) else PROGRAM, source[:60])

    def _parse_shown(self, expression: str, source: str) -> Iterator[Token]:
        words = parse_string(expression)
        if words is not None:
            yield from (add_condition(token, self.when) for token in _SnowmanParser(words).parse())
        elif (included := _RENDER.match(expression)) and "render" in expression:
            yield IncludeToken(included["name"], self.when)
        elif found := _VARIABLE.fullmatch(expression):
            yield ValueToken(found[1], source, self.when)
        else:
            yield VerbatimToken(source, VALUE, source[:60])
            yield TextToken("…", self.when)

    def _parse_control(self, code: str, source: str) -> Iterator[Token]:
        """Close a block, open one, or both; a block whose condition can't be read is always shown."""
        chain: expressions.Clauses | None = None
        if code.startswith("}") and self.blocks:
            closed = self.blocks.pop()
            self.when, chain = closed.before, closed.chain
        if not code.endswith("{"):
            return
        head = code[:-1].lstrip("} \t\r\n").rstrip()
        name, args = _split_head(head)
        is_read = name and len(self.blocks) < MAX_DEPTH
        own, next_chain = parse_branch(name, args, chain, source) if is_read else (None, None)
        if own is None:
            yield VerbatimToken(source, CONDITION, source[:60])
            yield TextToken(BREAK if name != "if" else "", self.when)
        self.blocks.append(_Block(self.when, next_chain))
        self.when = (*self.when, *(own or ()))


def _split_head(head: str) -> tuple[str, str]:
    """Return (if, elseif or else; the condition) of the head of a block; "" for a block of another kind."""
    words = " ".join(head.split())
    if words == "else":
        return "else", ""
    name = "elseif" if words.startswith("else if") else "if"
    rest = words.removeprefix("else ").removeprefix("if").strip()
    is_branch = words.startswith(("if ", "if(", "else if")) and rest.startswith("(") and rest.endswith(")")
    return (name, rest[1:-1].strip()) if is_branch else ("", "")


def parse_snowman(text: str) -> list[Token]:
    """Return the tokens of a passage's text. Time grows in step with its length."""
    return _SnowmanParser(text).parse()
