"""The continuum block's views: the learner's page, the visitor's and the author's card, and what search and apps are told."""

import logging
from html import escape

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.validation import ValidationMessage

from ..pages import browser_key, script_json, template
from ..safe_html import clean
from ..scenario import markup
from ..scenario.problems import ERROR

log = logging.getLogger(__name__)

MOST_MESSAGES = 20


class ContinuumPagesMixin:
    """Views of `powerstruggle_continuum`."""

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
        words = self.wording.page("continuum")
        fragment = Fragment(template("continuum.html").substitute(
            title=escape(self.display_name or ""), loading=escape(words["loading"]), needs_script=escape(words["needs_script"]),
            words=script_json(words),
        ))
        fragment.add_css_url(self.runtime.local_resource_url(self, "public/continuum.css"))
        fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/continuum.js"))
        fragment.initialize_js("PowerStruggleContinuum", {
            "usage": browser_key(self.scope_ids.usage_id), "learner": browser_key(self.scope_ids.user_id),
        })
        return fragment

    def public_view(self, context=None):
        """The card for visitors who are not signed in: the events, nowhere to stand."""
        sign_in = escape(self.wording.gettext("Sign in and enrol in the course to take part."))
        return self._styled(Fragment(template("public.html").substitute(
            title=escape(self.display_name or ""), card=self._card(), sign_in=sign_in)))

    def author_view(self, context=None):
        """Studio's card: the events, what is shown to the group and when, and what needs mending.

        Some platforms let learners ask for any view; to them it is the page they take part on.
        """
        if not self.is_authoring:
            return self.student_view(context)
        says = [*self._told_sentences(), *(str(problem) for problem in self.reading.problems[:MOST_MESSAGES])]
        if not (self.content or "").strip():
            says = [self.wording.nothing_here()]
        return self._styled(Fragment(template("continuum_author.html").substitute(
            title=escape(self.display_name or ""), card=self._card(), says="".join(f"<li>{escape(said)}</li>" for said in says))))

    def _told_sentences(self) -> list[str]:
        continuum, gettext = self.reading.continuum, self.wording.gettext
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

    def _card(self) -> str:
        continuum = self.reading.continuum
        if continuum is None:
            return ""
        above = "".join(f'<div class="ps-rich">{clean(text)}</div>' for text in (continuum.intro, continuum.frame) if text)
        return above + "<ol>" + "".join(f"<li>{clean(statement.words)}</li>" for statement in continuum.statements) + "</ol>"

    def _styled(self, fragment: Fragment) -> Fragment:
        if address := self.file_url("public/continuum.css"):
            fragment.add_css_url(address)
        return fragment

    def student_view_data(self, context=None):
        """What apps may know of every learner's component: the events and how many answers it takes to show a line."""
        continuum = self.reading.continuum
        return {
            "title": self.display_name,
            "statements": [markup.plain(statement.words) for statement in continuum.statements] if continuum else [],
            "k": continuum.k if continuum else None,
            "max_score": self.max_score(),
        }

    def index_dictionary(self):
        """What search may find: title and events in plain text. What a facilitator asks is theirs."""
        continuum = self.reading.continuum
        content = {"display_name": self.display_name or ""}
        if continuum:
            parts = (continuum.intro, continuum.frame, *(statement.words for statement in continuum.statements))
            content["statements"] = " ".join(markup.plain(part) for part in parts if part)
        base = super().index_dictionary() if hasattr(super(), "index_dictionary") else {}
        return {**base, "content": {**base.get("content", {}), **content}, "content_type": "Where would you stand?"}

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
