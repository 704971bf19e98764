"""Build the paragraphs of a passage: each line of speech is one, other lines between blank lines are joined."""

import re
from collections.abc import Callable, Iterator

from . import html_import
from .scenario_builder import match_speech
from .twine_expressions import Clauses
from .twine_markup import convert_marks, strip_line_marks
from .twine_speech import join_speech
from .twine_tokens import LinkToken, RevealToken, TextToken, Token

_LINK_ALONE = re.compile(r"[\s>*#.,;:|/_=~^'\-–—•·]*+(?:\d{1,6}[.)]\s*+)?\Z")
_NO_WORDS = re.compile(r"[\s.,;:!?)\]'\"”’]*+\Z")
_LIST_SEAM = re.compile(r"</(ul|ol)>\n<\1>")
_EMPTY_TAGS = re.compile(r"</?(?:strong|em)>")

_Fragment = tuple[Clauses, str, bool]
"""(condition, text, whether it is the text of a link)."""


def build_paragraphs(
    pieces: list[Token], family: str, speakers: frozenset[str] = frozenset(),
    is_known: Callable[[Clauses], bool] = bool,
) -> Iterator[tuple[Clauses, str]]:
    """Yield each paragraph as (condition, HTML). Links alone on a line become choices and are left out.

    `speakers` are names whose lines need no quotation marks; `is_known` returns whether a condition can be expressed.
    """
    waiting: list[str] = []
    last: Clauses = ()
    for line in _split_lines(convert_marks(pieces, family), family):
        for when, text in join_speech(line, speakers, is_known):
            alone = _is_speech(text, speakers)
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


def _is_speech(text: str, speakers: frozenset[str]) -> bool:
    texts = html_import.parse_html(text).texts if ":" in text else []
    return len(texts) == 1 and match_speech(texts[0], speakers) is not None


def _join_lines(texts: list[str]) -> str:
    if not any(map(html_import.has_blocks, texts)):
        return "<br>".join(texts)
    return _LIST_SEAM.sub("", "\n".join(texts))


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
        elif isinstance(piece, RevealToken) and piece.in_text:
            line.append((piece.when, piece.text, True))
        elif isinstance(piece, LinkToken) and piece.in_text:
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
    line = [fragment for fragment in line if fragment[1]] or line[:1]
    if all(is_link or _LINK_ALONE.match(_EMPTY_TAGS.sub("", text)) for _, text, is_link in line):
        return []
    tag, first = strip_line_marks(line[0][1], family) if not line[0][2] else ("", line[0][1])
    line = [(line[0][0], first, line[0][2]), *line[1:]]
    out: list[tuple[Clauses, list[str]]] = []
    between: list[str] = []
    for when, text, _ in line:
        if out and out[-1][0] == when:
            out[-1][1].extend((*between, text))
        elif not text.strip() or (out and _NO_WORDS.match(text)):
            between.append(text)
            continue
        else:
            out.append((when, [text]))
        between = []
    found = [(when, words) for when, pieces in out if (words := "".join(pieces).strip())]
    return [(when, _wrap(words, tag)) for when, words in found] if tag else found


def _wrap(text: str, tag: str) -> str:
    return f"<{tag}><li>{text}</li></{tag}>" if tag in ("ul", "ol") else f"<{tag}>{text}</{tag}>"
