"""Turn the marks of a story format (bold, italics, headings, lists, styles) into HTML, or take them out."""

import html
import re
from dataclasses import dataclass, replace

from .twine_arguments import join_continued_lines
from .twine_dialects import CHAPBOOK, HARLOWE, SNOWMAN, SUGARCUBE
from .twine_tokens import TextToken, Token

_STRONG, _EM, _NONE = "strong", "em", ""
_MARKS = {
    HARLOWE: {"''": _STRONG, "//": _EM, "**": _STRONG, "*": _EM, "~~": _NONE, "^^": _NONE},
    SUGARCUBE: {"''": _STRONG, "//": _EM, "__": _NONE, "==": _NONE, "~~": _NONE, "^^": _NONE},
    CHAPBOOK: {"**": _STRONG, "__": _STRONG, "*": _EM, "_": _EM, "~~": _NONE},
    SNOWMAN: {"**": _STRONG, "__": _STRONG, "''": _STRONG, "//": _EM, "*": _EM, "_": _EM, "~~": _NONE},
    "": {"''": _STRONG, "//": _EM, "**": _STRONG, "__": _STRONG, "*": _EM, "_": _EM, "~~": _NONE},
}
_SIGNS = {
    family: re.compile("|".join(map(re.escape, sorted(marks, key=len, reverse=True))) + r"|\n[ \t]*+\n")
    for family, marks in _MARKS.items()
}
_WORD_MARKS = frozenset(("*", "**", "_", "__", "//"))
_MARKDOWN_HEADING = re.compile(r"[ \t]*+(#{1,6})[ \t]++(?=\S)")
_MARKDOWN_BULLET = re.compile(r"[ \t]*+([*+-]|\d{1,3}\.)[ \t]++(?=\S)")
_HEADINGS = {
    HARLOWE: re.compile(r"[ \t]*+(#{1,6})(?!#)[ \t]*+(?=\S)"), SUGARCUBE: re.compile(r"(!{1,6})(?!!)[ \t]*+(?=\S)"),
    CHAPBOOK: _MARKDOWN_HEADING, SNOWMAN: _MARKDOWN_HEADING, "": _MARKDOWN_HEADING,
}
_BULLETS = {
    HARLOWE: re.compile(r"[ \t]*+(\*{1,6}|(?:0\.){1,6})[ \t]++(?=\S)"),
    SUGARCUBE: re.compile(r"(\*{1,6}|#{1,6})(?![*#])[ \t]*+(?=\S)"),
    CHAPBOOK: _MARKDOWN_BULLET, SNOWMAN: _MARKDOWN_BULLET, "": _MARKDOWN_BULLET,
}
_QUOTE_SIGNS = re.compile(r"(?:[ \t]*+>)++[ \t]*+(?=[^\s\[])|(?:<<<)[ \t]*+\Z")
_ALIGNER = re.compile(r"[ \t]*+(?:<==+|=+><=+|==+>|\|=+|=+\|=*)[ \t]*+\Z")
_STYLE_BEGIN = re.compile(r"@@(?:[#.][\w-]{1,60};|[\w-]{1,40}[ \t]*+:[ \t]*+[^;@\n]{1,200};)*+|@@")
_BACKSLASH_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~'/|])")
_MARKDOWN = (CHAPBOOK, SNOWMAN)
"""Families whose marks are those of Markdown. A story of no known format may have them, too."""
_MARKDOWN_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\(([^()\s]{1,1000})(?:[ \t]++\"[^\"\n]{0,300}\")?\)")
_MARKDOWN_LINK = re.compile(
    r"\[([^\[\]\n]{1,300})\]\(([^()\s\"]{1,1000})(?:[ \t]++\"[^\"\n]{0,300}\")?\)")
_TABLE_ROW = re.compile(r"[ \t]*+\|[ \t]*+(?P<cells>.*?)[ \t]*\|[ \t]*\Z")
_PROTECTED = re.compile(r"https?://[^\s<>\"'\])]++|<[A-Za-z/!][^<>\n]{0,2000}+>")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A mark in a text: which token it is in, where, and whether it may open or close something."""

    mark: str
    token: int
    start: int
    end: int
    can_open: bool
    can_close: bool


def convert_marks(tokens: list[Token], family: str) -> list[Token]:
    """Return the tokens with their marks as HTML. A mark without its partner in the same paragraph stays."""
    prepared = [_prepare(token, family) if isinstance(token, TextToken) else token for token in tokens]
    signs: list[_Sign] = []
    for index, token in enumerate(prepared):
        if isinstance(token, TextToken) and not token.literal and not token.raw:
            signs += _find_signs(token.text, index, family)
    replaced = _pair_signs(signs, family)
    return [
        replace(token, text=_apply(token.text, replaced.get(index, [])))
        if isinstance(token, TextToken) else token for index, token in enumerate(prepared)]


def _prepare(token: TextToken, family: str) -> TextToken:
    """Take out what only styles or joins lines; in Markdown an escaped sign becomes a character reference."""
    if token.literal:
        return replace(token, text=html.escape(token.text, quote=False))
    text = token.text
    if token.raw:
        return token
    if family in (HARLOWE, SUGARCUBE) and "\\" in text:
        text = join_continued_lines(text)
    if family == SUGARCUBE and "@@" in text:
        text = _STYLE_BEGIN.sub("", text)
    if (family in _MARKDOWN or not family) and "](" in text:
        text = _MARKDOWN_IMAGE.sub(_build_image, text)
        text = _MARKDOWN_LINK.sub(lambda hit: f'<a href="{html.escape(hit[2])}">{hit[1]}</a>', text)
    if family in _MARKDOWN and "\\" in text:
        text = _BACKSLASH_ESCAPE.sub(lambda hit: f"&#{ord(hit[1])};", text).replace("\\\n", "\n")
    return replace(token, text=text)


def _build_image(hit: re.Match[str]) -> str:
    return f'\n<img src="{html.escape(hit[2])}" alt="{html.escape(hit[1])}">\n'


def _find_signs(text: str, index: int, family: str) -> list[_Sign]:
    """Return the marks of a text; addresses and tags hold none. A blank line is a sign that ends all marks."""
    found: list[_Sign] = []
    skips = iter([(hit.start(), hit.end()) for hit in _PROTECTED.finditer(text)])
    skip = next(skips, None)
    at_bullet = _BULLETS.get(family)
    for hit in _SIGNS[family].finditer(text):
        while skip and skip[1] <= hit.start():
            skip = next(skips, None)
        if skip and skip[0] <= hit.start():
            continue
        before, after = text[hit.start() - 1:hit.start()], text[hit.end():hit.end() + 1]
        mark = hit[0]
        if mark[0] == "\n":
            found.append(_Sign("\n", index, hit.start(), hit.end(), False, False))
            continue
        is_line_start = hit.start() == 0 or before == "\n"
        if at_bullet and is_line_start and mark in "**" and at_bullet.match(text, hit.start()):
            continue
        can_open, can_close = not after.isspace(), (not before.isspace() and hit.start() > 0) or not before
        if mark in _WORD_MARKS:
            can_open = can_open and not before.isalnum() and not (mark == "//" and before in (":", "/"))
            can_close = can_close and not (after.isalnum() and mark != "//") and after != "/"
        found.append(_Sign(mark, index, hit.start(), hit.end(), can_open, can_close))
    return found


def _pair_signs(signs: list[_Sign], family: str) -> dict[int, list[tuple[int, int, str]]]:
    """Return the replacements of marks that have a partner, by token: (start, end, HTML), in order."""
    waiting: dict[str, _Sign] = {}
    found: list[tuple[_Sign, str]] = []
    for sign in signs:
        if sign.mark == "\n":
            waiting.clear()
            continue
        opening = waiting.get(sign.mark)
        if opening is not None and sign.can_close:
            tag = _MARKS[family][sign.mark]
            found += [(opening, f"<{tag}>" if tag else ""), (sign, f"</{tag}>" if tag else "")]
            del waiting[sign.mark]
        elif sign.can_open:
            waiting[sign.mark] = sign
    by_token: dict[int, list[tuple[int, int, str]]] = {}
    for sign, written in sorted(found, key=lambda pair: (pair[0].token, pair[0].start)):
        by_token.setdefault(sign.token, []).append((sign.start, sign.end, written))
    return by_token


def _apply(text: str, replacements: list[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for start, end, written in replacements:
        out += [text[at:start], written]
        at = end
    return "".join([*out, text[at:]])


def strip_line_marks(line: str, family: str) -> tuple[str, str]:
    """Return (tag, text) of a line without the marks at its start.

    The tag is "h3" for a heading, "ul" or "ol" for an entry of a list, and "" for any other line.
    """
    if family == HARLOWE and line and _ALIGNER.match(line):
        return "", ""
    if found := _HEADINGS[family].match(line):
        return "h3", line[found.end():]
    if found := _BULLETS[family].match(line):
        return ("ul" if found[1][0] in "*+-" else "ol"), line[found.end():]
    if family != HARLOWE and (found := _QUOTE_SIGNS.match(line)):
        return "", line[found.end():]
    if family in (*_MARKDOWN, "") and line.startswith("|") and (found := _TABLE_ROW.match(line)):
        return "", found["cells"]
    return "", line
