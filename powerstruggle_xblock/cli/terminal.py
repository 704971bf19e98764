"""Colour and width for people, plain text for pipes (https://no-color.org)."""

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

from ..exchange.report import CONTROLS

if TYPE_CHECKING:
    import argparse

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a subcommand adds itself to."""

_CODES = {"bold": "1", "dim": "2", "italic": "3", "red": "31", "green": "32", "yellow": "33", "blue": "36"}
MAX_COLUMNS = 88
_CODE = f"(?:0|{'|'.join(_CODES.values())})"
_OWN_CODES = re.compile(f"(\x1b\\[{_CODE}(?:;{_CODE})*m)")
"""What `paint` writes."""


class SafeStream:
    """A stream for people: what a terminal would take for a command, or for a change of direction, is replaced.

    Line breaks, tabs and the codes of this module stay. Everything else is the stream's own.
    """

    def __init__(self, stream: TextIO):
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text and return its length."""
        parts = _OWN_CODES.split(text)
        parts[::2] = [CONTROLS.sub("\N{REPLACEMENT CHARACTER}", part) for part in parts[::2]]
        self.stream.write("".join(parts))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def safe_streams() -> Iterator[None]:
    """Make standard output and standard error `SafeStream`s for a while."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = SafeStream(before[0]), SafeStream(before[1])  # pyright: ignore[reportAttributeAccessIssue]
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def print_json(value: object) -> None:
    """Print a value as JSON; characters that a terminal would obey are escaped, so that every value stays itself."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    print(CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_file(text: str) -> None:
    """Print the content of a file: unchanged into a pipe or a file."""
    stream: Any = sys.stdout
    print(text, end="", file=stream if stream.isatty() else getattr(stream, "stream", stream))


def paint(text: str, *styles: str, stream: TextIO | None = None) -> str:
    """Return the text in these styles if the stream, standard output by default, is a terminal that shows them."""
    is_terminal = (stream or sys.stdout).isatty()
    if not styles or os.environ.get("NO_COLOR") or not is_terminal:
        return text
    return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"


def count(number: int, what: str) -> str:
    """Return how many there are, in words, of what has its plural in -s."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def wrap(text: str, indent: str = "") -> str:
    """Return a text wrapped to the terminal's width, at most MAX_COLUMNS columns."""
    width = min(shutil.get_terminal_size().columns, MAX_COLUMNS)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)


def show_progress(done: int, total: int, label: str) -> None:
    """Show how much of long work is done, on standard error and only where that is a terminal."""
    if sys.stderr.isatty() and total > 1:
        end = "\n" if done == total else ""
        # The code that clears the line goes to the stream itself: in a text for people it would hide what stands there.
        getattr(sys.stderr, "stream", sys.stderr).write("\r\x1b[K")
        print(f"[{done}/{total}] {label}", end=end, file=sys.stderr, flush=True)


def describe(doc: str | None) -> str:
    """Return a module's docstring as the description of its command, without the command's name in front."""
    text = (doc or "").partition("`: ")[2] or doc or ""
    return text[:1].upper() + text[1:]
