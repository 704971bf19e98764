"""The differences of two versions of a scenario, each with a message: settings, people, scenes, choices, endings.

Items with the same id are the same item. An item that is gone and one that is new, with nearly the same words, count
as one that was renamed. The author should know, because learners' progress refers to ids.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from ..notation import markup
from ..notation.messages import TranslatableMessage, msg
from . import model as m
from .diff_blocks import find_changed_blocks
from .diff_text import ITEMS, TEXTS
from .diff_values import (
    format_amounts,
    format_content_item,
    format_feedback,
    format_meter_change,
    format_note,
    format_ratings,
    format_route,
    format_sign_off,
    format_term,
    format_wait,
    join_choice_words,
    join_ending_words,
    join_person_words,
    join_scene_words,
    join_wordings,
    list_notes,
)
from .meters import MeterSetting

ADDED, REMOVED, CHANGED, RENAMED, MOVED = "added", "removed", "changed", "renamed", "moved"
MIN_SIMILARITY = 0.75
"""From this share of common words, an item that is gone and one that is new count as renamed."""
MAX_PAIRS = 400
"""Renamed items are searched for among so many pairs at most; with more, it is another scenario."""
MAX_QUOTE_LENGTH = 60
KINDS = {"other way on": "route", "safety gate": "route", "shift on arriving": "shift"}
"""What some kinds of item are called in `Difference.what`."""


Item = TypeVar("Item")
Node = TypeVar("Node", m.Scene, m.Ending)
_Both: TypeAlias = tuple[Item, Item]
"""An item in the old and in the new version."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    `how` is ADDED, REMOVED, CHANGED, RENAMED or MOVED, `what` the kind of item, `message` a TranslatableMessage, `at`
    the id it belongs to or None. `before` and `after` are the old and the new text or value, or None.
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
    """Return every difference of two scenarios: settings, card and people, then scenes, endings and choices."""
    return tuple((*_compare_settings(old, new), *_compare_people(old, new), *_compare_nodes(old, new)))


# --- settings, card, people -----------------------------------------------------------------------------------------


