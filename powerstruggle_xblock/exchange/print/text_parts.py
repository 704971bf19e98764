"""Small pieces of a printed text."""

from collections.abc import Callable, Iterable
from string import ascii_uppercase

from markupsafe import Markup, escape

from ...notation.messages import noop

RECORDING = noop("recording: {file}")
ASIDE = Markup('<span class="aside">{}</span>')


def format_recording(recording: str | None, gettext: Callable[..., Markup]) -> Markup:
    """Return " [recording: …]", or nothing where there is none."""
    return ASIDE.format(Markup(" [{}]").format(gettext(RECORDING, file=recording))) if recording else Markup()


def join_parts(separator: str, parts: Iterable[Markup]) -> Markup:
    """Return the parts that are not empty, joined."""
    return escape(separator).join(filter(None, parts))


def format_signed(value: int) -> str:
    """Return a whole number with its sign, as it is printed."""
    return f"{value:+d}".replace("-", "−") if value else "±0"


def format_letters(index: int) -> str:
    """Return the letters that stand for a number from 0: A to Z, then AA, AB and so on, as columns of a table have."""
    letters = ""
    while index >= 0:
        letters = ascii_uppercase[index % len(ascii_uppercase)] + letters
        index = index // len(ascii_uppercase) - 1
    return letters
