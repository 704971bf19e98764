"""Parse HTML of other tools into the notation's small markup: safe, in paragraphs, with every word kept.

nh3 (html5ever) parses the HTML as browsers do; what it keeps is written as XML and parsed by the notation's own rules
(`markup.parse_markup`). A "<" that begins no known tag is an ordinary character, so "a < b" stays.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.sax.saxutils import escape, quoteattr

import nh3
from lxml import etree

from ...notation import markup

DEEPEST = 24
"""Marks nested deeper than this are left out; their words are kept."""
MAX_TAG_LENGTH = 20_000
"""A tag longer than this (such as a picture written into the text as data) is not treated as a tag."""

_INLINE_TAGS = frozenset(markup.MARKS)
_LIST_TAGS = ("ul", "ol")
_BLOCK_TAGS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "tr", "section", "article", "figure",
    "figcaption", "hr", "pre", "dl", "dt", "dd", "header", "footer", "main", "aside", "center", "address",
    "details", "summary", "caption", "li", "fieldset", "legend", "hgroup", "dialog", "menu", "search",
))
_CELL_TAGS = ("td", "th")
_CELL_END = " | "
_MEDIA_KINDS = {"img": "image", "audio": "audio", "video": "video", "iframe": "embed", "source": "source"}
_OTHER_TAGS = (
    "u", "s", "small", "big", "sub", "sup", "mark", "code", "kbd", "font", "strike", "del", "ins", "cite", "thead",
    "tbody", "tfoot", "colgroup", "col", "tt", "nobr", "wbr", "label", "button", "tw-link", "tw-hook", "picture",
    "progress", "meter", "output", "abbr", "acronym", "time", "data", "var", "samp", "q", "dfn", "ruby", "rt", "rp",
    "bdi", "bdo", "tw-include", "tw-align", "tw-enchantment", "tw-expression", "tw-passage", "tw-story", "tw-columns",
    "tw-column",
)
_UNSAFE_TAGS = (
    "script", "style", "svg", "object", "embed", "math", "template", "noscript", "form", "input", "textarea", "link",
    "meta", "base", "frame", "frameset", "applet", "xml", "foreignobject", "use", "image", "animate", "set", "option",
    "select", "title", "canvas", "map", "area", "track", "param", "datalist", "optgroup", "slot", "noframes",
    "marquee",
)
_KEPT_TAGS = _INLINE_TAGS | _BLOCK_TAGS | {"br", *_LIST_TAGS, *_CELL_TAGS, *_MEDIA_KINDS, *_OTHER_TAGS}
_KNOWN_TAGS = _KEPT_TAGS | set(_UNSAFE_TAGS)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])")
_TAG_END = re.compile(r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_SIMPLE_END = re.compile(r"[^<>]*+>")
MAX_RESCANS = 4
"""How often a text is scanned for the ends of unclosed tags; then quoted attribute values are no longer matched."""
DEEPEST_HTML = 100
_NOT_NESTED = frozenset(
    ("p", "li", "br", "hr", "img", "td", "th", "tr", "dt", "dd", "source", "wbr", "input", "col", "link", "meta")
)
_BROKEN_TAG = re.compile(r"(?<!<)</?[A-Za-z][A-Za-z0-9-]{0,30}+(?=\s)[^<>]{0,2000}+>")
_HIDDEN = re.compile(r"<(?:!--|(?<!<<)(script|style)(?=[\s/>]))", re.I)
"""What begins a comment, a script or a style sheet. "<<script>>" is a macro of a story format."""
_SCRIPT_END = re.compile(r"</script\b[^<>]*+>", re.I)
_STYLE_END = re.compile(r"</style\b[^<>]*+>", re.I)
_RISKY = re.compile(
    r"[\s/\"']on[a-z]++\s*+=|=\s*+[\"']?+\s*+(?:javascript|vbscript|data)\s*+:|,\s*+data:|srcdoc\s*+=", re.I)
_NO_SPACE = re.compile(r"[\x00-\x20]+")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALLOWED = {
    "span": {"lang", "dir"},
    "abbr": {"title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "audio": {"src"},
    "video": {"src"},
    "source": {"src"},
    "iframe": {"src"},
}
_HTML_ONLY = ("p", "div", "ul", "ol", "table", "blockquote")
_HOLDS_BLOCK = re.compile(rf"<(?:{'|'.join((*_HTML_ONLY, 'li', 'h[1-6]', 'tr', 'dl'))})[\s>]", re.I)
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class EmbeddedMedia:
    """A picture, sound, film or embedded page in a text: `kind` is image, audio, video or embed.

    `alt` is None if not given.
    """

    kind: str
    source: str
    alt: str | None = None
    decorative: bool = False
    captions: str | None = None


@dataclass(slots=True)
class ImportedHtml:
    """A parsed text.

    `parts` has paragraphs of markup and embedded media in order, `left_out` short names of what was left out for
    safety, `comments` the HTML comments, and `removed` scripts and style sheets, whole.
    """

    parts: list[str | EmbeddedMedia] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The paragraphs alone."""
        return [part for part in self.parts if isinstance(part, str)]

    @property
    def media(self) -> list[EmbeddedMedia]:
        """The pictures, sounds, films and embedded pages alone."""
        return [part for part in self.parts if isinstance(part, EmbeddedMedia)]

    @property
    def text(self) -> str | None:
        """All paragraphs as one text; None where there are no words."""
        return join_paragraphs(self.texts)


