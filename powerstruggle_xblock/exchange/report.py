"""The report of an import: what was imported, changed, left out, or needs a person.

Messages keep their template and values, so that a page can show them in its reader's language; `Entry.message` is in
English.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ..notation.messages import Gettext, Ngettext, english_plural, msg, noop, translate
from .budget import CannotImport, ImportBudget

__all__ = ["CannotImport", "Entry", "ImportResult", "Media", "Report", "Story", "StoryChoice"]

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
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""C0 and C1 controls, halves of characters that can't be written, and characters that change the direction of writing
(Boucher and Anderson, 2021)."""
MAX_ENTRIES = 2000
"""Entries of one report; further ones are counted in its last entry."""
MAX_SHOWN_PLACES = 5
"""Places that a report as text names for an entry."""
MAX_SHOWN_NAMES = 20
"""Names that an entry lists; its count is that of all."""
MAX_NAME_LENGTH = 80


@dataclass(frozen=True)
class Entry:
    """One entry of a report: its kind (a key of ENTRY_KINDS), a message, and the ids of the places it is about.

    `text` is a `TranslatableMessage`, or a plain string, which is never translated.
    """

    kind: str
    text: str
    places: tuple[str, ...] = ()

    @property
    def at(self) -> str | None:
        """The id of the first place, or None."""
        return self.places[0] if self.places else None

    def translate(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Return the message in the language of `gettext` and `ngettext`."""
        return str(translate(self.text, gettext, ngettext))

    @property
    def message(self) -> str:
        """The message in English."""
        return str(self.text)


@dataclass(slots=True)
class _Cause:
    """What one entry will be made of. `template` is set for a message that gets the number of cases as {count}.

    Where cases have names, the template gets the first of them as {names}.
    """

    kind: str
    message: str
    template: str | None = None
    values: dict[str, object] = field(default_factory=dict)
    count: int = 0
    places: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)

    def build_entry(self) -> Entry:
        values = self.values | ({"names": self._format_names(), "count": len(self.names)} if self.names else {})
        text = self.message if self.template is None else msg(self.template, **{"count": self.count, **values})
        return Entry(self.kind, text, tuple(self.places))

    def _format_names(self) -> str:
        more = len(self.names) - MAX_SHOWN_NAMES
        shown = [name[:MAX_NAME_LENGTH] for name in list(self.names)[:MAX_SHOWN_NAMES]]
        return ", ".join([*shown, *(["…"] if more > 0 else [])])


class Report:
    """Collects the entries of one import: one for each cause, with all its places.

    `imported` holds counts by the keys of COUNTS. `budget` is what the import may still cost.
    """

    def __init__(self, budget: ImportBudget | None = None) -> None:
        self.budget = budget or ImportBudget()
        self.imported: dict[str, int] = dict.fromkeys(COUNTS, 0)
        self._causes: dict[tuple[str, str], _Cause] = {}
        self._surplus = 0

    @property
    def entries(self) -> list[Entry]:
        """All entries, in the order in which their causes were first met."""
        found = [cause.build_entry() for cause in self._causes.values()]
        if self._surplus:
            found.append(Entry(ATTENTION, msg("Further entries that this report leaves out: {count}",
                                              count=self._surplus)))
        return found

    def add_message(self, kind: str, message: str, at: str | None = None) -> None:
        """Add an entry; the same message about another place adds that place to the entry."""
        self._add(_Cause(kind, message), str(message), at)

    def add_changed(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Report that something was imported in another form."""
        self.add_message(CHANGED, msg(template, **values), at)

    def add_skipped(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Report that something was left out."""
        self.add_message(SKIPPED, msg(template, **values), at)

    def add_attention(self, template: str, at: str | None = None, /, **values: object) -> None:
        """Report what the author has to look at."""
        self.add_message(ATTENTION, msg(template, **values), at)

    def add_counted(self, kind: str, template: str, at: str | None = None, /, **values: object) -> None:
        """Add one case of a cause. `template` gets the number of cases as {count}; `values` belong to the cause."""
        key = f"{template}\0{sorted(values.items())}"
        self._add(_Cause(kind, template, template, values), key, at)

    def add_named(
        self, kind: str, template: str, name: str, at: str | None = None, /, **values: object
    ) -> None:
        """Add a case that has a name to a cause. `template` gets the number of names as {count}, the names as {names}.

        The same name about another place adds that place.
        """
        key = f"{template}\0{sorted(values.items())}"
        shown = remove_controls(" ".join(name.split()))
        self._add(_Cause(kind, template, template, values), key, at, shown)

    def filter_entries(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, in the order in which their causes were first met."""
        return [entry for entry in self.entries if entry.kind == kind]

    def as_json(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> dict[str, Any]:
        """Return {"imported": counts by name, "entries": [{"kind", "message", "at", "places"}]}, translated.

        "places" is a list of ids, "at" the first of them or None.
        """
        return {
            "imported": dict(self.imported),
            "entries": [{"kind": entry.kind, "message": entry.translate(gettext, ngettext), "at": entry.at,
                         "places": list(entry.places)}
                        for entry in self.entries],
        }

    def as_text(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Return the report as lines of plain text, for a terminal."""
        lines = [gettext(ENTRY_KINDS[IMPORTED])]
        lines += [f"  {gettext(name)}: {self.imported[key]}" for key, name in COUNTS.items() if self.imported[key]]
        entries = self.entries
        for kind, name in ENTRY_KINDS.items():
            found = [entry for entry in entries if entry.kind == kind]
            if found and kind != IMPORTED:
                lines.append(gettext(name))
            lines += [f"  {entry.translate(gettext, ngettext)}{_format_places(entry.places)}" for entry in found]
        return remove_controls("\n".join(lines))

    def _add(self, cause: _Cause, key: str, at: str | None, name: str | None = None) -> None:
        known = self._causes.get((cause.kind, key))
        if known is None:
            if len(self._causes) >= MAX_ENTRIES:
                self._surplus += 1
                return
            known = self._causes[cause.kind, key] = cause
        known.count += 1
        if at is not None:
            known.places[at] = None
        if name is not None:
            known.names[name] = None


def _format_places(places: tuple[str, ...]) -> str:
    if not places:
        return ""
    more = len(places) - MAX_SHOWN_PLACES
    return f" [{', '.join(places[:MAX_SHOWN_PLACES])}{f' + {more}' if more > 0 else ''}]"


def remove_controls(text: str) -> str:
    """Return a text for a terminal, its control and direction characters replaced; line breaks and tabs stay."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


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

    `kind` is the id of the importer that read the file (see `registry.list_importers`), `content` what the text is.
    """

    text: str
    report: Report
    media: tuple[Media, ...] = ()
    kind: str = "xml"
    content: str = "scenario"


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
