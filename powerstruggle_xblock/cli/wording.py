"""What the wording of replies gives away, for `powerstruggle survey` and `powerstruggle check`."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..course import wording_tables
from ..course.wording_model import NotInstalled, apart_from, from_wording
from ..course.wording_tells import report
from ..notation.issues import NOTE, Issue
from ..resources import starter_scenarios
from ..scenario import scenario_xml
from ..scenario.model import Scenario

LANGUAGE = "en"
"""The starter course's language; the words of another one are nothing to hold against it."""


def survey(files: Sequence[Path]) -> int:
    """Print the wording tables of these scenarios, or of the starter course, and give the exit status.

    It is 2 where a file can't be read, 1 where the set falls short.
    """
    starter = starter_scenarios()
    scenarios = playable(files or starter)
    rows = from_wording(scenarios, playable(starter) if files else {})
    print(wording_tables.markdown(rows), end="")
    print(*(f"falls short: {line}\n" for line in wording_tables.misses(rows)), sep="", end="", file=sys.stderr)
    if len(scenarios) < len(files or starter):
        return 2
    return 1 if any(wording_tables.misses(rows)) else 0


def tells(file: Path) -> int:
    """Print which words of a scenario give its key away."""
    found = playable([file])
    if not found:
        return 2
    ((name, scenario),) = found.items()
    told = report(scenario, apart_from(name, scenario, playable(starter_scenarios())))
    print(wording_tables.tells(scenario.title or name, told), end="")
    return 0


def playable(files: Sequence[Path]) -> dict[str, Scenario]:
    """Read scenarios by name; what can't be read or played is named on standard error and left out."""
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
            found[file.stem] = scenario
    return found


def notes(file: Path, text: bytes) -> tuple[Issue, ...]:
    """Give what the wording of a file gives away as notes for its author; none where scikit-learn is missing."""
    reading = scenario_xml.parse(text)
    scenario = reading.scenario
    if scenario is None or (scenario.lang or LANGUAGE).partition("-")[0].lower() != LANGUAGE:
        return ()
    try:
        told = report(scenario, apart_from(file.stem, scenario, _starter()))
    except NotInstalled:
        return ()
    found = wording_tables.notes(told) if told else ()
    return tuple(Issue(NOTE, "wording", sentence, reading.lines_by_id.get(at or ""), at) for sentence, at in found)


@cache
def _starter() -> dict[str, Scenario]:
    return playable(starter_scenarios())
