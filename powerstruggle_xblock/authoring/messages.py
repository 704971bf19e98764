"""The messages to authors, translated, and the names of what they choose from."""

import math

from ..exchange.media_check import MAX_PIXELS
from ..notation.issues import ERROR
from ..notation.messages import TranslatableMessage, msg, nmsg
from ..presenter.labels import Labels, noop
from ..scenario import catalog, fairness, vocabulary
from ..scenario import model as m
from .media_kinds import MEGABYTE

_changes = {
    -3: noop("{meter} falls a lot"),
    -2: noop("{meter} falls"),
    -1: noop("{meter} falls a little"),
    1: noop("{meter} rises a little"),
    2: noop("{meter} rises"),
    3: noop("{meter} rises a lot"),
}
_OTHER_KIND = {
    "picture": noop(
        "{name} is no picture that every browser shows. Save it as PNG, JPEG, GIF or WebP; drawings (SVG) are not "
        "taken, because they can hold programs, and pictures of telephones (HEIC) not, because few browsers show them."
    ),
    "sound": noop("{name} is no sound that every browser plays. Save it as MP3, M4A (with AAC) or WAV (with PCM)."),
    "film": noop("{name} is no film that every browser plays. Save it as MP4 (H.264 with AAC) or WebM."),
    "captions": noop(
        "{name} holds no captions that can be read. Save them as WebVTT (.vtt) or SubRip (.srt), in UTF-8."
    ),
}
"""What is said of a file that is not what its place takes, by kind."""


