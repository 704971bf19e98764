"""What authors and reviewers leave in a scenario for each other; learners see none of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """An author's note, or with `by` (and `date`, year-month-day) a reviewer's comment, `done` once it is dealt with.

    Notes never reach learners.
    """

    text: str
    by: str | None = None
    date: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class SignOff:
    """A reviewer's sign-off.

    `by` is their name; the others are role, day (year-month-day), and the content version they read (see
    `scenario_xml.content_version`).
    """

    by: str
    role: str
    date: str
    version: str