def replace_illegal_characters(text: str) -> str:
    """Return a text with the characters that XML can't hold (control characters, lone surrogates) replaced."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def escape_text(text: str) -> str:
    """Return a plain text as markup, with white space collapsed."""
    return markup.collapse_space(escape(replace_illegal_characters(text)))


def escape_lines(text: str) -> str:
    """Return a plain text as markup with its line breaks kept."""
    return markup.collapse_space(
        "<br/>".join(escape(line.strip()) for line in replace_illegal_characters(text).splitlines() if line.strip())
    )


def join_paragraphs(texts: list[str]) -> str | None:
    """Return several paragraphs as one text; None where there are none."""
    found = [text for text in texts if text]
    if len(found) < 2:
        return found[0] if found else None
    return markup.collapse_space(
        "".join(text if text.startswith(("<ul>", "<ol>", "<p>")) else f"<p>{text}</p>" for text in found)
    )


def format_plain_line(source: object) -> str:
    """Return an HTML text as one plain line, for titles and names; "" for anything but a string."""
    return " ".join(markup.plain_text(parse_html(source).text).split()) if isinstance(source, str) else ""


def format_all_words(source: str) -> str:
    """Return an HTML text as one plain line, with the descriptions of its pictures in brackets."""
    words = ((part.alt and f"[{part.alt}]") if isinstance(part, EmbeddedMedia) else markup.plain_text(part)
             for part in parse_html(source).parts)
    return " ".join(" ".join(filter(None, words)).split())


def parse_html(source: object) -> ImportedHtml:
    """Parse an HTML text; anything but a string counts as empty."""
    found = ImportedHtml()
    if not isinstance(source, str) or not source.strip():
        return found
    text = remove_hidden(source, found)
    if "<" not in text and "&" not in text:
        found.parts += [markup.collapse_space(escape(text))] if _is_text(escape(text)) else []
        return found
    cleaned = nh3.clean(
        "".join(_escape_unknown_tags(text, found.left_out)),
        tags=set(_KEPT_TAGS),
        attributes=_ALLOWED,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
        strip_comments=True,
    )
    parser = _MarkupWriter(found)
    parser.feed(cleaned)
    parser.close()
    parser.flush()
    return found


def remove_hidden(source: str, found: ImportedHtml) -> str:
    """Return a text without comments, scripts and style sheets.

    Comments are added to `found.comments`, scripts and style sheets, whole, to `found.removed`.
    """
    text = replace_illegal_characters(source)
    if "<" not in text:
        return text
    out: list[str] = []
    at = 0
    while hit := _HIDDEN.search(text, at):
        out.append(text[at:hit.start()])
        if hit[1]:
            at = _find_script_end(text, hit)
            found.removed.append(text[hit.start():at])
        else:
            end = text.find("-->", hit.end())
            comment = text[hit.end():end if end >= 0 else len(text)].strip()
            found.comments += [comment] if comment else []
            at = end + 3 if end >= 0 else len(text)
    return "".join([*out, text[at:]])


def join_tag_lines(text: str) -> str:
    """Return a text whose HTML tags are each on one line."""
    return _BROKEN_TAG.sub(lambda hit: hit[0].replace("\n", " "), text) if "\n" in text and "<" in text else text


def _find_script_end(text: str, opening: re.Match[str]) -> int:
    """Return the index after a script or style sheet; without a closing tag it goes to the end of the text."""
    closing = (_SCRIPT_END if opening[1].lower() == "script" else _STYLE_END).search(text, opening.end())
    return closing.end() if closing else len(text)


def has_blocks(text: str) -> bool:
    """Return whether a text has block elements, so that its line breaks mean nothing."""
    return bool(_HOLDS_BLOCK.search(text))


def _is_text(text: str) -> bool:
    return bool(markup.plain_text(text).replace("\xa0", " ").strip())


def _escape_unknown_tags(text: str, left_out: list[str]) -> Iterator[str]:
    """Yield the text in pieces, with each "<" that begins no known tag escaped.

    Unsafe tags are removed, and added to `left_out`.
    """
    at, scanned, depth = 0, 0, 0
    while (opening := text.find("<", at)) >= 0:
        yield text[at:opening]
        can_quote = scanned <= MAX_RESCANS * len(text)
        name, tag = _match_tag(text, opening, _TAG_END if can_quote else _SIMPLE_END)
        if name and not tag:
            scanned += min(len(text) - opening, MAX_TAG_LENGTH)
        risk = _find_risk(tag) if tag else None
        # "<<" begins a macro of a story format and not a tag.
        is_macro = text[opening - 1:opening] == "<" and not risk
        if not tag or is_macro or not (risk or name in _KNOWN_TAGS):
            yield "&lt;"
            at = opening + 1
            continue
        at = opening + len(tag)
        is_mark, is_closing = name in _KEPT_TAGS, tag.startswith("</")
        if (risk or not is_mark) and not is_closing:
            left_out.append(risk or f"<{name}>")
        if is_mark and name not in _NOT_NESTED:
            depth = max(0, depth - 1) if is_closing else depth + (not tag.endswith("/>"))
        # Parsing takes time by depth, and no real text is nested so deep.
        yield tag if is_mark and depth <= DEEPEST_HTML else ""
    yield text[at:]


def _match_tag(text: str, opening: int, tag_end: re.Pattern[str]) -> tuple[str, str]:
    """Return (name in lower case, whole tag) of what begins at `opening`; "" for a name or tag that is none."""
    found = _TAG_NAME.match(text, opening)
    if found is None:
        return "", ""
    end = tag_end.match(text, found.end(), found.end() + MAX_TAG_LENGTH)
    return found[1].lower(), text[opening:end.end()] if end else ""


def _find_risk(tag: str) -> str | None:
    plain = html.unescape(tag)
    hit = _RISKY.search(plain) or _RISKY.search(_NO_SPACE.sub("", plain))
    return hit[0].strip(" \t\r\n/\"'=") if hit else None


class _MarkupWriter(HTMLParser):
    """Writes nh3's HTML as paragraphs of the notation's markup."""

    def __init__(self, found: ImportedHtml):
        super().__init__(convert_charrefs=True)
        self.found = found
        self.open: list[tuple[str, str]] = []
        self.buffer: list[str] = []
        self.lists = 0
        self.player: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a mark, begin a paragraph or a list, or add media."""
        values = dict(attrs)
        if tag in _MEDIA_KINDS:
            self._add_media(tag, values)
        elif tag == "br":
            self.buffer.append("<br/>")
        elif tag in _LIST_TAGS or (tag == "li" and self.lists):
            if not self.lists:
                self.flush()
            self.lists += tag in _LIST_TAGS
            self._open_mark(tag, {})
        elif tag in _CELL_TAGS:
            self.buffer.append(_CELL_END if "".join(self.buffer).strip() else "")
        elif tag in _BLOCK_TAGS:
            self._end_block()
        elif tag in _INLINE_TAGS:
            kept = {name: value for name, value in values.items() if value and name in _ALLOWED.get(tag, ())}
            if tag != "a" or kept:
                self._open_mark(tag, kept)

    def handle_endtag(self, tag: str) -> None:
        """Close a mark, or end a paragraph or a list."""
        if tag in ("audio", "video"):
            self.player = None
        elif tag in _LIST_TAGS or (tag == "li" and self.lists) or tag in _INLINE_TAGS:
            self._close_mark(tag)
            self.lists -= tag in _LIST_TAGS and self.lists > 0
            if tag in _LIST_TAGS and not self.lists:
                self.flush()
        elif tag in _BLOCK_TAGS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Add words to the paragraph."""
        self.buffer.append(escape(data))

    def _open_mark(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) < DEEPEST:
            written = f"<{tag}{''.join(f' {name}={quoteattr(value)}' for name, value in attributes.items())}>"
            self.open.append((tag, written))
            self.buffer.append(written)

    def _close_mark(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open:
                name, _ = self.open.pop()
                self.buffer.append(f"</{name}>")
                if name == tag:
                    return

    def _end_block(self) -> None:
        if self.lists:
            self.buffer.append(
                "<br/>" if "".join(self.buffer[-1:]).strip() and not self.buffer[-1].startswith("<") else " "
            )
        else:
            self.flush()

    def _add_media(self, tag: str, values: dict[str, str | None]) -> None:
        source = (values.get("src") or "").strip()
        if tag == "source":
            if source and self.player:
                self.found.parts.append(EmbeddedMedia(self.player, source))
            return
        if not self.lists:
            self.flush()
        kind = _MEDIA_KINDS[tag]
        self.player = kind if tag in ("audio", "video") else None
        if source:
            self.found.parts.append(EmbeddedMedia(kind, source, values.get("alt")))

    def flush(self) -> None:
        """Add the current paragraph to the parts; marks that are still open are opened again in the next one."""
        while self.buffer and (self.buffer[-1] == _CELL_END or not self.buffer[-1].strip()):
            self.buffer.pop()
        written = "".join(self.buffer).replace("<br/></li>", "</li>") + "".join(
            f"</{name}>" for name, _ in reversed(self.open)
        )
        self.buffer = [begin for _, begin in self.open]
        element = etree.fromstring(f"<_>{replace_illegal_characters(written)}</_>")
        text = markup.parse_markup(element, lambda where, message: self.found.left_out.append(message))
        text = _trim_breaks(text) if text else None
        if text and _is_text(text):
            self.found.parts.append(text)


def _trim_breaks(text: str) -> str:
    """Return a paragraph without line breaks at its start and end."""
    while text.startswith("<br/>"):
        text = text[5:].lstrip()
    while text.endswith("<br/>"):
        text = text[:-5].rstrip()
    return markup.collapse_space(text)


def has_words(text: str) -> bool:
    """Return whether a text holds a letter or a digit."""
    return bool(_LETTER.search(markup.plain_text(text)))
