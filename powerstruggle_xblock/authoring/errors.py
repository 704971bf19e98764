"""The refusal of an editor's request."""

from typing import Any


class EditorError(Exception):
    """A request of the editor that is refused.

    `status` is the HTTP status, `code` a name for the page, `sentence` what the author reads, translated, and `more`
    what is sent along, for example the problems that stand in the way.
    """

    def __init__(self, status: int, code: str, sentence: str, *, more: dict[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.more = status, code, sentence, more or {}
