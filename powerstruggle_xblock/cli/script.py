"""`powerstruggle script FILE OUT`: a scenario as a printable script, for review with a pen. OUT ends in .html or .docx.

Exit status: 0 written, 2 the scenario can't be read, or OUT can't be made.
"""

import sys
from pathlib import Path

from ..exchange import export_file
from ..scenario import scenario_xml
from .terminal import said

FORMATS = {".html": "html", ".htm": "html", ".docx": "docx"}


def add_to(commands) -> None:
    """Add the subcommand."""
    parser = commands.add_parser("script", help="write a printable script for reviewers", description=said(__doc__))
    parser.add_argument("file", type=Path, metavar="FILE", help="a scenario in XML")
    parser.add_argument("out", type=Path, metavar="OUT", help="where to write it, a .html or .docx file; - for HTML on standard output")
    parser.set_defaults(run=run)


def run(options) -> int:
    """Write the script; 2 where the scenario can't be read."""
    to_pipe = str(options.out) == "-"
    format_ = "html" if to_pipe else FORMATS.get(options.out.suffix.lower())
    if format_ is None:
        print(f"powerstruggle script: {options.out}: a script is a .html or a .docx file", file=sys.stderr)
        return 2
    reading = scenario_xml.parse(options.file.read_bytes())
    if reading.scenario is None:
        for problem in reading.problems:
            print(f"{options.file}: {problem}", file=sys.stderr)
        return 2
    try:
        content = export_file.export_scenario(reading.scenario, format_)[2]
    except export_file.MissingExtra as error:
        print(f"powerstruggle script: {error}", file=sys.stderr)
        return 2
    if to_pipe:
        print(content.decode(), end="")
    else:
        options.out.write_bytes(content)
        print(f"{options.out}: {len(reading.scenario.scenes)} scenes, {len(reading.scenario.endings)} endings")
    return 0
