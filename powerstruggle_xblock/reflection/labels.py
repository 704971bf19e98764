"""What the server says to people who reflect, besides the page's own words (words/reflection.json)."""

from ..presenter.labels import Labels


class ReflectionLabels(Labels):
    """Says things in the learner's language."""

    def share_off(self) -> str:
        """Say why there is no button for sharing."""
        return self.gettext("Sharing with the facilitator is off: this site has no place to keep what is shared. Everything else works.")

    def share_off_here(self) -> str:
        """Say why nothing can be shared in a preview or a library."""
        return self.gettext("Nothing is shared from a preview. In the course itself learners can share and withdraw.")

    def not_shared_here(self) -> str:
        """Say that this component offers no sharing."""
        return self.gettext("This component does not offer sharing, so nothing was shared.")

    def nothing_to_share(self) -> str:
        """Say that the words to share are empty."""
        return self.gettext("There are no words to share yet.")

    def too_many_letters(self, most: int) -> str:
        """Say that a text is too long."""
        return self.gettext("That is more than the {most} characters that can be kept for one question. Nothing of it was stored; your "
                            "words are still on the page.").format(most=most)

    def no_longer_kept(self) -> str:
        """Say that words sent were not stored because the author changed where words are kept."""
        return self.gettext("Its author has changed this component: it no longer keeps your words. What you sent just now was not stored.")

    def another_person(self) -> str:
        """Say that who looks on as a learner can neither read nor write what is theirs."""
        return self.gettext(
            "You are viewing the course as somebody else. What they wrote is not shown to you, and nothing can be sent for them.")

    def only_staff(self) -> str:
        """Say that a list is the course staff's."""
        return self.gettext("Only this course's staff can read what was shared.")

    def past_due(self) -> str:
        """Say that the deadline has passed."""
        return self.gettext(
            "The deadline has passed, so taking part can no longer be recorded. You can still read the questions and write for yourself.")

    def not_enrolled(self) -> str:
        """Say that only enrolled people can take part."""
        return self.gettext("Only people enrolled in this course can take part. Please enrol first; what you wrote stays in this browser.")

    def unavailable(self) -> str:
        """Say that there is nothing to show."""
        return self.gettext("These questions can't be shown right now. Your course team can mend it; nothing of yours is lost.")

    def nothing_here(self) -> str:
        """Say to staff that a block is empty."""
        return self.gettext("There are no questions in this component yet.")

    def only_authors(self) -> str:
        """Say that a handler is Studio's."""
        return self.gettext("Questions are edited in Studio, by their authors.")
