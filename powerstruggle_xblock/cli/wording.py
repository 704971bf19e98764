"""What the wording of replies gives away, for `powerstruggle survey` and `powerstruggle check`."""

import sys
from collections.abc import Container, Sequence
from functools import cache
from pathlib import Path

from ..course import wording_tables
from ..course.wording_clues import build_report
from ..course.wording_model import ReviewExtraMissing, exclude_same_scenario, measure_wording
from ..notation.issues import NOTE, Issue
from ..resources import starter_scenarios
from ..scenario import scenario_xml
from ..scenario.model import Scenario

LANGUAGE = "en"
"""The starter course's language; wording in another one can't be compared with it."""


def audit(files: Sequence[Path]) -> int:
    """Print the wording tables of these scenarios, or of the starter course, and return the exit status.

    It is 2 where a file can't be read, 1 where the set falls short.
    """
    starter = starter_scenarios()
    scenarios = read_playable(files or starter)
    rows = measure_wording(scenarios, read_playable(starter) if files else {})
    print(wording_tables.format_rows(rows), end="")
    print(*(f"falls short: {line}\n" for line in wording_tables.list_shortfalls(rows)), sep="", end="", file=sys.stderr)
    if len(scenarios) < len(files or starter):
        return 2
    return 1 if any(wording_tables.list_shortfalls(rows)) else 0


def print_clues(file: Path) -> int:
    """Print which words of a scenario give its key away; return the exit status."""
    found = read_playable([file])
    if not found:
        return 2
    ((name, scenario),) = found.items()
    report = build_report(scenario, exclude_same_scenario(name, scenario, read_playable(starter_scenarios())))
    print(wording_tables.format_clues(scenario.title or name, report), end="")
    return 0


def read_playable(files: Sequence[Path]) -> dict[str, Scenario]:
    """Return scenarios by name; what can't be read or played is named on standard error and left out."""
    found = {}
    for file in files:
        try:
            scenario = scenario_xml.parse(file.read_bytes()).scenario
        except OSError as error:
            print(f"powerstruggle: {file}: {error.strerror}; it is left out", file=sys.stderr)
            continue
        if scenario is None:
            print(
                f"powerstruggle: {file} can't be played and is left out; powerstruggle check says why", file=sys.stderr
            )
        else:
            found[choose_name(file, found)] = scenario
    return found


def choose_name(file: Path, taken: Container[str]) -> str:
    """Return the name of a scenario in a set: its file's, or its path where an earlier file has the same name."""
    return str(file) if file.stem in taken else file.stem


def find_notes(file: Path, text: bytes) -> tuple[Issue, ...]:
    """Return notes for the author on what the wording of a file gives away; none where scikit-learn is missing."""
    reading = scenario_xml.parse(text)
    scenario = reading.scenario
    if scenario is None or (scenario.lang or LANGUAGE).partition("-")[0].lower() != LANGUAGE:
        return ()
    try:
        report = build_report(scenario, exclude_same_scenario(file.stem, scenario, _starter()))
    except ReviewExtraMissing:
        return ()
    found = wording_tables.list_notes(report) if report else ()
    return tuple(Issue(NOTE, "wording", sentence, reading.lines_by_id.get(at or ""), at) for sentence, at in found)


@cache
def _starter() -> dict[str, Scenario]:
    return read_playable(starter_scenarios())
