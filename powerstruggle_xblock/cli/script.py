"""`powerstruggle script FILE OUT`: write a scenario as a printable script for reviewers. OUT ends in .html or .docx.

Exit status: 0 written, 2 the scenario can't be read, or OUT is there already or can't be written.
"""

import argparse
import sys
from pathlib import Path

from ..exchange import export_file, registry
from ..scenario import scenario_xml
from .terminal import Commands, describe, print_file

PIPE_FORMAT = "html"
"""The format that is written to standard output."""


def add_command(commands: Commands) -> None:
    """Add the subcommand to the command line."""
    parser = commands.add_parser("script", help="write a printable script for reviewers", description=describe(__doc__))
    parser.add_argument("file", type=Path, metavar="FILE", help="a scenario in XML")
    parser.add_argument(
        "out",
        type=Path,
        metavar="OUT",
        help=f"the file to write ({', '.join(_script_formats())}); - for HTML on standard output",
    )
    parser.add_argument("--force", action="store_true", help="write over OUT where it exists")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the script, and return the exit status (see the module)."""
    to_pipe = str(options.out) == "-"
    formats = _script_formats()
    format_id = PIPE_FORMAT if to_pipe else formats.get(options.out.suffix.lower())
    if format_id is None:
        print(
            f"powerstruggle script: {options.out}: a script is one of these files: {', '.join(formats)}",
            file=sys.stderr,
        )
        return 2
    if not to_pipe and options.out.exists() and not options.force:
        print(f"powerstruggle script: {options.out} is there already; --force writes over it", file=sys.stderr)
        return 2
    parsed = scenario_xml.parse(options.file.read_bytes())
    if parsed.scenario is None:
        for issue in parsed.issues:
            print(f"{options.file}: {issue}", file=sys.stderr)
        return 2
    try:
        content = export_file.export_scenario(parsed.scenario, format_id)[2]
    except export_file.MissingExtra as error:
        print(f"powerstruggle script: {error}", file=sys.stderr)
        return 2
    if to_pipe:
        print_file(content.decode())
    else:
        options.out.write_bytes(content)
        print(f"{options.out}: {len(parsed.scenario.scenes)} scenes, {len(parsed.scenario.endings)} endings")
    return 0


def _script_formats() -> dict[str, str]:
    """Return the id of each exporter of scripts by each of its endings."""
    return {
        ending: exporter.id
        for exporter in registry.list_exporters()
        if exporter.content == registry.SCRIPT
        for ending in exporter.endings
    }
