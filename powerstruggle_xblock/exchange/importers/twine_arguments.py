"""Split the arguments of a macro, and read the strings among them and the line breaks between words."""

import re

_SIGN = re.compile(r"[\"'`()\[\]{},\\]")
_STRINGS = {
    '"': re.compile(r'"(?:[^"\\]++|\\.)*+"', re.S),
    "'": re.compile(r"'(?:[^'\\]++|\\.)*+'", re.S),
    "`": re.compile(r"`[^`]*+`"),
}
_WHOLE_STRING = re.compile(r"\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'", re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)
_WORD = re.compile(r"[^\s\"'`\[]++|\[")
_CONTINUATION = re.compile(r"\\[ \t]*+\n|\n[ \t]*+\\(?!\w)")
_VARIABLE = re.compile(r"[$_][A-Za-z_]\w*")
MAX_EXPRESSION_LENGTH = 2000
MAX_RESCANS = 4
"""How often a text is scanned for the ends of unclosed strings; then quotation marks are ordinary signs."""


class StringFinder:
    """Finds the ends of strings in one text; scanning for ends that are missing stays in step with its length."""

    def __init__(self, text: str):
        self._text = text
        self._scanned = 0

    def find_end(self, at: int, limit: int | None = None) -> int | None:
        """Return the index after the string that begins at `at`, or None where it does not end before `limit`."""
        if self._scanned > MAX_RESCANS * len(self._text) + 1000:
            return None
        end = len(self._text) if limit is None else min(limit, len(self._text))
        found = _STRINGS[self._text[at]].match(self._text, at, end)
        if found is None:
            self._scanned += end - at
        return found.end() if found else None


def join_continued_lines(text: str) -> str:
    """Return a text of Harlowe or SugarCube without the line breaks that a backslash takes out."""
    return _CONTINUATION.sub("", text) if "\\" in text else text


def is_apostrophe(text: str, at: int) -> bool:
    """Return whether the sign "'" at `at` follows a word or bracket, as in `$desk's`, so that it begins no string."""
    before = text[at - 1:at] if at else ""
    return before.isalnum() or before == ")"


def split_arguments(source: str) -> list[str]:
    """Return arguments that are separated by commas, as Harlowe writes them; commas in brackets and strings don't."""
    found, depth, start, at = [], 0, 0, 0
    finder = StringFinder(source)
    while hit := _SIGN.search(source, at):
        sign, at = hit[0], hit.end()
        if sign in "\"`" or (sign == "'" and not is_apostrophe(source, hit.start())):
            at = finder.find_end(hit.start()) or at
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == "," and depth <= 0:
            found.append(source[start:hit.start()])
            start = at
    return [part for part in map(str.strip, [*found, source[start:]]) if part]


def split_words(source: str) -> list[str]:
    """Return arguments that are separated by spaces, as SugarCube writes them: strings, links in brackets, words."""
    found: list[str] = []
    finder = StringFinder(source)
    last_bracket = source.rfind("]]")
    at = 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        end = None
        if source[at] in _STRINGS:
            end = finder.find_end(at)
        elif at < last_bracket and source.startswith(("[[", "[img["), at):
            end = source.find("]]", at) + 2
        if end is None:
            word = _WORD.match(source, at)
            end = word.end() if word else at + 1
        found.append(source[at:end])
        at = end
    return found


def parse_string(source: str) -> str | None:
    """Return the value of an argument that is one string and nothing else, or None."""
    text = source.strip()
    return _ESCAPED.sub(r"\1", text[1:-1]) if _WHOLE_STRING.fullmatch(text) else None


def describe_expression(source: str) -> str:
    """Return an expression that builds a text as words: its strings, and an ellipsis for each other part."""
    text = source[:MAX_EXPRESSION_LENGTH].strip().strip("`")
    pieces = [hit[0][1:-1] for hit in _WHOLE_STRING.finditer(text)]
    if not pieces:
        return "…"
    ends = "…" if _VARIABLE.search(_WHOLE_STRING.sub("", text)) else ""
    return f"{'…'.join(pieces).strip()}{' ' if ends else ''}{ends}".strip()
