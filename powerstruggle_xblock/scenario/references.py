"""What a scenario's elements name: targets, speakers, meters, choices and scenes; checked when all ids are known."""

from collections.abc import Collection
from dataclasses import dataclass, field

from ..notation.messages import TranslatableMessage, msg, noop
from ..notation.parser import BaseParser
from ..notation.shapes import XmlElement
from . import conditions
from . import model as m
from .conditions import Requirement

_UNKNOWN_IN_CONDITION = {
    "meter": noop("if=\"{condition}\": \"{name}\" is no meter{hint}"),
    "chose": noop("if=\"{condition}\": \"{name}\" is no choice{hint}"),
    "visited": noop("if=\"{condition}\": \"{name}\" is no scene{hint}"),
}
_UNKNOWN_IN_NEEDS = {
    "meter": noop("needs=\"{condition}\": \"{name}\" is no meter{hint}"),
    "chose": noop("needs=\"{condition}\": \"{name}\" is no choice{hint}"),
    "visited": noop("needs=\"{condition}\": \"{name}\" is no scene{hint}"),
}


@dataclass(slots=True)
class References:
    """What was named so far, each with its element and the id of the scene, choice or ending it stands in, or None."""

    targets: list[tuple[XmlElement, str, str | None]] = field(default_factory=list[tuple[XmlElement, str, str | None]])
    speakers: list[tuple[XmlElement, str, str | None]] = field(default_factory=list[tuple[XmlElement, str, str | None]])
    conditions: list[tuple[XmlElement, m.Condition, str | None]] = field(
        default_factory=list[tuple[XmlElement, m.Condition, str | None]]
    )
    requirements: list[tuple[XmlElement, Requirement, str | None]] = field(
        default_factory=list[tuple[XmlElement, Requirement, str | None]]
    )

    def check(self, parser: BaseParser, scenario: m.Scenario) -> None:
        """Record each target, speaker, meter and id that does not exist, with the nearest one that does."""
        for element, to, at in self.targets:
            if to not in scenario.nodes:
                message = _broken_target_message(parser, element, to, at, scenario.nodes)
                parser.add_issue(element, "broken-target", message, field="to", fatal=True, at=at)
        for element, by, at in self.speakers:
            if by not in scenario.people_by_id:
                message = (
                    msg('by="{by}" is no person{hint}', by=by[:60], hint=parser.suggest(by, scenario.people_by_id))
                    if by
                    else msg('<{tag}> needs by="…", who says it', tag=element.tag)
                )
                parser.add_issue(element, "unknown-person", message, field="by", at=at)
        self._check_conditions(parser, scenario)

    def _check_conditions(self, parser: BaseParser, scenario: m.Scenario) -> None:
        known: dict[str, Collection[str]] = {
            "meter": {meter.id for meter in scenario.meters},
            "chose": scenario.choices,
            "visited": scenario.nodes,
        }

        def check_clauses(
            found: tuple[XmlElement, str | None],
            whole: object,
            condition: m.Condition,
            field: str,
        ) -> None:
            element, at = found
            templates = _UNKNOWN_IN_CONDITION if field == "if" else _UNKNOWN_IN_NEEDS
            for clause in condition.clauses:
                kind, name = (
                    ("meter", clause.meter) if isinstance(clause, conditions.MeterTest) else (clause.kind, clause.id)
                )
                if name not in known[kind]:
                    hint = parser.suggest(name, known[kind])
                    message = msg(templates[kind], condition=str(whole)[:80], name=name[:60], hint=hint)
                    parser.add_issue(element, "unknown-name", message, field=field, fatal=field == "if", at=at)

        for element, condition, at in self.conditions:
            check_clauses((element, at), condition, condition, "if")
        for element, requirement, at in self.requirements:
            for condition in requirement.alternatives:
                check_clauses((element, at), requirement, condition, "needs")


def _broken_target_message(
    parser: BaseParser, element: XmlElement, to: str, at: str | None, known: Collection[str]
) -> TranslatableMessage:
    choice_id = at if element.tag in ("choice", "go") else None
    if not to:
        return (
            msg("choice \"{id}\" needs to=\"…\", the scene that follows", id=choice_id)
            if choice_id
            else msg("<{tag}> needs to=\"…\", the scene that follows", tag=element.tag)
        )
    values = {"to": to[:60], "hint": parser.suggest(to, known)}
    return (
        msg('choice "{id}" goes to "{to}", which is no scene{hint}', id=choice_id, **values)
        if choice_id
        else msg('<{tag}> goes to "{to}", which is no scene{hint}', tag=element.tag, **values)
    )
