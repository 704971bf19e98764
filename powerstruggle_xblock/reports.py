"""Rows for the platform's problem-responses report: one a graded run."""

from collections import OrderedDict
from collections.abc import Iterator

from .progress import from_json
from .scenario import markup
from .scenario.model import Scenario
from .scenario.play import replay


def report_rows(scenario: Scenario | None, states, limit: int | None = None) -> Iterator[tuple[str, OrderedDict]]:
    """Give (username, row) for each graded run, learner by learner, at most `limit` rows; nothing a learner typed.

    `states` yields the platform's rows (`.username`, `.state`); they are read one at a time, so memory stays constant.
    """
    given = 0
    for row in states:
        progress = from_json((row.state or {}).get("progress"))
        for place, recorded in enumerate(progress.recorded):
            if limit is not None and given >= limit:
                return
            given += 1
            yield row.username, OrderedDict([
                ("Attempt", place + 1 + (progress.forgotten if place else 0)),
                ("Score (percent)", round(recorded.score * 100)),
                ("Ending", _ending(scenario, recorded.ending)),
                ("Path", readable_path(scenario, recorded.path)),
                ("Choices", " > ".join(recorded.path)),
                ("Content version", recorded.version),
            ])


def readable_path(scenario: Scenario | None, path: tuple[str, ...]) -> str:
    """Give the scenes passed, by title, as far as the path fits the present scenario."""
    if scenario is None:
        return ""
    run = replay(scenario, path, lenient=True)
    titles = [step.scene.title for step in run.steps]
    return " > ".join([*titles, "…"] if run.left_over else titles)


def _ending(scenario: Scenario | None, ending: str) -> str:
    found = scenario.places.get(ending) if scenario else None
    return markup.plain(found.title) if found else ending
