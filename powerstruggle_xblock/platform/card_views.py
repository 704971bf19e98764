"""The views that the two smaller blocks share: the visitor's card, the author's card, and Studio's messages."""

from html import escape

from web_fragments.fragment import Fragment
from xblock.validation import ValidationMessage

from ..notation.issues import ERROR
from .learner_page import LearnerPageMixin, template

MOST_MESSAGES = 20


class CardPagesMixin(LearnerPageMixin):
    """For blocks with a `reading` of their `content`; they give `card()`, `told_sentences()` and `sign_in_sentence()`."""

    has_author_view = True

    def public_view(self, context=None):
        """The card for visitors who are not signed in: what it is about, nothing to do."""
        return self.styled(Fragment(template("public.html").substitute(
            title=escape(self.display_name or ""), card=self.card(), sign_in=escape(self.sign_in_sentence()))))

    def author_view(self, context=None):
        """Studio's card: what it holds, who will see what, and what needs mending.

        Some platforms let learners ask for any view; to them it is the page they take part on.
        """
        if not self.is_authoring:
            return self.student_view(context)
        says = [
            *self.told_sentences(),
            *(self.labels.translate(problem.located_message) for problem in self.reading.issues[:MOST_MESSAGES]),
        ]
        if not (self.content or "").strip():
            says = [self.labels.nothing_here()]
        return self.styled(Fragment(template("card.html").substitute(
            page=self.page, title=escape(self.display_name or ""), card=self.card(),
            says="".join(f"<li>{escape(said)}</li>" for said in says))))

    def validate(self):
        """Put what needs mending into Studio's own messages, errors first."""
        validation = super().validate()
        problems = sorted(self.reading.issues, key=lambda problem: problem.severity != ERROR)
        for problem in problems[:MOST_MESSAGES]:
            kind = ValidationMessage.ERROR if problem.severity == ERROR else ValidationMessage.WARNING
            validation.add(ValidationMessage(kind, self.labels.translate(problem.located_message)))
        if not (self.content or "").strip():
            validation.add(ValidationMessage(ValidationMessage.WARNING, self.labels.nothing_here()))
        return validation
