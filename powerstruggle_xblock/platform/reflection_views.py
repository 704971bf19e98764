"""The reflection block's views: the learner's page, the visitor's and the author's card, and what search and apps are told."""

from ..notation import markup
from ..presenter.safe_html import sanitize_html
from ..reflection.model import LEARNER
from .card_views import CardPagesMixin


class ReflectionPagesMixin(CardPagesMixin):
    """Views of `powerstruggle_reflection`; Studio's editor is in platform/form_editor_handlers.py."""

    page = "reflection"
    page_init = "PowerStruggleReflection"

    def page_words(self) -> dict[str, str]:
        """Give the page's words, and those of the box it shares with a scenario's debrief."""
        return {**self.labels.page("asks"), **super().page_words()}

    def sign_in_sentence(self) -> str:
        """Say to visitors what it takes to take part."""
        return self.labels.gettext("Sign in and enrol in the course to write about these questions.")

    def told_sentences(self) -> list[str]:
        """Say to authors what is shown or kept, and who reads it."""
        reflection, gettext = self.reading.reflection, self.labels.gettext
        if reflection is None:
            return []
        kept = gettext("Answers are kept on the server for each learner, and course staff can read them in reports.") \
            if reflection.keep == LEARNER else gettext("Answers stay in each learner's browser; the server knows only who took part.")
        shared = gettext("Learners may share an answer with the facilitator on purpose, without their name, and withdraw it.")
        return [kept, shared] if reflection.share else [kept]

    def card(self) -> str:
        """Give what is asked, as HTML."""
        reflection = self.reading.reflection
        if reflection is None:
            return ""
        intro = f'<div class="ps-rich">{sanitize_html(reflection.intro)}</div>' if reflection.intro else ""
        return intro + "<ol>" + "".join(f"<li>{sanitize_html(prompt.words)}</li>" for prompt in reflection.prompts) + "</ol>"

    def student_view_data(self, context=None):
        """What apps may know of every learner's component: the questions, and where answers are kept."""
        reflection = self.reading.reflection
        return {
            "title": self.display_name,
            "prompts": [markup.plain_text(prompt.words) for prompt in reflection.prompts] if reflection else [],
            "keep": reflection.keep if reflection else None,
            "share": bool(reflection and reflection.share),
            "max_score": self.max_score(),
        }

    def index_dictionary(self):
        """What search may find: title and questions in plain text. Example answers are for whoever has taken part."""
        reflection = self.reading.reflection
        content = {"display_name": self.display_name or ""}
        if reflection:
            parts = (reflection.intro, *(prompt.words for prompt in reflection.prompts))
            content["prompts"] = " ".join(markup.plain_text(part) for part in parts if part)
        base = super().index_dictionary() if hasattr(super(), "index_dictionary") else {}
        return {**base, "content": {**base.get("content", {}), **content}, "content_type": "Reflection"}