class AuthorMessages:
    """Returns messages in the author's language: those of this class, and by `translate` those of the engine."""

    def __init__(self, labels: Labels):
        self.gettext, self.ngettext, self.translate = labels.gettext, labels.ngettext, labels.translate

    def named(self, names: dict[str, str]) -> list[dict]:
        """Return a table of names as a list of {"id", "name"}, translated."""
        return [{"id": id_, "name": self.gettext(name)} for id_, name in names.items()]

    def moods(self) -> list[dict]:
        """Return the moods with their names."""
        return self.named(vocabulary.MOODS)

    def kinds(self) -> list[dict]:
        """Return the kinds of ending with their names."""
        return self.named(vocabulary.ENDING_KINDS)

    def meters(self) -> list[dict]:
        """Return the usual meters with their names."""
        return self.named(vocabulary.METERS)

    def effect(self, move: catalog.Move) -> str:
        """Return a move's usual effect, for example "tension rises a little, trust falls"."""
        said = [
            self.gettext(_changes[min(max(by, -3), 3)]).format(meter=self.gettext(vocabulary.METER_PHRASES[meter]))
            for meter, by in move.usual.items()
            if by
        ]
        return ", ".join(said) or self.gettext("changes nothing by itself")

    def opening(self) -> str:
        """Return the message that the editor is on its way."""
        return self.gettext("The editor is opening …")

    def needs_script(self) -> str:
        """Return the message for an editor whose script does not start."""
        return self.gettext(
            "The editor has not started. It needs JavaScript: switch it on if it is off, then reload the page. "
            "If nothing changes, try another browser or tell your site's administrators. What you saved is safe."
        )

    def not_understood(self) -> str:
        """Return the message that a request makes no sense."""
        return self.gettext(
            "The editor sent something that can't be understood. Your work is still in your browser; save it as a "
            "file, then reload the page."
        )

    def no_tree(self, why: TranslatableMessage) -> str:
        """Return the message that says what is wrong with a tree."""
        return self.translate(msg("The editor sent something that can't be read: {why}. Nothing was saved.", why=why))

    def failed(self) -> str:
        """Return the message that the server failed."""
        return self.gettext("Something went wrong on the server. Your work is still in your browser; please try again.")

    def too_large_to_send(self) -> str:
        """Return the message that a request is too large."""
        return self.gettext(
            "This is more than the server takes at once. Your work is still in your browser: save it as a file, "
            "and split the component in two."
        )

    def too_large_to_keep(self, size: int, most: int) -> str:
        """Return the message that a component of `size` bytes is too large to be stored; it takes `most`."""
        return self.gettext(
            "This has grown to {size} MB; one component can hold {most} MB. Nothing was saved, and your work is still "
            "in your browser. Split it into two components, or shorten its texts.",
        ).format(**_sizes(size, most))

    def somebody_saved(self) -> str:
        """Return the message that somebody else saved meanwhile."""
        return self.gettext(
            "Somebody else has saved this component since you opened it. Nothing of theirs was overwritten, and "
            "nothing of yours is lost."
        )

    def no_such_beginning(self, what: str) -> str:
        """Return the message that play can't begin there."""
        return self.gettext(
            "The scenario can't be played from there: {what} does not fit it. Choose another beginning."
        ).format(what=what)

    def no_such_template(self) -> str:
        """Return the message that a template is not there."""
        return self.gettext("There is nothing of that name to begin from. Reload the page to see what there is.")

    def no_file(self) -> str:
        """Return the message that a file is missing."""
        return self.gettext("No file came along. Choose one and try again.")

    def is_reflection(self) -> str:
        """Return the message that a file holds questions and no scenario."""
        return self.gettext(
            "This file holds questions for a reflection, not a scenario. The command “powerstruggle convert” makes a "
            "reflection of it."
        )

    def not_stored(self, name: str) -> str:
        """Return the message that a file was not stored."""
        return self.gettext("{name} could not be stored. Upload it under Files yourself.").format(name=name)

    def files_not_listed(self) -> str:
        """Return the message that the course's files can't be listed."""
        return self.gettext(
            "The course’s files can’t be listed here just now. Type a file’s address, or try again in a moment."
        )

    def files_not_stored_here(self) -> str:
        """Return the message that files can't be stored from the editor."""
        return self.gettext(
            "Files can’t be stored from here. In a course, upload it under Content, Files, and choose it here then; a "
            "library has no such page, so give an address that begins with https://."
        )

    def file_is_empty(self, name: str) -> str:
        """Return the message that a file is empty."""
        return self.gettext("{name} is empty. Choose another file.").format(name=name)

    def file_too_large(self, name: str, size: int, most: int) -> str:
        """Return the message that a file of `size` bytes is too large to be stored; it may have `most`."""
        text = self.gettext("{name} has {size} MB; {most} MB are taken at most. Save it smaller, then try again.")
        return text.format(name=name, **_sizes(size, most))

    def file_of_other_kind(self, name: str, kind: str) -> str:
        """Return the message that a file is not what its place takes, and what that is."""
        return self.gettext(_OTHER_KIND[kind]).format(name=name)

    def file_is_damaged(self, name: str) -> str:
        """Return the message that a file does not hold what its kind of file needs."""
        return self.gettext(
            "{name} can’t be opened: it is damaged, or a part of it is missing. Copy it once more from where it comes "
            "from, or save it anew with another program, then try again."
        ).format(name=name)

    def picture_has_too_many_pixels(self, name: str) -> str:
        """Return the message that a picture is wider and higher than many devices can show."""
        return self.gettext(
            "{name} is too wide and too high: it has more than {most} million pixels, and many phones can’t show that. "
            "Save it smaller; 2,000 pixels across are plenty."
        ).format(name=name, most=MAX_PIXELS // 1_000_000)

    def picture_notes_left_out(self) -> str:
        """Return the message that what a camera wrote beside a picture was left out."""
        return self.gettext("What the camera had noted beside the picture, such as the place, was left out.")

    def recording_notes_left_out(self) -> str:
        """Return the message that what was written beside a film or a sound was left out."""
        return self.gettext("What was noted beside the recording, such as the place and its title, was left out.")

    def notes_may_be_left(self, name: str) -> str:
        """Return the message that a file may still hold what a camera wrote beside it."""
        return self.gettext(
            "“{name}” may still hold what a camera noted beside it, such as the place. Save it anew with another "
            "program if learners should not get that."
        ).format(name=name)

    def captions_converted(self) -> str:
        """Return the message that captions were turned into the kind that browsers show."""
        return self.gettext("The captions were turned from SubRip (.srt) into WebVTT (.vtt), which browsers show.")

    def mend_first(self) -> str:
        """Return the message that errors stand in the way."""
        return self.gettext(
            "For this, too much is missing yet. The problem list shows each thing in its place."
        )

    def nothing_to_compare(self) -> str:
        """Return the message that what is stored is no scenario."""
        return self.gettext(
            "One of the two is not finished, so it can't be said line by line what differs. Both are kept."
        )

    # --- drafts -------------------------------------------------------------------------------------------------------

    def draft(self, missing: int, *, has_valid: bool) -> str:
        """Return the message to an author that learners don't get what is saved; `missing` counts what keeps it."""
        if not missing:
            return self.gettext(
                "A draft is saved, and nothing is missing in it any more. Choose Edit and save: learners get it then."
            )
        if has_valid:
            return self.translate(
                nmsg(
                    "Learners see the version of before: in the draft, {number} thing is missing.",
                    "Learners see the version of before: in the draft, {number} things are missing.",
                    missing,
                )
            )
        return self.translate(
            nmsg(
                "Learners see nothing of this yet: in the draft, {number} thing is missing.",
                "Learners see nothing of this yet: in the draft, {number} things are missing.",
                missing,
            )
        )

    # --- the card -----------------------------------------------------------------------------------------------------

    def _counted(self, one: str, several: str, count: int) -> str:
        return self.gettext(one if count == 1 else several).format(count=count)

    def kind(self, kind: str) -> str:
        """Return the name of a kind of ending."""
        return self.gettext(vocabulary.ENDING_KINDS[kind])

    def severity(self, severity: str) -> str:
        """Return the name of a severity."""
        return self.gettext("To mend") if severity == ERROR else self.gettext("To think about")

    def minutes(self, minutes: int) -> str:
        """Return a message that says how long it takes."""
        return self._counted(noop("About a minute"), noop("About {count} minutes"), minutes)

    def choices(self, count: int) -> str:
        """Return a message that says how many choices a scene has."""
        return self._counted(noop("{count} choice"), noop("{count} choices"), count)

    def size(self, scenes: int, endings: int) -> str:
        """Return a message that says how large it is."""
        return ", ".join(
            (
                self._counted(noop("{count} scene"), noop("{count} scenes"), scenes),
                self._counted(noop("{count} ending"), noop("{count} endings"), endings),
            )
        )

    def deck(self, moments: int, draw: int) -> str:
        """Return a message that says how large a drill is, and how many of its moments a run has."""
        size = self._counted(noop("a drill of {count} moment"), noop("a drill of {count} moments"), moments)
        return self.gettext("{deck}, {draw} drawn for an attempt").format(deck=size, draw=draw)

    def nothing_yet(self) -> str:
        """Return the message that a component is empty, and what to do."""
        return self.gettext(
            "There is no scenario here yet. Choose Edit: begin with three scenes, with a built example, or with a "
            "scenario of the starter course. Learners see nothing of it until then."
        )

    def can_not_be_played(self) -> str:
        """Return the message that learners can't play it."""
        return self.gettext("Learners can't play this as it is. Choose Edit to mend it; what was written is all there.")

    def problems_title(self) -> str:
        """Return the title of the part on problems."""
        return self.gettext("What is open")

    def open_problems(self, errors: int, warnings: int) -> str:
        """Return a message that says how many problems there are."""
        if not errors and not warnings:
            return self.gettext("Nothing to mend.")
        said = [self._counted(noop("{count} thing to mend"), noop("{count} things to mend"), errors)] if errors else []
        said += (
            [self._counted(noop("{count} thing to think about"), noop("{count} things to think about"), warnings)]
            if warnings
            else []
        )
        return ", ".join(said)

    def more(self, count: int) -> str:
        """Return the message that the editor lists more."""
        return self.gettext("And {count} more; the editor lists them all.").format(count=count)

    def percent(self, ratio: float) -> str:
        """Return a ratio, 0–1, in percent, as the language writes it."""
        return self.gettext("{number}%").format(number=round(ratio * 100))

    def fairness_title(self) -> str:
        """Return the title of the part on fairness."""
        return self.gettext("How fair it is")

    def fairness(self, figures: fairness.Fairness, pass_percent: int) -> list[str]:
        """Return a message that says what careful and thoughtless learners get."""
        said = [
            self.gettext("The best way through reaches {best}; {needed} passes.").format(
                best=self.percent(figures.best), needed=self.percent(pass_percent / 100)
            )
        ]
        for how, text in (
            ("random", noop("Guessing gives {score} on average.")),
            ("first", noop("Always the first reply gives {score}.")),
            ("longest", noop("Always the longest reply gives {score}.")),
            ("shortest", noop("Always the shortest reply gives {score}.")),
        ):
            said.append(self.gettext(text).format(score=self.percent(figures.picks[how])))
        if not figures.exact:
            said.append(
                self.gettext("There are too many ways through to follow them all; these figures come from a sample.")
            )
        return said

    def notes_title(self) -> str:
        """Return the title of the part with notes for whoever uses the scenario."""
        return self.gettext("Before you use it")

    def sign_offs_title(self) -> str:
        """Return the title of the part on sign-offs."""
        return self.gettext("Sign-off")

    def nobody_signed(self) -> str:
        """Return the message that nobody signed."""
        return self.gettext("Nobody has signed this off yet. The printable script in the editor is made for that.")

    def signed(self, off: m.SignOff, *, counts: bool) -> str:
        """Return a message that says who signed, and whether it still counts."""
        said = f"{off.by}, {off.role}, {off.date}"
        return said if counts else self.gettext("{who}: for an earlier text, so it no longer counts").format(who=said)

    def version(self, version: str) -> str:
        """Return the content version."""
        return self.gettext("Content version {version}").format(version=version)


def _sizes(size: int, most: int) -> dict[str, str]:
    """Return a size in megabytes and its limit, rounded apart, so that the size shown is always above the limit."""
    return {"size": f"{math.ceil(size / MEGABYTE * 100) / 100:g}", "most": f"{int(most / MEGABYTE * 100) / 100:g}"}
