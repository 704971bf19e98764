"""Build the rows of the panel's CSV file: the same rounded and suppressed counts as on the page."""

from collections.abc import Iterable, Iterator

from ..notation import markup
from ..scenario import model as m
from . import counters
from .contents import choice_text, list_choice_ids, list_ending_ids, list_scene_ids
from .statistics import AttemptCounters, RoundedCount, VersionCounters

FILE_NAME = "trainers-panel.csv"
COLUMNS = (
    "version",
    "counted_since_week_of",
    "attempts",
    "what",
    "scene",
    "id",
    "text",
    "times_rounded_to_5",
    "share_percent",
    "withheld",
)
"""Column names are English in every language, because programs read the file, too."""
SCORE_BAND_IDS = ("0-19", "20-39", "40-59", "60-79", "80-100")
"""The score bands by their bounds, in per cent."""


def build_rows(scenario: m.Scenario | None, versions: Iterable[VersionCounters]) -> Iterator[list]:
    """Yield the values of COLUMNS for each counter of each version, in the scenario's order, removed contents last."""
    for version in versions:
        for name, attempts in (("first", version.first), ("later", version.later)):
            for row in _build_attempt_rows(scenario, attempts):
                yield [version.id, version.first_week, name, *row]


def _build_attempt_rows(scenario: m.Scenario | None, attempts: AttemptCounters) -> Iterator[list]:
    """Yield the columns from `what` on; none where nothing is counted."""
    if not attempts.counts:
        return
    started, ended = counters.ATTEMPTS_STARTED, counters.ATTEMPTS_ENDED
    yield _build_row("begun", "", "", "", attempts.rounded(started))
    yield _build_row("ended", "", "", "", attempts.rounded(ended, started))
    for scene_id in list_scene_ids(scenario, attempts):
        yield from _build_scene_rows(scenario, attempts, scene_id)
    for ending_id in list_ending_ids(scenario, attempts):
        count = attempts.rounded(counters.ending_counter(ending_id), ended)
        yield _build_row("ending", "", ending_id, _find_title(scenario, ending_id), count)
    for band, band_id in enumerate(SCORE_BAND_IDS):
        yield _build_row("score band", "", band_id, "", attempts.rounded(counters.score_band_counter(band), ended))


def _build_scene_rows(scenario: m.Scenario | None, attempts: AttemptCounters, scene_id: str) -> Iterator[list]:
    arrivals = counters.scene_counter(scene_id)
    yield _build_row("scene", scene_id, scene_id, _find_title(scenario, scene_id), attempts.rounded(arrivals))
    for choice_id in list_choice_ids(scenario, scene_id, attempts):
        text = choice_text(scenario.choices.get(choice_id)) if scenario else ""
        count = attempts.rounded(counters.choice_counter(scene_id, choice_id), arrivals)
        yield _build_row("choice", scene_id, choice_id, text, count)
    yield _build_row("stopped", scene_id, "", "", attempts.drop_off(scene_id))


def _find_title(scenario: m.Scenario | None, id_: str) -> str:
    node = scenario.nodes.get(id_) if scenario else None
    return node.title if node else ""


def _build_row(what: str, scene_id: str, id_: str, text: str, count: RoundedCount) -> list:
    is_suppressed = count.value is None
    percent = "" if is_suppressed or count.percent is None else count.percent
    value = "" if is_suppressed else count.value
    return [what, scene_id, id_, markup.plain_text(text), value, percent, "yes" if is_suppressed else ""]
