"""Export the review script as a Word document.

Headings, links to bookmarks, tables with heading rows, a language, page numbers.
"""

import io
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from markupsafe import Markup

from ...notation.messages import Gettext, noop
from ...scenario import model as m
from ..optional_extras import WORD
from ..registry import SCRIPT, Exporter, register_exporter
from . import print_document, script
from .docx_xml import add_property, plain_words, relationship_name, word_name

INK, GREY, ACCENT, LINE, PAPER = "1F2A30", "4A585F", "1D5F73", "9AA7AB", "FBF3DC"
FONT, SMALL = "Calibri", 9
MARGIN_CM, WIDTH_CM = 2, 21.59 - 4
"""US letter, less the margins."""
LINE_CM = 0.9
MAX_PROPERTY = 255
"""Characters that a property of the document may have (ECMA-376, part 2)."""


def write_docx(scenario: m.Scenario, gettext: Gettext = str) -> bytes:
    """Return the document (.docx). `gettext` translates the script's own words.

    Raises `MissingExtra` without python-docx.
    """
    docx = WORD.load()
    document = script.build_script(scenario, gettext)
    writer = _DocxWriter(docx.Document(), document)
    for block in document.blocks:
        writer.add(block)
    out = io.BytesIO()
    writer.file.save(out)
    return out.getvalue()


