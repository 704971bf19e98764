"""The grammar of a continuum: the attributes and child elements of each element (docs/continuum.md)."""

from ..notation.shapes import TEXT, XML_LANG, ElementShape

ROOT = "powerstruggle_continuum"
OWN_ATTRIBUTES = ("round", "since", "earlier", "k", "pool", "show", "release", XML_LANG)
"""The attributes of the root besides the platform's settings."""

SHAPES = {
    ROOT: ElementShape(
        ("display_name", "weight", *OWN_ATTRIBUTES),
        ("intro", "frame", "scale", "next", "look-back", "statement", "prompt", "closing", "tag-out", "note"),
        any_attribute=True,
        once=("intro", "frame", "scale", "next", "look-back", "closing", "tag-out"),
    ),
    "scale": ElementShape(("ask", "top"), ("stop",)),
    "next": ElementShape(("ask",), ("option",)),
    "statement": ElementShape(
        ("id", "follow-up", "low", "high"), ("content-note", "words", "prompt"), once=("content-note", "words")
    ),
    "stop": ElementShape(("id",), text=True),
    "option": ElementShape(("id",), text=True),
    **{
        tag: TEXT
        for tag in ("intro", "frame", "look-back", "closing", "tag-out", "note", "content-note", "words", "prompt")
    },
}


def find_shape(_parent: str, tag: str) -> ElementShape:
    """Return the shape of a known element, from its tag. Raises KeyError for an unknown tag."""
    return SHAPES[tag]
