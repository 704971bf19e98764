"""The blocks of a printed document, whatever file they are written to: headings, paragraphs, lists, tables.

All texts are well-formed `Markup` in the notation's small markup (see `notation.markup`). Links in it may also lead
to the `id` of a heading or of a table's row (`href="#jar"`), and a `<span class="aside">` is printed small.
"""

from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
ParagraphKind = Literal["", "aside", "cue", "feedback", "view", "ask", "note", "pen", "small", "variant"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `new_page` where it begins a page."""

    level: int
    text: Markup
    id: str | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `kind` decides how it looks."""

    text: Markup
    kind: ParagraphKind = ""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Pairs of a name and its text."""

    pairs: tuple[tuple[Markup, Markup], ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list."""

    items: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: paragraphs by cell; `id` is the target of links to it."""

    cells: tuple[tuple[Paragraph, ...], ...]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings.

    `about` describes it for people who can't see it; `widths` are shares of the page's width. The rows of a `roomy`
    table are high enough to write in.
    """

    about: Markup
    heads: tuple[Markup, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on."""

    lines: int


Block = Heading | Paragraph | DefinitionList | BulletList | Table | WritingLines


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: title and footer as plain text, a language tag, and its blocks in order."""

    title: str
    footer: str
    lang: str
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.lang.lower().split("-")[0] in RIGHT_TO_LEFT


def build_plain_row(*cells: str) -> Row:
    """Return a row of small texts, one a cell; texts that are no `Markup` are escaped."""
    return Row(tuple((Paragraph(escape(text), "small"),) for text in cells))
