"""Which counts of a scenario's ways can be told: small ones are not, nor those a small one could be worked out from."""

from collections.abc import Mapping


def suppress_small_counts(counts: Mapping[str, int], k: int) -> dict[str, int | None]:
    """Give each count, or None where it has to be withheld.

    Names that differ only behind their last "/" are neighbours ("choice:doorway/step-back"): together they make up a figure that
    is told elsewhere. Where few are withheld among neighbours, the next smallest goes with them, until at least two are and
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
            for name in rising[len(hidden):]:
                if len(hidden) >= 2 and sum(counts[each] for each in hidden) >= k:
                    break
                hidden.append(name)
        told.update(dict.fromkeys(hidden))
    return told
