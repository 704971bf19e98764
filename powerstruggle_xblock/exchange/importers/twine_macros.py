"""Parse Harlowe's `(macro: …)[hook]`, SugarCube's `<<macro …>>…<</macro>>` and Snowman's `<% … %>`.

Where a story's format is not known, all of them are parsed; of Harlowe's, only macros that exist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import twine_expressions as expressions
from .twine_links import LINK, Link, parse_link
from .twine_tokens import LinkToken, TextToken, Token, VerbatimToken, build_link_token, parse_assignment, parse_branch

MAX_DEPTH = 20
MAX_MACRO_LENGTH = 10_000
MAX_GAP = 50
"""How much white space may be between a Harlowe macro and its hook."""
MAX_UNCLOSED = 100
"""Looking for the end of unclosed brackets takes time; after so many in one passage, brackets are text."""

HARLOWE, SUGARCUBE, SNOWMAN = "harlowe", "sugarcube", "snowman"
_HARLOWE_MACROS = frozenset((
    "set", "put", "move", "if", "unless", "else-if", "elseif", "else", "link", "link-goto", "link-reveal",
    "link-repeat", "link-replace", "link-undo", "link-reveal-goto", "goto", "go-to", "print", "display", "random",
    "either", "live", "event", "visited", "history", "a", "array", "dm", "datamap", "text-style", "text-colour",
    "text-color", "colour", "color", "background", "align", "font", "css", "transition", "t8n", "click",
    "click-replace", "mouseover", "replace", "append", "prepend", "show", "hidden", "hook", "prompt", "alert",
    "confirm", "cycling-link", "dropdown", "input", "input-box", "save-game", "load-game", "undo", "restart",
    "reload", "cond",
))
_HARLOWE_LINKS = frozenset(
    ("link-goto", "link", "goto", "go-to", "link-reveal-goto", "link-reveal", "link-repeat", "link-replace")
)
_HARLOWE_BRANCHES = frozenset(("if", "unless", "else-if", "elseif", "else"))
_HARLOWE_MACRO = re.compile(r"\((?P<name>[A-Za-z][\w-]{0,30}):")
_SUGARCUBE_MACRO = re.compile(
    r"<<(?P<close>/?)(?P<name>[A-Za-z=\-][\w-]{0,30}|=)"
    r"(?P<args>(?:[^<>\"']|\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'|<(?!<)|>(?!>)){0,2000}?)>>")
_BLOCKS = frozenset((
    "if", "link", "button", "linkappend", "linkprepend", "linkreplace", "silently", "nobr", "script", "for",
    "switch", "widget", "capture", "timed", "repeat", "append", "prepend", "replace", "cycle", "listbox", "done",
))
_STRING = r"(?:\"([^\"]*)\"|'([^']*)')"
_TWO_STRINGS = re.compile(rf"\s*{_STRING}\s*,?\s*{_STRING}\s*\Z")
_ONE_STRING = re.compile(rf"\s*{_STRING}\s*\Z")
_GOTO = re.compile(rf"\((?:goto|go-to):\s*{_STRING}\s*\)|<<goto\s+(?:\[\[([^\]]+)\]\]|{_STRING})\s*>>")
_SETS = re.compile(r"\(set:([^()]*)\)|<<set\s+([^<>]*)>>")
_TEMPLATE = re.compile(r"<%.*?(?:%>|\Z)", re.S)
_COMMENT = re.compile(r"/%.*?%/|/\*.*?\*/", re.S)


@dataclass(frozen=True, slots=True)
class _Macro:
    """A Harlowe macro.

    `head` is its source without the hook, `end` the index after it; `hook` is the hook's content or None, `after` the
    index after the hook.
    """

    name: str
    args: str
    head: str
    end: int
    hook: str | None
    after: int


ParsedMacro = tuple[list[Token], int, expressions.Clauses | None]
"""(tokens, where they end in the text, the condition of an `else` after them)."""


@dataclass
class MacroParser:
    """Parses the text of one passage; `kind` is a story format's family, "" for an unknown one."""

    kind: str
    unclosed: int = 0

    def parse(self, text: str, when: expressions.Clauses, depth: int) -> list[Token]:
        """Return the tokens of a text that is shown under the condition `when`. `depth` counts nested calls."""
        out: list[Token] = []
        at = start = 0
        openings = re.compile(r"\[\[|<<|<%|/%|/\*|\(" if self.kind != HARLOWE else r"\[\[|\(")
        chain: expressions.Clauses | None = None
        while hit := openings.search(text, at):
            parsed = self._parse_at(text, hit.start(), when, depth, chain)
            if parsed is None:
                at = hit.start() + 1
                continue
            tokens, at, chain = parsed
            out += [TextToken(text[start:hit.start()], when)] if start < hit.start() else []
            out += tokens
            start = at
        return [*out, TextToken(text[start:], when)] if start < len(text) else out

    def _parse_at(
        self, text: str, at: int, when: expressions.Clauses, depth: int, chain: expressions.Clauses | None,
    ) -> ParsedMacro | None:
        """Parse what begins at an opening bracket; return None where it is plain text."""
        if text.startswith("[[", at):
            found = LINK.match(text, at)
            return ([build_link_token(parse_link(found), when)], found.end(), None) if found else None
        if self.unclosed > MAX_UNCLOSED:
            return None
        if text[at] == "(" and self.kind in (HARLOWE, ""):
            return self._parse_harlowe(text, at, when, depth, chain)
        if text.startswith("<<", at) and self.kind in (SUGARCUBE, ""):
            return self._parse_sugarcube(text, at, when, depth)
        return self._parse_verbatim(text, at)

    def _parse_verbatim(self, text: str, at: int) -> ParsedMacro | None:
        wanted = {"<%": (SNOWMAN, ""), "/%": (SUGARCUBE,), "/*": (SUGARCUBE,)}.get(text[at:at + 2], ())
        found = (_TEMPLATE if text.startswith("<%", at) else _COMMENT).match(text, at) if self.kind in wanted else None
        return ([VerbatimToken(found[0])], found.end(), None) if found else None

    # Harlowe

    def _parse_harlowe(
        self, text: str, at: int, when: expressions.Clauses, depth: int, chain: expressions.Clauses | None,
    ) -> ParsedMacro | None:
        found = _HARLOWE_MACRO.match(text, at)
        name = found["name"].lower() if found else ""
        if not found or (self.kind != HARLOWE and name not in _HARLOWE_MACROS):
            return None
        end = self._find_closing(text, at, "(", ")")
        if end is None:
            return None
        macro = _Macro(name, text[found.end():end - 1].strip(), text[at:end], end, *self._find_hook(text, end))
        if name == "set":
            return [*parse_assignment(macro.args, macro.head, when)], end, chain
        if name in _HARLOWE_LINKS:
            return *self._parse_harlowe_link(macro, when, depth), None
        if macro.hook is None:
            return [VerbatimToken(macro.head)], end, chain
        next_chain = None
        own: expressions.Clauses | None = None
        if name in _HARLOWE_BRANCHES:
            own, next_chain = parse_branch(name, macro.args, chain)
        kept = [VerbatimToken(macro.head, is_condition=name in _HARLOWE_BRANCHES)] if own is None else []
        return [*kept, *self._parse_inside(macro.hook, (*when, *(own or ())), depth)], macro.after, next_chain

    def _parse_harlowe_link(self, macro: _Macro, when: expressions.Clauses, depth: int) -> tuple[list[Token], int]:
        inside = self._parse_inside(macro.hook, when, depth) if macro.hook is not None else []
        if two := _TWO_STRINGS.match(macro.args):
            return [LinkToken(Link(two[1] or two[2] or "", two[3] or two[4] or ""), when=when), *inside], macro.after
        one = _ONE_STRING.match(macro.args)
        words = (one[1] or one[2] or "") if one else ""
        if one and macro.hook is not None and (goto := _GOTO.search(macro.hook)):
            return [*_build_click_tokens(words, macro.hook, goto, when)], macro.after
        if one and macro.hook is None and macro.name in ("link-goto", "goto", "go-to"):
            return [LinkToken(Link(words, words), when=when)], macro.end
        return [VerbatimToken(macro.head), *([TextToken(words, when)] if words else []), *inside], macro.after

    def _parse_inside(self, hook: str, when: expressions.Clauses, depth: int) -> list[Token]:
        return self.parse(hook, when, depth + 1) if depth < MAX_DEPTH else [TextToken(hook, when)]

    def _find_hook(self, text: str, at: int) -> tuple[str | None, int]:
        """Return (content of the hook at or shortly after `at`, where it ends), or (None, at)."""
        begin = at
        while begin < len(text) and text[begin] in " \t\r\n" and begin - at < MAX_GAP:
            begin += 1
        # "[[" directly after a macro opens a hook that begins with a bracket; after a space it is a link.
        if not text.startswith("[", begin) or (text.startswith("[[", begin) and begin > at):
            return None, at
        end = self._find_closing(text, begin, "[", "]")
        return (None, at) if end is None else (text[begin + 1:end - 1], end)

    def _find_closing(self, text: str, at: int, opening: str, closing: str) -> int | None:
        """Return the index after the bracket that closes the one at `at`, or None.

        Strings in round brackets are skipped.
        """
        depth, quote, here, last = 0, None, at, min(len(text), at + MAX_MACRO_LENGTH)
        while here < last:
            character = text[here]
            if quote:
                quote = None if character == quote else quote
            elif character == '"' and opening == "(":
                quote = character
            elif character == opening:
                depth += 1
            elif character == closing:
                depth -= 1
                if not depth:
                    return here + 1
            here += 1
        self.unclosed += 1
        return None

    # SugarCube

    def _parse_sugarcube(self, text: str, at: int, when: expressions.Clauses, depth: int) -> ParsedMacro | None:
        found = _SUGARCUBE_MACRO.match(text, at)
        if not found:
            self.unclosed += 1
            return None
        name, args, end = found["name"].lower(), found["args"].strip(), found.end()
        inner, after = self._find_block_end(text, end, name) if name in _BLOCKS and not found["close"] else (None, end)
        if inner is None:
            return self._parse_single_macro(name if not found["close"] else "", args, found[0], when), end, None
        return self._parse_block((name, args, found[0]), inner, when, depth), after, None

    @staticmethod
    def _parse_single_macro(name: str, args: str, source: str, when: expressions.Clauses) -> list[Token]:
        if name == "set":
            return [*parse_assignment(args, source, when)]
        found = _parse_link_macro(args, when) if name in ("goto", "link", "button") else None
        return [found or VerbatimToken(source)]

    def _parse_block(
        self, head: tuple[str, str, str], inner: str, when: expressions.Clauses, depth: int
    ) -> list[Token]:
        name, args, source = head
        if name == "if":
            return [*self._parse_branches(f"{source}{inner}", when, depth)]
        if name in ("link", "button") and (tokens := _parse_link_block(args, inner, when)):
            return tokens
        if name in ("silently", "nobr"):
            return self._parse_inside(inner, when, depth)
        if name in ("script", "widget"):
            return [VerbatimToken(f"{source}{inner}<</{name}>>")]
        return [VerbatimToken(source), *self._parse_inside(inner, when, depth), VerbatimToken(f"<</{name}>>")]

    def _find_block_end(self, text: str, at: int, name: str) -> tuple[str | None, int]:
        """Return (content of a block whose opening macro ends at `at`, where the block ends), or (None, at)."""
        depth = 1
        for mark in re.compile(rf"<<(/?){re.escape(name)}\b", re.I).finditer(
            text, at, min(len(text), at + 20 * MAX_MACRO_LENGTH)
        ):
            depth += -1 if mark[1] else 1
            if not depth:
                end = text.find(">>", mark.end())
                return (text[at:mark.start()], end + 2) if end >= 0 else (None, at)
        self.unclosed += 1
        return None, at

    def _parse_branches(self, text: str, when: expressions.Clauses, depth: int) -> Iterator[Token]:
        """Yield the tokens of `<<if>>…<<elseif>>…<<else>>…` without the closing macro."""
        chain: expressions.Clauses | None = None
        for head, name, args, inner in _split_branches(text):
            own, chain = parse_branch(name, args, chain)
            if own is None:
                yield VerbatimToken(head, is_condition=True)
            yield from self._parse_inside(inner, (*when, *(own or ())), depth)


