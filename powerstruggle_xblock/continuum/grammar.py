"""Which element may stand where in a continuum component, and with which attributes (docs/continuum.md)."""

from ..scenario.grammar import ElementShape, XML_LANG

ROOT = "powerstruggle_continuum"
OWN_ATTRIBUTES = ("round", "since", "earlier", "k", "pool", "show", XML_LANG)
"""What the root says besides the platform's settings."""

_TEXT = ElementShape(text=True)
SHAPES = {
    ROOT: ElementShape(
        ("display_name", "weight", *OWN_ATTRIBUTES),
        ("intro", "frame", "scale", "next", "look-back", "statement", "prompt", "closing", "tag-out", "note"),
        any_attribute=True,
    ),
    "scale": ElementShape(("ask", "top"), ("stop",)),
    "next": ElementShape(("ask",), ("option",)),
    "statement": ElementShape(("id", "follow-up", "low", "high"), ("content-note", "words", "prompt")),
    "stop": ElementShape(("id",), text=True),
    "option": ElementShape(("id",), text=True),
    **{tag: _TEXT for tag in ("intro", "frame", "look-back", "closing", "tag-out", "note", "content-note", "words", "prompt")},
}


def find_shape(_parent: str, tag: str) -> ElementShape:
    """Give the shape of a known element."""
    return SHAPES[tag]
