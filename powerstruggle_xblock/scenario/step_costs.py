"""What it costs to follow the choices of a scene, so that the work of following many ways has a bound in any scenario.

Whoever follows ways through a scenario counts choices up to a limit. A choice is soon followed in a scenario of usual
size; one with thousands of safety gates, texts or conditions takes as much longer, and so counts as more choices.
"""

from .conditions import Condition, Requirement
from .model import Choice, Ending, Scenario, Scene

PARTS_OF_A_CHOICE = 100
"""So many parts (conditions, texts, ratings, safety gates) are looked at for what one choice counts."""
CHARACTERS_OF_A_PART = 200
"""So many characters of what is said or done count as one part more."""
REMEMBERED_IDS = 20
"""So many ids that a way remembers are copied and compared for what one choice counts."""


def measure_scenes(scenario: Scenario) -> dict[str, int]:
    """Return by id for how many choices a scene counts beyond its own: 0 in a scenario of usual size."""
    gates = sum(1 + _count_clauses(gate) for gate in scenario.gates)
    arrivals = {node.id: _count_arrival(node) for node in scenario.nodes.values()}
    return {
        scene.id: sum(
            gates + _count_choice(choice)
            + sum(arrivals.get(to, 0) for to in {choice.to, *(route.to for route in choice.routes)})
            for choice in scene.choices
        ) // PARTS_OF_A_CHOICE
        for scene in scenario.scenes
    }


def _count_choice(choice: Choice) -> int:
    parts = (choice, *choice.ratings, *choice.replies, *choice.feedback, *choice.routes)
    words = sum(map(len, choice.texts)) // CHARACTERS_OF_A_PART
    return words + sum(1 + _count_clauses(part) for part in parts)


def _count_arrival(node: Scene | Ending) -> int:
    changes = node.arrival_changes if isinstance(node, Scene) else ()
    return sum(1 + _count_clauses(part) for part in (node, *node.content_items, *changes))


def _count_clauses(part: object) -> int:
    condition, needs = getattr(part, "condition", Condition()), getattr(part, "needs", Requirement())
    return len(condition.clauses) + sum(len(other.clauses) for other in needs.alternatives)
