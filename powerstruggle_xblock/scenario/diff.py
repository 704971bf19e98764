"""How two versions of a scenario differ: scenes, choices, levels, texts, meters, people and ways on, each difference a sentence.

Ids tell what is the same thing in both. A thing that is gone and one that is new, with nearly the same words, are one that was
renamed: its author should know, because learners' progress hangs on ids.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..notation import markup
from ..notation.messages import TranslatableMessage, msg
from . import model as m
from .diff_text import TEXTS, THINGS

ADDED, REMOVED, CHANGED, RENAMED, MOVED = "added", "removed", "changed", "renamed", "moved"
SAME_WORDS = 0.75
"""From this share of words in common, a thing gone and a thing new are taken for one that was renamed."""
MOST_PAIRS = 400
"""Looking for renamed things costs time with many gone and many new ones; that is another scenario then."""
MOST_SAID = 60
KINDS = {"other way on": "route", "safety gate": "route", "shift on arriving": "shift"}
"""Kinds of thing that go by another word in sentences."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `how` is one of the words above, `what` the kind of thing, `at` the id it belongs to or None, `message` a Sentence.

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


def diff_scenarios(old: m.Scenario, new: m.Scenario) -> tuple[Difference, ...]:
    """Give every difference between two scenarios, card and people first, then scene by scene."""
    return tuple((*_whole(old, new), *_people(old, new), *_places(old, new)))


# --- the whole ------------------------------------------------------------------------------------------------------


