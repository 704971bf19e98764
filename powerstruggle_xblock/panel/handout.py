"""The sheet for the live session: the decisions on which first attempts go apart most, to be printed and talked about."""

from html import escape

from ..presenter.safe_html import sanitize_html
from ..scenario import model as m
from . import parts
from .figures import Split, most_split


def handout(counts: parts.Counts, title: str) -> str:
    """Write the sheet, or what it takes to have one. Nobody's name and no rating of a reply is on it."""
    words = counts.words
    splits = most_split(counts.scenario, counts.version.first) if counts.scenario else []
    if not splits:
        return parts.part("ps-sheet", words["sheet"], f"<p>{escape(words['sheet_none'])}</p>")
    body = "".join(_split(counts, number, split) for number, split in enumerate(splits, 1))
    return parts.part("ps-sheet", words["sheet"], (
        f'<p class="ps-sheet-of"{counts.lang}>{escape(title)}</p><p>{escape(words["sheet_lead"])}</p>{body}'
        f'<p class="ps-small">{escape(words["sheet_note"])}</p>'))


def _split(counts: parts.Counts, number: int, split: Split) -> str:
    rows = "".join(
        f'<li><span class="ps-share">{escape(counts.said.share(figure))}</span>'
        f'<span class="ps-words">{parts.reply(counts, choice.id)}{parts.bar(figure)}</span></li>' for choice, figure in split.replies)
    questions = "".join(f"<li>{escape(question)}</li>" for question in counts.said.questions())
    return (
        f'<article class="ps-split"><h3><span class="ps-number">{number}</span> {counts.title(split.scene.id)}</h3>'
        f"{_line(counts.scenario, split.scene)}"
        f'<ul class="ps-shares">{rows}</ul><h4>{escape(counts.words["sheet_ask"])}</h4><ul class="ps-ask">{questions}</ul></article>')


def _line(scenario: m.Scenario, scene: m.Scene) -> str:
    """Write the last thing that somebody says before the decision; one that is always said before one that only may be."""
    lines = [beat for beat in scene.content_items if isinstance(beat, m.Line)]
    line = next((each for each in reversed(lines) if not str(each.condition)), lines[-1] if lines else None)
    if line is None:
        return ""
    name = scenario.people_by_id[line.by].name if line.by in scenario.people_by_id else line.by
    return (f'<blockquote class="ps-line"{parts.attribute("lang", line.lang or scenario.lang)}><span class="ps-who">{escape(name)}</span> '
            f'<span class="ps-quoted">{sanitize_html(line.text)}</span></blockquote>')
