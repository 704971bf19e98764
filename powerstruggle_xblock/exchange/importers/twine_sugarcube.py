"""Parse the syntax of SugarCube 2 and Twine 1: macros `<<name …>>…<</name>>`, links, code and variables.

Source: the manual of SugarCube 2 (Edwards, 2013 to 2024).
"""

import re
from collections.abc import Iterator

from . import twine_expressions as expressions
from .sugarcube_lexer import CODE_ENDS, SugarLexer, SugarMacro
from .sugarcube_macros import parse_link_arguments, parse_single_macro
from .twine_arguments import join_continued_lines, parse_string, split_words
from .twine_html_links import RESTART, HtmlLinkParser, build_image, find_shown_passage
from .twine_links import LINK, Link, parse_link
from .twine_tokens import (
    BREAK,
    CONDITION,
    HIDDEN_WORDS,
    LOST_LINK,
    MACRO,
    PRIVATE,
    PROGRAM,
    START,
    STYLE,
    VALUE,
    ChangeToken,
    JumpToken,
    LinkToken,
    TextToken,
    Token,
    ValueToken,
    VerbatimToken,
    add_condition,
    build_click,
    build_link_token,
    format_token,
    parse_branch,
)

MAX_DEPTH = 60
"""Blocks nested deeper than this are text."""
_OPENING = re.compile(r"\[\[|\[[<>]?img\[|<<|/%|/\*|\{\{\{|\"\"\"|[$_](?=[A-Za-z])|<(?=[A-Za-z/!])", re.I)
_IMAGE = re.compile(
    r"\[[<>]?img\[(?P<image>[^\[\]]{1,1000})\](?:\[(?P<target>[^\[\]]{1,1000})\])?(?:\[(?P<setter>[^\[\]]{0,1000})\])?\]",
    re.I)
_VARIABLE = re.compile(
    r"[$_][A-Za-z][\w$]{0,80}(?:\.[A-Za-z][\w$]{0,80}|\[(?:\d{1,6}|\"[^\"\]\n]{0,80}\"|'[^'\]\n]{0,80}'|[$_]\w{1,80})\]){0,20}")
_PLAIN_HTML = re.compile(r"</?html>", re.I)
_CLICKS = frozenset(("link", "button", "click"))
_REVEALS = frozenset(("linkreplace", "linkappend", "linkprepend"))
_SILENT = frozenset(("silently", "silent"))
_WITHOUT_EFFECT = frozenset(("nobr", "capture"))
"""Macros whose words readers see as if the macro were not there."""
_PROGRAMS = frozenset(("script", "widget", "createplaylist", "createaudiogroup"))
_CHOSEN_WORDS = frozenset(("cycle", "listbox"))
_STYLES = frozenset(("timed", "type", "repeat", "append", "prepend", "replace"))
_SHOWN = _STYLES | _WITHOUT_EFFECT | {"dialog", "popup", "do", "done", "message"}


