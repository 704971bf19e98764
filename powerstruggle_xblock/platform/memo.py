"""A bounded memory for answers that follow from their question alone.

Learners of a course go the same few ways: a scenario with a thousand possible runs has a few thousand points on them. What is
to be said at each is worked out once and kept; nothing about a person is.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Memo:
    """Keeps the `most` answers asked for last; None is no answer. Safe between threads; two that miss at once both work it out."""

    def __init__(self, most: int):
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def peek(self, key: Hashable) -> Any:
        """Give the answer to `key` if it is remembered, else None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

    def get(self, key: Hashable, work_out: Callable[[], Any]) -> Any:
        """Give the answer to `key`, from memory or worked out now. What `work_out` raises is raised and not kept."""
        known = self.peek(key)
        if known is not None:
            return known
        answer = work_out()
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer
