"""The sentences the server says to authors, translated, and its names for what they choose from."""

from ..notation.issues import ERROR
from ..notation.messages import TranslatableMessage, msg
from ..presenter.labels import ENDING_KINDS, METERS, MOODS, Labels, noop
from ..scenario import catalog, fairness
from ..scenario import model as m

ROLES = {
    "client": noop("The client"), "colleague": noop("A colleague"), "other": noop("Somebody else"),
}
KEEP = {
    "best": noop("The best result"), "latest": noop("The latest result"), "first": noop("The first result"),
    "average": noop("The average of all results"),
}
RETRY = {
    "practice": noop("Practice: never touches the grade"), "graded": noop("A new graded attempt"),
}
SHOW = {
    "live": noop("While the talk goes on"), "end": noop("At the end"), "never": noop("Never"),
}
LEVELS = (noop("Harms or escalates"), noop("Weak or mistimed"), noop("Workable"), noop("Strong"))
MISTAKES = {
    "argue": noop("Arguing"), "lecture": noop("Lecturing"), "fix": noop("Fixing it for them"), "threaten": noop("Threatening"),
    "fake-choice": noop("A choice that is none"), "tone-police": noop("Correcting their tone"),
    "self-focus": noop("Making it about oneself"), "placate": noop("Placating"),
    "false-promise": noop("Promising what can't be kept"), "collude": noop("Colluding"), "diagnose": noop("Diagnosing"),
    "ignore-risk": noop("Passing over a risk"), "crowd": noop("Crowding them"), "publicise": noop("Saying it before others"),
    "do-for": noop("Doing it for them"), "undermine": noop("Undermining a colleague"), "abandon": noop("Leaving them with it"),
    "over-apologise": noop("Apologizing too much"), "premature-plan": noop("Planning too early"),
    "interrogate": noop("Interrogating"),
}
METERS_IN_SENTENCES = {
    "tension": noop("tension"), "trust": noop("trust"), "autonomy": noop("their say"), "readiness": noop("readiness"),
}


