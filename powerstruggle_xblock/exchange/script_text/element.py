"""Elements as the script reads and writes them: texts as markup, everything else as children."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ...notation import markup
from ...notation.shapes import XML_LANG, holds_text
from ...scenario import grammar

_LANG = "xml:lang"


@dataclass(slots=True)
class Element:
    """One element: it has a text with the notation's markup, or children."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    text: str = ""
    nodes: list["Element"] = field(default_factory=list)

    def as_xml(self) -> str:
        """Return the element as one line of XML."""
        return "".join(self._pieces())

    def _pieces(self) -> list[str]:
        attrs = "".join(f' {name}="{_escape_attribute(value)}"' for name, value in self.attrs.items())
        if not self.text and not self.nodes:
            return [f"<{self.tag}{attrs}/>"]
        inside = [piece for node in self.nodes for piece in node._pieces()]
        return [f"<{self.tag}{attrs}>", self.text, *inside, f"</{self.tag}>"]


def _escape_attribute(value: str) -> str:
    quoted = quoteattr(value, {'"': "&quot;"})
    return quoted[1:-1]


def from_xml(source: etree._Element, parent: str = "") -> Element:
    """Return an element of a notation file. `parent` is the tag around it, on which the shape of some depends."""
    tag = str(source.tag)
    attrs = {_LANG if name == XML_LANG else str(name): str(value) for name, value in source.attrib.items()}
    shape = grammar.SHAPES.get((parent, tag)) or grammar.SHAPES.get(("", tag))
    is_text = holds_text(source, shape) if shape else not len(source) or bool((source.text or "").strip())
    if is_text:
        inside = escape(source.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in source)
        return Element(tag, attrs, markup.collapse_space(inside))
    return Element(tag, attrs, "", [from_xml(child, tag) for child in source if isinstance(child.tag, str)])
