"""Which element may stand where in a continuum component, and with which attributes (docs/continuum.md)."""

from ..scenario.grammar import XML_LANG, Shape

ROOT = "powerstruggle_continuum"
OWN_ATTRIBUTES = ("round", "since", "earlier", "k", "pool", "show", XML_LANG)
"""What the root says besides the platform's settings."""

_TEXT = Shape(text=True)
SHAPES = {
    ROOT: Shape(
        ("display_name", "weight", *OWN_ATTRIBUTES),
        ("intro", "frame", "scale", "next", "look-back", "statement", "prompt", "closing", "tag-out", "note"),
        any_attribute=True,
    ),
    "scale": Shape(("ask", "top"), ("stop",)),
    "next": Shape(("ask",), ("option",)),
    "statement": Shape(("id", "follow-up", "low", "high"), ("content-note", "words", "prompt")),
    "stop": Shape(("id",), text=True),
    "option": Shape(("id",), text=True),
    **{tag: _TEXT for tag in ("intro", "frame", "look-back", "closing", "tag-out", "note", "content-note", "words", "prompt")},
}


def shape(_parent: str, tag: str) -> Shape:
    """Give the shape of a known element."""
    return SHAPES[tag]
