"""List the scenes, choices and endings of a panel: those in the current text, then those only counters remember."""

from ..scenario import model as m
from . import counters
from .statistics import AttemptCounters


def list_scene_ids(scenario: m.Scenario | None, *attempts: AttemptCounters) -> list[str]:
    """Return the ids of the current scenes in their order, then the sorted ids of removed ones that have counters."""
    current = [scene.id for scene in scenario.scenes] if scenario else []
    return _append_removed(current, counters.scene_counter(""), attempts)


def list_choice_ids(scenario: m.Scenario | None, scene_id: str, *attempts: AttemptCounters) -> list[str]:
    """Return the ids of a scene's current choices in their order, then of removed ones that have counters."""
    scene = scenario.nodes.get(scene_id) if scenario else None
    current = [choice.id for choice in scene.choices] if isinstance(scene, m.Scene) else []
    return _append_removed(current, counters.choice_counter(scene_id, ""), attempts)


def list_ending_ids(scenario: m.Scenario | None, *attempts: AttemptCounters) -> list[str]:
    """Return the ids of the current endings in their order, then the sorted ids of removed ones that have counters."""
    current = [ending.id for ending in scenario.endings] if scenario else []
    return _append_removed(current, counters.ending_counter(""), attempts)


def _append_removed(current: list[str], prefix: str, attempts: tuple[AttemptCounters, ...]) -> list[str]:
    counted = (id_ for counts in attempts for id_ in sorted(counts.ids(prefix)))
    return list(dict.fromkeys([*current, *counted]))


def choice_text(choice: m.Choice | None) -> str:
    """Return what is said, done or waited for with a choice, as markup; "" for None."""
    return choice.main_text if choice else ""
