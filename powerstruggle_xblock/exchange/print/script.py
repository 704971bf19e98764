"""A scenario on paper: numbered scenes, every way on, levels and reasons, and room for a reviewer's pen.

For the clinician and the person with lived experience who read it before it is used, and for editors who think in pages. It holds
the whole key, so it is not for learners. This module says what stands on the paper; `script_html` and `script_docx` write it.
"""

import tomllib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import count
from string import ascii_uppercase

from ...presenter.labels import ENDING_KINDS, KEPT, MOODS, noop
from ...scenario import catalog, scenario_xml
from ...scenario import model as m
from . import condition_labels, print_document
from .print_document import Block, BulletList, DefinitionList, Heading, Paragraph, Row, Table, WritingLines

SIGNATURES = 3
"""Empty lines to sign on."""
ROOM_TO_ANSWER = 2

SIGNED = (noop("Name"), noop("Role (clinician, lived experience, staff)"), noop("Date"), noop("Version read"))
ROLES = {"client": noop("client"), "colleague": noop("colleague"), "other": noop("somebody else")}
SHOWN = {"live": noop("all through"), "end": noop("in the debrief"), "never": noop("never")}
RETRY = {"practice": noop("Trying again from a scene is practice."), "graded": noop("Trying again from a scene is a new graded run.")}

# Words that stand inside longer texts: named here, where every version of Python finds them for translators.
STRONG_REPLY = noop("a strong reply")
WAITS = noop("waits {seconds} s")
ONLY = noop("nothing else counts then")
FEEDBACK = noop("Feedback")
MUST = noop("(must)")
IF = noop("if")
INITIALS = noop("Initials")
DATE = noop("Date")
REVIEWED = noop("Reviewed:")
MARKS = (noop("yes"), noop("fix"), noop("no"))


def build_script(scenario: m.Scenario, gettext=str) -> print_document.Document:
    """Give the script of a scenario; `gettext` translates its own words, the scenario's stay as they are."""
    return _Script(scenario, gettext).document()


