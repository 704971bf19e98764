"""`powerstruggle survey [FILE…]`: a set of scenarios looked at together, as tables: fairness, length and place, what is practised where.

Without FILE it is the starter course. With --wording it is only what the wording of the replies gives away, each scenario being
measured by a model of all others; with --tells it is which words of one file do. Both pass over what can't be played, and name it.
Exit status: 0 the set keeps its rules, 1 it falls short somewhere, 2 a file can't be read.
"""

import sys
from pathlib import Path

from ..course import outline, wording_tables
from ..course import survey as surveys
from ..course.wording_model import NotInstalled, from_wording
from ..course.wording_tells import report
from ..resources import starter_scenarios
from ..scenario import notation
from ..scenario.model import Scenario
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
    """Print the tables."""
    if not (options.wording or options.tells):
        return _all_tables(options)
    try:
        return _tells(options.tells) if options.tells else _wording(options.files)
    except NotInstalled as missing:
        print(f"powerstruggle: {missing}", file=sys.stderr)
        return 2


def _tells(file: Path) -> int:
    found = _playable([file])
    if not found:
        return 2
    others = {name: scenario for name, scenario in _playable(starter_scenarios()).items() if name != file.stem}
    told = report(found[file.stem], others)
    print(wording_tables.tells(found[file.stem].title or file.stem, told), end="")
    return 0


def _wording(files: list[Path]) -> int:
    starter = starter_scenarios()
    scenarios = _playable(files or starter)
    rows = from_wording(scenarios, _playable(starter) if files else {})
    print(wording_tables.markdown(rows), end="")
    short = list(wording_tables.misses(rows))
    print(*(f"falls short: {line}" for line in short), sep="\n", file=sys.stderr)
    return 2 if len(scenarios) < len(files or starter) else 1 if short else 0


def _playable(files: list[Path]) -> dict[str, Scenario]:
    """Read scenarios by name; what can't be read or played is named on standard error and left out."""
    found = {}
    for file in files:
        try:
            scenario = notation.read(file.read_bytes()).scenario
        except OSError as error:
            print(f"powerstruggle: {file}: {error.strerror}; it is left out", file=sys.stderr)
            continue
        if scenario is None:
            print(f"powerstruggle: {file} can't be played and is left out; powerstruggle check says why", file=sys.stderr)
            continue
        found[file.stem] = scenario
    return found


def _all_tables(options) -> int:
    scenarios = {}
    files = options.files or starter_scenarios()
    for number, file in enumerate(files):
        progress(number, len(files), str(file))
        scenario = notation.read(file.read_bytes()).scenario
        if scenario is None:
            print(f"powerstruggle: {file} can't be played; powerstruggle check says why", file=sys.stderr)
            return 2
        scenarios[file.stem] = scenario
    progress(len(files), len(files), "files")
    rows = surveys.survey(scenarios, reading_grade())
    print(surveys.markdown(rows, outline.course_dir()), end="")
    short = list(surveys.misses(rows))
    print(*(f"falls short: {line}" for line in short), sep="\n", file=sys.stderr)
    return 1 if short else 0
