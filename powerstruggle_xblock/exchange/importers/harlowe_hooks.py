"""Find the named hooks of a Harlowe passage: their places, and which hidden ones a click shows."""

import re
from dataclasses import dataclass, field

from .harlowe_brackets import HarloweBrackets

_NAME_BEFORE = re.compile(r"\|(?P<name>[\w-]{1,60})(?P<kind>[>)])(?=\[)")
_NAME_AFTER = re.compile(r"\](?P<kind>[<(])(?P<name>[\w-]{1,60})\|")
_CLICK_OR_SHOW = re.compile(
    r"\((?:(?P<click>link(?:-replace|-reveal|-repeat|-rerun|-append|-prepend)?|(?:click|mouseover|mouseout)"
    r"(?:-replace|-rerun|-append|-prepend)?)|(?P<show>show|link-show)):", re.I)
HOOK_NAME = re.compile(r"\?([\w-]{1,60})")


@dataclass(slots=True)
class NamedHooks:
    """The named hooks of a passage.

    `ranges` has the places of their brackets, (index of the first, index of the last), by name in lower case without
    its signs; `clicked` are the names of hidden ones that only a click shows.
    """

    ranges: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    clicked: frozenset[str] = frozenset()


def normalize_hook_name(name: str) -> str:
    """Return a hook's name in the form in which Harlowe compares names."""
    return name.lower().replace("-", "").replace("_", "")


def find_named_hooks(text: str, brackets: HarloweBrackets) -> NamedHooks:
    """Return the named hooks of a passage. Time grows in step with its length."""
    found = NamedHooks()
    hidden: set[str] = set()
    openings = {stop - 1: start for start, stop in brackets.closed.items() if text[start] == "["}
    for hit in _NAME_BEFORE.finditer(text):
        if (stop := brackets.closed.get(hit.end())) is not None:
            _add_hook(found, hidden, hit, hit["kind"] == ")", (hit.end(), stop - 1))
    for hit in _NAME_AFTER.finditer(text):
        if (start := openings.get(hit.start())) is not None:
            _add_hook(found, hidden, hit, hit["kind"] == "(", (start, hit.start()))
    if hidden:
        inside = sorted(place for name in hidden for place in found.ranges[name])
        shown, clicked = _find_shown(text, brackets, inside)
        found.clicked = frozenset(hidden & clicked - shown)
    return found


def _add_hook(
    found: NamedHooks, hidden: set[str], hit: re.Match[str], is_hidden: bool, place: tuple[int, int]
) -> None:
    name = normalize_hook_name(hit["name"])
    found.ranges.setdefault(name, []).append(place)
    if is_hidden:
        hidden.add(name)


def _find_shown(
    text: str, brackets: HarloweBrackets, hidden: list[tuple[int, int]]
) -> tuple[set[str], set[str]]:
    """Return the names that are shown on arrival, and those that a click, or something in a hidden hook, shows."""
    shown: set[str] = set()
    clicked: set[str] = set()
    click_end = at = 0
    for hit in _CLICK_OR_SHOW.finditer(text):
        stop = brackets.closed.get(hit.start())
        if stop is None:
            continue
        while at < len(hidden) and hidden[at][0] < hit.start():
            click_end = max(click_end, hidden[at][1])
            at += 1
        if hit["click"]:
            click_end = max(click_end, brackets.closed.get(stop, 0))
        else:
            by_click = hit.start() < click_end or hit["show"].lower() == "link-show"
            names = {normalize_hook_name(name[1]) for name in HOOK_NAME.finditer(text[hit.end():stop])}
            (clicked if by_click else shown).update(names)
    return shown, clicked
