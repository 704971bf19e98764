"""Words of the script and the notation's markup: `*em*`, `**strong**`; all other marks stand as their tags."""

import re
from xml.sax.saxutils import escape

from .escapes import guarded, unguard

TAG = r"""</?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>"""
_TAGS = re.compile(f"({TAG})", re.ASCII)
_TAG_PARTS = re.compile(r"<(/?)([A-Za-z][\w:.-]*)[^>]*?(/?)>\Z", re.ASCII | re.S)
_BAD_AMPERSAND = re.compile(r"&(?!\w+;|#)", re.ASCII)
_STRONG = re.compile(r"\*\*([^ \t\r\n*](?:[^*]*[^ \t\r\n*])?)\*\*")
_EM = re.compile(r"\*([^ \t\r\n*](?:[^*]*[^ \t\r\n*])?)\*")
_STRONG_MARK = re.compile(r"<strong>([^<> \t\r\n*](?:[^<>*]*[^<> \t\r\n*])?)</strong>")
_EM_MARK = re.compile(r"<em>([^<> \t\r\n*](?:[^<>*]*[^<> \t\r\n*])?)</em>")
_BLANKS = re.compile("[ \t\r\n]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OPENING = re.compile("<(?=[A-Za-z/])")


def to_markup(words: str) -> str:
    """Return guarded words as markup. Tags that don't fit together are words."""
    folded = _BLANKS.sub(" ", words).strip(" ")
    parts = _TAGS.split(folded)
    if not _fit_together(parts[1::2]):
        parts = [folded]
    marked = "".join(part if index % 2 else _emphasize(escape(part)) for index, part in enumerate(parts))
    return _CONTROL.sub(lambda found: escape(unguard(found[0])), marked)


def from_markup(markup: str) -> str:
    """Return markup as guarded words: `to_markup` gives the same markup."""
    short = _write_marks(markup, with_asterisks=True)
    return short if to_markup(short) == markup else _write_marks(markup, with_asterisks=False)


def split_tags(words: str) -> list[str]:
    """Return words and tags in turn."""
    return _TAGS.split(words)


def _emphasize(words: str) -> str:
    return _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", words))


def _fit_together(tags: list[str]) -> bool:
    """Return whether each tag that is opened is closed, in order."""
    opened: list[str] = []
    for tag in tags:
        found = _TAG_PARTS.match(tag)
        assert found is not None
        closing, name, empty = found.groups()
        if _BAD_AMPERSAND.search(tag):
            return False
        if closing:
            if not opened or opened.pop() != name:
                return False
        elif not empty:
            opened.append(name)
    return not opened


def _write_marks(markup: str, *, with_asterisks: bool) -> str:
    text = markup
    if with_asterisks:
        text = _EM_MARK.sub("\ufdd0\\1\ufdd0", _STRONG_MARK.sub("\ufdd1\\1\ufdd1", markup))
    parts = (part if index % 2 else _write_plain(_unescape(part)) for index, part in enumerate(_TAGS.split(text)))
    return "".join(parts).replace("\ufdd1", "**").replace("\ufdd0", "*")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _write_plain(text: str) -> str:
    return _OPENING.sub(guarded("<"), text.replace("\\", guarded("\\")).replace("*", guarded("*")))
