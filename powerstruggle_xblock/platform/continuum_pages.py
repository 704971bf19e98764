"""The pages of a continuum: the cards, and what search and apps are told."""

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..continuum.model import AUTOMATIC
from ..notation import markup
from ..presenter.safe_html import sanitize_html
from ..templating import render
from .pages import ComponentPages

if TYPE_CHECKING:
    from ..continuum.model import Continuum
    from ..continuum_block import ContinuumBlock


class ContinuumPages(ComponentPages):
    """Builds the pages of one continuum."""

    page = "continuum"
    page_init = "PowerStruggleContinuum"
    search_type = "Where would you stand?"
    block: "ContinuumBlock"

    @property
    def _continuum(self) -> "Continuum | None":
        return self.block.parsed.continuum

    def sign_in_sentence(self) -> str:
        """Return what a visitor has to do to take part."""
        return self.block.labels.gettext("Sign in and enroll in the course to take part.")

    def privacy_sentences(self) -> list[str]:
        """Return who sees what is answered; nothing where the text can't be read."""
        continuum, gettext = self._continuum, self.block.labels.gettext
        if continuum is None:
            return []
        sentences = [
            *self._release_sentences(continuum),
            gettext("This round is called \"{round}\".").format(round=continuum.round),
        ]
        if continuum.compare_round:
            sentences.append(
                gettext('Beside it stands the group\'s picture of the round "{round}".').format(
                    round=continuum.compare_round
                )
            )
        if continuum.pool:
            sentences.append(
                gettext('It is counted together with all components of your organization in the pool "{pool}".').format(
                    pool=continuum.pool
                )
            )
        return sentences

    def _release_sentences(self, continuum: "Continuum") -> list[str]:
        """Return when the group sees its line, and which promise of this round is stricter than the present setting."""
        gettext, k = self.block.labels.gettext, continuum.k
        promised = self.block.group_of(continuum).promised_k()
        if continuum.release == AUTOMATIC:
            when = gettext("The group sees its line when {k} people have answered, and after that when {k} more have.")
        else:
            when = gettext(
                "The group sees its line when course staff show it, of {k} answers or more, and after that of {k} more."
            )
        sentences = [when.format(k=promised), gettext("Course staff see the same as the group and nothing more.")]
        if promised > k:
            stricter = gettext(
                "The smaller number {k} has no effect in this round: people were promised {promised}. Give the round "
                "another name to begin a new one."
            )
            sentences.append(stricter.format(k=k, promised=promised))
        return sentences

    def card(self) -> Markup:
        """Return the introduction and the events."""
        continuum = self._continuum
        if continuum is None:
            return Markup()
        introduction = [sanitize_html(text) for text in (continuum.intro, continuum.frame) if text]
        items = [sanitize_html(statement.words) for statement in continuum.statements]
        return render("presenter/templates/card_list.html", introduction=introduction, items=items)

    def app_data(self) -> dict[str, Any]:
        """Return the events and how many answers it takes to show the group's picture."""
        continuum = self._continuum
        return {
            "title": self.block.display_name,
            "statements": [markup.plain_text(statement.words) for statement in continuum.statements]
            if continuum
            else [],
            "k": continuum.k if continuum else None,
            "max_score": self.block.max_score(),
        }

    def search_texts(self) -> dict[str, str]:
        """Return the introduction and the events. The facilitator's questions are the facilitator's."""
        continuum = self._continuum
        if continuum is None:
            return {}
        parts = (continuum.intro, continuum.frame, *(statement.words for statement in continuum.statements))
        return {"statements": " ".join(markup.plain_text(part) for part in parts if part)}
