"""The short readings: a small XML notation, rendered as HTML for a platform's text component or for paper.

<reading title="…"> holds <p>, <h>, <list><item>, <agency fact="…"/> (one of the agency's own facts,
agency_config.FACTS), then <card title="…"> with <item>s (the takeaway), <limits> (what the evidence does not show) and
<source href="…">s. Texts take <b> and <i>. The headings begin at h3, since the platform has its own above them.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree

from ..notation.issues import did_you_mean
from .agency_config import FACTS, AgencyConfig
from .agency_text import render_fact

CARD = "border:1px solid;border-radius:.5rem;padding:.75rem 1rem;margin:1.25rem 0;max-width:36rem"
SMALL = "font-size:.9em;margin-top:1.5rem"
_MARKS = ("b", "i")
_BLOCKS = ("p", "h", "list", "agency")


class ReadingError(Exception):
    """What is wrong with a reading's file, with its line."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an idea comes from; `href` is a stable page or None for print."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, all texts as HTML already: body blocks, the card's title and lines, the limits, the sources."""

    title: str
    body: tuple[str, ...]
    card_title: str
    card: tuple[str, ...]
    limits: str
    sources: tuple[Source, ...]

    def render(self) -> str:
        """Return the whole reading."""
        sources = "".join(f"<li>{_render_source(source)}</li>" for source in self.sources)
        return (
            "\n".join(
                (
                    *self.body,
                    f'<section aria-label="To take with you" style="{CARD}">',
                    self.render_card(),
                    "</section>",
                    f"<h4>What the evidence does not show</h4>\n<p>{self.limits}</p>",
                    f'<h4>Where this comes from</h4>\n<ul style="{SMALL}">{sources}</ul>',
                )
            )
            + "\n"
        )

    def render_card(self) -> str:
        """Return the takeaway card alone, for a handout."""
        return f"<h4>{self.card_title}</h4>\n<ul>{''.join(f'<li>{line}</li>' for line in self.card)}</ul>"

    @property
    def words(self) -> str:
        """The words a learner reads, sources left out, for counting and for reading level."""
        root = etree.fromstring(f"<_>{'. '.join((*self.body, *self.card, self.limits))}</_>")
        return " ".join("".join(root.itertext()).split())


def read_page(file: Path, agency: AgencyConfig | None = None) -> tuple[str, str]:
    """Return title and HTML of a plain page: <page title="…"> of <p>, <h>, <list> and <agency>. Raises ReadingError."""
    root, renderer = parse_file(file, agency)
    return root.get("title", ""), "\n".join(renderer.render_block(child) for child in root) + "\n"


def parse_file(file: Path, agency: AgencyConfig | None = None) -> tuple[etree._Element, "HtmlRenderer"]:
    """Return a text file's root and a renderer of HTML for its parts. Raises ReadingError."""
    try:
        root = etree.parse(
            str(file), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        ).getroot()
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"{file.name}: {error}") from None
    except OSError:
        raise ReadingError(f"{file.name} is not there, though the outline names it") from None
    return root, HtmlRenderer(file.name, agency)


def read_reading(file: Path, agency: AgencyConfig | None = None) -> Reading:
    """Read one file, with an agency's facts filled in. Raises ReadingError."""
    root, renderer = parse_file(file, agency)
    body = tuple(renderer.render_block(child) for child in root.iterchildren(*_BLOCKS))
    for child in root:
        if child.tag not in (*_BLOCKS, "card", "limits", "source"):
            raise renderer.error(child, f"<{child.tag}> can't stand here")
    card, limits = root.find("card"), root.find("limits")
    sources = tuple(Source(renderer.render_text(child), child.get("href")) for child in root.iterchildren("source"))
    title = root.get("title")
    if card is None or limits is None or not sources or not title:
        raise renderer.error(root, "a reading needs a title, a <card>, its <limits> and a <source>")
    lines = tuple(renderer.render_text(item) for item in card)
    return Reading(title, body, escape(card.get("title", "")), lines, renderer.render_text(limits), sources)


class HtmlRenderer:
    """Turns the parts of one file into HTML."""

    def __init__(self, name: str, agency: AgencyConfig | None = None):
        self.name = name
        self.agency = agency

    def error(self, element, message: str) -> ReadingError:
        """Return the error for an element, with file and line."""
        return ReadingError(f"{self.name}, line {element.sourceline}: {message}")

    def render_block(self, element) -> str:
        """Return a paragraph, heading, list or agency's fact. Raises ReadingError."""
        if element.tag not in _BLOCKS:
            raise self.error(element, f"<{element.tag}> can't stand here")
        if element.tag == "agency":
            fact = element.get("fact", "")
            if fact not in FACTS:
                raise self.error(element, f"there is no fact \"{fact}\"{did_you_mean(fact, FACTS)}")
            return render_fact(self.agency, fact)
        if element.tag == "list":
            return f"<ul>{''.join(f'<li>{self.render_text(item)}</li>' for item in element)}</ul>"
        tag = "h4" if element.tag == "h" else "p"
        return f"<{tag}>{self.render_text(element)}</{tag}>"

    def render_text(self, element) -> str:
        """Return a text with its marks. Raises ReadingError."""
        parts = [escape(element.text or "")]
        for child in element:
            if child.tag not in _MARKS:
                raise self.error(child, f"<{child.tag}> can't stand in a text")
            parts.append(f"<{child.tag}>{escape(child.text or '')}</{child.tag}>{escape(child.tail or '')}")
        return " ".join("".join(parts).split())


def _render_source(source: Source) -> str:
    return (
        f'<a href="{escape(source.href)}" target="_blank" rel="noopener">{source.text}</a>'
        if source.href
        else source.text
    )
