"""Which counts can be told: the few in a homogeneous batch, and small counts of a scenario's choices."""

from collections.abc import Mapping

FEW = 2
"""So many people at most are too few to be shown apart from the others, in a batch of under 30.

With 1, whoever alone differs would learn the position of everybody else.
"""


def is_homogeneous(count: int, people: int) -> bool:
    """Return whether `count` of `people` are nearly all of them: all but 2, or all but a tenth of 30 or more.

    A group that is all alike gives everybody's position away (Machanavajjhala et al. 2007).
    """
    return count > 0 and people - count <= max(FEW, people // 10)


def suppress_minority(counts: Mapping[str, int], people: int) -> dict[str, int]:
    """Return the counts of a batch of `people` (5 or more) as they are published; their sum is `people`.

    Where nearly all have one name, all are counted at it; otherwise the counts stay.
    """
    for name, count in counts.items():
        if is_homogeneous(count, people):
            return {name: people}
    return {name: count for name, count in counts.items() if count}


def suppress_small_counts(counts: Mapping[str, int], k: int) -> dict[str, int | None]:
    """Return each count, or None where it has to be withheld.

    Names that differ only after their last "/" are neighbours ("choice/doorway/step-back"): their sum is told
    elsewhere. Where few are withheld among neighbours, the next smallest goes with them, until at least two are and
    together they hide at least `k` (complementary suppression; Hundepool et al. 2012).
    """
    told: dict[str, int | None] = dict(counts)
    groups: dict[str, list[str]] = {}
    for name in counts:
        groups.setdefault(name.rpartition("/")[0] if "/" in name else name, []).append(name)
    for names in groups.values():
        rising = sorted((name for name in names if counts[name]), key=lambda name: (counts[name], name))
        hidden = [name for name in rising if counts[name] < k]
        if hidden:
            for name in rising[len(hidden) :]:
                if len(hidden) >= 2 and sum(counts[each] for each in hidden) >= k:
                    break
                hidden.append(name)
        told.update(dict.fromkeys(hidden))
    return told
