"""Find which brackets of a Harlowe passage belong together, in one reading from left to right."""

import re
from dataclasses import dataclass, field

from .twine_arguments import StringFinder, is_apostrophe
from .twine_links import LINK

_SIGN = re.compile(r"`+|\[\[|[\[\]()\"']")
_MACRO = re.compile(r"\([A-Za-z][\w-]{0,40}:")


@dataclass(slots=True)
class HarloweBrackets:
    """What belongs together in one passage, as {index of the first sign: index after the last}.

    `closed` has macros and hooks, `links` links in double brackets, `verbatim` text between backticks.
    """

    closed: dict[int, int] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)
    verbatim: dict[int, int] = field(default_factory=dict)


class _BracketReader:
    """Reads one passage. `open` has (sign, index) of the brackets that are open, `hooks` the number of "[" of them."""

    def __init__(self, text: str):
        self.text = text
        self.found = HarloweBrackets()
        self.open: list[tuple[str, int]] = []
        self.hooks = 0
        self._strings = StringFinder(text)
        self._last_backticks = {len(run[0]): run.start() for run in re.finditer("`+", text)}

    def read(self) -> HarloweBrackets:
        at = 0
        while hit := _SIGN.search(self.text, at):
            at = self._read_sign(hit)
        return self.found

    def _read_sign(self, hit: re.Match[str]) -> int:
        """Take account of one sign, and return where to go on."""
        sign, at = hit[0], hit.start()
        in_code = bool(self.open) and self.open[-1][0] == "("
        if sign[0] == "`":
            return self._read_verbatim(sign, at)
        if sign == "[[" and not self.text.startswith("[[[", at) and (link := LINK.match(self.text, at)):
            self.found.links[at] = link.end()
            return link.end()
        if sign in ("[", "[["):
            self._push("[", at)
            return at + 1
        if sign == "]":
            self._close_hook(at + 1)
        elif sign == "(":
            if in_code or _MACRO.match(self.text, at):
                self._push("(", at)
        elif in_code and sign == ")":
            self.found.closed[self.open.pop()[1]] = at + 1
        elif in_code and not (sign == "'" and is_apostrophe(self.text, at)):
            return self._strings.find_end(at) or hit.end()
        return hit.end()

    def _push(self, sign: str, at: int) -> None:
        self.open.append((sign, at))
        self.hooks += sign == "["

    def _close_hook(self, end: int) -> None:
        """Close the innermost hook; macros that were opened in it and not closed are text."""
        while self.hooks:
            sign, start = self.open.pop()
            if sign == "[":
                self.hooks -= 1
                self.found.closed[start] = end
                return

    def _read_verbatim(self, run: str, at: int) -> int:
        if self._last_backticks[len(run)] <= at:
            return at + len(run)
        end = self.text.find(run, at + len(run))
        while end >= 0 and (self.text.startswith("`", end + len(run)) or self.text[end - 1] == "`"):
            end = self.text.find(run, end + 1)
        if end < 0:
            return at + len(run)
        self.found.verbatim[at] = end + len(run)
        return end + len(run)


def find_brackets(text: str) -> HarloweBrackets:
    """Return which brackets of a passage belong together. Time grows in step with the length."""
    return _BracketReader(text).read()
