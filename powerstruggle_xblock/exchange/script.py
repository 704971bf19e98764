"""A scenario on paper: numbered scenes, every way on, levels and reasons, and room for a reviewer's pen.

For the clinician and the person with lived experience who read it before it is used, and for editors who think in pages.
It holds the whole key, so it is not for learners.
"""

import tomllib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template, ascii_uppercase

from ..scenario import catalogue, markup, notation
from ..scenario import model as m

RATINGS = "0 &#9633; &nbsp; 1 &#9633; &nbsp; 2 &#9633; &nbsp; 3 &#9633;"
MARKS = "yes &#9633; &nbsp; fix &#9633; &nbsp; no &#9633;"


def to_html(scenario: m.Scenario) -> str:
    """Give the script as one HTML page with print styles and nothing fetched from anywhere."""
    return _Script(scenario).page()


class _Script:
    """Writes one script; scenes are numbered in the author's order, endings follow as E1, E2 …"""

    def __init__(self, scenario: m.Scenario):
        self.scenario = scenario
        self.numbers = {scene.id: str(number) for number, scene in enumerate(scenario.scenes, 1)}
        self.numbers |= {ending.id: f"E{number}" for number, ending in enumerate(scenario.endings, 1)}
        self.choices = {
            choice.id: f"{self.numbers[scene.id]}{letter}"
            for scene in scenario.scenes for letter, choice in zip(ascii_uppercase, scene.choices, strict=False)
        }
        self.arrivals: dict[str, list[str]] = {id_: [] for id_ in self.numbers}
        for scene in scenario.scenes:
            for choice in scene.choices:
                for id_ in dict.fromkeys([*(route.to for route in choice.routes), choice.to]):
                    self.arrivals[id_].append(self.choices[choice.id])

    def page(self) -> str:
        template = Template(files(__package__).joinpath("script.html").read_text(encoding="utf-8"))
        title = self.scenario.title or "De-escalation scenario"
        return template.substitute(
            title=escape(title), lang=escape(self.scenario.lang or "en", quote=True), version=notation.version(self.scenario),
            about="".join(self._about()), contents="".join(self._contents()), skills="".join(_skills()),
            scenes="".join(map(self._scene, self.scenario.scenes)), endings="".join(map(self._ending, self.scenario.endings)),
            checklist="".join(_checklist()),
        )

    # --- the front ----------------------------------------------------------------------------------------------------

    def _about(self) -> Iterator[str]:
        if about := self.scenario.about:
            for name, text in (
                ("Content note", about.content_note), ("Where", about.setting), ("Before", about.before),
                ("The worker needs", about.you_need), ("They want", about.they_want), ("To be seen", about.body_cue),
            ):
                if text:
                    yield f"<dt>{name}</dt><dd>{text}</dd>"
            if about.sources:
                yield f"<dt>Sources</dt><dd>{'<br/>'.join(about.sources)}</dd>"
        for person in self.scenario.people:
            yield f"<dt>{escape(person.name)}</dt><dd>{escape(person.role)}. {person.about or ''}</dd>"
        start, scoring = self.scenario.start, self.scenario.scoring
        values = ", ".join(f"{name} {value}" for name, value in start.values)
        yield f"<dt>Begins</dt><dd>at {self._to(start.scene)}; {escape(start.profile or 'no profile')}; {values or 'usual values'}</dd>"
        yield f"<dt>Grade</dt><dd>pass at {scoring.pass_percent} %, {scoring.keep} run, at least {self.scenario.decisions} decisions</dd>"
        for gate in self.scenario.gates:
            yield f"<dt>Safety gate</dt><dd>if {self._when(gate.condition)}: on to {self._to(gate.to)}</dd>"
        yield from (f"<dt>{_kind(note)}</dt><dd>{note.text}</dd>" for note in self.scenario.notes)

    def _contents(self) -> Iterator[str]:
        for place in (*self.scenario.scenes, *self.scenario.endings):
            yield f'<li><a href="#{place.id}">{self.numbers[place.id]}. {escape(place.title)}</a></li>'

    # --- scenes -------------------------------------------------------------------------------------------------------

    def _scene(self, scene: m.Scene) -> str:
        asks = [name for name, asked in (("check-in", scene.check_in), ("say it first", scene.rehearse)) if asked]
        parts = [self._heading(scene), *map(self._beat, scene.beats)]
        parts += [f"<p class=aside>On arrival{self._if(shift.condition)}: {_amounts(shift.changes)}</p>" for shift in scene.shifts]
        parts += [f"<p class=aside>Asked: {', '.join(asks)}</p>"] if asks else []
        parts += [f"<p class=aside>Hint: {scene.hint}</p>"] if scene.hint else []
        parts += _notes(scene.notes)
        return f"<section>{''.join(parts)}{self._table(scene)}</section>"

    def _heading(self, place: m.Scene | m.Ending) -> str:
        arrivals = ", ".join(self.arrivals[place.id])
        begins = isinstance(place, m.Scene) and place.id == self.scenario.start.scene
        came = " · ".join(filter(None, ["the beginning" if begins else "", f"from {arrivals}" if arrivals else ""]))
        title = f'<h2 id="{place.id}">{self.numbers[place.id]}. {escape(place.title)}</h2>'
        return f"{title}<p class=aside>{place.id} · {came or 'from a safety gate'}</p>"

    def _table(self, scene: m.Scene) -> str:
        rows = "".join(map(self._row, scene.choices))
        return f"<table><thead><tr><th>Choice</th><th>What follows</th><th>Reviewer</th></tr></thead><tbody>{rows}</tbody></table>"

    def _row(self, choice: m.Choice) -> str:
        words = " ".join(filter(None, [
            f"<i>{choice.do}</i>" if choice.do else "", f"<q>{choice.say}</q>" if choice.say else "",
            f"<i>[waits {choice.wait.seconds} s]</i> {choice.wait.text}" if choice.wait else "",
        ]))
        first = f"<p><b>{self.choices[choice.id]}</b> {words}</p><p class=aside>{' · '.join(self._facts(choice))}</p>"
        follows = "".join([
            *map(self._beat, choice.replies),
            *(self._feedback(said) for said in choice.feedback),
            *(f"<p>If {self._when(route.condition)}: go to <b>{self._to(route.to)}</b></p>" for route in choice.routes),
            f"<p>{'Else go' if choice.routes else 'Go'} to <b>{self._to(choice.to)}</b></p>",
            *_notes(choice.notes),
        ])
        pen = f"<p>{RATINGS}</p>" if choice.levels else ""
        return f"<tr><td>{first}</td><td>{follows}</td><td class=pen>{pen}</td></tr>"

    def _facts(self, choice: m.Choice) -> Iterator[str]:
        yield choice.id
        for level in choice.levels:
            rated = ", ".join(f"{escape(catalogue.skills()[skill].name)} {value}" for skill, value in level.skills)
            yield f"{rated}{self._if(level.condition)}{' (nothing else counts then)' if level.only else ''}"
        if move := catalogue.moves().get(choice.move or ""):
            yield f"move: {escape(move.name)}"
        if choice.shift:
            yield _amounts(choice.shift)
        if choice.condition:
            closed = f", else closed: <q>{escape(choice.closed)}</q>" if choice.closed else ", else not shown"
            yield f"open{self._if(choice.condition)}{closed}"

    def _feedback(self, said: m.Feedback) -> str:
        parts = " ".join(filter(None, [said.effect, said.why, f"<i>{said.instead}</i>" if said.instead else ""]))
        return f"<p class=feedback>Feedback{self._if(said.condition)}: {parts}</p>"

    def _ending(self, ending: m.Ending) -> str:
        parts = [self._heading(ending), f"<p class=aside>{ending.kind}{f' · at most {ending.cap} %' if ending.cap is not None else ''}</p>"]
        parts += map(self._beat, ending.beats)
        parts += [f"<p>Later: {ending.later}</p>"] if ending.later else []
        parts += [f"<blockquote>{ending.their_view}</blockquote>", *(f"<p class=ask>{ask}</p>" for ask in ending.asks)]
        parts += _notes(ending.notes)
        return f"<section>{''.join(parts)}<p class=pen>{MARKS}</p></section>"

    # --- pieces -------------------------------------------------------------------------------------------------------

    def _beat(self, beat: m.Beat) -> str:
        when = self._if(beat.condition, bracket=True)
        match beat:
            case m.Cue():
                return f"<p class=cue>{when}{beat.text}</p>"
            case m.Line():
                person = self.scenario.person.get(beat.by)
                return f"<p>{when}<b>{escape(person.name if person else beat.by)}</b> ({beat.mood}): {beat.text}</p>"
            case m.Image():
                return f"<p class=cue>{when}[picture: {escape(beat.alt or 'decoration')}]</p>"
            case _:
                return f"<p class=cue>{when}[{'sound' if isinstance(beat, m.Audio) else 'film'}: {beat.transcript}]</p>"

    def _if(self, condition, *, bracket: bool = False) -> str:
        if not condition:
            return ""
        return f"<span class=if>[if {self._when(condition)}]</span> " if bracket else f" if {self._when(condition)}"

    def _when(self, condition) -> str:
        """Say a condition with the script's own numbers behind ids."""
        words = [escape(word) for word in str(condition).split()]
        known = {**self.numbers, **self.choices}
        return " ".join(f"{word} ({known[word]})" if word in known else word for word in words)

    def _to(self, id_: str) -> str:
        return f'<a href="#{id_}">{self.numbers[id_]}</a>'


