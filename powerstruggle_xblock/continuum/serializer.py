"""From the exercise to XML: the canonical file, one element a line."""

from collections.abc import Iterator

from lxml import etree

from ..scenario import serializer
from ..scenario.grammar import XML_LANG
from . import grammar
from .model import Continuum, Label, LINE, Statement


def to_xml_text(continuum: Continuum) -> str:
    """Give the whole canonical file, with a line break at its end."""
    root = to_element(continuum)
    serializer.indent(root, shape=grammar.find_shape)
    return etree.tostring(root, encoding="unicode") + "\n"


def to_element(continuum: Continuum) -> etree._Element:
    """Give the root element with its attributes and children."""
    root = _element(grammar.ROOT, {
        "display_name": continuum.title, "weight": None if continuum.weight is None else f"{continuum.weight:g}",
        "round": continuum.round, "since": continuum.since, "earlier": continuum.earlier, "k": str(continuum.k),
        "pool": continuum.pool or None, "show": continuum.show if continuum.show != LINE else None, XML_LANG: continuum.lang,
    })
    root.extend(_texts("intro", continuum.intro))
    root.extend(_texts("frame", continuum.frame))
    scale = _element("scale", {"ask": continuum.scale.ask, "top": str(continuum.scale.top)})
    scale.extend(_labels("stop", continuum.scale.stops))
    root.append(scale)
    if continuum.next:
        following = _element("next", {"ask": continuum.next.ask})
        following.extend(_labels("option", continuum.next.options))
        root.append(following)
    root.extend(_texts("look-back", continuum.look_back))
    root.extend(_statement(statement) for statement in continuum.statements)
    root.extend(_texts("prompt", *continuum.prompts))
    root.extend(_texts("closing", continuum.closing))
    root.extend(_texts("tag-out", continuum.tag_out))
    root.extend(_texts("note", *continuum.notes))
    return root


def _statement(statement: Statement) -> etree._Element:
    element = _element("statement", {
        "id": statement.id, "follow-up": "true" if statement.follow_up else None, "low": statement.low, "high": statement.high,
    })
    element.extend(_texts("content-note", statement.content_note))
    element.extend(_texts("words", statement.words))
    element.extend(_texts("prompt", *statement.prompts))
    return element


def _labels(tag: str, labels: tuple[Label, ...]) -> Iterator[etree._Element]:
    for label in labels:
        element = _element(tag, {"id": label.id})
        element.text = label.words or None
        yield element


def _texts(tag: str, *texts: str | None) -> list[etree._Element]:
    return [serializer.build_text_element(tag, text) for text in texts if text]


def _element(tag: str, attributes: dict[str, str | None]) -> etree._Element:
    element = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            element.set(name, value)
    return element
