"""The shape of an element in a notation: its attributes, its child elements, and whether it holds text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The name of the attribute `xml:lang`, as lxml writes it."""

XmlElement: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  (lxml has no public name for it)


@dataclass(frozen=True, slots=True)
class ElementShape:
    """What an element takes.

    Its attributes and child elements by name, whether it holds text, and whether any attribute is allowed. With text
    and child elements it holds one or the other. `once` has the child elements of which it takes one.
    """

    attributes: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    text: bool = False
    any_attribute: bool = False
    once: tuple[str, ...] = ()


TEXT = ElementShape(text=True)
"""The shape of an element that holds text with markup and has no attributes."""

FindShape: TypeAlias = Callable[[str, str], ElementShape]
"""Returns the shape of a known element, from the tag of its parent ("" for the root) and its own tag."""


def holds_text(element: XmlElement, shape: ElementShape) -> bool:
    """Return whether an element of this shape holds text, and not the child elements that can stand in its place."""
    return shape.text and not any(child.tag in shape.children for child in element)


def tag_name(element: XmlElement) -> str:
    """Return the tag of an element as a string."""
    return str(element.tag)
