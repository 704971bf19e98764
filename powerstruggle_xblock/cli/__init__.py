"""The `powerstruggle` command: check and play scenarios in a terminal, print them for review, serve the workbench.

Exit status: 0 fine, 1 problems found, 2 cannot run.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from .. import __version__
from . import check, content_audit, convert, course, diff, moves, play, script, terminal, workbench

CANNOT_RUN = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, the process's own by default, and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="powerstruggle",
        description="De-escalation scenarios: check, play, try.",
        epilog="Exit status: 0 fine, 1 problems found, 2 cannot run.",
    )
    parser.add_argument("--version", action="version", version=f"powerstruggle {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in (check, diff, play, convert, script, moves, content_audit, course, workbench):
        module.add_command(commands)
    options = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Pipes and files get UTF-8 whatever the locale is: pages and JSON that are written there count on it.
            # On a terminal, a character that it can't show must not end the command.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    with terminal.safe_streams():
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return CANNOT_RUN
    except BrokenPipeError:
        _discard_output()
        return CANNOT_RUN
    except OSError as error:
        if error.filename is None:
            _discard_output()
        print(f"powerstruggle: {error.filename or 'the output'}: {error.strerror or error}", file=sys.stderr)
        return CANNOT_RUN


def _discard_output() -> None:
    """Send what is left of the output nowhere; else Python's flush at exit raises the same error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
