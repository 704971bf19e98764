"""Read a Word document (.docx): its paragraphs with their styles and marks, its tables, and its comments.

Insertions that somebody proposes are read, deletions are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...notation import markup
from ...notation.messages import noop
from ..budget import CannotImport, ImportBudget
from ..source_file import parse_xml
from . import html_import
from .archive import Archive

DOCUMENT, STYLES, COMMENTS = "word/document.xml", "word/styles.xml", "word/comments.xml"
FOOTNOTES = ("footnote", "endnote")
RELATIONS = "word/_rels/document.xml.rels"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH_PARTS = tuple(f"{_W}{name}" for name in (
    "r", "bookmarkStart", "commentReference", "footnoteReference", "endnoteReference"))
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
"""What elements inside a run stand for."""
_QUOTATION = re.compile("“([^“”<>]{1,500})”")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `anchor` is the bookmark that they link to, `address` the address, else None."""

    text: str
    bold: bool = False
    italic: bool = False
    anchor: str | None = None
    address: str | None = None


@dataclass(slots=True)
class WordParagraph:
    """A paragraph: the name of its style, its runs, the bookmarks in it, and the ids of its comments and footnotes."""

    style: str = ""
    runs: list[Run] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its plain words."""
        return " ".join("".join(run.text for run in self.runs).split())

    def format_markup(self, runs: list[Run] | None = None, *, keep_italic: bool = True) -> str:
        """Return its words, or those of some runs, in the notation's markup; `keep_italic` false drops italics."""
        parts = []
        for run in self.runs if runs is None else runs:
            words = html_import.replace_illegal_characters(run.text)
            inside = html_import.escape(words).replace("\n", "<br/>")
            if words.strip():
                inside = f"<em>{inside}</em>" if run.italic and keep_italic else inside
                inside = f"<strong>{inside}</strong>" if run.bold else inside
                if run.address and markup.is_safe_link(run.address):
                    inside = f"<a href=\"{html_import.escape(run.address, {chr(34): '%22'})}\">{inside}</a>"
            parts.append(inside)
        text = html_import.parse_html("".join(parts).strip()).text or ""
        return _QUOTATION.sub(r"<q>\1</q>", text)


@dataclass(slots=True)
class WordTable:
    """A table: paragraphs by row and cell."""

    rows: list[list[list[WordParagraph]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who wrote it when, and its plain words."""

    by: str
    date: str
    text: str


class WordFile:
    """A document; `blocks` has its paragraphs and tables in order, `comments` its comments by id.

    `footnotes` has the words of footnotes and endnotes by kind and id ("footnote 2").

    Raises `CannotImport` where it is damaged.
    """

    def __init__(self, archive: Archive, budget: ImportBudget):
        self._archive, self._budget = archive, budget
        root = self._parse(DOCUMENT)
        body = None if root is None else root.find(f"{_W}body")
        if body is None:
            raise CannotImport(noop("This Word document is damaged and can't be read."))
        self._styles = self._read_styles()
        self._addresses = self._read_addresses()
        self.comments = self._read_comments()
        self.footnotes = dict(row for kind in FOOTNOTES for row in self._read_footnotes(kind))
        self.blocks = list(self._read_blocks(body))

    def _parse(self, name: str) -> etree._Element | None:
        if name not in self._archive.names:
            return None
        try:
            return parse_xml(self._archive.read(name).decode("utf-8-sig"))
        except UnicodeDecodeError:
            return None

    def _read_styles(self) -> dict[str, str]:
        root = self._parse(STYLES)
        if root is None:
            return {}
        names = ((row, row.find(f"{_W}name")) for row in root.iter(f"{_W}style"))
        return {row.get(f"{_W}styleId", ""): name.get(f"{_W}val", "") for row, name in names if name is not None}

    def _read_addresses(self) -> dict[str, str]:
        root = self._parse(RELATIONS)
        rows = () if root is None else root.iter("{*}Relationship")
        return {row.get("Id", ""): row.get("Target", "") for row in rows if row.get("TargetMode") == "External"}

    def _read_comments(self) -> dict[str, Comment]:
        root = self._parse(COMMENTS)
        return {
            row.get(f"{_W}id", ""): Comment(
                row.get(f"{_W}author", ""), row.get(f"{_W}date", "")[:10],
                "\n".join(self._read_paragraph(inside).text for inside in row.iter(f"{_W}p")))
            for row in (() if root is None else root.iter(f"{_W}comment"))
        }

    def _read_footnotes(self, kind: str) -> Iterator[tuple[str, str]]:
        root = self._parse(f"word/{kind}s.xml")
        for row in () if root is None else root.iter(f"{_W}{kind}"):
            yield (f"{kind} {row.get(f'{_W}id', '')}",
                   "\n".join(self._read_paragraph(inside).text for inside in row.iter(f"{_W}p")))

    def _read_blocks(self, parent: etree._Element) -> Iterator[WordParagraph | WordTable]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield self._read_paragraph(child)
            elif child.tag == f"{_W}tbl":
                rows = [[list(self._read_cell(cell)) for cell in row.findall(f"{_W}tc")]
                        for row in child.findall(f"{_W}tr")]
                yield WordTable(rows)
            elif child.tag == f"{_W}sdt" and (content := child.find(f"{_W}sdtContent")) is not None:
                yield from self._read_blocks(content)

    def _read_cell(self, cell: etree._Element) -> Iterator[WordParagraph]:
        return (self._read_paragraph(child) for child in cell.iter(f"{_W}p"))

    def _read_paragraph(self, element: etree._Element) -> WordParagraph:
        self._budget.spend()
        style = element.find(f"{_W}pPr/{_W}pStyle")
        found = WordParagraph(self._styles.get(style.get(f"{_W}val", ""), "") if style is not None else "")
        for row in element.iter(*_PARAGRAPH_PARTS):
            kind, id_ = str(row.tag).removeprefix(_W), row.get(f"{_W}id", "")
            if kind == "bookmarkStart":
                found.bookmarks.append(row.get(f"{_W}name", ""))
            elif kind == "commentReference":
                found.comments.append(id_)
            elif kind != "r":
                found.footnotes.append(f"{kind.removesuffix('Reference')} {id_}")
            elif (run := self._read_run(row)) and not _is_shown_elsewhere(row):
                found.runs.append(run)
        return found

    def _read_run(self, element: etree._Element) -> Run | None:
        text = "".join(
            (child.text or "") if child.tag == f"{_W}t" else _SIGNS[str(child.tag)]
            for child in element.iterchildren(f"{_W}t", *_SIGNS))
        if not text:
            return None
        link = next(element.iterancestors(f"{_W}hyperlink"), None)
        anchor = None if link is None else link.get(f"{_W}anchor")
        address = None if link is None else self._addresses.get(link.get(f"{_R}id", ""))
        return Run(text, _is_on(element, "b"), _is_on(element, "i"), anchor, address)


def _is_shown_elsewhere(run: etree._Element) -> bool:
    """Return whether a run's words stand in the document a second time: moved away, or for older programs."""
    return next(run.iterancestors(f"{_W}moveFrom", _FALLBACK), None) is not None


def _is_on(run: etree._Element, name: str) -> bool:
    mark = run.find(f"{_W}rPr/{_W}{name}")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")
