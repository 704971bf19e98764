"""The sentences of the trainer's panel, translated."""

from datetime import date

from ..presenter.labels import ENDING_KINDS, Labels, noop
from .figures import Figure, Version

try:
    from django.conf import settings
    from django.utils.formats import date_format
except ImportError:  # A runtime without Django has one way to write a day.
    settings = None

BAND_WORDS = (noop("under 20 %"), noop("20 to 39 %"), noop("40 to 59 %"), noop("60 to 79 %"), noop("80 % or more"))
ABOUT = ("what_counts", "what_rounded", "what_first", "what_version", "what_people")
QUESTIONS = ("ask_looks_after", "ask_speaks_for", "ask_hear", "ask_conditions")
"""Keys of words/panel.json."""


class PanelLabels:
    """Says the panel's sentences in the trainer's language."""

    def __init__(self, labels: Labels):
        self.gettext, self.words = labels.gettext, labels.page("panel")

    def about(self) -> list[str]:
        """Say what this is and what it isn't, and where results of people are."""
        return [self.words[key] for key in ABOUT]

    def number(self, figure: Figure) -> str:
        """Write a figure's number."""
        if figure.told is None:
            return self.gettext("few")
        return self.gettext("{count} or more").format(count=figure.told) if figure.more else f"{figure.told:d}"

    def figure(self, figure: Figure) -> str:
        """Write a figure with its share where it has one."""
        number = self.number(figure)
        return number if figure.share is None or not figure.told else f"{number} · {self.share(figure)}"

    def share(self, figure: Figure) -> str:
        """Write a share, or the word for a withheld one."""
        if figure.told is None:
            return self.gettext("few")
        return self.gettext("{percent} %").format(percent=figure.share or 0)

    def version(self, version: Version, present: bool) -> str:
        """Name a version."""
        nothing, week = self.gettext("nothing counted yet"), self.gettext("since the week of {day}")
        since = week.format(day=self.day(version.since)) if version.since else nothing
        name = self.gettext("the present text ({version})") if present else self.gettext("version {version}")
        return f"{name.format(version=version.id)}, {since}"

    def counted_since(self, version: Version) -> str:
        """Say from when on a version is counted."""
        if not version.since:
            return self.gettext("Nothing has been counted of this version yet. Once learners play, their steps add up here.")
        since = self.gettext("Anonymous counts of this version, since the week of {day}; not a report on people.")
        return since.format(day=self.day(version.since))

    def day(self, text: str) -> str:
        """Write a day as the page's language does."""
        return date_format(date.fromisoformat(text), "DATE_FORMAT") if settings is not None and settings.configured else text

    def kind(self, kind: str) -> str:
        """Name a kind of ending."""
        return self.gettext(ENDING_KINDS[kind])

    def bands(self) -> list[str]:
        """Name the bands of scores."""
        return [self.gettext(text) for text in BAND_WORDS]

    def questions(self) -> list[str]:
        """Give what to ask about a decision in a live session."""
        return [self.words[key] for key in QUESTIONS]

    def only_staff(self) -> str:
        """Say that this is not for learners."""
        return self.gettext("This page is for this course's staff.")

    def only_reading(self) -> str:
        """Say that nothing can be sent here."""
        return self.gettext("Nothing can be sent to this page; it is only for reading.")

    def no_such_version(self) -> str:
        """Say that nothing was counted of a version."""
        return self.gettext("Nothing has been counted of that version here. Open the panel from the component again.")

    def failed(self) -> str:
        """Say that the server failed."""
        return self.gettext("The panel can't be shown right now. Nothing is lost; please try again.")

    def not_counted(self) -> str:
        """Say that the site does not count."""
        return self.gettext(
            "This site doesn't count: the app for group answers is not installed, or its tables are missing. Learners play, and "
            "get their grades, all the same. Whoever runs the site finds how to switch it on in docs/install.md.")
