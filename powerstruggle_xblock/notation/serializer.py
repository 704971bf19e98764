"""What the three serializers share: building elements and writing the canonical, indented text."""

from collections.abc import Iterator, Mapping

from lxml import etree

from .shapes import FindShape, XmlElement, holds_text, tag_name

INDENT = "  "


def to_xml_text(root: XmlElement, find_shape: FindShape) -> str:
    """Indent a tree in place and return it as text, with a line break at its end."""
    indent(root, find_shape)
    return etree.tostring(root, encoding="unicode") + "\n"


def indent(element: XmlElement, find_shape: FindShape, depth: int = 0, parent: str = "") -> None:
    """Put each element below `element` on a line of its own, in place; white space inside of texts stays as it is.

    So does what stands directly in an element that has words between its elements. `depth` is the number of elements
    around `element`, `parent` the tag of the innermost of them.
    """
    tag = tag_name(element)
    if len(element) and not holds_text(element, find_shape(parent, tag)) and not _has_words_between(element):
        element.text = "\n" + INDENT * (depth + 1)
        for child in element:
            indent(child, find_shape, depth + 1, tag)
            child.tail = element.text
        element[-1].tail = "\n" + INDENT * depth


def _has_words_between(element: XmlElement) -> bool:
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


def build_element(tag: str, attributes: Mapping[str, object] | None = None) -> XmlElement:
    """Return a new element with the attributes that are not None, each as `str` gives it."""
    element = etree.Element(tag)
    for name, value in (attributes or {}).items():
        if value is not None:
            element.set(name, str(value))
    return element


def build_text_element(tag: str, markup: str | None, attributes: Mapping[str, object] | None = None) -> XmlElement:
    """Return a new element with well-formed markup inside, as `markup.parse_markup` returns it."""
    element = build_element(tag, attributes)
    if markup:
        inner = etree.fromstring(f"<_>{markup}</_>")
        element.text = inner.text
        element.extend(list(inner))
    return element


def build_text_elements(tag: str, *texts: str | None) -> Iterator[XmlElement]:
    """Return an element for each text that is neither None nor empty."""
    return (build_text_element(tag, text) for text in texts if text)


def format_number(value: float | None) -> str | None:
    """Return a number of points as text, without ".0" for a whole number; None for None."""
    return None if value is None else format_finite(value)


def format_finite(value: float) -> str:
    """Return a finite number as text, without ".0" for a whole number. Raise for NaN (ValueError) and infinity."""
    return str(int(value)) if value == int(value) else repr(value)
