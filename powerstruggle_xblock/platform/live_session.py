"""What a live session needs besides the group's picture: where to join, and a second round begun from the wall."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..continuum.model import Continuum

try:
    from django.conf import settings
except ImportError:
    settings = None
try:
    import segno  # pyright: ignore[reportMissingImports]  (the extra "live")
except ImportError:
    segno = None

QUIET_ZONE = 4
"""Light modules around a QR code, as its standard (ISO/IEC 18004) asks for."""
MAX_ROUND_NAME = 32
SECOND = "-2"
"""The end of the second round's name."""


def join_address(usage_key: Any) -> str | None:
    """Return the address at which learners find a component of a course; None on a platform without one."""
    root = getattr(settings, "LMS_ROOT_URL", None) if settings is not None and settings.configured else None
    course_key = getattr(usage_key, "context_key", None)
    if not root or not getattr(course_key, "is_course", False):
        return None
    return f"{str(root).rstrip('/')}/courses/{course_key}/jump_to/{usage_key}"


def build_join(usage_key: Any) -> dict[str, Any] | None:
    """Return where to join: the address, and its QR code where the library for it is installed."""
    address = join_address(usage_key)
    return {"address": address, "code": build_code(address)} if address else None


def build_code(text: str) -> dict[str, Any] | None:
    """Return the QR code of a text, or None without segno: the modules of a side, and an SVG path of the dark ones."""
    if segno is None:
        return None
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(border=QUIET_ZONE)]
    return {"size": len(rows), "path": "".join(_dark_runs(rows))}


def _dark_runs(rows: list[bytes]) -> Iterator[str]:
    """Yield a rectangle for each run of dark modules, row by row."""
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                yield f"M{x} {y}h{end - x}v1h-{end - x}z"
            x = end + 1


def second_round(continuum: Continuum) -> Continuum:
    """Return the exercise in its second round, beside which the first one's line is shown."""
    name = f"{continuum.round[: MAX_ROUND_NAME - len(SECOND)]}{SECOND}"
    return replace(continuum, round=name, compare_round=continuum.round, compare_component=None)
