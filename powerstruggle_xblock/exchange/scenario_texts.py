"""List every text of a scenario under a key, and replace texts by key: for editors, translators and spreadsheets.

A key is made of the author's ids, as in `doorway/line/2`, `lock-log/feedback/1/why` or `about/setting`; numbers count
from 1 among texts of that kind in that place. So a key does not change when the texts around it do. Authors' notes
and comments have no key: they are between authors and never reach learners.

In a spreadsheet's cell a text is written in the notation's small markup, in which "&", ">" and a "<" that opens no
tag need no escaping. `decode_cell(encode_cell(text)) == text` for every text of the model.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial, reduce
from typing import Any

from lxml import etree

from ..notation import markup
from ..notation.messages import TranslatableMessage, msg, noop
from ..scenario import model as m
from .cell_markup import collapse_space, decode_cell, encode_cell
from .message_error import MessageError
from .text_kinds import TEXT_KINDS

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}\Z")
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[^\s&;]*;")

EMPTY_TEXT = noop("it has no words; a text can be changed here, but not deleted")
MAX_QUOTE_LENGTH = 60
"""How much of a text a message quotes."""

_ITEM_NAMES = {m.Narration: "cue", m.Image: "image", m.Audio: "audio", m.Video: "video"}
"""The word for a content item in keys: its element in the notation. Sheets that are in use hold these keys."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a scenario.

    `text` is the text as the model has it; `place` the id of its scene, choice or ending, or None; `who` the speaker's
    name. `where` is for people: the titles above it, outermost first. `kind` is a key of TEXT_KINDS. `marked` is False
    for plain words without markup. `variant` numbers the wordings of one text, from 1.
    """

    key: str
    place: str | None
    where: tuple[str, ...]
    who: str | None
    kind: str
    text: str
    marked: bool = True
    variant: int = 1

    @property
    def what(self) -> TranslatableMessage:
        """What the text is, for people."""
        what = msg(TEXT_KINDS.get(self.kind, self.kind))
        return what if self.variant == 1 else msg("{what}; variant {number}", what=what, number=self.variant)

    @property
    def cell(self) -> str:
        """The text as it is written in a cell."""
        return encode_cell(self.text) if self.marked else self.text


@dataclass(frozen=True, slots=True)
class TextChange:
    """A changed text: the old `Text`, and the new words as the model has them."""

    text: Text
    after: str


class InvalidText(MessageError):
    """Words that can't be a text; the message says why."""


class InvalidTexts(ValueError):
    """Texts that can't be used: `reasons` has an `InvalidText` by key."""

    def __init__(self, reasons: Mapping[str, InvalidText]):
        super().__init__("; ".join(f"{key}: {reason}" for key, reason in reasons.items()))
        self.reasons = reasons


def list_texts(scenario: m.Scenario) -> tuple[Text, ...]:
    """Return all texts in the order of the file."""
    found: list[Text] = []

    def collect(text: Text) -> str:
        found.append(text)
        return text.text

    _TextVisitor(scenario, collect).visit_scenario()
    return tuple(found)


def replace_texts(scenario: m.Scenario, new: Mapping[str, str]) -> tuple[m.Scenario, tuple[TextChange, ...]]:
    """Return the scenario with new texts, and the changes.

    `new` has texts by key, as they are written in a cell; a text that says the same is no change. Raises
    `InvalidTexts` with a reason for each unknown key and each text that can't be used; then nothing is changed.
    """
    unknown = new.keys() - {text.key for text in list_texts(scenario)}
    wrong = {key: InvalidText(noop("there is no text with this id in the scenario")) for key in sorted(unknown)}
    changes: list[TextChange] = []

    def visit(text: Text) -> str:
        if text.key not in new:
            return text.text
        try:
            after = parse_cell(text, new[text.key])
        except InvalidText as error:
            wrong[text.key] = error
            return text.text
        if after != text.text:
            changes.append(TextChange(text, after))
        return after

    changed = _TextVisitor(scenario, visit).visit_scenario()
    if wrong:
        raise InvalidTexts(wrong)
    return changed, tuple(changes)


# --- one text -------------------------------------------------------------------------------------------------------


