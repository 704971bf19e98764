"""The translated messages of the server to learners: names of skills, meters, moods and endings, notices, refusals.

Names in the engine's catalogues are English texts in TOML files. They are translated here by looking up the English
text; `make extract_translations` collects them (see i18n.py).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..notation import markup
from ..notation.messages import Gettext, Ngettext, english_plural, noop, translate
from ..resources import package_file
from ..scenario import catalog
from ..scenario import model as m
from ..scenario.meters import Meter
from ..scenario.vocabulary import ENDING_KINDS, KEEP, METERS, MOODS

LABEL_WORDS = 4
TENSION_BANDS = ((3, noop("settled")), (6, noop("on edge")), (8, noop("high")), (10, noop("in crisis")))
BANDS = ((1, noop("almost none")), (3, noop("low")), (6, noop("some")), (8, noop("good")), (10, noop("strong")))


PLURAL_SAMPLES = (0, 1, 2, 3, 6, 7, 11, 20)
"""Numbers of which, with OTHER_NUMBER, every language has one of each of its kinds (CLDR)."""
OTHER_NUMBER = 100


@cache
def page_messages(view: str = "scenario") -> dict[str, Any]:
    """Return the English messages of words/<view>.json by key; the browser's sources use the same files.

    A message is a text, or, where its words depend on a number, the texts "one" and "other".
    """
    return json.loads(package_file(f"words/{view}.json").read_text(encoding="utf-8"))


class Labels:
    """The messages in the reader's language. `gettext` translates a text, `ngettext` one of two texts by a number."""

    def __init__(self, gettext: Gettext = str, ngettext: Ngettext = english_plural):
        self.gettext, self.ngettext = gettext, ngettext

    def translate(self, sentence: str) -> str:
        """Return a message of the engine, translated.

        It stays English where its translation loses or adds a {name}; a plain text is returned unchanged.
        """
        return translate(sentence, self.gettext, self.ngettext)

    def page(self, view: str = "scenario") -> dict[str, Any]:
        """Return the messages of words/<view>.json by key, translated, in the forms that the language has."""
        return {
            key: self.gettext(text) if isinstance(text, str) else self._forms(text)
            for key, text in page_messages(view).items()
        }

    def _forms(self, text: Mapping[str, str]) -> dict[str, str]:
        """Return the forms of a message, each by a number that it goes with, the usual one as "other".

        The browser knows which numbers go alike in the page's language, and the catalog which form a number takes.
        """
        usual, *forms = (
            self.ngettext(text["one"], text["other"], number) for number in (OTHER_NUMBER, *PLURAL_SAMPLES)
        )
        named = {str(number): form for number, form in zip(PLURAL_SAMPLES, forms, strict=True) if form != usual}
        return named | {"other": usual}

    def meter(self, meter: Meter) -> str:
        """Return the name of a meter: the author's, else the standard one."""
        return meter.name or self.gettext(METERS.get(meter.id, meter.id))

    def band(self, meter_id: str, value: int) -> str:
        """Return the words for a meter's value from 0 to 10."""
        bands = TENSION_BANDS if meter_id == "tension" else BANDS
        return self.gettext(next(word for top, word in bands if value <= top))

    def mood(self, mood: str) -> str:
        """Return the name of a mood."""
        return self.gettext(MOODS[mood])

    def ending_kind(self, kind: str) -> str:
        """Return the name of a kind of ending."""
        return self.gettext(ENDING_KINDS[kind])

    def skill(self, id_: str) -> str:
        """Return the name of a skill."""
        return self.gettext(catalog.skills()[id_].name)

    def did_well(self, id_: str) -> str:
        """Return the feedback on a skill that was shown well."""
        return self.gettext(catalog.skills()[id_].did_well)

    def next_time(self, id_: str, slipped: bool) -> str:
        """Return the advice on a skill for the next attempt; another one where the learner made its typical mistake."""
        skill = catalog.skills()[id_]
        return self.gettext(skill.slip if slipped else skill.next_time)

    def start(self) -> str:
        """Return the label of the first point of a meter's curve."""
        return self.gettext("the start")

    def short(self, choice: m.Choice) -> str:
        """Return the first LABEL_WORDS words of a choice as plain text, with "…" where there are more."""
        words = markup.plain_text(choice.main_text).split()
        label = " ".join(words[:LABEL_WORDS]).rstrip(",;:.")
        return f"{label}…" if len(words) > LABEL_WORDS else label

    def kept(self, keep: str) -> str:
        """Return which of several runs counts for the grade (a value of `scoring.keep`)."""
        return self.gettext(KEEP[keep])

    def false_calm(self) -> str:
        """Return the note where tension fell because the client gave up their say."""
        return self.gettext("Quieter, but they had little say in it: a yes like this may not hold.")

    def withheld(self) -> str:
        """Return why results are not shown."""
        return self.gettext("This course shows results later, or not at all. What you did is recorded.")

    def support(self) -> str:
        """Return the default text of "step out for a moment", used without one by the author or the agency."""
        return self.gettext(
            "You can stay here as long as you like. Nothing runs on and nothing is lost. If something in this "
            "story comes close to something of your own, talk to somebody you trust: a colleague, your supervisor, "
            "your agency's employee assistance, or a local crisis line."
        )

    def monitoring_notice(self) -> str:
        """Return the notice that stands beside every text field: nobody monitors it."""
        return self.gettext(
            "Nobody monitors this box. Incidents, abuse, threats and any risk to a life go through your agency's "
            "reporting procedure, at once, not here."
        )

    def writing_support(self) -> str:
        """Return the default support text beside a text field, used without one by the agency."""
        return self.gettext(
            "If something comes close while you write, you can stop at any point. Talk to somebody you trust: a "
            "colleague, your supervisor, your agency's employee assistance, or a local crisis line."
        )

    def edited(self, title: str) -> str:
        """Return the notice that the scenario was edited during a run, which goes on at the scene with this title."""
        return self.gettext(
            'This scenario was changed by its author since you were last here. You go on at "{scene}"; what you '
            "have earned so far stays."
        ).format(scene=title)

    def ended_by_edit(self) -> str:
        """Return the notice that an edit moved the run onto an ending, and what the learner can do."""
        return self.gettext(
            "This scenario was changed by its author since you were last here, and the conversation now ends at "
            "this point. Nothing is graded until you say so. When you are ready, see how it ends."
        )

    def rated_anew(self) -> str:
        """Return the notice that a recorded result is older than the author's present ratings."""
        return self.gettext(
            "The author has changed the ratings of some replies since you finished. Your result stays as it was "
            "recorded."
        )

    def unreadable_setting(self, name: str, value: str) -> str:
        """Return the message that a setting of an imported file can't be read, and that its default is used."""
        return self.gettext(
            'The setting {name} of the imported file is "{value}", which can\'t be read, so the usual value counts '
            "for learners. Please set it anew."
        ).format(name=name, value=value[:40])

    def replaced(self, *, playable: bool) -> str:
        """Return the notice that an ended run no longer fits the scenario, and if the new one is playable."""
        said = self.gettext("This scenario was changed by its author since you finished it. Your grade stays as it is.")
        more = self.gettext("You can play the new version.")
        return f"{said} {more}" if playable else said

    def past_due(self) -> str:
        """Return the message that the deadline has passed."""
        return self.gettext(
            "The deadline has passed, so a new graded attempt can't be begun or carried on. Your recorded grade stays."
        )

    def no_attempts(self) -> str:
        """Return the message that no graded attempts are left."""
        return self.gettext(
            "No graded attempts are left. Your recorded grade stays, and you can still try again from any point of "
            "your last attempt, as practice."
        )

    def drill_edited(self) -> str:
        """Return the notice that an author's edit removed a moment of the present draw."""
        return self.gettext(
            "The author has changed this drill since you were last here. What you have answered stays, and a moment "
            "that is gone is made up for by another."
        )

    def no_draws(self) -> str:
        """Return the message that no graded draws of a drill are left."""
        return self.gettext(
            "No graded draws are left. Your recorded grade stays, and you can draw again as often as you like, as "
            "practice."
        )

    def not_enrolled(self) -> str:
        """Return the refusal of people who are not enrolled."""
        return self.gettext("Only people enrolled in this course can play this scenario. Please enroll first.")

    def not_signed_in(self) -> str:
        """Return the refusal of a request of which the platform does not know who sends it."""
        return self.gettext("It could not be told who you are. Please sign in, and open this page again.")

    def stale(self) -> str:
        """Return the refusal of a move that no longer fits the run, for example from a second window."""
        return self.gettext(
            "This page was behind, perhaps because of a second window. Here is where the talk stands now."
        )

    def closed(self) -> str:
        """Return the refusal of a choice whose condition does not hold."""
        return self.gettext("That isn't possible at this point of the talk.")

    def too_long(self) -> str:
        """Return the message that a run is too long to be stored."""
        return self.gettext(
            "This talk has gone on too long to be stored, so it counts as over. Please begin again; if that isn't "
            "possible, ask your course team."
        )

    def unavailable(self) -> str:
        """Return the message that a scenario can't be played."""
        return self.gettext(
            "This scenario can't be played right now. Your course team can mend it; nothing of yours is lost."
        )

    def not_yet(self) -> str:
        """Return the message to learners that a component has never held anything to show."""
        return self.gettext("This is still being written. Please come back later; there is nothing you have missed.")

    def nothing_here(self) -> str:
        """Return the message to staff that a block is empty."""
        return self.gettext("There is no scenario in this component yet.")

    def bad_request(self, what: str) -> str:
        """Return the refusal of a malformed request; `what` names the part."""
        return self.gettext(
            "The page sent something that can't be understood ({what}). Reload it, and nothing is lost."
        ).format(what=what)

    def failed(self) -> str:
        """Return the message for a fault of the server."""
        return self.gettext("Something went wrong on the server. What you did before is kept; please try again.")

    def only_authors(self) -> str:
        """Return the refusal of an author's request outside Studio."""
        return self.gettext("Scenarios are edited in Studio, by their authors.")
