"""The words of the catalogues that the script knows."""

from ...scenario import catalog
from ...scenario.vocabulary import ENDING_KINDS, MOODS, ROLES


def moves() -> frozenset[str]:
    """Return the ids of all moves."""
    return frozenset(catalog.moves())


def skills() -> frozenset[str]:
    """Return the ids of all skills."""
    return frozenset(catalog.skills())


moods = frozenset(MOODS)
kinds = frozenset(ENDING_KINDS)
roles = frozenset(ROLES)