class _DocxWriter:
    """Writes one document, block by block. `bookmarks` has (number, name) by id."""

    def __init__(self, file: Any, document: print_document.Document):
        self.file, self.document = file, document
        linked = [block.id for block in document.blocks if isinstance(block, print_document.Heading) and block.id]
        linked += [
            row.id
            for block in document.blocks
            if isinstance(block, print_document.Table)
            for row in block.rows
            if row.id
        ]
        # A bookmark's name may have forty letters, digits and underscores; authors' ids may be longer and hyphenated.
        self.bookmarks = {id_: (number, f"place_{number}") for number, id_ in enumerate(linked, 1)}
        self._set_up_document()

    # --- the whole --------------------------------------------------------------------------------------------------

    def _set_up_document(self) -> None:
        from docx.shared import Cm

        properties = self.file.core_properties
        properties.title, properties.language, properties.author, properties.comments = (
            self.document.title[:MAX_PROPERTY],
            self.document.lang[:MAX_PROPERTY],
            "",
            "",
        )
        for section in self.file.sections:
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
        foot = self.file.sections[0].footer.paragraphs[0]
        self.write_run(foot, f"{self.document.footer} · ", _RunStyle(small=True))
        self._add_page_number(foot)
        self._set_up_styles()
        self.style_ids = {style.name: style.style_id for style in self.file.styles}

    def _set_up_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        styles = self.file.styles
        languages = styles.element.xpath("w:docDefaults//w:lang")[0]
        for name in ("val", "eastAsia", "bidi"):
            languages.set(word_name(name), self.document.lang)
        for border in styles["Table Grid"].element.xpath(".//w:tblBorders/*"):
            border.set(word_name("color"), LINE)
        normal = styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), RGBColor.from_string(INK)
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.1
        for name, size, above in (("Heading 1", 20, 0), ("Heading 2", 15, 18), ("Heading 3", 12, 14)):
            font = styles[name].font
            font.size, font.color.rgb = Pt(size), RGBColor.from_string(ACCENT if size < 20 else INK)
            fonts = styles[name].element.rPr.rFonts
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            font.name = FONT
            styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(above), Pt(3)
        for kind, (italic, size, indent) in {
            "cue": (True, None, 0),
            "feedback": (False, 10, 0.4),
            "view": (False, None, 0.5),
            "ask": (True, None, 0),
            "variant": (False, None, 0.5),
            **dict.fromkeys(("aside", "note", "pen", "small"), (False, SMALL, 0)),
        }.items():
            style = styles.add_style(f"Script {kind}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.italic = normal, italic or None
            self._format_style(style, kind, size, indent)

    @staticmethod
    def _format_style(style: Any, kind: str, size: float | None, indent: float) -> None:
        from docx.shared import Cm, Pt, RGBColor

        if size:
            style.font.size = Pt(size)
        if kind == "pen":
            style.paragraph_format.space_before = Pt(3)
        if kind in ("aside", "pen"):
            style.font.color.rgb = RGBColor.from_string(GREY)
        if kind == "variant":
            style.paragraph_format.left_indent = Cm(indent)
        elif indent:
            style.paragraph_format.left_indent = Cm(indent)
            # The line is 12 eighths of a point thick and 6 points from the text.
            sides = add_property(style.element.get_or_add_pPr(), "pBdr")
            colour = ACCENT if kind == "view" else LINE
            etree.SubElement(
                sides,
                word_name("left"),
                {
                    word_name("val"): "single",
                    word_name("sz"): "12",
                    word_name("space"): "6",
                    word_name("color"): colour,
                },
            )
        if kind == "small":
            style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(1), 1
        if kind == "note":
            add_property(
                style.element.get_or_add_pPr(),
                "shd",
                {word_name("val"): "clear", word_name("color"): "auto", word_name("fill"): PAPER},
            )

    def _add_page_number(self, foot: Any) -> None:
        for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
            run = self.write_run(foot, "", _RunStyle(small=True))
            if kind:
                etree.SubElement(run._r, word_name("fldChar"), {word_name("fldCharType"): kind})
            else:
                etree.SubElement(run._r, word_name("instrText")).text = words

    # --- blocks -----------------------------------------------------------------------------------------------------

    def add(self, block: print_document.Block) -> None:
        """Add one block at the end of the document."""
        match block:
            case print_document.Heading():
                heading = self._create_paragraph(self.file, f"Heading {block.level}")
                heading.paragraph_format.page_break_before = block.new_page or None
                self._fill_paragraph(heading, block.text)
                self._add_bookmark(heading, block.id)
            case print_document.Paragraph():
                self._add_paragraph(self.file, block)
            case print_document.DefinitionList():
                for name, text in block.pairs:
                    self._fill_paragraph(
                        self._create_paragraph(self.file, "Normal"), Markup("<b>{}</b>: {}").format(name, text)
                    )
            case print_document.BulletList():
                for item in block.items:
                    self._fill_paragraph(self._create_paragraph(self.file, "List Bullet"), item)
            case print_document.Table():
                self._add_table(block)
            case print_document.WritingLines():
                for _ in range(block.lines):
                    self._add_writing_line()

    def _add_paragraph(self, where: Any, paragraph: print_document.Paragraph) -> None:
        self._fill_paragraph(
            self._create_paragraph(where, f"Script {paragraph.kind}" if paragraph.kind else "Normal"), paragraph.text
        )

    def _create_paragraph(self, where: Any, style: str) -> Any:
        paragraph = where.add_paragraph()
        if style != "Normal":
            # By id: looking a style up by its name anew for each paragraph takes minutes for hundreds of scenes.
            paragraph._p.style = self.style_ids[style]
        if self.document.is_right_to_left:
            add_property(paragraph._p.get_or_add_pPr(), "bidi")
        return paragraph

    def _add_writing_line(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Cm

        line = self._create_paragraph(self.file, "Normal")
        line.paragraph_format.space_before = Cm(LINE_CM / 2)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        self.write_run(line, "\t", _RunStyle(small=True))

    def _add_table(self, block: print_document.Table) -> None:
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.shared import Cm

        table = self.file.add_table(rows=1, cols=len(block.heads), style="Table Grid")
        table.autofit = False
        self._describe_table(table, block.about)
        for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
            self._fill_paragraph(self._create_first_paragraph(cell), Markup("<b>{}</b>").format(head), small=True)
        etree.SubElement(table.rows[0]._tr.get_or_add_trPr(), word_name("tblHeader"))
        for row in block.rows:
            added = table.add_row()
            etree.SubElement(added._tr.get_or_add_trPr(), word_name("cantSplit"))
            if block.roomy:
                added.height, added.height_rule = Cm(LINE_CM), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, paragraphs in zip(added.cells, row.cells, strict=True):
                self._fill_cell(cell, paragraphs)
            self._add_bookmark(added.cells[0].paragraphs[0], row.id)
        for column, share in zip(table.columns, block.widths, strict=True):
            column.width = Cm(WIDTH_CM * share)
            for cell in column.cells:
                cell.width = Cm(WIDTH_CM * share)

    def _fill_cell(self, cell: Any, paragraphs: tuple[print_document.Paragraph, ...]) -> None:
        first, *others = paragraphs or (print_document.Paragraph(Markup()),)
        style = f"Script {first.kind}" if first.kind else "Normal"
        self._fill_paragraph(self._create_first_paragraph(cell, style), first.text)
        for paragraph in others:
            self._add_paragraph(cell, paragraph)

    def _create_first_paragraph(self, cell: Any, style: str = "Normal") -> Any:
        """Return the first paragraph of a cell, anew in this style."""
        cell._tc.remove(cell.paragraphs[0]._p)
        return self._create_paragraph(cell, style)

    def _describe_table(self, table: Any, about: str) -> None:
        """Set a table's description for people who can't see it, and its direction."""
        properties = table._tbl.tblPr
        etree.SubElement(properties, word_name("tblCaption"), {word_name("val"): plain_words(about)})
        if self.document.is_right_to_left:
            properties.insert(1, etree.Element(word_name("bidiVisual")))

    def _add_bookmark(self, paragraph: Any, id_: str | None) -> None:
        """Put a bookmark around a paragraph's words."""
        if id_:
            number, name = self.bookmarks[id_]
            properties = paragraph._p.pPr
            at = 0 if properties is None else 1
            paragraph._p.insert(
                at, etree.Element(word_name("bookmarkStart"), {word_name("id"): str(number), word_name("name"): name})
            )
            paragraph._p.append(etree.Element(word_name("bookmarkEnd"), {word_name("id"): str(number)}))

    # --- words ------------------------------------------------------------------------------------------------------

    def _fill_paragraph(self, paragraph: Any, text: str, *, small: bool = False) -> None:
        """Write markup into an empty paragraph; where it holds paragraphs, more are added in the same style."""
        _MarkupWriter(self, paragraph).write(etree.fromstring(f"<_>{text}</_>"), _RunStyle(small=small))

    def write_run(self, parent: Any, words: str, style: "_RunStyle") -> Any:
        """Add words of one style at the end of a paragraph, and return their run; words of a link are put into it."""
        run = parent.add_run(words)
        if style != _PLAIN_STYLE or self.document.is_right_to_left:
            self._format_run(run, style)
        if style.link and (link := self._create_link(parent, style.link)) is not None:
            parent._p.append(link)
            link.append(run._r)
        return run

    def _format_run(self, run: Any, style: "_RunStyle") -> None:
        from docx.shared import Pt, RGBColor

        run.bold, run.italic = style.bold or None, style.italic or None
        if style.small:
            run.font.size, run.font.color.rgb = Pt(SMALL), RGBColor.from_string(GREY)
        if self.document.is_right_to_left:
            run.font.cs_bold, run.font.cs_italic = run.bold, run.italic
        # Word needs them in this order.
        properties = run._r.get_or_add_rPr()
        if style.link:
            etree.SubElement(properties, word_name("u"), {word_name("val"): "single", word_name("color"): LINE})
        if self.document.is_right_to_left:
            etree.SubElement(properties, word_name("rtl"))
        if style.lang:
            etree.SubElement(
                properties,
                word_name("lang"),
                {word_name("val"): style.lang, word_name("bidi"): style.lang, word_name("eastAsia"): style.lang},
            )

    def _create_link(self, paragraph: Any, address: str) -> Any:
        """Return an empty link; None for an address that leads nowhere from a document (a course's own /static/)."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        if address.startswith("#"):
            bookmark = self.bookmarks.get(address[1:])
            return bookmark and etree.Element(
                word_name("hyperlink"), {word_name("anchor"): bookmark[1], word_name("history"): "1"}
            )
        if address.startswith("/"):
            return None
        id_ = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return etree.Element(word_name("hyperlink"), {relationship_name("id"): id_, word_name("history"): "1"})


@dataclass(frozen=True, slots=True)
class _RunStyle:
    """How words look: marks, the address that they link to, their language."""

    bold: bool = False
    italic: bool = False
    small: bool = False
    link: str | None = None
    lang: str | None = None

    def get_style_within(self, element: etree._Element) -> "_RunStyle":
        """Return the style of words inside an element."""
        match element.tag:
            case "strong" | "b":
                return replace(self, bold=True)
            case "em" | "i":
                return replace(self, italic=not self.italic)
            case "a":
                return replace(self, link=element.get("href"))
            case "span":
                return replace(
                    self, lang=element.get("lang") or self.lang, small=self.small or element.get("class") == "aside"
                )
        return self


_PLAIN_STYLE = _RunStyle()


class _MarkupWriter:
    """Writes markup as runs; blocks in it begin further paragraphs of the same style."""

    def __init__(self, writer: _DocxWriter, paragraph: Any):
        self.writer, self.paragraph = writer, paragraph
        self.has_words = False

    def write(self, element: etree._Element, style: _RunStyle) -> None:
        """Write the content of an element."""
        self._add_words(element.text, style)
        for child in element:
            match child.tag:
                case "br":
                    self.paragraph.add_run().add_break()
                case "p" | "ul" | "ol":
                    self._write_block(child, style)
                case "li":
                    self._write_block(child, style, f"{element.index(child) + 1}. " if element.tag == "ol" else "• ")
                case "q":
                    self._add_words("“", style)
                    self.write(child, style)
                    self._add_words("”", style)
                case _:
                    self.write(child, style.get_style_within(child))
            self._add_words(child.tail, style)

    def _write_block(self, element: etree._Element, style: _RunStyle, before: str = "") -> None:
        self._begin_paragraph()
        self._add_words(before, style)
        self.write(element, style)
        self._begin_paragraph()

    def _begin_paragraph(self) -> None:
        if self.has_words:
            added = deepcopy(self.paragraph._p)
            for child in [child for child in added if child.tag != word_name("pPr")]:
                added.remove(child)
            self.paragraph._p.addnext(added)
            self.paragraph = type(self.paragraph)(added, self.paragraph._parent)
            self.has_words = False

    def _add_words(self, words: str | None, style: _RunStyle) -> None:
        if words:
            self.has_words = True
            self.writer.write_run(self.paragraph, words, style)


register_exporter(
    Exporter(
        id="docx",
        label=noop("Script to comment on (Word)"),
        ending=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write=write_docx,
        order=40,
        content=SCRIPT,
        extra=WORD,
    )
)
