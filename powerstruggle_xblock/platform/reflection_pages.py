"""The pages of a reflection: the cards, and what search and apps are told."""

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..notation import markup
from ..presenter.safe_html import sanitize_html
from ..reflection.model import LEARNER
from ..templating import render
from .pages import ComponentPages

if TYPE_CHECKING:
    from ..reflection.model import Reflection
    from ..reflection_block import ReflectionBlock


class ReflectionPages(ComponentPages):
    """Builds the pages of one reflection."""

    page = "reflection"
    page_init = "PowerStruggleReflection"
    search_type = "Reflection"
    block: "ReflectionBlock"

    @property
    def _reflection(self) -> "Reflection | None":
        return self.block.parsed.reflection

    def page_words(self) -> dict[str, str]:
        """Return the page's words, and those of the writing box that it shares with a scenario's debrief."""
        return {**self.block.labels.page("debrief-prompts"), **super().page_words()}

    def sign_in_sentence(self) -> str:
        """Return what a visitor has to do to take part."""
        return self.block.labels.gettext("Sign in and enroll in the course to write about these questions.")

    def privacy_sentences(self) -> list[str]:
        """Return who sees what is answered; nothing where the text can't be read."""
        reflection, gettext = self._reflection, self.block.labels.gettext
        if reflection is None:
            return []
        kept = (
            gettext("Answers are kept on the server for each learner, and course staff can read them in reports.")
            if reflection.keep == LEARNER
            else gettext("Answers stay in each learner's browser; the server knows only who took part.")
        )
        shared = gettext(
            "Learners may share an answer with the facilitator on purpose, without their name, and withdraw it."
        )
        return [kept, shared] if reflection.share else [kept]

    def card(self) -> Markup:
        """Return the introduction and the questions."""
        reflection = self._reflection
        if reflection is None:
            return Markup()
        introduction = [sanitize_html(reflection.intro)] if reflection.intro else []
        items = [sanitize_html(prompt.words) for prompt in reflection.prompts]
        return render("presenter/templates/card_list.html", introduction=introduction, items=items)

    def app_data(self) -> dict[str, Any]:
        """Return the questions, and where answers are kept."""
        reflection = self._reflection
        return {
            "title": self.block.display_name,
            "prompts": [markup.plain_text(prompt.words) for prompt in reflection.prompts] if reflection else [],
            "keep": reflection.keep if reflection else None,
            "share": bool(reflection and reflection.share),
            "max_score": self.block.max_score(),
        }

    def search_texts(self) -> dict[str, str]:
        """Return the introduction and the questions. Example answers are for whoever has taken part."""
        reflection = self._reflection
        if reflection is None:
            return {}
        parts = (reflection.intro, *(prompt.words for prompt in reflection.prompts))
        return {"prompts": " ".join(markup.plain_text(part) for part in parts if part)}
