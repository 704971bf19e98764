"""What every importer needs to build a scenario: new ids, people, content items made of paragraphs, notes and media."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from lxml import etree

from ...notation import markup
from ...notation.messages import noop
from ...scenario import model as m
from ...scenario.conditions import ALWAYS, Condition
from ...scenario.vocabulary import STAFF_NAMES
from ..ids import NOT_NAMES, Ids
from ..report import SKIPPED, Report
from . import html_import
from .html_import import EmbeddedMedia

MAX_QUOTE_LENGTH = 60
MAX_TAG_NAME = 20
MAX_HEAD_LENGTH = 150
"""How many characters a name with mood, marks and spaces may take before the words of a line."""
MAX_NAME_WORDS = 3
VIDEO_ENDINGS, AUDIO_ENDINGS = (".mp4", ".m4v", ".webm", ".ogv", ".mov"), (".mp3", ".wav", ".ogg", ".oga", ".m4a")

_OPENING_QUOTES, _CLOSING_QUOTES = "\"“„«", "\"”“»"
_QUOTES = "\"“”„«»"
_ANY_QUOTE = re.compile(f"[{_QUOTES}]")
_SPEECH_HEAD = re.compile(
    r"(?:<(?P<mark>strong|b|em|i)>)?(?P<name>[^\W\d_][^<>:()]{0,39}?)\s*(?P<end>:?\s*</(?P=mark)>|(?<!>))"
    r"\s*(?:\((?P<mood>[a-z]+)\)\s*)?:?\s*\Z")
_PLAIN_SPEECH = re.compile(
    rf"(?:<(?P<mark>strong|b|em|i)>)?(?P<name>[^\W\d_][^<>:(){_QUOTES}]{{0,39}})(?::</(?P=mark)>|</(?P=mark)>:|(?<!>):)"
    r"\s*+(?P<words>\S.*)\Z", re.S)
_PRONOUNS = frozenset(("i", "he", "she", "they", "it", "we", "er", "sie", "elle", "il", "ella"))
_WHOLE_QUOTE = re.compile(rf"[\"“„«](?P<words>[^{_QUOTES}]+)[\"”“»]\Z")


def shorten(name: str) -> str:
    """Return a name cut to a length that fits into a message of the report."""
    name = " ".join(html_import.replace_illegal_characters(name).split())
    return f"{name[:MAX_QUOTE_LENGTH]}…" if len(name) > MAX_QUOTE_LENGTH else name


def find_quotation(text: str) -> str | None:
    """Return the words of a text that is one quotation and nothing else, or None."""
    found = _WHOLE_QUOTE.match(text)
    return markup.collapse_space(found["words"]) or None if found and _is_whole(found["words"]) else None


@dataclass(frozen=True, slots=True)
class Speech:
    """A paragraph that is a line of a person: name and words as markup, and one of MOODS or None."""

    name: str
    mood: str | None
    words: str


def match_speech(text: str, speakers: Collection[str] = ()) -> Speech | None:
    """Return the speech of a paragraph that is `Name: "words"` or `Name (mood): "words"`, its name perhaps in bold.

    Names of `speakers`, in case-folded form, need no quotation marks. Else None.
    """
    return _match_quoted_speech(text) or (_match_plain_speech(text, speakers) if speakers else None)


def _match_plain_speech(text: str, speakers: Collection[str]) -> Speech | None:
    found = _PLAIN_SPEECH.match(text)
    if not found or found["name"].strip().casefold() not in speakers or not _is_whole(found["words"]):
        return None
    return Speech(found["name"], None, found["words"]) if markup.plain_text(found["words"]) else None


def _match_quoted_speech(text: str) -> Speech | None:
    opening = _ANY_QUOTE.search(text, 0, MAX_HEAD_LENGTH)
    if opening is None or opening[0] not in _OPENING_QUOTES or text[-1] not in _CLOSING_QUOTES:
        return None
    head, words = text[:opening.start()], text[opening.end():-1]
    found = _SPEECH_HEAD.match(head)
    if not found or found["mood"] not in (None, *m.MOODS) or ":" not in head[found.end("name"):]:
        return None
    if not is_person_name(found["name"]) or _ANY_QUOTE.search(words):
        return None
    return Speech(found["name"], found["mood"], words) if markup.plain_text(words) and _is_whole(words) else None


def is_person_name(name: str) -> bool:
    """Return whether a text may be a person's name.

    It begins with a capital, has at most three words, and is no pronoun with a verb, such as "She says".
    """
    words = name.split()
    is_sentence = len(words) > 1 and words[0].casefold() in _PRONOUNS
    return bool(words) and words[0][0].upper() == words[0][0] and len(words) <= MAX_NAME_WORDS and not is_sentence


def _is_whole(text: str) -> bool:
    """Return whether a cut-out piece of markup is well-formed by itself, and one line."""
    try:
        return "<br" not in text and etree.fromstring(f"<_>{text}</_>") is not None
    except etree.XMLSyntaxError:
        return False


class ScenarioBuilder:
    """Collects the people and ids of one scenario, and builds its content from HTML of other tools.

    `resolve_address` takes the address of a media file and the id of its place; it returns the address to use, or
    None after it has reported why there is none. By default it lets addresses of the web and of a course's own files
    through. `speakers` are names, case-folded, whose lines need no quotation marks.
    """

    def __init__(self, report: Report, resolve_address: Callable[[str, str | None], str | None] | None = None):
        self.report = report
        self.people: dict[str, m.Person] = {}
        self.speakers: frozenset[str] = frozenset()
        self.resolve_address = resolve_address or self.check_address
        self._ids = Ids()
        self._person_ids = Ids(reserved=NOT_NAMES)
        self._names: dict[str, str] = {}

    # --- names ------------------------------------------------------------------------------------------------------

    def create_id(self, name: str, default: str) -> str:
        """Return an id that nothing else has, made from a name, or from `default` where the name gives none."""
        return self._ids.take(name, default)

    def reserve_ids(self, ids: Iterable[str]) -> None:
        """Reserve ids, so that `create_id` never returns them."""
        self._ids.update(ids)

    def get_person_id(self, name: str) -> str:
        """Return the id of the person of that name.

        A new person is added: the first one that is not staff as the client.
        """
        known = self._names.get(name.casefold())
        if known:
            return known
        id_ = self._person_ids.take(name, "person")
        staff = name.casefold() in STAFF_NAMES
        client = not staff and all(person.role != "client" for person in self.people.values())
        self.people[id_] = m.Person(id_, name, "client" if client else "colleague" if staff else "other")
        self._names[name.casefold()] = id_
        return id_

    def add_people(self, people: Iterable[m.Person]) -> None:
        """Add people who exist already."""
        for person in people:
            self.people[person.id] = person
            self._person_ids.add(person.id)
            self._names[person.name.casefold()] = person.id

    # --- texts ------------------------------------------------------------------------------------------------------

    def parse_content(self, source: object, at: str | None, condition: Condition = ALWAYS) -> tuple[m.ContentItem, ...]:
        """Parse HTML into narration, lines and media; what was left out of it is reported."""
        found = html_import.parse_html(source)
        self.report_left_out(found, at)
        return tuple(self.build_content(found.parts, at, condition))

    def build_content(
        self, parts: Iterable[str | EmbeddedMedia], at: str | None, condition: Condition = ALWAYS
    ) -> list[m.ContentItem]:
        """Build narration, lines and media from parsed paragraphs."""
        items = (
            self.build_media(part, at, condition)
            if isinstance(part, EmbeddedMedia)
            else self.build_paragraph(part, condition)
            for part in parts
        )
        return [item for item in items if item is not None]

    def build_paragraph(self, text: str, condition: Condition = ALWAYS) -> m.ContentItem:
        """Build a line from `Name: "words"`, and narration from any other paragraph."""
        if speech := match_speech(text, self.speakers):
            name = markup.plain_text(speech.name).strip()
            words = markup.collapse_space(speech.words)
            return m.Line(self.get_person_id(name), words, speech.mood or "calm", None, condition)
        return m.Narration(text, condition)

    def parse_text(self, source: object, at: str | None) -> str | None:
        """Parse HTML into one text, or None where it has no words; media in it are reported as left out."""
        found = html_import.parse_html(source)
        self.report_left_out(found, at)
        for shown in found.media:
            self.report.add_skipped(
                noop("A picture, sound or film was left out of a text that can hold words only: {source}"),
                at,
                source=shorten(f"{shown.source} ({shown.alt})" if shown.alt else shown.source),
            )
        return found.text

    def report_left_out(self, found: html_import.ImportedHtml, at: str | None) -> None:
        """Report what was left out of a text for safety's sake."""
        for what in dict.fromkeys(found.left_out):
            self.report.add_skipped(
                noop("For safety something was left out of a text: {what}. Its words were kept."), at, what=what
            )
        for source in found.removed:
            tag = source[1:MAX_TAG_NAME].split(">")[0].split()[0].strip("/").lower()
            self.report.add_skipped(
                noop("For safety something was left out of a text, with all that stands in it: {what}"), at,
                what=f"<{tag}>")

    # --- media ------------------------------------------------------------------------------------------------------

    def build_media(self, shown: EmbeddedMedia, at: str | None, condition: Condition = ALWAYS) -> m.ContentItem | None:
        """Build an image, audio or video.

        A source that none of these can play becomes a link in narration. One without a usable address is reported,
        and its description becomes narration, or None where it has no description.
        """
        source = self.resolve_address(shown.source, at)
        alt = " ".join(html_import.replace_illegal_characters(shown.alt).split()) if shown.alt else None
        if source is None:
            return m.Narration(html_import.escape_text(f"[{alt}]"), condition) if alt else None
        if shown.kind == "image":
            return m.Image(source, "" if shown.decorative else alt or None, condition)
        ending = source.lower().partition("?")[0]
        if shown.kind == "video" and ending.endswith(VIDEO_ENDINGS):
            return m.Video(source, "", self.resolve_address(shown.captions, at) if shown.captions else None, condition)
        if shown.kind == "audio" and ending.endswith(AUDIO_ENDINGS):
            return m.Audio(source, "", condition)
        self.report.add_attention(
            noop("A film or page of another site can't be shown in a scenario; a link to it was put in its place."), at
        )
        return m.Narration(format_link(source), condition)

    def check_address(self, source: str, at: str | None) -> str | None:
        """Return an address of the web or of a course's own file; report any other and return None."""
        source = " ".join(source.split())
        if markup.is_safe_link(source) and not source.lower().startswith(("mailto:", "tel:")):
            return source
        return self.report_bad_address(source, at)

    def report_bad_address(self, source: str, at: str | None) -> None:
        """Report that an address can't be used."""
        self.report.add_named(
            SKIPPED,
            noop("Pictures, sounds or films were left out, each since its address can't be used: {count}. They are: "
                 "{names}"),
            shorten(source), at)

    # --- the whole --------------------------------------------------------------------------------------------------

    def make_note(self, text: str) -> m.Note:
        """Return an author's note that quotes a text line by line."""
        return m.Note(html_import.escape_lines(text))

    def report_people(self) -> None:
        """Report the people who were found in the lines, for the author to check."""
        if self.people:
            names = ", ".join(f"{person.name} ({person.role})" for person in self.people.values())
            self.report.add_attention(
                noop(
                    "People were found by their lines: {names}. Set who the client is, and choose moods and portraits."
                ),
                names=names,
            )


def format_link(address: str) -> str:
    """Return a link as markup, with the address as its text."""
    return html_import.parse_html(
        f'<a href="{address.replace(chr(34), "%22")}">{html_import.escape_text(address)}</a>'
    ).text or html_import.escape_text(address)
