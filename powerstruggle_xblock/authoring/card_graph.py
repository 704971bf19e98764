"""Build the graph of the small map on the author's card: places, ways, and how many problems each place has."""

from ..notation.issues import ERROR, Issue
from ..presenter.map_places import place_on_map
from ..scenario import model as m
from .author_card import ReviewedText
from .messages import AuthorMessages

_NO_ISSUES = {"errors": 0, "warnings": 0}


def build_graph(reviewed: ReviewedText, messages: AuthorMessages) -> dict:
    """Return the graph of the small map (contracts/graph.schema.json): no texts but titles."""
    scenario = reviewed.scenario
    if scenario is None or scenario.is_drill:
        return {"start": "", "places": [], "ways": [], "gates": []}
    counts = _count_issues(scenario, reviewed.issues)
    scenes = [
        _scene_place(scene, number, counts.get(scene.id, _NO_ISSUES), messages)
        for number, scene in enumerate(scenario.scenes, 1)
    ]
    endings = [_ending_place(ending, counts.get(ending.id, _NO_ISSUES), messages) for ending in scenario.endings]
    return {
        "start": scenario.start.scene,
        "places": scenes + endings,
        "ways": [
            {"from": scene.id, "to": to, "kind": kind} for scene in scenario.scenes for kind, to in _list_edges(scene)
        ],
        "gates": [{"if": str(gate.condition), "to": gate.to} for gate in scenario.gates],
    }


def _scene_place(scene: m.Scene, number: int, counts: dict[str, int], messages: AuthorMessages) -> dict:
    return {
        "id": scene.id,
        "kind": "scene",
        "number": number,
        "title": scene.title,
        "note": messages.choices(len(scene.choices)),
        "ending": None,
        "ending_word": None,
        **counts,
        **place_on_map(scene),
    }


def _ending_place(ending: m.Ending, counts: dict[str, int], messages: AuthorMessages) -> dict:
    return {
        "id": ending.id,
        "kind": "ending",
        "number": 0,
        "title": ending.title,
        "note": "",
        "ending": ending.kind,
        "ending_word": messages.kind(ending.kind),
        **counts,
        **place_on_map(ending),
    }


def _list_edges(scene: m.Scene) -> list[tuple[str, str]]:
    """Return each edge of a scene once, as (kind, target id): "choice" is a choice's usual target, "go" a route."""
    edges = [("choice", choice.to) for choice in scene.choices]
    edges += [("go", route.to) for choice in scene.choices for route in choice.routes]
    return list(dict.fromkeys(edges))


def _count_issues(scenario: m.Scenario, issues: tuple[Issue, ...]) -> dict[str, dict[str, int]]:
    """Return the numbers of errors and warnings by the id of the scene or ending; a choice's belong to its scene."""
    scene_of_choice = {choice.id: scene.id for scene in scenario.scenes for choice in scene.choices}
    counts: dict[str, dict[str, int]] = {}
    for issue in issues:
        if issue.at:
            count = counts.setdefault(scene_of_choice.get(issue.at, issue.at), dict(_NO_ISSUES))
            count["errors" if issue.severity == ERROR else "warnings"] += 1
    return counts
