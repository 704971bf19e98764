"""Harlowe's `(macro: …)[hook]`, SugarCube's `<<macro …>>…<</macro>>` and Snowman's `<% … %>`, taken apart.

Where a story's format is not known, all of them are looked for, and of Harlowe's only macros that exist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import twine_expressions as rules
from .twine_links import LINK, Link, parse_link
from .twine_tokens import build_link_token, LinkToken, parse_assignment, parse_branch, TextToken, Token, VerbatimToken

DEEPEST = 20
LONGEST_MACRO = 10_000
MOST_MISSES = 100
"""Brackets that never close cost time; after so many in one passage, brackets are taken for text."""

HARLOWE, SUGARCUBE, SNOWMAN = "harlowe", "sugarcube", "snowman"
_KNOWN_HARLOWE = frozenset((
    "set", "put", "move", "if", "unless", "else-if", "elseif", "else", "link", "link-goto", "link-reveal", "link-repeat", "link-replace",
    "link-undo", "link-reveal-goto", "goto", "go-to", "print", "display", "random", "either", "live", "event", "visited", "history", "a",
    "array", "dm", "datamap", "text-style", "text-colour", "text-color", "colour", "color", "background", "align", "font", "css",
    "transition", "t8n", "click", "click-replace", "mouseover", "replace", "append", "prepend", "show", "hidden", "hook", "prompt",
    "alert", "confirm", "cycling-link", "dropdown", "input", "input-box", "save-game", "load-game", "undo", "restart", "reload", "cond"))
_HARLOWE_LINKS = frozenset(("link-goto", "link", "goto", "go-to", "link-reveal-goto", "link-reveal", "link-repeat", "link-replace"))
_HARLOWE_BRANCHES = frozenset(("if", "unless", "else-if", "elseif", "else"))
_HARLOWE = re.compile(r"\((?P<name>[A-Za-z][\w-]{0,30}):")
_SUGAR = re.compile(
    r"<<(?P<close>/?)(?P<name>[A-Za-z=\-][\w-]{0,30}|=)"
    r"(?P<args>(?:[^<>\"']|\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'|<(?!<)|>(?!>)){0,2000}?)>>")
_BLOCKS = frozenset(("if", "link", "button", "linkappend", "linkprepend", "linkreplace", "silently", "nobr", "script", "for", "switch",
                     "widget", "capture", "timed", "repeat", "append", "prepend", "replace", "cycle", "listbox", "done"))
_STRING = r"(?:\"([^\"]*)\"|'([^']*)')"
_TWO_STRINGS = re.compile(rf"\s*{_STRING}\s*,?\s*{_STRING}\s*\Z")
_ONE_STRING = re.compile(rf"\s*{_STRING}\s*\Z")
_GOTO = re.compile(rf"\((?:goto|go-to):\s*{_STRING}\s*\)|<<goto\s+(?:\[\[([^\]]+)\]\]|{_STRING})\s*>>")
_SETS = re.compile(r"\(set:([^()]*)\)|<<set\s+([^<>]*)>>")
_TEMPLATE = re.compile(r"<%.*?(?:%>|\Z)", re.S)
_IGNORED = re.compile(r"/%.*?%/|/\*.*?\*/", re.S)


@dataclass(frozen=True, slots=True)
class _Macro:
    """A Harlowe macro: its name, what stands in its brackets, all of it, where it ends, its hook or None, and where that ends."""

    name: str
    args: str
    head: str
    end: int
    hook: str | None
    after: int


ParsedMacro = tuple[list[Token], int, rules.Clauses | None]
"""Pieces, where they end in the text, and what an `else` after them hangs on."""


@dataclass
class MacroParser:
    """Takes the texts of one passage apart; `kind` is a story format's family, "" for an unknown one."""

    kind: str
    misses: int = 0

    def take(self, text: str, when: rules.Clauses, depth: int) -> list[Token]:
        """Take a text apart that hangs on `when`."""
        out: list[Token] = []
        at = start = 0
        signs = re.compile(r"\[\[|<<|<%|/%|/\*|\(" if self.kind != HARLOWE else r"\[\[|\(")
        chain: rules.Clauses | None = None
        while hit := signs.search(text, at):
            taken = self._at(text, hit.start(), when, depth, chain)
            if taken is None:
                at = hit.start() + 1
                continue
            made, at, chain = taken
            out += [TextToken(text[start:hit.start()], when)] if start < hit.start() else []
            out += made
            start = at
        return [*out, TextToken(text[start:], when)] if start < len(text) else out

    def _at(self, text, at, when, depth, chain) -> ParsedMacro | None:
        """Give what begins at a sign, or None for plain text."""
        if text.startswith("[[", at):
            found = LINK.match(text, at)
            return ([build_link_token(parse_link(found), when)], found.end(), None) if found else None
        if self.misses > MOST_MISSES:
            return None
        if text[at] == "(" and self.kind in (HARLOWE, ""):
            return self._harlowe(text, at, when, depth, chain)
        if text.startswith("<<", at) and self.kind in (SUGARCUBE, ""):
            return self._sugar(text, at, when, depth)
        return self._verbatim(text, at)

    def _verbatim(self, text, at) -> ParsedMacro | None:
        wanted = {"<%": (SNOWMAN, ""), "/%": (SUGARCUBE,), "/*": (SUGARCUBE,)}.get(text[at:at + 2], ())
        found = (_TEMPLATE if text.startswith("<%", at) else _IGNORED).match(text, at) if self.kind in wanted else None
        return ([VerbatimToken(found[0])], found.end(), None) if found else None

    # Harlowe

    def _harlowe(self, text, at, when, depth, chain) -> ParsedMacro | None:
        found = _HARLOWE.match(text, at)
        name = found["name"].lower() if found else ""
        if not found or (self.kind != HARLOWE and name not in _KNOWN_HARLOWE):
            return None
        end = self._closing(text, at, "(", ")")
        if end is None:
            return None
        macro = _Macro(name, text[found.end():end - 1].strip(), text[at:end], end, *self._hook(text, end))
        if name == "set":
            return [*parse_assignment(macro.args, macro.head, when)], end, chain
        if name in _HARLOWE_LINKS:
            return *self._harlowe_link(macro, when, depth), None
        if macro.hook is None:
            return [VerbatimToken(macro.head)], end, chain
        onward = None
        own: rules.Clauses | None = None
        if name in _HARLOWE_BRANCHES:
            own, onward = parse_branch(name, macro.args, chain)
        kept = [VerbatimToken(macro.head, opens=name in _HARLOWE_BRANCHES)] if own is None else []
        return [*kept, *self._inside(macro.hook, (*when, *(own or ())), depth)], macro.after, onward

    def _harlowe_link(self, macro: _Macro, when, depth) -> tuple[list[Token], int]:
        inside = self._inside(macro.hook, when, depth) if macro.hook is not None else []
        if two := _TWO_STRINGS.match(macro.args):
            return [LinkToken(Link(two[1] or two[2] or "", two[3] or two[4] or ""), when=when), *inside], macro.after
        one = _ONE_STRING.match(macro.args)
        words = (one[1] or one[2] or "") if one else ""
        goto = _GOTO.search(macro.hook) if one and macro.hook is not None else None
        if goto:
            return [*_clicked(words, macro.hook, goto, when)], macro.after
        if one and macro.hook is None and macro.name in ("link-goto", "goto", "go-to"):
            return [LinkToken(Link(words, words), when=when)], macro.end
        return [VerbatimToken(macro.head), *([TextToken(words, when)] if words else []), *inside], macro.after

    def _inside(self, hook, when, depth):
        return self.take(hook, when, depth + 1) if depth < DEEPEST else [TextToken(hook, when)]

    def _hook(self, text, at):
        """Give (what stands in the hook at or right after `at`, where it ends), or (None, at)."""
        begin = at
        while begin < len(text) and text[begin] in " \t\r\n" and begin - at < 50:
            begin += 1
        # "[[" right behind a macro opens a hook that begins with a bracket; farther off it is a link.
        if not text.startswith("[", begin) or (text.startswith("[[", begin) and begin > at):
            return None, at
        end = self._closing(text, begin, "[", "]")
        return (None, at) if end is None else (text[begin + 1:end - 1], end)

    def _closing(self, text, at, opening, closing):
        """Give where the bracket at `at` is closed (one past it), or None; strings in round brackets are skipped."""
        depth, quote, here, last = 0, None, at, min(len(text), at + LONGEST_MACRO)
        while here < last:
            sign = text[here]
            if quote:
                quote = None if sign == quote else quote
            elif sign == '"' and opening == "(":
                quote = sign
            elif sign == opening:
                depth += 1
            elif sign == closing:
                depth -= 1
                if not depth:
                    return here + 1
            here += 1
        self.misses += 1
        return None

    # SugarCube

    def _sugar(self, text, at, when, depth) -> ParsedMacro | None:
        found = _SUGAR.match(text, at)
        if not found:
            self.misses += 1
            return None
        name, args, end = found["name"].lower(), found["args"].strip(), found.end()
        inner, after = self._block(text, end, name) if name in _BLOCKS and not found["close"] else (None, end)
        if inner is None:
            return self._sugar_alone(name if not found["close"] else "", args, found[0], when), end, None
        return self._sugar_block((name, args, found[0]), inner, when, depth), after, None

    @staticmethod
    def _sugar_alone(name: str, args: str, source: str, when) -> list[Token]:
        if name == "set":
            return [*parse_assignment(args, source, when)]
        found = _sugar_way(args, when) if name in ("goto", "link", "button") else None
        return [found or VerbatimToken(source)]

    def _sugar_block(self, head: tuple[str, str, str], inner: str, when, depth) -> list[Token]:
        name, args, source = head
        if name == "if":
            return [*self._branches(f"{source}{inner}", when, depth)]
        if name in ("link", "button") and (made := _sugar_link(args, inner, when)):
            return made
        if name in ("silently", "nobr"):
            return self._inside(inner, when, depth)
        if name in ("script", "widget"):
            return [VerbatimToken(f"{source}{inner}<</{name}>>")]
        return [VerbatimToken(source), *self._inside(inner, when, depth), VerbatimToken(f"<</{name}>>")]

    def _block(self, text, at, name):
        """Give (what stands in a block that begins before `at`, where the block ends), or (None, at)."""
        depth = 1
        for mark in re.compile(rf"<<(/?){re.escape(name)}\b", re.I).finditer(text, at, min(len(text), at + 20 * LONGEST_MACRO)):
            depth += -1 if mark[1] else 1
            if not depth:
                end = text.find(">>", mark.end())
                return (text[at:mark.start()], end + 2) if end >= 0 else (None, at)
        self.misses += 1
        return None, at

    def _branches(self, text, when, depth) -> Iterator[Token]:
        """Give the pieces of `<<if>>…<<elseif>>…<<else>>…`, without its closing mark."""
        chain: rules.Clauses | None = None
        for head, name, args, inner in _split_branches(text):
            own, chain = parse_branch(name, args, chain)
            if own is None:
                yield VerbatimToken(head, opens=True)
            yield from self._inside(inner, (*when, *(own or ())), depth)


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