def _split_branches(text: str) -> Iterator[tuple[str, str, str, str]]:
    heads, depth = [], 0
    for mark in re.compile(r"<<(/?)(if|elseif|else)\b((?:[^<>]|<(?!<)|>(?!>))*)>>", re.I).finditer(text):
        if mark[2].lower() == "if":
            depth += -1 if mark[1] else 1
            if depth == 1 and not mark[1]:
                heads.append(mark)
        elif depth == 1:
            heads.append(mark)
    for mark, following in zip(heads, [*heads[1:], None], strict=True):
        name, args = mark[2].lower(), mark[3].strip()
        if name == "else" and args.lower().startswith("if "):
            name, args = "elseif", args[3:]
        yield mark[0], name, args, text[mark.end():following.start() if following else len(text)]


def _build_click_tokens(words: str, inner: str, goto: re.Match[str], when: expressions.Clauses) -> Iterator[Token]:
    """Yield the link that a click follows, with its changes, and verbatim whatever else a click would do."""
    target = next((name for name in goto.groups() if name is not None), "")
    rest = inner.replace(goto[0], "", 1)
    changes = _parse_sets(rest)
    yield LinkToken(Link(words, target), changes or (), when)
    if changes is not None:
        rest = _SETS.sub("", rest)
    if rest.strip():
        yield VerbatimToken(rest.strip())


