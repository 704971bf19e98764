"""Build the rows of the platform's problem-responses report: one for each graded run."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache, partial

from ..notation import markup
from ..scenario import catalog, scoring
from ..scenario.drill import replay_recorded
from ..scenario.model import END_OF_DRILL, Scenario
from ..scenario.progress import RecordedRun, load_progress

MAX_PATHS = 256
"""How many paths through a scenario are cached while a report is written: many learners take the same few."""


def report_rows(scenario: Scenario | None, states, limit: int | None = None) -> Iterator[tuple[str, OrderedDict]]:
    """Yield (username, row) for each graded run, learner by learner, at most `limit` rows.

    `states` yields the platform's rows (`.username`, `.state`, `.updated`); they are read one at a time, so memory
    stays constant. The rows contain no text that a learner typed. The time of a single run is not stored: "State last
    changed" is when the platform last wrote the learner's state.
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
            yield (
                row.username,
                OrderedDict(
                    [
                        ("Attempt", place + 1 + (progress.forgotten if place else 0)),
                        ("Score (percent)", scoring.score_percent(recorded.score, scenario)),
                        ("Passed", _passed(scenario, recorded)),
                        ("Ending", _ending(scenario, recorded.ending)),
                        ("Skills (percent)", skills),
                        ("Path", path),
                        ("Choices", " > ".join(recorded.path)),
                        ("Content version", recorded.version),
                        ("State last changed", changed),
                    ]
                ),
            )


def _describe(scenario: Scenario | None, path: tuple[str, ...]) -> tuple[str, str]:
    """Return the titles of the scenes passed and the skill profile, as far as the path fits the present scenario."""
    if scenario is None:
        return "", ""
    run = replay_recorded(scenario, path)
    titles = [step.scene.title for step in run.steps]
    names = catalog.skills()
    skills = (
        ""
        if run.unmatched_ids
        else "; ".join(f"{names[id_].name} {share:.0%}" for id_, share in scoring.skill_profile(run).items())
    )
    return " > ".join([*titles, "…"] if run.unmatched_ids else titles), skills


def _passed(scenario: Scenario | None, recorded: RecordedRun) -> str:
    return "" if scenario is None else "yes" if scoring.passes(recorded.score, scenario) else "no"


def _ending(scenario: Scenario | None, ending: str) -> str:
    found = scenario.nodes.get(ending) if scenario else None
    # A drill has no endings to name.
    return markup.plain_text(found.title) if found else "" if ending == END_OF_DRILL else ending


def _moment(updated: datetime | None) -> str:
    return updated.isoformat(timespec="seconds") if isinstance(updated, datetime) else ""
