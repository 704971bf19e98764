"""The script as a Word document: real headings, links to bookmarks, tables with heading rows, a language, page numbers."""

import io
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from ...scenario import model as m
from ..optional_extras import require_extra
from . import print_document, script

INK, GREY, ACCENT, LINE, PAPER = "1F2A30", "4A585F", "1D5F73", "9AA7AB", "FBF3DC"
FONT, SMALL = "Calibri", 9
MARGIN_CM, WIDTH_CM = 2, 21.59 - 4
"""US letter, less the margins."""
LINE_CM = 0.9


def to_docx(scenario: m.Scenario, gettext=str) -> bytes:
    """Give the document; `gettext` translates the script's own words. Raises `MissingExtra` without python-docx."""
    docx = require_extra("docx", "word")
    document = script.build_script(scenario, gettext)
    writer = _Writer(docx.Document(), document)
    for block in document.blocks:
        writer.add(block)
    out = io.BytesIO()
    writer.file.save(out)
    return out.getvalue()


class _Writer:
    """Writes one document, block by block."""

    def __init__(self, file, document: print_document.Document):
        self.file, self.document = file, document
        linked = [block.id for block in document.blocks if isinstance(block, print_document.Heading) and block.id]
        linked += [row.id for block in document.blocks if isinstance(block, print_document.Table) for row in block.rows if row.id]
        # Word takes forty letters, digits and underscores for a bookmark's name; authors' ids may be longer and hyphenated.
        self.bookmarks = {id_: (number, f"place_{number}") for number, id_ in enumerate(linked, 1)}
        self._set_up()

    # --- the whole ----------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        from docx.shared import Cm
        properties = self.file.core_properties
        properties.title, properties.language, properties.author, properties.comments = self.document.title, self.document.lang, "", ""
        for section in self.file.sections:
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
        foot = self.file.sections[0].footer.paragraphs[0]
        self.write_run(foot, f"{self.document.foot} · ", _Look(small=True))
        self._page_number(foot)
        self._styles()
        self.style_ids = {style.name: style.style_id for style in self.file.styles}

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor
        styles = self.file.styles
        languages = styles.element.xpath("w:docDefaults//w:lang")[0]
        for name in ("val", "eastAsia", "bidi"):
            languages.set(_w(name), self.document.lang)
        for border in styles["Table Grid"].element.xpath(".//w:tblBorders/*"):
            border.set(_w("color"), LINE)
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
            "aside": (False, SMALL, 0), "cue": (True, None, 0), "feedback": (False, 10, 0.4), "view": (False, None, 0.5),
            "ask": (True, None, 0), "note": (False, SMALL, 0), "pen": (False, SMALL, 0), "small": (False, SMALL, 0),
        }.items():
            style = styles.add_style(f"Script {kind}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.italic = normal, italic or None
            self._shape(style, kind, size, indent)

    @staticmethod
    def _shape(style, kind: str, size: float | None, indent: float) -> None:
        from docx.shared import Cm, Pt, RGBColor
        if size:
            style.font.size = Pt(size)
        if kind == "pen":
            style.paragraph_format.space_before = Pt(3)
        if kind in ("aside", "pen"):
            style.font.color.rgb = RGBColor.from_string(GREY)
        if indent:
            style.paragraph_format.left_indent = Cm(indent)
            # Space and place of the line are Word's: eighths of a point thick, points away.
            sides = _property(style.element.get_or_add_pPr(), "pBdr")
            colour = ACCENT if kind == "view" else LINE
            etree.SubElement(sides, _w("left"), {_w("val"): "single", _w("sz"): "12", _w("space"): "6", _w("color"): colour})
        if kind == "small":
            style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(1), 1
        if kind == "note":
            _property(style.element.get_or_add_pPr(), "shd", {_w("val"): "clear", _w("color"): "auto", _w("fill"): PAPER})

    def _page_number(self, foot) -> None:
        for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
            run = self.write_run(foot, "", _Look(small=True))
            if kind:
                etree.SubElement(run._r, _w("fldChar"), {_w("fldCharType"): kind})
            else:
                etree.SubElement(run._r, _w("instrText")).text = words

    # --- blocks -------------------------------------------------------------------------------------------------------

    def add(self, block: print_document.Block) -> None:
        """Write one block at the end."""
        match block:
            case print_document.Heading():
                heading = self._paragraph(self.file, f"Heading {block.level}")
                heading.paragraph_format.page_break_before = block.new_page or None
                self._fill(heading, block.text)
                self._mark(heading, block.id)
            case print_document.Paragraph():
                self._write(self.file, block)
            case print_document.DefinitionList():
                for name, text in block.pairs:
                    self._fill(self._paragraph(self.file, "Normal"), f"<b>{name}</b>: {text}")
            case print_document.BulletList():
                for item in block.items:
                    self._fill(self._paragraph(self.file, "List Bullet"), item)
            case print_document.Table():
                self._table(block)
            case print_document.WritingLines():
                for _ in range(block.lines):
                    self._line()

    def _write(self, where, paragraph: print_document.Paragraph) -> None:
        self._fill(self._paragraph(where, f"Script {paragraph.kind}" if paragraph.kind else "Normal"), paragraph.text)

    def _paragraph(self, where, style: str):
        paragraph = where.add_paragraph()
        if style != "Normal":
            # By id: looking a style up by its name anew for each paragraph takes minutes for hundreds of scenes.
            paragraph._p.style = self.style_ids[style]
        if self.document.is_right_to_left:
            _property(paragraph._p.get_or_add_pPr(), "bidi")
        return paragraph

    def _line(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Cm
        line = self._paragraph(self.file, "Normal")
        line.paragraph_format.space_before = Cm(LINE_CM / 2)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        self.write_run(line, "\t", _Look(small=True))

    def _table(self, block: print_document.Table) -> None:
        from docx.enum.table import WD_ROW_HEIGHT_RULE
        from docx.shared import Cm
        table = self.file.add_table(rows=1, cols=len(block.heads), style="Table Grid")
        table.autofit = False
        self._describe(table, block.about)
        for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
            self._fill(self._first_paragraph(cell), f"<b>{head}</b>", small=True)
        etree.SubElement(table.rows[0]._tr.get_or_add_trPr(), _w("tblHeader"))
        for row in block.rows:
            added = table.add_row()
            etree.SubElement(added._tr.get_or_add_trPr(), _w("cantSplit"))
            if block.roomy:
                added.height, added.height_rule = Cm(LINE_CM), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, paragraphs in zip(added.cells, row.cells, strict=True):
                self._cell(cell, paragraphs)
            self._mark(added.cells[0].paragraphs[0], row.id)
        for column, share in zip(table.columns, block.widths, strict=True):
            column.width = Cm(WIDTH_CM * share)
            for cell in column.cells:
                cell.width = Cm(WIDTH_CM * share)

    def _cell(self, cell, paragraphs: tuple[print_document.Paragraph, ...]) -> None:
        first, *others = paragraphs or (print_document.Paragraph(""),)
        style = f"Script {first.kind}" if first.kind else "Normal"
        self._fill(self._first_paragraph(cell, style), first.text)
        for paragraph in others:
            self._write(cell, paragraph)

    def _first_paragraph(self, cell, style: str = "Normal"):
        """Give the paragraph that a cell always has."""
        cell._tc.remove(cell.paragraphs[0]._p)
        return self._paragraph(cell, style)

    def _describe(self, table, about: str) -> None:
        """Say what a table is for, to those who can't see it, and which way it runs."""
        properties = table._tbl.tblPr
        etree.SubElement(properties, _w("tblCaption"), {_w("val"): _words_of(about)})
        if self.document.is_right_to_left:
            properties.insert(1, etree.Element(_w("bidiVisual")))

    def _mark(self, paragraph, id_: str | None) -> None:
        """Put the bookmark around a paragraph's words."""
        if id_:
            number, name = self.bookmarks[id_]
            properties = paragraph._p.pPr
            at = 0 if properties is None else 1
            paragraph._p.insert(at, etree.Element(_w("bookmarkStart"), {_w("id"): str(number), _w("name"): name}))
            paragraph._p.append(etree.Element(_w("bookmarkEnd"), {_w("id"): str(number)}))

    # --- words --------------------------------------------------------------------------------------------------------

    def _fill(self, paragraph, text: str, *, small: bool = False) -> None:
        """Write markup into an empty paragraph; where it holds paragraphs of its own, more follow in the same style."""
        _Flow(self, paragraph).write(etree.fromstring(f"<_>{text}</_>"), _Look(small=small))

    def write_run(self, parent, words: str, look: "_Look"):
        """Write words of one look at the end of a paragraph, inside a link where they are part of one."""
        run = parent.add_run(words)
        if look != _PLAIN or self.document.is_right_to_left:
            self._dress(run, look)
        if look.link and (link := self._link(parent, look.link)) is not None:
            parent._p.append(link)
            link.append(run._r)
        return run

    def _dress(self, run, look: "_Look") -> None:
        from docx.shared import Pt, RGBColor
        run.bold, run.italic = look.bold or None, look.italic or None
        if look.small:
            run.font.size, run.font.color.rgb = Pt(SMALL), RGBColor.from_string(GREY)
        if self.document.is_right_to_left:
            run.font.cs_bold, run.font.cs_italic = run.bold, run.italic
        # The order in which Word wants them.
        properties = run._r.get_or_add_rPr()
        if look.link:
            etree.SubElement(properties, _w("u"), {_w("val"): "single", _w("color"): LINE})
        if self.document.is_right_to_left:
            etree.SubElement(properties, _w("rtl"))
        if look.lang:
            etree.SubElement(properties, _w("lang"), {_w("val"): look.lang, _w("bidi"): look.lang, _w("eastAsia"): look.lang})

    def _link(self, paragraph, address: str):
        """Give an empty link; None for an address that leads nowhere from a paper file (a course's own /static/)."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        if address.startswith("#"):
            bookmark = self.bookmarks.get(address[1:])
            return bookmark and etree.Element(_w("hyperlink"), {_w("anchor"): bookmark[1], _w("history"): "1"})
        if address.startswith("/"):
            return None
        id_ = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return etree.Element(_w("hyperlink"), {_r("id"): id_, _w("history"): "1"})


@dataclass(frozen=True, slots=True)
class _Look:
    """How words look: marks, the address they lead to, their language."""

    bold: bool = False
    italic: bool = False
    small: bool = False
    link: str | None = None
    lang: str | None = None

    def within(self, element) -> "_Look":
        """Give the look inside a mark."""
        match element.tag:
            case "strong" | "b":
                return replace(self, bold=True)
            case "em" | "i":
                return replace(self, italic=not self.italic)
            case "a":
                return replace(self, link=element.get("href"))
            case "span":
                return replace(self, lang=element.get("lang") or self.lang, small=self.small or element.get("class") == "aside")
        return self


_PLAIN = _Look()


class _Flow:
    """Writes markup as runs, into further paragraphs of the same style where the markup has blocks."""

    def __init__(self, writer: _Writer, paragraph):
        self.writer, self.paragraph = writer, paragraph
        self.is_begun = False

    def write(self, element, look: _Look) -> None:
        """Write what stands in an element."""
        self._say(element.text, look)
        for child in element:
            match child.tag:
                case "br":
                    self.paragraph.add_run().add_break()
                case "p" | "ul" | "ol":
                    self._block(child, look)
                case "li":
                    self._block(child, look, f"{element.index(child) + 1}. " if element.tag == "ol" else "• ")
                case "q":
                    self._say("“", look)
                    self.write(child, look)
                    self._say("”", look)
                case _:
                    self.write(child, look.within(child))
            self._say(child.tail, look)

    def _block(self, element, look: _Look, before: str = "") -> None:
        self._begin()
        self._say(before, look)
        self.write(element, look)
        self._begin()

    def _begin(self) -> None:
        if self.is_begun:
            added = deepcopy(self.paragraph._p)
            for child in [child for child in added if child.tag != _w("pPr")]:
                added.remove(child)
            self.paragraph._p.addnext(added)
            self.paragraph = type(self.paragraph)(added, self.paragraph._parent)
            self.is_begun = False

    def _say(self, words: str | None, look: _Look) -> None:
        if words:
            self.is_begun = True
            self.writer.write_run(self.paragraph, words, look)


def _words_of(markup: str) -> str:
    return "".join(etree.fromstring(f"<_>{markup}</_>").itertext())


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _r(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/relationships}}{name}"


_PARAGRAPH_ORDER = [_w(name) for name in (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)]
"""The order in which Word wants a paragraph's properties (ECMA-376, CT_PPr)."""


def _property(properties, name: str, attributes: dict[str, str] | None = None):
    """Add a paragraph property at its place."""
    added = etree.SubElement(properties, _w(name), attributes or {})
    properties[:] = sorted(properties, key=lambda child: _PARAGRAPH_ORDER.index(child.tag))
    return added
