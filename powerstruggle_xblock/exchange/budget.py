"""What one import may cost, so that no file can keep a server busy: counted steps, and seconds on the clock."""

import time
from collections.abc import Callable

from ..notation.messages import noop
from .message_error import MessageError

MAX_STEPS = 300_000
"""Steps of one import. A step is one passage, node, slide, paragraph or link; real stories have some thousands."""
MAX_SECONDS = 60
"""Seconds after which an import is stopped, however few its steps are."""
MAX_ELEMENTS = 400_000
"""XML elements of one file."""
MAX_PASSAGES = 10_000
"""Passages, nodes or slides of one story."""
MAX_INCLUDED_TOKENS = 20_000
"""Pieces of text that passages included in other passages may add to a story."""


class CannotImport(MessageError):
    """A file can't be imported, and nothing of it was. The message is for the file's author."""


class ImportBudget:
    """Counts what one import costs. `clock` returns seconds; it is given by tests alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._end = clock() + MAX_SECONDS
        self.steps = 0

    def spend(self, steps: int = 1) -> None:
        """Count steps. Raises `CannotImport` where the file needs more steps or time than an import may take."""
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise CannotImport(
                noop("This file is too large to be imported at once: it has more than {most} parts. Split it into "
                     "several files."), most=MAX_STEPS)
        if self._clock() > self._end:
            raise CannotImport(
                noop("Reading this file took longer than {seconds} seconds, so the import was stopped. Nothing was "
                     "changed. Split the file into several ones."), seconds=MAX_SECONDS)


def check_passage_count(count: int) -> None:
    """Raise `CannotImport` where a story has more passages than can be imported."""
    if count > MAX_PASSAGES:
        raise CannotImport(
            noop("This story has {count} passages; at most {most} can be imported. Split it into several stories."),
            count=count, most=MAX_PASSAGES)
