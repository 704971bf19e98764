"""The base of the three parsers: from elements to values, with every issue recorded on the way.

A parser never stops at the first mistake. Each method records what is wrong, returns the nearest harmless value and
goes on, so that an author sees all issues at once.
"""

import re
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar, overload

from . import markup
from .issues import ERROR, WARNING, Issue, did_you_mean, sort_issues
from .messages import TranslatableMessage, msg
from .shapes import FindShape, XmlElement, holds_text, tag_name

MAX_SUGGESTIONS = 40
"""How many names are looked up for "did you mean".

A look-up costs time with thousands of ids, and one mistake repeats itself.
"""
MAX_NAMES_COMPARED = 12_000
"""The sum of the names that are compared in all these look-ups."""
MAX_LISTED_WORDS = 12
"""From so many allowed values on, a message no longer lists them."""
MAX_POINTS = 10_000
PLACEHOLDER = "placeholder"
"""How attributes begin that say what belongs in a place where nothing is written yet.

An author's draft may have them on any element. They are no content: no canonical text has them.
"""
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}\Z")

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class ParsedDocument(Generic[Model]):
    """The result of parsing a file of one of the notations.

    `model` is the scenario, continuum or reflection, or None where an issue is fatal. `issues` are all issues, sorted
    by line. `lines_by_id` holds, for each id of the file, the line from 1 on which its element begins, 0 where no line
    is known.
    """

    model: Model | None
    issues: tuple[Issue, ...] = ()
    lines_by_id: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that have to be corrected before publishing."""
        return tuple(issue for issue in self.issues if issue.severity == ERROR)


class BaseParser:
    """Parses one document. `issues` and `lines_by_id` (see ParsedDocument) fill while it runs.

    `find_shape` is the grammar of the notation. `lines_by_element` holds the line of each element; for an element it
    does not hold, the line that lxml knows is used.
    """

    def __init__(self, find_shape: FindShape, lines_by_element: Mapping[XmlElement, int] | None = None) -> None:
        self._find_shape = find_shape
        self._lines_by_element = lines_by_element or {}
        self.issues: list[Issue] = []
        self.lines_by_id: dict[str, int] = {}
        self._current_id: str | None = None
        self._suggestions = 0
        self._names_compared = 0

    def finish(self, model: Model) -> tuple[Model | None, tuple[Issue, ...], dict[str, int]]:
        """Return the values of a ParsedDocument.

        They are the model, or None where an issue is fatal; the sorted issues; the lines by id.
        """
        usable = None if any(issue.fatal for issue in self.issues) else model
        return usable, sort_issues(self.issues), self.lines_by_id

    # --- issues -----------------------------------------------------------------------------------------------------

    def add_issue(
        self,
        element: XmlElement,
        code: str,
        message: TranslatableMessage,
        *,
        field: str | None = None,
        severity: str = ERROR,
        fatal: bool = False,
        at: str | None = None,
    ) -> None:
        """Record an issue at an element, or at one attribute or child element of it (`field`).

        `at` is the id that the issue belongs to; without it, the id of the enclosing `issues_at`.
        """
        self.issues.append(
            Issue(severity, code, message, self.find_line(element), at or self._current_id, fatal, field)
        )

    def find_line(self, element: XmlElement) -> int | None:
        """Return the line, from 1, on which an element begins, or None where it is not known."""
        return self._lines_by_element.get(element) or element.sourceline

    @contextmanager
    def issues_at(self, id_: str) -> Generator[None]:
        """Record the issues that are found inside the `with` block as belonging to this id."""
        outer, self._current_id = self._current_id, id_
        try:
            yield
        finally:
            self._current_id = outer

    def suggest(self, word: str, known: Collection[str]) -> str:
        """Return "; did you mean …?" for a misspelled name; "" where none is near, or after too many look-ups."""
        self._suggestions += 1
        self._names_compared += len(known)
        if self._suggestions > MAX_SUGGESTIONS or self._names_compared > MAX_NAMES_COMPARED:
            return ""
        return did_you_mean(word, known)

    # --- shape ------------------------------------------------------------------------------------------------------

    def check_shape(self, element: XmlElement, parent: str = "") -> None:
        """Record unknown attributes, unknown elements and text outside of elements, in an element and all below it."""
        tag = tag_name(element)
        shape = self._find_shape(parent, tag)
        if not shape.any_attribute:
            self._check_attributes(element, shape.attributes)
        if holds_text(element, shape):
            return
        self._check_loose_text(element, element.text, element)
        for child in self.children(element):
            self._check_loose_text(element, child.tail, child)
            if child.tag in shape.children:
                self.check_shape(child, tag)
            else:
                message = self._misplaced_message(markup.local_name(tag_name(child)), tag, shape.children)
                self.add_issue(child, "unknown-element", message)

    def _check_attributes(self, element: XmlElement, known: Collection[str]) -> None:
        for name in map(str, element.attrib):
            if name not in known and not name.startswith(PLACEHOLDER):
                message = msg("<{tag}> has no attribute \"{name}\"; it is left out{hint}", tag=element.tag,
                              name=markup.local_name(name), hint=self.suggest(name, known))
                self.add_issue(element, "unknown-attribute", message, field=markup.local_name(name), severity=WARNING)

    def _misplaced_message(self, tag: str, parent: str, known: Collection[str]) -> TranslatableMessage:
        if hint := self.suggest(tag, known):
            return msg("<{tag}> can't stand in <{parent}>{hint}", tag=tag, parent=parent, hint=hint)
        if not known:
            return msg("<{tag}> can't stand in <{parent}> (it takes nothing)", tag=tag, parent=parent)
        return msg("<{tag}> can't stand in <{parent}> (it takes {known})", tag=tag, parent=parent,
                   known=", ".join(f"<{name}>" for name in known))

    def _check_loose_text(self, parent: XmlElement, text: str | None, element: XmlElement) -> None:
        if text and text.strip():
            message = msg("\"{words}\" stands loose in <{tag}> and would be lost; put it into an element",
                          words=" ".join(text.split())[:40], tag=parent.tag)
            self.add_issue(element, "loose-text", message)

    @staticmethod
    def children(element: XmlElement, *tags: str) -> Iterator[XmlElement]:
        """Return the child elements, or those of the named tags.

        Comments are not in the tree (see `safe_xml.parse_document`).
        """
        return element.iterchildren(*tags)

    def find_child(self, element: XmlElement, tag: str) -> XmlElement | None:
        """Return the only child element of a tag, or None.

        More than one is recorded as an issue; the first one is returned.
        """
        first, *others = [*self.children(element, tag)] or [None]
        for extra in others:
            if extra is not None:
                message = msg("<{parent}> takes one <{tag}>; this one is left out", parent=element.tag, tag=tag)
                self.add_issue(extra, "too-many", message)
        return first

    # --- texts ------------------------------------------------------------------------------------------------------

    def parse_text(self, element: XmlElement | None) -> str | None:
        """Return the safe markup inside an element, or None where there is no element or no words."""
        if element is None:
            return None
        return markup.parse_markup(element, lambda part, message: self.add_issue(part, "unsafe-markup", message))

    def parse_child_text(self, element: XmlElement, tag: str) -> str | None:
        """Return the text of the only child element of a tag, or None. More than one is recorded as an issue."""
        return self.parse_text(self.find_child(element, tag))

    def parse_texts(self, element: XmlElement, tag: str) -> tuple[str, ...]:
        """Return the texts of all child elements of a tag, without empty ones."""
        return tuple(text for child in self.children(element, tag) if (text := self.parse_text(child)))

    # --- attributes -------------------------------------------------------------------------------------------------

    @staticmethod
    def parse_attribute(element: XmlElement, name: str) -> str | None:
        """Return the value of an attribute without space around it, or None where it is absent or empty."""
        return element.get(name, "").strip() or None

    @overload
    def parse_word(self, element: XmlElement, name: str, known: Collection[str], default: str) -> str: ...
    @overload
    def parse_word(self, element: XmlElement, name: str, known: Collection[str], default: None) -> str | None: ...
    def parse_word(self, element: XmlElement, name: str, known: Collection[str], default: str | None) -> str | None:
        """Return an attribute that has to be one of `known`; `default` where it is absent or recorded as an issue."""
        value = element.get(name)
        if value is None or value in known:
            return default if value is None else value
        values = {"name": name, "value": value[:60], "hint": self.suggest(value, known)}
        if len(known) < MAX_LISTED_WORDS:
            message = msg("{name}=\"{value}\" is not known{hint} (known: {known})", known=", ".join(known), **values)
        else:
            message = msg("{name}=\"{value}\" is not known{hint}", **values)
        self.add_issue(element, "unknown-word", message, field=name)
        return default

    @overload
    def parse_number(self, element: XmlElement, name: str, lowest: int, highest: int, default: int) -> int: ...
    @overload
    def parse_number(self, element: XmlElement, name: str, lowest: int, highest: int, default: None) -> int | None: ...
    def parse_number(
        self, element: XmlElement, name: str, lowest: int, highest: int, default: int | None
    ) -> int | None:
        """Return a whole-number attribute from `lowest` to `highest`.

        Return `default` where it is absent, or out of bounds, which is recorded as an issue.
        """
        value = element.get(name)
        if value is None:
            return default
        number = int(value) if _WHOLE_NUMBER.match(value.strip()) else None
        if number is None or not lowest <= number <= highest:
            message = msg(
                '{name}="{value}" has to be a whole number from {lowest} to {highest}',
                name=name,
                value=value[:20],
                lowest=lowest,
                highest=highest,
            )
            self.add_issue(element, "not-a-number", message, field=name)
            return default
        return number

    def parse_points(self, element: XmlElement, name: str) -> float | None:
        """Return an attribute that is a number of points from 0 to MAX_POINTS, or None."""
        value = element.get(name)
        if value is None:
            return None
        try:
            points = float(value)
        except ValueError:
            points = -1.0
        if not 0 <= points <= MAX_POINTS:
            message = msg("{name}=\"{value}\" has to be a number of points, 0 or more", name=name, value=value[:20])
            self.add_issue(element, "not-a-number", message, field=name)
            return None
        return points

    def parse_flag(self, element: XmlElement, name: str) -> bool:
        """Return an attribute that is "true" or "false"; False where it is absent or recorded as an issue."""
        return self.parse_word(element, name, ("true", "false"), "false") == "true"

    def register_id(
        self, element: XmlElement, invalid: TranslatableMessage | None, lines: dict[str, int],
        duplicate: Callable[[str, int], TranslatableMessage], field: str | None = "id",
    ) -> str:
        """Return the attribute `id` of an element and store its line in `lines`.

        `invalid` says why the id can't be used, or is None where it can; `duplicate` builds the message for an id that
        is in `lines` already, from the id and the line of its first use. Both issues are fatal: learners' records
        refer to ids.
        """
        id_ = element.get("id", "")
        if invalid is not None:
            self.add_issue(element, "bad-id", invalid, field=field, fatal=True)
        elif id_ in lines:
            self.add_issue(element, "double-id", duplicate(id_, lines[id_]), field=field, fatal=True)
        else:
            lines[id_] = self.find_line(element) or 0
        return id_
