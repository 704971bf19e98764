"""Build the sections of the panel's page as values for its template (templates/page.html)."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..presenter.safe_html import sanitize_html
from ..scenario import model as m
from . import counters
from .contents import choice_text, list_choice_ids, list_ending_ids, list_scene_ids
from .labels import PanelLabels
from .statistics import AttemptCounters, RoundedCount, VersionCounters, find_drop_offs

NO_COUNT = RoundedCount(0)


@dataclass(frozen=True)
class PanelData:
    """What the sections are built from.

    `scenario` is the current one, or None where it can't be played. `version` holds the counters shown, `others` the
    sums of all other versions by counter name, empty where there are none.
    """

    scenario: m.Scenario | None
    version: VersionCounters
    others: Mapping[str, RoundedCount]
    labels: PanelLabels

    @property
    def words(self) -> dict[str, str]:
        """The panel's words by key, translated."""
        return self.labels.words

    @property
    def attempts(self) -> tuple[AttemptCounters, ...]:
        """The counters of first attempts, and of later ones where any of them is shown."""
        return (self.version.first, self.version.later) if self.version.later.has_shown else (self.version.first,)

    @property
    def attempt_names(self) -> tuple[str, ...]:
        """The names of the same."""
        return tuple(self.words[name] for name in ("first", "later")[: len(self.attempts)])


@dataclass(frozen=True)
class Content:
    """A scene, reply or ending as the page shows it. `is_removed`: only its id is known, which is then its text.

    `has_variants`: some learners read other words of the same meaning.
    """

    text: str | Markup
    is_removed: bool = False
    is_speech: bool = False
    is_pause: bool = False
    has_variants: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a table: the count as text, and the width of its bar in per cent, or None for no bar."""

    text: str
    bar: int | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table: heading, a cell each for first and, where shown, later attempts, and one for other versions.

    `other` is None where there are no other versions. `anchor` is the id by which links and the map find the row, and
    `kind` the name of an ending's kind.
    """

    heading: str | Content
    cells: tuple[Cell, ...]
    other: str | None
    anchor: str = ""
    kind: str = ""
    css_class: str = ""


