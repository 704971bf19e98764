"""Collect the credits of an H5P content: authors, licences and sources of the work and of what is in it."""

from collections.abc import Iterator
from typing import Any

from ...notation import markup
from ..budget import ImportBudget
from . import html_import
from .h5p_content import as_list, as_object, as_text
from .h5p_words import unescape_entities
from .scenario_builder import format_link

UNKNOWN_LICENSES = ("", "U")
LICENSE_NAMES = {"C": "©", "PD": "Public Domain"}
"""Licences whose code says nothing to a reader."""


def collect_credits(about: dict[str, Any], content: object, budget: ImportBudget) -> tuple[str, ...]:
    """Return credits as markup, each once: of the package (`about`, its h5p.json) and of all parts of its content."""
    found = [_format_credit(about)]
    waiting: list[tuple[object, str]] = [(content, "")]
    while waiting:
        row, title = waiting.pop()
        budget.spend()
        if isinstance(row, list):
            waiting += [(inner, title) for inner in reversed(row)]
        elif isinstance(row, dict):
            metadata = as_object(row.get("metadata"))
            name = _find_title(metadata) or title or as_text(row.get("alt"))
            found += [_format_credit(metadata), _format_credit(_read_copyright(row), name)]
            waiting += [(inner, name) for key, inner in reversed(row.items()) if key not in ("metadata", "copyright")]
    return tuple(dict.fromkeys(filter(None, found)))


def collect_remarks(about: dict[str, Any], content: object) -> tuple[str, ...]:
    """Return what authors wrote about the work for other authors, and its changes, as plain lines."""
    return tuple(dict.fromkeys(line for row in (about, *_iterate_metadata(content)) for line in _list_remarks(row)))


def _read_copyright(row: dict[str, Any]) -> dict[str, Any]:
    """Return the copyright of a part; one that is a text, as that of a film is, as a credit's free words."""
    value = row.get("copyright")
    return {"words": value} if isinstance(value, str) else as_object(value)


def _find_title(metadata: dict[str, Any]) -> str:
    title = as_text(metadata.get("title"))
    return "" if title.startswith("Untitled") else title


def _iterate_metadata(content: object) -> Iterator[dict[str, Any]]:
    waiting = [content]
    while waiting:
        row = waiting.pop()
        if isinstance(row, dict):
            yield from (as_object(row[key]) for key in ("metadata", "copyright") if key in row)
            waiting += reversed(row.values())
        elif isinstance(row, list):
            waiting += reversed(row)


def _list_remarks(about: dict[str, Any]) -> Iterator[str]:
    if comments := html_import.format_plain_line(about.get("authorComments")):
        yield comments
    for change in map(as_object, as_list(about.get("changes"))):
        parts = (html_import.format_plain_line(as_text(change.get(key))) for key in ("date", "author", "log"))
        if line := ", ".join(filter(None, parts)):
            yield line


def _format_credit(about: dict[str, Any], title: str = "") -> str | None:
    """Return one credit as markup, or None where it says nothing but a title."""
    authors = [_format_author(as_object(row)) for row in as_list(about.get("authors"))]
    authors += [html_import.format_plain_line(about.get("author"))]
    years = "–".join(filter(None, (as_text(about.get(key)).strip() for key in ("yearFrom", "yearTo"))))
    parts = [
        html_import.escape_text(", ".join(filter(None, authors))),
        html_import.escape_text(years or as_text(about.get("year"))),
        html_import.escape_text(_format_license(about)),
        _format_source(unescape_entities(as_text(about.get("source")).strip())),
        html_import.escape_text(html_import.format_plain_line(about.get("licenseExtras"))),
        html_import.parse_html(about.get("words")).text or "",
    ]
    said = "; ".join(filter(None, parts))
    if not said:
        return None
    name = html_import.format_plain_line(as_text(about.get("title"))) or html_import.format_plain_line(title)
    return markup.collapse_space(f"“{html_import.escape_text(name)}”: {said}" if name else said)


def _format_author(author: dict[str, Any]) -> str:
    name, role = (html_import.format_plain_line(as_text(author.get(key))) for key in ("name", "role"))
    return f"{name} ({role})" if name and role else name


def _format_license(about: dict[str, Any]) -> str:
    code = as_text(about.get("license")).strip()
    if code in UNKNOWN_LICENSES:
        return ""
    version = as_text(about.get("licenseVersion")) or as_text(about.get("version"))
    return f"{LICENSE_NAMES.get(code, code)} {version}".strip()


def _format_source(source: str) -> str:
    if not source.lower().startswith(("http://", "https://")) or " " in source:
        return html_import.escape_text(html_import.format_plain_line(source))
    return format_link(html_import.replace_illegal_characters(source))
