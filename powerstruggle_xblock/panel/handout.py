"""Build the handout for the live session: the decisions at which first attempts differ most, printed and discussed."""

from dataclasses import dataclass

from markupsafe import Markup

from ..presenter.safe_html import sanitize_html
from ..scenario import model as m
from .sections import Content, PanelData, bar_width, build_reply, build_title
from .statistics import DividedDecision, find_divided_decisions


@dataclass(frozen=True)
class SpokenLine:
    """What somebody says in a scene: the language or None, the name of the person, and the words as safe HTML."""

    lang: str | None
    name: str
    html: Markup


@dataclass(frozen=True)
class Reply:
    """A reply with its percentage as text, and the width of its bar in per cent, or None for no bar."""

    percent: str
    content: Content
    bar: int | None


@dataclass(frozen=True)
class Decision:
    """One decision of the handout; `number` is its place there, from 1."""

    number: int
    title: Content
    line: SpokenLine | None
    replies: tuple[Reply, ...]


def build_handout(data: PanelData) -> list[Decision]:
    """Return the decisions, the most divided first; none before enough first attempts.

    They hold no rating of a reply and no learner's name.
    """
    if data.scenario is None:
        return []
    divided = find_divided_decisions(data.scenario, data.version.first)
    return [_build_decision(data, data.scenario, number, decision) for number, decision in enumerate(divided, 1)]


def _build_decision(data: PanelData, scenario: m.Scenario, number: int, divided: DividedDecision) -> Decision:
    return Decision(
        number=number,
        title=build_title(data, divided.scene.id),
        line=_find_last_line(scenario, divided.scene),
        replies=tuple(
            Reply(data.labels.format_percent(count), build_reply(data, choice.id), bar_width(count))
            for choice, count in divided.replies
        ),
    )


def _find_last_line(scenario: m.Scenario, scene: m.Scene) -> SpokenLine | None:
    """Return the last line spoken before the decision, preferably one without a condition, or None."""
    lines = [item for item in scene.content_items if isinstance(item, m.Line)]
    line = next((line for line in reversed(lines) if not str(line.condition)), lines[-1] if lines else None)
    if line is None:
        return None
    person = scenario.people_by_id.get(line.by)
    return SpokenLine(line.lang or scenario.lang, person.name if person else line.by, Markup(sanitize_html(line.text)))
