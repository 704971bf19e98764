"""From XML elements to the model, with every problem noted on the way.

Reading never stops at the first mistake: each method notes what is wrong, takes the nearest harmless value and goes on, so
that an author sees everything at once. `check_references` comes last, when all ids are known.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from lxml import etree

from . import catalogue, conditions, grammar, markup
from . import model as m
from .problems import ERROR, WARNING, Problem, nearest

MOST_SUGGESTIONS = 40
"""Looking for the nearest name costs time with thousands of ids; after so many, the same slip is clear."""
MOST_CHOICES = 8
MOST_SKILLS = 3
LONGEST_WAIT = 120
HIGHEST = 10
MOST_POINTS = 10_000
TOP_LEVEL = 3
_VERSION = re.compile(r"[0-9a-f]{12}\Z")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}\Z")


class Reader:
    """Reads one document. `problems` and `lines` (id to line number) fill as it goes.

    `element_lines` tells the line of each element where it is known better than by the parser. Another notation's reader
    has a `shape` of its own.
    """

    shape = staticmethod(grammar.shape)

    def __init__(self, element_lines: Mapping[etree._Element, int] | None = None) -> None:
        self._element_lines = element_lines or {}
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self._at: str | None = None
        self._suggestions = 0
        self._targets: list[tuple[etree._Element, str, str, str | None]] = []
        self._conditions: list[tuple[etree._Element, m.Condition, str | None]] = []
        self._speakers: list[tuple[etree._Element, str, str | None]] = []

    # --- noting -----------------------------------------------------------------------------------------------------

    def note(self, element, code, message, *, field=None, severity=ERROR, fatal=False, at=None) -> None:
        """Note a problem at an element, or at one attribute or child element of it (`field`)."""
        self.problems.append(Problem(severity, code, message, self._line_of(element), at or self._at, fatal, field))

    def _line_of(self, element) -> int | None:
        return self._element_lines.get(element) or element.sourceline

    @contextmanager
    def within(self, id_: str):
        """Note what is found meanwhile as belonging to this scene, choice or ending."""
        outer, self._at = self._at, id_
        try:
            yield
        finally:
            self._at = outer

    def suggest(self, word: str, known: Collection[str]) -> str:
        """Give "; did you mean …?", as long as there aren't too many."""
        self._suggestions += 1
        return nearest(word, known) if self._suggestions <= MOST_SUGGESTIONS else ""

    # --- shape ------------------------------------------------------------------------------------------------------

    def check_shape(self, element, parent: str = "") -> None:
        """Note unknown attributes, elements and loose text below an element."""
        shape = self.shape(parent, element.tag)
        if not shape.any_attribute:
            for name in element.attrib:
                if name not in shape.attributes:
                    self.note(element, "unknown-attribute", f"<{element.tag}> has no attribute \"{markup.local(name)}\"; it is "
                              f"left out{self.suggest(name, shape.attributes)}", field=markup.local(name), severity=WARNING)
        if shape.text:
            return
        self._check_loose_text(element, element.text)
        for child in self.children(element):
            self._check_loose_text(element, child.tail, after=child)
            if child.tag in shape.children:
                self.check_shape(child, element.tag)
            else:
                known = ", ".join(f"<{name}>" for name in shape.children) or "nothing"
                hint = self.suggest(markup.local(child.tag), shape.children) or f" (it takes {known})"
                self.note(child, "unknown-element", f"<{markup.local(child.tag)}> can't stand in <{element.tag}>{hint}")

    def _check_loose_text(self, element, text, after=None) -> None:
        if text and text.strip():
            words = " ".join(text.split())[:40]
            self.note(element if after is None else after, "loose-text",
                      f"\"{words}\" stands loose in <{element.tag}> and would be lost; put it into an element")

    @staticmethod
    def children(element, *tags: str) -> Iterator[etree._Element]:
        """Give child elements; comments and the like are not in the tree (see `notation.read`)."""
        return element.iterchildren(*tags)

    # --- values -----------------------------------------------------------------------------------------------------

    def text(self, element) -> str | None:
        """Give the safe markup inside an element, or None."""
        if element is None:
            return None
        return markup.read(element, lambda where, message: self.note(where, "unsafe-markup", message))

    def child_text(self, element, tag: str) -> str | None:
        """Give the text of the only child of a name; more than one is noted."""
        return self.text(self.only(element, tag))

    def only(self, element, tag: str):
        """Give the only child of a name, or None; more than one is noted."""
        first, *others = [*self.children(element, tag)] or [None]
        for extra in others:
            self.note(extra, "too-many", f"<{element.tag}> takes one <{tag}>; this one is left out")
        return first

    def texts(self, element, tag: str) -> tuple[str, ...]:
        """Give the texts of all children of a name, empty ones left out."""
        return tuple(text for child in self.children(element, tag) if (text := self.text(child)))

    def word(self, element, name: str, known: Collection[str], default):
        """Give an attribute that must be one of `known`."""
        value = element.get(name)
        if value is None or value in known:
            return default if value is None else value
        them_all = f" (known: {', '.join(known)})" if len(known) < 12 else ""
        self.note(element, "unknown-word", f"{name}=\"{value[:60]}\" is not known{self.suggest(value, known)}{them_all}",
                  field=name)
        return default

    def number(self, element, name: str, lowest: int, highest: int, default):
        """Give a whole-number attribute within bounds."""
        value = element.get(name)
        if value is None:
            return default
        number = int(value) if _WHOLE_NUMBER.match(value.strip()) else None
        if number is None or not lowest <= number <= highest:
            self.note(element, "not-a-number", f"{name}=\"{value[:20]}\" has to be a whole number from {lowest} to {highest}",
                      field=name)
            return default
        return number

    def points(self, element, name: str) -> float | None:
        """Give an attribute that is a number of points, 0 or more, or None."""
        value = element.get(name)
        if value is None:
            return None
        try:
            points = float(value)
        except ValueError:
            points = -1.0
        if not 0 <= points <= MOST_POINTS:
            self.note(element, "not-a-number", f"{name}=\"{value[:20]}\" has to be a number of points, 0 or more", field=name)
            return None
        return points

    def flag(self, element, name: str) -> bool:
        """Give a true/false attribute."""
        return self.word(element, name, ("true", "false"), "false") == "true"

    def condition(self, element) -> m.Condition:
        """Give the condition in `if`; one that can't be understood is noted and makes the scenario unplayable."""
        words = element.get("if")
        if words is None:
            return conditions.ALWAYS
        try:
            condition = conditions.parse(words)
        except conditions.ConditionError as error:
            self.note(element, "bad-condition", f"if={error}", field="if", fatal=True)
            return conditions.ALWAYS
        self._conditions.append((element, condition, self._at))
        return condition

    def meters(self, element, known: Collection[str], skip: tuple[str, ...], lowest: int = -HIGHEST) -> m.Amounts:
        """Give the attributes that name meters, with their numbers."""
        return self._amounts(element, ("meter", known), skip, (lowest, HIGHEST))

    def _amounts(self, element, named: tuple[str, Collection[str]], skip: tuple[str, ...], bounds: tuple[int, int]) -> m.Amounts:
        what, known = named
        found = []
        for name in sorted(element.attrib):
            if name in skip:
                continue
            if name not in known:
                self.note(element, "unknown-name", f"\"{markup.local(name)}\" is no {what}{self.suggest(name, known)}",
                          field=markup.local(name))
            elif (number := self.number(element, name, *bounds, None)) is not None:
                found.append((name, number))
        return tuple(found)

    def identity(self, element) -> str:
        """Give the element's id and remember its line; missing, misspelt or double ids make the scenario unplayable."""
        id_ = element.get("id", "")
        if not conditions.ID_PATTERN.match(id_) or id_ in conditions.RESERVED_WORDS:
            said = f"id=\"{id_[:60]}\" can't be used" if id_ else f"<{element.tag}> needs an id"
            self.note(element, "bad-id", f"{said}: small letters, digits, - and _, beginning with a letter, and not "
                      "and, not, chose, visited", field="id", fatal=True)
        elif id_ in self.lines:
            self.note(element, "double-id", f"id \"{id_}\" is taken already, on line {self.lines[id_]}; every scene, choice and "
                      "ending needs its own", field="id", fatal=True)
        else:
            self.lines[id_] = self._line_of(element) or 0
        return id_

    def target(self, element) -> str:
        """Give the id in `to`, to be checked when all ids are known."""
        to = element.get("to", "")
        self._targets.append((element, element.tag, to, self._at))
        return to

    # --- beats ------------------------------------------------------------------------------------------------------

    def beats(self, element) -> tuple[m.Beat, ...]:
        """Give cues, lines, replies and media in the order written."""
        makers = {"cue": self._cue, "line": self._line, "reply": self._line, "image": self._image, "audio": self._audio,
                  "video": self._video}
        made = (makers[child.tag](child) for child in self.children(element, *makers))
        return tuple(beat for beat in made if beat is not None)

    def _cue(self, element) -> m.Cue | None:
        text = self._words(element)
        return m.Cue(text, self.condition(element)) if text else None

    def _line(self, element) -> m.Line | None:
        text = self._words(element)
        if not text:
            return None
        by = self.speaker(element)
        return m.Line(by, text, self.word(element, "mood", m.MOODS, "calm"), element.get(grammar.XML_LANG) or None, self.condition(element))

    def _words(self, element) -> str | None:
        text = self.text(element)
        if text is None:
            self.note(element, "no-words", f"<{element.tag}> has no words")
        return text

    def speaker(self, element) -> str:
        """Give the person id in `by`, to be checked when all people are known."""
        by = element.get("by", "")
        self._speakers.append((element, by, self._at))
        return by

    def _image(self, element) -> m.Image:
        decorative = self.flag(element, "decorative")
        alt = "" if decorative else (element.get("alt") or "").strip() or None
        if alt is None:
            self.note(element, "no-alt", "<image> needs alt=\"what it shows\", or decorative=\"true\"", field="alt")
        return m.Image(self.source(element, "src") or "", alt, self.condition(element))

    def _audio(self, element) -> m.Audio:
        return m.Audio(self.source(element, "src") or "", self._transcript(element), self.condition(element))

    def _video(self, element) -> m.Video:
        if not element.get("captions"):
            self.note(element, "no-captions", "<video> needs captions=\"…\", a WebVTT file", field="captions")
        return m.Video(self.source(element, "src") or "", self._transcript(element), self.source(element, "captions"),
                       self.condition(element))

    def _transcript(self, element) -> str:
        text = self.text(element)
        if text is None:
            self.note(element, "no-transcript", f"<{element.tag}> needs its transcript as text inside")
        return text or ""

    def source(self, element, name: str) -> str | None:
        """Give a media address; one that could run something is noted and dropped."""
        address = (element.get(name) or "").strip()
        if address and (not markup.is_safe_link(address) or address.lower().startswith(("mailto:", "tel:"))):
            self.note(element, "unsafe-address", f"{name}=\"{address[:60]}\" is not let through; use https://… or /static/…",
                      field=name)
            return None
        if not address and name == "src":
            self.note(element, "no-source", f"<{element.tag}> needs src=\"…\"", field="src")
        return address or None

    # --- between authors and reviewers ------------------------------------------------------------------------------

    def notes(self, element) -> tuple[m.Note, ...]:
        """Give the notes of an element, empty ones left out."""
        return tuple(
            m.Note(text, _words(child, "by"), self.day(child), self.flag(child, "done"))
            for child in self.children(element, "note") if (text := self.text(child))
        )

    def sign_off(self, element) -> m.SignOff | None:
        """Give a sign-off; one that does not say who, in which role, when and to what is noted and counts for nothing."""
        by, role, day, version = _words(element, "by"), _words(element, "role"), self.day(element), element.get("version", "")
        if by and role and day and _VERSION.match(version):
            return m.SignOff(by, role, day, version)
        self.note(element, "bad-sign-off", "<sign-off> needs by, role, date (year-month-day) and version, the content version that "
                  "was read; this one counts for nothing", severity=WARNING)
        return None

    def day(self, element) -> str | None:
        """Give the day in `date`, year-month-day, or None."""
        value = _words(element, "date")
        if value is None:
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.note(element, "bad-date", f"date=\"{value[:20]}\" has to be a day: year-month-day, as in 2026-03-31",
                      field="date", severity=WARNING)
            return None

    # --- references, at the end -------------------------------------------------------------------------------------

    def check_references(self, scenario: m.Scenario) -> None:
        """Note every name that leads nowhere, each with the nearest one that exists."""
        for element, tag, to, at in self._targets:
            if to not in scenario.places:
                whose = f"choice \"{at}\"" if tag in ("choice", "go") and at else f"<{tag}>"
                said = f"goes to \"{to[:60]}\", which is no scene" if to else "needs to=\"…\", the scene that follows"
                self.note(element, "broken-target", f"{whose} {said}{self.suggest(to, scenario.places) if to else ''}",
                          field="to", fatal=True, at=at)
        for element, by, at in self._speakers:
            if by not in scenario.person:
                said = f"by=\"{by[:60]}\" is no person" if by else f"<{element.tag}> needs by=\"…\", who says it"
                self.note(element, "unknown-person", f"{said}{self.suggest(by, scenario.person) if by else ''}", field="by", at=at)
        self._check_conditions(scenario)

    def _check_conditions(self, scenario: m.Scenario) -> None:
        known = {"meter": {meter.id for meter in scenario.meters}, "chose": scenario.choices, "visited": scenario.places}
        names = {"meter": "meter", "chose": "choice", "visited": "scene"}
        for element, condition, at in self._conditions:
            for clause in condition.clauses:
                what, name = ("meter", clause.meter) if isinstance(clause, conditions.MeterTest) else (clause.what, clause.id)
                if name not in known[what]:
                    self.note(element, "unknown-name", f"if=\"{str(condition)[:80]}\": \"{name[:60]}\" is no {names[what]}"
                              f"{self.suggest(name, known[what])}", field="if", fatal=True, at=at)

    # --- skills and moves -------------------------------------------------------------------------------------------

    def level(self, element) -> m.Level:
        """Give the ratings of a <level>."""
        skills = self._amounts(element, ("skill", catalogue.skills()), ("if", "only"), (0, TOP_LEVEL))
        if not set(element.attrib) - {"if", "only"}:
            self.note(element, "empty-level", "<level> rates no skill; write for example listening=\"2\"")
        if len(skills) > MOST_SKILLS:
            self.note(element, "many-skills", f"<level> rates {len(skills)} skills; one to three say it clearer", severity=WARNING)
        return m.Level(skills, self.condition(element), self.flag(element, "only"))


def _words(element, name: str) -> str | None:
    return element.get(name, "").strip() or None
