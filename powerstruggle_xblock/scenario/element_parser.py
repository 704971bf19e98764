"""Parsing what several elements of a scenario have in common.

These are conditions, ids, targets, meters, ratings, content items and notes. `parser` builds the scenario with it;
`check_references` comes last, when all ids are known.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date

from ..notation import markup
from ..notation.issues import WARNING
from ..notation.messages import TranslatableMessage, msg, nmsg, noop
from ..notation.parser import BaseParser
from ..notation.shapes import XML_LANG, XmlElement, tag_name
from . import catalog, conditions, grammar
from . import model as m

MAX_RATED_SKILLS = 3
MAX_METER = 10
MAX_LEVEL = 3
_VERSION = re.compile(r"[0-9a-f]{12}\Z")
_NO_METER, _NO_SKILL = noop("\"{name}\" is no meter{hint}"), noop("\"{name}\" is no skill{hint}")
_UNKNOWN_IN_CONDITION = {
    "meter": noop("if=\"{condition}\": \"{name}\" is no meter{hint}"),
    "chose": noop("if=\"{condition}\": \"{name}\" is no choice{hint}"),
    "visited": noop("if=\"{condition}\": \"{name}\" is no scene{hint}"),
}


def duplicate_id_message(id_: str, line: int | None) -> TranslatableMessage:
    """Return the message for an id that is used twice, with the line of its first use where there is one."""
    if line is None:
        return msg("id \"{id}\" is taken already; every scene, choice and ending needs its own", id=id_)
    return msg(
        'id "{id}" is taken already, on line {line}; every scene, choice and ending needs its own', id=id_, line=line
    )


class ScenarioParser(BaseParser):
    """Parses the parts of a scenario that several of its elements have in common."""

    def __init__(self, lines_by_element: Mapping[XmlElement, int] | None = None) -> None:
        super().__init__(grammar.find_shape, lines_by_element)
        self._targets: list[tuple[XmlElement, str, str | None]] = []
        self._conditions: list[tuple[XmlElement, m.Condition, str | None]] = []
        self._speakers: list[tuple[XmlElement, str, str | None]] = []

    # --- conditions, ids, targets -----------------------------------------------------------------------------------

    def parse_condition(self, element: XmlElement) -> m.Condition:
        """Return the condition in the attribute `if`.

        One that can't be parsed is a fatal issue and counts as always true.
        """
        text = element.get("if")
        if text is None:
            return conditions.ALWAYS
        try:
            condition = conditions.parse(text)
        except conditions.ConditionError as error:
            self.add_issue(element, "bad-condition", msg("if={problem}", problem=error.message), field="if", fatal=True)
            return conditions.ALWAYS
        self._conditions.append((element, condition, self._current_id))
        return condition

    def parse_id(self, element: XmlElement) -> str:
        """Return the id of a scene, choice or ending. A missing, malformed or duplicate one is a fatal issue."""
        id_ = element.get("id", "")
        invalid = None
        if not id_:
            invalid = msg(
                "<{tag}> needs an id: small letters, digits, - and _, beginning with a letter, and not and, "
                "not, chose, visited",
                tag=element.tag,
            )
        elif not conditions.ID_PATTERN.match(id_) or id_ in conditions.RESERVED_WORDS:
            invalid = msg(
                'id="{id}" can\'t be used: small letters, digits, - and _, beginning with a letter, and not '
                'and, not, chose, '
                "visited",
                id=id_[:60],
            )
        return self.register_id(element, invalid, self.lines_by_id, duplicate_id_message)

    def parse_target(self, element: XmlElement) -> str:
        """Return the id in the attribute `to`, which `check_references` checks when all ids are known."""
        to = element.get("to", "")
        self._targets.append((element, to, self._current_id))
        return to

    def parse_speaker(self, element: XmlElement) -> str:
        """Return the id of a person in the attribute `by`, which `check_references` checks at the end."""
        by = element.get("by", "")
        self._speakers.append((element, by, self._current_id))
        return by

    # --- meters and ratings -----------------------------------------------------------------------------------------

    def parse_meters(
        self, element: XmlElement, known: Collection[str], skip: tuple[str, ...], lowest: int = -MAX_METER
    ) -> m.Amounts:
        """Return (meter id, number) for each attribute that names a meter; attributes named in `skip` are no meters."""
        return self._parse_amounts(element, (_NO_METER, known), skip, (lowest, MAX_METER))

    def parse_rating(self, element: XmlElement) -> m.Rating:
        """Return the rating of a <level>: levels 0–3 by skill."""
        skills = self._parse_amounts(element, (_NO_SKILL, catalog.skills()), ("if", "only"), (0, MAX_LEVEL))
        if not set(element.attrib) - {"if", "only"}:
            self.add_issue(element, "empty-level", msg("<level> rates no skill; write for example listening=\"2\""))
        if len(skills) > MAX_RATED_SKILLS:
            message = nmsg("<level> rates {number} skill; one to three say it clearer",
                           "<level> rates {number} skills; one to three say it clearer", len(skills))
            self.add_issue(element, "many-skills", message, severity=WARNING)
        return m.Rating(skills, self.parse_condition(element), self.parse_flag(element, "only"))

    def _parse_amounts(
        self, element: XmlElement, names: tuple[str, Collection[str]], skip: tuple[str, ...], bounds: tuple[int, int],
    ) -> m.Amounts:
        """Return (name, number) for each attribute; `names` is the template for an unknown name and the known names."""
        unknown, known = names
        found: list[tuple[str, int]] = []
        for name in sorted(map(str, element.attrib)):
            if name in skip:
                continue
            if name not in known:
                self.add_issue(
                    element,
                    "unknown-name",
                    msg(unknown, name=markup.local_name(name), hint=self.suggest(name, known)),
                    field=markup.local_name(name),
                )
            elif (number := self.parse_number(element, name, *bounds, None)) is not None:
                found.append((name, number))
        return tuple(found)

    # --- content items ----------------------------------------------------------------------------------------------

    def parse_content_items(self, element: XmlElement) -> tuple[m.ContentItem, ...]:
        """Return narrations, lines, replies and media in the order of the file; those without words are left out."""
        parsers = {
            "cue": self._parse_narration,
            "line": self._parse_line,
            "reply": self._parse_line,
            "image": self._parse_image,
            "audio": self._parse_audio,
            "video": self._parse_video,
        }
        items = (parsers[tag_name(child)](child) for child in self.children(element, *parsers))
        return tuple(item for item in items if item is not None)

    def _parse_narration(self, element: XmlElement) -> m.Narration | None:
        text = self._parse_required_text(element)
        return m.Narration(text, self.parse_condition(element)) if text else None

    def _parse_line(self, element: XmlElement) -> m.Line | None:
        text = self._parse_required_text(element)
        if not text:
            return None
        by = self.parse_speaker(element)
        mood = self.parse_word(element, "mood", m.MOODS, "calm")
        return m.Line(by, text, mood, element.get(XML_LANG) or None, self.parse_condition(element))

    def _parse_required_text(self, element: XmlElement) -> str | None:
        text = self.parse_text(element)
        if text is None:
            self.add_issue(element, "no-words", msg("<{tag}> has no words", tag=element.tag))
        return text

    def _parse_image(self, element: XmlElement) -> m.Image:
        alt = "" if self.parse_flag(element, "decorative") else self.parse_attribute(element, "alt")
        if alt is None:
            self.add_issue(
                element, "no-alt", msg('<image> needs alt="what it shows", or decorative="true"'), field="alt"
            )
        return m.Image(self._parse_source(element, "src") or "", alt, self.parse_condition(element))

    def _parse_audio(self, element: XmlElement) -> m.Audio:
        return m.Audio(
            self._parse_source(element, "src") or "", self._parse_transcript(element), self.parse_condition(element)
        )

    def _parse_video(self, element: XmlElement) -> m.Video:
        if not element.get("captions"):
            self.add_issue(element, "no-captions", msg("<video> needs captions=\"…\", a WebVTT file"), field="captions")
        return m.Video(self._parse_source(element, "src") or "", self._parse_transcript(element),
                       self._parse_source(element, "captions"), self.parse_condition(element))

    def _parse_transcript(self, element: XmlElement) -> str:
        text = self.parse_text(element)
        if text is None:
            self.add_issue(
                element, "no-transcript", msg("<{tag}> needs its transcript as text inside", tag=element.tag)
            )
        return text or ""

    def _parse_source(self, element: XmlElement, name: str) -> str | None:
        """Return the address of a media file, or None.

        One that could run something is recorded as an issue and left out.
        """
        address = self.parse_attribute(element, name)
        if address and (not markup.is_safe_link(address) or address.lower().startswith(("mailto:", "tel:"))):
            message = msg(
                '{name}="{address}" is not let through; use https://… or /static/…', name=name, address=address[:60]
            )
            self.add_issue(element, "unsafe-address", message, field=name)
            return None
        if not address and name == "src":
            self.add_issue(element, "no-source", msg("<{tag}> needs src=\"…\"", tag=element.tag), field="src")
        return address

    # --- notes and sign-offs ----------------------------------------------------------------------------------------

    def parse_notes(self, element: XmlElement) -> tuple[m.Note, ...]:
        """Return the notes of an element, without empty ones."""
        return tuple(
            m.Note(text, self.parse_attribute(child, "by"), self._parse_date(child), self.parse_flag(child, "done"))
            for child in self.children(element, "note") if (text := self.parse_text(child))
        )

    def parse_sign_off(self, element: XmlElement) -> m.SignOff | None:
        """Return a sign-off; None where name, role, date or content version is missing, which is an issue."""
        by, role, day = (
            self.parse_attribute(element, "by"),
            self.parse_attribute(element, "role"),
            self._parse_date(element),
        )
        version = element.get("version", "")
        if by and role and day and _VERSION.match(version):
            return m.SignOff(by, role, day, version)
        self.add_issue(
            element,
            "bad-sign-off",
            msg(
                "<sign-off> needs by, role, date (year-month-day) and version, the content version "
                "that was read; this one counts for nothing"
            ),
            severity=WARNING,
        )
        return None

    def _parse_date(self, element: XmlElement) -> str | None:
        """Return the day in the attribute `date` as year-month-day, or None."""
        value = self.parse_attribute(element, "date")
        if value is None:
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            message = msg("date=\"{value}\" has to be a day: year-month-day, as in 2026-03-31", value=value[:20])
            self.add_issue(element, "bad-date", message, field="date", severity=WARNING)
            return None

    # --- references, at the end -------------------------------------------------------------------------------------

    def check_references(self, scenario: m.Scenario) -> None:
        """Record each target, speaker, meter and id that does not exist, with the nearest one that does."""
        for element, to, at in self._targets:
            if to not in scenario.nodes:
                message = self._broken_target_message(element, to, at, scenario.nodes)
                self.add_issue(element, "broken-target", message, field="to", fatal=True, at=at)
        for element, by, at in self._speakers:
            if by not in scenario.people_by_id:
                message = (
                    msg('by="{by}" is no person{hint}', by=by[:60], hint=self.suggest(by, scenario.people_by_id))
                    if by
                    else msg('<{tag}> needs by="…", who says it', tag=element.tag)
                )
                self.add_issue(element, "unknown-person", message, field="by", at=at)
        self._check_conditions(scenario)

    def _broken_target_message(
        self, element: XmlElement, to: str, at: str | None, known: Collection[str]
    ) -> TranslatableMessage:
        choice_id = at if element.tag in ("choice", "go") else None
        if not to:
            return msg("choice \"{id}\" needs to=\"…\", the scene that follows", id=choice_id) if choice_id else \
                msg("<{tag}> needs to=\"…\", the scene that follows", tag=element.tag)
        values = {"to": to[:60], "hint": self.suggest(to, known)}
        return (
            msg('choice "{id}" goes to "{to}", which is no scene{hint}', id=choice_id, **values)
            if choice_id
            else msg('<{tag}> goes to "{to}", which is no scene{hint}', tag=element.tag, **values)
        )

    def _check_conditions(self, scenario: m.Scenario) -> None:
        known: dict[str, Collection[str]] = {
            "meter": {meter.id for meter in scenario.meters}, "chose": scenario.choices, "visited": scenario.nodes,
        }
        for element, condition, at in self._conditions:
            for clause in condition.clauses:
                kind, name = (
                    ("meter", clause.meter) if isinstance(clause, conditions.MeterTest) else (clause.kind, clause.id)
                )
                if name not in known[kind]:
                    message = msg(_UNKNOWN_IN_CONDITION[kind], condition=str(condition)[:80], name=name[:60],
                                  hint=self.suggest(name, known[kind]))
                    self.add_issue(element, "unknown-name", message, field="if", fatal=True, at=at)
