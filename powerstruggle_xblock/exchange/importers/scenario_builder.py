"""What every importer needs while it builds a scenario: fresh ids, people, lines and cues out of paragraphs, notes, media.

Ids are made from names once; from then on they are the author's and stay.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from lxml import etree

from ...notation import markup
from ...scenario import model as m
from ...scenario.conditions import ALWAYS, Condition, RESERVED_WORDS
from ..report import Media, noop, Report
from . import html_import
from .html_import import EmbeddedMedia

LONGEST_ID = 40
LONGEST_QUOTE = 60
MOST_NAME_WORDS = 3
STAFF = frozenset(("you", "me", "i", "worker", "staff", "case manager", "case worker", "caseworker", "social worker", "nurse", "counselor",
                   "counsellor", "supervisor", "colleague"))
VIDEO_ENDINGS, AUDIO_ENDINGS = (".mp4", ".m4v", ".webm", ".ogv", ".mov"), (".mp3", ".wav", ".ogg", ".oga", ".m4a")

_NOT_ID = re.compile(r"[^a-z0-9]+")
_NO_IDS = RESERVED_WORDS | {"if", "scene", "profile", "only"}
_QUOTES = "\"“”„«»"
_SPEECH = re.compile(
    rf"(?:<(?P<mark>strong|b|em|i)>)?(?P<name>[^\W\d_][^<>:(){_QUOTES}]{{0,39}}?)\s*(?P<end>:?\s*</(?P=mark)>|(?<!>))"
    rf"\s*(?:\((?P<mood>[a-z]+)\)\s*)?:?\s*[\"“„«](?P<said>[^{_QUOTES}]+)[\"”“»]\Z")
_WHOLE_QUOTE = re.compile(rf"[\"“„«](?P<said>[^{_QUOTES}]+)[\"”“»]\Z")


def slug(name: str) -> str:
    """Give a name as an id, or "" where nothing of it can stand in one."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return _NOT_ID.sub("-", letters).strip("-")[:LONGEST_ID].strip("-").lstrip("0123456789-")


def shorten(name: str) -> str:
    """Give a name short enough for a sentence of the report."""
    name = " ".join(html_import.replace_illegal_characters(name).split())
    return f"{name[:LONGEST_QUOTE]}…" if len(name) > LONGEST_QUOTE else name


def find_quotation(text: str) -> str | None:
    """Give what stands in the quotation marks where a text is nothing else, or None."""
    found = _WHOLE_QUOTE.match(text)
    return markup.collapse_space(found["said"]) or None if found and _is_whole(found["said"]) else None


def match_speech(text: str) -> re.Match | None:
    """Give the match of a paragraph that is `Name: "words"` or `Name (mood): "words"`, its name perhaps in bold; else None."""
    found = _SPEECH.match(text)
    if not found or found["mood"] not in (None, *m.MOODS):
        return None
    name, between = found["name"].strip(), found[0][found.end("name"):found.start("said")]
    is_name = bool(name) and name[0].upper() == name[0] and len(name.split()) <= MOST_NAME_WORDS
    return found if is_name and ":" in between and markup.plain_text(found["said"]) and _is_whole(found["said"]) else None


def _is_whole(text: str) -> bool:
    """Tell whether a cut-out piece of markup is well-formed by itself, and one line."""
    try:
        return "<br" not in text and etree.fromstring(f"<_>{text}</_>") is not None
    except etree.XMLSyntaxError:
        return False


