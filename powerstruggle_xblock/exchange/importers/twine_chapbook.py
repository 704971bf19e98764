"""Parse the syntax of Chapbook 2: a variables section, `[modifiers]` on lines of their own, and `{inserts}`.

Source: the guide of Chapbook 2 (Klimas, 2019 to 2024).
"""

import re
from collections.abc import Callable, Iterator

from . import twine_expressions as expressions
from .twine_arguments import parse_string, split_arguments
from .twine_html_links import HtmlLinkParser, build_image
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
    ChangeToken,
    IncludeToken,
    LinkToken,
    RevealToken,
    TextToken,
    Token,
    ValueToken,
    VerbatimToken,
    build_link_token,
    parse_branch,
)

MAX_INSERT_LENGTH = 1000
MAX_MODIFIER_LENGTH = 500
_OPENING = re.compile(r"\\(?:\[\[?|\{)|\[\[|\{|`+|<(?=[A-Za-z])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`\n]{0,100}$")
_INSERT_END = re.compile(r"(?:[^{}\n\"']++|\"[^\"\n]*+\"|'[^'\n]*+'|[\"'])*+\}")
_SIMPLE_END = re.compile(r"[^{}\n]*+\}")
_VARIABLE = re.compile(r"[A-Za-z_][\w.]{0,80}")
_VARIABLE_LINE = re.compile(r"\s*+([A-Za-z_]\w{0,80})\s*+(\([^()\n]{0,500}\))?\s*+:(.*)\Z", re.S)
_SECTION_END = re.compile(r"^--[ \t]*+\r?$", re.M)
_NOTE = re.compile(r"(?:note|fixme|todo)\b|n\.?b\.?\Z|ifnever\Z")
"""Modifiers of words that readers never see."""
_CONTINUES = frozenset(("continue", "continued", "cont", "cont.", "cont'd", "ifalways"))
_PROGRAMS = frozenset(("javascript", "css"))
_STYLES = ("after ", "append", "align ", "cont ")


class _ChapbookParser:
    """Parses the text of one passage line by line. `when` is the condition of the lines that follow a modifier.

    `keep` is the reason for which they are kept in the note, or "" where readers see them.
    """

    def __init__(self, text: str):
        self.head, self.body = _split_variables(text)
        self.when: expressions.Clauses = ()
        self.chain: expressions.Clauses | None = None
        self.keep = ""
        self.kept: list[str] = []
        self.fence = ""

    def parse(self) -> Iterator[Token]:
        for line in self.head.splitlines():
            yield from _parse_variable_line(line)
        lines = self.body.splitlines(keepends=True)
        last_fences = {found[1][0]: at for at, line in enumerate(lines) if (found := _FENCE.match(line))}
        for at, line in enumerate(lines):
            if self._is_fence(line, at, last_fences):
                continue
            if self.fence and not self.keep:
                yield TextToken(line, self.when, literal=True)
            elif modifier := _read_modifier(line):
                yield from self._flush()
                yield from self._read_modifiers(modifier, line.strip())
            elif self.keep:
                self.kept.append(line)
            else:
                yield from _parse_line(line, self.when)
        yield from self._flush()

    def _is_fence(self, line: str, at: int, last_fences: dict[str, int]) -> bool:
        """Take account of a line that begins or ends a block of code; return whether it is one.

        `last_fences` has the number of the last such line by its sign; a block that nothing ends is none.
        """
        found = None if self.keep else _FENCE.match(line)
        if found is None or (self.fence and not found[1].startswith(self.fence)):
            return False
        if not self.fence and last_fences[found[1][0]] == at:
            return False
        self.fence = "" if self.fence else found[1]
        return True

    def _flush(self) -> Iterator[Token]:
        text = "".join(self.kept).strip()
        if text:
            yield VerbatimToken(text, self.keep, "[JavaScript]" if self.keep == PROGRAM else "")
        self.kept = []

    def _read_modifiers(self, words: str, source: str) -> Iterator[Token]:
        """Take account of one line of modifiers, which semicolons separate."""
        self.keep, when = "", ()
        for modifier in map(str.strip, words.split(";")):
            lower = modifier.lower()
            own: expressions.Clauses | None = ()
            if lower.startswith(("if ", "unless ")):
                name, _, args = modifier.partition(" ")
                own, self.chain = parse_branch(name.lower(), args, None, source, bare=True)
            elif lower == "else":
                own = expressions.simplify_clauses(self.chain) if self.chain is not None else None
                self.chain = None
                yield TextToken(BREAK) if own is None else TextToken("")
            elif lower in _CONTINUES:
                self.chain = None
            elif _NOTE.match(lower) or lower in _PROGRAMS:
                self.keep, self.chain = PROGRAM if lower in _PROGRAMS else PRIVATE, None
                self.kept.append(f"{source}\n")
            else:
                self.chain = None
                reason = STYLE if lower.startswith(_STYLES) else MACRO
                yield VerbatimToken(source, reason, f"[{modifier.split(' ')[0]}]")
            if own is None:
                yield VerbatimToken(source, CONDITION, source)
            when = (*when, *(own or ()))
        self.when = when


def parse_chapbook(text: str) -> list[Token]:
    """Return the tokens of a passage's text. Time grows in step with its length."""
    return [*_ChapbookParser(text).parse()]


def _split_variables(text: str) -> tuple[str, str]:
    found = _SECTION_END.search(text)
    return (text[:found.start()], text[found.end():].lstrip("\r\n")) if found else ("", text)