def _whole(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    for subject, ask in (
        (msg("the title"), lambda s: s.title),
        (msg("the number of points"), lambda s: s.weight),
        (msg("the number of graded attempts"), lambda s: s.max_attempts),
        (msg("the language"), lambda s: s.lang),
        (msg("the pass mark"), lambda s: s.scoring.pass_percent),
        (msg("the result that counts"), lambda s: s.scoring.keep),
        (msg("the smallest number of decisions"), lambda s: s.scoring.min_decisions),
        (msg("the kind of retry"), lambda s: s.scoring.retry),
        (msg("the first scene"), lambda s: s.start.scene),
        (msg("the client profile at the start"), lambda s: s.start.profile),
        (msg("the place where the meters begin"), lambda s: _amounts(s.start.values)),
        (msg("the time at which meters are shown"), lambda s: s.meters_show),
    ):
        yield from _value("setting", subject, ask(old), ask(new))
    yield from _about(old.about, new.about)
    yield from _named("meter", {s.id: s for s in old.meter_settings}, {s.id: s for s in new.meter_settings}, _meter)
    where = msg("the scenario")
    yield from _sequence("safety gate", where, None, [_route(g) for g in old.gates], [_route(g) for g in new.gates])
    yield from _notes(where, None, old.notes, new.notes)
    signed = [[f"{s.by} ({s.role}), {s.date}, version {s.version}" for s in scenario.sign_offs] for scenario in (old, new)]
    yield from _sequence("sign-off", where, None, *signed)


def _about(old: m.About | None, new: m.About | None) -> Iterator[Difference]:
    if old is None or new is None:
        if old is not new:
            yield Difference(ADDED, "about", msg("the card before the talk was added")) if old is None else \
                Difference(REMOVED, "about", msg("the card before the talk was removed"))
        return
    for part, subject in (
        ("minutes", msg("on the card, the length in minutes")),
        ("setting", msg("on the card, the setting")),
        ("before", msg("on the card, the text on what happened before")),
        ("you_need", msg("on the card, the text on what the worker needs")),
        ("they_want", msg("on the card, the text on what they want")),
        ("body_cue", msg("on the card, the thing to see")),
        ("content_note", msg("on the card, the content note")),
        ("support", msg("on the card, the support text")),
    ):
        yield from _value("text", subject, getattr(old, part), getattr(new, part))
    where = msg("the card")
    yield from _sequence("goal", where, None, old.goals, new.goals)
    yield from _sequence("source", where, None, old.sources, new.sources)


def _meter(old: m.MeterSetting, new: m.MeterSetting) -> Iterator[Difference]:
    id_ = old.id
    yield from _value("meter", msg("meter \"{id}\": the name", id=id_), old.name, new.name, id_)
    yield from _value("meter", msg("meter \"{id}\": when it is shown", id=id_), old.show, new.show, id_)
    yield from _value("meter", msg("meter \"{id}\": whether it is left out", id=id_), old.drop, new.drop, id_)


def _people(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    yield from _named("person", old.people_by_id, new.people_by_id, _person, lambda person: f"{person.name} {markup.plain_text(person.about)}")


def _person(old: m.Person, new: m.Person) -> Iterator[Difference]:
    id_ = new.id
    yield from _value("person", msg("person \"{id}\": the name", id=id_), old.name, new.name, id_)
    yield from _value("person", msg("person \"{id}\": the role", id=id_), old.role, new.role, id_)
    yield from _value("person", msg("person \"{id}\": the portrait", id=id_), old.portrait, new.portrait, id_)
    yield from _value("person", msg("person \"{id}\": the description", id=id_), old.about, new.about, id_)


# --- scenes, choices, endings ---------------------------------------------------------------------------------------


def _places(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    yield from _named("scene", {s.id: s for s in old.scenes}, {s.id: s for s in new.scenes}, _scene, _scene_words)
    yield from _named("ending", {e.id: e for e in old.endings}, {e.id: e for e in new.endings}, _ending, _ending_words)
    yield from _choices(old, new)


def _choices(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    home = [{choice.id: scene.id for scene in scenario.scenes for choice in scene.choices} for scenario in (old, new)]
    renamed_scenes = dict(_renamed({s.id: s for s in old.scenes}, {s.id: s for s in new.scenes}, _scene_words))

    def whole(before: m.Choice, after: m.Choice) -> Iterator[Difference]:
        was, now = home[0][before.id], home[1][after.id]
        if renamed_scenes.get(was, was) != now:
            message = msg("choice \"{id}\" moved from scene \"{was}\" to scene \"{now}\"", id=after.id, was=was, now=now)
            yield Difference(MOVED, "choice", message, after.id, was, now)
        yield from _choice(before, after)

    yield from _named("choice", old.choices, new.choices, whole, _choice_words)


def _scene(old: m.Scene, new: m.Scene) -> Iterator[Difference]:
    where, id_ = msg("scene \"{id}\"", id=new.id), new.id
    yield from _value("text", msg("scene \"{id}\": the title", id=id_), old.title, new.title, id_)
    yield from _sequence("line", where, id_, *(list(map(_beat, scene.content_items)) for scene in (old, new)))
    yield from _sequence("shift on arriving", where, id_, *(
        [f"{_amounts(shift.changes)}{_if(shift.condition)}" for shift in scene.arrival_changes] for scene in (old, new)))
    yield from _value("text", msg("scene \"{id}\": the hint", id=id_), old.hint, new.hint, id_)
    yield from _value("setting", msg("scene \"{id}\": whether it asks for a check-in", id=id_), old.check_in, new.check_in, id_)
    yield from _value("setting", msg("scene \"{id}\": whether it asks to rehearse", id=id_), old.rehearse, new.rehearse, id_)
    yield from _notes(where, id_, old.notes, new.notes)


def _choice(old: m.Choice, new: m.Choice) -> Iterator[Difference]:
    where, id_ = msg("choice \"{id}\"", id=new.id), new.id
    yield from _value("text", msg("choice \"{id}\": what is said", id=id_), old.say, new.say, id_)
    yield from _value("text", msg("choice \"{id}\": what is done", id=id_), old.do, new.do, id_)
    waits = [c.wait and f"{c.wait.seconds} s: {c.wait.text}" for c in (old, new)]
    yield from _value("text", msg("choice \"{id}\": the pause", id=id_), *waits, id_)
    yield from _value("route", msg("choice \"{id}\": where it leads", id=id_), old.to, new.to, id_)
    yield from _sequence("other way on", where, id_, [_route(r) for r in old.routes], [_route(r) for r in new.routes])
    yield from _value("choice", msg("choice \"{id}\": the move", id=id_), old.move, new.move, id_)
    yield from _value("choice", msg("choice \"{id}\": the mistake tag", id=id_), old.mistake, new.mistake, id_)
    opens = [str(c.condition) or None for c in (old, new)]
    yield from _value("choice", msg("choice \"{id}\": the condition under which it is open", id=id_), *opens, id_)
    yield from _value("text", msg("choice \"{id}\": the reason while it is closed", id=id_), old.closed_reason, new.closed_reason, id_)
    yield from _value("level", msg("choice \"{id}\": the rating", id=id_), *(_levels(choice) for choice in (old, new)), id_)
    yield from _value("choice", msg("choice \"{id}\": its own shift", id=id_), _amounts(old.meter_changes), _amounts(new.meter_changes), id_)
    yield from _sequence("reply", where, id_, *(list(map(_beat, choice.replies)) for choice in (old, new)))
    yield from _sequence("feedback", where, id_, *(list(map(_feedback, choice.feedback)) for choice in (old, new)))
    yield from _notes(where, id_, old.notes, new.notes)


def _ending(old: m.Ending, new: m.Ending) -> Iterator[Difference]:
    where, id_ = msg("ending \"{id}\"", id=new.id), new.id
    yield from _value("text", msg("ending \"{id}\": the title", id=id_), old.title, new.title, id_)
    yield from _value("ending", msg("ending \"{id}\": the kind", id=id_), old.kind, new.kind, id_)
    yield from _value("ending", msg("ending \"{id}\": the cap on the score", id=id_), old.cap, new.cap, id_)
    yield from _sequence("line", where, id_, *(list(map(_beat, ending.content_items)) for ending in (old, new)))
    yield from _value("text", msg("ending \"{id}\": what became of it", id=id_), old.later, new.later, id_)
    yield from _value("text", msg("ending \"{id}\": how it was for the client", id=id_), old.their_view, new.their_view, id_)
    yield from _value("ending", msg("ending \"{id}\": who says how it was", id=id_), old.their_view_by, new.their_view_by, id_)
    yield from _sequence("question", where, id_, old.questions, new.questions)
    yield from _notes(where, id_, old.notes, new.notes)


# --- as words -------------------------------------------------------------------------------------------------------


def _amounts(amounts: m.Amounts) -> str | None:
    return ", ".join(f"{name} {value}" for name, value in amounts) or None


def _levels(choice: m.Choice) -> str | None:
    return "; ".join(f"{_amounts(level.skills)}{' only' if level.only else ''}{_if(level.condition)}" for level in choice.ratings) or None


def _if(condition) -> str:
    return f" if {condition}" if condition else ""


def _route(route: m.Route) -> str:
    return f"to \"{route.to}\"{_if(route.condition)}"


def _feedback(told: m.Feedback) -> str:
    return " / ".join(part for part in (told.effect, told.why, told.instead) if part) + _if(told.condition)


def _beat(beat: m.ContentItem) -> str:
    match beat:
        case m.Narration():
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


def _beats_words(beats: Iterable[m.ContentItem]) -> Iterator[str]:
    return (markup.plain_text(beat.text) for beat in beats if isinstance(beat, (m.Narration, m.Line)))


def _scene_words(scene: m.Scene) -> str:
    return " ".join([scene.title, *_beats_words(scene.content_items), *(_choice_words(choice) for choice in scene.choices)])


def _choice_words(choice: m.Choice) -> str:
    waits = choice.wait.text if choice.wait else None
    return " ".join(markup.plain_text(part) for part in (choice.say, choice.do, waits) if part)


def _ending_words(ending: m.Ending) -> str:
    return " ".join([ending.title, *_beats_words(ending.content_items), markup.plain_text(ending.their_view)])


# --- the differences themselves -------------------------------------------------------------------------------------


def _value(what: str, subject: TranslatableMessage, old, new, at: str | None = None) -> Iterator[Difference]:
    if old == new:
        return
    before, after = (None if value is None else str(value) for value in (old, new))
    if before is None:
        message = msg("{what} is new: {after}", what=subject, after=_quoted(after))
        yield Difference(ADDED, what, message, at, before, after)
    elif after is None:
        message = msg("{what} is gone: {before}", what=subject, before=_quoted(before))
        yield Difference(REMOVED, what, message, at, before, after)
    else:
        message = msg("{what} was {before}, is now {after}", what=subject, before=_quoted(before, after), after=_quoted(after, before))
        yield Difference(CHANGED, what, message, at, before, after)


def _sequence(what: str, where: TranslatableMessage, at: str | None, old: Iterable[str], new: Iterable[str]) -> Iterator[Difference]:
    """Compare texts in an order; a block replaced by one of the same length changed one by one."""
    old, new = list(old), list(new)
    kind, templates = KINDS.get(what, what), TEXTS[what]
    for how, from_, to, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        gone, come = old[from_:to], new[first:last]
        if len(gone) == len(come):
            for before, after in zip(gone, come, strict=True):
                message = msg(templates.changed, where=where, before=_quoted(before, after), after=_quoted(after, before))
                yield Difference(CHANGED, kind, message, at, before, after)
            continue
        for before in gone:
            yield Difference(REMOVED, kind, msg(templates.gone, where=where, before=_quoted(before)), at, before, None)
        for after in come:
            yield Difference(ADDED, kind, msg(templates.new, where=where, after=_quoted(after)), at, None, after)


def _notes(where: TranslatableMessage, at: str | None, old: tuple[m.Note, ...], new: tuple[m.Note, ...]) -> Iterator[Difference]:
    texts = [[f"{note.text}{f' ({note.by}, {note.date})' if note.by else ''}{' (done)' if note.done else ''}" for note in notes]
             for notes in (old, new)]
    yield from _sequence("note", where, at, *texts)


def _named(
    what: str, old: Mapping[str, object], new: Mapping[str, object], inside: Callable[..., Iterator[Difference]],
    words: Callable[..., str] | None = None,
) -> Iterator[Difference]:
    """Compare things by id: gone, new, renamed (told by `words`), and what changed `inside` those in both."""
    renamed, templates = dict(_renamed(old, new, words)) if words else {}, THINGS[what]
    for id_, before in old.items():
        if id_ in new:
            yield from inside(before, new[id_])
        elif id_ in renamed:
            now = renamed[id_]
            yield Difference(RENAMED, what, msg(templates.renamed, id=id_, now=now), now, id_, now)
            yield from inside(before, new[now])
        else:
            yield Difference(REMOVED, what, _titled(templates.gone, templates.gone_titled, id_, before), id_, id_, None)
    for id_, after in new.items():
        if id_ not in old and id_ not in renamed.values():
            yield Difference(ADDED, what, _titled(templates.new, templates.new_titled, id_, after), id_, None, id_)


def _titled(template: str, with_title: str, id_: str, thing) -> TranslatableMessage:
    words = getattr(thing, "title", None) or getattr(thing, "name", None) or (isinstance(thing, m.Choice) and _choice_words(thing))
    return msg(with_title, id=id_, title=_quoted(words)) if words else msg(template, id=id_)


def _renamed(old: Mapping[str, object], new: Mapping[str, object], words: Callable[..., str]) -> Iterator[tuple[str, str]]:
    gone = {id_: words(thing).split() for id_, thing in old.items() if id_ not in new}
    come = {id_: words(thing).split() for id_, thing in new.items() if id_ not in old}
    if len(gone) * len(come) > MOST_PAIRS:
        return
    for id_, told in gone.items():
        likeness = {other: _likeness(told, there) for other, there in come.items() if there and told}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= SAME_WORDS:
            del come[best]
            yield id_, best


def _likeness(one: list[str], other: list[str]) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _quoted(text: str, other: str | None = None) -> str:
    """Quote the words of a text, from a little before the first one that differs from `other`."""
    words, others = markup.plain_text(text).split(), markup.plain_text(other or "").split()
    if words == others:
        words, others = text.split(), (other or "").split()  # Only marks differ.
    first = next((i for i, (one, two) in enumerate(zip(words, others, strict=False)) if one != two), min(len(words), len(others)))
    begin = max(0, first - 3) if other is not None and len(" ".join(words)) > MOST_SAID else 0
    quote = " ".join(words[begin:])
    cut = f"{quote[:MOST_SAID].rstrip()}…" if len(quote) > MOST_SAID else quote
    return f"\"{'… ' if begin else ''}{cut}\""
