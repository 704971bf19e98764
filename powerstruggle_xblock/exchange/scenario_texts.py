"""Every text of a scenario under a key of its own, out and back in: for editors, translators and spreadsheets.

A key is made of the author's ids, as in `doorway/line/2`, `lock-log/feedback/1/why` or `about/setting`; numbers count from 1
among texts of that kind in that place. So a key stays while the texts around it change. Authors' notes and comments have none:
they are between authors and never reach learners.

In a sheet a text stands in the notation's small markup, written lightly: "&", ">" and a "<" that opens nothing stand for
themselves. `heavy(light(text)) == text` for every text of the model.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial, reduce

from lxml import etree

from ..notation import markup
from ..notation.messages import msg, noop
from ..scenario import model as m
from .message_error import MessageError

_TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")
_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
_LIGHT_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")
_LIGHT_OPEN = re.compile(r"&lt;(?![A-Za-z/!?])")
_SPACE = re.compile("[ \t\r\n]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}\Z")
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CLOSING = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[^\s&;]*;")

NO_WORDS = noop("it has no words; a text can be changed here, but not taken out")
LONGEST_QUOTE = 60
"""How much of a text a message quotes."""

TEXT_KINDS = {
    "title": noop("title"),
    "language": noop("language of the texts, as a code: en, fr, pt-BR"),
    "setting": noop("the card: where and when"),
    "before": noop("the card: what happened before"),
    "you-need": noop("the card: what the worker needs"),
    "they-want": noop("the card: what the person wants"),
    "body-cue": noop("the card: what the worker can see"),
    "content-note": noop("the card: what may be hard to read"),
    "support": noop("the card: help, behind \"Step out for a moment\""),
    "source": noop("the card: a source"),
    "meter": noop("name of a meter"),
    "person": noop("name of a person"),
    "person-about": noop("who the person is"),
    "cue": noop("seen or done, not said"),
    "line": noop("said"),
    "reply": noop("said in reply"),
    "alt": noop("what a picture shows, for those who don't see it"),
    "transcript": noop("transcript of a sound or film"),
    "hint": noop("hint"),
    "do": noop("choice: what the worker does"),
    "say": noop("choice: what the worker says"),
    "wait": noop("choice: what the pause is"),
    "closed": noop("reason shown while the choice is closed"),
    "effect": noop("feedback: what it did"),
    "why": noop("feedback: why"),
    "instead": noop("feedback: what to try"),
    "later": noop("ending: what became of it"),
    "their-view": noop("ending: the client's own view"),
    "ask": noop("ending: a question for the debrief"),
}
"""What a text is, in words for editors; they are translated where they are said."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text: `text` as the model has it, `place` the id of its scene, choice or ending (or None), `who` the speaker's name.

    `where` is for people: the titles above it, outermost first. `kind` is a key of KINDS. `marked` tells markup from plain words.
    """

    key: str
    place: str | None
    where: tuple[str, ...]
    who: str | None
    kind: str
    text: str
    marked: bool = True

    @property
    def light(self) -> str:
        """The text as it stands in a cell."""
        return to_cell(self.text) if self.marked else self.text


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that became another: the old `Text`, and the new words as the model has them."""

    text: Text
    after: str


class InvalidText(MessageError):
    """Words that can't stand in a text, and why."""


class InvalidTexts(ValueError):
    """Texts that can't be taken: `reasons` has a BadText by key."""

    def __init__(self, reasons: Mapping[str, InvalidText]):
        super().__init__("; ".join(f"{key}: {reason}" for key, reason in reasons.items()))
        self.reasons = reasons


def list_texts(scenario: m.Scenario) -> tuple[Text, ...]:
    """Give all texts in the order of the file."""
    found: list[Text] = []
    _Walk(scenario, lambda text: found.append(text) or text.text).scenario()
    return tuple(found)


