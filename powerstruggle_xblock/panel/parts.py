"""The parts of the panel's page as safe HTML: everything authors wrote is cleaned or escaped here."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ..presenter.safe_html import sanitize_html
from ..scenario import model as m
from . import counters, table
from .figures import Attempts, Figure, Version, most_stopped
from .labels import PanelLabels

NONE = Figure(0)


@dataclass(frozen=True)
class Counts:
    """What the parts tell of: the present scenario, one version's counters, the sums of all others, and how to say it."""

    scenario: m.Scenario | None
    version: Version
    others: Mapping[str, Figure]
    said: PanelLabels

    @property
    def lang(self) -> str:
        """The attribute of the scenario's own language."""
        return attribute("lang", self.scenario.lang if self.scenario else None)

    @property
    def words(self) -> dict[str, str]:
        """The panel's words, translated."""
        return self.said.words

    @property
    def both(self) -> tuple[Attempts, Attempts]:
        """First and later attempts."""
        return self.version.first, self.version.later

    def title(self, id_: str) -> str:
        """Give a place's title as HTML; of one that is gone its id."""
        place = self.scenario.nodes.get(id_) if self.scenario else None
        return f"<span{self.lang}>{escape(place.title)}</span>" if place else self.gone(id_)

    def gone(self, id_: str) -> str:
        """Name what is no longer in the scenario."""
        return f'<code>{escape(id_)}</code> <span class="ps-small">{escape(self.words["gone"])}</span>'

    def others_of(self, name: str) -> Figure | None:
        """Give the other versions' sum of one counter; None where there are no other versions."""
        return self.others.get(name, NONE) if self.others else None


def attribute(name: str, value: str | None) -> str:
    """Write an attribute with the space before it; "" without a value."""
    return f' {name}="{escape(value)}"' if value else ""


def notice(counts: Counts, past: bool) -> str:
    """Say what is unusual: an earlier version, or a text that can't be played."""
    key = "unplayable" if counts.scenario is None else "past" if past else None
    return f'<p class="ps-notice">{escape(counts.words[key])}</p>' if key else ""


def summary(counts: Counts) -> str:
    """Write how many runs were begun and ended, and with which scores."""
    words = counts.words
    attempts = ""
    for word, name, of in ((words["begun"], counters.BEGUN, None), (words["ended"], counters.ENDED, counters.BEGUN)):
        attempts += row(counts, heading(word), [each.figure(name, of) for each in counts.both], counts.others_of(name))
    scores = ""
    for number, word in enumerate(counts.said.bands()):
        name = f"band/{number}"
        figures = [each.figure(name, counters.ENDED) for each in counts.both]
        scores += row(counts, heading(word), figures, counts.others_of(name), bars=True)
    runs = whole_table(counts, words["attempts"], words["attempts"], attempts)
    marks = whole_table(counts, words["scores"], words["score"], scores)
    return part("ps-glance", words["glance"], f'<div class="ps-pair"><div>{runs}{_stops(counts)}</div>{marks}</div>')


def _stops(counts: Counts) -> str:
    found = most_stopped(counts.version.first, table.scene_ids(counts.scenario, counts.version.first))
    rows = "".join(
        f'<li><a href="#place-{escape(id_)}">{counts.title(id_)}</a> <span>{escape(counts.said.figure(figure))}</span></li>'
        for id_, figure in found)
    body = f'<ul class="ps-stops">{rows}</ul>' if rows else f'<p class="ps-small">{escape(counts.words["stops_none"])}</p>'
    return f'<h3 class="ps-stops-title">{escape(counts.words["stops"])}</h3>{body}'


def map_room(counts: Counts) -> str:
    """Leave the room that the script draws the map into."""
    if counts.scenario is None:
        return ""
    return part("ps-on-map", counts.words["map"], f'<div class="ps-map"><p class="ps-small">{escape(counts.words["map_below"])}</p></div>')


def scenes(counts: Counts) -> str:
    """Write a table for each scene: who came, what they chose, who stopped."""
    ids = table.scene_ids(counts.scenario, *counts.both)
    return part("ps-scenes", counts.words["scenes"], "".join(_scene(counts, number, id_) for number, id_ in enumerate(ids, 1)))