class AuthorMessages:
    """Says things in the author's language: what is written here, and (`told`) what the engine found."""

    def __init__(self, labels: Labels):
        self.gettext, self.ngettext, self.translate = labels.gettext, labels.ngettext, labels.translate

    def named(self, names: dict[str, str]) -> list[dict]:
        """Give a table of names as a list of {"id", "name"}, translated."""
        return [{"id": id_, "name": self.gettext(name)} for id_, name in names.items()]

    def moods(self) -> list[dict]:
        """Name the moods."""
        return self.named(MOODS)

    def kinds(self) -> list[dict]:
        """Name the kinds of ending."""
        return self.named(ENDING_KINDS)

    def meters(self) -> list[dict]:
        """Name the usual meters."""
        return self.named(METERS)

    def effect(self, move: catalog.Move) -> str:
        """Say a move's usual effect, e.g. "tension up 2, trust down 1"."""
        up, down = self.gettext("{meter} up {by}"), self.gettext("{meter} down {by}")
        said = [(up if by > 0 else down).format(meter=self.gettext(METERS_IN_SENTENCES[meter]), by=abs(by))
                for meter, by in move.usual.items() if by]
        return ", ".join(said) or self.gettext("changes nothing by itself")

    def opening(self) -> str:
        """Say that the editor is on its way."""
        return self.gettext("The editor is opening …")

    def needs_script(self) -> str:
        """Say that nothing comes without JavaScript."""
        return self.gettext("The editor needs JavaScript. Switch it on in your browser and reload the page.")

    def not_understood(self) -> str:
        """Say that a request makes no sense."""
        return self.gettext("The editor sent something that can't be understood. Your work is still in your browser; save it as a file, "
                            "then reload the page.")

    def no_tree(self, why: TranslatableMessage) -> str:
        """Say what is wrong with a tree."""
        return self.translate(msg("The editor sent a scenario that can't be read: {why}. Nothing was saved.", why=why))

    def only_authors(self) -> str:
        """Say that only authors come here."""
        return self.gettext("Scenarios are edited in Studio, by their authors.")

    def failed(self) -> str:
        """Say that the server failed."""
        return self.gettext("Something went wrong on the server. Your work is still in your browser; please try again.")

    def too_large_to_send(self) -> str:
        """Say that a request is too large."""
        return self.gettext("This is more than the server takes at once. Your work is still in your browser: save it as a file, "
                            "and split the scenario in two.")

    def too_large_to_keep(self, megabytes: float, most: float) -> str:
        """Say that a scenario is too large to be stored."""
        return self.gettext(
            "The scenario has grown to {size} MB; a course can keep {most} MB in one component. Nothing was saved, and your work is "
            "still in your browser. Split it into two scenarios, or shorten its transcripts.",
        ).format(size=f"{megabytes:.1f}", most=f"{most:.0f}")

    def has_errors(self, count: int) -> str:
        """Say that a scenario can't be saved yet."""
        if count == 1:
            return self.gettext("One problem has to be mended before this can be saved. Your work is still in your browser.")
        return self.gettext("{count} problems have to be mended before this can be saved. Your work is still in your browser.").format(
            count=count)

    def somebody_saved(self) -> str:
        """Say that somebody else saved meanwhile."""
        return self.gettext("Somebody else has saved this scenario since you opened it. Nothing of theirs was overwritten, and nothing "
                            "of yours is lost.")

    def no_such_beginning(self, what: str) -> str:
        """Say that play can't begin there."""
        return self.gettext("The scenario can't be played from there: {what} does not fit it. Choose another beginning.").format(what=what)

    def no_such_template(self) -> str:
        """Say that a template is not there."""
        return self.gettext("There is nothing of that name to begin from. Reload the page to see what there is.")

    def no_file(self) -> str:
        """Say that a file is missing."""
        return self.gettext("No file came along. Choose one and try again.")

    def mend_first(self) -> str:
        """Say that errors stand in the way."""
        return self.gettext("The scenario has errors that stand in the way of this. Mend them first; the problem list shows each in its "
                            "place.")

    def nothing_to_compare(self) -> str:
        """Say that what is stored is no scenario."""
        return self.gettext("What is stored now can't be played as a scenario, so nothing can be compared with it.")

    # --- the card -------------------------------------------------------------------------------------------------------

    def _counted(self, one: str, several: str, count: int) -> str:
        return self.gettext(one if count == 1 else several).format(count=count)

    def kind(self, kind: str) -> str:
        """Name a kind of ending."""
        return self.gettext(ENDING_KINDS[kind])

    def severity(self, severity: str) -> str:
        """Name how grave a problem is."""
        return self.gettext("To mend") if severity == ERROR else self.gettext("To think about")

    def minutes(self, minutes: int) -> str:
        """Say how long it takes."""
        return self._counted(noop("About a minute"), noop("About {count} minutes"), minutes)

    def choices(self, count: int) -> str:
        """Say how many choices a scene has."""
        return self._counted(noop("{count} choice"), noop("{count} choices"), count)

    def size(self, scenes: int, endings: int) -> str:
        """Say how large it is."""
        return ", ".join((self._counted(noop("{count} scene"), noop("{count} scenes"), scenes),
                          self._counted(noop("{count} ending"), noop("{count} endings"), endings)))

    def nothing_yet(self) -> str:
        """Say that a component is empty, and what to do."""
        return self.gettext("There is no scenario here yet. Choose Edit: begin with three scenes, with a built example, or with a "
                            "scenario of the starter course. Learners see nothing of it until then.")

    def can_not_be_played(self) -> str:
        """Say that learners can't play it."""
        return self.gettext("Learners can't play this as it is. Choose Edit to mend it; what was written is all there.")

    def problems_title(self) -> str:
        """Name the part on problems."""
        return self.gettext("What is open")

    def open_problems(self, errors: int, warnings: int) -> str:
        """Say how many problems there are."""
        if not errors and not warnings:
            return self.gettext("Nothing to mend.")
        said = [self._counted(noop("{count} thing to mend"), noop("{count} things to mend"), errors)] if errors else []
        said += [self._counted(noop("{count} thing to think about"), noop("{count} things to think about"), warnings)] if warnings else []
        return ", ".join(said)

    def more(self, count: int) -> str:
        """Say that the editor lists more."""
        return self.gettext("And {count} more; the editor lists them all.").format(count=count)

    def percent(self, ratio: float) -> str:
        """Write a ratio, 0–1, in percent, as the language does."""
        return self.gettext("{number}%").format(number=round(ratio * 100))

    def fairness_title(self) -> str:
        """Name the part on fairness."""
        return self.gettext("How fair it is")

    def fairness(self, figures: fairness.Fairness, pass_percent: int) -> list[str]:
        """Say what careful and thoughtless learners get."""
        said = [self.gettext("The best way through reaches {best}; {needed} passes.").format(
            best=self.percent(figures.best), needed=self.percent(pass_percent / 100))]
        for how, text in (
            ("random", noop("Guessing gives {score} on average.")), ("first", noop("Always the first reply gives {score}.")),
            ("longest", noop("Always the longest reply gives {score}.")), ("shortest", noop("Always the shortest reply gives {score}.")),
        ):
            said.append(self.gettext(text).format(score=self.percent(figures.picks[how])))
        if not figures.exact:
            said.append(self.gettext("There are too many ways through to follow them all; these figures come from a sample."))
        return said

    def notes_title(self) -> str:
        """Name the part with notes for whoever uses the scenario."""
        return self.gettext("Before you use it")

    def sign_offs_title(self) -> str:
        """Name the part on sign-offs."""
        return self.gettext("Sign-off")

    def nobody_signed(self) -> str:
        """Say that nobody signed."""
        return self.gettext("Nobody has signed this off yet. The printable script in the editor is made for that.")

    def signed(self, off: m.SignOff, *, counts: bool) -> str:
        """Say who signed, and whether it still counts."""
        said = f"{off.by}, {off.role}, {off.date}"
        return said if counts else self.gettext("{who}: for an earlier text, so it no longer counts").format(who=said)

    def version(self, version: str) -> str:
        """Say the content version."""
        return self.gettext("Content version {version}").format(version=version)
