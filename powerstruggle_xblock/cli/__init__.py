"""The `powerstruggle` command: check and play scenarios in a terminal, print them for review, serve the workbench.

Exit status: 0 fine, 1 problems found, 2 cannot run.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from .. import __version__
from . import check, convert, course, diff, moves, play, script, survey, workbench

FINE, PROBLEMS, CANNOT_RUN = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (the process's own by default) and give its exit status."""
    parser = argparse.ArgumentParser(prog="powerstruggle", description="De-escalation scenarios: check, play, try.",
                                     epilog="Exit status: 0 fine, 1 problems found, 2 cannot run.")
    parser.add_argument("--version", action="version", version=f"powerstruggle {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for room in (check, diff, play, convert, script, moves, survey, course, workbench):
        room.add_to(commands)
    options = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # An old terminal's alphabet must not end a talk.
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(f"powerstruggle: {error.filename}: {error.strerror}", file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return CANNOT_RUN
    except BrokenPipeError:
        # Nobody reads on; Python's own flush at the end must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT_RUN
