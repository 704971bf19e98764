"""How two versions of a scenario differ: scenes, choices, levels, texts, meters, people and ways on, each difference a sentence.

Ids tell what is the same thing in both. A thing that is gone and one that is new, with nearly the same words, are one that was
renamed: its author should know, because learners' progress hangs on ids.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import markup
from . import model as m

ADDED, REMOVED, CHANGED, RENAMED, MOVED = "added", "removed", "changed", "renamed", "moved"
SAME_WORDS = 0.75
"""From this share of words in common, a thing gone and a thing new are taken for one that was renamed."""
MOST_PAIRS = 400
"""Looking for renamed things costs time with many gone and many new ones; that is another scenario then."""
MOST_SAID = 60
KINDS = {"other way on": "route", "safety gate": "route", "shift on arriving": "shift"}
"""Kinds of thing that go by another word in sentences."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `how` is one of the words above, `what` the kind of thing, `at` the id it belongs to or None.

    `before` and `after` are what stood and stands there, where it is a text or a value.
    """

    how: str
    what: str
    message: str
    at: str | None = None
    before: str | None = None
    after: str | None = None

    def __str__(self) -> str:
        return self.message


def compare(old: m.Scenario, new: m.Scenario) -> tuple[Change, ...]:
    """Give every difference between two scenarios, card and people first, then scene by scene."""
    return tuple((*_whole(old, new), *_people(old, new), *_places(old, new)))


# --- the whole ------------------------------------------------------------------------------------------------------


def _whole(old: m.Scenario, new: m.Scenario) -> Iterator[Change]:
    for what, ask in (
        ("title", lambda s: s.title), ("number of points", lambda s: s.weight), ("number of graded attempts", lambda s: s.max_attempts),
        ("language", lambda s: s.lang), ("pass mark", lambda s: s.scoring.pass_percent), ("result that counts", lambda s: s.scoring.keep),
        ("smallest number of decisions", lambda s: s.scoring.decisions), ("kind of retry", lambda s: s.scoring.retry),
        ("first scene", lambda s: s.start.scene), ("client profile at the start", lambda s: s.start.profile),
        ("place where the meters begin", lambda s: _amounts(s.start.values)), ("time at which meters are shown", lambda s: s.meters_show),
    ):
        yield from _value("setting", f"the {what}", ask(old), ask(new))
    yield from _about(old.about, new.about)
    yield from _named("meter", {s.id: s for s in old.meter_settings}, {s.id: s for s in new.meter_settings}, _meter)
    yield from _sequence("safety gate", "the scenario", None, [_route(g) for g in old.gates], [_route(g) for g in new.gates])
    yield from _notes("the scenario", None, old.notes, new.notes)
    said = [[f"{s.by} ({s.role}), {s.date}, version {s.version}" for s in scenario.sign_offs] for scenario in (old, new)]
    yield from _sequence("sign-off", "the scenario", None, *said)


def _about(old: m.About | None, new: m.About | None) -> Iterator[Change]:
    if old is None or new is None:
        if old is not new:
            how = ADDED if old is None else REMOVED
            yield Change(how, "about", f"the card before the talk was {how}")
        return
    for part, words in (
        ("minutes", "length in minutes"), ("setting", "setting"), ("before", "text on what happened before"),
        ("you_need", "text on what the worker needs"), ("they_want", "text on what they want"), ("body_cue", "thing to see"),
        ("content_note", "content note"), ("support", "support text"),
    ):
        yield from _value("text", f"on the card, the {words}", getattr(old, part), getattr(new, part))
    yield from _sequence("goal", "the card", None, old.goals, new.goals)
    yield from _sequence("source", "the card", None, old.sources, new.sources)


def _meter(old: m.MeterSetting, new: m.MeterSetting) -> Iterator[Change]:
    where = f"meter \"{old.id}\":"
    yield from _value("meter", f"{where} the name", old.name, new.name, old.id)
    yield from _value("meter", f"{where} when it is shown", old.show, new.show, old.id)
    yield from _value("meter", f"{where} whether it is left out", old.drop, new.drop, old.id)


def _people(old: m.Scenario, new: m.Scenario) -> Iterator[Change]:
    yield from _named("person", old.person, new.person, _person, lambda person: f"{person.name} {markup.plain(person.about)}")


def _person(old: m.Person, new: m.Person) -> Iterator[Change]:
    for part in ("name", "role", "portrait", "about"):
        yield from _value("person", f"person \"{new.id}\": the {'description' if part == 'about' else part}",
                          getattr(old, part), getattr(new, part), new.id)


# --- scenes, choices, endings ---------------------------------------------------------------------------------------


def _places(old: m.Scenario, new: m.Scenario) -> Iterator[Change]:
    yield from _named("scene", {s.id: s for s in old.scenes}, {s.id: s for s in new.scenes}, _scene, _scene_words)
    yield from _named("ending", {e.id: e for e in old.endings}, {e.id: e for e in new.endings}, _ending, _ending_words)
    yield from _choices(old, new)


def _choices(old: m.Scenario, new: m.Scenario) -> Iterator[Change]:
    home = [{choice.id: scene.id for scene in scenario.scenes for choice in scene.choices} for scenario in (old, new)]
    renamed_scenes = dict(_renamed({s.id: s for s in old.scenes}, {s.id: s for s in new.scenes}, _scene_words))

    def whole(before: m.Choice, after: m.Choice) -> Iterator[Change]:
        was, now = home[0][before.id], home[1][after.id]
        if renamed_scenes.get(was, was) != now:
            yield Change(MOVED, "choice", f"choice \"{after.id}\" moved from scene \"{was}\" to scene \"{now}\"", after.id, was, now)
        yield from _choice(before, after)

    yield from _named("choice", old.choices, new.choices, whole, _choice_words)


def _scene(old: m.Scene, new: m.Scene) -> Iterator[Change]:
    where = f"scene \"{new.id}\""
    yield from _value("text", f"{where}: the title", old.title, new.title, new.id)
    yield from _sequence("line", where, new.id, *(list(map(_beat, scene.beats)) for scene in (old, new)))
    yield from _sequence("shift on arriving", where, new.id, *(
        [f"{_amounts(shift.changes)}{_if(shift.condition)}" for shift in scene.shifts] for scene in (old, new)))
    yield from _value("text", f"{where}: the hint", old.hint, new.hint, new.id)
    yield from _value("setting", f"{where}: whether it asks for a check-in", old.check_in, new.check_in, new.id)
    yield from _value("setting", f"{where}: whether it asks to rehearse", old.rehearse, new.rehearse, new.id)
    yield from _notes(where, new.id, old.notes, new.notes)


def _choice(old: m.Choice, new: m.Choice) -> Iterator[Change]:
    where, id_ = f"choice \"{new.id}\"", new.id
    yield from _value("text", f"{where}: what is said", old.say, new.say, id_)
    yield from _value("text", f"{where}: what is done", old.do, new.do, id_)
    yield from _value("text", f"{where}: the pause", *(c.wait and f"{c.wait.seconds} s: {c.wait.text}" for c in (old, new)), id_)
    yield from _value("route", f"{where}: where it leads", old.to, new.to, id_)
    yield from _sequence("other way on", where, id_, [_route(r) for r in old.routes], [_route(r) for r in new.routes])
    yield from _value("choice", f"{where}: the move", old.move, new.move, id_)
    yield from _value("choice", f"{where}: the mistake tag", old.mistake, new.mistake, id_)
    yield from _value("choice", f"{where}: the condition under which it is open", *(str(c.condition) or None for c in (old, new)), id_)
    yield from _value("text", f"{where}: the reason while it is closed", old.closed, new.closed, id_)
    yield from _value("level", f"{where}: the rating", *(_levels(choice) for choice in (old, new)), id_)
    yield from _value("choice", f"{where}: its own shift", _amounts(old.shift), _amounts(new.shift), id_)
    yield from _sequence("reply", where, id_, *(list(map(_beat, choice.replies)) for choice in (old, new)))
    yield from _sequence("feedback", where, id_, *(list(map(_feedback, choice.feedback)) for choice in (old, new)))
    yield from _notes(where, id_, old.notes, new.notes)


def _ending(old: m.Ending, new: m.Ending) -> Iterator[Change]:
    where, id_ = f"ending \"{new.id}\"", new.id
    yield from _value("text", f"{where}: the title", old.title, new.title, id_)
    yield from _value("ending", f"{where}: the kind", old.kind, new.kind, id_)
    yield from _value("ending", f"{where}: the cap on the score", old.cap, new.cap, id_)
    yield from _sequence("line", where, id_, *(list(map(_beat, ending.beats)) for ending in (old, new)))
    yield from _value("text", f"{where}: what became of it", old.later, new.later, id_)
    yield from _value("text", f"{where}: how it was for the client", old.their_view, new.their_view, id_)
    yield from _value("ending", f"{where}: who says how it was", old.their_view_by, new.their_view_by, id_)
    yield from _sequence("question", where, id_, old.asks, new.asks)
    yield from _notes(where, id_, old.notes, new.notes)


# --- as words -------------------------------------------------------------------------------------------------------


def _amounts(amounts: m.Amounts) -> str | None:
    return ", ".join(f"{name} {value}" for name, value in amounts) or None


def _levels(choice: m.Choice) -> str | None:
    return "; ".join(f"{_amounts(level.skills)}{' only' if level.only else ''}{_if(level.condition)}" for level in choice.levels) or None


def _if(condition) -> str:
    return f" if {condition}" if condition else ""


def _route(route: m.Route) -> str:
    return f"to \"{route.to}\"{_if(route.condition)}"


def _feedback(said: m.Feedback) -> str:
    return " / ".join(part for part in (said.effect, said.why, said.instead) if part) + _if(said.condition)


def _beat(beat: m.Beat) -> str:
    match beat:
        case m.Cue():
            return f"{beat.text}{_if(beat.condition)}"
        case m.Line():
            lang = f", {beat.lang}" if beat.lang else ""
            return f"{beat.by} ({beat.mood}{lang}): {beat.text}{_if(beat.condition)}"
        case m.Image():
            return f"picture {beat.src}: {beat.alt}{_if(beat.condition)}"
        case m.Audio():
            return f"sound {beat.src}: {beat.transcript}{_if(beat.condition)}"
        case m.Video():
            return f"film {beat.src} ({beat.captions}): {beat.transcript}{_if(beat.condition)}"


def _beats_words(beats: Iterable[m.Beat]) -> Iterator[str]:
    return (markup.plain(beat.text) for beat in beats if isinstance(beat, (m.Cue, m.Line)))


def _scene_words(scene: m.Scene) -> str:
    return " ".join([scene.title, *_beats_words(scene.beats), *(_choice_words(choice) for choice in scene.choices)])


def _choice_words(choice: m.Choice) -> str:
    waits = choice.wait.text if choice.wait else None
    return " ".join(markup.plain(part) for part in (choice.say, choice.do, waits) if part)


def _ending_words(ending: m.Ending) -> str:
    return " ".join([ending.title, *_beats_words(ending.beats), markup.plain(ending.their_view)])


# --- the differences themselves -------------------------------------------------------------------------------------


def _value(what: str, where: str, old, new, at: str | None = None) -> Iterator[Change]:
    if old == new:
        return
    before, after = (None if value is None else str(value) for value in (old, new))
    if before is None:
        yield Change(ADDED, what, f"{where} is new: {_said(after)}", at, before, after)
    elif after is None:
        yield Change(REMOVED, what, f"{where} is gone: {_said(before)}", at, before, after)
    else:
        yield Change(CHANGED, what, f"{where} was {_said(before, after)}, is now {_said(after, before)}", at, before, after)


def _sequence(what: str, where: str, at: str | None, old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    """Compare texts in an order; a block replaced by one of the same length changed one by one."""
    old, new = list(old), list(new)
    kind = KINDS.get(what, what)
    for how, from_, to, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        gone, come = old[from_:to], new[first:last]
        if len(gone) == len(come):
            for before, after in zip(gone, come, strict=True):
                message = f"{where}: a {what} was {_said(before, after)}, is now {_said(after, before)}"
                yield Change(CHANGED, kind, message, at, before, after)
            continue
        for before in gone:
            yield Change(REMOVED, kind, f"{where}: a {what} is gone: {_said(before)}", at, before, None)
        for after in come:
            yield Change(ADDED, kind, f"{where}: a {what} is new: {_said(after)}", at, None, after)


def _notes(where: str, at: str | None, old: tuple[m.Note, ...], new: tuple[m.Note, ...]) -> Iterator[Change]:
    texts = [[f"{note.text}{f' ({note.by}, {note.date})' if note.by else ''}{' (done)' if note.done else ''}" for note in notes]
             for notes in (old, new)]
    yield from _sequence("note", where, at, *texts)


def _named(
    what: str, old: Mapping[str, object], new: Mapping[str, object], inside: Callable[..., Iterator[Change]],
    words: Callable[..., str] | None = None,
) -> Iterator[Change]:
    """Compare things by id: gone, new, renamed (told by `words`), and what changed `inside` those in both."""
    renamed = dict(_renamed(old, new, words)) if words else {}
    for id_, before in old.items():
        if id_ in new:
            yield from inside(before, new[id_])
        elif id_ in renamed:
            now = renamed[id_]
            yield Change(RENAMED, what, f"{what} \"{id_}\" is called \"{now}\" now", now, id_, now)
            yield from inside(before, new[now])
        else:
            yield Change(REMOVED, what, f"{what} \"{id_}\" is gone{_title(before)}", id_, id_, None)
    for id_, after in new.items():
        if id_ not in old and id_ not in renamed.values():
            yield Change(ADDED, what, f"{what} \"{id_}\" is new{_title(after)}", id_, None, id_)


def _title(thing) -> str:
    words = getattr(thing, "title", None) or getattr(thing, "name", None) or (isinstance(thing, m.Choice) and _choice_words(thing))
    return f": {_said(words)}" if words else ""


def _renamed(old: Mapping[str, object], new: Mapping[str, object], words: Callable[..., str]) -> Iterator[tuple[str, str]]:
    gone = {id_: words(thing).split() for id_, thing in old.items() if id_ not in new}
    come = {id_: words(thing).split() for id_, thing in new.items() if id_ not in old}
    if len(gone) * len(come) > MOST_PAIRS:
        return
    for id_, said in gone.items():
        likeness = {other: _likeness(said, there) for other, there in come.items() if there and said}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= SAME_WORDS:
            del come[best]
            yield id_, best


def _likeness(one: list[str], other: list[str]) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _said(text: str, other: str | None = None) -> str:
    """Quote the words of a text, from a little before the first one that differs from `other`."""
    words, others = markup.plain(text).split(), markup.plain(other or "").split()
    if words == others:
        words, others = text.split(), (other or "").split()  # Only marks differ.
    first = next((i for i, (one, two) in enumerate(zip(words, others, strict=False)) if one != two), min(len(words), len(others)))
    begin = max(0, first - 3) if other is not None and len(" ".join(words)) > MOST_SAID else 0
    said = " ".join(words[begin:])
    cut = f"{said[:MOST_SAID].rstrip()}…" if len(said) > MOST_SAID else said
    return f"\"{'… ' if begin else ''}{cut}\""
