"""The sentences the server says to learners, translated: skills, meters, moods, endings, refusals.

Names in the engine's catalogues are English in TOML files; they are translated here by looking up the English text, and
`make extract_translations` collects them (see i18n.py).
"""

import json
from functools import cache

from ..notation import markup
from ..notation.messages import Gettext, Ngettext, english_plural, noop, translate
from ..resources import package_file
from ..scenario import catalog
from ..scenario import model as m
from ..scenario.vocabulary import ENDING_KINDS, KEEP, METERS, MOODS

LABEL_WORDS = 4
TENSION_BANDS = ((3, noop("settled")), (6, noop("on edge")), (8, noop("rising fast")), (10, noop("in crisis")))
BANDS = ((1, noop("almost none")), (3, noop("low")), (6, noop("some")), (8, noop("good")), (10, noop("strong")))


@cache
def page_messages(view: str = "scenario") -> dict[str, str]:
    """Give a view's own words, English by key (words/, shared with the browser's sources)."""
    return json.loads(package_file(f"words/{view}.json").read_text(encoding="utf-8"))


class Labels:
    """Says things in the reader's language; `gettext` translates one text, `ngettext` one of two by a number."""

    def __init__(self, gettext: Gettext = str, ngettext: Ngettext = english_plural):
        self.gettext, self.ngettext = gettext, ngettext

    def translate(self, sentence: str) -> str:
        """Give a sentence of the engine; one whose translation is broken stays English, any other text stays as it is."""
        return translate(sentence, self.gettext, self.ngettext)

    def page(self, view: str = "scenario") -> dict[str, str]:
        """Give a view's own words, translated."""
        return {key: self.gettext(text) for key, text in page_messages(view).items()}

    def meter(self, meter: m.Meter) -> str:
        """Name a meter, the author's name first."""
        return meter.name or self.gettext(METERS.get(meter.id, meter.id))

    def band(self, meter_id: str, value: int) -> str:
        """Say in words where a meter stands, 0–10."""
        bands = TENSION_BANDS if meter_id == "tension" else BANDS
        return self.gettext(next(word for top, word in bands if value <= top))

    def mood(self, mood: str) -> str:
        """Name a mood."""
        return self.gettext(MOODS[mood])

    def ending_kind(self, kind: str) -> str:
        """Name a kind of ending."""
        return self.gettext(ENDING_KINDS[kind])

    def skill(self, id_: str) -> str:
        """Name a skill."""
        return self.gettext(catalog.skills()[id_].name)

    def did_well(self, id_: str) -> str:
        """Say what was strong."""
        return self.gettext(catalog.skills()[id_].did_well)

    def next_time(self, id_: str, slipped: bool) -> str:
        """Say what to try next."""
        skill = catalog.skills()[id_]
        return self.gettext(skill.slip if slipped else skill.next_time)

    def start(self) -> str:
        """Name the first point of a curve."""
        return self.gettext("the start")

    def short(self, choice: m.Choice) -> str:
        """Give a choice's first words, as a label."""
        words = markup.plain_text(choice.say or choice.do or (choice.wait.text if choice.wait else "")).split()
        label = " ".join(words[:LABEL_WORDS]).rstrip(",;:.")
        return f"{label}…" if len(words) > LABEL_WORDS else label

    def kept(self, keep: str) -> str:
        """Say which of several runs counts."""
        return self.gettext(KEEP[keep])

    def false_calm(self) -> str:
        """Say what a quiet without a say is."""
        return self.gettext("Quieter, but they had little say in it: a yes like this may not hold.")

    def withheld(self) -> str:
        """Say why results aren't shown."""
        return self.gettext("This course shows results later, or not at all. What you did is recorded.")

    def support(self) -> str:
        """The text of "step out for a moment", where neither author nor agency wrote one."""
        return self.gettext(
            "You can stay here as long as you like. Nothing runs on and nothing is lost. If something in this story comes close "
            "to something of your own, talk to somebody you trust: a colleague, your supervisor, your agency's employee "
            "assistance, or a local crisis line.")

    def standing(self) -> str:
        """The line beside every box, whoever the agency is."""
        return self.gettext(
            "Nobody monitors this box. Incidents, abuse, threats and any risk to a life go through your agency's reporting "
            "procedure, at once, not here.")

    def writing_support(self) -> str:
        """Say beside a box to write in whom to turn to, where nobody wrote anything of their own."""
        return self.gettext(
            "If something comes close while you write, you can stop at any point. Talk to somebody you trust: a colleague, your "
            "supervisor, your agency's employee assistance, or a local crisis line.")

    def edited(self, title: str) -> str:
        """Say that the scenario changed under a run."""
        return self.gettext(
            "This scenario was changed by its author since you were last here. You go on at \"{scene}\"; what you have earned so "
            "far stays.").format(scene=title)

    def ended_by_edit(self) -> str:
        """Return that an edit moved the run onto an ending, and what the learner can do."""
        return self.gettext(
            "This scenario was changed by its author since you were last here, and the conversation now ends at this point. "
            "Nothing is graded until you say so. When you are ready, see how it ends.")

    def rated_anew(self) -> str:
        """Return that a recorded result is older than the author's present ratings."""
        return self.gettext("The author has changed the ratings of some replies since you finished. Your result stays as it was recorded.")

    def unreadable_setting(self, name: str, value: str) -> str:
        """Return that a setting of an imported file can't be read, and what counts meanwhile."""
        return self.gettext(
            "The setting {name} of the imported file is \"{value}\", which can't be read, so the usual value counts for learners. Please "
            "set it anew.").format(name=name, value=value[:40])

    def replaced(self, *, playable: bool) -> str:
        """Say that an ended run no longer fits the scenario, and whether the new one can be played."""
        said = self.gettext("This scenario was changed by its author since you finished it. Your grade stays as it is.")
        more = self.gettext("You can play the new version.")
        return f"{said} {more}" if playable else said

    def past_due(self) -> str:
        """Say that the deadline has passed."""
        return self.gettext("The deadline has passed, so a new graded run can't be begun or carried on. Your recorded grade stays.")

    def no_attempts(self) -> str:
        """Say that no graded attempts are left."""
        return self.gettext(
            "No graded attempts are left. Your recorded grade stays, and you can still try again from any point of your last run, "
            "as practice.")

    def not_enrolled(self) -> str:
        """Say that only enrolled people can play for a grade."""
        return self.gettext("Only people enrolled in this course can play this scenario. Please enrol first.")

    def stale(self) -> str:
        """Say that the page was behind."""
        return self.gettext("This page was behind, perhaps because of a second window. Here is where the talk stands now.")

    def closed(self) -> str:
        """Say that a choice can't be taken."""
        return self.gettext("That isn't possible at this point of the talk.")

    def too_long(self) -> str:
        """Say that a run has no room left."""
        return self.gettext(
            "This talk has gone on too long to be stored, so it counts as over. Please begin again; if that isn't possible, ask your "
            "course team.")

    def unavailable(self) -> str:
        """Say that a scenario can't be played."""
        return self.gettext("This scenario can't be played right now. Your course team can mend it; nothing of yours is lost.")

    def nothing_here(self) -> str:
        """Say to staff that a block is empty."""
        return self.gettext("There is no scenario in this component yet.")

    def bad_request(self, what: str) -> str:
        """Say what was wrong with a request."""
        return self.gettext("The page sent something that can't be understood ({what}). Reload it, and nothing is lost.").format(what=what)

    def failed(self) -> str:
        """Say that the server failed."""
        return self.gettext("Something went wrong on the server. What you did before is kept; please try again.")

    def only_authors(self) -> str:
        """Say that a handler is Studio's."""
        return self.gettext("Scenarios are edited in Studio, by their authors.")
