"""Variants: the same text in other words, of which each learner reads one in each talk.

A draw depends on nothing but the learner and component (`key`), the number of the talk, and the place of the text. So
it is the same on every page and after every reload. In as many talks as a text has variants each of them is read once.
Whoever shows texts to learners shows those of `draw`'s scenario, which has no variants left.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from . import model as m
from .play import Playthrough, replay

SAMPLE = 24
"""So many draws stand for all learners where a figure is a mean over what they read."""


def wordings(text: str | None, variants: tuple[str, ...]) -> tuple[str, ...]:
    """Return all the wordings of a text; none for an absent one."""
    return (text, *variants) if text else ()


def item_wordings(item: m.ContentItem) -> tuple[str, ...]:
    """Return all the wordings of a narration or line; none for a picture or recording."""
    return wordings(item.text, item.variants) if isinstance(item, m.Narration | m.Line) else ()


def choice_wordings(choice: m.Choice) -> tuple[m.Choice, ...]:
    """Return a choice once for each wording, without variants: every wording of `say` and `do` is in one of them."""
    said, done = (
        wordings(text, variants) or (None,)
        for text, variants in ((choice.say, choice.say_variants), (choice.do, choice.do_variants))
    )
    return tuple(
        replace(choice, say=said[n % len(said)], do=done[n % len(done)], say_variants=(), do_variants=())
        for n in range(max(len(said), len(done)))
    )


def choice_combinations(choice: m.Choice) -> tuple[m.Choice, ...]:
    """Return a choice, without variants, in every way in which its `say` and `do` can be drawn; all are as likely."""
    said = wordings(choice.say, choice.say_variants) or (None,)
    done = wordings(choice.do, choice.do_variants) or (None,)
    return tuple(
        replace(choice, say=say, do=do, say_variants=(), do_variants=()) for say in said for do in done
    )


def draw_number(key: str, talk: int, place: str, of: int) -> int:
    """Return which of `of` wordings, from 0, is read at a place.

    Talks are numbered from 1; each block of `of` talks has an order of its own, in which every wording comes once.
    """
    block, turn = divmod(max(talk, 1) - 1, of)
    order = sorted(range(of), key=lambda n: hashlib.blake2b(f"{key}/{place}/{block}/{n}".encode()).digest())
    return order[turn]


def draw(scenario: m.Scenario, key: str, talk: int) -> m.Scenario:
    """Return the scenario as one learner reads it in one talk; a scenario without variants as it is."""
    if not scenario.has_variants:
        return scenario
    return _Draw(key, talk).scenario(scenario)


def draw_run(run: Playthrough, key: str, talk: int) -> Playthrough:
    """Return a run as one learner reads it: the same steps with the words that were drawn."""
    drawn = draw(run.scenario, key, talk)
    if drawn is run.scenario:
        return run
    return replace(replay(drawn, run.path), unmatched_ids=run.unmatched_ids)


def sample_draw(scenario: m.Scenario, number: int) -> m.Scenario:
    """Return the scenario as it would be read the first time by learner `number`, from 1, of a sample."""
    return draw(scenario, f"sample/{number}", 1)


def sample_draws(scenario: m.Scenario) -> Iterator[m.Scenario]:
    """Return the scenario as SAMPLE learners read it the first time; once as it is where it has no variants."""
    return (sample_draw(scenario, n) for n in range(1, (SAMPLE if scenario.has_variants else 1) + 1))


@dataclass(frozen=True, slots=True)
class _Draw:
    """The draw of one learner in one talk."""

    key: str
    talk: int

    def scenario(self, scenario: m.Scenario) -> m.Scenario:
        """Return the whole scenario with one wording of each text."""
        return replace(
            scenario,
            scenes=tuple(map(self._scene, scenario.scenes)),
            endings=tuple(
                replace(ending, content_items=self._items(ending.id, ending.content_items, "line"))
                for ending in scenario.endings
            ),
        )

    def _scene(self, scene: m.Scene) -> m.Scene:
        return replace(
            scene,
            content_items=self._items(scene.id, scene.content_items, "line"),
            choices=tuple(map(self._choice, scene.choices)),
        )

    def _choice(self, choice: m.Choice) -> m.Choice:
        return replace(
            choice,
            say=self._text(f"{choice.id}/say", choice.say, choice.say_variants),
            do=self._text(f"{choice.id}/do", choice.do, choice.do_variants),
            replies=self._items(choice.id, choice.replies, "reply"),
            say_variants=(),
            do_variants=(),
        )

    def _items(self, at: str, items: tuple[m.ContentItem, ...], speech: str) -> tuple[m.ContentItem, ...]:
        """Return content with one wording of each text; places are numbered as `exchange.scenario_texts` does."""
        numbers = {"cue": count(1), speech: count(1)}

        def draw_item(item: m.ContentItem) -> m.ContentItem:
            if not isinstance(item, m.Narration | m.Line):
                return item
            kind = "cue" if isinstance(item, m.Narration) else speech
            text = self._text(f"{at}/{kind}/{next(numbers[kind])}", item.text, item.variants)
            if not item.variants:
                return item
            drawn = replace(item, text=text or "", variants=())
            # A recording says the first wording.
            return replace(drawn, recording=None) if isinstance(drawn, m.Line) and text != item.text else drawn

        return tuple(map(draw_item, items))

    def _text(self, place: str, text: str | None, variants: tuple[str, ...]) -> str | None:
        if not variants:
            return text
        found = wordings(text, variants)
        return found[draw_number(self.key, self.talk, place, len(found))]
