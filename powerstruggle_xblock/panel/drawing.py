"""What the panel's map is drawn from: the graph of frontend/src/contracts/graph.ts, with the figures of each place and way."""

import re

from ..notation import markup
from ..scenario import model as m
from . import counters, table
from .figures import Attempts, Version
from .labels import PanelLabels

DRAWING_WORDS = re.compile("map_gate|map_label|outline_start|mark_")
"""Which of the editor's words the drawing needs."""
BROWSER_WORDS = re.compile("map_|print|first$|later$")
"""Which of the panel's words its script needs."""
LABEL = 90
"""Letters of a reply on the map."""


def words(editor_words: dict[str, str]) -> dict[str, str]:
    """Give the editor's words that the drawing needs."""
    return {key: text for key, text in editor_words.items() if DRAWING_WORDS.match(key)}


def own_words(panel_words: dict[str, str]) -> dict[str, str]:
    """Give the panel's words that its script needs."""
    return {key: text for key, text in panel_words.items() if BROWSER_WORDS.match(key)}


def graph(scenario: m.Scenario, version: Version, said: PanelLabels) -> dict:
    """Give places, ways and gates; a place has a note and a way a share, of first and of later attempts."""
    both = {"first": version.first, "later": version.later}
    ways = [_ways(scene, index, choice, both) for scene in scenario.scenes for index, choice in enumerate(scene.choices)]
    return {
        "start": scenario.start.scene,
        "places": [*(_scene(number, scene, both, said) for number, scene in enumerate(scenario.scenes, 1)),
                   *(_ending(ending, both, said) for ending in scenario.endings)],
        "ways": [way for found in ways for way in found],
        "gates": [{"if": str(gate.condition), "to": gate.to} for gate in scenario.gates],
    }


def _scene(number: int, scene: m.Scene, both: dict[str, Attempts], said: PanelLabels) -> dict:
    dots = [{"key": index, "label": markup.plain_text(table.text(choice))[:LABEL], "to": choice.to}
            for index, choice in enumerate(scene.choices)]
    notes = {kind: _came(scene.id, counts, said) for kind, counts in both.items()}
    return _place(scene, notes) | {"kind": "scene", "number": number, "dots": dots}


def _came(scene_id: str, counts: Attempts, said: PanelLabels) -> str:
    """Say how many came, and how many of them stopped where that can be told."""
    came, stopped = said.number(counts.figure(counters.scene(scene_id))), counts.stopped(scene_id)
    word = said.words["map_stopped" if stopped.told else "map_came"]
    return word.replace("{times}", came).replace("{stopped}", said.number(stopped))


def _ending(ending: m.Ending, both: dict[str, Attempts], said: PanelLabels) -> dict:
    word, name = said.words["map_ended"], counters.ending(ending.id)
    notes = {kind: word.replace("{times}", said.number(counts.figure(name))) for kind, counts in both.items()}
    return _place(ending, notes) | {"kind": "ending", "ending": ending.kind, "ending_word": said.kind(ending.kind)}


def _place(place: m.Scene | m.Ending, notes: dict[str, str]) -> dict:
    """Give what the two kinds of place have in common."""
    return {"id": place.id, "number": 0, "title": place.title, "note": "", "notes": notes, "ending": None, "ending_word": None,
            "errors": 0, "warnings": 0}


def _ways(scene: m.Scene, index: int, choice: m.Choice, both: dict[str, Attempts]) -> list[dict]:
    """Give a choice's ways on. Where it has several, which of them was taken how often isn't counted, so none has a share."""
    shares = {kind: counts.figure(counters.choice(scene.id, choice.id), counters.scene(scene.id)).share for kind, counts in both.items()}
    routes = list(dict.fromkeys(route.to for route in choice.routes if route.to != choice.to))
    return [
        {"from": scene.id, "to": choice.to, "kind": "choice", "dot": index, "shares": {} if routes else shares},
        *({"from": scene.id, "to": to, "kind": "go", "dot": index, "shares": {}} for to in routes),
    ]