def parse_cell(text: Text, cell: str) -> str:
    """Return a cell as the new words of a text. Raises `InvalidText` where it can't be that text."""
    if odd := _NEVER_IN_XML.search(cell):
        raise InvalidText(
            noop("it holds a control character ({code}); type these words again"), code=f"U+{ord(odd[0]):04X}"
        )
    if not text.marked:
        return _parse_plain(text, cell)
    problems: list[str] = []
    try:
        element = etree.fromstring(
            f"<text>{decode_cell(cell)}</text>", etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        raise _describe_broken_markup(cell) from None
    words = markup.parse_markup(element, lambda where, message: problems.append(message))
    if problems:
        raise InvalidText(reduce(_join_messages, dict.fromkeys(problems)))
    if words is None:
        raise InvalidText(EMPTY_TEXT)
    return words


def _join_messages(some: str, last: str) -> str:
    return msg("{some}; {last}", some=some, last=last)


def _parse_plain(text: Text, cell: str) -> str:
    words = collapse_space(cell).strip()
    if not words:
        raise InvalidText(EMPTY_TEXT)
    if words == collapse_space(text.text):
        return text.text
    if text.kind == "language" and not _LANGUAGE.match(words):
        raise InvalidText(
            noop("\"{words}\" is not the code of a language; write for example en, fr or pt-BR"),
            words=words[:MAX_QUOTE_LENGTH],
        )
    return words


def _describe_broken_markup(cell: str) -> InvalidText:
    """Return what is wrong with a text's tags, as far as it can be found out."""
    if entity := _ENTITY.search(decode_cell(cell)):
        return InvalidText(
            noop("{entity} is not known here; write the character itself"), entity=entity[0][:MAX_QUOTE_LENGTH]
        )
    open_: list[str] = []
    for tag in _ANY_TAG.findall(cell):
        name = re.sub(r"</?([A-Za-z]+).*", r"\1", tag, flags=re.S)
        if tag.startswith("</"):
            if not open_ or open_.pop() != name:
                return InvalidText(
                    noop("the mark {tag} closes something that isn't open there"), tag=tag[:MAX_QUOTE_LENGTH]
                )
        elif not tag.endswith("/>"):
            open_.append(name)
    if open_:
        return InvalidText(noop("the mark {tag} is never closed"), tag=f"<{open_[-1]}>")
    return InvalidText(
        noop("a mark in it is broken; marks look like <em>this</em>, and a < in front of a letter is written &lt;")
    )


# --- all of them ----------------------------------------------------------------------------------------------------


class _TextVisitor:
    """Rebuilds a scenario with what `visit` returns for each of its texts. No other code lists all texts."""

    def __init__(self, scenario: m.Scenario, visit: Callable[[Text], str]):
        self.scenario, self.visit = scenario, visit

    def visit_scenario(self) -> m.Scenario:
        """Return the scenario with every text replaced by what `visit` returns for it."""
        scenario, top = self.scenario, partial(self._visit_text, None, ())
        return replace(
            scenario,
            title=top("title", "title", scenario.title, marked=False),
            lang=top("language", "language", scenario.lang, marked=False),
            about=self._visit_about(scenario.about),
            meter_settings=tuple(
                replace(
                    meter,
                    name=self._visit_text(
                        None, (meter.id,), f"meter/{meter.id}/name", "meter", meter.name, marked=False
                    ),
                )
                for meter in scenario.meter_settings
            ),
            people=tuple(map(self._visit_person, scenario.people)),
            terms=tuple(self._visit_term(number, term) for number, term in enumerate(scenario.terms, 1)),
            scenes=tuple(map(self._visit_scene, scenario.scenes)),
            endings=tuple(map(self._visit_ending, scenario.endings)),
        )

    def _visit_text(
        self,
        place: str | None,
        where: tuple[str, ...],
        key: str,
        kind: str,
        text: Any,
        *,
        who: str | None = None,
        marked: bool = True,
        variant: int = 1,
    ) -> Any:
        """Return the new text; an absent one (None or "") as it is."""
        return self.visit(Text(key, place, where, who, kind, text, marked, variant)) if text else text

    def _visit_about(self, about: m.About | None) -> m.About | None:
        if about is None:
            return None
        named = {field.name: field.name.replace("_", "-") for field in fields(about)}
        single = {
            name: self._visit_text(None, (), f"about/{kind}", kind, getattr(about, name))
            for name, kind in named.items()
            if kind in TEXT_KINDS
        }
        sources = tuple(
            self._visit_text(None, (), f"about/source/{number}", "source", source)
            for number, source in enumerate(about.sources, 1)
        )
        return replace(about, **single, sources=sources)

    def _visit_person(self, person: m.Person) -> m.Person:
        return replace(
            person,
            name=self._visit_text(None, (person.id,), f"person/{person.id}/name", "person", person.name, marked=False),
            about=self._visit_text(None, (person.name,), f"person/{person.id}/about", "person-about", person.about),
        )

    def _visit_term(self, number: int, term: m.Term) -> m.Term:
        text = partial(self._visit_text, None, (term.name,))
        return replace(
            term,
            name=text(f"term/{number}/name", "term", term.name, marked=False),
            also=text(f"term/{number}/also", "term-also", term.also, marked=False),
            text=text(f"term/{number}/text", "term-text", term.text),
        )

    def _visit_scene(self, scene: m.Scene) -> m.Scene:
        where = (scene.title,)
        text = partial(self._visit_text, scene.id, where)
        return replace(
            scene,
            title=text(f"{scene.id}/title", "title", scene.title, marked=False),
            content_items=self._visit_content(scene.id, where, scene.content_items, "line"),
            rehearse_prompt=text(f"{scene.id}/rehearse", "rehearse", scene.rehearse_prompt),
            hint=text(f"{scene.id}/hint", "hint", scene.hint),
            choices=tuple(self._visit_choice(where, number, choice) for number, choice in enumerate(scene.choices, 1)),
        )

    def _visit_choice(self, above: tuple[str, ...], number: int, choice: m.Choice) -> m.Choice:
        where = (*above, str(number))
        text = partial(self._visit_text, choice.id, where)
        wait = choice.wait and replace(choice.wait, text=text(f"{choice.id}/wait", "wait", choice.wait.text))
        return replace(
            choice,
            **self._visit_wordings(text, f"{choice.id}/do", "do", (choice.do, choice.do_variants), "do"),
            **self._visit_wordings(text, f"{choice.id}/say", "say", (choice.say, choice.say_variants), "say"),
            wait=wait,
            closed_reason=text(f"{choice.id}/closed", "closed", choice.closed_reason, marked=False),
            replies=self._visit_content(choice.id, where, choice.replies, "reply"),
            feedback=tuple(
                self._visit_feedback(text, f"{choice.id}/feedback/{n}", feedback)
                for n, feedback in enumerate(choice.feedback, 1)
            ),
        )

    @staticmethod
    def _visit_wordings(
        text: Callable[..., Any], key: str, kind: str, wordings: tuple[str | None, tuple[str, ...]], field: str = "text"
    ) -> dict[str, Any]:
        """Return the new values of a field and of the one beside it that holds its variants."""
        first, variants = wordings
        changed = {field: text(key, kind, first)}
        if variants:
            beside = "variants" if field == "text" else f"{field}_variants"
            changed[beside] = tuple(
                text(f"{key}/variant/{number}", kind, variant, variant=number)
                for number, variant in enumerate(variants, 2)
            )
        return changed

    @staticmethod
    def _visit_feedback(text: Callable[..., Any], key: str, feedback: m.Feedback) -> m.Feedback:
        return replace(
            feedback,
            **{kind: text(f"{key}/{kind}", kind, getattr(feedback, kind)) for kind in ("effect", "why", "instead")},
        )

    def _visit_ending(self, ending: m.Ending) -> m.Ending:
        where = (ending.title,)
        text = partial(self._visit_text, ending.id, where)
        return replace(
            ending,
            title=text(f"{ending.id}/title", "title", ending.title, marked=False),
            content_items=self._visit_content(ending.id, where, ending.content_items, "line"),
            later=text(f"{ending.id}/later", "later", ending.later),
            their_view=text(
                f"{ending.id}/their-view",
                "their-view",
                ending.their_view,
                who=self._find_person_name(ending.their_view_by),
            ),
            questions=tuple(
                text(f"{ending.id}/ask/{number}", "ask", ask) for number, ask in enumerate(ending.questions, 1)
            ),
        )

    def _visit_content(
        self, place: str, where: tuple[str, ...], items: tuple[m.ContentItem, ...], speech: str
    ) -> tuple[m.ContentItem, ...]:
        return tuple(self._visit_items(partial(self._visit_text, place, where), place, items, speech))

    def _visit_items(
        self,
        text: Callable[..., Any],
        place: str,
        items: tuple[m.ContentItem, ...],
        speech: str,
    ) -> Iterator[m.ContentItem]:
        counts: dict[str, int] = {}
        for item in items:
            name = speech if isinstance(item, m.Line) else _ITEM_NAMES[type(item)]
            counts[name] = counts.get(name, 0) + 1
            key = f"{place}/{name}/{counts[name]}"
            match item:
                case m.Narration():
                    yield replace(item, **self._visit_wordings(text, key, "cue", (item.text, item.variants)))
                case m.Line():
                    spoken = partial(text, who=self._find_person_name(item.by))
                    yield replace(item, **self._visit_wordings(spoken, key, speech, (item.text, item.variants)))
                case m.Image():
                    yield replace(item, alt=text(key, "alt", item.alt, marked=False))
                case _:
                    yield replace(item, transcript=text(key, "transcript", item.transcript))

    def _find_person_name(self, id_: str | None) -> str | None:
        person = self.scenario.people_by_id.get(id_ or "")
        return person.name if person else id_


def quote(words: str) -> str:
    """Return a text's first words for a message."""
    short = collapse_space(markup.plain_text(words))
    return f"\"{short[:MAX_QUOTE_LENGTH]}…\"" if len(short) > MAX_QUOTE_LENGTH else f"\"{short}\""
