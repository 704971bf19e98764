"""Find the people of a Twine story whose lines are written `Name: words`, without quotation marks."""

import re
from collections.abc import Iterable, Iterator

from ...notation.messages import noop
from ...scenario.vocabulary import STAFF_NAMES
from ..report import ATTENTION, Report
from .scenario_builder import is_person_name
from .twine_tokens import TextToken, Token

MIN_LINES = 3
"""So many lines of one name make a speaker; of two names, two of each do."""
_MARK = r"(?:''|\*\*|//|__|</?(?:b|strong|i|em)>)?"
_LINE = re.compile(
    rf"[ \t]*+{_MARK}(?P<name>[^\W\d_][\w .'’-]{{0,39}}?){_MARK}[ \t]?:{_MARK}[ \t]++{_MARK}(?P<first>\S)")
_NO_NAMES = frozenset((
    "note", "notes", "warning", "hint", "tip", "time", "date", "day", "chapter", "scene", "act", "part", "episode",
    "goal", "objective", "task", "inventory", "score", "health", "money", "location", "status", "author", "title",
    "credits", "source", "sources", "question", "answer", "example", "step", "number", "name", "age", "ps",
    "result", "remember", "important", "attention", "todo", "fixme", "content warning", "trigger warning",
    "subject", "from", "to", "re",
))


def find_speakers(passages: Iterable[tuple[str, Iterable[Token]]], report: Report) -> frozenset[str]:
    """Return the names, case-folded, of people who speak without quotation marks; report names that only may be some.

    `passages` are (id, tokens).
    """
    found_lines: list[tuple[str, str]] = []
    for id_, tokens in passages:
        for token in tokens:
            if isinstance(token, TextToken) and ":" in token.text and not token.literal and not token.raw:
                found_lines += [(name, id_) for name in _list_names(token.text)]
    counts: dict[str, int] = {}
    for name, _ in found_lines:
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    repeated = {name for name, count in counts.items() if count >= 2}
    found = {name for name in repeated if counts[name] >= MIN_LINES or len(repeated) > 1}
    found |= {name for name in counts if found and name in STAFF_NAMES}
    for name, id_ in found_lines:
        if name.casefold() not in found:
            report.add_named(
                ATTENTION,
                noop("Paragraphs begin with a name like lines that somebody says; they stayed narration, since these "
                     "names are not there again and again: {count}. Where it is speech, make it a line. The names: "
                     "{names}"), f"“{name}:”", id_)
    return frozenset(found)


def _list_names(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found is None or found["first"] in "\"“„«":
            continue
        name = " ".join(found["name"].split())
        if is_person_name(name) and name.casefold() not in _NO_NAMES:
            yield name
