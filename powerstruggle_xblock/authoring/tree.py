"""Trees: a file of a notation as plain values, which the editor edits, and back to XML.

One element is {"tag", "attrs": {name: text}, "text"?: markup, "nodes"?: [element, …]}: elements that hold words have
`text`, the notation's own small markup, all others `nodes`. There is no second model: whatever an author has in a file
is in the tree, also what the notation does not know, so that it can be mended and nothing vanishes. Text between
elements becomes a node with the tag "#text".

A *place* is the list of child indexes from the root: () is the root, (3, 0) the first child of its fourth child.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from lxml import etree

from ..notation import markup, safe_xml, serializer
from ..notation.messages import TranslatableMessage, msg, noop
from ..notation.notation import Notation
from ..notation.shapes import XML_LANG, ElementShape, holds_text, tag_name
from ..scenario import scenario_xml

LOOSE = "#text"
LANG = "xml:lang"
MAX_DEPTH = 255
"""Elements in each other, as in a file; the notation itself never needs more than five."""
MAX_QUOTED = 60

Place = tuple[int, ...]

_NO_XML_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MISMATCH = re.compile(r"tag mismatch: (\S+) line \d+ and ([^\s,]+)")
_ENTITY = re.compile(r"Entity '([^']+)' not defined")


class TreeError(ValueError):
    """What was sent is no tree: `sentence` says where and why, and `place` is where."""

    def __init__(self, sentence: TranslatableMessage, place: Place):
        super().__init__(sentence)
        self.sentence, self.place = sentence, place


AnyNotation: TypeAlias = Notation[Any, Any]
SCENARIO: AnyNotation = scenario_xml.NOTATION


@dataclass(frozen=True, slots=True)
class TreeIssue:
    """A text or attribute that can't be written to a file, though the tree can hold it.

    `field` is the attribute, or None for a text.
    """

    place: Place
    code: str
    message: TranslatableMessage
    field: str | None = None


@dataclass
class TreeDocument:
    """A tree as XML.

    The root element, where each element stands in the tree, and what could not be taken over as it is.

    `places` and `elements` count from 1, in the order of the tree; `numbers` gives that number for every element, marks
    inside texts included. `loose` has the words that stand between elements, by place.
    """

    root: etree._Element = field(init=False)
    places: list[Place] = field(default_factory=lambda: [()])
    elements: list[etree._Element | None] = field(default_factory=lambda: [None])
    numbers: dict[etree._Element, int] = field(default_factory=dict)
    text_issues: list[TreeIssue] = field(default_factory=list)
    loose: dict[Place, str] = field(default_factory=dict)
    _elements_by_place: dict[Place, etree._Element] | None = field(default=None, init=False)

    def add(self, place: Place, element: etree._Element | None) -> int:
        """Record the element at a place, or None for text between elements, and return its number."""
        self.places.append(place)
        self.elements.append(element)
        return len(self.places) - 1

    def element_at(self, place: Place | None) -> etree._Element | None:
        """Return the element at a place; for text between elements the one around it, for None None."""
        if place is None:
            return None
        if self._elements_by_place is None:
            known = zip(self.places[1:], self.elements[1:], strict=True)
            self._elements_by_place = {where: element for where, element in known if element is not None}
        return self._elements_by_place.get(place, self._elements_by_place.get(place[:-1]))

    def place(self, number: int | None) -> Place | None:
        """Return the place with this number; None for None, 0 and unknown numbers."""
        return self.places[number] if number and number < len(self.places) else None


# --- from XML -------------------------------------------------------------------------------------------------------


def empty(notation: AnyNotation = SCENARIO) -> dict:
    """Return the tree of an empty file."""
    return {"tag": notation.root, "attrs": {}, "nodes": []}


def from_text(text: str, notation: AnyNotation = SCENARIO) -> dict:
    """Return the tree of a stored text. A text that is no such file becomes an author's note, every word of it."""
    if not text.strip():
        return empty(notation)
    root = safe_xml.parse_document(text, notation.root, notation.what).root
    if root is None:
        note = escape(_NO_XML_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)).strip()
        return {**empty(notation), "nodes": [{"tag": "note", "attrs": {}, "text": note}]}
    return from_element(root, notation=notation)


def from_element(element: etree._Element, parent: str = "", notation: AnyNotation = SCENARIO) -> dict:
    """Return an element as a tree. `parent` is the tag around it, on which the shape of some elements depends."""
    node: dict = {"tag": element.tag, "attrs": {_plain_name(name): value for name, value in element.attrib.items()}}
    if _holds_words(element, parent, notation.shapes):
        return {**node, "text": markup.collapse_space(_inside(element))}
    nodes = [*_loose(element.text)]
    for child in element:
        nodes += [from_element(child, tag_name(element), notation), *_loose(child.tail)]
    return {**node, "nodes": nodes}


def _plain_name(name: str) -> str:
    return LANG if name == XML_LANG else name


