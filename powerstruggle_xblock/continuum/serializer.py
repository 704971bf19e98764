"""Serialize a continuum to XML: the canonical file, one element per line."""

from collections.abc import Iterator

from ..notation import serializer
from ..notation.serializer import build_element, build_text_elements, format_number
from ..notation.shapes import XML_LANG, XmlElement
from . import grammar
from .model import AUTOMATIC, DISTRIBUTION, Continuum, Label, Statement


def to_xml_text(continuum: Continuum) -> str:
    """Return the whole canonical file, with a line break at its end."""
    return serializer.to_xml_text(to_element(continuum), grammar.find_shape)


def to_element(continuum: Continuum) -> XmlElement:
    """Return the root element with its attributes and children, not indented."""
    root = build_element(
        grammar.ROOT,
        {
            "display_name": continuum.title,
            "weight": format_number(continuum.weight),
            "round": continuum.round,
            "since": continuum.compare_round,
            "earlier": continuum.compare_component,
            "k": continuum.k,
            "pool": continuum.pool or None,
            "show": continuum.show if continuum.show != DISTRIBUTION else None,
            "release": continuum.release if continuum.release != AUTOMATIC else None,
            XML_LANG: continuum.lang,
        },
    )
    root.extend(build_text_elements("intro", continuum.intro))
    root.extend(build_text_elements("frame", continuum.frame))
    scale = build_element("scale", {"ask": continuum.scale.question, "top": continuum.scale.top})
    scale.extend(_build_labels("stop", continuum.scale.points))
    root.append(scale)
    if continuum.follow_up:
        follow_up = build_element("next", {"ask": continuum.follow_up.question})
        follow_up.extend(_build_labels("option", continuum.follow_up.options))
        root.append(follow_up)
    root.extend(build_text_elements("look-back", continuum.look_back))
    root.extend(_build_statement(statement) for statement in continuum.statements)
    root.extend(build_text_elements("prompt", *continuum.prompts))
    root.extend(build_text_elements("closing", continuum.closing))
    root.extend(build_text_elements("tag-out", continuum.closing_exercise))
    root.extend(build_text_elements("note", *continuum.notes))
    return root


def _build_statement(statement: Statement) -> XmlElement:
    element = build_element(
        "statement",
        {
            "id": statement.id,
            "follow-up": "true" if statement.has_follow_up else None,
            "low": statement.low,
            "high": statement.high,
        },
    )
    element.extend(build_text_elements("content-note", statement.content_note))
    element.extend(build_text_elements("words", statement.words))
    element.extend(build_text_elements("prompt", *statement.prompts))
    return element


def _build_labels(tag: str, labels: tuple[Label, ...]) -> Iterator[XmlElement]:
    for label in labels:
        # The words of a label are plain text, not markup.
        element = build_element(tag, {"id": label.id})
        element.text = label.words or None
        yield element
