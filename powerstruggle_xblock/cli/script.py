"""`powerstruggle script FILE OUT.html`: a scenario as a printable script, for review with a pen."""

import sys
from pathlib import Path

from ..exchange import script
from ..scenario import notation


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("script", help="write a printable script for reviewers", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a scenario in XML")
    parser.add_argument("out", type=Path, metavar="OUT.html", help="where to write the page; - for standard output")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Write the script; 2 where the scenario can't be read."""
    reading = notation.read(options.file.read_bytes())
    if reading.scenario is None:
        for problem in reading.problems:
            print(f"{options.file}: {problem}", file=sys.stderr)
        return 2
    page = script.to_html(reading.scenario)
    if str(options.out) == "-":
        print(page)
    else:
        options.out.write_text(page, encoding="utf-8")
        print(f"{options.out}: {len(reading.scenario.scenes)} scenes, {len(reading.scenario.endings)} endings")
    return 0
