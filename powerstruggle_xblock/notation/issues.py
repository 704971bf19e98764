"""Issues: what is wrong or weak with a file, where, and how it can be corrected."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from .messages import msg

MAX_COMPARED_LENGTH = 40
"""Names are compared up to here: the work grows with the cube of their length."""

ERROR, WARNING, NOTE = "error", "warning", "note"
"""Severities: an error blocks publishing, a warning advises, a note shows in a terminal and keeps the exit status."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue. `severity` is ERROR, WARNING or NOTE, `message` a TranslatableMessage (or a plain string).

    `code` names the kind of issue, for tests and docs (see `scenario/rule_help.toml`). `line` is the line from 1, or
    None where there is no file. `at` is the id of the scene, choice, ending, statement or prompt concerned, or None.
    `fatal` marks an error that leaves no usable model. `field` is the attribute or child element concerned, or None
    for the whole element.
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
        """The message, with the line before it where there is one."""
        return msg("line {line}: {message}", line=self.line, message=self.message) if self.line else self.message

    def __str__(self) -> str:
        return str(self.located_message)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean "jar"?" for a misspelled name, to end a message with; "" where no known name is near."""
    names = {name[:MAX_COMPARED_LENGTH]: name for name in known}
    close = difflib.get_close_matches(word[:MAX_COMPARED_LENGTH], names, n=1, cutoff=0.5)
    return msg("; did you mean \"{name}\"?", name=names[close[0]]) if close else ""


def sort_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the issues sorted by line, errors before warnings on the same line."""
    return tuple(sorted(issues, key=lambda issue: (issue.line or 0, issue.severity != ERROR, issue.message)))
