"""The result of an import: the scenario, the files it needs, and a report of what was imported, changed, left out or
needs a person.

Messages keep their template and values, so that a page can show them in its reader's language; `Entry.message` is in
English.
"""

from dataclasses import dataclass, field
from typing import Any

from ..notation.messages import Gettext, Ngettext, english_plural, msg, noop, translate
from .message_error import MessageError

IMPORTED, CHANGED, SKIPPED, ATTENTION = "imported", "changed", "skipped", "attention"
ENTRY_KINDS = {
    IMPORTED: noop("Imported"),
    CHANGED: noop("Changed during the import"),
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
DUPLICATE_WINDOW = 200
"""How many of the last entries a new one is compared with, so that very long reports stay fast."""


class CannotImport(MessageError):
    """A file can't be imported, and nothing of it was. The message is for the file's author."""


@dataclass(frozen=True)
class Entry:
    """One entry of a report: its kind (a key of ENTRY_KINDS), a message, and the id of the place it is about, or None.

    `text` is a `TranslatableMessage`, or a plain string, which is never translated.
    """

    kind: str
    text: str
    at: str | None = None

    def translate(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Return the message in the language of `gettext` and `ngettext`."""
        return str(translate(self.text, gettext, ngettext))

    @property
    def message(self) -> str:
        """The message in English."""
        return str(self.text)


class Report:
    """Collects the entries of one import. `imported` holds counts by the keys of COUNTS."""

    def __init__(self) -> None:
        self.imported: dict[str, int] = dict.fromkeys(COUNTS, 0)
        self.entries: list[Entry] = []

    def add_message(self, kind: str, message: str, at: str | None = None) -> None:
        """Add an entry, unless the same message about the same place was added before."""
        entry = Entry(kind, message, at)
        if entry not in self.entries[-DUPLICATE_WINDOW:]:
            self.entries.append(entry)

    def add_changed(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Report that something was imported in another form."""
        self.add_message(CHANGED, msg(template, **values), at)

    def add_skipped(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Report that something was left out."""
        self.add_message(SKIPPED, msg(template, **values), at)

    def add_attention(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Report what the author has to look at."""
        self.add_message(ATTENTION, msg(template, **values), at)

    def filter_entries(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, in the order in which they were added."""
        return [entry for entry in self.entries if entry.kind == kind]

    def as_json(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> dict[str, Any]:
        """Return {"imported": counts by name, "entries": [{"kind", "message", "at"}]}, translated.

        "at" is an id or None.
        """
        return {
            "imported": dict(self.imported),
            "entries": [{"kind": entry.kind, "message": entry.translate(gettext, ngettext), "at": entry.at}
                        for entry in self.entries],
        }

    def as_text(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Return the report as lines of plain text, for a terminal."""
        lines = [gettext(ENTRY_KINDS[IMPORTED])]
        lines += [f"  {gettext(name)}: {self.imported[key]}" for key, name in COUNTS.items() if self.imported[key]]
        for kind, name in ENTRY_KINDS.items():
            found = self.filter_entries(kind)
            if found and kind != IMPORTED:
                lines.append(gettext(name))
            lines += [
                f"  {entry.translate(gettext, ngettext)}{f' [{entry.at}]' if entry.at else ''}" for entry in found
            ]
        return "\n".join(lines)


@dataclass(frozen=True)
class Media:
    """A file that a scenario needs: its name, its address in a course (/static/NAME), its media type, and its bytes."""

    name: str
    mimetype: str
    data: bytes = field(repr=False)

    @property
    def address(self) -> str:
        """The address that the scenario uses; the file has it once it is uploaded under Files."""
        return f"/static/{self.name}"

    @property
    def size(self) -> int:
        """The size in bytes."""
        return len(self.data)


@dataclass(frozen=True)
class ImportResult:
    """An import's result: the scenario as notation text (perhaps with errors), the report, the files it needs.

    `kind` is the id of the importer that read the file (see `registry.list_importers`).
    """

    text: str
    report: Report
    media: tuple[Media, ...] = ()
    kind: str = "xml"


@dataclass(frozen=True)
class Story:
    """One of several stories in a file: the `id` to import it by, and its title."""

    id: str
    title: str


@dataclass(frozen=True)
class StoryChoice:
    """The stories of a file that holds several.

    One of them has to be picked, and the file imported again with its id.
    """

    stories: tuple[Story, ...]
