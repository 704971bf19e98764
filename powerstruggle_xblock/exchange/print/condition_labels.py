"""Conditions in words for readers of a printed script: "tension is at least 7 and 2B was chosen"."""

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from ...notation.messages import noop
from ...scenario import model as m
from ...scenario.conditions import Condition, MeterTest, PastTest, Requirement
from ...scenario.vocabulary import METER_PHRASES, METERS
from .text_parts import format_signed, join_parts

COMPARISONS = {
    "at least": noop("{meter} is at least {value}"),
    "at most": noop("{meter} is at most {value}"),
    "over": noop("{meter} is over {value}"),
    "under": noop("{meter} is under {value}"),
    "is": noop("{meter} is exactly {value}"),
}
PAST_EVENTS = {
    ("chose", False): noop("{choice} was chosen"),
    ("chose", True): noop("{choice} was not chosen"),
    ("visited", False): noop("scene {scene} was reached"),
    ("visited", True): noop("scene {scene} was not reached"),
}
_LINK = Markup('<a href="#{id}">{number}</a>')


class ConditionLabels:
    """Writes the conditions of a scenario in words.

    `numbers` has the script's numbers of scenes, endings and choices by id. `gettext(template, **values)` translates
    a template and returns it as `Markup` with the values filled in.
    """

    def __init__(self, scenario: m.Scenario, numbers: Mapping[str, str], gettext: Callable[..., Markup]):
        self.numbers, self.gettext = numbers, gettext
        self.meters = scenario.meters
        self.names = {meter.id: meter.name or self._standard_name(meter.id) for meter in scenario.meters}

    def format_condition(self, condition: Condition) -> Markup:
        """Return a condition in words, each id as the script's number, linked to its place; empty for no condition."""
        separator = Markup(" {word} ").format(word=self.gettext("and"))
        return separator.join(map(self._format_clause, condition.clauses))

    def format_requirement(self, requirement: Requirement) -> Markup:
        """Return what a text takes for granted in words, as `format_condition` does; empty for nothing."""
        separator = Markup(" {word} ").format(word=self.gettext("or"))
        return separator.join(map(self.format_condition, requirement.alternatives))

    def format_meter_name(self, id_: str) -> Markup:
        """Return a meter's name: the author's, else the standard one."""
        return escape(self.names.get(id_) or self._standard_name(id_))

    def _name_in_sentence(self, id_: str) -> Markup:
        own = any(meter.id == id_ and meter.name for meter in self.meters)
        return self.format_meter_name(id_) if own or id_ not in METER_PHRASES else self.gettext(METER_PHRASES[id_])

    def _standard_name(self, id_: str) -> str:
        return self.gettext(METERS[id_]) if id_ in METERS else id_

    def format_meter_changes(self, changes: m.Amounts) -> Markup:
        """Return changes of meters, each with its sign."""
        return join_parts(
            "; ",
            [Markup("{} {}").format(self.format_meter_name(name), format_signed(value)) for name, value in changes],
        )

    def _format_clause(self, clause: MeterTest | PastTest) -> Markup:
        if isinstance(clause, MeterTest):
            return self.gettext(
                COMPARISONS[clause.comparison], meter=self._name_in_sentence(clause.meter), value=str(clause.value)
            )
        link = _LINK.format(id=clause.id, number=self.numbers.get(clause.id, clause.id))
        return self.gettext(
            PAST_EVENTS[clause.kind, clause.negated], **{"choice" if clause.kind == "chose" else "scene": link}
        )
