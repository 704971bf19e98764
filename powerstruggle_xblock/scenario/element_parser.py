"""From XML elements to the model, with every problem noted on the way.

Reading never stops at the first mistake: each method notes what is wrong, takes the nearest harmless value and goes on, so
that an author sees everything at once. `check_references` comes last, when all ids are known.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from lxml import etree

from ..notation import markup
from ..notation.issues import did_you_mean, ERROR, Issue, WARNING
from ..notation.messages import msg, nmsg, noop, TranslatableMessage
from . import catalog, conditions, grammar
from . import model as m

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
_NO_METER, _NO_SKILL = noop("\"{name}\" is no meter{hint}"), noop("\"{name}\" is no skill{hint}")
_NOT_THERE = {
    "meter": noop("if=\"{condition}\": \"{name}\" is no meter{hint}"),
    "chose": noop("if=\"{condition}\": \"{name}\" is no choice{hint}"),
    "visited": noop("if=\"{condition}\": \"{name}\" is no scene{hint}"),
}


def duplicate_id_message(id_: str, line: int | None) -> TranslatableMessage:
    """Say that an id stands twice, and on which line first, where there are lines."""
    if line is None:
        return msg("id \"{id}\" is taken already; every scene, choice and ending needs its own", id=id_)
    return msg("id \"{id}\" is taken already, on line {line}; every scene, choice and ending needs its own", id=id_, line=line)


class ScenarioParser:
    """Reads one document. `problems` and `lines` (id to line number) fill as it goes.

    `element_lines` tells the line of each element where it is known better than by the parser. Another notation's reader
    has a `shape` of its own.
    """

    shape = staticmethod(grammar.find_shape)

    def __init__(self, element_lines: Mapping[etree._Element, int] | None = None) -> None:
        self._element_lines = element_lines or {}
        self.issues: list[Issue] = []
        self.lines: dict[str, int] = {}
        self._at: str | None = None
        self._suggestions = 0
        self._targets: list[tuple[etree._Element, str, str, str | None]] = []
        self._conditions: list[tuple[etree._Element, m.Condition, str | None]] = []
        self._speakers: list[tuple[etree._Element, str, str | None]] = []

    # --- noting -----------------------------------------------------------------------------------------------------

    def note(self, element, code, message: TranslatableMessage, *, field=None, severity=ERROR, fatal=False, at=None) -> None:
        """Note a problem at an element, or at one attribute or child element of it (`field`)."""
        self.issues.append(Issue(severity, code, message, self._line_of(element), at or self._at, fatal, field))

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
        return did_you_mean(word, known) if self._suggestions <= MOST_SUGGESTIONS else ""

    # --- shape ------------------------------------------------------------------------------------------------------

    def check_shape(self, element, parent: str = "") -> None:
        """Note unknown attributes, elements and loose text below an element."""
        shape = self.shape(parent, element.tag)
        if not shape.any_attribute:
            for name in element.attrib:
                if name not in shape.attributes:
                    message = msg("<{tag}> has no attribute \"{name}\"; it is left out{hint}", tag=element.tag, name=markup.local_name(name),
                                   hint=self.suggest(name, shape.attributes))
                    self.note(element, "unknown-attribute", message, field=markup.local_name(name), severity=WARNING)
        if shape.text:
            return
        self._check_loose_text(element, element.text)
        for child in self.children(element):
            self._check_loose_text(element, child.tail, after=child)
            if child.tag in shape.children:
                self.check_shape(child, element.tag)
            else:
                self.note(child, "unknown-element", self._misplaced(markup.local_name(child.tag), element.tag, shape.children))

    def _misplaced(self, tag: str, parent: str, known: Collection[str]) -> TranslatableMessage:
        if hint := self.suggest(tag, known):
            return msg("<{tag}> can't stand in <{parent}>{hint}", tag=tag, parent=parent, hint=hint)
        if not known:
            return msg("<{tag}> can't stand in <{parent}> (it takes nothing)", tag=tag, parent=parent)
        return msg("<{tag}> can't stand in <{parent}> (it takes {known})", tag=tag, parent=parent,
                    known=", ".join(f"<{name}>" for name in known))

    def _check_loose_text(self, element, text, after=None) -> None:
        if text and text.strip():
            message = msg("\"{words}\" stands loose in <{tag}> and would be lost; put it into an element",
                           words=" ".join(text.split())[:40], tag=element.tag)
            self.note(element if after is None else after, "loose-text", message)

    @staticmethod
    def children(element, *tags: str) -> Iterator[etree._Element]:
        """Give child elements; comments and the like are not in the tree (see `notation.read`)."""
        return element.iterchildren(*tags)

    # --- values -----------------------------------------------------------------------------------------------------

    def text(self, element) -> str | None:
        """Give the safe markup inside an element, or None."""
        if element is None:
            return None
        return markup.parse_markup(element, lambda where, message: self.note(where, "unsafe-markup", message))

    def child_text(self, element, tag: str) -> str | None:
        """Give the text of the only child of a name; more than one is noted."""
        return self.text(self.only(element, tag))

    def only(self, element, tag: str):
        """Give the only child of a name, or None; more than one is noted."""
        first, *others = [*self.children(element, tag)] or [None]
        for extra in others:
            self.note(extra, "too-many", msg("<{parent}> takes one <{tag}>; this one is left out", parent=element.tag, tag=tag))
        return first

    def texts(self, element, tag: str) -> tuple[str, ...]:
        """Give the texts of all children of a name, empty ones left out."""
        return tuple(text for child in self.children(element, tag) if (text := self.text(child)))

    def word(self, element, name: str, known: Collection[str], default):
        """Give an attribute that must be one of `known`."""
        value = element.get(name)
        if value is None or value in known:
            return default if value is None else value
        told = {"name": name, "value": value[:60], "hint": self.suggest(value, known)}
        message = msg("{name}=\"{value}\" is not known{hint} (known: {known})", known=", ".join(known), **told) if len(known) < 12 else \
            msg("{name}=\"{value}\" is not known{hint}", **told)
        self.note(element, "unknown-word", message, field=name)
        return default

    def number(self, element, name: str, lowest: int, highest: int, default):
        """Give a whole-number attribute within bounds."""
        value = element.get(name)
        if value is None:
            return default
        number = int(value) if _WHOLE_NUMBER.match(value.strip()) else None
        if number is None or not lowest <= number <= highest:
            message = msg("{name}=\"{value}\" has to be a whole number from {lowest} to {highest}", name=name, value=value[:20],
                           lowest=lowest, highest=highest)
            self.note(element, "not-a-number", message, field=name)
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
            message = msg("{name}=\"{value}\" has to be a number of points, 0 or more", name=name, value=value[:20])
            self.note(element, "not-a-number", message, field=name)
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
            self.note(element, "bad-condition", msg("if={problem}", problem=error.message), field="if", fatal=True)
            return conditions.ALWAYS
        self._conditions.append((element, condition, self._at))
        return condition

    def meters(self, element, known: Collection[str], skip: tuple[str, ...], lowest: int = -HIGHEST) -> m.Amounts:
        """Give the attributes that name meters, with their numbers."""
        return self._amounts(element, (_NO_METER, known), skip, (lowest, HIGHEST))

    def _amounts(self, element, named: tuple[str, Collection[str]], skip: tuple[str, ...], bounds: tuple[int, int]) -> m.Amounts:
        unknown, known = named
        found = []
        for name in sorted(element.attrib):
            if name in skip:
                continue
            if name not in known:
                self.note(element, "unknown-name", msg(unknown, name=markup.local_name(name), hint=self.suggest(name, known)),
                          field=markup.local_name(name))
            elif (number := self.number(element, name, *bounds, None)) is not None:
                found.append((name, number))
        return tuple(found)

    def identity(self, element) -> str:
        """Give the element's id and remember its line; missing, misspelt or double ids make the scenario unplayable."""
        id_ = element.get("id", "")
        if not conditions.ID_PATTERN.match(id_) or id_ in conditions.RESERVED_WORDS:
            message = msg("id=\"{id}\" can't be used: small letters, digits, - and _, beginning with a letter, and not and, not, chose, "
                           "visited", id=id_[:60]) if id_ else \
                msg("<{tag}> needs an id: small letters, digits, - and _, beginning with a letter, and not and, not, chose, visited",
                     tag=element.tag)
            self.note(element, "bad-id", message, field="id", fatal=True)
        elif id_ in self.lines:
            self.note(element, "double-id", duplicate_id_message(id_, self.lines[id_]), field="id", fatal=True)
        else:
            self.lines[id_] = self._line_of(element) or 0
        return id_

    def target(self, element) -> str:
        """Give the id in `to`, to be checked when all ids are known."""
        to = element.get("to", "")
        self._targets.append((element, element.tag, to, self._at))
        return to

    # --- beats ------------------------------------------------------------------------------------------------------

    def content_items(self, element) -> tuple[m.ContentItem, ...]:
        """Give cues, lines, replies and media in the order written."""
        makers = {"cue": self._cue, "line": self._line, "reply": self._line, "image": self._image, "audio": self._audio,
                  "video": self._video}
        made = (makers[child.tag](child) for child in self.children(element, *makers))
        return tuple(beat for beat in made if beat is not None)

    def _cue(self, element) -> m.Narration | None:
        text = self._words(element)
        return m.Narration(text, self.condition(element)) if text else None

    def _line(self, element) -> m.Line | None:
        text = self._words(element)
        if not text:
            return None
        by = self.speaker(element)
        return m.Line(by, text, self.word(element, "mood", m.MOODS, "calm"), element.get(grammar.XML_LANG) or None, self.condition(element))

    def _words(self, element) -> str | None:
        text = self.text(element)
        if text is None:
            self.note(element, "no-words", msg("<{tag}> has no words", tag=element.tag))
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
            self.note(element, "no-alt", msg("<image> needs alt=\"what it shows\", or decorative=\"true\""), field="alt")
        return m.Image(self.source(element, "src") or "", alt, self.condition(element))

    def _audio(self, element) -> m.Audio:
        return m.Audio(self.source(element, "src") or "", self._transcript(element), self.condition(element))

    def _video(self, element) -> m.Video:
        if not element.get("captions"):
            self.note(element, "no-captions", msg("<video> needs captions=\"…\", a WebVTT file"), field="captions")
        return m.Video(self.source(element, "src") or "", self._transcript(element), self.source(element, "captions"),
                       self.condition(element))

    def _transcript(self, element) -> str:
        text = self.text(element)
        if text is None:
            self.note(element, "no-transcript", msg("<{tag}> needs its transcript as text inside", tag=element.tag))
        return text or ""

    def source(self, element, name: str) -> str | None:
        """Give a media address; one that could run something is noted and dropped."""
        address = (element.get(name) or "").strip()
        if address and (not markup.is_safe_link(address) or address.lower().startswith(("mailto:", "tel:"))):
            message = msg("{name}=\"{address}\" is not let through; use https://… or /static/…", name=name, address=address[:60])
            self.note(element, "unsafe-address", message, field=name)
            return None
        if not address and name == "src":
            self.note(element, "no-source", msg("<{tag}> needs src=\"…\"", tag=element.tag), field="src")
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
        self.note(element, "bad-sign-off", msg("<sign-off> needs by, role, date (year-month-day) and version, the content version that "
                                                "was read; this one counts for nothing"), severity=WARNING)
        return None

    def day(self, element) -> str | None:
        """Give the day in `date`, year-month-day, or None."""
        value = _words(element, "date")
        if value is None:
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            message = msg("date=\"{value}\" has to be a day: year-month-day, as in 2026-03-31", value=value[:20])
            self.note(element, "bad-date", message, field="date", severity=WARNING)
            return None

    # --- references, at the end -------------------------------------------------------------------------------------

    def check_references(self, scenario: m.Scenario) -> None:
        """Note every name that leads nowhere, each with the nearest one that exists."""
        for element, tag, to, at in self._targets:
            if to not in scenario.nodes:
                message = self._leads_nowhere(to, at if tag in ("choice", "go") else None, tag, scenario.nodes)
                self.note(element, "broken-target", message, field="to", fatal=True, at=at)
        for element, by, at in self._speakers:
            if by not in scenario.people_by_id:
                message = msg("by=\"{by}\" is no person{hint}", by=by[:60], hint=self.suggest(by, scenario.people_by_id)) if by else \
                    msg("<{tag}> needs by=\"…\", who says it", tag=element.tag)
                self.note(element, "unknown-person", message, field="by", at=at)
        self._check_conditions(scenario)

    def _leads_nowhere(self, to: str, choice: str | None, tag: str, places: Collection[str]) -> TranslatableMessage:
        if to:
            told = {"to": to[:60], "hint": self.suggest(to, places)}
            return msg("choice \"{id}\" goes to \"{to}\", which is no scene{hint}", id=choice, **told) if choice else \
                msg("<{tag}> goes to \"{to}\", which is no scene{hint}", tag=tag, **told)
        return msg("choice \"{id}\" needs to=\"…\", the scene that follows", id=choice) if choice else \
            msg("<{tag}> needs to=\"…\", the scene that follows", tag=tag)

    def _check_conditions(self, scenario: m.Scenario) -> None:
        known = {"meter": {meter.id for meter in scenario.meters}, "chose": scenario.choices, "visited": scenario.nodes}
        for element, condition, at in self._conditions:
            for clause in condition.clauses:
                what, name = ("meter", clause.meter) if isinstance(clause, conditions.MeterTest) else (clause.what, clause.id)
                if name not in known[what]:
                    message = msg(_NOT_THERE[what], condition=str(condition)[:80], name=name[:60], hint=self.suggest(name, known[what]))
                    self.note(element, "unknown-name", message, field="if", fatal=True, at=at)

    # --- skills and moves -------------------------------------------------------------------------------------------

    def level(self, element) -> m.Rating:
        """Give the ratings of a <level>."""
        skills = self._amounts(element, (_NO_SKILL, catalog.skills()), ("if", "only"), (0, TOP_LEVEL))
        if not set(element.attrib) - {"if", "only"}:
            self.note(element, "empty-level", msg("<level> rates no skill; write for example listening=\"2\""))
        if len(skills) > MOST_SKILLS:
            message = nmsg("<level> rates {number} skill; one to three say it clearer",
                             "<level> rates {number} skills; one to three say it clearer", len(skills))
            self.note(element, "many-skills", message, severity=WARNING)
        return m.Rating(skills, self.condition(element), self.flag(element, "only"))


def _words(element, name: str) -> str | None:
    return element.get(name, "").strip() or None
