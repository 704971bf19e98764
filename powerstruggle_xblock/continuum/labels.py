"""What the server says to people who take a stand, besides the page's own words (words/continuum.json)."""

from ..presenter.labels import Labels


class ContinuumLabels(Labels):
    """Says things in the learner's language."""

    def counting_off(self) -> str:
        """Say why there is no group's line."""
        return self.gettext(
            "The group's line is off: this site has no place to count answers without names. Nothing is made up in its stead. You can "
            "take part all the same, and it counts as taking part.")

    def preview(self) -> str:
        """Say that nothing was counted in a preview."""
        return self.gettext("This is a preview: nothing was counted and nothing was recorded.")

    def counted_before(self) -> str:
        """Say that a second submission changed nothing."""
        return self.gettext("You had taken part before. The answers that were sent first are the ones that count.")

    def changed(self) -> str:
        """Say that the exercise is another one than the page showed."""
        return self.gettext(
            "This exercise was changed by its author since you opened it, so nothing was sent. What still fits is kept; please look it "
            "over and send again.")

    def past_due(self) -> str:
        """Say that the deadline has passed."""
        return self.gettext(
            "The deadline has passed, so answers are no longer taken. You can still go through the events for yourself; nothing of it "
            "leaves your browser.")

    def not_enrolled(self) -> str:
        """Say that only enrolled people can take part."""
        return self.gettext("Only people enrolled in this course can take part. Please enrol first; your places stay in this browser.")

    def only_after(self) -> str:
        """Say that the line comes after taking part."""
        return self.gettext("The group's line is shown after taking part, so that it does not sway anybody.")

    def only_staff(self) -> str:
        """Say that the facilitator's view is the course staff's."""
        return self.gettext("Only this course's staff can open the facilitator's view.")

    def unavailable(self) -> str:
        """Say that there is nothing to show."""
        return self.gettext("This exercise can't be shown right now. Your course team can mend it; nothing of yours is lost.")

    def nothing_here(self) -> str:
        """Say to staff that a block is empty."""
        return self.gettext("There are no events in this component yet. Open the editor and begin with a ready-made set.")

    def only_authors(self) -> str:
        """Say that a handler is Studio's."""
        return self.gettext("This exercise is edited in Studio, by its authors.")
