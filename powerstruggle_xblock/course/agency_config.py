"""What an agency fills in: its name, its numbers, its rules. A TOML file; everything wrong with it is told at once."""

import tomllib
from dataclasses import dataclass, field

from ..notation.issues import did_you_mean

NEEDED = {
    "name": "the agency's name",
    "crisis": "crisis lines, each with when it answers",
    "employee_assistance": "where staff find support for themselves",
    "incidents": "how incidents, abuse, threats and worries about suicide are reported",
    "privacy": "who answers questions about privacy",
}
LISTS = ("crisis", "employee_assistance", "policies")
OPTIONAL = {"policies": "lines of the agency's own policy that learners should know", "training": "whom to ask about this course",
            "org": "the organization's short name in course keys"}
LONGEST = 500


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
    policies: tuple[str, ...] = ()
    training: str | None = None
    org: str | None = None

    @property
    def support(self) -> str:
        """One text for "step out for a moment"."""
        lines = "; ".join((*self.crisis, *self.employee_assistance))
        return ("You can stay here as long as you like. Nothing runs on and nothing is lost. If something in this story comes close to "
                f"something of your own, talk to somebody you trust. {lines}.")


@dataclass(slots=True)
class _Reader:
    table: dict
    slips: list[str] = field(default_factory=list)

    def text(self, key: str) -> str:
        value = self.table.get(key, "")
        if not isinstance(value, str) or len(value) > LONGEST:
            self.slips.append(f"{key} has to be a text of at most {LONGEST} characters")
            return ""
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(line, str) and len(line) <= LONGEST for line in value):
            self.slips.append(f"{key} has to be a list of texts, each of at most {LONGEST} characters")
            return ()
        return tuple(line for line in (" ".join(line.split()) for line in value) if line)


def read(text: str) -> AgencyConfig:
    """Read an agency file. Raises AgencyError with everything that is missing, misspelt or of the wrong kind."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AgencyConfigError(f"this is not TOML: {error}") from None
    reader = _Reader(table)
    known = {**NEEDED, **OPTIONAL}
    found = {key: reader.texts(key) if key in LISTS else reader.text(key) for key in known}
    for key, what in NEEDED.items():
        if not found[key] and not any(slip.startswith(f"{key} ") for slip in reader.slips):
            reader.slips.append(f"{key} is missing: {what}")
    reader.slips += [f"{key} is not known here{did_you_mean(key, known)}" for key in table if key not in known]
    if reader.slips:
        raise AgencyConfigError("\n".join(reader.slips))
    return AgencyConfig(**{key: value for key, value in found.items() if value})
