"""Scenarios ready to play: read once for each text and kept in memory.

Handlers ask for the same few scenarios again and again; reading is linear in their size, playing is not.
"""

from functools import cached_property, lru_cache

from .scenario import notation
from .scenario.model import Scenario
from .scenario.problems import Problem

KEPT = 64


class Compiled:
    """A scenario's text, what it says, and its content version."""

    def __init__(self, text: str):
        self.reading = notation.read(text) if text.strip() else notation.Reading(None)

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, or None where nothing can be played."""
        return self.reading.scenario

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What reading found."""
        return self.reading.problems

    @cached_property
    def version(self) -> str:
        """The content version; "" where nothing can be played."""
        return notation.version(self.scenario) if self.scenario else ""


@lru_cache(maxsize=KEPT)
def compiled(text: str) -> Compiled:
    """Give the scenario of this text, from memory where it was read before."""
    return Compiled(text)
