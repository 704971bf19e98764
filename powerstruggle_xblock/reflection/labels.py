"""The messages of the server to people at a reflection; those of the page are in words/reflection.json."""

from ..presenter.labels import Labels


class ReflectionLabels(Labels):
    """The messages of a reflection in the reader's language."""

    def sharing_unavailable(self) -> str:
        """Return the message why there is no button for sharing."""
        return self.gettext(
            "Sharing with the facilitator is off: this site has no place to keep what is shared. Everything else works."
        )

    def no_sharing_in_preview(self) -> str:
        """Return the message why nothing can be shared in a preview or a library."""
        return self.gettext("Nothing is shared from a preview. In the course itself learners can share and withdraw.")

    def sharing_not_offered(self) -> str:
        """Return the message that this component offers no sharing."""
        return self.gettext("This component does not offer sharing, so nothing was shared.")

    def nothing_to_share(self) -> str:
        """Return the refusal to share an empty text."""
        return self.gettext("There are no words to share yet.")

    def text_too_long(self, most: int) -> str:
        """Return the refusal of a text of more than `most` characters."""
        return self.gettext(
            "That is more than the {most} characters that can be kept for one question. Nothing of it was stored; "
            "your words are still on the page."
        ).format(most=most)

    def no_longer_kept(self) -> str:
        """Return the message that a text was not stored because its author changed where texts are kept."""
        return self.gettext(
            "Its author has changed this component: it no longer keeps your words. What you sent just now was not "
            "stored."
        )

    def another_person(self) -> str:
        """Return the refusal of staff who view the course as a learner.

        They can neither read nor write that learner's texts.
        """
        return self.gettext(
            "You are viewing the course as somebody else. What they wrote is not shown to you, and nothing can be "
            "sent for them."
        )

    def only_staff(self) -> str:
        """Return the refusal of the shared texts to people who are not course staff."""
        return self.gettext("Only this course's staff can read what was shared.")

    def past_due(self) -> str:
        """Return the message that the deadline has passed."""
        return self.gettext(
            "The deadline has passed, so taking part can no longer be recorded. You can still read the questions "
            "and write for yourself."
        )

    def not_enrolled(self) -> str:
        """Return the refusal of people who are not enrolled."""
        return self.gettext(
            "Only people enrolled in this course can take part. Please enroll first; what you wrote stays in this "
            "browser."
        )

    def unavailable(self) -> str:
        """Return the message that there is nothing to show."""
        return self.gettext(
            "These questions can't be shown right now. Your course team can mend it; nothing of yours is lost."
        )

    def nothing_here(self) -> str:
        """Return the message to staff that a block is empty."""
        return self.gettext("There are no questions in this component yet.")

    def only_authors(self) -> str:
        """Return the refusal of an author's request outside Studio."""
        return self.gettext("Questions are edited in Studio, by their authors.")
