"""Colour and width for people, plain text for pipes (https://no-color.org)."""

import os
import shutil
import sys
import textwrap

_CODES = {"bold": "1", "dim": "2", "italic": "3", "red": "31", "green": "32", "yellow": "33", "blue": "36"}
WIDEST = 88


def paint(text: str, *styles: str, stream=None) -> str:
    """Give the text in these styles if the stream (standard output) is a terminal that wants them."""
    stream = stream or sys.stdout
    if not styles or os.environ.get("NO_COLOR") or not stream.isatty():
        return text
    return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"


def wrapped(text: str, indent: str = "") -> str:
    """Fold a text to the terminal's width, at most WIDEST columns."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)


def progress(done: int, of: int, what: str) -> None:
    """Show how far long work has come, on standard error and only to a person."""
    if sys.stderr.isatty() and of > 1:
        end = "\n" if done == of else ""
        print(f"\r\x1b[K[{done}/{of}] {what}", end=end, file=sys.stderr, flush=True)


def said(doc: str) -> str:
    """Give a module's docstring as the description of its command, without the command's own name in front."""
    text = doc.partition("`: ")[2] or doc
    return text[:1].upper() + text[1:]
