"""The reflection notation's one door: XML text to prompts with all problems, each with its line, and back."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from ..notation import markup, safe_xml
from ..notation.issues import ERROR, Issue, sort_issues, WARNING
from ..notation.messages import msg, nmsg
from ..scenario import serializer
from ..scenario.element_parser import ScenarioParser
from . import grammar
from .model import BROWSER, KEEPS, Prompt, Reflection

WHAT = msg("a reflection component")
MOST_PROMPTS = 20
_ID = re.compile(r"[a-z][a-z0-9_-]{0,79}\Z")


@dataclass(frozen=True, slots=True)
class ParsedReflection:
    """What came of reading: the prompts, or None where there is nothing to show, and all problems."""

    reflection: Reflection | None
    issues: tuple[Issue, ...] = ()

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The problems that must be mended before publishing."""
        return tuple(problem for problem in self.issues if problem.severity == ERROR)


class _Reader(ScenarioParser):
    shape = staticmethod(grammar.find_shape)

    def identity(self, element) -> str:
        """Give a prompt's id. What learners wrote hangs on it, so a missing or double one leaves nothing to show."""
        id_ = element.get("id", "")
        if not _ID.match(id_):
            message = msg("id=\"{id}\" can't be used: small letters, digits, - and _, beginning with a letter, at most 80", id=id_[:60]) \
                if id_ else msg("<prompt> needs an id: small letters, digits, - and _, beginning with a letter, at most 80")
            self.note(element, "bad-id", message, fatal=True)
        elif id_ in self.lines:
            message = msg("id \"{id}\" is taken already, on line {line}; every prompt needs its own", id=id_, line=self.lines[id_])
            self.note(element, "double-id", message, fatal=True)
        else:
            self.lines[id_] = self._line_of(element) or 0
        return id_


def parse(source: str | bytes) -> ParsedReflection:
    """Read a reflection component. Never raises for bad input: what is wrong is in `problems`, all of it, with lines."""
    document = safe_xml.parse_document(source, grammar.ROOT, WHAT)
    return ParsedReflection(None, document.issues) if document.root is None else parse_element(document.root, document.lines)


def parse_element(root, lines: dict) -> ParsedReflection:
    """Read the root element of a document; `lines` tells the line (or any other number) of each element."""
    reader = _Reader(lines)
    reader.check_shape(root)
    reflection = _reflection(reader, root)
    shown = reflection if not any(problem.fatal for problem in reader.issues) else None
    return ParsedReflection(shown, sort_issues(reader.issues))


@lru_cache(maxsize=64)
def parse_cached(text: str) -> ParsedReflection:
    """Read a stored text, from memory where it was read before; an empty one is an empty reading."""
    return parse(text) if text.strip() else ParsedReflection(None)


def _reflection(reader: _Reader, root) -> Reflection:
    prompts = tuple(_prompt(reader, child) for child in reader.children(root, "prompt"))
    if not prompts:
        reader.note(root, "no-prompt", msg("there is no <{tag}>", tag="prompt"), fatal=True)
    if len(prompts) > MOST_PROMPTS:
        message = nmsg(
            "there is {number} prompt; a component takes at most {most}, and two or three are what somebody answers in one sitting",
            "there are {number} prompts; a component takes at most {most}, and two or three are what somebody answers in one sitting",
            len(prompts), most=MOST_PROMPTS)
        reader.note(root, "many-prompts", message, fatal=True)
    return Reflection(
        prompts=prompts,
        keep=reader.word(root, "keep", KEEPS, BROWSER),
        share=reader.flag(root, "share"),
        lang=root.get(markup.XML_LANG) or None,
        intro=reader.child_text(root, "intro"),
        closing=reader.child_text(root, "closing"),
        notes=reader.texts(root, "note"),
        title=(root.get("display_name") or "").strip() or None,
        weight=reader.points(root, "weight"),
    )


def _prompt(reader: _Reader, element) -> Prompt:
    id_ = reader.identity(element)
    with reader.within(id_):
        words = reader.child_text(element, "words")
        if words is None:
            reader.note(element, "no-words", msg("<prompt> needs <words>: the question itself"), fatal=True)
        prompt = Prompt(id_, words or "", reader.child_text(element, "hint"), reader.texts(element, "example"))
        for example in reader.children(element, "example"):
            if words and reader.text(example) == words:
                reader.note(example, "same-words", msg("this example says the same as the question"), severity=WARNING)
    return prompt


def without_settings(reflection: Reflection) -> Reflection:
    """Give the questions without title and points, which are fields of the block and are not stored twice."""
    return replace(reflection, title=None, weight=None)


def serialize(reflection: Reflection) -> str:
    """Write the canonical file: read again, it is the same."""
    root = to_element(reflection)
    serializer.indent(root, shape=grammar.find_shape)
    return etree.tostring(root, encoding="unicode") + "\n"


def to_element(reflection: Reflection) -> etree._Element:
    """Give the root element with its attributes and children."""
    weight = serializer.format_number(reflection.weight)
    root = etree.Element(grammar.ROOT)
    for name, value in (
        ("display_name", reflection.title), ("weight", weight), ("keep", reflection.keep),
        ("share", "true" if reflection.share else "false"), (markup.XML_LANG, reflection.lang),
    ):
        if value is not None:
            root.set(name, value)
    root.extend(_texts("intro", reflection.intro))
    for prompt in reflection.prompts:
        element = etree.SubElement(root, "prompt", id=prompt.id)
        element.extend((*_texts("words", prompt.words), *_texts("hint", prompt.hint), *_texts("example", *prompt.examples)))
    root.extend(_texts("closing", reflection.closing))
    root.extend(_texts("note", *reflection.notes))
    return root


def _texts(tag: str, *texts: str | None) -> list[etree._Element]:
    return [serializer.build_text_element(tag, text) for text in texts if text]
