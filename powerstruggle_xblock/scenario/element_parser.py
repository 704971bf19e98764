"""Parsing what several elements of a scenario have in common.

These are conditions, ids, targets, meters, ratings, content items and notes. `parser` builds the scenario with it;
`references` come last, when all ids are known.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date

from ..notation import markup
from ..notation.issues import WARNING
from ..notation.messages import TranslatableMessage, msg, nmsg, noop
from ..notation.parser import BaseParser
from ..notation.shapes import XML_LANG, XmlElement, tag_name
from . import catalog, conditions, grammar, text_length
from . import model as m
from .conditions import Requirement
from .references import References
from .vocabulary import RANGES

MAX_RATED_SKILLS = RANGES["rated_skills"][1]
MAX_METER = RANGES["meter_change"][1]
RATING_RANGE = RANGES["rating"]
MAX_MAP_DIGITS = 6
_MAP_POSITION = re.compile(rf"(-?\d{{1,{MAX_MAP_DIGITS}}}),(-?\d{{1,{MAX_MAP_DIGITS}}})\Z", re.ASCII)
MAX_VARIANTS = RANGES["variants"][1]
_VERSION = re.compile(r"[0-9a-f]{12}\Z")
_NO_METER, _NO_SKILL = noop("\"{name}\" is no meter{hint}"), noop("\"{name}\" is no skill{hint}")


def _duplicate_id_message(id_: str, line: int) -> TranslatableMessage:
    return msg(
        'id "{id}" is taken already, on line {line}; every scene, choice and ending needs its own', id=id_, line=line
    )


class ScenarioParser(BaseParser):
    """Parses the parts of a scenario that several of its elements have in common."""

    def __init__(self, lines_by_element: Mapping[XmlElement, int] | None = None) -> None:
        super().__init__(grammar.find_shape, lines_by_element)
        self.is_drill = False
        self.references = References()

    # --- texts ------------------------------------------------------------------------------------------------------

    def parse_text(self, element: XmlElement | None) -> str | None:
        """Return the safe markup inside an element, or None; a text too long to be read is recorded as an issue."""
        text = super().parse_text(element)
        message = text_length.check_text(tag_name(element), text) if element is not None and text else None
        if element is not None and message:
            self.add_issue(element, "long-text", message, severity=WARNING)
        return text

    def parse_wordings(self, element: XmlElement | None) -> tuple[str, ...]:
        """Return the text inside an element, or the texts of its <variant>s, each of them once; () without words."""
        variants = [] if element is None else [*self.children(element, "variant")]
        if element is None or not variants:
            text = self.parse_text(element)
            return (text,) if text else ()
        if len(variants) > MAX_VARIANTS:
            message = msg("<{tag}> has more than {most} variants; those after them are left out", tag=element.tag,
                          most=MAX_VARIANTS)
            self.add_issue(element, "many-variants", message)
        found: list[str] = []
        for variant in variants[:MAX_VARIANTS]:
            text = super().parse_text(variant)
            if text is None:
                self.add_issue(variant, "no-words", msg("<{tag}> has no words", tag="variant"))
            elif text in found:
                message = msg("this variant has the same words as another one and is left out")
                self.add_issue(variant, "same-variant", message, severity=WARNING)
            else:
                found.append(text)
                if message := text_length.check_text(tag_name(element), text):
                    self.add_issue(variant, "long-text", message, severity=WARNING)
        return tuple(found)

    def parse_title(self, element: XmlElement) -> str:
        """Return the title of a scene or an ending, "" without one; a long one is recorded as an issue."""
        title = (element.get("title") or "").strip()
        if message := text_length.check_title(title):
            self.add_issue(element, "long-text", message, field="title", severity=WARNING)
        return title

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
        self.references.conditions.append((element, condition, self._current_id))
        return condition

    def parse_needs(self, element: XmlElement) -> Requirement:
        """Return the requirement in the attribute `needs`. One that can't be parsed is an issue and counts as none."""
        text = element.get("needs")
        if text is None:
            return conditions.NO_REQUIREMENT
        try:
            requirement = conditions.parse_requirement(text)
        except conditions.ConditionError as error:
            self.add_issue(element, "bad-condition", msg("needs={problem}", problem=error.message), field="needs")
            return conditions.NO_REQUIREMENT
        self.references.requirements.append((element, requirement, self._current_id))
        return requirement

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
        elif self.is_drill and id_ == m.END_OF_DRILL:
            invalid = msg('id="{id}" is taken: it is where every drill ends', id=id_)
        return self.register_id(element, invalid, self.lines_by_id, _duplicate_id_message)

    def parse_target(self, element: XmlElement) -> str:
        """Return the id in the attribute `to`, which `references` checks when all ids are known."""
        to = element.get("to", "")
        self.references.targets.append((element, to, self._current_id))
        return to

    def parse_speaker(self, element: XmlElement) -> str:
        """Return the id of a person in the attribute `by`, which `references` checks at the end."""
        by = element.get("by", "")
        self.references.speakers.append((element, by, self._current_id))
        return by

    def parse_map_position(self, element: XmlElement) -> m.MapPosition | None:
        """Return where an author has put a scene or ending on the map, or None.

        Learners see nothing of it, so one that can't be read is only a warning; the map then finds a place by itself.
        """
        text = element.get("map")
        if text is None:
            return None
        found = _MAP_POSITION.match(text.strip())
        if found is None:
            message = msg('map="{value}" is no place on the map; write two whole numbers, as in map="320,140"',
                          value=text[:40])
            self.add_issue(element, "bad-map-position", message, field="map", severity=WARNING)
            return None
        return int(found[1]), int(found[2])

    # --- meters and ratings -----------------------------------------------------------------------------------------

    def parse_meters(
        self, element: XmlElement, known: Collection[str], skip: tuple[str, ...], lowest: int = -MAX_METER
    ) -> m.Amounts:
        """Return (meter id, number) for each attribute that names a meter; attributes named in `skip` are no meters."""
        return self._parse_amounts(element, (_NO_METER, known), skip, (lowest, MAX_METER))

    def parse_rating(self, element: XmlElement) -> m.Rating:
        """Return the rating of a <level>: levels 0–3 by skill."""
        skills = self._parse_amounts(element, (_NO_SKILL, catalog.skills()), ("if", "only"), RATING_RANGE)
        if not set(element.attrib) - {"if", "only"}:
            self.add_issue(element, "empty-level", msg("<level> rates no skill; write for example listening=\"2\""))
        if len(skills) > MAX_RATED_SKILLS:
            message = nmsg(
                "<level> rates {number} skill; one to three say it clearer",
                "<level> rates {number} skills; one to three say it clearer",
                len(skills),
            )
            self.add_issue(element, "many-skills", message, severity=WARNING)
        return m.Rating(skills, self.parse_condition(element), self.parse_flag(element, "only"))

    def _parse_amounts(
        self,
        element: XmlElement,
        names: tuple[str, Collection[str]],
        skip: tuple[str, ...],
        bounds: tuple[int, int],
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
        text, *variants = self._parse_required_wordings(element) or ("",)
        if not text:
            return None
        return m.Narration(text, self.parse_condition(element), self.parse_needs(element), tuple(variants))

    def _parse_line(self, element: XmlElement) -> m.Line | None:
        text, *variants = self._parse_required_wordings(element) or ("",)
        if not text:
            return None
        by = self.parse_speaker(element)
        mood = self.parse_word(element, "mood", m.MOODS, "calm")
        lang = element.get(XML_LANG) or None
        condition, needs = self.parse_condition(element), self.parse_needs(element)
        return m.Line(by, text, mood, lang, condition, needs, tuple(variants), self.parse_recording(element))

    def parse_recording(self, element: XmlElement) -> str | None:
        """Return the address of the sound file in which a text is spoken, or None."""
        return self._parse_source(element, "recording")

    def _parse_required_wordings(self, element: XmlElement) -> tuple[str, ...]:
        texts = self.parse_wordings(element)
        if not texts and not any(self.children(element, "variant")):
            self.add_issue(element, "no-words", msg("<{tag}> has no words", tag=element.tag))
        return texts

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
        return m.Video(
            self._parse_source(element, "src") or "",
            self._parse_transcript(element),
            self._parse_source(element, "captions"),
            self.parse_condition(element),
        )

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

    def parse_portrait(self, element: XmlElement) -> str | None:
        """Return a person's portrait, or None: a name of the set or, where it has a slash, the address of a picture."""
        portrait = element.get("portrait") or None
        return self._parse_source(element, "portrait") if portrait and "/" in portrait else portrait

    # --- notes and sign-offs ----------------------------------------------------------------------------------------

    def parse_notes(self, element: XmlElement) -> tuple[m.Note, ...]:
        """Return the notes of an element, without empty ones."""
        return tuple(
            m.Note(text, self.parse_attribute(child, "by"), self._parse_date(child), self.parse_flag(child, "done"))
            for child in self.children(element, "note")
            if (text := self.parse_text(child))
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
