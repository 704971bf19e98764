"""What an import brings back besides the scenario: what came over, what changed, what was left out, what needs a person.

Sentences remember their template and its values, so that a page can say them in its reader's language; `message` gives them in
English.
"""

from dataclasses import dataclass, field

from ..notation.messages import english_plural, Gettext, msg, Ngettext, noop, TranslatableMessage, translate
from .message_error import MessageError

IMPORTED, CHANGED, SKIPPED, ATTENTION = "imported", "changed", "skipped", "attention"
KINDS = {
    IMPORTED: noop("Imported"),
    CHANGED: noop("Changed on the way"),
    SKIPPED: noop("Left out"),
    ATTENTION: noop("Needs your attention"),
}
COUNTS = {
    "scenes": noop("Scenes"),
    "choices": noop("Choices"),
    "endings": noop("Endings"),
    "media": noop("Pictures, sounds, films"),
    "conditions": noop("Conditions"),
}


class CannotImport(MessageError):
    """A file can't be taken, and nothing of it was. `said` gives the sentence for its author, str() the English one."""


@dataclass(frozen=True)
class Entry:
    """One line of a report: its kind (one of KINDS), a sentence, and the id of the place it is about, or None."""

    kind: str
    sentence: TranslatableMessage
    at: str | None = None

    def said(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Give the sentence, translated."""
        return translate(self.sentence, gettext, ngettext)

    @property
    def message(self) -> str:
        """The sentence in English."""
        return str(self.sentence)


class Report:
    """Collects an import's lines. `imported` holds counts by the keys of COUNTS."""

    def __init__(self) -> None:
        self.imported: dict[str, int] = dict.fromkeys(COUNTS, 0)
        self.entries: list[Entry] = []

    def note(self, kind: str, template: str, at: str | None = None, /, **values: object) -> None:
        """Add a line, once: the same sentence about the same place is not said twice."""
        self.tell(kind, msg(template, **values), at)

    def tell(self, kind: str, sentence: TranslatableMessage, at: str | None = None) -> None:
        """Add a line that is a sentence already, once."""
        entry = Entry(kind, sentence, at)
        if entry not in self.entries[-200:]:
            self.entries.append(entry)

    def changed(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Say that something came over in another shape."""
        self.note(CHANGED, template, at, **values)

    def skipped(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Say that something was left out."""
        self.note(SKIPPED, template, at, **values)

    def attention(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Say what the author has to look at."""
        self.note(ATTENTION, template, at, **values)

    def of(self, kind: str) -> list[Entry]:
        """Give the lines of a kind, in the order found."""
        return [entry for entry in self.entries if entry.kind == kind]

    def as_json(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> dict:
        """Give the report as plain data: counts and lines, `at` being an id or None."""
        return {
            "imported": dict(self.imported),
            "entries": [{"kind": entry.kind, "message": entry.said(gettext, ngettext), "at": entry.at} for entry in self.entries],
        }

    def as_text(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Give the report for a terminal or a letter."""
        lines = [gettext(KINDS[IMPORTED])]
        lines += [f"  {gettext(name)}: {self.imported[key]}" for key, name in COUNTS.items() if self.imported[key]]
        for kind, name in KINDS.items():
            found = self.of(kind)
            if found and kind != IMPORTED:
                lines.append(gettext(name))
            lines += [f"  {entry.said(gettext, ngettext)}{f' [{entry.at}]' if entry.at else ''}" for entry in found]
        return "\n".join(lines)


@dataclass(frozen=True)
class Media:
    """A file that a scenario needs: its name, the address it has in a course (/static/NAME), its type, and its bytes."""

    name: str
    mimetype: str
    data: bytes = field(repr=False)

    @property
    def address(self) -> str:
        """Where the scenario looks for it once it is uploaded under Files."""
        return f"/static/{self.name}"

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self.data)


@dataclass(frozen=True)
class ImportResult:
    """What came of an import: the scenario as notation text (errors and all), the report, the files it needs.

    `kind` names the form it came in: "xml", "twee", "twine", "h5p" or "branching".
    """

    text: str
    report: Report
    media: tuple[Media, ...] = ()
    kind: str = "xml"


@dataclass(frozen=True)
class Story:
    """One of several stories in a file."""

    id: str
    title: str


@dataclass(frozen=True)
class StoryChoice:
    """The file holds several stories: ask which, and come again with its id."""

    stories: tuple[Story, ...]
