"""The grammar of a scenario: which element may stand in which, with which attributes.

`scenario.rng` is the same for other programs.
"""

from ..notation.shapes import TEXT, XML_LANG, ElementShape

ROOT = "powerstruggle_scenario"

_MEDIA = ("cue", "line", "image", "audio", "video")
_VARIANTS = ("variant",)
"""What can stand in place of the text of a line, reply, cue, <say> or <do>."""

SHAPES: dict[tuple[str, str], ElementShape] = {}
"""The shape by (tag of the parent, tag), or by ("", tag) where the parent does not matter."""


def find_shape(parent: str, tag: str) -> ElementShape:
    """Return the shape of an element, from the tag of its parent and its own. Raises KeyError for an unknown tag."""
    return SHAPES.get((parent, tag)) or SHAPES["", tag]


SHAPES.update({
    ("", ROOT): ElementShape(
        ("display_name", "weight", "max_attempts", XML_LANG),
        ("about", "scoring", "meters", "person", "term", "start", "when", "scene", "ending", "note", "sign-off"),
        any_attribute=True,
        once=("about", "scoring", "meters", "start"),
    ),
    ("", "about"): ElementShape(
        ("minutes",),
        ("setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "goal", "source"),
        once=("setting", "before", "you-need", "they-want", "body-cue", "content-note", "support"),
    ),
    ("", "goal"): ElementShape(("skill",)),
    ("", "scoring"): ElementShape(("pass", "keep", "decisions", "retry", "feedback")),
    ("", "meters"): ElementShape(("show",), ("meter",)),
    ("", "meter"): ElementShape(("id", "name", "show", "drop")),
    ("", "person"): ElementShape(("id", "name", "role", "portrait"), text=True),
    ("", "term"): ElementShape(("name", "also"), text=True),
    ("", "start"): ElementShape(("scene", "draw", "profile"), any_attribute=True),
    ("", "when"): ElementShape(("if", "to")),
    ("", "scene"): ElementShape(
        ("id", "title", "needs", "map"),
        (*_MEDIA, "shift", "check-in", "rehearse", "hint", "choice", "note"),
        once=("check-in", "rehearse", "hint"),
    ),
    ("", "cue"): ElementShape(("if", "needs"), _VARIANTS, text=True),
    ("", "line"): ElementShape(("by", "mood", "recording", "if", "needs", XML_LANG), _VARIANTS, text=True),
    ("", "reply"): ElementShape(("by", "mood", "recording", "if", "needs", XML_LANG), _VARIANTS, text=True),
    ("", "do"): ElementShape((), _VARIANTS, text=True),
    ("", "say"): ElementShape((), _VARIANTS, text=True),
    ("", "image"): ElementShape(("src", "alt", "decorative", "if")),
    ("", "audio"): ElementShape(("src", "if"), text=True),
    ("", "video"): ElementShape(("src", "captions", "if"), text=True),
    ("scene", "shift"): ElementShape(("if",), any_attribute=True),
    ("choice", "shift"): ElementShape(any_attribute=True),
    ("", "check-in"): ElementShape(),
    ("", "rehearse"): TEXT,
    ("", "choice"): ElementShape(
        ("id", "to", "move", "mistake", "if", "closed", "needs"),
        ("do", "say", "wait", "level", "shift", "reply", "cue", "image", "audio", "video", "feedback", "go", "note"),
        once=("do", "say", "wait", "shift"),
    ),
    ("", "wait"): ElementShape(("seconds",), text=True),
    ("", "level"): ElementShape(("if", "only"), any_attribute=True),
    ("", "feedback"): ElementShape(
        ("if", "needs"), ("effect", "why", "instead"), once=("effect", "why", "instead"),
    ),
    ("", "go"): ElementShape(("to", "if")),
    ("", "ending"): ElementShape(
        ("id", "kind", "title", "cap", "needs", "map"),
        (*_MEDIA, "later", "their-view", "ask", "note"),
        once=("later", "their-view"),
    ),
    ("", "their-view"): ElementShape(("by", "recording"), text=True),
    ("", "note"): ElementShape(("by", "date", "done"), text=True),
    ("", "sign-off"): ElementShape(("by", "role", "date", "version")),
})
for _tag in (
    "setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "source", "hint", "effect",
    "why", "instead", "later", "ask", *_VARIANTS,
):
    SHAPES["", _tag] = TEXT