class SugarCubeParser:
    """Parses the text of one passage. `naked` says whether variables may stand in the words without a macro."""

    def __init__(self, text: str, naked: bool = True):
        self.text, self.naked = text, naked
        found = SugarLexer(text).read()
        self.macros, self.codes = found.macros, found.codes
        self.html_links = HtmlLinkParser(text)
        self._one_line = 0

    def parse(self) -> list[Token]:
        """Return the passage's tokens."""
        return self._parse_range(0, len(self.text), (), 0)

    def _parse_range(self, start: int, end: int, when: expressions.Clauses, depth: int) -> list[Token]:
        out: list[Token] = []
        at = begin = start
        while hit := _OPENING.search(self.text, at, end):
            parsed = self._parse_at(hit.start(), end, when, depth)
            if parsed is None:
                at = hit.start() + 1
                continue
            tokens, at = parsed
            out += self._build_text(begin, hit.start(), when)
            out += tokens
            begin = at
        return [*out, *self._build_text(begin, end, when)]

    def _build_text(self, start: int, end: int, when: expressions.Clauses) -> list[Token]:
        words = self.text[start:end]
        if self._one_line:
            words = join_continued_lines(words).replace("\n", " ")
        return [TextToken(words, when)] if words else []

    def _parse_at(self, at: int, end: int, when: expressions.Clauses, depth: int) -> tuple[list[Token], int] | None:
        """Parse what begins at an opening sign; return None where it is plain text."""
        if at in self.codes:
            return self._parse_code(at, when), self.codes[at]
        if self.text.startswith("[[", at):
            found = LINK.match(self.text, at, end)
            return ([build_link_token(parse_link(found), when)], found.end()) if found else None
        if self.text[at] == "[":
            found = _IMAGE.match(self.text, at, end)
            return (parse_image(found, when), found.end()) if found else None
        if at in self.macros:
            return self._parse_macro(self.macros[at], end, when, depth)
        if self.text[at] in "$_":
            return self._parse_variable(at, when)
        if plain := _PLAIN_HTML.match(self.text, at, end):
            return [], plain.end()
        if self.text[at] != "<" or self.text.startswith("<<", at):
            return None
        return self.html_links.parse(at, when) or self.html_links.parse_tag(at, when)

    def _parse_code(self, at: int, when: expressions.Clauses) -> list[Token]:
        source = self.text[at:self.codes[at]]
        for opening, closing in CODE_ENDS.items():
            if source.lower().startswith(opening):
                if opening in ("/%", "/*", "<!--"):
                    return [VerbatimToken(source, PRIVATE)]
                return [TextToken(source[len(opening):-len(closing)], when, literal=True)]
        return []

    def _parse_variable(self, at: int, when: expressions.Clauses) -> tuple[list[Token], int] | None:
        before = self.text[at - 1:at]
        found = _VARIABLE.match(self.text, at)
        if not self.naked or found is None or before.isalnum() or before in ("_", "$", "&", "#"):
            return None
        return [ValueToken(found[0][1:], found[0], when)], found.end()

    # Macros

    def _parse_macro(
        self, macro: SugarMacro, end: int, when: expressions.Clauses, depth: int
    ) -> tuple[list[Token], int]:
        closing = macro.closing
        if closing is not None and closing.start < end and depth < MAX_DEPTH:
            return self._parse_block(macro, closing, when, depth), closing.end
        source = self.text[macro.start:macro.end]
        if macro.is_closing:
            return [VerbatimToken(source, MACRO, f"<<{macro.name}>>")], macro.end
        if macro.name in ("print", "=", "-") and (words := parse_string(macro.args)) is not None:
            shown = SugarCubeParser(words, self.naked).parse()
            return [add_condition(token, when) for token in shown], macro.end
        return parse_single_macro(macro.name, macro.args, source, when), macro.end

    def _parse_block(
        self, macro: SugarMacro, closing: SugarMacro, when: expressions.Clauses, depth: int
    ) -> list[Token]:
        name, source = macro.name, self.text[macro.start:macro.end]
        if name == "if":
            return [*self._parse_branches(macro, closing, when, depth)]
        if name == "switch":
            return [*self._parse_cases(macro, closing, when, depth)]
        if name in _PROGRAMS:
            return self._parse_program(macro, closing)
        if name in _CHOSEN_WORDS:
            whole = self.text[macro.start:closing.end]
            return [VerbatimToken(whole, HIDDEN_WORDS, f"<<{name}>>"), TextToken("…", when)]
        if name in _CLICKS or name in _REVEALS:
            return self._parse_click(macro, closing, when, depth)
        if name in _SILENT:
            inside = self._parse_range(macro.end, closing.start, when, depth + 1)
            return [silent for token in inside if (silent := _silence(token)) is not None]
        reason = STYLE if name in _STYLES else MACRO
        kept: list[Token] = [] if name in _WITHOUT_EFFECT else [VerbatimToken(source, reason, f"<<{name}>>")]
        if name not in _SHOWN:
            kept = [VerbatimToken(f"{source}…{self.text[closing.start:closing.end]}", MACRO, f"<<{name}>>")]
        self._one_line += name == "nobr"
        inside = self._parse_parts(macro, closing, when, depth)
        self._one_line -= name == "nobr"
        return [*kept, *inside]

    def _parse_parts(
        self, macro: SugarMacro, closing: SugarMacro, when: expressions.Clauses, depth: int
    ) -> list[Token]:
        """Parse the parts of a block one after the other, as paragraphs of their own."""
        out: list[Token] = []
        for place, (begin, end) in enumerate(_split_block(macro, closing)):
            out += [TextToken(BREAK, when)] if place else []
            out += self._parse_range(begin, end, when, depth + 1)
        return out

    def _parse_program(self, macro: SugarMacro, closing: SugarMacro) -> list[Token]:
        whole = self.text[macro.start:closing.end]
        if shown := find_shown_passage(whole[:4000]):
            return [JumpToken(shown)]
        if RESTART.search(whole[:4000]):
            return [JumpToken(START)]
        return [VerbatimToken(whole, PROGRAM, f"<<{macro.name}>>")]

    def _parse_click(
        self, macro: SugarMacro, closing: SugarMacro, when: expressions.Clauses, depth: int
    ) -> list[Token]:
        inside = self._parse_range(macro.end, closing.start, (), depth + 1)
        link, kept = parse_link_arguments(macro.args, self.text[macro.start:macro.end], when)
        if isinstance(link, VerbatimToken):
            return [link, *kept, *inside]
        if link is None:
            return [VerbatimToken(self.text[macro.start:macro.end], MACRO, f"<<{macro.name}>>"), *inside]
        has_target = macro.name in _CLICKS or macro.args.startswith("[[")
        target = link.link.target or None if has_target else None
        found = build_click(link.link.text, inside, when, target)
        if link.changes and isinstance(found[0], LinkToken):
            found[0] = LinkToken(found[0].link, (*link.changes, *found[0].changes), when)
        return [*kept, *found]

    def _parse_branches(
        self, macro: SugarMacro, closing: SugarMacro, when: expressions.Clauses, depth: int
    ) -> Iterator[Token]:
        chain: expressions.Clauses | None = None
        for head, (begin, end) in zip([macro, *macro.parts], _split_block(macro, closing), strict=True):
            name, args = head.name, head.args
            if name == "else" and args.lower().startswith("if "):
                name, args = "elseif", args[3:]
            source = self.text[head.start:head.end]
            own, chain = parse_branch(name, args, chain, source)
            if own is None:
                yield VerbatimToken(source, CONDITION, source)
                yield TextToken(BREAK, when) if head is not macro else TextToken("", when)
            yield from self._parse_range(begin, end, (*when, *(own or ())), depth + 1)

    def _parse_cases(
        self, macro: SugarMacro, closing: SugarMacro, when: expressions.Clauses, depth: int
    ) -> Iterator[Token]:
        for head, (begin, end) in zip([macro, *macro.parts], _split_block(macro, closing), strict=True):
            source = self.text[head.start:head.end]
            values = split_words(head.args) if head.name == "case" else []
            own = expressions.parse_clauses(f"{macro.args} is {values[0]}", source) if len(values) == 1 else None
            if head is macro:
                yield VerbatimToken(source, MACRO, "<<switch>>")
            elif own is None:
                yield VerbatimToken(source, CONDITION, f"{self.text[macro.start:macro.end]} {source}")
            yield TextToken(BREAK, when)
            yield from self._parse_range(begin, end, (*when, *(own or ())), depth + 1)


