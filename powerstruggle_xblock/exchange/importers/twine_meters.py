"""The meters that a Twine story's number variables become."""

from collections.abc import Collection, Iterable, Iterator

from ...notation.messages import noop
from ...scenario import model as m
from ...scenario.client_state import HIGHEST, LOWEST
from ..report import Report
from . import twine_expressions
from .scenario_builder import make_slug
from .twine_tokens import ChangeToken, LinkToken, Token

_RESERVED_IDS = frozenset(("and", "not", "chose", "visited", "if", "scene", "profile", "only"))


class TwineMeters:
    """Collects the number variables of a story as meters from 0 to 10.

    `start_values` has the first values of variables by name, of those too that never become a meter.
    """

    def __init__(self, report: Report):
        self.report = report
        self.start_values: dict[str, int] = {}
        self._ids: dict[str, str] = {}

    def get_meter_id(self, name: str) -> str:
        """Return the id of a variable's meter; a new meter is added and reported."""
        if name not in self._ids:
            id_ = make_slug(name) or "number"
            while id_ in self._ids.values() or id_ in _RESERVED_IDS:
                id_ += "-2"
            self._ids[name] = id_
            self._report_meter(name, id_)
        return self._ids[name]

    def add_from_tokens(self, tokens: Iterable[Token]) -> None:
        """Add a meter for each variable that a passage changes or tests."""
        for token in tokens:
            if isinstance(token, ChangeToken) and not token.change.absolute:
                self.get_meter_id(token.change.name)
            elif isinstance(token, LinkToken):
                for change in token.changes:
                    self.get_meter_id(change.name)
            for clause in getattr(token, "when", ()):
                if isinstance(clause, twine_expressions.Comparison):
                    self.get_meter_id(clause.name)

    def list_unused_start_values(self) -> dict[str, int]:
        """Return the first values of the variables that are no meter."""
        return {name: value for name, value in self.start_values.items() if name not in self._ids}

    def build_start_values(self) -> m.Amounts:
        """Return the first value of each meter, 0 where the story sets none; report a value outside of 0 to 10."""
        start: dict[str, int] = {}
        for name, id_ in self._ids.items():
            value = self.start_values.get(name, LOWEST)
            start[id_] = max(LOWEST, min(HIGHEST, value))
            if start[id_] != value:
                self.report.add_attention(
                    noop("${name} began at {value}; a meter goes from 0 to 10, so it begins at {now}."),
                    name=name, value=value, now=start[id_])
        return tuple(sorted(start.items()))

    def build_settings(self, known: Collection[str] = ()) -> Iterator[m.MeterSetting]:
        """Yield a setting for each meter that is not of the default set and not in `known`."""
        for name, id_ in self._ids.items():
            if id_ not in m.USUAL_METERS and id_ not in known:
                words = " ".join(name.replace("_", " ").split()) or id_
                yield m.MeterSetting(id_, words[0].upper() + words[1:], "never")

    def _report_meter(self, name: str, id_: str) -> None:
        if id_ in m.USUAL_METERS:
            self.report.add_attention(
                noop("${name} became the meter of that name, which goes from 0 to 10 and keeps the package's own rules "
                     "(trust grows by at most 1 in a move, for example)."), name=name)
        else:
            self.report.add_changed(
                noop("${name} became a meter of its own, which goes from 0 to 10; learners don't see it."), name=name)