def replace_texts(scenario: m.Scenario, new: Mapping[str, str]) -> tuple[m.Scenario, tuple[TextChange, ...]]:
    """Give the scenario with these texts by key (as they stand in a cell), and what changed.

    A text that says the same changes nothing. Raises `BadTexts` with a reason for each key that is none and each text that
    can't stand there; then nothing is changed.
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

    changed = _Walk(scenario, visit).scenario()
    if wrong:
        raise InvalidTexts(wrong)
    return changed, tuple(changes)


# --- one text -----------------------------------------------------------------------------------------------------------


def to_cell(text: str) -> str:
    """Write a text of the model lightly."""
    pieces = _TAG.split(text)
    return "".join(piece if number % 2 else _lightly(piece) for number, piece in enumerate(pieces))


def from_cell(cell: str) -> str:
    """Give what was written lightly as well-formed markup; it may still hold marks that a text can't have."""
    pieces = _TAG.split(cell)
    # Between the pieces of words stand the tags.
    pieces = [_AMPERSAND.sub("&amp;", piece) for piece in pieces]
    pieces[::2] = [_NO_TAG.sub("&lt;", words).replace(">", "&gt;") for words in pieces[::2]]
    return "".join(pieces)


def collapse_space(words: str) -> str:
    """Give words with white space folded as XML means it; a fixed space stays."""
    return _SPACE.sub(" ", words).strip(" ")


