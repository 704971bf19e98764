"""One line of the script: what kind it is and what it says. docs/script.md is the reference."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from ...scenario.grammar import ROOT
from .escapes import guard_escapes, unguard

KEYWORDS: dict[str, dict[str, tuple[str, str]]] = {
    "head": {
        "title": ("root", ROOT),
        "minutes": ("about", "minutes"),
        "where": ("about", "setting"),
        "before": ("about", "before"),
        "you need": ("about", "you-need"),
        "they want": ("about", "they-want"),
        "to be seen": ("about", "body-cue"),
        "content note": ("about", "content-note"),
        "stepping out": ("about", "support"),
        "practises": ("about", "goal"),
        "source": ("about", "source"),
        "begins": ("start", "start"),
        "note": ("text", "note"),
    },
    "scene": {
        "hint": ("text", "hint"),
        "check in": ("text", "check-in"),
        "say it first": ("text", "rehearse"),
        "note": ("text", "note"),
    },
    "choice": {
        "feedback": ("feedback", "feedback"),
        "effect": ("part", "effect"),
        "why": ("part", "why"),
        "instead": ("part", "instead"),
        "note": ("text", "note"),
    },
    "ending": {
        "view": ("speech", "their-view"),
        "later": ("text", "later"),
        "ask": ("text", "ask"),
        "note": ("text", "note"),
    },
}
"""Words before a colon that are no names, with the kind of line and the element that they make, by where they stand."""
ALL_KEYWORDS = frozenset(word for words in KEYWORDS.values() for word in words)
MAX_NAME_LENGTH = 40
MAX_NAME_WORDS = 3

_ATTRIBUTES = re.compile(r'\{\s*(#[^\s{}"=]+)?((?:\s*[\w:.-]+="[^"]*")*)\s*\}\Z', re.ASCII)
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"', re.ASCII)
_NAMED = re.compile(r"([^:()]*)(?:\(([^()]*)\)[ \t]*)?:(?:[ \t]+(.*)|\Z)", re.S)
_DETAIL = re.compile(r"\(([^()]*)\)\Z")
_ELEMENT = re.compile(r'<([A-Za-z][\w.-]*)(?:\s+[\w:.-]+="[^"<]*")*\s*(?:/>|>.*</\1>)\Z', re.ASCII | re.S)
_INLINE_MARK = re.compile(r"<(?:p|br|em|strong|b|i|q|ul|ol|li|span|abbr|a)[\s/>]")
_CHOICE = re.compile(r"-(?:[ \t]|\Z|>)")
_ENTITY = re.compile("&(quot|amp|lt|#10|#13|#9|#92);")
_ENTITIES = {"quot": '"', "amp": "&", "lt": "<", "#10": "\n", "#13": "\r", "#9": "\t", "#92": "\\"}
_ID_NAME = re.compile(r"@[a-z][a-z0-9_-]*\Z")
_ID_TARGET = re.compile(r"#[a-z][a-z0-9_-]*\Z")
_NAME_MARKS = " .'’-"


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """What one line says. Its words are still guarded.

    `tag` is the element where the kind does not say it, `name` what stands before a colon, `detail` what stands in
    parentheses (mood, kind of ending, role and portrait), `target` where it leads (a title, "#id" or "=title"), `attrs`
    what stands in braces at the end.
    """

    kind: str
    tag: str = "cue"
    words: str = ""
    name: str | None = None
    detail: str | None = None
    target: str | None = None
    attrs: dict[str, str] = field(default_factory=dict)


def read_line(typed: str, zone: str) -> ScriptLine:
    """Read a line as it was typed, in the zone "head", "scene", "choice" or "ending"."""
    rest = trim(guard_escapes(typed))
    if not rest:
        return ScriptLine("blank")
    if _ELEMENT.match(trim(typed)) and not _INLINE_MARK.match(rest):
        return ScriptLine("raw", words=trim(typed))
    line = ScriptLine("text")
    braces = _ATTRIBUTES.search(rest) if rest.endswith("}") else None
    if braces and (braces[1] or braces[2]):
        line = replace(line, attrs=_read_attributes(braces[1], braces[2]))
        rest = trim(rest[: braces.start()])
    if rest.startswith("#"):
        return replace(line, kind="scene", words=trim(rest[1:]))
    if rest.startswith("="):
        return _with_detail(replace(line, kind="ending", words=trim(rest[1:])))
    if zone == "head" and rest.startswith("@"):
        return _read_person(line, trim(rest[1:]))
    if zone in ("scene", "choice") and _CHOICE.match(rest):
        return _read_choice(line, rest)
    if zone == "choice" and rest.startswith("!"):
        return replace(line, kind="marks", words=trim(rest[1:]))
    return _read_named(line, rest, zone)


def is_name(name: str) -> bool:
    """Return whether words before a colon may be a name: at most three, the first not with a small letter."""
    if name == "?" or _ID_NAME.match(name):
        return True
    if not name or len(name) > MAX_NAME_LENGTH or len(re.split("[ \t]+", name)) > MAX_NAME_WORDS:
        return False
    if not all(one.isalnum() or one in _NAME_MARKS or _is_accent(one) for one in name):
        return False
    return name[0].isalnum() and not name[0].islower()


def is_id_target(target: str) -> bool:
    """Return whether what stands behind an arrow is an id."""
    return bool(_ID_TARGET.match(target))


def trim(text: str) -> str:
    """Return a text without the blanks at its ends."""
    return text.lstrip(" \t\r\n\ufeff").rstrip(" \t\r\n")


def _is_accent(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _read_attributes(id_: str | None, others: str) -> dict[str, str]:
    attrs = {"id": unguard(id_[1:])} if id_ else {}
    for name, value in _ATTRIBUTE.findall(others):
        attrs[name] = _ENTITY.sub(lambda found: _ENTITIES[found[1]], unguard(value))
    return attrs


def _with_detail(line: ScriptLine) -> ScriptLine:
    found = _DETAIL.search(line.words)
    if not found:
        return line
    return replace(line, words=trim(line.words[: found.start()]), detail=trim(found[1]))


def _read_person(line: ScriptLine, rest: str) -> ScriptLine:
    before, _, words = rest.partition(":")
    named = _with_detail(replace(line, words=trim(before)))
    return replace(named, kind="person", name=named.words, words=trim(words))


def _read_choice(line: ScriptLine, rest: str) -> ScriptLine:
    said = rest if rest.startswith("->") else trim(rest[1:])
    at = max(said.rfind("->"), said.rfind("→"))
    if at < 0:
        return replace(line, kind="choice", words=said)
    target = trim(said[at + (1 if said[at] == "→" else 2) :])
    return replace(line, kind="choice", words=trim(said[:at]), target=target)


def _read_named(line: ScriptLine, rest: str, zone: str) -> ScriptLine:
    """Read a line that may begin with a name or with a word of the script."""
    if found := _NAMED.match(rest):
        name, detail, words = trim(found[1]), found[2], found[3] or ""
        if keyword := KEYWORDS[zone].get(name.lower()):
            kind, tag = keyword
            if kind == "speech":
                return replace(line, kind=kind, tag=tag, name=detail, words=words)
            if kind == "start" and detail is None:
                return replace(line, kind=kind, tag=tag, target=words)
            if detail is None:
                return replace(line, kind=kind, tag=tag, words=words)
        elif zone != "head" and is_name(name):
            tag = "reply" if zone == "choice" else "line"
            return replace(line, kind="speech", tag=tag, name=name, detail=detail, words=words)
    return replace(line, tag="note" if zone == "head" else "cue", words=rest)
