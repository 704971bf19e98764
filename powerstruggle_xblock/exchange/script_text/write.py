"""Write a scenario as a script: everything that has a form there, and the rest as lines of XML."""

import re
from functools import partial

from . import vocabulary
from .deeds import RATING_WORDS, Deed, read_deeds
from .element import Element
from .escapes import ESCAPABLE, guard_all, unguard
from .lines import KEYWORDS, ScriptLine
from .words import from_markup
from .writing import (
    Names,
    candidates_of,
    first_that,
    fits_line,
    other_attributes,
    same_words,
    write_raw,
    write_speech,
    write_text,
)

_DIGITS = re.compile("[0-9]+\\Z")
_SECONDS = re.compile("[0-9]*\\Z")
_PORTRAIT = re.compile("[a-z][a-z0-9-]*\\Z")
_DEEDS = ("do", "say", "wait")
_DEED_ORDERS = (("do", "say"), ("say", "do"), ("do",), ("say",), ("wait",))
_PARTS = ("effect", "why", "instead")


def write_script(root: Element) -> str:
    """Return the script of a scenario."""
    names = Names(root)
    blocks = [_write_head(root, names)]
    blocks += [_write_place(node, names) for node in root.nodes if node.tag in ("scene", "ending")]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _keyword(zone: str, tag: str) -> str:
    return next((word for word, (_, made) in KEYWORDS[zone].items() if made == tag), "")


# --- the head -------------------------------------------------------------------------------------------------------


def _write_head(root: Element, names: Names) -> list[str]:
    lines = _write_title(root)
    for node in root.nodes:
        if node.tag not in ("scene", "ending"):
            written = _write_root_item(root, node, names)
            lines += [write_raw(node, "head")] if written is None else written
    return lines


def _write_title(root: Element) -> list[str]:
    title = root.attrs.get("display_name")
    if title is not None and not fits_line(title):
        return [f"title:{other_attributes(root, ())}"]
    rest = other_attributes(root, ("display_name",))
    if title is None and not rest:
        return []
    found = first_that(
        candidates_of(guard_all(title or "", "\\*<")),
        lambda words: f"title:{' ' if words else ''}{words}{rest}",
        "head",
        lambda line: line.kind == "root" and unguard(line.words) == (title or ""),
    )
    return [] if found is None else [found]


def _write_root_item(root: Element, node: Element, names: Names) -> list[str] | None:
    is_first = next(other for other in root.nodes if other.tag == node.tag) is node
    if node.tag == "about" and is_first:
        return _write_about(node)
    if node.tag == "start" and is_first:
        return _write_start(root, node, names)
    line = _write_person(node) if node.tag == "person" else None
    if node.tag == "note":
        line = write_text(node, "head", "note")
    return None if line is None else [line]


def _write_about(about: Element) -> list[str] | None:
    minutes = about.attrs.get("minutes")
    if about.text or set(about.attrs) - {"minutes"} or (minutes is None and not about.nodes):
        return None
    if minutes is not None and not _DIGITS.match(minutes):
        return None
    lines: list[str] = [] if minutes is None else [f"minutes: {minutes}"]
    goals: list[str] = []
    for node in (*about.nodes, None):
        if node and node.tag == "goal" and _is_goal(node):
            goals.append(node.attrs["skill"])
            continue
        if goals:
            lines.append(f"practises: {', '.join(goals)}")
        goals = []
        if node is None:
            break
        keyword = "" if node.tag in ("goal", "start", "note") else _keyword("head", node.tag)
        line = write_text(node, "head", keyword) if keyword else None
        if line is None:
            return None
        lines.append(line)
    return lines


def _is_goal(node: Element) -> bool:
    is_known = set(node.attrs) == {"skill"} and node.attrs["skill"] in vocabulary.skills()
    return is_known and not node.text and not node.nodes


