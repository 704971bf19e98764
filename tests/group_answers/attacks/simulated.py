"""Groups of 8 to 29 people who answer sixteen statements, drawn with a seed."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache

from .colluders import EVEN, LEANING, POSITIONS, Histogram, histograms, shown
from .rules import FirstRule, Rule

STATEMENTS = 16
TRIALS = 30
SEED = 1979
K = 8


def differencing(make_rule: Callable[[], Rule], people: int) -> float:
    """Return how often two results subtracted give anybody's position away, at one of sixteen statements."""
    chance = random.Random(SEED + people)
    return (
        sum(any(_gives_away(make_rule, _answers(chance, people)) for _ in range(STATEMENTS)) for _ in range(TRIALS))
        / TRIALS
    )


def two_sybils(make_rule: Callable[[], Rule], people: int) -> float:
    """Return how often two accounts in one hand, used before and after somebody's answer, learn the position."""
    chance = random.Random(SEED + people)
    learnt = 0
    for _ in range(TRIALS):
        victim = chance.randrange(people - 2) + 1
        answers = _answers(chance, people)
        answers[victim - 1], answers[victim + 1] = "calm", "itch"
        learnt += any(
            first <= victim <= last
            and _is_learnt(
                make_rule,
                batch,
                Counter(answers[index] for index in (victim - 1, victim + 1) if first <= index <= last),
            )
            for first, last, batch in _batches(make_rule, answers)
        )
    return learnt / TRIALS


def _answers(chance: random.Random, people: int) -> list[str]:
    return chance.choices(POSITIONS, weights=chance.choice((EVEN, LEANING)), k=people)


def _gives_away(make_rule: Callable[[], Rule], answers: Sequence[str]) -> bool:
    return any(_is_learnt(make_rule, batch, Counter()) for _, _, batch in _batches(make_rule, answers))


def _batches(make_rule: Callable[[], Rule], answers: Sequence[str]) -> list[tuple[int, int, Histogram]]:
    """Return what two successive results differ by: the first and last answer between them, and the counts."""
    rule, found, first = make_rule(), [], 0
    before: dict[str, int] = {}
    for index, position in enumerate(answers):
        rule.answer(position, (), K, True)
        now = rule.published()
        if now != before:
            found.append((first, index, tuple(now.get(name, 0) - before.get(name, 0) for name in POSITIONS)))
            before, first = now, index + 1
    return found


def _is_learnt(make_rule: Callable[[], Rule], batch: Histogram, own: Counter) -> bool:
    """Return whether the counts of a batch, less the colluders' own, leave one position for all others."""
    known = tuple(own[name] for name in POSITIONS)
    others = set()
    for counts in _origins(make_rule)[batch]:
        rest = [number - mine for number, mine in zip(counts, known, strict=True)]
        if min(rest) >= 0:
            others |= {position for position, number in enumerate(rest) if number}
    return len(others) == 1


@cache
def _origins(make_rule: Callable[[], Rule]) -> dict[Histogram, list[Histogram]]:
    """Return for each published batch the counts that it can come from."""
    found: dict[Histogram, list[Histogram]] = defaultdict(list)
    for people in (3, K):
        for counts in histograms(people):
            # The first rule publishes what came since the last result as it is.
            told = (
                dict(zip(POSITIONS, counts, strict=True))
                if make_rule is FirstRule
                else dict(shown(make_rule, counts)[1])
            )
            found[tuple(told.get(name, 0) for name in POSITIONS)].append(counts)
    return found
