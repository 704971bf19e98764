"""Which element may stand where in a reflection component, and with which attributes (docs/reflection.md)."""

from ..scenario.grammar import XML_LANG, Shape

ROOT = "powerstruggle_reflection"
OWN_ATTRIBUTES = ("keep", "share", XML_LANG)
"""What the root says besides the platform's settings."""

_TEXT = Shape(text=True)
SHAPES = {
    ROOT: Shape(("display_name", "weight", *OWN_ATTRIBUTES), ("intro", "prompt", "closing", "note"), any_attribute=True),
    "prompt": Shape(("id",), ("words", "hint", "example")),
    **{tag: _TEXT for tag in ("intro", "closing", "note", "words", "hint", "example")},
}


def shape(_parent: str, tag: str) -> Shape:
    """Give the shape of a known element."""
    return SHAPES[tag]
