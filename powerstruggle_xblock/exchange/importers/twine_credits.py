"""Find who made a Twine story and under which licence, for the sources of the card before the conversation."""

from ...notation.messages import noop
from ..report import Report
from . import html_import
from .scenario_builder import shorten
from .twee import Story
from .twine_paragraphs import build_paragraphs
from .twine_structure import PassageNode, normalize_spaces

CREDIT_PASSAGES = frozenset((
    "credit", "credits", "license", "licence", "licenses", "licences", "copyright", "sources", "source", "references",
    "bibliography", "attribution", "attributions", "acknowledgements", "acknowledgments", "acknowledgement", "colophon",
    "quellen", "lizenz", "danksagung", "crédits", "licencia", "créditos", "fuentes", "fonti", "crediti", "bronnen",
))
"""Names of passages, case-folded, whose words are credits."""
MAX_SOURCES = 40
MAX_SOURCE_LENGTH = 1000


class CreditCollector:
    """Collects the sources of one story, as markup."""

    def __init__(self, story: Story, report: Report):
        self.report = report
        self.sources: dict[str, None] = {}
        for words in [*story.credits, *(row.text for row in story.passages if row.name == "StoryAuthor")]:
            self._add(html_import.escape_text(" ".join(words.split())))

    def read_passages(self, places: list[PassageNode], first: PassageNode, family: str) -> list[PassageNode]:
        """Take the words of credit passages; return the passages that the story needs besides."""
        linked = {normalize_spaces(link.link.target) for place in places for link in place.links}
        kept = []
        for place in places:
            name = normalize_spaces(place.passage.name)
            is_credit = name.casefold() in CREDIT_PASSAGES and place is not first
            if is_credit:
                self._read_passage(place, family)
            if not is_credit or name in linked or place.links:
                kept.append(place)
        return kept

    def _read_passage(self, place: PassageNode, family: str) -> None:
        texts = (html_import.parse_html(text).texts for _, text in build_paragraphs(place.tokens, family))
        for text in (text for found in texts for text in found):
            self._add(text)
        self.report.add_changed(
            noop("The words of “{name}” are among the sources of the card before the conversation now."),
            name=shorten(place.passage.name))

    def _add(self, text: str) -> None:
        if text and len(self.sources) < MAX_SOURCES and len(text) <= MAX_SOURCE_LENGTH:
            self.sources[text] = None
