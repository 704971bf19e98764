"""Recordings of lines: which a scenario has, and which of them no longer say what is written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from ..notation import markup
from . import model as m

Spoken: TypeAlias = tuple[str | None, str]
"""The address of a recording, or None, and the words that it says."""


def list_recordings(scenario: m.Scenario) -> Iterator[tuple[str, str]]:
    """Yield the address and the words of each recording."""
    found: list[Spoken] = []

    def note(spoken: Spoken) -> str | None:
        found.append(spoken)
        return spoken[0]

    _visit(scenario, note)
    yield from ((address, words) for address, words in found if address)


def drop_outdated(before: m.Scenario, after: m.Scenario) -> tuple[m.Scenario, int]:
    """Return `after` without the recordings that said other words in `before`, and how many these are."""
    said = set(list_recordings(before))
    dropped: list[str] = []

    def keep(spoken: Spoken) -> str | None:
        address, _ = spoken
        if address and spoken not in said:
            dropped.append(address)
            return None
        return address

    return _visit(after, keep), len(dropped)


def _visit(scenario: m.Scenario, recording: Callable[[Spoken], str | None]) -> m.Scenario:
    """Return the scenario with the recordings that a function returns for what there is."""

    def visit_item(item: m.ContentItem) -> m.ContentItem:
        if not isinstance(item, m.Line):
            return item
        return replace(item, recording=recording((item.recording, markup.plain_text(item.text))))

    def visit_items(items: tuple[m.ContentItem, ...]) -> tuple[m.ContentItem, ...]:
        return tuple(map(visit_item, items))

    def visit_scene(scene: m.Scene) -> m.Scene:
        choices = tuple(replace(choice, replies=visit_items(choice.replies)) for choice in scene.choices)
        return replace(scene, content_items=visit_items(scene.content_items), choices=choices)

    def visit_ending(ending: m.Ending) -> m.Ending:
        view = recording((ending.their_view_recording, markup.plain_text(ending.their_view)))
        return replace(ending, content_items=visit_items(ending.content_items), their_view_recording=view)

    scenes, endings = tuple(map(visit_scene, scenario.scenes)), tuple(map(visit_ending, scenario.endings))
    return replace(scenario, scenes=scenes, endings=endings)
