"""Rows for the platform's problem-responses report: one a graded run."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache, partial

from ..notation import markup
from ..scenario import catalog, scoring
from ..scenario.model import Scenario
from ..scenario.play import replay
from ..scenario.progress import RecordedRun, load_progress

MAX_PATHS = 256
"""Paths through a scenario that are described once and kept while a report is written: learners take the same few."""


def report_rows(scenario: Scenario | None, states, limit: int | None = None) -> Iterator[tuple[str, OrderedDict]]:
    """Return (username, row) for each graded run, learner by learner, at most `limit` rows; nothing a learner typed.

    `states` yields the platform's rows (`.username`, `.state`, `.updated`); they are read one at a time, so memory stays constant.
    A run's own time is in no learner state; what the platform knows is when it last wrote the state, of all runs together.
    """
    given, describe = 0, lru_cache(MAX_PATHS)(partial(_describe, scenario))
    for row in states:
        progress = load_progress((row.state or {}).get("progress"))
        changed = _moment(getattr(row, "updated", None))
        for place, recorded in enumerate(progress.recorded):
            if limit is not None and given >= limit:
                return
            given += 1
            path, skills = describe(recorded.path)
            yield row.username, OrderedDict([
                ("Attempt", place + 1 + (progress.forgotten if place else 0)),
                ("Score (percent)", scoring.score_percent(recorded.score, scenario)),
                ("Passed", _passed(scenario, recorded)),
                ("Ending", _ending(scenario, recorded.ending)),
                ("Skills (percent)", skills),
                ("Path", path),
                ("Choices", " > ".join(recorded.path)),
                ("Content version", recorded.version),
                ("State last changed", changed),
            ])


def _describe(scenario: Scenario | None, path: tuple[str, ...]) -> tuple[str, str]:
    """Return the scenes passed, by title, and the skills shown, as far as the path fits the present scenario."""
    if scenario is None:
        return "", ""
    run = replay(scenario, path, lenient=True)
    titles = [step.scene.title for step in run.steps]
    names = catalog.skills()
    skills = "" if run.unmatched_ids else "; ".join(f"{names[id_].name} {share:.0%}" for id_, share in scoring.skill_profile(run).items())
    return " > ".join([*titles, "…"] if run.unmatched_ids else titles), skills


def _passed(scenario: Scenario | None, recorded: RecordedRun) -> str:
    return "" if scenario is None else "yes" if scoring.passes(recorded.score, scenario) else "no"


def _ending(scenario: Scenario | None, ending: str) -> str:
    found = scenario.nodes.get(ending) if scenario else None
    return markup.plain_text(found.title) if found else ending


def _moment(updated: datetime | None) -> str:
    return updated.isoformat(timespec="seconds") if isinstance(updated, datetime) else ""
