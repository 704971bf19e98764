"""The `powerstruggle` command: check and play scenarios in a terminal, look up moves, serve the workbench.

Exit status: 0 fine, 1 problems found, 2 cannot run.
"""

import argparse
import sys
from collections.abc import Sequence

from .. import __version__
from . import check, moves, play, workbench

FINE, PROBLEMS, CANNOT_RUN = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (the process's own by default) and give its exit status."""
    parser = argparse.ArgumentParser(prog="powerstruggle", description="De-escalation scenarios: check, play, try.")
    parser.add_argument("--version", action="version", version=f"powerstruggle {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for room in (check, play, moves, workbench):
        room.add_to(commands)
    options = parser.parse_args(argv)
    try:
        return options.run(options)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(f"powerstruggle: {error.filename}: {error.strerror}", file=sys.stderr)
        return CANNOT_RUN
    except (KeyboardInterrupt, BrokenPipeError):
        return CANNOT_RUN
