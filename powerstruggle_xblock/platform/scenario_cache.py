"""Scenarios ready to play: read once for each text and kept in memory.

Handlers ask for the same few scenarios again and again; reading is linear in their size, playing is not. Learners go
the same few ways through them, so replays are kept, too.
"""

from functools import cached_property, lru_cache

from ..notation.issues import Issue
from ..presenter.safe_html import STATIC_PREFIX
from ..scenario import scenario_xml
from ..scenario.model import Scenario
from ..scenario.play import Playthrough, replay
from .memo import Memo

KEPT = 64
RUNS = Memo(2048)
"""Points that runs of any scenario have come to, a few kilobytes each."""


class CompiledScenario:
    """A scenario's text, what it says, and its content version."""

    names_own_files = True
    """Whether some address of a course's own file may stand in it: where none does, nothing has to be looked through for them."""

    def __init__(self, text: str):
        self.names_own_files = STATIC_PREFIX in text
        self.reading = scenario_xml.parse(text) if text.strip() else scenario_xml.ParsedScenario(None)

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, or None where nothing can be played."""
        return self.reading.scenario

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What reading found."""
        return self.reading.issues

    @cached_property
    def version(self) -> str:
        """The content version; "" where nothing can be played."""
        return scenario_xml.content_version(self.scenario) if self.scenario else ""

    def at(self, path: tuple[str, ...]) -> Playthrough:
        """Replay a stored path as far as it fits."""
        return RUNS.get((self, path), lambda: replay(self.scenario, path, lenient=True))

    def after(self, run: Playthrough, choice_id: str) -> Playthrough:
        """Take one more choice. Raises NotPossible."""
        return RUNS.get((self, (*run.path, choice_id)), lambda: run.choose(choice_id))


@lru_cache(maxsize=KEPT)
def compile_scenario(text: str) -> CompiledScenario:
    """Give the scenario of this text, from memory where it was read before."""
    return CompiledScenario(text)