def _compare_settings(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    both: _Both[m.Scenario] = (old, new)
    yield from _compare_value("setting", msg("the title"), both, lambda s: s.title)
    yield from _compare_value("setting", msg("the number of points"), both, lambda s: s.weight)
    yield from _compare_value("setting", msg("the number of graded attempts"), both, lambda s: s.max_attempts)
    yield from _compare_value("setting", msg("the language"), both, lambda s: s.lang)
    yield from _compare_value("setting", msg("the pass mark"), both, lambda s: s.scoring.pass_percent)
    yield from _compare_value("setting", msg("the result that counts"), both, lambda s: s.scoring.keep)
    yield from _compare_value(
        "setting", msg("the smallest number of decisions"), both, lambda s: s.scoring.min_decisions)
    yield from _compare_value("setting", msg("the kind of retry"), both, lambda s: s.scoring.retry)
    yield from _compare_value("setting", msg("when feedback is shown"), both, lambda s: s.scoring.feedback)
    yield from _compare_value("setting", msg("the first scene"), both, lambda s: s.start.scene or None)
    yield from _compare_value("setting", msg("the number of moments drawn"), both, lambda s: s.start.draw)
    yield from _compare_value("setting", msg("the client profile at the start"), both, lambda s: s.start.profile)
    yield from _compare_value(
        "setting", msg("the place where the meters begin"), both, lambda s: format_amounts(s.start.values))
    yield from _compare_value("setting", msg("the time at which meters are shown"), both, lambda s: s.meters_show)
    yield from _compare_about(old.about, new.about)
    yield from _compare_items(
        "meter", {s.id: s for s in old.meter_settings}, {s.id: s for s in new.meter_settings}, _compare_meter)
    where = msg("the scenario")
    yield from _compare_texts("term", where, both, lambda s: map(format_term, s.terms))
    yield from _compare_texts("safety gate", where, both, lambda s: map(format_route, s.gates))
    yield from _compare_texts("note", where, both, lambda s: map(format_note, s.notes))
    yield from _compare_texts("sign-off", where, both, lambda s: map(format_sign_off, s.sign_offs))


def _compare_about(old: m.About | None, new: m.About | None) -> Iterator[Difference]:
    if old is None or new is None:
        if old is not new:
            yield Difference(ADDED, "about", msg("the card before the talk was added")) if old is None else \
                Difference(REMOVED, "about", msg("the card before the talk was removed"))
        return
    both: _Both[m.About] = (old, new)
    yield from _compare_value("text", msg("on the card, the length in minutes"), both, lambda about: about.minutes)
    yield from _compare_value("text", msg("on the card, the setting"), both, lambda about: about.setting)
    yield from _compare_value(
        "text", msg("on the card, the text on what happened before"), both, lambda about: about.before)
    yield from _compare_value(
        "text", msg("on the card, the text on what the worker needs"), both, lambda about: about.you_need)
    yield from _compare_value(
        "text", msg("on the card, the text on what they want"), both, lambda about: about.they_want)
    yield from _compare_value("text", msg("on the card, the thing to see"), both, lambda about: about.body_cue)
    yield from _compare_value("text", msg("on the card, the content note"), both, lambda about: about.content_note)
    yield from _compare_value("text", msg("on the card, the support text"), both, lambda about: about.support)
    where = msg("the card")
    yield from _compare_texts("goal", where, both, lambda about: about.goals)
    yield from _compare_texts("source", where, both, lambda about: about.sources)


def _compare_meter(old: MeterSetting, new: MeterSetting) -> Iterator[Difference]:
    both, id_ = (old, new), old.id
    yield from _compare_value("meter", msg("meter \"{id}\": the name", id=id_), both, lambda meter: meter.name, id_)
    yield from _compare_value(
        "meter", msg("meter \"{id}\": when it is shown", id=id_), both, lambda meter: meter.show, id_)
    yield from _compare_value(
        "meter", msg("meter \"{id}\": whether it is left out", id=id_), both, lambda meter: meter.drop, id_)


def _compare_people(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    yield from _compare_items("person", old.people_by_id, new.people_by_id, _compare_person, join_person_words)


def _compare_person(old: m.Person, new: m.Person) -> Iterator[Difference]:
    both, id_ = (old, new), new.id
    yield from _compare_value("person", msg("person \"{id}\": the name", id=id_), both, lambda person: person.name, id_)
    yield from _compare_value("person", msg("person \"{id}\": the role", id=id_), both, lambda person: person.role, id_)
    yield from _compare_value(
        "person", msg("person \"{id}\": the portrait", id=id_), both, lambda person: person.portrait, id_)
    yield from _compare_value(
        "person", msg("person \"{id}\": the description", id=id_), both, lambda person: person.about, id_)


# --- scenes, choices, endings ---------------------------------------------------------------------------------------


def _compare_nodes(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    yield from _compare_items("scene", *_index_both(old.scenes, new.scenes), _compare_scene, join_scene_words)
    yield from _compare_items("ending", *_index_both(old.endings, new.endings), _compare_ending, join_ending_words)
    yield from _compare_choices(old, new)


def _compare_choices(old: m.Scenario, new: m.Scenario) -> Iterator[Difference]:
    old_scene_ids, new_scene_ids = (
        {choice.id: scene.id for scene in scenario.scenes for choice in scene.choices} for scenario in (old, new))
    renamed_scenes = dict(_find_renamed(*_index_both(old.scenes, new.scenes), join_scene_words))

    def compare(before: m.Choice, after: m.Choice) -> Iterator[Difference]:
        was, now = old_scene_ids[before.id], new_scene_ids[after.id]
        if renamed_scenes.get(was, was) != now:
            message = msg('choice "{id}" moved from scene "{was}" to scene "{now}"', id=after.id, was=was, now=now)
            yield Difference(MOVED, "choice", message, after.id, was, now)
        yield from _compare_choice(before, after)

    yield from _compare_items("choice", old.choices, new.choices, compare, join_choice_words)


def _compare_scene(old: m.Scene, new: m.Scene) -> Iterator[Difference]:
    both, where, id_ = (old, new), msg("scene \"{id}\"", id=new.id), new.id
    yield from _compare_value("text", msg("scene \"{id}\": the title", id=id_), both, lambda scene: scene.title, id_)
    yield from _compare_texts("line", where, both, lambda scene: map(format_content_item, scene.content_items), id_)
    yield from _compare_texts(
        "shift on arriving", where, both, lambda scene: map(format_meter_change, scene.arrival_changes), id_)
    yield from _compare_value("text", msg("scene \"{id}\": the hint", id=id_), both, lambda scene: scene.hint, id_)
    yield from _compare_value(
        "setting", msg('scene "{id}": whether it asks for a check-in', id=id_), both, lambda scene: scene.check_in, id_
    )
    yield from _compare_value(
        "setting", msg("scene \"{id}\": whether it asks to rehearse", id=id_), both, lambda scene: scene.rehearse, id_)
    yield from _compare_value("text", msg("scene \"{id}\": what it asks to say first", id=id_), both,
                              lambda scene: scene.rehearse_prompt, id_)
    yield from _compare_texts("note", where, both, list_notes, id_)


def _compare_choice(old: m.Choice, new: m.Choice) -> Iterator[Difference]:
    both, where, id_ = (old, new), msg("choice \"{id}\"", id=new.id), new.id
    yield from _compare_value(
        "text", msg("choice \"{id}\": what is said", id=id_), both, lambda choice: choice.say, id_)
    yield from _compare_value("text", msg("choice \"{id}\": what is done", id=id_), both, lambda choice: choice.do, id_)
    yield from _compare_value("text", msg("choice \"{id}\": what is said, in other words", id=id_), both,
                              lambda choice: join_wordings(choice.say_variants), id_)
    yield from _compare_value("text", msg("choice \"{id}\": what is done, in other words", id=id_), both,
                              lambda choice: join_wordings(choice.do_variants), id_)
    yield from _compare_value("text", msg("choice \"{id}\": the pause", id=id_), both, format_wait, id_)
    yield from _compare_value(
        "route", msg("choice \"{id}\": where it leads", id=id_), both, lambda choice: choice.to or None, id_)
    yield from _compare_texts("other way on", where, both, lambda choice: map(format_route, choice.routes), id_)
    yield from _compare_value("choice", msg("choice \"{id}\": the move", id=id_), both, lambda choice: choice.move, id_)
    yield from _compare_value(
        "choice", msg("choice \"{id}\": the mistake tag", id=id_), both, lambda choice: choice.mistake, id_)
    yield from _compare_value("choice", msg("choice \"{id}\": the condition under which it is open", id=id_), both,
                              lambda choice: str(choice.condition) or None, id_)
    yield from _compare_value("text", msg("choice \"{id}\": the reason while it is closed", id=id_), both,
                              lambda choice: choice.closed_reason, id_)
    yield from _compare_value("level", msg("choice \"{id}\": the rating", id=id_), both, format_ratings, id_)
    yield from _compare_value("choice", msg("choice \"{id}\": its own shift", id=id_), both,
                              lambda choice: format_amounts(choice.meter_changes), id_)
    yield from _compare_texts("reply", where, both, lambda choice: map(format_content_item, choice.replies), id_)
    yield from _compare_texts("feedback", where, both, lambda choice: map(format_feedback, choice.feedback), id_)
    yield from _compare_texts("note", where, both, list_notes, id_)


def _compare_ending(old: m.Ending, new: m.Ending) -> Iterator[Difference]:
    both, where, id_ = (old, new), msg("ending \"{id}\"", id=new.id), new.id
    yield from _compare_value("text", msg("ending \"{id}\": the title", id=id_), both, lambda ending: ending.title, id_)
    yield from _compare_value("ending", msg("ending \"{id}\": the kind", id=id_), both, lambda ending: ending.kind, id_)
    yield from _compare_value(
        "ending", msg("ending \"{id}\": the cap on the score", id=id_), both, lambda ending: ending.cap, id_)
    yield from _compare_texts("line", where, both, lambda ending: map(format_content_item, ending.content_items), id_)
    yield from _compare_value(
        "text", msg("ending \"{id}\": what became of it", id=id_), both, lambda ending: ending.later, id_)
    yield from _compare_value(
        "text", msg("ending \"{id}\": how it was for the client", id=id_), both, lambda ending: ending.their_view, id_)
    yield from _compare_value(
        "ending", msg("ending \"{id}\": who says how it was", id=id_), both, lambda ending: ending.their_view_by, id_)
    yield from _compare_value(
        "ending",
        msg("ending \"{id}\": the recording of how it was", id=id_),
        both,
        lambda ending: ending.their_view_recording,
        id_,
    )
    yield from _compare_texts("question", where, both, lambda ending: ending.questions, id_)
    yield from _compare_texts("note", where, both, list_notes, id_)


# --- building the differences ---------------------------------------------------------------------------------------


def _compare_value(
    what: str, subject: TranslatableMessage, both: _Both[Item], get: Callable[[Item], object], at: str | None = None,
) -> Iterator[Difference]:
    """Return the difference of one value of two items, if there is one; `subject` names the value in the message."""
    old, new = map(get, both)
    if old == new:
        return
    before, after = (None if value is None else str(value) for value in (old, new))
    if after is not None and before is not None:
        message = msg(
            "{what} was {before}, is now {after}",
            what=subject,
            before=_quote(before, after),
            after=_quote(after, before),
        )
        yield Difference(CHANGED, what, message, at, before, after)
    elif after is not None:
        yield Difference(
            ADDED, what, msg("{what} is new: {after}", what=subject, after=_quote(after)), at, before, after
        )
    elif before is not None:
        yield Difference(
            REMOVED, what, msg("{what} is gone: {before}", what=subject, before=_quote(before)), at, before, after
        )


def _compare_texts(
    what: str,
    where: TranslatableMessage,
    both: _Both[Item],
    get: Callable[[Item], Iterable[str]],
    at: str | None = None,
) -> Iterator[Difference]:
    """Return the differences of a list of texts of two items.

    Where a block of texts is replaced by one of equal length, its texts changed one by one.
    """
    old, new = ([*get(item)] for item in both)
    kind, templates = KINDS.get(what, what), TEXTS[what]
    for from_, to, first, last in find_changed_blocks(old, new):
        gone, added = old[from_:to], new[first:last]
        if len(gone) == len(added):
            for before, after in zip(gone, added, strict=True):
                message = msg(templates.changed, where=where, before=_quote(before, after), after=_quote(after, before))
                yield Difference(CHANGED, kind, message, at, before, after)
            continue
        for before in gone:
            yield Difference(REMOVED, kind, msg(templates.gone, where=where, before=_quote(before)), at, before, None)
        for after in added:
            yield Difference(ADDED, kind, msg(templates.new, where=where, after=_quote(after)), at, None, after)


def _compare_items(
    what: str, old: Mapping[str, object], new: Mapping[str, object], inside: Callable[..., Iterator[Difference]],
    words: Callable[..., str] | None = None,
) -> Iterator[Difference]:
    """Return the differences of items by id.

    Items are gone, new or renamed (found by their `words`); `inside` returns the differences of an item that is in
    both.
    """
    renamed, templates = dict(_find_renamed(old, new, words)) if words else {}, ITEMS[what]
    for id_, before in old.items():
        if id_ in new:
            yield from inside(before, new[id_])
        elif id_ in renamed:
            now = renamed[id_]
            yield Difference(RENAMED, what, msg(templates.renamed, id=id_, now=now), now, id_, now)
            yield from inside(before, new[now])
        else:
            yield Difference(
                REMOVED, what, _build_titled_message(templates.gone, templates.gone_titled, id_, before), id_, id_, None
            )
    for id_, after in new.items():
        if id_ not in old and id_ not in renamed.values():
            yield Difference(
                ADDED, what, _build_titled_message(templates.new, templates.new_titled, id_, after), id_, None, id_
            )


def _build_titled_message(template: str, with_title: str, id_: str, item: object) -> TranslatableMessage:
    words = (
        getattr(item, "title", None)
        or getattr(item, "name", None)
        or (isinstance(item, m.Choice) and join_choice_words(item))
    )
    return msg(with_title, id=id_, title=_quote(words)) if words else msg(template, id=id_)


def _index_both(old: Iterable[Node], new: Iterable[Node]) -> tuple[dict[str, Node], dict[str, Node]]:
    """Return two lists of scenes or endings as dictionaries by id."""
    return {node.id: node for node in old}, {node.id: node for node in new}


def _find_renamed(
    old: Mapping[str, object], new: Mapping[str, object], words: Callable[..., str]
) -> Iterator[tuple[str, str]]:
    gone = {id_: Counter(words(item).split()) for id_, item in old.items() if id_ not in new}
    added = {id_: Counter(words(item).split()) for id_, item in new.items() if id_ not in old}
    if len(gone) * len(added) > MAX_PAIRS:
        return
    for id_, old_words in gone.items():
        similarity = {
            other: _compute_similarity(old_words, new_words)
            for other, new_words in added.items()
            if new_words and old_words
        }
        best = max(similarity, key=similarity.__getitem__, default=None)
        if best is not None and similarity[best] >= MIN_SIMILARITY:
            del added[best]
            yield id_, best


def _compute_similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of common words, 0–1, in whatever order they stand."""
    return 2 * (one & other).total() / (one.total() + other.total())


def _quote(text: str, other: str | None = None) -> str:
    """Return a quotation of a text, from a few words before the first one that differs from `other`."""
    words, others = markup.plain_text(text).split(), markup.plain_text(other or "").split()
    if words == others:
        words, others = text.split(), (other or "").split()  # Only marks differ.
    first = next(
        (i for i, (one, two) in enumerate(zip(words, others, strict=False)) if one != two), min(len(words), len(others))
    )
    begin = max(0, first - 3) if other is not None and len(" ".join(words)) > MAX_QUOTE_LENGTH else 0
    quote = " ".join(words[begin:])
    cut = f"{quote[:MAX_QUOTE_LENGTH].rstrip()}…" if len(quote) > MAX_QUOTE_LENGTH else quote
    return f"\"{'… ' if begin else ''}{cut}\""