def _write_person(person: Element) -> str | None:
    if person.nodes or not fits_line(person.attrs.get("name", "")):
        return None
    name, role, portrait = (person.attrs.get(key) for key in ("name", "role", "portrait"))
    said = ["name"]
    details: list[str] = []
    if role in vocabulary.roles:
        said.append("role")
        details.append(role or "")
    if portrait and _PORTRAIT.match(portrait) and portrait not in vocabulary.roles:
        said.append("portrait")
        details.append(portrait)
    detail, rest = ", ".join(details), other_attributes(person, said)
    words, guarded_name = from_markup(person.text), guard_all(name or "", "\\*<>#=[]{}:()!@")

    def line(found: str) -> str:
        return f"@{guarded_name}{f' ({detail})' if detail else ''}{f': {found}' if found else ''}{rest}"

    def expected(read: ScriptLine) -> bool:
        is_same = unguard(read.name or "") == (name or "") and (read.detail or "") == detail
        return read.kind == "person" and is_same and same_words(read.words, words)

    return first_that(candidates_of(words), line, "head", expected)


def _write_start(root: Element, start: Element, names: Names) -> list[str] | None:
    scene, rest = start.attrs.get("scene"), other_attributes(start, ("scene",))
    if start.text or start.nodes or scene is None:
        return None
    first = next((node.attrs.get("id") for node in root.nodes if node.tag == "scene"), None)
    return [] if not rest and scene == first else [f"begins: {names.place(scene)}{rest}"]


# --- scenes and endings ---------------------------------------------------------------------------------------------


def _write_place(place: Element, names: Names) -> list[str]:
    zone = "ending" if place.tag == "ending" else "scene"
    lines = [_write_heading(place)]
    for node in place.nodes:
        if node.tag == "choice" and zone == "scene":
            lines += _write_choice(node, names)
        else:
            line = _write_item(node, zone, names)
            lines.append(write_raw(node, zone) if line is None else line)
    return lines


def _write_heading(place: Element) -> str:
    title, kind = place.attrs.get("title", ""), place.attrs.get("kind", "")
    is_ending = place.tag == "ending"
    says_title = fits_line(title)
    title = title if says_title else ""
    detail = kind if is_ending and kind in vocabulary.kinds else ""
    rest = other_attributes(place, [*(["title"] if says_title else []), *(["kind"] if detail else [])])
    sign = "=" if is_ending else "#"
    found = first_that(
        [title, guard_all(title, "{}()"), guard_all(title, ESCAPABLE)],
        lambda words: f"{sign} {words}{f' ({detail})' if detail else ''}{rest}",
        "head",
        lambda line: line.kind == place.tag
        and unguard(line.words) == title
        and (not is_ending or (line.detail or "") == detail),
    )
    return f"{sign}{rest}" if found is None else found


def _write_item(node: Element, zone: str, names: Names) -> str | None:
    """Return the line of a child of a scene or an ending; None where the script has no form for it."""
    if node.tag == "line" or (node.tag == "their-view" and zone == "ending"):
        return write_speech(node, zone, names)
    if node.tag == "cue":
        return write_text(node, zone, "") if node.text else None
    keyword = _keyword(zone, node.tag)
    return write_text(node, zone, keyword) if keyword else None


def _write_choice(choice: Element, names: Names) -> list[str]:
    line, said = _write_first_line(choice, names)
    lines = [line]
    if (move := choice.attrs.get("move")) in vocabulary.moves():
        lines.append(f"  !{move}")
    previous = ""
    for node in choice.nodes[said:]:
        written = _write_inside(node, names, follows=previous == "feedback")
        lines += [write_raw(node, "choice")] if written is None else written
        previous = "" if written is None else node.tag
    return lines


