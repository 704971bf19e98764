"""`powerstruggle survey [FILE…]`: a set of scenarios looked at together, as tables: fairness, length and place, what is practised where.

Without FILE it is the starter course. Exit status: 0 the set keeps its rules, 1 it falls short somewhere, 2 a file can't be read.
"""

import sys
from pathlib import Path

from ..course import content_audit as surveys
from ..course import outline
from ..resources import starter_scenarios
from ..scenario import scenario_xml
from .check import reading_grade
from .terminal import progress, said


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("survey", help="look at a set of scenarios together", description=said(__doc__))
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="scenarios in XML (the starter course's if left out)")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Print the tables."""
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
    print(surveys.markdown(rows, outline.course_dir()), end="")
    short = list(surveys.misses(rows))
    print(*(f"falls short: {line}" for line in short), sep="\n", file=sys.stderr)
    return 1 if short else 0
