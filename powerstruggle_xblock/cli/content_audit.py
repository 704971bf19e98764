"""`powerstruggle survey [FILE…]`: an audit of a set of scenarios as tables.

The tables show fairness, length and position of the strongest reply, and which scenario practises what.

Without FILE it audits the starter course. With --wording it prints only what the wording of the replies gives away,
each scenario being measured by a model of all others; with --tells it prints which words of one file do. Both leave out
what can't be played, and name it.
Exit status: 0 the set keeps its rules, 1 it falls short somewhere, 2 a file can't be read.
"""

import argparse
import sys
from pathlib import Path

from ..course import content_audit, key_balance, outline, wording_tables
from ..course.wording_model import ReviewExtraMissing, measure_wording
from ..resources import starter_scenarios
from ..scenario import scenario_xml
from ..scenario.model import Scenario
from . import wording
from .check import load_grade
from .terminal import Commands, describe, show_progress


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("survey", help="look at a set of scenarios together", description=describe(__doc__))
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="scenarios in XML (the starter course's if left out)"
    )
    parser.add_argument("--wording", action="store_true", help="only what the wording gives away, in seconds")
    parser.add_argument(
        "--tells",
        type=Path,
        metavar="FILE",
        help="which words of this file give its key away, held against the starter course",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the tables that were asked for."""
    try:
        if options.tells:
            return wording.print_clues(options.tells)
        return wording.audit(options.files) if options.wording else _audit(options)
    except ReviewExtraMissing as missing:
        print(f"powerstruggle: {missing}", file=sys.stderr)
        return 2


def _audit(options: argparse.Namespace) -> int:
    scenarios = {}
    files = options.files or starter_scenarios()
    for number, file in enumerate(files):
        show_progress(number, len(files), str(file))
        scenario = scenario_xml.parse(file.read_bytes()).scenario
        if scenario is None:
            print(f"powerstruggle: {file} can't be played; powerstruggle check says why", file=sys.stderr)
            return 2
        scenarios[wording.choose_name(file, scenarios)] = scenario
    show_progress(len(files), len(files), "files")
    rows = content_audit.audit_scenarios(scenarios, load_grade())
    print(
        content_audit.format_tables(rows, outline.course_folder()),
        key_balance.format_table(scenarios),
        sep="\n",
        end="",
    )
    short = [
        *content_audit.list_shortfalls(rows),
        *key_balance.list_shortfalls(scenarios),
        *_audit_wording(scenarios, bool(options.files)),
    ]
    print(*(f"falls short: {line}\n" for line in short), sep="", end="", file=sys.stderr)
    return 1 if short else 0


def _audit_wording(scenarios: dict[str, Scenario], named: bool) -> list[str]:
    """Print what the wording gives away, and return where that is more than it may.

    Without scikit-learn, print what is missing and return an empty list.
    """
    try:
        rows = measure_wording(scenarios, wording.read_playable(starter_scenarios()) if named else {})
    except ReviewExtraMissing as missing:
        print(f"powerstruggle: {missing}", file=sys.stderr)
        return []
    print("\n" + wording_tables.format_rows(rows), end="")
    return list(wording_tables.list_shortfalls(rows))
