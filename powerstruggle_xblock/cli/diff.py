"""`powerstruggle diff A B`: what changed from one version of a scenario to another, and what that means for learners.

Exit status: 0 the same, 1 they differ, 2 a file can't be read as a scenario.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from ..scenario import scenario_xml
from ..scenario.diff import Difference, diff_scenarios
from ..scenario.edit_impact import EditImpact, assess_edit
from .terminal import paint, said

COLOURS = {"added": "green", "removed": "red", "changed": "yellow", "renamed": "blue", "moved": "blue"}


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("diff", help="compare two versions of a scenario", description=said(__doc__))
    parser.add_argument("old", type=Path, metavar="A", help="the scenario as it was")
    parser.add_argument("new", type=Path, metavar="B", help="the scenario as it is now")
    parser.add_argument("--json", action="store_true", help="machine-readable answer on standard output")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Compare; 1 where they differ, 2 where one can't be read."""
    readings = [(file, scenario_xml.parse(file.read_bytes())) for file in (options.old, options.new)]
    for file, reading in readings:
        if reading.scenario is None:
            for problem in reading.errors:
                print(f"{file}: {problem}", file=sys.stderr)
    if any(reading.scenario is None for _, reading in readings):
        return 2
    old, new = (reading.scenario for _, reading in readings)
    changes, after = diff_scenarios(old, new), assess_edit(old, new)
    if options.json:
        print(json.dumps(_as_json(old, new, changes, after), ensure_ascii=False, indent=2))
    else:
        _print(changes, after)
    return 1 if changes else 0


def _print(changes: tuple[Difference, ...], after: EditImpact) -> None:
    if not changes:
        print(paint("the same scenario", "green"))
        return
    for change in changes:
        print(f"{paint(f'{change.how:<8}', COLOURS[change.how])} {change}")
    print(paint("\nfor learners", "bold"))
    for sentence in after.messages:
        print(f"  {sentence}")


def _as_json(old, new, changes: tuple[Difference, ...], after: EditImpact) -> dict:
    return {
        "versions": [scenario_xml.content_version(old), scenario_xml.content_version(new)],
        "changes": [asdict(change) for change in changes],
        "learners": after.as_json(),
    }
