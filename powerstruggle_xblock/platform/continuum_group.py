"""The group's side of one component: who took part, what may be told. Everything goes through the group's one door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..continuum import grammar
from ..continuum.model import Continuum
from ..group_answers import api


@dataclass(frozen=True)
class ContinuumGroup:
    """One person before one component. Nothing here raises where the site has no place for group answers: it says None."""

    usage: Any
    user_id: Any
    continuum: Continuum

    @property
    def is_installed(self) -> bool:
        """Tell whether this site can count answers."""
        return api.available()

    def took_part(self) -> bool | None:
        """Tell whether this person has answered in this round; None where nobody can tell."""
        if self.user_id is None:
            return None
        try:
            return api.took_part(str(self.usage), self.continuum.round, self.user_id, pool=self.continuum.pool)
        except api.NotAvailable:
            return None

    def submit(self, answers: Mapping[str, str], follow_ups: Mapping[str, Sequence[str]]) -> bool | None:
        """Count answers; False where this person's have been counted before, None where nothing can be counted."""
        try:
            return api.submit(str(self.usage), self.continuum.round, self.user_id, answers, follow_ups,
                              pool=self.continuum.pool, k=self.continuum.k)
        except api.NotAvailable:
            return None

    def lines(self) -> dict[str, api.Distribution] | None:
        """Give what may be told of every question in this round."""
        return self._lines(str(self.usage), self.continuum.round)

    def earlier_lines(self) -> dict[str, api.Distribution] | None:
        """Give the same of the round it is compared with; None where there is none to compare with."""
        place = self._earlier_place()
        return self._lines(place, self.continuum.since) if place and self.continuum.since else None

    def _lines(self, place: str, round_: str) -> dict[str, api.Distribution] | None:
        positions = [stop.id for stop in self.continuum.scale.stops]
        options = {id_: [option.id for option in self.continuum.options(asked)] for id_, asked in self.continuum.questions.items()}
        try:
            return api.group_lines(place, round_, dict.fromkeys(options, positions), self.continuum.k, follow_ups=options,
                                   pool=self.continuum.pool)
        except api.NotAvailable:
            return None

    def _earlier_place(self) -> str | None:
        """Give the component whose earlier round is meant; None where the key of one named can't be made."""
        if not self.continuum.earlier:
            return str(self.usage)
        course = getattr(self.usage, "context_key", None)
        return str(course.make_usage_key(grammar.ROOT, self.continuum.earlier)) if hasattr(course, "make_usage_key") else None
