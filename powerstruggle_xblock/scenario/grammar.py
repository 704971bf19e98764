"""Which element may stand where and with which attributes; `scenario.rng` says the same to other programs."""

from dataclasses import dataclass

ROOT = "powerstruggle_scenario"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Shape:
    """What an element takes: attributes, child elements, whether it holds text, whether any attribute is let by."""

    attributes: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    text: bool = False
    any_attribute: bool = False


_TEXT = Shape(text=True)
_MEDIA = ("cue", "line", "image", "audio", "video")

SHAPES: dict[tuple[str, str], Shape] = {}
"""By (parent tag, tag), or ("", tag) where the parent does not matter."""


def shape(parent: str, tag: str) -> Shape:
    """Give the shape of a known element."""
    return SHAPES.get((parent, tag)) or SHAPES["", tag]


SHAPES.update({
    ("", ROOT): Shape(
        ("display_name", "weight", "max_attempts", XML_LANG),
        ("about", "scoring", "meters", "person", "start", "when", "scene", "ending", "note", "sign-off"),
        any_attribute=True,
    ),
    ("", "about"): Shape(
        ("minutes",),
        ("setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "goal", "source"),
    ),
    ("", "goal"): Shape(("skill",)),
    ("", "scoring"): Shape(("pass", "keep", "decisions", "retry")),
    ("", "meters"): Shape(("show",), ("meter",)),
    ("", "meter"): Shape(("id", "name", "show", "drop")),
    ("", "person"): Shape(("id", "name", "role", "portrait"), text=True),
    ("", "start"): Shape(("scene", "profile"), any_attribute=True),
    ("", "when"): Shape(("if", "to")),
    ("", "scene"): Shape(("id", "title"), (*_MEDIA, "shift", "check-in", "rehearse", "hint", "choice", "note")),
    ("", "cue"): Shape(("if",), text=True),
    ("", "line"): Shape(("by", "mood", "if", XML_LANG), text=True),
    ("", "reply"): Shape(("by", "mood", "if", XML_LANG), text=True),
    ("", "image"): Shape(("src", "alt", "decorative", "if")),
    ("", "audio"): Shape(("src", "if"), text=True),
    ("", "video"): Shape(("src", "captions", "if"), text=True),
    ("scene", "shift"): Shape(("if",), any_attribute=True),
    ("choice", "shift"): Shape(any_attribute=True),
    ("", "check-in"): Shape(),
    ("", "rehearse"): Shape(),
    ("", "choice"): Shape(
        ("id", "to", "move", "mistake", "if", "closed"),
        ("do", "say", "wait", "level", "shift", "reply", "cue", "image", "audio", "video", "feedback", "go", "note"),
    ),
    ("", "wait"): Shape(("seconds",), text=True),
    ("", "level"): Shape(("if", "only"), any_attribute=True),
    ("", "feedback"): Shape(("if",), ("effect", "why", "instead")),
    ("", "go"): Shape(("to", "if")),
    ("", "ending"): Shape(("id", "kind", "title", "cap"), (*_MEDIA, "later", "their-view", "ask", "note")),
    ("", "their-view"): Shape(("by",), text=True),
    ("", "note"): Shape(("by", "date", "done"), text=True),
    ("", "sign-off"): Shape(("by", "role", "date", "version")),
})
for _tag in (
    "setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "source", "hint", "do", "say",
    "effect", "why", "instead", "later", "ask",
):
    SHAPES["", _tag] = _TEXT
