"""The paragraphs of a passage: lines of speech stand alone, other lines between blank ones go together."""

import re
from collections.abc import Iterator

from . import html_import
from .scenario_builder import match_speech
from .twine_dialects import CHAPBOOK
from .twine_macros import HARLOWE, SNOWMAN, SUGARCUBE
from .twine_tokens import LinkToken, TextToken, Token
from .twine_expressions import Clauses

_STRONG = (re.compile(r"''(?=\S)(.+?)(?<=\S)''"), r"<strong>\1</strong>")
_ITALIC = (re.compile(r"(?<![:\w/])//(?=\S)([^/\n]+?)(?<=\S)//(?!/)"), r"<em>\1</em>")
_STARS = ((re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
          (re.compile(r"(?<![*\w])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![*\w])"), r"<em>\1</em>"))
MARKS = {
    HARLOWE: (_STRONG, _ITALIC, *_STARS), SUGARCUBE: (_STRONG, _ITALIC),
    CHAPBOOK: _STARS, SNOWMAN: _STARS, "": (_STRONG, _ITALIC),
}
_LINK_ALONE = re.compile(r"[\s>*#.,;:|/\-–—•·]*(?:\d+[.)]\s*)?\Z")
_NO_WORDS = re.compile(r"[\s.,;:!?)\]'\"”’]*\Z")

_Bit = tuple[Clauses, str, bool]
"""What it hangs on, the text, and whether it is the words of a way on."""


def build_paragraphs(pieces: list[Token], family: str) -> Iterator[tuple[Clauses, str]]:
    """Give each paragraph as (what it hangs on, HTML). Links that stand alone on a line are choices and not in it."""
    waiting: list[str] = []
    last: Clauses = ()
    for line in _lines(pieces, family):
        for when, text in line:
            alone = _is_speech(text)
            if waiting and (alone or when != last):
                yield last, _together(waiting)
                waiting = []
            if alone:
                yield when, text
            else:
                waiting.append(text)
                last = when
        if not line and waiting:
            yield last, _together(waiting)
            waiting = []
    if waiting:
        yield last, _together(waiting)


def _is_speech(text: str) -> bool:
    texts = html_import.parse_html(text).texts if ":" in text else []
    return len(texts) == 1 and match_speech(texts[0]) is not None


def _together(texts: list[str]) -> str:
    return ("\n" if any(map(html_import.holds_blocks, texts)) else "<br>").join(texts)


def _lines(pieces: list[Token], family: str) -> Iterator[list[tuple[Clauses, str]]]:
    """Give each line as its pieces by condition; a line without words of its own is an empty list."""
    line: list[_Bit] = []
    for piece in pieces:
        if isinstance(piece, TextToken):
            first, *more = piece.text.split("\n")
            line.append((piece.when, first, False))
            for words in more:
                yield _line(line, family)
                line = [(piece.when, words, False)]
        elif isinstance(piece, LinkToken):
            line.append(_way(piece))
    yield _line(line, family)


def _way(way: LinkToken) -> _Bit:
    link = way.link
    if link.is_external:
        address = link.target.replace('"', "%22")
        return way.when, f'<a href="{address}">{link.text}</a>', False
    return way.when, link.text, not link.is_program


def _line(line: list[_Bit], family: str) -> list[tuple[Clauses, str]]:
    """Put a line together. Inside a sentence the words of a way on stay."""
    if all(is_way or _LINK_ALONE.match(text) for _, text, is_way in line):
        return []
    out: list[tuple[Clauses, str]] = []
    between = ""
    for when, text, is_way in line:
        words = text if is_way else _marked(text, family)
        if out and out[-1][0] == when:
            out[-1] = (when, out[-1][1] + between + words)
        elif not words.strip() or (out and _NO_WORDS.match(words)):
            between += words
            continue
        else:
            out.append((when, words))
        between = ""
    return [(when, text.strip()) for when, text in out if text.strip()]


def _marked(text: str, family: str) -> str:
    for pattern, spelt in MARKS[family]:
        text = pattern.sub(spelt, text)
    return text
