"""The script as one page of HTML with print styles, with nothing fetched from anywhere."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from string import Template

from ...scenario import model as m
from . import print_document, script


def to_html(scenario: m.Scenario, gettext=str) -> str:
    """Give the page; `gettext` translates the script's own words."""
    document = script.build_script(scenario, gettext)
    template = Template(files(__package__).joinpath("script.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(document.title), lang=escape(document.lang), direction="rtl" if document.is_right_to_left else "ltr",
        foot=_css_string(document.foot), body="\n".join(part for block in document.blocks for part in _block(block)))


def _block(block: print_document.Block) -> Iterator[str]:
    match block:
        case print_document.Heading():
            id_ = f' id="{block.id}"' if block.id else ""
            sheet = ' class="sheet"' if block.new_page else ""
            yield f"<h{block.level}{id_}{sheet}>{block.text}</h{block.level}>"
        case print_document.Paragraph():
            yield _paragraph(block)
        case print_document.DefinitionList():
            yield f"<dl>{''.join(f'<dt>{name}</dt><dd>{text}</dd>' for name, text in block.pairs)}</dl>"
        case print_document.BulletList():
            yield f"<ul>{''.join(f'<li>{item}</li>' for item in block.items)}</ul>"
        case print_document.Table():
            yield from _table(block)
        case print_document.WritingLines():
            yield '<div class="line"></div>' * block.lines


def _paragraph(paragraph: print_document.Paragraph) -> str:
    # No <p>: the texts in it may hold paragraphs and lists of their own.
    return f'<div class="{paragraph.kind or "p"}">{paragraph.text}</div>'


def _table(table: print_document.Table) -> Iterator[str]:
    columns = "".join(f'<col style="width:{width:.0%}">' for width in table.widths)
    heads = "".join(f'<th scope="col">{head}</th>' for head in table.heads)
    roomy = ' class="roomy"' if table.roomy else ""
    yield f"<table{roomy}><caption>{table.about}</caption><colgroup>{columns}</colgroup>"
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        cells = "".join(f"<td>{''.join(map(_paragraph, cell))}</td>" for cell in row.cells)
        yield f'<tr id="{row.id}">{cells}</tr>' if row.id else f"<tr>{cells}</tr>"
    yield "</tbody></table>"


def _css_string(words: str) -> str:
    """Spell words so that they stay a string inside a style sheet."""
    return "".join(letter if letter.isalnum() or letter in " .,:·" else f"\\{ord(letter):x} " for letter in words)
