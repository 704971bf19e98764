"""What all writers of lines share: names, attributes in braces, and words that read back as what they were."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from . import vocabulary
from .element import Element
from .escapes import guard_all, unguard, write_escapes
from .lines import ALL_KEYWORDS, ScriptLine, is_name, read_line
from .words import from_markup, split_tags

_PLAIN_TITLE = re.compile(r"[^ \t\r\n\\*<>#=\[\]{}→-](?:[^\\*<>#=\[\]{}→\r\n\t]*[^ \t\r\n\\*<>#=\[\]{}→])?\Z")
_ID = re.compile(r"[a-z][a-z0-9_-]*\Z")
_ENTITY = re.compile('["&<\n\r\t\\\\]')
_ENTITIES = {
    '"': "&quot;", "&": "&amp;", "<": "&lt;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;", "\\": "&#92;",
}
_FIRST = re.compile(r"^[#=\-@!<?]")
_LAST = re.compile(r"[})\]]$")


class Names:
    """What places and people of a scenario are called: by title or name, where that is unmistakable."""

    def __init__(self, root: Element):
        places = [node for node in root.nodes if node.tag in ("scene", "ending")]
        people = [node for node in root.nodes if node.tag == "person"]
        titles = Counter(place.attrs.get("title", "").lower() for place in places)
        names = Counter(person.attrs.get("name", "").lower() for person in people)
        self._places: dict[str, str] = {}
        for place in places:
            title, id_ = place.attrs.get("title", ""), place.attrs.get("id", "")
            is_clear = _is_plain_title(title) and titles[title.lower()] == 1
            self._places.setdefault(id_, title if is_clear else f"#{id_}")
        self._people: dict[str, str] = {}
        for person in people:
            name, id_ = person.attrs.get("name", ""), person.attrs.get("id", "")
            is_clear = is_name(name) and name[0] not in "?@" and name.lower() not in ALL_KEYWORDS
            is_clear = is_clear and names[name.lower()] == 1
            self._people.setdefault(id_, name if is_clear else f"@{id_}")

    def place(self, id_: str) -> str:
        """Return what stands behind an arrow."""
        return self._places.get(id_, f"#{id_}")

    def person(self, id_: str | None) -> str:
        """Return what stands before the colon of a line."""
        return "?" if id_ is None else self._people.get(id_, f"@{id_}")


def fits_line(name: str) -> bool:
    """Return whether a title or name is one line without blanks at its ends."""
    return name == name.strip(" \t\r\n\ufeff") and not any(sign in name for sign in "\t\r\n")


def _is_plain_title(title: str) -> bool:
    return bool(_PLAIN_TITLE.match(title)) and "->" not in title and "  " not in title


def other_attributes(node: Element, said: Iterable[str]) -> str:
    """Return an element's attributes in braces, but for those that the line itself says."""
    left = {name: value for name, value in node.attrs.items() if name not in set(said)}
    ids = [f"#{left.pop('id')}"] if _ID.match(left.get("id", "")) else []
    parts = [f'{name}="{_ENTITY.sub(lambda found: _ENTITIES[found[0]], value)}"' for name, value in left.items()]
    return f" {{{' '.join([*ids, *parts])}}}" if ids or parts else ""


def first_that(
    candidates: Iterable[str], line: Callable[[str], str], zone: str, expected: Callable[[ScriptLine], bool]
) -> str | None:
    """Return the first line that reads back as it should, or None."""
    for words in candidates:
        typed = write_escapes(line(words))
        if expected(read_line(typed, zone)):
            return typed
    return None


def candidates_of(words: str) -> list[str]:
    """Return guarded words, plainly first, then with ever more characters that lose their meaning."""

    def outside(characters: str) -> str:
        parts = split_tags(words)
        return "".join(part if index % 2 else guard_all(part, characters) for index, part in enumerate(parts))

    first = _FIRST.sub(lambda found: guard_all(found[0], "#=-@!<?"), words)
    first = _LAST.sub(lambda found: guard_all(found[0], "})]"), first)
    return [
        words,
        first,
        first.replace(":", guard_all(":", ":"), 1),
        outside(":[]{}()→-"),
        outside("#=-@!<>:[]{}()→?"),
    ]


def same_words(found: str, wanted: str) -> bool:
    """Return whether guarded words say the same, with the same marks."""
    if unguard(found) != unguard(wanted):
        return False
    return found.count("*") + found.count("<") == wanted.count("*") + wanted.count("<")


def indent_of(zone: str) -> str:
    """Return what stands before a line."""
    return "  " if zone == "choice" else ""


def write_text(node: Element, zone: str, keyword: str) -> str | None:
    """Return the line of a text, behind a word of the script or by itself; None where it can't be said."""
    if node.nodes:
        return None
    words, rest = from_markup(node.text), other_attributes(node, ())

    def line(found: str) -> str:
        before = f"{keyword}:{' ' if found else ''}" if keyword else ""
        return f"{indent_of(zone)}{before}{found}{rest}"

    return first_that(
        candidates_of(words), line, zone,
        lambda read: read.kind != "blank" and read.tag == node.tag and same_words(read.words, words))


def write_speech(node: Element, zone: str, names: Names) -> str | None:
    """Return the line of somebody who speaks; None where it can't be said."""
    if node.nodes:
        return None
    words, by, mood = from_markup(node.text), node.attrs.get("by"), node.attrs.get("mood")
    is_view = node.tag == "their-view"
    says_mood = not is_view and mood in vocabulary.moods
    rest = other_attributes(node, ("by", "mood") if says_mood else ("by",))
    name = names.person(by)
    before = f"{name} ({mood})" if says_mood else name
    if is_view:
        before = "view" if by is None else f"view ({name})"

    def line(found: str) -> str:
        return f"{indent_of(zone)}{before}:{' ' if found else ''}{found}{rest}"

    return first_that(
        candidates_of(words), line, zone,
        lambda read: read.kind == "speech" and read.tag == node.tag and same_words(read.words, words))


def write_raw(node: Element, zone: str) -> str:
    """Return an element as one line of XML."""
    return indent_of(zone) + node.as_xml()
