"""The fairness of a drill: means over the draws, which are means over its moments.

A run's score is the mean of its moments, and every moment is drawn as often as any other in a round through the deck.
So the mean score of all draws, by any way of choosing, is the mean over the moments; nothing has to be sampled.
"""

from statistics import fmean

from . import drill, fairness
from .model import Scenario


def measure_drill(scenario: Scenario) -> fairness.Fairness:
    """Return the figures of a drill.

    `best_path` and `worst_path` hold a choice for every moment of the deck, in its order; there are no endings.
    """
    alone = [fairness.measure_fairness(moment) for moment in drill.split(scenario)]
    whole = fairness.Fairness(
        best=fmean(found.best for found in alone),
        worst=fmean(found.worst for found in alone),
        random_mean=fmean(found.random_mean for found in alone),
        best_path=tuple(id_ for found in alone for id_ in found.best_path),
        worst_path=tuple(id_ for found in alone for id_ in found.worst_path),
        picks={how: fmean(found.picks[how] for found in alone) for how in fairness.PICKS},
        longest_decisions=min(scenario.start.draw or 0, len(alone)),
        exact=all(found.exact for found in alone),
        runs=sum(found.runs for found in alone),
        never_held=[held for found in alone for held in found.never_held],
    )
    for found in alone:
        whole.all_closed |= found.all_closed
        whole.shown_at_once |= found.shown_at_once
    return whole
