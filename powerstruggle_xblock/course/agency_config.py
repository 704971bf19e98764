"""What an agency fills in: its name, its numbers, its rules. A TOML file; everything wrong with it is told at once.

Every fact that learners read has a label, so that the same fact reads the same wherever it stands, and a sentence that
stands in its place in a course that was built without it.
"""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from ..notation.issues import did_you_mean

REQUIRED = {
    "name": "the agency's name",
    "crisis": "crisis lines, each with when it answers",
    "employee_assistance": "where staff find support for themselves",
    "incidents": "how incidents, abuse, threats and worries about suicide are reported",
    "privacy": "who answers questions about privacy",
    "after_hours": "who is reachable after 5 pm and on weekends, and how",
    "reporting": "hotlines for reports of abuse, neglect or exploitation of adults and of children, each with "
    "when it answers",
    "lone_visits": "the rule for visits alone: when nobody goes alone, and who knows where somebody is",
    "emergency_calls": "who decides to call emergency services, and when staff call and ask nobody first",
}
LIST_FACTS = ("crisis", "employee_assistance", "reporting", "policies")
OPTIONAL = {
    "policies": "lines of the agency's own policy that learners should know",
    "training": "whom to ask about this course",
    "org": "the organization's short name in course keys",
}
MAX_LENGTH = 500
_ORG = re.compile(r"[\w.~:-]+")
"""What the platform lets stand for an organization in a course's key (opaque-keys, Locator.ALLOWED_ID_RE)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that learners read: the label it stands under, and what it is called where it is not filled in."""

    label: str
    missing: str


FACTS = {
    "emergency_calls": Fact("Calling emergency services", "your agency's rule on who calls emergency services"),
    "after_hours": Fact("After 5 pm and on weekends", "your agency's number after 5 pm"),
    "crisis": Fact("In a crisis", "your agency's crisis lines"),
    "reporting": Fact(
        "Reporting abuse, neglect or exploitation", "your agency's reporting hotlines, for adults and for children"
    ),
    "incidents": Fact("Reporting an incident", "your agency's way to report an incident"),
    "lone_visits": Fact("Visiting alone", "your agency's rule for visits alone"),
    "employee_assistance": Fact("Support for you", "your agency's support for staff"),
    "privacy": Fact("Questions about privacy", "your agency's contact for questions about privacy"),
    "policies": Fact("Rules to know", "your agency's own rules"),
    "training": Fact("Questions about this course", "whom to ask about this course"),
}
"""What can stand on a page, in the order in which the agency's page shows it."""


class AgencyConfigError(Exception):
    """What is missing or wrong in an agency file, a line each."""


@dataclass(frozen=True, slots=True)
class AgencyConfig:
    """An agency's own facts, as plain text."""

    name: str
    crisis: tuple[str, ...]
    employee_assistance: tuple[str, ...]
    incidents: str
    privacy: str
    after_hours: str
    reporting: tuple[str, ...]
    lone_visits: str
    emergency_calls: str
    policies: tuple[str, ...] = ()
    training: str | None = None
    org: str | None = None

    @property
    def support(self) -> str:
        """Return the text for "step out for a moment"."""
        lines = "; ".join((*self.crisis, *self.employee_assistance))
        return (
            "You can stay here as long as you like. Nothing runs on and nothing is lost. If something in this story "
            f"comes close to something of your own, talk to somebody you trust. {lines}."
        )

    def lines(self, fact: str) -> tuple[str, ...]:
        """Return a fact's lines by its name in FACTS; none where an optional one was left out."""
        value = getattr(self, fact)
        return value if isinstance(value, tuple) else (value,) if value else ()


def placeholder(fact: str) -> str:
    """Return the sentence that stands in place of a fact in a course that was built without an agency's facts."""
    return f"Not filled in: {FACTS[fact].missing}. Ask your supervisor, and write the answer down before you need it."


def list_required_facts() -> list[str]:
    """Return what an agency file has to say, a line each."""
    return [f"{key}: {what}" for key, what in REQUIRED.items()]


@dataclass(slots=True)
class _Reader:
    table: dict
    issues: list[str] = field(default_factory=list)
    unusable: set[str] = field(default_factory=set)
    """Keys whose value is of the wrong kind."""

    def text(self, key: str) -> str:
        value = self.table.get(key, "")
        if not isinstance(value, str) or len(value) > MAX_LENGTH:
            self._refuse(key, f"a text of at most {MAX_LENGTH} characters")
            return ""
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(line, str) and len(line) <= MAX_LENGTH for line in value):
            self._refuse(key, f"a list of texts, each of at most {MAX_LENGTH} characters")
            return ()
        return tuple(line for line in (" ".join(line.split()) for line in value) if line)

    def _refuse(self, key: str, wanted: str) -> None:
        self.unusable.add(key)
        self.issues.append(f"{key} has to be {wanted}")


def parse(text: str) -> AgencyConfig:
    """Return the facts of an agency file.

    Raises AgencyConfigError with everything that is missing, misspelt or of the wrong kind.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AgencyConfigError(f"this is not TOML: {error}") from None
    reader = _Reader(table)
    known = {**REQUIRED, **OPTIONAL}
    lists: dict[str, Any] = {key: reader.texts(key) for key in LIST_FACTS}
    texts: dict[str, Any] = {key: reader.text(key) or None for key in known if key not in LIST_FACTS}
    found = {**texts, **lists}
    for key, what in REQUIRED.items():
        if not found[key] and key not in reader.unusable:
            reader.issues.append(f"{key} is missing: {what}")
    if texts["org"] and not _ORG.fullmatch(texts["org"]):
        reader.issues.append("org has to be letters, digits and - _ . without blanks, as in HARBOR")
    reader.issues += [f"{key} is not known here{did_you_mean(key, known)}" for key in table if key not in known]
    if reader.issues:
        raise AgencyConfigError("\n".join(reader.issues))
    return AgencyConfig(**{**texts, **lists})
