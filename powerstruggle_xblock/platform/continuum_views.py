"""The continuum block's views: the learner's page, the visitor's and the author's card, and what search and apps are told."""

from ..notation import markup
from ..presenter.safe_html import sanitize_html
from .card_views import CardPagesMixin


class ContinuumPagesMixin(CardPagesMixin):
    """Views of `powerstruggle_continuum`."""

    page = "continuum"
    page_init = "PowerStruggleContinuum"

    def sign_in_sentence(self) -> str:
        """Say to visitors what it takes to take part."""
        return self.labels.gettext("Sign in and enrol in the course to take part.")

    def told_sentences(self) -> list[str]:
        """Say to authors what is shown or kept, and who reads it."""
        continuum, gettext = self.reading.continuum, self.labels.gettext
        if continuum is None:
            return []
        told = [gettext("The group sees its line from {k} answers on, rounded; course staff see the same and nothing more.").format(
            k=continuum.k), gettext("This round is called \"{round}\".").format(round=continuum.round)]
        if continuum.since:
            told.append(gettext("Beside it stands the group's line of the round \"{round}\".").format(round=continuum.since))
        if continuum.pool:
            told.append(gettext("It is counted together with all components of your organization in the pool \"{pool}\".").format(
                pool=continuum.pool))
        return told

    def card(self) -> str:
        """Give what is asked, as HTML."""
        continuum = self.reading.continuum
        if continuum is None:
            return ""
        above = "".join(f'<div class="ps-rich">{sanitize_html(text)}</div>' for text in (continuum.intro, continuum.frame) if text)
        return above + "<ol>" + "".join(f"<li>{sanitize_html(statement.words)}</li>" for statement in continuum.statements) + "</ol>"

    def student_view_data(self, context=None):
        """What apps may know of every learner's component: the events and how many answers it takes to show a line."""
        continuum = self.reading.continuum
        return {
            "title": self.display_name,
            "statements": [markup.plain_text(statement.words) for statement in continuum.statements] if continuum else [],
            "k": continuum.k if continuum else None,
            "max_score": self.max_score(),
        }

    def index_dictionary(self):
        """What search may find: title and events in plain text. What a facilitator asks is theirs."""
        continuum = self.reading.continuum
        content = {"display_name": self.display_name or ""}
        if continuum:
            parts = (continuum.intro, continuum.frame, *(statement.words for statement in continuum.statements))
            content["statements"] = " ".join(markup.plain_text(part) for part in parts if part)
        base = super().index_dictionary() if hasattr(super(), "index_dictionary") else {}
        return {**base, "content": {**base.get("content", {}), **content}, "content_type": "Where would you stand?"}