def _write_first_line(choice: Element, names: Names) -> tuple[str, int]:
    """Return the first line of a choice, and how many of its children it says."""
    to = choice.attrs.get("to")
    rest = other_attributes(choice, ("to", "move") if choice.attrs.get("move") in vocabulary.moves() else ("to",))
    arrow = "" if to is None else f" -> {names.place(to) if to else ''}".rstrip(" ")
    wanted = [_deed_of(node) for node in _leading_deeds(choice)]
    if wanted:
        found = first_that(
            [" ".join(_write_deed(deed, level) for deed in wanted) for level in range(3)],
            lambda words: f"-{f' {words}' if words else ''}{arrow}{rest}",
            "scene",
            partial(_says, wanted),
        )
        if found is not None:
            return found, len(wanted)
    return f"-{arrow}{rest}", 0


def _leading_deeds(choice: Element) -> list[Element]:
    """Return what is said and done, where the first line can say it."""
    few = [node for node in choice.nodes if node.tag in _DEEDS]
    is_first = all(node is other for node, other in zip(few, choice.nodes, strict=False))
    fits = is_first and all(not node.nodes and _can_say(node) for node in few)
    return few if fits and tuple(node.tag for node in few) in _DEED_ORDERS else []


def _can_say(node: Element) -> bool:
    if node.tag == "wait":
        return not set(node.attrs) - {"seconds"} and bool(_SECONDS.match(node.attrs.get("seconds", "")))
    return not node.attrs and bool(node.text)


def _deed_of(node: Element) -> Deed:
    return Deed(node.tag, from_markup(node.text), node.attrs.get("seconds"))


def _write_deed(deed: Deed, level: int) -> str:
    words = deed.words
    if level == 2:
        words = candidates_of(words)[-1]
    elif level:
        words = guard_all(words, "[]→").replace("->", f"{guard_all('-', '-')}>")
        words = words[:-1] + guard_all(words[-1:], "}")
    if deed.tag == "say":
        return words
    if deed.tag == "do":
        return f"[{words}]"
    return f"[wait{'' if deed.seconds is None else f' {deed.seconds}'}{f': {words}' if words else ''}]"


def _says(wanted: list[Deed], line: ScriptLine) -> bool:
    found = read_deeds(line.words)
    return line.kind == "choice" and len(found) == len(wanted) and all(
        deed.tag == other.tag and deed.seconds == other.seconds and same_words(deed.words, other.words)
        for deed, other in zip(found, wanted, strict=True)
    )


def _write_inside(node: Element, names: Names, *, follows: bool) -> list[str] | None:
    """Return the lines of a child of a choice; None where the script has no form for it."""
    if node.tag == "feedback":
        return _write_feedback(node, follows=follows)
    line = None
    if node.tag == "level":
        line = _write_level(node)
    elif node.tag == "reply":
        line = write_speech(node, "choice", names)
    elif node.tag == "cue" and node.text:
        line = write_text(node, "choice", "")
    elif node.tag == "note":
        line = write_text(node, "choice", "note")
    return None if line is None else [line]


def _write_level(node: Element) -> str | None:
    rated = {name: value for name, value in node.attrs.items() if name not in ("if", "only")}
    if not rated or node.nodes or node.text:
        return None
    if not all(name in vocabulary.skills() and value in ("0", "1", "2", "3") for name, value in rated.items()):
        return None
    groups: list[str] = []
    last = ""
    for name, value in rated.items():
        if value == last:
            groups[-1] += f" {name}"
        else:
            groups.append(f"{RATING_WORDS[int(value)]} {name}")
        last = value
    return f"  !{', '.join(groups)}{other_attributes(node, rated)}"


def _write_feedback(node: Element, *, follows: bool) -> list[str] | None:
    """Return the lines of a feedback: one for each part."""
    if node.text or any(part.tag not in _PARTS or part.attrs for part in node.nodes):
        return None
    own = follows or node.attrs or not node.nodes
    lines: list[str | None] = [f"  feedback:{other_attributes(node, ())}"] if own else []
    lines += [write_text(part, "choice", part.tag) for part in node.nodes]
    return None if None in lines else [line for line in lines if line is not None]