@dataclass(frozen=True)
class Table:
    """A table of counts; `columns` are the column headings."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class DropOff:
    """A scene at which attempts stop, with its count as text."""

    anchor: str
    title: Content
    count: str


@dataclass(frozen=True)
class Summary:
    """The first section: attempts and scores, and where first attempts stop."""

    attempts: Table
    drop_offs: tuple[DropOff, ...]
    scores: Table


@dataclass(frozen=True)
class SceneSection:
    """One scene: its number from 1, and a table of arrivals, replies and drop-off."""

    anchor: str
    number: int
    title: Content
    table: Table


def find_notice(data: PanelData, is_current: bool) -> str | None:
    """Return the warning above the sections (a text that can't be played, an earlier version), or None."""
    if data.scenario is None:
        return data.words["unplayable"]
    return None if is_current else data.words["past"]


def build_summary(data: PanelData) -> Summary:
    """Return the numbers of attempts started and ended, the scores, and the scenes where first attempts stop."""
    words, started, ended = data.words, counters.ATTEMPTS_STARTED, counters.ATTEMPTS_ENDED
    attempts = _build_row(data, words["begun"], started), _build_row(data, words["ended"], ended, started)
    scores = tuple(
        _build_row(data, name, counters.score_band_counter(band), ended, with_bars=True)
        for band, name in enumerate(data.labels.score_bands())
    )
    return Summary(
        attempts=_build_table(data, words["attempts"], words["attempts"], attempts),
        drop_offs=tuple(_build_drop_offs(data)),
        scores=_build_table(data, words["scores"], words["score"], scores),
    )


def _build_drop_offs(data: PanelData) -> list[DropOff]:
    first = data.version.first
    return [
        DropOff(_anchor(id_), build_title(data, id_), data.labels.format_count_and_percent(count))
        for id_, count in find_drop_offs(first, list_scene_ids(data.scenario, first))
    ]


def build_scenes(data: PanelData) -> list[SceneSection]:
    """Return the section of each scene, current ones first."""
    ids = list_scene_ids(data.scenario, *data.attempts)
    return [_build_scene(data, number, id_) for number, id_ in enumerate(ids, 1)]


def _build_scene(data: PanelData, number: int, scene_id: str) -> SceneSection:
    words, arrivals = data.words, counters.scene_counter(scene_id)
    replies = [
        _build_row(data, build_reply(data, id_), counters.choice_counter(scene_id, id_), arrivals, with_bars=True)
        for id_ in list_choice_ids(data.scenario, scene_id, *data.attempts)
    ]
    drop_off = Row(
        heading=words["stopped"],
        cells=tuple(_build_cell(data, attempts.drop_off(scene_id)) for attempts in data.attempts),
        other="–" if data.others else None,
        css_class="ps-stopped",
    )
    rows = _build_row(data, words["came"], arrivals), *replies, drop_off
    caption = words["scene_caption"].replace("{number}", str(number))
    table = _build_table(data, caption, words["reply"], rows)
    return SceneSection(_anchor(scene_id), number, build_title(data, scene_id), table)


def build_endings(data: PanelData) -> Table:
    """Return the table of the endings, current ones first."""
    rows = tuple(_build_ending(data, id_) for id_ in list_ending_ids(data.scenario, *data.attempts))
    return _build_table(data, data.words["endings"], data.words["ending"], rows)


def _build_ending(data: PanelData, ending_id: str) -> Row:
    node = data.scenario.nodes.get(ending_id) if data.scenario else None
    kind = data.labels.ending_kind(node.kind) if isinstance(node, m.Ending) else ""
    name, title = counters.ending_counter(ending_id), build_title(data, ending_id)
    return _build_row(data, title, name, counters.ATTEMPTS_ENDED, with_bars=True, anchor=_anchor(ending_id), kind=kind)


def build_title(data: PanelData, id_: str) -> Content:
    """Return the title of a scene or ending; its id where it was removed."""
    node = data.scenario.nodes.get(id_) if data.scenario else None
    return Content(node.title) if node else Content(id_, is_removed=True)


def build_reply(data: PanelData, choice_id: str) -> Content:
    """Return what is said or done with a choice, as safe HTML; its id where it was removed."""
    choice = data.scenario.choices.get(choice_id) if data.scenario else None
    if choice is None:
        return Content(choice_id, is_removed=True)
    is_pause = not (choice.say or choice.do)
    return Content(
        Markup(sanitize_html(choice_text(choice))),
        is_speech=bool(choice.say),
        is_pause=is_pause,
        has_variants=bool(choice.say_variants or choice.do_variants),
    )


def bar_width(count: RoundedCount) -> int | None:
    """Return the width of a count's bar in per cent, or None where there is nothing to draw."""
    return count.percent if count.value else None


def _anchor(id_: str) -> str:
    return f"place-{id_}"


def _build_table(data: PanelData, caption: str, first_column: str, rows: tuple[Row, ...]) -> Table:
    others = (data.words["others"],) if data.others else ()
    return Table(caption, (first_column, *data.attempt_names, *others), rows)


def _build_row(
    data: PanelData,
    heading: str | Content,
    name: str,
    whole: str | None = None,
    *,
    with_bars: bool = False,
    anchor: str = "",
    kind: str = "",
) -> Row:
    """Return the row of one counter, with its percentages of the counter `whole`."""
    cells = tuple(_build_cell(data, attempts.rounded(name, whole), with_bars) for attempts in data.attempts)
    other = data.labels.format_count(data.others.get(name, NO_COUNT)) if data.others else None
    return Row(heading, cells, other, anchor, kind)


def _build_cell(data: PanelData, count: RoundedCount, with_bar: bool = False) -> Cell:
    return Cell(data.labels.format_count_and_percent(count), bar_width(count) if with_bar else None)
