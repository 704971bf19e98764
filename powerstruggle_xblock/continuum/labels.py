"""The messages of the server to people at a continuum; those of the page are in words/continuum.json."""

from ..presenter.labels import Labels


class ContinuumLabels(Labels):
    """The messages of a continuum in the reader's language."""

    def counting_off(self) -> str:
        """Return the message why there is no result of the group."""
        return self.gettext(
            "The group's picture is off: this site has no place to count answers without names. Nothing is made up in "
            "its stead. You can take part all the same, and it counts as taking part."
        )

    def preview(self) -> str:
        """Return the message that nothing was counted in a preview."""
        return self.gettext("This is a preview: nothing was counted and nothing was recorded.")

    def staff_not_counted(self) -> str:
        """Return the message that course staff without enrolment are not counted."""
        return self.gettext(
            "You are course staff and not enrolled as a learner, so nothing was counted and nothing was recorded. Only "
            "enrolled learners are in the group's picture."
        )

    def already_counted(self) -> str:
        """Return the message that a second submission changed nothing."""
        return self.gettext("You had taken part before. The answers that were sent first are the ones that count.")

    def changed(self) -> str:
        """Return the message that the exercise has changed since the page was opened."""
        return self.gettext(
            "This exercise was changed by its author since you opened it, so nothing was sent. What still fits is "
            "kept; please look it over and send again."
        )

    def past_due(self) -> str:
        """Return the message that the deadline has passed."""
        return self.gettext(
            "The deadline has passed, so answers are no longer taken. You can still go through the events for "
            "yourself; nothing of it leaves your browser."
        )

    def not_enrolled(self) -> str:
        """Return the refusal of people who are not enrolled."""
        return self.gettext(
            "Only people enrolled in this course can take part. Please enroll first; your places stay in this browser."
        )

    def only_after(self) -> str:
        """Return the refusal of the group's result to somebody who has not taken part."""
        return self.gettext("The group's picture is shown after taking part, so that it does not sway anybody.")

    def only_staff(self) -> str:
        """Return the refusal of the facilitator's view to people who are not course staff."""
        return self.gettext("Only this course's staff can open the facilitator's view.")

    def no_first_line(self) -> str:
        """Return the refusal of a second round before the first one has a line."""
        return self.gettext(
            "The second round stands beside the first one's line, and there is none yet. Show that one first."
        )

    def unavailable(self) -> str:
        """Return the message that there is nothing to show."""
        return self.gettext(
            "This exercise can't be shown right now. Your course team can mend it; nothing of yours is lost."
        )

    def nothing_here(self) -> str:
        """Return the message to staff that a block is empty."""
        return self.gettext(
            "There are no events in this component yet. Open the editor and begin with a ready-made set."
        )

    def only_authors(self) -> str:
        """Return the refusal of an author's request outside Studio."""
        return self.gettext("This exercise is edited in Studio, by its authors.")
