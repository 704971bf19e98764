"""Build the graph of the panel's map (frontend/src/contracts/graph.ts): nodes and edges with their counts."""

import re

from ..notation import markup
from ..presenter.map_places import place_on_map
from ..scenario import model as m
from . import counters
from .answers import reply_strength, scene_strength
from .contents import choice_text
from .labels import PanelLabels
from .statistics import AttemptCounters, VersionCounters

_EDITOR_WORDS = re.compile("map_gate|map_label|outline_start|mark_")
"""The keys of words/editor.json that the map needs."""
_PANEL_WORDS = re.compile("map_|print|first$|later$|strength_|edges?_")
"""The keys of words/panel.json that the page's script needs."""
MAX_LABEL_LENGTH = 90
"""Length in characters of a reply on the map."""


def select_browser_words(editor_words: dict[str, str], panel_words: dict[str, str]) -> dict[str, str]:
    """Return the words, by key, that the page's script needs out of the editor's and the panel's."""
    return {key: text for key, text in editor_words.items() if _EDITOR_WORDS.match(key)} | {
        key: text for key, text in panel_words.items() if _PANEL_WORDS.match(key)
    }


def build_graph(scenario: m.Scenario, version: VersionCounters, labels: PanelLabels) -> dict:
    """Return the scenario's nodes ("places"), edges ("ways") and gates.

    A node has a note and its strength, and an edge a percentage, for each of "first" and "later" attempts, the latter
    only where any of them is shown.
    """
    attempts = {"first": version.first}
    if version.later.has_shown:
        attempts["later"] = version.later
    scenes = [_build_scene(number, scene, attempts, labels) for number, scene in enumerate(scenario.scenes, 1)]
    endings = [_build_ending(ending, attempts, labels) for ending in scenario.endings]
    edges = [
        edge
        for scene in scenario.scenes
        for index, choice in enumerate(scene.choices)
        for edge in _build_edges(scene, index, choice, attempts)
    ]
    return {
        "start": scenario.start.scene,
        "places": [*scenes, *endings],
        "ways": edges,
        "gates": [{"if": str(gate.condition), "to": gate.to} for gate in scenario.gates],
    }


def _build_scene(number: int, scene: m.Scene, attempts: dict[str, AttemptCounters], labels: PanelLabels) -> dict:
    dots = [
        {"key": index, "label": markup.plain_text(choice_text(choice))[:MAX_LABEL_LENGTH], "to": choice.to}
        for index, choice in enumerate(scene.choices)
    ]
    notes = {kind: _describe_arrivals(scene.id, counts, labels) for kind, counts in attempts.items()}
    strengths = {kind: scene_strength(scene, counts) for kind, counts in attempts.items()}
    return _build_node(scene, notes, strengths) | {"kind": "scene", "number": number, "dots": dots}


def _describe_arrivals(scene_id: str, attempts: AttemptCounters, labels: PanelLabels) -> str:
    """Return how often a scene was reached, and its drop-off where that is neither 0 nor suppressed."""
    arrivals = labels.format_count(attempts.rounded(counters.scene_counter(scene_id)))
    drop_off = attempts.drop_off(scene_id)
    template = labels.words["map_stopped" if drop_off.value else "map_came"]
    return template.replace("{times}", arrivals).replace("{stopped}", labels.format_count(drop_off))


def _build_ending(ending: m.Ending, attempts: dict[str, AttemptCounters], labels: PanelLabels) -> dict:
    template, name = labels.words["map_ended"], counters.ending_counter(ending.id)
    notes = {
        kind: template.replace("{times}", labels.format_count(counts.rounded(name)))
        for kind, counts in attempts.items()
    }
    kind_name = labels.ending_kind(ending.kind)
    return _build_node(ending, notes, {}) | {"kind": "ending", "ending": ending.kind, "ending_word": kind_name}


def _build_node(node: m.Scene | m.Ending, notes: dict[str, str], strengths: dict[str, str | None]) -> dict:
    """Return what scenes and endings have in common."""
    return {
        "id": node.id,
        "number": 0,
        "title": node.title,
        "note": "",
        "notes": notes,
        "strengths": strengths,
        "ending": None,
        "ending_word": None,
        "errors": 0,
        "warnings": 0,
        **place_on_map(node),
    }


def _build_edges(scene: m.Scene, index: int, choice: m.Choice, attempts: dict[str, AttemptCounters]) -> list[dict]:
    """Return the edges of a choice.

    Where it leads to several nodes, none has a percentage: how often each was reached from here is not counted.
    """
    name, arrivals = counters.choice_counter(scene.id, choice.id), counters.scene_counter(scene.id)
    shares = {kind: counts.rounded(name, arrivals).percent for kind, counts in attempts.items()}
    routes = list(dict.fromkeys(route.to for route in choice.routes if route.to != choice.to))
    edge = {"from": scene.id, "dot": index, "strength": reply_strength(choice)}
    return [
        {**edge, "to": choice.to, "kind": "choice", "shares": {} if routes else shares},
        *({**edge, "to": to, "kind": "go", "shares": {}} for to in routes),
    ]
