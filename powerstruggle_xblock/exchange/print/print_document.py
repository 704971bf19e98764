"""What a page of paper is made of, whatever writes it: headings, paragraphs, lists, tables.

All texts are well-formed strings of the notation's small markup (see `scenario.markup`), in which links may also go to the `id` of
a heading or a table's row (`href="#jar"`), and a `<span class="aside">` is said under one's breath.
"""

from dataclasses import dataclass, field

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
PARAGRAPH_KINDS = ("", "aside", "cue", "feedback", "view", "ask", "note", "pen", "small")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1–3; `new_page` where it begins one."""

    level: int
    text: str
    id: str | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `kind` (one of KINDS) says how it is meant."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Names and what belongs to them, in pairs."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list in which the order does not matter, or is said by the items themselves."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: paragraphs by cell; `id` is where links to it go."""

    cells: tuple[tuple[Paragraph, ...], ...]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; `widths` are shares of the page, `about` says what it is for whoever can't see it.

    A `roomy` one leaves room in its rows to write in.
    """

    about: str
    heads: tuple[str, ...]
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
    """A whole script: plain title and foot line, language tag, and its blocks in order."""

    title: str
    foot: str
    lang: str
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def is_right_to_left(self) -> bool:
        """Tell which way its language runs."""
        return self.lang.lower().split("-")[0] in RIGHT_TO_LEFT
