"""Serialize a reflection to XML: the canonical file, one element per line."""

from ..notation import serializer
from ..notation.serializer import build_element, build_text_elements, format_number
from ..notation.shapes import XML_LANG, XmlElement
from . import grammar
from .model import Prompt, Reflection


def to_xml_text(reflection: Reflection) -> str:
    """Return the whole canonical file, with a line break at its end."""
    return serializer.to_xml_text(to_element(reflection), grammar.find_shape)


def to_element(reflection: Reflection) -> XmlElement:
    """Return the root element with its attributes and children, not indented."""
    root = build_element(
        grammar.ROOT,
        {
            "display_name": reflection.title,
            "weight": format_number(reflection.weight),
            "keep": reflection.keep,
            "share": "true" if reflection.share else "false",
            XML_LANG: reflection.lang,
        },
    )
    root.extend(build_text_elements("intro", reflection.intro))
    root.extend(_build_prompt(prompt) for prompt in reflection.prompts)
    root.extend(build_text_elements("closing", reflection.closing))
    root.extend(build_text_elements("note", *reflection.notes))
    return root


def _build_prompt(prompt: Prompt) -> XmlElement:
    element = build_element("prompt", {"id": prompt.id})
    element.extend(build_text_elements("words", prompt.words))
    element.extend(build_text_elements("hint", prompt.hint))
    element.extend(build_text_elements("example", *prompt.examples))
    return element
