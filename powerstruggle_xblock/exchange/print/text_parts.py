"""Small pieces of a printed text."""

from collections.abc import Callable, Iterable

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