class _Script:
    """Writes one script; scenes are numbered in the author's order, endings follow as E1, E2 …"""

    def __init__(self, scenario: m.Scenario, gettext):
        self.scenario, self.translate = scenario, gettext
        self.numbers = {scene.id: str(number) for number, scene in enumerate(scenario.scenes, 1)}
        self.numbers |= {ending.id: f"E{number}" for number, ending in enumerate(scenario.endings, 1)}
        self.choices = {
            choice.id: f"{self.numbers[scene.id]}{letter}"
            for scene in scenario.scenes for letter, choice in zip(ascii_uppercase, scene.choices, strict=False)
        }
        self.version = scenario_xml.content_version(scenario)
        self.conditions = condition_labels.ConditionLabels(scenario, {**self.numbers, **self.choices}, self.gettext)
        self.arrivals: dict[str, list[str]] = {id_: [] for id_ in self.numbers}
        for choice in scenario.choices.values():
            for id_ in dict.fromkeys([*(route.to for route in choice.routes), choice.to]):
                self.arrivals[id_].append(choice.id)

    def gettext(self, words: str, **values: str) -> str:
        """Translate words and give them as markup, with values that are markup already in their places."""
        said = _plain(self.translate(words))
        return said.format(**values) if values else said

    def document(self) -> print_document.Document:
        """Give the whole."""
        title = self.scenario.title or self.translate("De-escalation scenario")
        foot = self.translate("{title} · version {version} · holds the whole key").format(title=title, version=self.version)
        return print_document.Document(title, foot, self.scenario.lang or "en", tuple(self._blocks(title)))

    def _blocks(self, title: str) -> Iterator[Block]:
        yield Heading(1, _plain(title))
        yield Paragraph(self.gettext(
            "Script for review. Content version {version}. It holds the whole key: not for learners.", version=self.version), "aside")
        yield DefinitionList(tuple((self.gettext(name), text) for name, text in self._front() if text))
        yield from self._notes(self.scenario.notes)
        yield from self._signed()
        yield Heading(2, self.gettext("Scenes and endings"))
        places = (*self.scenario.scenes, *self.scenario.endings)
        yield BulletList(tuple(f'<a href="#{place.id}">{self.numbers[place.id]}. {_plain(place.title)}</a>' for place in places))
        yield Heading(2, self.gettext("Levels: 0 harms or escalates, 1 weak or mistimed, 2 workable, 3 strong"))
        yield BulletList(tuple(f"<b>{self._skill(skill.id)}</b>: {self.gettext(STRONG_REPLY)} {self.gettext(skill.strong)}"
                          for skill in catalog.skills().values()))
        yield Heading(2, self.gettext("The scenes"))
        for scene in self.scenario.scenes:
            yield from self._scene(scene)
        yield Heading(2, self.gettext("The endings"))
        for ending in self.scenario.endings:
            yield from self._ending(ending)
        yield from self._checklist()

    # --- the front ----------------------------------------------------------------------------------------------------

    def _front(self) -> Iterator[tuple[str, str | None]]:
        if about := self.scenario.about:
            yield noop("Content note"), about.content_note
            yield noop("Takes"), about.minutes and self.gettext("{number} minutes", number=str(about.minutes))
            yield noop("Where"), about.setting
            yield noop("Before"), about.before
            yield noop("The worker needs"), about.you_need
            yield noop("They want"), about.they_want
            yield noop("To be seen"), about.body_cue
            yield noop("Stepping out"), about.support
            yield noop("Practises"), "; ".join(map(self._skill, about.goals))
            yield noop("Sources"), "<br/>".join(about.sources)
        yield noop("People"), "<br/>".join(self._person(person) for person in self.scenario.people)
        yield noop("Begins"), self._start()
        yield noop("Grade"), self._grade()
        yield noop("Meters"), "<br/>".join(self._meters())
        yield noop("Safety gates"), "<br/>".join(
            self.gettext("if {condition}: on to {place}", condition=self.conditions.said(gate.condition), place=self._to(gate.to))
            if gate.condition else self._to(gate.to) for gate in self.scenario.gates)

    def _person(self, person: m.Person) -> str:
        return f"<b>{_plain(person.name)}</b>, {self.gettext(ROLES[person.role])}{f': {person.about}' if person.about else ''}"

    def _start(self) -> str:
        start = self.scenario.start
        profile = catalog.profiles().get(start.profile or "")
        values = "; ".join(f"{self.conditions.meter(name)}: {value}" for name, value in start.values)
        return "; ".join(filter(None, [
            self.gettext("at {place}", place=self._to(start.scene)), self.gettext(profile.name) if profile else "", values,
        ]))

    def _grade(self) -> str:
        scoring = self.scenario.scoring
        return " ".join([
            self.gettext("Pass mark {percent} %, over at least {decisions} decisions.", percent=str(scoring.pass_percent),
                         decisions=str(self.scenario.decisions)),
            self.gettext(KEPT[scoring.keep]), self.gettext(RETRY[scoring.retry]),
        ])

    def _meters(self) -> Iterator[str]:
        for meter in self.scenario.meters:
            yield self.gettext("{meter}: shown {when}", meter=self.conditions.meter(meter.id), when=self.gettext(SHOWN[meter.show]))

    def _signed(self) -> Iterator[Block]:
        yield Heading(2, self.gettext("Signed so far"))
        if not self.scenario.sign_offs:
            yield Paragraph(self.gettext("Nobody has signed this scenario yet."))
            return
        holds = {True: self.gettext("holds for this text"), False: self.gettext("void: the text was changed since")}
        rows = tuple(_row(_plain(said.by), _plain(said.role), said.date, said.version, holds[said.version == self.version])
                     for said in self.scenario.sign_offs)
        heads = tuple(map(self.gettext, (*SIGNED, noop("Standing"))))
        yield Table(self.gettext("Who has signed"), heads, (0.24, 0.28, 0.14, 0.16, 0.18), rows)

    # --- scenes -------------------------------------------------------------------------------------------------------

    def _scene(self, scene: m.Scene) -> Iterator[Block]:
        yield from self._heading(scene)
        yield from map(self._beat, scene.content_items)
        for shift in scene.shifts:
            yield Paragraph(self.gettext("On arrival") + self._if(shift.condition) + f": {self._amounts(shift.changes)}", "aside")
        asked = [self.gettext(name) for name, is_asked in (
            (noop("how pushed one's own buttons are"), scene.check_in), (noop("what one would say first"), scene.rehearse)) if is_asked]
        if asked:
            yield Paragraph(self.gettext("Asked: {what}", what="; ".join(asked)), "aside")
        if scene.hint:
            yield Paragraph(self.gettext("Hint: {text}", text=scene.hint), "aside")
        yield from self._notes(scene.notes)
        heads = (noop("Choice"), noop("What follows"), noop("Reviewer"))
        number = self.numbers[scene.id]
        about = self.gettext("The choices of scene {number}, what follows each, and room for a reviewer's levels", number=number)
        yield Table(about, tuple(map(self.gettext, heads)), (0.34, 0.44, 0.22), tuple(map(self._choice, scene.choices)))
        yield self._marks()

    def _heading(self, place: m.Scene | m.Ending) -> Iterator[Block]:
        yield Heading(3, f"{self.numbers[place.id]}. {_plain(place.title)}", id=place.id)
        came = [self.gettext("the beginning")] if place.id == self.scenario.start.scene else []
        if self.arrivals[place.id]:
            came.append(self.gettext("from {choices}", choices=", ".join(map(self._from, self.arrivals[place.id]))))
        if any(gate.to == place.id for gate in self.scenario.gates):
            came.append(self.gettext("from a safety gate"))
        yield Paragraph(" · ".join([place.id, *(came or [self.gettext("no way leads here")])]), "aside")

    def _choice(self, choice: m.Choice) -> Row:
        words = " ".join(filter(None, [
            f"<i>{choice.do}</i>" if choice.do else "", f"<q>{choice.say}</q>" if choice.say else "",
            f"<i>[{self.gettext(WAITS, seconds=str(choice.wait.seconds))}]</i> {choice.wait.text}" if choice.wait else "",
        ]))
        first = (Paragraph(f"<b>{self.choices[choice.id]}</b> {words}"),
                 *(Paragraph(fact, "aside") for fact in (escape(choice.id), *self._facts(choice))))
        follows = (
            *map(self._beat, choice.replies), *map(self._feedback, choice.feedback), *self._ways_on(choice), *self._notes(choice.notes))
        rated = dict.fromkeys(skill for level in choice.levels for skill, _ in level.skills)
        pen = tuple(Paragraph(f"{self._skill(skill)}<br/>0 ☐\u2002 1 ☐\u2002 2 ☐\u2002 3 ☐", "pen") for skill in rated)
        return Row((first, follows, pen), choice.id)

    def _facts(self, choice: m.Choice) -> Iterator[str]:
        if choice.condition:
            yield self.gettext("Open if {condition}", condition=self.conditions.said(choice.condition))
            closed = _plain(choice.closed or "")
            yield self.gettext("else closed: “{reason}”", reason=closed) if closed else self.gettext("else not shown")
        for level in choice.levels:
            rated = "; ".join(f"{self._skill(skill)}: {value}" for skill, value in level.skills)
            only = f" ({self.gettext(ONLY)})" if level.only else ""
            yield f"<b>{rated}</b>{self._if(level.condition)}{only}"
        if move := catalog.moves().get(choice.move or ""):
            yield self.gettext("Move: {name}", name=self.gettext(move.name))
        if choice.mistake:
            yield self.gettext("Mistake: {name}", name=escape(choice.mistake))
        if choice.shift:
            yield self.gettext("Does to the client: {changes}", changes=self._amounts(choice.shift))

    def _feedback(self, said: m.Feedback) -> Paragraph:
        parts = " ".join(filter(None, [said.effect, said.why, f"<i>{said.instead}</i>" if said.instead else ""]))
        return Paragraph(f"{self.gettext(FEEDBACK)}{self._if(said.condition)}: {parts}", "feedback")

    def _ways_on(self, choice: m.Choice) -> Iterator[Paragraph]:
        for route in (*choice.routes, m.Route(choice.to)):
            condition, place = self.conditions.said(route.condition), self._to(route.to)
            if condition:
                yield Paragraph(self.gettext("If {condition}: go to {place}", condition=condition, place=place))
            elif choice.routes:
                yield Paragraph(self.gettext("Else go to {place}", place=place))
            else:
                yield Paragraph(self.gettext("Go to {place}", place=place))

    def _ending(self, ending: m.Ending) -> Iterator[Block]:
        yield from self._heading(ending)
        cap = "" if ending.cap is None else " · " + self.gettext("at most {percent} %", percent=str(ending.cap))
        yield Paragraph(f"{self.gettext(ENDING_KINDS[ending.kind])}{cap}", "aside")
        yield from map(self._beat, ending.content_items)
        if ending.later:
            yield Paragraph(self.gettext("Later: {text}", text=ending.later))
        yield Paragraph((f"<b>{self._name(ending.their_view_by)}</b>: " if ending.their_view_by else "") + ending.their_view, "view")
        yield from (Paragraph(ask, "ask") for ask in ending.asks)
        yield from self._notes(ending.notes)
        yield self._marks()

    # --- the last page ------------------------------------------------------------------------------------------------

    def _checklist(self) -> Iterator[Block]:
        yield Heading(2, self.gettext("Reviewer's list"), new_page=True)
        yield Paragraph(self.gettext("A “no” on a point marked (must) keeps the scenario from release."), "aside")
        table = tomllib.loads(files(__package__).joinpath("checklist.toml").read_text(encoding="utf-8"))
        heads = ("№", *map(self.gettext, (noop("Point"), noop("yes"), noop("fix"), noop("no"))))
        yield Table(self.gettext("Points to mark"), heads, (0.06, 0.73, 0.07, 0.07, 0.07), tuple(self._points(table["group"])))
        for question in table["questions"]:
            yield Heading(3, self.gettext(question))
            yield WritingLines(ROOM_TO_ANSWER)
        yield Heading(3, self.gettext("To sign"))
        heads = tuple(map(self.gettext, SIGNED))
        yield Table(self.gettext("Lines to sign on"), heads, (0.30, 0.36, 0.16, 0.18), (_row("", "", "", ""),) * SIGNATURES, roomy=True)

    def _points(self, groups: list[dict]) -> Iterator[Row]:
        numbers = count(1)
        for group in groups:
            name = group["name"]
            yield _row("", f"<b>{self.gettext(name)}</b>", "", "", "")
            for point in group["points"]:
                must = f" <b>{self.gettext(MUST)}</b>" if point.get("must") else ""
                yield _row(str(next(numbers)), self.gettext(point["text"]) + must, "☐", "☐", "☐")

    # --- pieces -------------------------------------------------------------------------------------------------------

    def _beat(self, beat: m.ContentItem) -> Paragraph:
        when = f'<span class="aside">[{self.gettext(IF)} {self.conditions.said(beat.condition)}]</span> ' if beat.condition else ""
        match beat:
            case m.Narration():
                return Paragraph(f"{when}{beat.text}", "cue")
            case m.Line():
                words = f'<span lang="{escape(beat.lang)}">{beat.text}</span>' if beat.lang else beat.text
                return Paragraph(f"{when}<b>{self._name(beat.by)}</b> ({self.gettext(MOODS[beat.mood])}): {words}")
            case m.Image():
                said = self.gettext("picture: {text}", text=_plain(beat.alt) if beat.alt else self.gettext("decoration"))
            case m.Audio():
                said = self.gettext("sound: {text}", text=beat.transcript)
            case m.Video():
                said = self.gettext("film: {text}", text=beat.transcript)
        return Paragraph(f'{when}[{said}] <span class="aside">{escape(beat.src)}</span>', "cue")

    def _notes(self, notes: Iterable[m.Note]) -> Iterator[Paragraph]:
        for note in notes:
            signed = escape(", ".join(filter(None, (note.by, note.date))), quote=False)
            if note.by is None:
                kind = self.gettext("Author's note")
            elif note.done:
                kind = self.gettext("Comment ({who}; dealt with)", who=signed)
            else:
                kind = self.gettext("Comment ({who})", who=signed)
            yield Paragraph(f"<b>{kind}</b>: {note.text}", "note")

    def _marks(self) -> Paragraph:
        boxes = "\u2002 ".join(f"{self.gettext(word)} ☐" for word in MARKS)
        lines = f"{self.gettext(INITIALS)} ________\u2002 {self.gettext(DATE)} ____________"
        return Paragraph(f"{self.gettext(REVIEWED)} {boxes}\u2003 {lines}", "pen")

    def _name(self, id_: str) -> str:
        person = self.scenario.person.get(id_)
        return _plain(person.name if person else id_)

    def _skill(self, id_: str) -> str:
        return self.gettext(catalog.skills()[id_].name)

    def _if(self, condition) -> str:
        return f" {self.gettext(IF)} {self.conditions.said(condition)}" if condition else ""

    def _amounts(self, changes: m.Amounts) -> str:
        return "; ".join(f"{self.conditions.meter(name)} {_signed(value)}" for name, value in changes)

    def _to(self, id_: str) -> str:
        title = _plain(self.scenario.places[id_].title)
        return f'<a href="#{id_}"><b>{self.numbers[id_]}</b> {title}</a>'

    def _from(self, choice: str) -> str:
        return f'<a href="#{choice}">{self.choices[choice]}</a>'


def _plain(words: str) -> str:
    """Give plain words as markup."""
    return escape(words, quote=False)


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "±0"


def _row(*words: str) -> Row:
    return Row(tuple((Paragraph(text, "small"),) for text in words))
