"""`powerstruggle diff A B`: what changed from one version of a scenario to another, and what that means for learners.

Exit status: 0 the same, 1 they differ, 2 a file can't be read as a scenario.
"""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from ..scenario import scenario_xml
from ..scenario.diff import Difference, diff_scenarios
from ..scenario.edit_impact import EditImpact, assess_edit
from ..scenario.model import Scenario
from .terminal import Commands, describe, paint, print_json

COLOURS = {"added": "green", "removed": "red", "changed": "yellow", "renamed": "blue", "moved": "blue"}


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("diff", help="compare two versions of a scenario", description=describe(__doc__))
    parser.add_argument("old", type=Path, metavar="A", help="the scenario as it was")
    parser.add_argument("new", type=Path, metavar="B", help="the scenario as it is now")
    parser.add_argument("--json", action="store_true", help="machine-readable answer on standard output")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare two versions; return 1 where they differ, 2 where one can't be read."""
    old, new = (_read_scenario(file) for file in (options.old, options.new))
    if old is None or new is None:
        return 2
    changes, impact = diff_scenarios(old, new), assess_edit(old, new)
    if options.json:
        print_json(_to_json(old, new, changes, impact))
    else:
        _print_changes(changes, impact)
    return 1 if changes else 0


def _read_scenario(file: Path) -> Scenario | None:
    """Return the scenario of a file, or None after printing why it has none."""
    parsed = scenario_xml.parse(file.read_bytes())
    if parsed.scenario is None:
        for issue in parsed.errors:
            print(f"{file}: {issue}", file=sys.stderr)
    return parsed.scenario


def _print_changes(changes: tuple[Difference, ...], impact: EditImpact) -> None:
    if not changes:
        print(paint("the same scenario", "green"))
        return
    for change in changes:
        print(f"{paint(f'{change.how:<8}', COLOURS[change.how])} {change}")
    print(paint("\nfor learners", "bold"))
    for sentence in impact.messages:
        print(f"  {sentence}")


def _to_json(old: Scenario, new: Scenario, changes: tuple[Difference, ...], impact: EditImpact) -> dict[str, object]:
    return {
        "versions": [scenario_xml.content_version(old), scenario_xml.content_version(new)],
        "changes": [asdict(change) for change in changes],
        "learners": impact.as_json(),
    }