def _parse_variable_line(line: str) -> Iterator[Token]:
    found = _VARIABLE_LINE.match(line)
    value = found[3].strip() if found else ""
    change = expressions.parse_change(f"{found[1]} = {value}", bare=True) if found and not found[2] else None
    if change:
        yield ChangeToken(change, line.strip())
    elif line.strip():
        word = expressions.parse_word_assignment(f"{found[1]} = {value}") if found and not found[2] else None
        yield VerbatimToken(line.strip(), MACRO, found[1] if found else "", word)


def _read_modifier(line: str) -> str | None:
    """Return the words of a line of modifiers, or None for another line, such as one of links."""
    text = line.strip()
    if not text.startswith("[") or not text.endswith("]") or len(text) > MAX_MODIFIER_LENGTH:
        return None
    inside = text[1:-1].strip()
    is_modifier = inside and "[[" not in text and not text.endswith("]]") and "](" not in text
    return inside if is_modifier else None


def _parse_line(line: str, when: expressions.Clauses) -> Iterator[Token]:
    html_links = HtmlLinkParser(line)
    at = begin = 0
    while hit := _OPENING.search(line, at):
        parsed = _parse_at(line, hit, when, html_links)
        if parsed is None:
            at = hit.end()
            continue
        tokens, at = parsed
        if hit.start() > begin:
            yield TextToken(line[begin:hit.start()], when)
        yield from tokens
        begin = at
    if begin < len(line):
        yield TextToken(line[begin:], when)


def _parse_at(
    line: str, hit: re.Match[str], when: expressions.Clauses, html_links: HtmlLinkParser
) -> tuple[list[Token], int] | None:
    at, sign = hit.start(), hit[0]
    if sign[0] == "\\":
        return [TextToken(sign[1:], when, literal=True)], hit.end()
    if sign == "[[":
        found = LINK.match(line, at)
        return ([build_link_token(parse_link(found), when)], found.end()) if found else None
    if sign == "{":
        limit = hit.end() + MAX_INSERT_LENGTH
        end = _INSERT_END.match(line, hit.end(), limit) or _SIMPLE_END.match(line, hit.end(), limit)
        return (_parse_insert(line[at:end.end()], when), end.end()) if end else None
    if sign[0] == "`":
        stop = line.find(sign, hit.end(), hit.end() + 5000)
        return ([TextToken(line[hit.end():stop], when, literal=True)], stop + len(sign)) if stop >= 0 else None
    return html_links.parse(at, when)


def _parse_insert(source: str, when: expressions.Clauses) -> list[Token]:
    """Return the tokens of an insert: `{name}`, `{name: value, option: value}` or `{variable}`."""
    inside = source[1:-1].strip()
    parts = split_arguments(inside)
    if not parts:
        return [TextToken(source, when)]
    name, has_value, value = parts[0].partition(":")
    name = " ".join(name.lower().split())
    options = {key.strip().lower(): text.strip() for key, _, text in (part.partition(":") for part in parts[1:])}
    first = parse_string(value) or ""
    parser = _INSERTS.get(name)
    if parser is not None:
        return parser(source, first, options, when)
    if name.startswith(("cycling link", "dropdown menu", "text input")):
        return [VerbatimToken(source, HIDDEN_WORDS, f"{{{name}}}"), TextToken("…", when)]
    if not has_value and len(parts) == 1 and _VARIABLE.fullmatch(inside):
        return [ValueToken(inside, source, when)]
    return [VerbatimToken(source, MACRO, f"{{{name[:40]}}}")]


def _parse_link_to(source: str, first: str, options: dict[str, str], when: expressions.Clauses) -> list[Token]:
    label = parse_string(options.get("label", "")) or ""
    if not first:
        return [VerbatimToken(source, LOST_LINK, label or source), TextToken(label, when)]
    return [LinkToken(Link(label or first, first), when=when)]


def _parse_embedded_passage(source: str, first: str, _: dict[str, str], when: expressions.Clauses) -> list[Token]:
    return [IncludeToken(first, when)] if first else [VerbatimToken(source, HIDDEN_WORDS, source)]


def _parse_embedded_image(source: str, first: str, options: dict[str, str], when: expressions.Clauses) -> list[Token]:
    if not first:
        return [VerbatimToken(source, HIDDEN_WORDS, source)]
    return [build_image(first, parse_string(options.get("alt", "")) or "", when)]


def _parse_restart(_: str, first: str, options: dict[str, str], when: expressions.Clauses) -> list[Token]:
    return [LinkToken(Link(parse_string(options.get("label", "")) or first or "Restart", START), when=when)]


def _parse_back(source: str, _: str, options: dict[str, str], when: expressions.Clauses) -> list[Token]:
    label = parse_string(options.get("label", "")) or ""
    return [VerbatimToken(source, LOST_LINK, label or source), TextToken(label, when)]


def _parse_reveal(source: str, text: str, options: dict[str, str], when: expressions.Clauses) -> list[Token]:
    if passage := parse_string(options.get("passage", "")):
        return [LinkToken(Link(text, passage), when=when)]
    words = parse_string(options.get("text", ""))
    if words is None or not text:
        return [VerbatimToken(source, HIDDEN_WORDS, source)]
    return [RevealToken(text, tuple(_parse_line(words, ())), when)]


_INSERTS: dict[str, Callable[[str, str, dict[str, str], expressions.Clauses], list[Token]]] = {
    "link to": _parse_link_to, "reveal link": _parse_reveal, "embed passage": _parse_embedded_passage,
    "embed passage named": _parse_embedded_passage, "embed image": _parse_embedded_image,
    "restart link": _parse_restart, "back link": _parse_back, "undo link": _parse_back,
}
"""What parses an insert: its source, first value, options and condition → tokens."""
