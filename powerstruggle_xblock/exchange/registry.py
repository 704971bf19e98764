"""The importers and exporters of the package.

A format is one module in `importers/`, `exporters/` or `print/` that calls `register_importer` or `register_exporter`
when it is imported; every module of these folders is imported once, when the registry is first asked. So a new format
needs no other change.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TypeVar

from ..notation.messages import Gettext, TranslatableMessage, msg
from ..scenario import model as m
from .optional_extras import OptionalExtra
from .report import Media, StoryChoice
from .source_file import SourceFile

SCENARIO, TEXTS, SCRIPT, REFLECTION = "scenario", "texts", "script", "reflection"
"""What a format carries: the whole scenario, its texts alone, a script to read, or the questions of a reflection."""

_FORMAT_FOLDERS = ("importers", "exporters", "print")
Format = TypeVar("Format")


@dataclass(frozen=True, slots=True)
class ImportedScenario:
    """What an importer returns: a scenario, or its notation text where that may have errors, and the files it needs."""

    scenario: m.Scenario | str
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """A kind of file that can be imported.

    `id` names it for programs, `label` for people (in English, translatable). `endings` are the usual endings of such
    files, each with its dot; what a file is, `detect` says from its content alone. `run` reads a file that `detect`
    accepted; it raises `CannotImport` with a message for the file's author.
    Importers are asked in the order of `order`, the lowest first. `content` is SCENARIO, REFLECTION where `run` gives
    the text of a reflection, or TEXTS for a file that only changes the texts of a scenario that is open in the editor.
    `extra` is the optional library that reading such
    a file needs, or None.
    """

    id: str
    label: str
    endings: tuple[str, ...]
    detect: Callable[[SourceFile], bool]
    run: Callable[[SourceFile], ImportedScenario | StoryChoice]
    order: int
    content: str = SCENARIO
    extra: OptionalExtra | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A kind of file that a scenario can be exported to.

    `ending` is what a file's name gets; `other_endings` are further ones by which the command line knows the format.
    `write` takes the scenario and a gettext for the file's own words, and returns the file. Exporters are listed in
    the order of `order`, the lowest first. `content` is SCENARIO, TEXTS or SCRIPT. `extra` is the optional library
    that writing needs, or None; `write` raises `MissingExtra` where it is not installed. `for_drills` is false for a
    format of ways from place to place, which a drill has not.
    """

    id: str
    label: str
    ending: str
    media_type: str
    write: Callable[[m.Scenario, Gettext], bytes]
    order: int
    content: str = SCENARIO
    other_endings: tuple[str, ...] = ()
    extra: OptionalExtra | None = None
    for_drills: bool = True

    @property
    def endings(self) -> tuple[str, ...]:
        """All endings of the format, the usual one first."""
        return (self.ending, *self.other_endings)


@dataclass(frozen=True, slots=True)
class ImportableKind:
    """A kind of file to offer for import.

    `missing` says what to install where an optional library is missing, else it is None.
    """

    id: str
    label: str
    endings: tuple[str, ...]
    missing: TranslatableMessage | None
    content: str = SCENARIO


@dataclass(frozen=True, slots=True)
class ExportableKind:
    """A kind of file to offer for export.

    `missing` says what to install where an optional library is missing, else it is None.
    """

    id: str
    label: str
    ending: str
    missing: TranslatableMessage | None


_importers: dict[str, Importer] = {}
_exporters: dict[str, Exporter] = {}


def register_importer(importer: Importer) -> None:
    """Add an importer. Raises `ValueError` where another one has its id."""
    _register(_importers, importer.id, importer)


def register_exporter(exporter: Exporter) -> None:
    """Add an exporter. Raises `ValueError` where another one has its id."""
    _register(_exporters, exporter.id, exporter)


def list_importers() -> tuple[Importer, ...]:
    """Return all importers in the order in which they are asked."""
    _load_formats()
    return tuple(sorted(_importers.values(), key=lambda importer: (importer.order, importer.id)))


def list_exporters() -> tuple[Exporter, ...]:
    """Return all exporters in the order in which they are listed."""
    _load_formats()
    return tuple(sorted(_exporters.values(), key=lambda exporter: (exporter.order, exporter.id)))


def importable_kinds() -> tuple[ImportableKind, ...]:
    """Return the kinds of file that can be imported."""
    return tuple(
        ImportableKind(row.id, row.label, row.endings, _get_missing_message(row.extra), row.content)
        for row in list_importers()
    )


def exportable_kinds() -> tuple[ExportableKind, ...]:
    """Return the kinds of file that a scenario can be exported to."""
    return tuple(
        ExportableKind(row.id, row.label, row.ending, _get_missing_message(row.extra)) for row in list_exporters()
    )


def list_labels(labels: list[str]) -> TranslatableMessage:
    """Return labels as one message, separated by semicolons; each is translated by itself."""
    found = msg(labels[0]) if labels else msg("–")
    for label in labels[1:]:
        found = msg("{some}; {last}", some=found, last=msg(label))
    return found


def _get_missing_message(extra: OptionalExtra | None) -> TranslatableMessage | None:
    return None if extra is None or extra.is_installed else extra.missing_message


def _register(table: dict[str, Format], id_: str, declaration: Format) -> None:
    if id_ in table:
        raise ValueError(f"two formats are called {id_!r}")
    table[id_] = declaration


@cache
def _load_formats() -> None:
    """Import every module that may declare a format."""
    for folder in _FORMAT_FOLDERS:
        package = import_module(f".{folder}", __package__)
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f".{module.name}", package.__name__)
