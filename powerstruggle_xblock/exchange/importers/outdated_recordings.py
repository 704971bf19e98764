"""Recordings after an import: one that says other words than those now written is taken out, and the author is told."""

from ...notation.messages import noop
from ...scenario import model as m
from ...scenario import recordings
from ..report import Report


def drop_outdated_recordings(before: m.Scenario, after: m.Scenario, report: Report) -> m.Scenario:
    """Return `after` without the recordings of lines whose words were others in `before`; the report counts them."""
    kept, number = recordings.drop_outdated(before, after)
    if number:
        report.add_attention(
            noop("Recordings of lines whose words have changed were taken out; record these lines anew: {count}"),
            count=number,
        )
    return kept