class ScenarioBuilder:
    """One scenario in the making.

    `address` takes a source and the id of its place and gives the address to use, or None once it has told the report why.
    """

    def __init__(self, report: Report, address: Callable[[str, str | None], str | None] | None = None):
        self.report = report
        self.people: dict[str, m.Person] = {}
        self.files: dict[str, Media] = {}
        self.address = address or self.by_address
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._names: dict[str, str] = {}

    # --- names ----------------------------------------------------------------------------------------------------------

    def fresh(self, name: str, otherwise: str) -> str:
        """Give an id made from a name (or from `otherwise`, a small word) that nothing else has."""
        base = id_ = slug(name) or otherwise
        while id_ in self._taken or id_ in _NO_IDS:
            self._numbers[base] = number = self._numbers.get(base, 1) + 1
            id_ = f"{base}-{number}"
        self._taken.add(id_)
        return id_

    def take(self, ids: Iterable[str]) -> None:
        """Keep these ids from being given out."""
        self._taken.update(ids)

    def person(self, name: str) -> str:
        """Give the id of the person of that name, who is added when new: the first one that is not staff as the client."""
        known = self._names.get(name.casefold())
        if known:
            return known
        id_ = slug(name) or "person"
        while id_ in self.people or id_ in _NO_IDS:
            id_ += "-2"
        staff = name.casefold() in STAFF
        client = not staff and all(person.role != "client" for person in self.people.values())
        self.people[id_] = m.Person(id_, name, "client" if client else "colleague" if staff else "other")
        self._names[name.casefold()] = id_
        return id_

    def know(self, people: Iterable[m.Person]) -> None:
        """Begin with people who are there already."""
        for person in people:
            self.people[person.id] = person
            self._names[person.name.casefold()] = person.id

    # --- texts ----------------------------------------------------------------------------------------------------------

    def content_items(self, source: object, at: str | None, condition: Condition = ALWAYS) -> tuple[m.ContentItem, ...]:
        """Make cues, lines and media of foreign HTML; what was left out of it goes into the report."""
        found = html_import.parse_html(source)
        self.tell(found, at)
        return tuple(self.beats_of(found.parts, at, condition))

    def beats_of(self, parts: Iterable[str | EmbeddedMedia], at: str | None, condition: Condition = ALWAYS) -> list[m.ContentItem]:
        """Make cues, lines and media of paragraphs that were read already."""
        made = (self.shown(part, at, condition) if isinstance(part, EmbeddedMedia) else self.paragraph(part, condition) for part in parts)
        return [beat for beat in made if beat is not None]

    def paragraph(self, text: str, condition: Condition = ALWAYS) -> m.ContentItem:
        """Make a line of `Name: "words"`, and a cue of anything else."""
        if found := match_speech(text):
            name = markup.plain_text(found["name"]).strip()
            return m.Line(self.person(name), markup.collapse_space(found["said"]), found["mood"] or "calm", None, condition)
        return m.Narration(text, condition)

    def text(self, source: object, at: str | None) -> str | None:
        """Give foreign HTML as one text, or None; pictures in it are told."""
        found = html_import.parse_html(source)
        self.tell(found, at)
        for shown in found.shown:
            self.report.skipped(noop("A picture, sound or film stood in a text that takes words only, and was left out: {source}"), at,
                                source=shorten(shown.source))
        return found.text

    def tell(self, found: html_import.ImportedHtml, at: str | None) -> None:
        """Say in the report what was left out of a text for safety's sake."""
        for what in dict.fromkeys(found.left_out):
            self.report.skipped(noop("For safety's sake something was left out of a text: {what}. Its words were kept."), at, what=what)

    # --- media ----------------------------------------------------------------------------------------------------------

    def shown(self, shown: EmbeddedMedia, at: str | None, condition: Condition = ALWAYS) -> m.ContentItem | None:
        """Make a picture, sound or film; what can't be one becomes a link in a cue, or is told, its description staying as words."""
        source = self.address(shown.source, at)
        alt = " ".join(html_import.replace_illegal_characters(shown.alt).split()) if shown.alt else None
        if source is None:
            return m.Narration(html_import.escape_text(f"[{alt}]"), condition) if alt else None
        if shown.kind == "image":
            return m.Image(source, "" if shown.decorative else alt or None, condition)
        ending = source.lower().partition("?")[0]
        if shown.kind == "video" and ending.endswith(VIDEO_ENDINGS):
            return m.Video(source, "", self.address(shown.captions, at) if shown.captions else None, condition)
        if shown.kind == "audio" and ending.endswith(AUDIO_ENDINGS):
            return m.Audio(source, "", condition)
        self.report.attention(noop("A film or page of another site can't be shown in a scenario; a link to it stands in its place."), at)
        return m.Narration(format_link(source), condition)

    def by_address(self, source: str, at: str | None) -> str | None:
        """Let through an address of the web or of a course's own file; any other is told."""
        source = " ".join(source.split())
        if markup.is_safe_link(source) and not source.lower().startswith(("mailto:", "tel:")):
            return source
        return self.no_address(source, at)

    def no_address(self, source: str, at: str | None) -> None:
        """Tell that an address can't be used."""
        self.report.skipped(noop("A picture, sound or film was left out, since its address can't be used: {source}"), at,
                            source=shorten(source))

    # --- the whole ------------------------------------------------------------------------------------------------------

    def note(self, text: str) -> m.Note:
        """Make an author's note that quotes a foreign text, line by line."""
        return m.Note(html_import.escape_lines(text))

    def say_who_is_who(self) -> None:
        """Ask the author to look at the people who were found in the lines."""
        if self.people:
            names = ", ".join(f"{person.name} ({person.role})" for person in self.people.values())
            self.report.attention(noop("People were found by their lines: {names}. Say who the client is, and choose moods and portraits."),
                                  names=names)


def format_link(address: str) -> str:
    """Give a link as markup, its address as its words."""
    return html_import.parse_html(f'<a href="{address.replace(chr(34), "%22")}">{html_import.escape_text(address)}</a>').text or html_import.escape_text(address)