def _scene(counts: Counts, number: int, id_: str) -> str:
    words, came = counts.words, counters.scene(id_)
    rows = row(counts, heading(words["came"]), [each.figure(came) for each in counts.both], counts.others_of(came))
    for choice in table.choice_ids(counts.scenario, counts.version.first, id_, counts.version.later):
        name = counters.choice(id_, choice)
        figures = [each.figure(name, came) for each in counts.both]
        rows += row(counts, f'<th scope="row">{reply(counts, choice)}</th>', figures, counts.others_of(name), bars=True)
    rows += row(counts, heading(words["stopped"]), [each.stopped(id_) for each in counts.both], kind="ps-stopped")
    caption = words["scene_caption"].replace("{number}", str(number))
    return (f'<section class="ps-scene" id="place-{escape(id_)}" tabindex="-1"><h3><span class="ps-number">{number}</span> '
            f"{counts.title(id_)}</h3>{whole_table(counts, caption, words['reply'], rows)}</section>")


def reply(counts: Counts, id_: str) -> str:
    """Write what is said or done with a choice; of one that is gone its id."""
    choice = counts.scenario.choices.get(id_) if counts.scenario else None
    if choice is None:
        return counts.gone(id_)
    said = f'<span{counts.lang}{attribute("class", "ps-quoted" if choice.say else None)}>{sanitize_html(table.text(choice))}</span>'
    return said if choice.say or choice.do else f'{escape(counts.words["pause"])} {said}'


def endings(counts: Counts) -> str:
    """Write the endings."""
    rows = ""
    for id_ in table.ending_ids(counts.scenario, *counts.both):
        place = counts.scenario.nodes.get(id_) if counts.scenario else None
        kind = f'<span class="ps-kind">{escape(counts.said.kind(place.kind))}</span>' if isinstance(place, m.Ending) else ""
        head = f'<th scope="row" id="place-{escape(id_)}" tabindex="-1">{counts.title(id_)} {kind}</th>'
        name = counters.ending(id_)
        rows += row(counts, head, [each.figure(name, counters.ENDED) for each in counts.both], counts.others_of(name), bars=True)
    return part("ps-endings", counts.words["endings"], whole_table(counts, counts.words["endings"], counts.words["ending"], rows))


def about(counts: Counts) -> str:
    """Say what this is, what it isn't, and where results of people are."""
    return part("ps-what", counts.words["what"], "".join(f"<p>{escape(text)}</p>" for text in counts.said.about()))


# --- pieces ---------------------------------------------------------------------------------------------------------


def part(id_: str, title: str, body: str) -> str:
    """Write a part of the page under its heading."""
    return f'<section class="ps-part" id="{id_}" aria-labelledby="{id_}-title"><h2 id="{id_}-title">{escape(title)}</h2>{body}</section>'


def heading(text: str) -> str:
    """Write a row's heading."""
    return f'<th scope="row">{escape(text)}</th>'


def whole_table(counts: Counts, caption: str, first: str, rows: str) -> str:
    """Write a table of figures; other versions have a column where there are any."""
    columns = (first, counts.words["first"], counts.words["later"], *([counts.words["others"]] if counts.others else ()))
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return (f'<table><caption class="ps-heard">{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def row(counts: Counts, head: str, figures: list[Figure], other: Figure | None = None, *, bars: bool = False, kind: str = "") -> str:
    """Write a row: its heading as HTML, figures of first and later attempts, and what other versions have of it, if they can."""
    cells = "".join(f"<td>{escape(counts.said.figure(figure))}{bar(figure) if bars else ''}</td>" for figure in figures)
    if counts.others:
        cells += f'<td class="ps-others">{escape(counts.said.number(other) if other else "–")}</td>'
    return f'<tr{attribute("class", kind)}>{head}{cells}</tr>'


def bar(figure: Figure) -> str:
    """Draw a share; what it says stands beside it in words."""
    if not figure.told or figure.share is None:
        return ""
    return f'<span class="ps-bar" aria-hidden="true"><i style="inline-size:{figure.share}%"></i></span>'
