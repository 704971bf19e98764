"""Parse the syntax of Harlowe 3: macros `(name: …)`, hooks `[…]`, links and variables (Arnott, Harlowe 3 manual)."""

import re
from collections.abc import Callable

from . import twine_expressions as expressions
from .harlowe_brackets import find_brackets
from .harlowe_hooks import HOOK_NAME, find_named_hooks, normalize_hook_name
from .harlowe_macros import (
    ASSIGNMENTS,
    BRANCHES,
    CLICK_GOTOS,
    CLICKS,
    COMMANDS,
    GOTO_LINKS,
    HIDERS,
    LINKS,
    PAGE_PARTS,
    STYLES,
    VALUES,
    WORDS,
    HarloweMacro,
)
from .twine_arguments import MAX_RESCANS, describe_expression, join_continued_lines, parse_string, split_arguments
from .twine_html_links import HtmlLinkParser
from .twine_links import LINK, Link, parse_link
from .twine_tokens import (
    BREAK,
    CONDITION,
    HIDDEN_WORDS,
    LOST_LINK,
    MACRO,
    SILENT,
    START,
    STYLE,
    VALUE,
    IncludeToken,
    JumpToken,
    LinkToken,
    TextToken,
    Token,
    ValueToken,
    VerbatimToken,
    add_condition,
    build_click,
    build_link_token,
    parse_assignment,
    parse_branch,
)

MAX_DEPTH = 60
"""Hooks nested deeper than this are text."""
MAX_CLICK_WORDS = 200
"""Signs of a hook that are read for the words of a click on it."""
HOOK_LENGTH = 40
"""Signs that a hook counts for beside what is in it, where the length of repeated hooks is limited."""
_OPENING = re.compile(r"\[|\(|`|\{|\}|\||[$_](?=[A-Za-z])|<(?=[A-Za-z])")
_MACRO = re.compile(r"\((?P<name>[A-Za-z][\w-]{0,40}):")
_HOOK_NAME_BEFORE = re.compile(r"\|[\w-]{1,60}(?P<kind>[>)])(?=\[)")
_HOOK_NAME_AFTER = re.compile(r"[<(][\w-]{1,60}\|")
_GAP = re.compile(r"[ \t\r\n]{0,50}+")
_INTO = re.compile(r"(?P<value>[^,]{1,300})\binto\s++(?P<variable>[$_]\w{1,80})")
_PLUS = re.compile(r"[ \t]{0,50}+\+[ \t]{0,50}+(?=\()")
_VARIABLE = re.compile(r"[$_][A-Za-z]\w{0,80}(?:'s [\w]{1,80})?")

_Parsed = tuple[list[Token], int, expressions.Clauses | None]
"""(tokens, where they end in the text, the condition of an `else` after them)."""
_ParseMacro = Callable[[HarloweMacro, expressions.Clauses, int], list[Token] | None]


