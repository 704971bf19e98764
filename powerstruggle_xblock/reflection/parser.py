"""Build a Reflection from its root element: one function for each element, using `ReflectionParser`."""

import re
from collections.abc import Mapping

from ..notation.issues import WARNING
from ..notation.messages import TranslatableMessage, msg, nmsg
from ..notation.parser import BaseParser
from ..notation.shapes import XML_LANG, XmlElement
from . import grammar
from .model import BROWSER, KEEP_VALUES, Prompt, Reflection

MAX_PROMPTS = 20
_ID = re.compile(r"[a-z][a-z0-9_-]{0,79}\Z")


class ReflectionParser(BaseParser):
    """Parse the parts of a reflection."""

    def __init__(self, lines_by_element: Mapping[XmlElement, int] | None = None) -> None:
        super().__init__(grammar.find_shape, lines_by_element)

    def parse_id(self, element: XmlElement) -> str:
        """Return a prompt's id. A missing or duplicate one is a fatal issue: learners' texts are kept under it."""
        id_ = element.get("id", "")
        invalid = None
        if not id_:
            invalid = msg("<prompt> needs an id: small letters, digits, - and _, beginning with a letter, at most 80")
        elif not _ID.match(id_):
            invalid = msg(
                'id="{id}" can\'t be used: small letters, digits, - and _, beginning with a letter, at most 80',
                id=id_[:60],
            )
        return self.register_id(element, invalid, self.lines_by_id, _duplicate_id_message, field=None)


def _duplicate_id_message(id_: str, line: int) -> TranslatableMessage:
    return msg('id "{id}" is taken already, on line {line}; every prompt needs its own', id=id_, line=line)


def build_reflection(parser: ReflectionParser, root: XmlElement) -> Reflection:
    """Build the reflection from its root element, as far as it goes.

    Where the parser recorded a fatal issue, the reflection only serves to find more issues.
    """
    prompts = tuple(_parse_prompt(parser, child) for child in parser.children(root, "prompt"))
    if not prompts:
        parser.add_issue(root, "no-prompt", msg("there is no <{tag}>", tag="prompt"), fatal=True)
    if len(prompts) > MAX_PROMPTS:
        message = nmsg(
            "there is {number} prompt; a component takes at most {most}, and two or three are what somebody "
            "answers in one sitting",
            "there are {number} prompts; a component takes at most {most}, and two or three are what somebody "
            "answers in one sitting",
            len(prompts),
            most=MAX_PROMPTS,
        )
        parser.add_issue(root, "many-prompts", message, fatal=True)
    return Reflection(
        prompts=prompts,
        keep=parser.parse_word(root, "keep", KEEP_VALUES, BROWSER),
        share=parser.parse_flag(root, "share"),
        lang=root.get(XML_LANG) or None,
        intro=parser.parse_child_text(root, "intro"),
        closing=parser.parse_child_text(root, "closing"),
        notes=parser.parse_texts(root, "note"),
        title=parser.parse_attribute(root, "display_name"),
        weight=parser.parse_points(root, "weight"),
    )


def _parse_prompt(parser: ReflectionParser, element: XmlElement) -> Prompt:
    id_ = parser.parse_id(element)
    with parser.issues_at(id_):
        words = parser.parse_child_text(element, "words")
        if words is None:
            message = msg("<prompt> needs <words>: the question itself")
            parser.add_issue(element, "no-words", message, field="words", fatal=True)
        prompt = Prompt(
            id_, words or "", parser.parse_child_text(element, "hint"), parser.parse_texts(element, "example")
        )
        for example in parser.children(element, "example"):
            if words and parser.parse_text(example) == words:
                parser.add_issue(
                    example, "same-words", msg("this example says the same as the question"), severity=WARNING
                )
    return prompt