def _clicked(words: str, inner: str, goto: re.Match, when: rules.Clauses) -> Iterator[Token]:
    """Give the link that clicking something is, its changes, and verbatim whatever else would happen."""
    target = next((name for name in goto.groups() if name is not None), "")
    rest = inner.replace(goto[0], "", 1)
    sets = [rules.parse_changes(hit[1] or hit[2]) for hit in _SETS.finditer(rest)]
    if None in sets or any(change.absolute for some in sets for change in some):
        yield LinkToken(Link(words, target), when=when)
    else:
        yield LinkToken(Link(words, target), tuple(change for some in sets for change in some), when)
        rest = _SETS.sub("", rest)
    if rest.strip():
        yield VerbatimToken(rest.strip())


def _sugar_way(args: str, when: rules.Clauses) -> LinkToken | None:
    if found := LINK.match(args):
        return build_link_token(parse_link(found), when)
    if two := _TWO_STRINGS.match(args):
        return LinkToken(Link(two[1] or two[2] or "", two[3] or two[4] or ""), when=when)
    one = _ONE_STRING.match(args)
    return LinkToken(Link(one[1] or one[2] or "", one[1] or one[2] or ""), when=when) if one else None


def _sugar_link(args: str, inner: str, when: rules.Clauses) -> list[Token] | None:
    way = _sugar_way(args, when)
    if way is None:
        return None
    goto = _GOTO.search(inner)
    if _ONE_STRING.match(args):
        return [*_clicked(way.link.text, inner, goto, when)] if goto else None
    sets = [rules.parse_changes(hit[1] or hit[2]) for hit in _SETS.finditer(inner)]
    if None in sets or any(change.absolute for some in sets for change in some):
        return [way, VerbatimToken(inner.strip())]
    rest = _SETS.sub("", inner).strip()
    changes = (*way.changes, *(change for some in sets for change in some))
    return [replace(way, changes=changes), *([VerbatimToken(rest)] if rest else [])]
