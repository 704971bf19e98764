"""Conditions said for readers of paper: "tension is at least 7 and 2B was chosen"."""

from collections.abc import Callable, Mapping
from html import escape

from ...presenter.labels import noop
from ...scenario import model as m
from ...scenario.conditions import Condition, MeterTest, PastTest

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


class ConditionLabels:
    """Says the conditions of a scenario; `numbers` are the script's own by id, `gettext(words, **values)` gives markup."""

    def __init__(self, scenario: m.Scenario, numbers: Mapping[str, str], gettext: Callable[..., str]):
        self.numbers, self.gettext = numbers, gettext
        self.names = {meter.id: meter.name or meter.id for meter in scenario.meters}

    def said(self, condition: Condition) -> str:
        """Give a condition as markup, each id as the script's number, linked to where it stands."""
        word = self.gettext("and")
        return f" {word} ".join(map(self._clause, condition.clauses))

    def meter(self, id_: str) -> str:
        """Name a meter: as the author named it, else by the notation's own word."""
        return escape(self.names.get(id_, id_), quote=False)

    def _clause(self, clause: MeterTest | PastTest) -> str:
        if isinstance(clause, MeterTest):
            return self.gettext(COMPARISONS[clause.how], meter=self.meter(clause.meter), value=str(clause.value))
        link = f'<a href="#{clause.id}">{self.numbers.get(clause.id, clause.id)}</a>'
        return self.gettext(PAST_EVENTS[clause.what, clause.negated], **{"choice" if clause.what == "chose" else "scene": link})
