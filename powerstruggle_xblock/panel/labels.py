"""The translated messages of the trainer's panel."""

from datetime import date

from ..presenter.labels import Labels, noop
from ..scenario.vocabulary import ENDING_KINDS
from .statistics import RoundedCount, VersionCounters

try:
    from django.conf import settings
    from django.utils.formats import date_format
except ImportError:  # A runtime without Django writes dates in one way.
    settings = date_format = None

SCORE_BAND_NAMES = (
    noop("under 20 %"),
    noop("20 to 39 %"),
    noop("40 to 59 %"),
    noop("60 to 79 %"),
    noop("80 % or more"),
)
ABOUT_KEYS = ("what_counts", "what_rounded", "what_first", "what_version", "what_people")
"""Keys of words/panel.json: the section that explains the page."""
QUESTION_KEYS = ("ask_looks_after", "ask_speaks_for", "ask_hear", "ask_conditions")
"""Keys of words/panel.json: the handout's questions for discussion."""


class PanelLabels:
    """The panel's messages in the trainer's language. `words` holds those of words/panel.json, translated, by key."""

    def __init__(self, labels: Labels):
        self.gettext, self.words = labels.gettext, labels.page("panel")

    def about(self) -> list[str]:
        """Return the paragraphs that say what the panel counts and where results of single people are."""
        return [self.words[key] for key in ABOUT_KEYS]

    def format_count(self, count: RoundedCount) -> str:
        """Return a count as text, "few" where it is suppressed."""
        if count.value is None:
            return self.gettext("few")
        return self.gettext("{count} or more").format(count=count.value) if count.is_lower_bound else f"{count.value:d}"

    def format_count_and_percent(self, count: RoundedCount) -> str:
        """Return a count as text, with its percentage where it has one and is not 0."""
        text = self.format_count(count)
        return text if count.percent is None or not count.value else f"{text} · {self.format_percent(count)}"

    def format_percent(self, count: RoundedCount) -> str:
        """Return the percentage of a count as text, "few" where it is suppressed."""
        if count.value is None:
            return self.gettext("few")
        return self.gettext("{percent} %").format(percent=count.percent or 0)

    def describe_version(self, version: VersionCounters, is_current: bool) -> str:
        """Return the name of a version with the week since which it is counted."""
        nothing, week = self.gettext("nothing counted yet"), self.gettext("since the week of {day}")
        since = week.format(day=self.format_date(version.first_week)) if version.first_week else nothing
        name = self.gettext("the present text") if is_current else self.gettext("an earlier text ({version})")
        return f"{name.format(version=version.id)}, {since}"

    def counted_since(self, version: VersionCounters) -> str:
        """Return the message that says since when a version is counted."""
        if not version.first_week:
            return self.gettext(
                "Nothing has been counted of this version yet. Once learners play, their steps add up here."
            )
        since = self.gettext("Anonymous counts of this version, since the week of {day}; not a report on people.")
        return since.format(day=self.format_date(version.first_week))

    def format_date(self, text: str) -> str:
        """Return a date, given as YYYY-MM-DD, in the format of the current language."""
        if settings is None or date_format is None or not settings.configured:
            return text
        return date_format(date.fromisoformat(text), "DATE_FORMAT")

    def ending_kind(self, kind: str) -> str:
        """Return the name of a kind of ending."""
        return self.gettext(ENDING_KINDS[kind])

    def score_bands(self) -> list[str]:
        """Return the names of the score bands, the lowest first."""
        return [self.gettext(text) for text in SCORE_BAND_NAMES]

    def discussion_questions(self) -> list[str]:
        """Return what to ask about a decision in a live session."""
        return [self.words[key] for key in QUESTION_KEYS]

    def only_staff(self) -> str:
        """Return the refusal for people who are not this course's staff."""
        return self.gettext("This page is for this course's staff.")

    def read_only(self) -> str:
        """Return the refusal of a request that sends something."""
        return self.gettext("Nothing can be sent to this page; it is only for reading.")

    def no_such_version(self) -> str:
        """Return the refusal of a version without counters."""
        return self.gettext("Nothing has been counted of that version here. Open the panel from the component again.")

    def failed(self) -> str:
        """Return the message for a fault of the server."""
        return self.gettext("The panel can't be shown right now. Nothing is lost; please try again.")

    def not_counted(self) -> str:
        """Return the message for a site that counts nothing."""
        return self.gettext(
            "This site doesn't count: counting is not switched on. Learners play, and get their grades, all the same. "
            "Whoever runs the site finds how to switch it on in docs/install.md."
        )
