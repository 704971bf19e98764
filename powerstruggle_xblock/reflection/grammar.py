"""Which element may stand where in a reflection component, and with which attributes (docs/reflection.md)."""

from ..scenario.grammar import ElementShape, XML_LANG

ROOT = "powerstruggle_reflection"
OWN_ATTRIBUTES = ("keep", "share", XML_LANG)
"""What the root says besides the platform's settings."""

_TEXT = ElementShape(text=True)
SHAPES = {
    ROOT: ElementShape(("display_name", "weight", *OWN_ATTRIBUTES), ("intro", "prompt", "closing", "note"), any_attribute=True),
    "prompt": ElementShape(("id",), ("words", "hint", "example")),
    **{tag: _TEXT for tag in ("intro", "closing", "note", "words", "hint", "example")},
}


def find_shape(_parent: str, tag: str) -> ElementShape:
    """Give the shape of a known element."""
    return SHAPES[tag]
