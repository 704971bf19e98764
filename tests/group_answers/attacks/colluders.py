"""How often colluders in one batch learn the positions of the rest of it: exact figures for any k."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations_with_replacement
from math import factorial, prod
from operator import add

from .rules import Rule

POSITIONS = ("calm", "itch", "tense", "hot", "every-time")
EVEN = (0.2, 0.2, 0.2, 0.2, 0.2)
LEANING = (0.05, 0.05, 0.1, 0.2, 0.6)
"""Two kinds of groups: every position is equally probable, or three of five stand at one."""

Histogram = tuple[int, ...]


def learnt(make_rule: Callable[[], Rule], k: int, colluders: int, chances: Sequence[float]) -> float:
    """Return the probability that so many colluders in the first batch of k learn the position of anybody else in it.

    The colluders choose the positions that teach them most; the others stand where `chances` says.
    """
    return max(
        _learnt_with(make_rule, k, own, chances)
        for own in (_count(own) for own in combinations_with_replacement(range(len(POSITIONS)), colluders))
    )


def _learnt_with(make_rule: Callable[[], Rule], k: int, own: Histogram, chances: Sequence[float]) -> float:
    possible: dict[object, set[int]] = defaultdict(set)
    weight: dict[object, float] = defaultdict(float)
    for others, positions, probability in _drawn(k - sum(own), tuple(chances)):
        look = shown(make_rule, tuple(map(add, others, own)))
        possible[look] |= positions
        weight[look] += probability
    return sum(weight[look] for look, positions in possible.items() if len(positions) == 1)


@cache
def shown(make_rule: Callable[[], Rule], counts: Histogram) -> tuple[object, tuple[tuple[str, int], ...]]:
    """Return what can be read of a batch, with the counts behind it: more than anybody can read."""
    rule = make_rule()
    for position, number in zip(POSITIONS, counts, strict=True):
        for _ in range(number):
            rule.answer(position, (), sum(counts), True)
    return rule.look(POSITIONS, (), 5), tuple(sorted(rule.published().items()))


def histograms(people: int) -> Iterator[Histogram]:
    """Yield the numbers of people at each position for all ways in which so many can stand."""
    for stood in combinations_with_replacement(range(len(POSITIONS)), people):
        yield _count(stood)


@cache
def _drawn(people: int, chances: tuple[float, ...]) -> list[tuple[Histogram, set[int], float]]:
    """Return all ways in which so many can stand, the positions that occur, and the probability."""
    return [
        (counts, {position for position, number in enumerate(counts) if number}, _probability(counts, chances))
        for counts in histograms(people)
    ]


def _count(stood: Sequence[int]) -> Histogram:
    return tuple(stood.count(position) for position in range(len(POSITIONS)))


def _probability(counts: Histogram, chances: Sequence[float]) -> float:
    ways = factorial(sum(counts)) // prod(map(factorial, counts))
    return ways * prod(chance**number for chance, number in zip(chances, counts, strict=True))
