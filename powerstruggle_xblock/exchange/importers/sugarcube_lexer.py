"""Find the macros of a SugarCube or Twine 1 passage and which of them belong together, in one reading."""

import re
from dataclasses import dataclass, field

from .twine_arguments import StringFinder

MAX_MACRO_LENGTH = 10_000
MAX_RESCANS = 4
"""How often a passage is scanned for the ends of unclosed macros."""
_SIGN = re.compile(r"<<(?=[/A-Za-z=\-$_])|\{\{\{|\"\"\"|<nowiki>|/%|/\*|<!--", re.I)
_NAME = re.compile(r"<<(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,40}|=|-|(?=[$_]))")
_INSIDE = re.compile(r"[\"'`]|>>|<<|\[\[|\[img\[")
CODE_ENDS = {"{{{": "}}}", '"""': '"""', "<nowiki>": "</nowiki>", "/%": "%/", "/*": "*/", "<!--": "-->"}
CLAUSES = {
    "else": ("if",), "elseif": ("if",), "case": ("switch",), "default": ("switch",), "next": ("timed",),
    "option": ("cycle", "listbox"), "optionsfrom": ("cycle", "listbox"), "onshow": ("*",),
}
"""Macros that divide the block of another one."""


@dataclass(slots=True)
class SugarMacro:
    """A macro tag: its name in lower case ("" for a bare variable), arguments and place.

    `closing` is the tag that ends its block, or None; `parts` are the tags that divide it.
    """

    name: str
    args: str
    start: int
    end: int
    is_closing: bool = False
    closing: "SugarMacro | None" = None
    parts: list["SugarMacro"] = field(default_factory=list)


@dataclass(slots=True)
class SugarLexemes:
    """What a passage holds, by the index where it begins: macro tags, and the ends of code and comments."""

    macros: dict[int, SugarMacro] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)


class SugarLexer:
    """Reads one passage. Time grows in step with its length."""

    def __init__(self, text: str):
        self.text = text
        self.found = SugarLexemes()
        self._strings = StringFinder(text)
        self._scanned = 0
        self._missing: set[str] = set()

    def read(self) -> SugarLexemes:
        """Return what the passage holds."""
        at = 0
        while hit := _SIGN.search(self.text, at):
            at = self._read_macro(hit.start()) if hit[0] == "<<" else self._read_code(hit.start(), hit[0].lower())
        self._match_blocks()
        return self.found

    def _read_code(self, at: int, opening: str) -> int:
        closing = CODE_ENDS[opening]
        end = -1 if closing in self._missing else self.text.find(closing, at + len(opening))
        if end < 0:
            self._missing.add(closing)
            return at + len(opening)
        self.found.codes[at] = end + len(closing)
        return end + len(closing)

    def _read_macro(self, at: int) -> int:
        name = _NAME.match(self.text, at)
        end = self._find_end(name.end()) if name else None
        if name is None or end is None:
            return at + 2
        word = name["name"].lower()
        self.found.macros[at] = SugarMacro(word, self.text[name.end():end - 2].strip(), at, end, bool(name["close"]))
        return end

    def _find_end(self, at: int) -> int | None:
        """Return the index after the ">>" of a macro, or None."""
        if self._scanned > MAX_RESCANS * len(self.text) + 1000:
            return None
        begin, limit = at, min(len(self.text), at + MAX_MACRO_LENGTH)
        last_link_end = self.text.rfind("]]", at, limit)
        while hit := _INSIDE.search(self.text, at, limit):
            sign = hit[0]
            if sign == ">>":
                return hit.end()
            if sign == "<<":
                break
            if sign[0] == "[":
                is_closed = hit.end() <= last_link_end
                at = self.text.find("]]", hit.end(), limit) + 2 if is_closed else hit.end()
            else:
                at = self._strings.find_end(hit.start(), limit) or hit.end()
        self._scanned += (hit.end() if hit else limit) - begin
        return None

    def _match_blocks(self) -> None:
        opened: list[SugarMacro] = []
        counts: dict[str, int] = {}
        closers = {_get_closed_name(macro) for macro in self.found.macros.values()} - {""}
        for macro in self.found.macros.values():
            name = _get_closed_name(macro)
            if name and counts.get(name):
                while (top := opened.pop()).name != name:
                    counts[top.name] -= 1
                counts[name] -= 1
                top.closing = macro
            elif macro.name in CLAUSES:
                if opened and opened[-1].name in CLAUSES[macro.name]:
                    opened[-1].parts.append(macro)
            elif macro.name in closers and not macro.is_closing:
                opened.append(macro)
                counts[macro.name] = counts.get(macro.name, 0) + 1


def _get_closed_name(macro: SugarMacro) -> str:
    """Return the name of the macro that a tag closes, `<</if>>` or, in Twine 1, `<<endif>>`; "" for another tag."""
    if macro.is_closing:
        return macro.name
    return macro.name[3:] if macro.name.startswith("end") and len(macro.name) > 4 else ""
