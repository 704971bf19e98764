"""The group answers of one person and component: who took part, and what may be told, asked of `group_answers.api`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..continuum import grammar
from ..continuum.model import AUTOMATIC, Continuum
from ..group_answers import api


@dataclass(frozen=True)
class ContinuumGroup:
    """One person and one component's group answers. Methods return None where the site stores no group answers."""

    usage: Any
    user_id: Any
    continuum: Continuum

    @property
    def is_installed(self) -> bool:
        """Return whether this site can count answers."""
        return api.available()

    def took_part(self) -> bool | None:
        """Return whether this person has answered in this round; None where nobody can tell."""
        if self.user_id is None:
            return None
        try:
            return api.took_part(str(self.usage), self.continuum.round, self.user_id, pool=self.continuum.pool)
        except api.NotAvailable:
            return None

    def submit(self, answers: Mapping[str, str], follow_ups: Mapping[str, Sequence[str]]) -> bool | None:
        """Count answers; False where this person's have been counted before, None where nothing can be counted."""
        try:
            return api.submit(
                str(self.usage),
                self.continuum.round,
                self.user_id,
                answers,
                follow_ups,
                pool=self.continuum.pool,
                k=self.continuum.k,
                automatic=self.continuum.release == AUTOMATIC,
            )
        except api.NotAvailable:
            return None

    def release(self) -> None:
        """Publish what enough people have answered since the last time. Where nothing is counted, do nothing."""
        try:
            api.release(str(self.usage), self.continuum.round, pool=self.continuum.pool, k=self.continuum.k)
        except api.NotAvailable:
            return

    def find_second_round(self) -> api.SecondRound | None:
        """Give the second round after this one: its name, and whether it is on."""
        try:
            return api.find_second_round(str(self.usage), self.continuum.round, pool=self.continuum.pool)
        except api.NotAvailable:
            return None

    def set_second_round(self, is_begun: bool) -> None:
        """Begin a second round after this one, or return to it. Where nothing is counted, do nothing."""
        try:
            api.set_second_round(str(self.usage), self.continuum.round, is_begun, pool=self.continuum.pool)
        except api.NotAvailable:
            return

    def promised_k(self) -> int:
        """Return the smallest number of answers shown in this round: the strictest promise made to anybody in it."""
        try:
            return api.promised_k(str(self.usage), self.continuum.round, self.continuum.k, pool=self.continuum.pool)
        except api.NotAvailable:
            return self.continuum.k

    def lines(self) -> dict[str, api.Distribution] | None:
        """Return what may be told of every question in this round."""
        return self._lines(str(self.usage), self.continuum.round)

    def earlier_lines(self) -> dict[str, api.Distribution] | None:
        """Return the same of the round it is compared with; None where there is none to compare with."""
        place = self._earlier_place()
        return self._lines(place, self.continuum.compare_round) if place and self.continuum.compare_round else None

    def _lines(self, place: str, round_: str) -> dict[str, api.Distribution] | None:
        positions = [stop.id for stop in self.continuum.scale.points]
        options = {
            id_: [option.id for option in self.continuum.follow_up_options(asked)]
            for id_, asked in self.continuum.questions.items()
        }
        try:
            return api.distributions(
                place,
                round_,
                dict.fromkeys(options, positions),
                self.continuum.k,
                follow_ups=options,
                pool=self.continuum.pool,
            )
        except api.NotAvailable:
            return None

    def _earlier_place(self) -> str | None:
        """Return the component whose earlier round is meant; None where the key of one named can't be made."""
        if not self.continuum.compare_component:
            return str(self.usage)
        make_usage_key = getattr(getattr(self.usage, "context_key", None), "make_usage_key", None)
        return str(make_usage_key(grammar.ROOT, self.continuum.compare_component)) if make_usage_key else None
