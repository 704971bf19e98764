"""Build the paragraphs of a passage: each line of speech is one, other lines between blank lines are joined."""

import re
from collections.abc import Iterator

from . import html_import
from .scenario_builder import match_speech
from .twine_dialects import CHAPBOOK
from .twine_expressions import Clauses
from .twine_macros import HARLOWE, SNOWMAN, SUGARCUBE
from .twine_tokens import LinkToken, TextToken, Token

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

_Fragment = tuple[Clauses, str, bool]
"""(condition, text, whether it is the text of a link)."""


def build_paragraphs(pieces: list[Token], family: str) -> Iterator[tuple[Clauses, str]]:
    """Yield each paragraph as (condition, HTML). Links alone on a line become choices and are left out."""
    waiting: list[str] = []
    last: Clauses = ()
    for line in _split_lines(pieces, family):
        for when, text in line:
            alone = _is_speech(text)
            if waiting and (alone or when != last):
                yield last, _join_lines(waiting)
                waiting = []
            if alone:
                yield when, text
            else:
                waiting.append(text)
                last = when
        if not line and waiting:
            yield last, _join_lines(waiting)
            waiting = []
    if waiting:
        yield last, _join_lines(waiting)


def _is_speech(text: str) -> bool:
    texts = html_import.parse_html(text).texts if ":" in text else []
    return len(texts) == 1 and match_speech(texts[0]) is not None


def _join_lines(texts: list[str]) -> str:
    return ("\n" if any(map(html_import.has_blocks, texts)) else "<br>").join(texts)


def _split_lines(pieces: list[Token], family: str) -> Iterator[list[tuple[Clauses, str]]]:
    """Yield each line as (condition, text) fragments; a line without words of its own is an empty list."""
    line: list[_Fragment] = []
    for piece in pieces:
        if isinstance(piece, TextToken):
            first, *more = piece.text.split("\n")
            line.append((piece.when, first, False))
            for words in more:
                yield _build_line(line, family)
                line = [(piece.when, words, False)]
        elif isinstance(piece, LinkToken):
            line.append(_build_link_fragment(piece))
    yield _build_line(line, family)


def _build_link_fragment(link_token: LinkToken) -> _Fragment:
    link = link_token.link
    if link.is_external:
        address = link.target.replace('"', "%22")
        return link_token.when, f'<a href="{address}">{link.text}</a>', False
    return link_token.when, link.text, not link.is_program


def _build_line(line: list[_Fragment], family: str) -> list[tuple[Clauses, str]]:
    """Return a line as (condition, HTML) fragments; the text of links inside a sentence is kept."""
    if all(is_link or _LINK_ALONE.match(text) for _, text, is_link in line):
        return []
    out: list[tuple[Clauses, str]] = []
    between = ""
    for when, text, is_link in line:
        words = text if is_link else _convert_marks(text, family)
        if out and out[-1][0] == when:
            out[-1] = (when, out[-1][1] + between + words)
        elif not words.strip() or (out and _NO_WORDS.match(words)):
            between += words
            continue
        else:
            out.append((when, words))
        between = ""
    return [(when, text.strip()) for when, text in out if text.strip()]


def _convert_marks(text: str, family: str) -> str:
    for pattern, replacement in MARKS[family]:
        text = pattern.sub(replacement, text)
    return text