def _amounts(changes: m.Amounts) -> str:
    return ", ".join(f"{escape(name)} {value:+d}" for name, value in changes)


def _notes(notes: Iterable[m.Note]) -> list[str]:
    return [f"<p class=aside>{_kind(note)}: {note.text}</p>" for note in notes]


def _kind(note: m.Note) -> str:
    if note.by is None:
        return "Author's note"
    said = escape(", ".join(part for part in (note.by, note.date) if part))
    return f"Comment ({said}; dealt with)" if note.done else f"Comment ({said})"


def _skills() -> Iterator[str]:
    for skill in catalogue.skills().values():
        yield f"<li><b>{escape(skill.name)}</b>: a strong reply {escape(skill.strong)}</li>"


def _checklist() -> Iterator[str]:
    table = tomllib.loads(files(__package__).joinpath("checklist.toml").read_text(encoding="utf-8"))
    number = 0
    for group in table["group"]:
        yield f"<h3>{escape(group['name'])}</h3><ol start={number + 1}>"
        for point in group["points"]:
            number += 1
            must = " <b>(must)</b>" if point.get("must") else ""
            yield f"<li>{escape(markup.plain(point['text']))}{must} <span class=marks>{MARKS}</span></li>"
        yield "</ol>"
    yield "".join(f"<h3>{escape(question)}</h3><p class=lines></p>" for question in table["questions"])