def parse_cell(text: Text, cell: str) -> str:
    """Read a cell as the new words of a text. Raises BadText for what can't stand there."""
    if odd := _NEVER_IN_XML.search(cell):
        raise InvalidText(noop("a sign that is no letter ({code}) stands in it; type these words anew"), code=f"U+{ord(odd[0]):04X}")
    if not text.marked:
        return _plain(text, cell)
    complaints: list[str] = []
    try:
        element = etree.fromstring(f"<text>{from_cell(cell)}</text>", etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise _broken(cell) from None
    words = markup.parse_markup(element, lambda where, message: complaints.append(message))
    if complaints:
        raise InvalidText(reduce(lambda some, last: msg("{some}; {last}", some=some, last=last), dict.fromkeys(complaints)))
    if words is None:
        raise InvalidText(NO_WORDS)
    return words


def _plain(text: Text, cell: str) -> str:
    words = collapse_space(cell).strip()
    if not words:
        raise InvalidText(NO_WORDS)
    if words == collapse_space(text.text):
        return text.text
    if text.kind == "language" and not _LANGUAGE.match(words):
        raise InvalidText(noop("\"{words}\" is no code of a language; write for example en, fr or pt-BR"), words=words[:LONGEST_QUOTE])
    return words


def _lightly(words: str) -> str:
    return _LIGHT_AMPERSAND.sub("&", _LIGHT_OPEN.sub("<", words.replace("&gt;", ">")))


def _broken(cell: str) -> InvalidText:
    """Say what is wrong with a text's marks, as well as it can be told."""
    if entity := _ENTITY.search(from_cell(cell)):
        return InvalidText(noop("{entity} is not known here; write the sign itself"), entity=entity[0][:LONGEST_QUOTE])
    open_: list[str] = []
    for tag in _CLOSING.findall(cell):
        name = re.match(r"</?([A-Za-z]+)", tag)[1]
        if tag.startswith("</"):
            if not open_ or open_.pop() != name:
                return InvalidText(noop("the mark {tag} closes something that isn't open there"), tag=tag[:LONGEST_QUOTE])
        elif not tag.endswith("/>"):
            open_.append(name)
    if open_:
        return InvalidText(noop("the mark {tag} is never closed"), tag=f"<{open_[-1]}>")
    return InvalidText(noop("a mark in it is broken; marks look like <em>this</em>, and a < in front of a letter is written &lt;"))


# --- all of them --------------------------------------------------------------------------------------------------------


class _Walk:
    """Goes through a scenario once, rebuilding it with what `visit` gives for each text: the one place that knows them all."""

    def __init__(self, scenario: m.Scenario, visit: Callable[[Text], str]):
        self.whole, self.visit = scenario, visit

    def scenario(self) -> m.Scenario:
        whole, top = self.whole, partial(self._text, None, ())
        return replace(
            whole,
            title=top("title", "title", whole.title, marked=False),
            lang=top("language", "language", whole.lang, marked=False),
            about=self._about(whole.about),
            meter_settings=tuple(
                replace(meter, name=self._text(None, (meter.id,), f"meter/{meter.id}/name", "meter", meter.name, marked=False))
                for meter in whole.meter_settings),
            people=tuple(map(self._person, whole.people)),
            scenes=tuple(map(self._scene, whole.scenes)),
            endings=tuple(map(self._ending, whole.endings)),
        )

    def _text(self, place, where, key, kind, text, *, who=None, marked=True):
        return self.visit(Text(key, place, where, who, kind, text, marked)) if text else text

    def _about(self, about: m.About | None) -> m.About | None:
        if about is None:
            return None
        named = {field.name: field.name.replace("_", "-") for field in fields(about)}
        single = {name: self._text(None, (), f"about/{kind}", kind, getattr(about, name))
                  for name, kind in named.items() if kind in TEXT_KINDS}
        sources = tuple(self._text(None, (), f"about/source/{number}", "source", source) for number, source in enumerate(about.sources, 1))
        return replace(about, **single, sources=sources)

    def _person(self, person: m.Person) -> m.Person:
        return replace(
            person,
            name=self._text(None, (person.id,), f"person/{person.id}/name", "person", person.name, marked=False),
            about=self._text(None, (person.name,), f"person/{person.id}/about", "person-about", person.about))

    def _scene(self, scene: m.Scene) -> m.Scene:
        where = (scene.title,)
        text = partial(self._text, scene.id, where)
        return replace(
            scene, title=text(f"{scene.id}/title", "title", scene.title, marked=False),
            content_items=self._beats(scene.id, where, scene.content_items, "line"),
            hint=text(f"{scene.id}/hint", "hint", scene.hint),
            choices=tuple(self._choice(where, number, choice) for number, choice in enumerate(scene.choices, 1)))

    def _choice(self, above: tuple[str, ...], number: int, choice: m.Choice) -> m.Choice:
        where = (*above, str(number))
        text = partial(self._text, choice.id, where)
        wait = choice.wait and replace(choice.wait, text=text(f"{choice.id}/wait", "wait", choice.wait.text))
        return replace(
            choice, do=text(f"{choice.id}/do", "do", choice.do), say=text(f"{choice.id}/say", "say", choice.say), wait=wait,
            closed=text(f"{choice.id}/closed", "closed", choice.closed, marked=False),
            replies=self._beats(choice.id, where, choice.replies, "reply"),
            feedback=tuple(self._feedback(text, f"{choice.id}/feedback/{n}", said) for n, said in enumerate(choice.feedback, 1)))

    @staticmethod
    def _feedback(text, key: str, said: m.Feedback) -> m.Feedback:
        return replace(said, **{kind: text(f"{key}/{kind}", kind, getattr(said, kind)) for kind in ("effect", "why", "instead")})

    def _ending(self, ending: m.Ending) -> m.Ending:
        where = (ending.title,)
        text = partial(self._text, ending.id, where)
        return replace(
            ending, title=text(f"{ending.id}/title", "title", ending.title, marked=False),
            content_items=self._beats(ending.id, where, ending.content_items, "line"),
            later=text(f"{ending.id}/later", "later", ending.later),
            their_view=text(f"{ending.id}/their-view", "their-view", ending.their_view, who=self._name(ending.their_view_by)),
            asks=tuple(text(f"{ending.id}/ask/{number}", "ask", ask) for number, ask in enumerate(ending.asks, 1)))

    def _beats(self, place: str, where: tuple[str, ...], beats: tuple[m.ContentItem, ...], speech: str) -> tuple[m.ContentItem, ...]:
        return tuple(self._beats_one_by_one(partial(self._text, place, where), place, beats, speech))

    def _beats_one_by_one(self, text, place: str, beats: tuple[m.ContentItem, ...], speech: str) -> Iterator[m.ContentItem]:
        counts: dict[str, int] = {}
        for beat in beats:
            name = speech if isinstance(beat, m.Line) else type(beat).__name__.lower()
            counts[name] = counts.get(name, 0) + 1
            key = f"{place}/{name}/{counts[name]}"
            match beat:
                case m.Narration():
                    yield replace(beat, text=text(key, "cue", beat.text))
                case m.Line():
                    yield replace(beat, text=text(key, speech, beat.text, who=self._name(beat.by)))
                case m.Image():
                    yield replace(beat, alt=text(key, "alt", beat.alt, marked=False))
                case _:
                    yield replace(beat, transcript=text(key, "transcript", beat.transcript))

    def _name(self, id_: str | None) -> str | None:
        person = self.whole.person.get(id_ or "")
        return person.name if person else id_


def quote(words: str) -> str:
    """Give a text's first words for a message."""
    short = collapse_space(markup.plain_text(words))
    return f"\"{short[:LONGEST_QUOTE]}…\"" if len(short) > LONGEST_QUOTE else f"\"{short}\""
