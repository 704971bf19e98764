"""Parse HTML elements that are links to passages.

SugarCube and Snowman have them: `<a data-passage="Name">words</a>`. Also elements whose program shows a passage, such
as `onclick="Engine.play('Name')"`.
"""

import html
import re

from . import html_import, twine_expressions
from .twine_arguments import parse_string
from .twine_links import Link
from .twine_tokens import LOST_LINK, MACRO, START, TextToken, Token, VerbatimToken, build_link_token

MAX_TAG_LENGTH = 4000
MAX_RESCANS = 4
"""How often a text is scanned for the ends of unclosed tags."""
_MARK = re.compile(
    r"data-passage|Engine\.(?:play|restart)|story\.(?:show|restart)|state\.(?:display|play|restart)|UI\.restart|"
    r"location\.reload", re.I)
_TAG_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,30})(?=[\s/>.#])")
_TAG_REST = re.compile(r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_SHOW = re.compile(
    r"(?:Engine\.play|story\.show|state\.display|state\.play)\s*+\(\s*+([\"'])((?:(?!\1)[^\\]){1,300}+)\1")
_IMAGE_TAG = re.compile(r"<img(?=[\s/])", re.I)
_COMPUTED_SHOW = re.compile(r"(?:Engine\.play|story\.show|state\.display|state\.play)\s*+\(\s*+[^\s)]")
RESTART = re.compile(r"(?:Engine\.restart|UI\.restart|location\.reload|state\.restart|story\.restart)\s*+\(")
_COMPUTED = re.compile(r"\s(?:@|sc-eval:)(?:src|href|alt|value)\s*+=")
_EMPTY_TAGS = frozenset(("img", "area", "input", "br"))


def find_shown_passage(program: str) -> str | None:
    """Return the name of the passage that a program shows, or None."""
    found = _SHOW.search(program)
    return html.unescape(found[2]) if found else None


class HtmlLinkParser:
    """Parses the link elements of one text. Time grows in step with its length."""

    def __init__(self, text: str):
        self.text = text
        self._lower = text.lower() if _MARK.search(text) else ""
        self._scanned = 0
        self._next_ends: dict[str, int] = {}

    def parse(self, at: int, when: twine_expressions.Clauses) -> tuple[list[Token], int] | None:
        """Return (tokens, where they end) of the link element at `at`, or None where none begins there."""
        name = _TAG_NAME.match(self.text, at) if self._lower else None
        if name is None or self._scanned > MAX_RESCANS * len(self.text):
            return None
        rest = _TAG_REST.match(self.text, name.end(), name.end() + MAX_TAG_LENGTH)
        if rest is None:
            self._scanned += MAX_TAG_LENGTH
            return None
        attributes = _parse_attributes(rest[0])
        source = self.text[at:rest.end()]
        target, is_known = _find_target(attributes)
        if target is None:
            return None
        words, end = self._read_words(name[1].lower(), attributes, rest.end())
        image = _read_image(self.text[rest.end():min(end, rest.end() + MAX_TAG_LENGTH)])
        words = words or image.get("alt", "")
        if not is_known:
            return [VerbatimToken(source, LOST_LINK, words or target), TextToken(words, when)], end
        setter = attributes.get("data-setter", "")
        found: list[Token] = [build_link_token(Link(words or target.lstrip(START), target, setter), when)]
        if name[1].lower() == "img" and attributes.get("src"):
            found.insert(0, build_image(attributes["src"], attributes.get("alt", ""), when))
        if image.get("src"):
            found.insert(0, build_image(image["src"], image.get("alt", ""), when))
        return found, end

    def parse_tag(self, at: int, when: twine_expressions.Clauses) -> tuple[list[Token], int] | None:
        """Return (tokens, where they end) of the tag at `at`, in which nothing else begins, or None for plain text."""
        name = _TAG_NAME.match(self.text, at)
        if name is None or self._scanned > MAX_RESCANS * len(self.text):
            return None
        rest = _TAG_REST.match(self.text, name.end(), name.end() + MAX_TAG_LENGTH)
        if rest is None:
            self._scanned += MAX_TAG_LENGTH
            return None
        source = self.text[at:rest.end()]
        kept: list[Token] = []
        if _COMPUTED.search(source):
            kept.append(VerbatimToken(source, MACRO, f"<{name[1].lower()}>"))
        return [*kept, TextToken(source, when)], rest.end()

    def _read_words(self, tag: str, attributes: dict[str, str], at: int) -> tuple[str, int]:
        """Return (words of the element, where it ends)."""
        if tag in _EMPTY_TAGS:
            return attributes.get("alt") or attributes.get("title") or attributes.get("value") or "", at
        closing = f"</{tag}"
        end = self._next_ends.get(tag, -1)
        if end < at:
            end = self._lower.find(closing, at)
            self._next_ends[tag] = end = end if end >= 0 else len(self.text)
        after = self.text.find(">", end) + 1
        return html_import.format_plain_line(self.text[at:end]), after or len(self.text)


def _parse_attributes(source: str) -> dict[str, str]:
    return {hit[1].lower(): html.unescape(hit[2] or hit[3] or hit[4] or "") for hit in _ATTRIBUTE.finditer(source)}


def _read_image(inside: str) -> dict[str, str]:
    """Return the attributes of the first picture inside of an element."""
    found = _IMAGE_TAG.search(inside)
    rest = _TAG_REST.match(inside, found.end()) if found else None
    return _parse_attributes(rest[0]) if rest else {}


def build_image(source: str, alt: str, when: twine_expressions.Clauses) -> TextToken:
    """Return the token of a picture, as a paragraph of its own."""
    return TextToken(f'\n<img src="{html.escape(source)}" alt="{html.escape(alt)}">\n', when, raw=True)


def _find_target(attributes: dict[str, str]) -> tuple[str | None, bool]:
    """Return (target of an element, whether it is a passage's name); (None, False) where the element is no link."""
    if target := attributes.get("data-passage"):
        return target, "<%" not in target and not target.startswith("$")
    for key in ("@data-passage", "sc-eval:data-passage"):
        if expression := attributes.get(key):
            name = parse_string(expression)
            return (name, True) if name else (expression, False)
    for key in ("onclick", "href"):
        program = attributes.get(key, "")
        if shown := find_shown_passage(program):
            return shown, True
        if RESTART.search(program):
            return START, True
        if _COMPUTED_SHOW.search(program):
            return program, False
    return None, False