def _parse_link_macro(args: str, when: expressions.Clauses) -> LinkToken | None:
    if found := LINK.match(args):
        return build_link_token(parse_link(found), when)
    if two := _TWO_STRINGS.match(args):
        return LinkToken(Link(two[1] or two[2] or "", two[3] or two[4] or ""), when=when)
    one = _ONE_STRING.match(args)
    return LinkToken(Link(one[1] or one[2] or "", one[1] or one[2] or ""), when=when) if one else None


def _parse_link_block(args: str, inner: str, when: expressions.Clauses) -> list[Token] | None:
    found = _parse_link_macro(args, when)
    if found is None:
        return None
    if _ONE_STRING.match(args):
        goto = _GOTO.search(inner)
        return [*_build_click_tokens(found.link.text, inner, goto, when)] if goto else None
    changes = _parse_sets(inner)
    if changes is None:
        return [found, VerbatimToken(inner.strip())]
    rest = _SETS.sub("", inner).strip()
    return [replace(found, changes=(*found.changes, *changes)), *([VerbatimToken(rest)] if rest else [])]


def _parse_sets(text: str) -> tuple[expressions.Change, ...] | None:
    """Return the changes of all set macros in a text.

    None where one of them can't be expressed as a change by a number.
    """
    found: list[expressions.Change] = []
    for hit in _SETS.finditer(text):
        changes = expressions.parse_changes(hit[1] or hit[2])
        if changes is None or any(change.absolute for change in changes):
            return None
        found += changes
    return tuple(found)