class HarloweParser:
    """Parses the text of one passage. Time grows in step with its length."""

    def __init__(self, text: str):
        self.text = text
        self.brackets = find_brackets(text)
        self.hooks = find_named_hooks(text, self.brackets)
        self._in_click = 0
        self._showing: list[str] = []
        self._shown_length = 0
        self.html_links = HtmlLinkParser(text)
        self._last_brace = text.rfind("}")
        self._collapse = 0

    def parse(self) -> list[Token]:
        """Return the passage's tokens."""
        return self._parse_range(0, len(self.text), (), 0)

    def _parse_range(self, start: int, end: int, when: expressions.Clauses, depth: int) -> list[Token]:
        out: list[Token] = []
        at = begin = start
        chain: expressions.Clauses | None = None
        while hit := _OPENING.search(self.text, at, end):
            parsed = self._parse_at(hit.start(), end, when, depth, chain)
            if parsed is None:
                at = hit.start() + 1
                continue
            tokens, at, chain = parsed
            out += self._build_text(begin, hit.start(), when)
            out += tokens
            begin = at
        return [*out, *self._build_text(begin, end, when)]

    def _build_text(self, start: int, end: int, when: expressions.Clauses) -> list[Token]:
        if start >= end:
            return []
        words = self.text[start:end]
        return [TextToken(join_continued_lines(words).replace("\n", " ") if self._collapse else words, when)]

    def _parse_at(
        self, at: int, end: int, when: expressions.Clauses, depth: int, chain: expressions.Clauses | None,
    ) -> _Parsed | None:
        """Parse what begins at an opening sign; return None where it is plain text."""
        sign = self.text[at]
        if at in self.brackets.links:
            found = LINK.match(self.text, at)
            return ([build_link_token(parse_link(found), when)], found.end(), None) if found else None
        if at in self.brackets.verbatim:
            stop = self.brackets.verbatim[at]
            return [TextToken(self.text[at:stop].strip("`"), when, literal=True)], stop, chain
        if sign == "(":
            return self._parse_macro(at, end, when, depth, chain)
        if sign in "|[":
            return self._parse_hook(at, end, when, depth)
        if sign in "{}":
            return self._parse_brace(at, sign)
        if sign == "<":
            link = self.html_links.parse(at, when) or self.html_links.parse_tag(at, when)
            return (link[0], link[1], None) if link else None
        return self._parse_variable(at, when, chain)

    def _parse_brace(self, at: int, sign: str) -> _Parsed | None:
        if sign == "{" and self._last_brace > at:
            self._collapse += 1
            return [], at + 2 if self.text.startswith("{=", at) else at + 1, None
        if sign == "}" and self._collapse:
            self._collapse -= 1
            return [], at + 1, None
        return None

    def _parse_variable(self, at: int, when: expressions.Clauses, chain: expressions.Clauses | None) -> _Parsed | None:
        if self.text[at - 1:at].isalnum() or self.text[at - 1:at] == "_":
            return None
        found = _VARIABLE.match(self.text, at)
        if found is None:
            return None
        if found.end() in self.brackets.closed and self.text[found.end()] == "[":
            return [VerbatimToken(found[0], MACRO, found[0])], found.end(), chain
        return [ValueToken(found[0][1:].split("'")[0], found[0], when)], found.end(), chain

    # Hooks

    def _parse_hook(self, at: int, end: int, when: expressions.Clauses, depth: int) -> _Parsed | None:
        name = _HOOK_NAME_BEFORE.match(self.text, at, end) if self.text[at] == "|" else None
        begin = name.end() if name else at
        stop = self.brackets.closed.get(begin)
        if self.text[at] == "|" and name is None:
            return None
        if self.text.startswith("[=", begin) and stop is None:
            return self._parse_inside(begin, end, when, depth), end, None
        if stop is None or stop > end or self.text[begin] != "[":
            return None
        after = _HOOK_NAME_AFTER.match(self.text, stop, end)
        is_hidden = (name and name["kind"] == ")") or (after and after[0].startswith("("))
        source = (name or after or [""])[0]
        if is_hidden and normalize_hook_name(source.strip("|<>()")) in self.hooks.clicked:
            return [VerbatimToken(source, SILENT)], after.end() if after else stop, None
        kept: list[Token] = [VerbatimToken(source, CONDITION, source)] if is_hidden else []
        return [*kept, *self._parse_inside(begin, stop - 1, when, depth)], after.end() if after else stop, None

    def _parse_inside(self, begin: int, end: int, when: expressions.Clauses, depth: int) -> list[Token]:
        """Parse the content of a hook whose bracket is at `begin`."""
        begin += 1
        while begin < end and self.text[begin] == "=":
            begin += 1
        if depth < MAX_DEPTH:
            return self._parse_range(begin, end, when, depth + 1)
        return self._build_text(begin, end, when)

    def _find_hook(self, at: int, end: int) -> tuple[tuple[int, int] | None, int]:
        """Return (range of the hook at or shortly after `at`, where it ends), or (None, at).

        A link directly after a macro is the content of its hook.
        """
        gap = _GAP.match(self.text, at, end)
        begin = gap.end() if gap else at
        if at in self.brackets.links:
            return (at - 1, self.brackets.links[at]), self.brackets.links[at]
        if name := _HOOK_NAME_BEFORE.match(self.text, begin, end):
            begin = name.end()
        if not self.text.startswith("[", begin) or begin in self.brackets.links:
            return None, at
        if self.text.startswith("[=", begin) and begin not in self.brackets.closed:
            return (begin, end), end
        stop = self.brackets.closed.get(begin)
        return (None, at) if stop is None or stop > end else ((begin, stop - 1), stop)

    # Macros

    def _parse_macro(
        self, at: int, end: int, when: expressions.Clauses, depth: int, chain: expressions.Clauses | None,
    ) -> _Parsed | None:
        found, stop = _MACRO.match(self.text, at, end), self.brackets.closed.get(at)
        if found is None or stop is None or stop > end:
            return None
        raw = self.text[found.end():stop - 1].strip()
        name = found["name"].lower()
        hook = (None, stop) if name in COMMANDS else self._find_hook(stop, end)
        macro = HarloweMacro(name, split_arguments(raw), raw, self.text[at:stop], stop, *hook)
        if name in ASSIGNMENTS:
            if name in ("put", "move") and (turned := _INTO.fullmatch(raw)):
                raw = f"{turned['variable']} to {turned['value']}"
            return [*parse_assignment(raw, macro.head, when, f"({name}:)")], stop, chain
        if name in BRANCHES and macro.hook is not None:
            return self._parse_branch(macro, when, depth, chain)
        parse = self._choose_parser(name)
        if parse is not None and (tokens := parse(macro, when, depth)) is not None:
            is_single = macro.hook is None or name in ("goto", "go-to", "display", "print")
            return tokens, macro.end if is_single else macro.after, chain if is_single else None
        reason = CONDITION if name in HIDERS else STYLE if name in STYLES else MACRO
        kept = VerbatimToken(macro.head, reason, f"({name}:)")
        if macro.hook is None:
            plus = _PLUS.match(self.text, stop, end)
            return [kept], plus.end() if plus else stop, chain
        return [kept, *self._parse_hook_range(macro, when, depth)], macro.after, None

    def _choose_parser(self, name: str) -> _ParseMacro | None:
        """Return the method that parses a macro of this name; None for one that is kept verbatim."""
        if name in LINKS:
            return self._parse_link
        if name in GOTO_LINKS:
            return self._parse_goto_link
        if name in CLICKS or name in CLICK_GOTOS:
            return self._parse_click
        return {
            "goto": self._parse_goto, "go-to": self._parse_goto, "display": self._parse_display,
            "print": self._parse_print, "dialog": self._parse_dialog, "alert": self._parse_dialog,
            "confirm": self._parse_dialog, "prompt": self._parse_dialog, "restart": self._parse_restart,
            "reload": self._parse_restart, "undo": self._parse_back, "link-undo": self._parse_back,
            "icon-undo": self._parse_back, "verbatim": self._parse_verbatim_hook, "v6m": self._parse_verbatim_hook,
            "show": self._parse_show, "link-storylet": self._parse_back,
            **dict.fromkeys(WORDS, self._parse_words), **dict.fromkeys(VALUES, self._parse_value),
        }.get(name)

    def _parse_hook_range(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token]:
        return [] if macro.hook is None else self._parse_inside(macro.hook[0], macro.hook[1], when, depth)

    def _parse_branch(
        self, macro: HarloweMacro, when: expressions.Clauses, depth: int, chain: expressions.Clauses | None
    ) -> _Parsed:
        own, next_chain = parse_branch(macro.name, macro.raw_args, chain, macro.head)
        kept: list[Token] = []
        if own is None:
            kept = [VerbatimToken(macro.head, CONDITION, macro.head)]
            kept += [TextToken(BREAK, when)] if macro.name in ("else", "else-if", "elseif") else []
        return [*kept, *self._parse_hook_range(macro, (*when, *(own or ())), depth)], macro.after, next_chain

    def _parse_link(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token] | None:
        if not macro.args:
            return None
        text = parse_string(macro.args[0])
        text = describe_expression(macro.args[0]) if text is None else text
        if macro.name == "link-show":
            return build_click(text, self._parse_shown(macro, (), depth), when)
        if macro.hook is not None:
            inside = self._parse_clicked(macro, depth)
            kept = [] if parse_string(macro.args[0]) is not None else [VerbatimToken(macro.head, VALUE, macro.head)]
            return [*kept, *build_click(text, inside, when)]
        if len(macro.args) > 1 and (target := parse_string(macro.args[1])) is not None:
            return [LinkToken(Link(text, target), when=when)]
        return [VerbatimToken(macro.head, LOST_LINK, text), TextToken(text, when)]

    def _parse_goto_link(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token] | None:
        if not macro.args:
            return None
        target = parse_string(macro.args[-1])
        text = parse_string(macro.args[0])
        words = describe_expression(macro.args[0]) if text is None else text
        if target is None:
            return [VerbatimToken(macro.head, LOST_LINK, words), TextToken(words, when)]
        kept = [] if text is not None else [VerbatimToken(macro.head, VALUE, macro.head)]
        if macro.hook is None:
            return [*kept, LinkToken(Link(words, target), when=when)]
        return [*kept, *build_click(words, self._parse_clicked(macro, depth), when, target)]

    def _parse_click(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token] | None:
        if not macro.args:
            return None
        words = parse_string(macro.args[0]) or self._find_hook_words(macro.args[0])
        if macro.name in CLICK_GOTOS:
            target = parse_string(macro.args[-1]) if len(macro.args) > 1 else None
            if target is None:
                return [VerbatimToken(macro.head, LOST_LINK, words)]
            return [LinkToken(Link(words, target), when=when, in_text=False)]
        if macro.hook is None:
            return None
        return build_click(words, self._parse_clicked(macro, depth), when, in_text=False)

    def _find_hook_words(self, argument: str) -> str:
        """Return the words of the hook that is clicked: of the hook itself, else those of its name."""
        name = argument.lstrip("?")
        if places := self.hooks.ranges.get(normalize_hook_name(name)):
            begin, stop = places[0]
            if words := " ".join(self.text[begin + 1:min(stop, begin + MAX_CLICK_WORDS)].split()):
                return words
        return "Go on." if name.lower() in PAGE_PARTS else name.replace("-", " ").replace("_", " ") or "…"

    def _parse_clicked(self, macro: HarloweMacro, depth: int) -> list[Token]:
        """Parse the hook of a click, in which hidden hooks may be shown."""
        self._in_click += 1
        inside = self._parse_hook_range(macro, (), depth)
        self._in_click -= 1
        return inside

    def _parse_show(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token] | None:
        return self._parse_shown(macro, when, depth) if self._in_click else None

    def _parse_shown(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token]:
        """Return what is in the hidden hooks that a click shows; their repeated length stays in step with the text."""
        out: list[Token] = []
        for name in (normalize_hook_name(hit[1]) for hit in HOOK_NAME.finditer(macro.raw_args)):
            places = self.hooks.ranges.get(name, []) if name in self.hooks.clicked else []
            if self._shown_length <= MAX_RESCANS * len(self.text):
                self._shown_length += sum(stop - begin + HOOK_LENGTH for begin, stop in places)
            if not places or name in self._showing or self._shown_length > MAX_RESCANS * len(self.text):
                out.append(VerbatimToken(macro.head, HIDDEN_WORDS if places else MACRO, f"({macro.name}:)"))
                continue
            self._showing.append(name)
            for begin, stop in places:
                out += self._parse_inside(begin, stop, when, depth)
            self._showing.pop()
        return out

    @staticmethod
    def _parse_goto(macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        target = parse_string(macro.raw_args)
        return [VerbatimToken(macro.head, LOST_LINK, macro.head)] if target is None else [JumpToken(target, when)]

    @staticmethod
    def _parse_display(macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        target = parse_string(macro.raw_args)
        return [VerbatimToken(macro.head, HIDDEN_WORDS, macro.head)] if target is None else [IncludeToken(target, when)]

    @staticmethod
    def _parse_print(macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        words = parse_string(macro.raw_args)
        if words is not None:
            return _parse_printed(words, when)
        found = _VARIABLE.fullmatch(macro.raw_args)
        if found:
            return [ValueToken(found[0][1:].split("'")[0], macro.head, when)]
        return [VerbatimToken(macro.head, VALUE, macro.head), TextToken("…", when)]

    @staticmethod
    def _parse_words(macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        return [VerbatimToken(macro.head, HIDDEN_WORDS, f"({macro.name}:)"), TextToken("…", when)]

    @staticmethod
    def _parse_value(macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        if macro.hook is not None:
            return None
        return [VerbatimToken(macro.head, VALUE, macro.head), TextToken("…", when)]

    def _parse_dialog(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token] | None:
        """Words of a box over the page are words of the passage; its buttons close it and are left out."""
        texts = [parse_string(part) for part in macro.args]
        words = next((text for text in texts if text), None)
        if words is None:
            return [VerbatimToken(macro.head, HIDDEN_WORDS, macro.head)]
        inside = self._parse_hook_range(macro, when, depth)
        return [VerbatimToken(macro.head, SILENT), *_parse_printed(f"{BREAK}{words}{BREAK}", when), *inside]

    @staticmethod
    def _parse_restart(_macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        return [JumpToken(START, when)]

    def _parse_back(self, macro: HarloweMacro, when: expressions.Clauses, depth: int) -> list[Token] | None:
        words = parse_string(macro.args[0]) if macro.args else None
        kept = VerbatimToken(macro.head, LOST_LINK, words or macro.head)
        return [kept, *([TextToken(words, when)] if words else []), *self._parse_hook_range(macro, when, depth)]

    def _parse_verbatim_hook(self, macro: HarloweMacro, when: expressions.Clauses, _depth: int) -> list[Token] | None:
        if macro.hook is None:
            return None
        return [TextToken(self.text[macro.hook[0] + 1:macro.hook[1]], when, literal=True)]


def _parse_printed(words: str, when: expressions.Clauses) -> list[Token]:
    """Return the tokens of a text that a macro shows, in which links and macros are read, too."""
    return [add_condition(token, when) for token in HarloweParser(words).parse()]
