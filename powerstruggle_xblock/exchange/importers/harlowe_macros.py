"""The macros of Harlowe 3 by what becomes of them (Arnott, Harlowe 3 manual)."""

from dataclasses import dataclass

LINKS = frozenset((
    "link", "link-replace", "link-reveal", "link-repeat", "link-rerun", "link-append", "link-prepend",
    "link-fullscreen", "link-show",
))
GOTO_LINKS = frozenset(("link-goto", "link-reveal-goto"))
CLICKS = frozenset(
    f"{event}{kind}" for event in ("click", "mouseover", "mouseout")
    for kind in ("", "-replace", "-rerun", "-append", "-prepend"))
CLICK_GOTOS = frozenset(("click-goto", "mouseover-goto", "mouseout-goto"))
COMMANDS = frozenset((
    "link-goto", "link-undo", "link-show", "link-fullscreen", "link-storylet", "icon-undo", "show", "hide", "stop",
    *CLICK_GOTOS,
))
"""Macros after which a hook is no part of them."""
BRANCHES = frozenset(("if", "unless", "else-if", "elseif", "else"))
PAGE_PARTS = frozenset(("passage", "page", "link", "sidebar", "body"))
HIDERS = frozenset(("hidden", "event", "more", "for", "loop"))
WORDS = frozenset((
    "either", "cycling-link", "seq-link", "dropdown", "cond", "nth", "text", "str", "string", "substring",
))
VALUES = frozenset((
    "random", "current-date", "current-time", "monthday", "weekday", "round", "min", "max", "num", "number", "abs",
    "ceil", "floor", "sqrt", "count", "uppercase", "lowercase", "upperfirst", "lowerfirst", "joined", "source",
    "plural", "digit-format", "savedgames",
))
STYLES = frozenset((
    "text-style", "text-colour", "text-color", "colour", "color", "background", "bg", "align", "font", "css",
    "transition", "t8n", "transition-delay", "t8n-delay", "transition-time", "t8n-time", "transition-depart",
    "t8n-depart", "transition-arrive", "t8n-arrive", "text-rotate-x", "text-rotate-y", "text-rotate-z",
    "text-rotate", "hover-style", "char-style", "line-style", "link-style", "button", "box", "float-box",
    "text-size", "text-indent", "opacity", "border", "b4r", "border-size", "b4r-size", "border-colour",
    "b4r-colour", "corner-radius", "collapse", "nobr", "hook", "after", "live", "stop", "enchant", "change",
    "enchant-in", "columns", "icon-fullscreen",
))
ASSIGNMENTS = frozenset(("set", "put", "move", "unpack"))
OTHERS = frozenset((
    "link-storylet", "goto", "go-to", "display", "print", "dialog", "alert", "confirm", "prompt", "restart", "reload",
    "undo", "link-undo", "icon-undo", "verbatim", "v6m", "visited", "history", "array", "dm", "datamap", "dataset",
    "shuffled", "open-url", "save-game", "load-game", "show", "hide", "replace", "append", "prepend", "passage",
    "meter",
))
MACRO_NAMES = (LINKS | GOTO_LINKS | CLICKS | CLICK_GOTOS | BRANCHES | HIDERS | WORDS | VALUES | STYLES
               | ASSIGNMENTS | OTHERS)
"""Macros by which a story is known to be Harlowe's."""


@dataclass(frozen=True, slots=True)
class HarloweMacro:
    """A macro: its name in lower case, arguments, source without the hook, and where its source ends.

    `hook` is (start, end) of what is in its hook, or None; `after` is the index after the hook.
    """

    name: str
    args: list[str]
    raw_args: str
    head: str
    end: int
    hook: tuple[int, int] | None
    after: int
