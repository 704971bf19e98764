"""What is wrong or weak with a scenario, said like a colleague's note: where, what, and what would mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from .messages import msg

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding, its `message` a Sentence. `line` is 1-based or None where no text stands behind the scenario.

    `code` names the kind of finding for tests and docs; `at` is the id of the scene, choice or ending concerned, or None.
    `fatal` marks an error that leaves nothing that could be played. `field` is the attribute or child element at fault, where
    it is one and not the whole element.
    """

    severity: str
    code: str
    message: str
    line: int | None = None
    at: str | None = None
    fatal: bool = False
    field: str | None = None

    @property
    def located_message(self) -> str:
        """The message with the line in front of it, where there is one."""
        return msg("line {line}: {message}", line=self.line, message=self.message) if self.line else self.message

    def __str__(self) -> str:
        return str(self.located_message)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give "; did you mean "jar"?" for a misspelt name, to stand at the end of a sentence, or "" when nothing known comes near."""
    close = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.5)
    return msg("; did you mean \"{name}\"?", name=close[0]) if close else ""


def sort_issues(problems: Iterable[Issue]) -> tuple[Issue, ...]:
    """Sort by line, errors before warnings on the same line."""
    return tuple(sorted(problems, key=lambda p: (p.line or 0, p.severity != ERROR, p.message)))
