"""How a client's state moves: what one choice does to the meters, with the caps and gates that keep stories honest.

The rules and their numbers are design decisions of the project (domain brief, sections 2.3 and 2.4), not findings; the
orders of size follow what de-escalation literature agrees on: arousal comes down slower than it goes up, trust is
lost faster than won, and problem-solving comes after calm (Richmond et al., 2012; Price & Baker, 2012).
"""

import math
from collections.abc import Mapping

from . import catalog
from .model import Choice, Scenario

LOWEST, HIGHEST = 0, 10
TENSION_STEP = (-2, 3)
TRUST_STEP = (-3, 1)
TOO_TENSE_TO_PLAN = 7
TOO_LITTLE_TRUST_TO_PLAN = 2
CORNERED = 2
FALSE_CALM_LIMIT = 3
USUAL_START = {"tension": 4, "trust": 4, "autonomy": 4, "readiness": 3}

Meters = dict[str, int]


def initial_meters(scenario: Scenario) -> Meters:
    """Give the meters as they stand before the first scene: 0–10 by id, author's values over the profile's."""
    profile = catalog.profiles().get(scenario.start.profile or "")
    values = {**USUAL_START, **(profile.start if profile else {}), **dict(scenario.start.values)}
    return {meter.id: _clamp(values.get(meter.id, LOWEST)) for meter in scenario.meters}


def meters_after_choice(scenario: Scenario, meters: Mapping[str, int], choice: Choice) -> Meters:
    """Give the meters after a choice: usual effect of its move on this client, author's shift over it, then the rules."""
    changes = {**_usual_changes(scenario, meters, choice.move), **dict(choice.meter_changes)}
    after = _moved(meters, changes)
    if changes and after.get("autonomy", HIGHEST) <= CORNERED and "tension" in after:
        after["tension"] = _clamp(min(after["tension"] + 1, meters["tension"] + TENSION_STEP[1]))
    return _held_back(meters, after)


def meters_after_changes(meters: Mapping[str, int], changes: Mapping[str, int]) -> Meters:
    """Apply changes by meter id under the caps and the planning gate (2.3 rules 1 and 2); unknown meters are ignored."""
    return _held_back(meters, _moved(meters, changes))


def _moved(meters: Mapping[str, int], changes: Mapping[str, int]) -> Meters:
    capped = dict(changes)
    _cap(capped, "tension", TENSION_STEP)
    _cap(capped, "trust", TRUST_STEP)
    return {id_: _clamp(value + capped[id_]) if id_ in capped else value for id_, value in meters.items()}


def _held_back(before: Mapping[str, int], after: Meters) -> Meters:
    """Take back a rise of readiness where there is too much tension or too little trust, once everything else has moved."""
    if _can_not_plan(before) or _can_not_plan(after):
        after["readiness"] = min(after["readiness"], before["readiness"])
    return after


def is_false_calm(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Tell a compliance without buy-in: tension falls while the person has neither a say nor a will (2.3 rule 4)."""
    if not {"tension", "autonomy", "readiness"} <= after.keys():
        return False
    return (
        after["tension"] < before["tension"]
        and after["autonomy"] <= FALSE_CALM_LIMIT
        and after["readiness"] <= FALSE_CALM_LIMIT
    )


def _usual_changes(scenario: Scenario, meters: Mapping[str, int], move_id: str | None) -> Meters:
    move = catalog.moves().get(move_id or "")
    if move is None:
        return {}
    changes = move.changes(meters.get("tension", LOWEST))
    profile = catalog.profiles().get(scenario.start.profile or "")
    for rule in profile.rules if profile else ():
        if rule.tag in move.tags:
            for id_, factor in rule.times.items():
                changes[id_] = _away_from_zero(changes.get(id_, 0) * factor)
            for id_, more in rule.add.items():
                changes[id_] = changes.get(id_, 0) + more
    return changes


def _can_not_plan(meters: Mapping[str, int]) -> bool:
    return "readiness" in meters and (
        meters.get("tension", LOWEST) >= TOO_TENSE_TO_PLAN
        or meters.get("trust", HIGHEST) <= TOO_LITTLE_TRUST_TO_PLAN
    )


def _cap(changes: Meters, id_: str, step: tuple[int, int]) -> None:
    if id_ in changes:
        changes[id_] = max(step[0], min(step[1], changes[id_]))


def _clamp(value: int) -> int:
    return LOWEST if value < LOWEST else min(value, HIGHEST)


def _away_from_zero(value: float) -> int:
    return math.ceil(value) if value > 0 else math.floor(value)
