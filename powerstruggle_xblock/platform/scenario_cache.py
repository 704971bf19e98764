"""Scenarios ready to play: each text is parsed once and kept in memory.

Handlers ask for the same few scenarios again and again, and parsing is linear in their size while playing is not.
"""

from functools import cached_property, lru_cache

from ..notation.issues import Issue
from ..scenario import recordings, scenario_xml
from ..scenario.model import Scenario

MAX_CACHED = 64


class CompiledScenario:
    """A scenario's text, what it says, and its content version."""

    def __init__(self, parsed: scenario_xml.ParsedScenario):
        self.parsed = parsed

    @property
    def scenario(self) -> Scenario | None:
        """The scenario, or None where nothing can be played."""
        return self.parsed.scenario

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the parser found."""
        return self.parsed.issues

    @cached_property
    def version(self) -> str:
        """The content version; "" where nothing can be played."""
        return scenario_xml.content_version(self.scenario) if self.scenario else ""

    @cached_property
    def is_recorded(self) -> bool:
        """Whether the author recorded some of what is said."""
        return self.scenario is not None and any(recordings.list_recordings(self.scenario))


@lru_cache(maxsize=MAX_CACHED)
def compile_scenario(text: str) -> CompiledScenario:
    """Return the scenario of a text, from memory where it was parsed before."""
    return CompiledScenario(scenario_xml.parse(text) if text.strip() else scenario_xml.ParsedScenario(None))
