"""Review what is special to a drill: its moments stand alone, and each is rated.

What asks for a way through (an ending that is reached, a place that is not, a repair after a misstep, the number of
decisions) says nothing about a deck. All else is reviewed like any other scenario.
"""

from collections.abc import Iterator

from ..notation.issues import ERROR
from ..notation.messages import msg
from .conditions import Condition, PastTest
from .model import Scenario, Scene
from .review_texts import Finding


def check_moments(scenario: Scenario) -> Iterator[Finding]:
    """Return what keeps moments from standing alone or from being marked."""
    for scene in scenario.scenes:
        if not scene.is_decision:
            yield Finding(
                ERROR,
                "no-level",
                msg('moment "{id}" has no choice that is rated, so it can\'t be marked', id=scene.id),
                scene.id,
                "choice",
            )
        own = {scene.id, *(choice.id for choice in scene.choices)}
        for at, condition, field in _list_conditions(scene):
            for clause in condition.clauses:
                if isinstance(clause, PastTest) and clause.id not in own:
                    yield Finding(
                        ERROR,
                        "other-moment",
                        msg(
                            'in "{id}", "{condition}" asks what happened in another moment; nobody knows which '
                            "moments are drawn together",
                            id=at,
                            condition=clause,
                        ),
                        at,
                        field,
                    )


def _list_conditions(scene: Scene) -> Iterator[tuple[str, Condition, str]]:
    """Return every condition of a moment with the id of its scene or choice, and its attribute."""
    for at, part in _list_parts(scene):
        if condition := getattr(part, "condition", None):
            yield at, condition, "if"
        needs = getattr(part, "needs", None)
        for alternative in needs.alternatives if needs else ():
            yield at, alternative, "needs"


def _list_parts(scene: Scene) -> Iterator[tuple[str, object]]:
    yield from ((scene.id, part) for part in (scene, *scene.content_items, *scene.arrival_changes))
    for choice in scene.choices:
        parts = (choice, *choice.ratings, *choice.replies, *choice.feedback)
        yield from ((choice.id, part) for part in parts)
