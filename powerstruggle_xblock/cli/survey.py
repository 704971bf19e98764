"""`powerstruggle survey [FILE…]`: a set of scenarios looked at together, as tables: fairness, length and place, what is practised where.

Without FILE it is the starter course. With --wording it is only what the wording of the replies gives away, each
scenario being measured by a model of all others; with --tells it is which words of one file do. Both pass over what
can't be played, and name it.
Exit status: 0 the set keeps its rules, 1 it falls short somewhere, 2 a file can't be read.
"""

import sys
from pathlib import Path

from ..course import content_audit as surveys
from ..course import key_balance, outline, wording_tables
from ..course.wording_model import NotInstalled, from_wording
from ..resources import starter_scenarios
from ..scenario import scenario_xml
from . import wording
from .check import reading_grade
from .terminal import progress, said


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("survey", help="look at a set of scenarios together", description=said(__doc__))
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="scenarios in XML (the starter course's if left out)")
    parser.add_argument("--wording", action="store_true", help="only what the wording gives away, in seconds")
    parser.add_argument("--tells", type=Path, metavar="FILE",
                        help="which words of this file give its key away, held against the starter course")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Print the tables that were asked for."""
    try:
        if options.tells:
            return wording.tells(options.tells)
        return wording.survey(options.files) if options.wording else _all_tables(options)
    except NotInstalled as missing:
        print(f"powerstruggle: {missing}", file=sys.stderr)
        return 2


def _all_tables(options) -> int:
    scenarios = {}
    files = options.files or starter_scenarios()
    for number, file in enumerate(files):
        progress(number, len(files), str(file))
        scenario = scenario_xml.parse(file.read_bytes()).scenario
        if scenario is None:
            print(f"powerstruggle: {file} can't be played; powerstruggle check says why", file=sys.stderr)
            return 2
        scenarios[file.stem] = scenario
    progress(len(files), len(files), "files")
    rows = surveys.audit(scenarios, reading_grade())
    print(surveys.markdown(rows, outline.course_dir()), key_balance.markdown(scenarios), sep="\n", end="")
    short = [*surveys.misses(rows), *key_balance.misses(scenarios), *_wording(scenarios, bool(options.files))]
    print(*(f"falls short: {line}" for line in short), sep="\n", file=sys.stderr)
    return 1 if short else 0


def _wording(scenarios: dict, named: bool) -> list[str]:
    """Print what the wording gives away, and give where that is more than it may; without scikit-learn say what is missing."""
    try:
        rows = from_wording(scenarios, wording.playable(starter_scenarios()) if named else {})
    except NotInstalled as missing:
        print(f"powerstruggle: {missing}", file=sys.stderr)
        return []
    print("\n" + wording_tables.markdown(rows), end="")
    return list(wording_tables.misses(rows))