def _holds_words(element, parent: str, shapes: Mapping[tuple[str, str], ElementShape]) -> bool:
    if shape := shapes.get((parent, element.tag)) or shapes.get(("", element.tag)):
        return holds_text(element, shape)
    # An unknown element; one with text of its own is a text.
    return not len(element) or any(
        piece and piece.strip() for piece in (element.text, *(child.tail for child in element))
    )


def _inside(element) -> str:
    return escape(element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def _loose(words: str | None) -> list[dict]:
    return [{"tag": LOOSE, "attrs": {}, "text": escape(words.strip())}] if words and words.strip() else []


# --- to XML ---------------------------------------------------------------------------------------------------------


def to_document(tree, notation: AnyNotation = SCENARIO) -> TreeDocument:
    """Return a tree as XML. Texts that can't be written are in `text_issues`. Raises TreeError for what is no tree."""
    document = TreeDocument()
    root = _element(tree, (), document)
    if root.tag != notation.root:
        raise TreeError(
            msg(
                'the tree begins with "{found}"; {what} begins with "{tag}"',
                found=str(root.tag)[:MAX_QUOTED],
                what=notation.what,
                tag=notation.root,
            ),
            (),
        )
    document.root = root
    return document


def to_text(tree, notation: AnyNotation = SCENARIO) -> str:
    """Return a tree as a file, one element a line, errors and all.

    Raises TreeError for what is no tree, and for what could not be read from the file again.
    """
    document = to_document(tree, notation)

    def any_shape(parent: str, tag: str) -> ElementShape:
        """Return an element's shape; an unknown one is left as it is, like a text: a space in it may mean something."""
        return notation.shapes.get((parent, tag)) or notation.shapes.get(("", tag)) or ElementShape(text=True)

    serializer.indent(document.root, any_shape)
    text = etree.tostring(document.root, encoding="unicode") + "\n"
    _require_same_when_read(text, document)
    return text


def _require_same_when_read(text: str, document: TreeDocument) -> None:
    """Raise TreeError, with the place, where a written file could not be read, or not as the same elements."""
    parser = etree.XMLPullParser(("start",), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        parser.feed(text)
        parser.close()
        is_readable = True
    except etree.XMLSyntaxError:
        is_readable = False
    elements, last, is_same = document.root.iter(), document.root, True
    for (_, read), last in zip(parser.read_events(), elements, strict=False):
        is_same = _is_same(read, last)
        if not is_same:
            break
    if is_readable and is_same:
        return
    # A reader that stops has told of the element at fault, or only of the one before it.
    following = next(elements, None)
    if is_same and following is not None and not _can_be_read_alone(following):
        last = following
    sentence = noop('{where} ("{tag}") can\'t be kept in a file: one of its names or texts is too long or no XML')
    raise _wrong(sentence, str(last.tag), document.place(document.numbers[last]) or ())


def _is_same(read, written) -> bool:
    return (read.tag, dict(read.attrib)) == (written.tag, dict(written.attrib))


def _can_be_read_alone(element: etree._Element) -> bool:
    """Return whether the element without its content can be written and read as the same."""
    try:
        alone = etree.Element(element.tag, dict(element.attrib))
        return _is_same(etree.fromstring(etree.tostring(alone)), alone)
    except (etree.XMLSyntaxError, ValueError):
        return False


def places_by_id(tree: dict) -> dict[str, Place]:
    """Return the place of each scene, choice and ending by its id."""
    found: dict[str, Place] = {}
    for index, node in enumerate(tree.get("nodes", ())):
        if node["tag"] in ("scene", "ending"):
            found.setdefault(node["attrs"].get("id", ""), (index,))
            for inner, child in enumerate(node.get("nodes", ())):
                if child["tag"] == "choice":
                    found.setdefault(child["attrs"].get("id", ""), (index, inner))
    return found


def _element(node, place: Place, document: TreeDocument) -> etree._Element:
    tag, attrs, text, nodes = _checked(node, place)
    element = _made(tag, place)
    number = document.add(place, element)
    for name, value in attrs.items():
        _set(element, name, value, place, document)
    if len(element.attrib) < len(attrs):
        raise _wrong(noop('{where} ("{tag}") has an attribute twice'), tag, place)
    if text:
        _fill(element, text, place, document)
    # Marks inside a text have no place of their own; it is that of their text.
    document.numbers.update(dict.fromkeys(element.iter(), number))
    for index, child in enumerate(nodes):
        where = (*place, index)
        if isinstance(child, dict) and child.get("tag") == LOOSE:
            _add_loose(element, child, where, document)
        else:
            element.append(_element(child, where, document))
    return element


def _checked(node, place: Place) -> tuple[str, dict, str, list]:
    if len(place) > MAX_DEPTH:
        raise TreeError(_too_deep(), place)
    if not isinstance(node, dict):
        raise TreeError(msg("{where} is no element", where=_where(place)), place)
    tag, attrs, text, nodes = node.get("tag"), node.get("attrs", {}), node.get("text"), node.get("nodes")
    text, nodes = "" if text is None else text, [] if nodes is None else nodes
    if not isinstance(tag, str):
        raise TreeError(msg("{where} has no tag", where=_where(place)), place)
    if not isinstance(attrs, dict) or not all(isinstance(value, str) for value in attrs.values()):
        raise _wrong(noop('{where} ("{tag}") has attributes that are no texts'), tag, place)
    if not isinstance(text, str) or not isinstance(nodes, list):
        raise _wrong(noop('{where} ("{tag}") holds neither a text nor a list of elements'), tag, place)
    if text and nodes:
        raise _wrong(noop('{where} ("{tag}") holds a text and elements; it can be one of the two'), tag, place)
    return tag, attrs, text, nodes


def _where(place: Place) -> TranslatableMessage:
    return msg("element {number}", number=".".join(str(index + 1) for index in place)) if place else msg("the tree")


def _wrong(template: str, tag: str, place: Place) -> TreeError:
    return TreeError(msg(template, where=_where(place), tag=tag[:MAX_QUOTED]), place)


def _made(tag: str, place: Place) -> etree._Element:
    try:
        return etree.Element(tag)
    except ValueError:
        raise _wrong(noop('{where}: "{tag}" can\'t be the name of an element'), _safe(tag), place) from None


def _set(element, name: str, value: str, place: Place, document: TreeDocument) -> None:
    full = XML_LANG if name == LANG else name
    try:
        element.set(full, value)
    except ValueError:
        # Either the name can't stand there, or a character of the value.
        try:
            element.set(full, _safe(value))
        except ValueError:
            sentence = msg(
                '{where}: "{name}" can\'t be the name of an attribute',
                where=_where(place),
                name=_safe(name)[:MAX_QUOTED],
            )
            raise TreeError(sentence, place) from None
        document.text_issues.append(TreeIssue(place, "no-character", _no_character(value), name))


def _fill(element, text: str, place: Place, document: TreeDocument) -> None:
    """Put a text's markup into an element.

    Where it can't be parsed, its characters stand for themselves and an issue says so.
    """
    if _NO_XML_CHARACTER.search(text):
        document.text_issues.append(TreeIssue(place, "no-character", _no_character(text)))
        text = _safe(text)
    if "<" not in text and "&" not in text:
        element.text = text
        return
    inner = _parse_marks(text, len(place))
    if isinstance(inner, TranslatableMessage):
        document.text_issues.append(TreeIssue(place, "not-markup", inner))
        element.text = text
        return
    element.text = inner.text
    element.extend(inner)


def _parse_marks(text: str, above: int) -> etree._Element | TranslatableMessage:
    """Return a text with its marks in an element of their own, or why that can't be; `above` are around its element."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        inner = etree.fromstring(f"<_>{text}</_>", parser)
    except etree.XMLSyntaxError as error:
        return _not_markup(error)
    return _too_deep() if _has_marks_too_deep(text, inner, above) else inner


def _has_marks_too_deep(text: str, inner: etree._Element, above: int) -> bool:
    """Return whether marks of a text with so many elements above it stand deeper than readers of XML go."""
    if text.count("<") <= MAX_DEPTH - above:
        return False
    deepest = level = 0
    for event, _ in etree.iterwalk(inner, ("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return above + deepest > MAX_DEPTH + 1


def _too_deep() -> TranslatableMessage:
    return msg("elements stand in each other more than {most} deep", most=MAX_DEPTH)


def _add_loose(element, node, place: Place, document: TreeDocument) -> None:
    holder = etree.Element("_")
    _, attrs, text, nodes = _checked(node, place)
    if attrs or nodes:
        raise _wrong(noop('{where} ("{tag}") is text between elements and takes nothing but a text'), LOOSE, place)
    _fill(holder, text, place, document)
    words = document.loose[place] = "".join(holder.itertext())
    document.add(place, None)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _safe(text: str) -> str:
    return _NO_XML_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def _no_character(text: str) -> TranslatableMessage:
    found = _NO_XML_CHARACTER.search(text)
    assert found is not None
    before = " ".join(_safe(text[max(0, found.start() - 20) : found.start()]).split())
    return msg(
        'after "{before}" stands a character that no file can hold (number {number}); take it out',
        before=before,
        number=ord(found[0]),
    )


def _not_markup(error: etree.XMLSyntaxError) -> TranslatableMessage:
    words = " ".join((error.msg or "").split())
    if "depth" in words:
        return _too_deep()
    if entity := _ENTITY.search(words):
        return msg('"&{entity};" is not known; write the character itself', entity=entity[1])
    if marks := _MISMATCH.search(words):
        opened, closed = marks.groups()
        if closed == "_":
            return msg("<{tag}> is opened in this text and not closed", tag=opened)
        if opened == "_":
            return msg("</{tag}> closes what this text has not opened", tag=closed)
        return msg("<{opened}> is closed by </{closed}>", opened=opened, closed=closed)
    return msg("the marks in this text don't fit together; a < or & that is no mark is written &lt; or &amp;")
