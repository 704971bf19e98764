"""A workbook in the shape in which office programs save it: words of cells in one table, not in the cells."""

import io
import zipfile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET = "xl/worksheets/sheet1.xml"


def with_shared_strings(data: bytes) -> bytes:
    """Return a workbook whose first sheet has its inline words in the table of shared strings."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = etree.fromstring(files[SHEET])
    table = etree.Element(f"{{{MAIN}}}sst", nsmap={None: MAIN})
    for cell in sheet.iter(f"{{{MAIN}}}c"):
        inline = cell.find(f"{{{MAIN}}}is")
        if inline is not None:
            cell.remove(inline)
            inline.tag = f"{{{MAIN}}}si"
            cell.set("t", "s")
            etree.SubElement(cell, f"{{{MAIN}}}v").text = str(len(table))
            table.append(inline)
    files[SHEET], files["xl/sharedStrings.xml"] = etree.tostring(sheet), etree.tostring(table)
    relations = etree.fromstring(files["xl/_rels/workbook.xml.rels"])
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id="rIdWords", Target="sharedStrings.xml",
                     Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings")
    files["xl/_rels/workbook.xml.rels"] = etree.tostring(relations)
    types = etree.fromstring(files["[Content_Types].xml"])
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName="/xl/sharedStrings.xml",
                     ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml")
    files["[Content_Types].xml"] = etree.tostring(types)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
