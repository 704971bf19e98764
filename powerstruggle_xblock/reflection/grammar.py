"""The grammar of a reflection: the attributes and child elements of each element (docs/reflection.md)."""

from ..notation.shapes import TEXT, XML_LANG, ElementShape

ROOT = "powerstruggle_reflection"
OWN_ATTRIBUTES = ("keep", "share", XML_LANG)
"""The attributes of the root besides the platform's settings."""

SHAPES = {
    ROOT: ElementShape(
        ("display_name", "weight", *OWN_ATTRIBUTES),
        ("intro", "prompt", "closing", "note"),
        any_attribute=True,
        once=("intro", "closing"),
    ),
    "prompt": ElementShape(("id",), ("words", "hint", "example"), once=("words", "hint")),
    **{tag: TEXT for tag in ("intro", "closing", "note", "words", "hint", "example")},
}


def find_shape(_parent: str, tag: str) -> ElementShape:
    """Return the shape of a known element, from its tag. Raises KeyError for an unknown tag."""
    return SHAPES[tag]
