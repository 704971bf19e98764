"""The reflection block's views: the learner's page, the visitor's and the author's card, and what search and apps are told."""

import logging
from html import escape

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.validation import ValidationMessage

from ..pages import browser_key, script_json, template
from ..safe_html import clean
from ..scenario import markup
from ..scenario.problems import ERROR
from .model import LEARNER

log = logging.getLogger(__name__)

MOST_MESSAGES = 20


class ReflectionPagesMixin:
    """Views of `powerstruggle_reflection`; Studio's editor is in authoring/small.py."""

    has_author_view = True

    @XBlock.supports("multi_device")
    def student_view(self, context=None):
        """The learner's page. A fault here must not take the whole unit down, so it ends in a sentence."""
        try:
            return self._learner_page()
        except Exception:
            log.exception("the page of %s can't be shown", self.scope_ids.usage_id)
            sentence = escape(self.wording.unavailable())
            return Fragment(template("failed.html").substitute(title=escape(str(self.display_name)), sentence=sentence))

    def _learner_page(self) -> Fragment:
        words = {**self.wording.page("asks"), **self.wording.page("reflection")}
        fragment = Fragment(template("reflection.html").substitute(
            title=escape(self.display_name or ""), loading=escape(words["loading"]), needs_script=escape(words["needs_script"]),
            words=script_json(words),
        ))
        fragment.add_css_url(self.runtime.local_resource_url(self, "public/reflection.css"))
        fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/reflection.js"))
        fragment.initialize_js("PowerStruggleReflection", {
            "usage": browser_key(self.scope_ids.usage_id), "learner": browser_key(self.scope_ids.user_id),
        })
        return fragment

    def public_view(self, context=None):
        """The card for visitors who are not signed in: what is asked, nowhere to write."""
        sign_in = escape(self.wording.gettext("Sign in and enrol in the course to write about these questions."))
        return self._styled(Fragment(template("public.html").substitute(
            title=escape(self.display_name or ""), card=self._card(), sign_in=sign_in)))

    def author_view(self, context=None):
        """Studio's card: the questions, who will read the answers, and what needs mending.

        Some platforms let learners ask for any view; to them it is the page they write on.
        """
        if not self.is_authoring:
            return self.student_view(context)
        says = [*self._kept_sentences(), *(str(problem) for problem in self.reading.problems[:MOST_MESSAGES])]
        if not (self.content or "").strip():
            says = [self.wording.nothing_here()]
        return self._styled(Fragment(template("reflection_author.html").substitute(
            title=escape(self.display_name or ""), card=self._card(), says="".join(f"<li>{escape(said)}</li>" for said in says))))

    def _kept_sentences(self) -> list[str]:
        reflection, gettext = self.reading.reflection, self.wording.gettext
        if reflection is None:
            return []
        kept = gettext("Answers are kept on the server for each learner, and course staff can read them in reports.") \
            if reflection.keep == LEARNER else gettext("Answers stay in each learner's browser; the server knows only who took part.")
        shared = gettext("Learners may share an answer with the facilitator on purpose, without their name, and withdraw it.")
        return [kept, shared] if reflection.share else [kept]

    def _card(self) -> str:
        reflection = self.reading.reflection
        if reflection is None:
            return ""
        intro = f'<div class="ps-rich">{clean(reflection.intro)}</div>' if reflection.intro else ""
        return intro + "<ol>" + "".join(f"<li>{clean(prompt.words)}</li>" for prompt in reflection.prompts) + "</ol>"

    def _styled(self, fragment: Fragment) -> Fragment:
        if address := self.file_url("public/reflection.css"):
            fragment.add_css_url(address)
        return fragment

    def student_view_data(self, context=None):
        """What apps may know of every learner's component: the questions, and where answers are kept."""
        reflection = self.reading.reflection
        return {
            "title": self.display_name,
            "prompts": [markup.plain(prompt.words) for prompt in reflection.prompts] if reflection else [],
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
            content["prompts"] = " ".join(markup.plain(part) for part in parts if part)
        base = super().index_dictionary() if hasattr(super(), "index_dictionary") else {}
        return {**base, "content": {**base.get("content", {}), **content}, "content_type": "Reflection"}

    def validate(self):
        """Put what needs mending into Studio's own messages, errors first."""
        validation = super().validate()
        problems = sorted(self.reading.problems, key=lambda problem: problem.severity != ERROR)
        for problem in problems[:MOST_MESSAGES]:
            kind = ValidationMessage.ERROR if problem.severity == ERROR else ValidationMessage.WARNING
            validation.add(ValidationMessage(kind, str(problem)))
        if not (self.content or "").strip():
            validation.add(ValidationMessage(ValidationMessage.WARNING, self.wording.nothing_here()))
        return validation
