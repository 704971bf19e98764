"""The client's state: how a choice and an arrival change the meters, with the caps and the planning gate.

The rules and their numbers are design decisions of the project, not findings. Their direction follows what the
literature on de-escalation agrees on: arousal falls more slowly than it rises, trust is lost faster than it is gained,
and problem-solving comes after calm (Price & Baker, 2012; Richmond et al., 2012).
"""

import math
from collections.abc import Mapping

from . import catalog
from .model import Choice, Scenario
from .vocabulary import ADVICE, METER_START, RANGES

LOWEST, HIGHEST = RANGES["meter"]
TENSION_STEP = (-2, 3)
TRUST_STEP = (-3, 1)
"""The lowest and highest change of a meter by one choice or arrival."""
TOO_TENSE_TO_PLAN = 7
TOO_LITTLE_TRUST_TO_PLAN = 2
"""From so much tension up, or so little trust down, readiness does not rise: problem-solving comes after calm."""
CORNERED = 2
"""With so little autonomy or less, tension rises by 1."""
FALSE_CALM_LIMIT = 3
ON_EDGE = 4
"""From so much tension up, somebody hears fewer words."""

Meters = dict[str, int]


def initial_meters(scenario: Scenario) -> Meters:
    """Return the meters before the first scene, 0–10 by id.

    They are the author's values, else the profile's, else the usual ones.
    """
    profile = catalog.profiles().get(scenario.start.profile or "")
    values = {**METER_START, **(profile.start if profile else {}), **dict(scenario.start.values)}
    return {meter.id: _clamp(values.get(meter.id, LOWEST)) for meter in scenario.meters}


def meters_after_choice(scenario: Scenario, meters: Mapping[str, int], choice: Choice) -> Meters:
    """Return the meters after a choice, 0–10 by id.

    The changes are the usual effect of its move on this client, replaced meter by meter by the author's own; then the
    caps, the rule that too little autonomy raises tension, and the planning gate apply.
    """
    changes = {**_compute_move_changes(scenario, meters, choice.move), **dict(choice.meter_changes)}
    after = _apply_capped(meters, changes)
    if changes and after.get("autonomy", HIGHEST) <= CORNERED and "tension" in after:
        after["tension"] = _clamp(min(after["tension"] + 1, meters["tension"] + TENSION_STEP[1]))
    return _apply_planning_gate(meters, after)


def meters_after_changes(meters: Mapping[str, int], changes: Mapping[str, int]) -> Meters:
    """Return the meters after changes by meter id, under the caps and the planning gate; unknown meters are ignored."""
    return _apply_planning_gate(meters, _apply_capped(meters, changes))


def _apply_capped(meters: Mapping[str, int], changes: Mapping[str, int]) -> Meters:
    capped = dict(changes)
    _cap_change(capped, "tension", TENSION_STEP)
    _cap_change(capped, "trust", TRUST_STEP)
    return {id_: _clamp(value + capped[id_]) if id_ in capped else value for id_, value in meters.items()}


def _apply_planning_gate(before: Mapping[str, int], after: Meters) -> Meters:
    """Undo a rise of readiness where tension is too high or trust too low, before or after all other changes."""
    if _is_planning_blocked(before) or _is_planning_blocked(after):
        after["readiness"] = min(after["readiness"], before["readiness"])
    return after


def is_false_calm(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Return whether this is compliance without agreement: tension falls while autonomy and readiness are low."""
    if not {"tension", "autonomy", "readiness"} <= after.keys():
        return False
    return (
        after["tension"] < before["tension"]
        and after["autonomy"] <= FALSE_CALM_LIMIT
        and after["readiness"] <= FALSE_CALM_LIMIT
    )


def count_heard_words(tension: int) -> int | None:
    """Return about how many words of a worker somebody so tense hears; None where the number does not matter."""
    if tension >= TOO_TENSE_TO_PLAN:
        return ADVICE["heard_high"]
    return ADVICE["heard_on_edge"] if tension >= ON_EDGE else None


def _compute_move_changes(scenario: Scenario, meters: Mapping[str, int], move_id: str | None) -> Meters:
    move = catalog.moves().get(move_id or "")
    if move is None:
        return {}
    changes = move.changes(meters.get("tension", LOWEST))
    profile = catalog.profiles().get(scenario.start.profile or "")
    for rule in profile.rules if profile else ():
        if rule.tag in move.tags:
            for id_, factor in rule.times.items():
                changes[id_] = _round_away_from_zero(changes.get(id_, 0) * factor)
            for id_, more in rule.add.items():
                changes[id_] = changes.get(id_, 0) + more
    return changes


def _is_planning_blocked(meters: Mapping[str, int]) -> bool:
    return "readiness" in meters and (
        meters.get("tension", LOWEST) >= TOO_TENSE_TO_PLAN
        or meters.get("trust", HIGHEST) <= TOO_LITTLE_TRUST_TO_PLAN
    )


def _cap_change(changes: Meters, id_: str, step: tuple[int, int]) -> None:
    if id_ in changes:
        changes[id_] = max(step[0], min(step[1], changes[id_]))


def _clamp(value: int) -> int:
    return LOWEST if value < LOWEST else min(value, HIGHEST)


def _round_away_from_zero(value: float) -> int:
    return math.ceil(value) if value > 0 else math.floor(value)
