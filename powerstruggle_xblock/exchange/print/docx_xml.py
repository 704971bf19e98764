"""Names and property order of a Word document's XML (ECMA-376)."""

from typing import Any

from lxml import etree

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_name(name: str) -> str:
    """Return a name of the word-processing namespace as lxml writes it."""
    return f"{{{_WORD}}}{name}"


def relationship_name(name: str) -> str:
    """Return a name of the relationships namespace as lxml writes it."""
    return f"{{{_RELATIONSHIPS}}}{name}"


PARAGRAPH_ORDER = [
    word_name(name)
    for name in (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "bidi",
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    )
]
"""The order in which Word needs a paragraph's properties (CT_PPr)."""


def add_property(properties: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    """Add a paragraph property at its place, and return it."""
    added = etree.SubElement(properties, word_name(name), attributes or {})
    properties[:] = sorted(properties, key=lambda child: PARAGRAPH_ORDER.index(child.tag))
    return added


def plain_words(markup: str) -> str:
    """Return the words of well-formed markup, without its tags."""
    return "".join(etree.fromstring(f"<_>{markup}</_>").itertext())