def _silence(token: Token) -> Token | None:
    """Return a token of a block whose words nobody sees; None where nothing of it is left."""
    if isinstance(token, ChangeToken | JumpToken):
        return token
    if isinstance(token, VerbatimToken) and token.reason not in (VALUE, LOST_LINK, CONDITION, HIDDEN_WORDS):
        return token
    source = format_token(token).strip()
    return VerbatimToken(source, PRIVATE) if source and source != "…" else None


def _split_block(macro: SugarMacro, closing: SugarMacro) -> list[tuple[int, int]]:
    """Return the ranges of a block's parts: (after its tag, before the next tag)."""
    heads = [macro, *macro.parts]
    return [(head.end, after.start) for head, after in zip(heads, [*heads[1:], closing], strict=True)]


def parse_image(found: re.Match[str], when: expressions.Clauses) -> list[Token]:
    """Return the tokens of `[img[title|source][passage][setter]]`: the picture, and the link that it is."""
    title, _, source = found["image"].rpartition("|")
    shown: list[Token] = [build_image(source.strip(), title.strip(), when)]
    if not found["target"]:
        return shown
    target = found["target"].strip()
    words = title.strip() or target
    if target.startswith(("$", "_", "`")):
        return [*shown, VerbatimToken(found[0], LOST_LINK, words)]
    name = parse_string(target)
    return [*shown, build_link_token(Link(words, name or target, (found["setter"] or "").strip()), when)]
