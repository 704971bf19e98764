"""The scenario block's views: the learner's page, the visitor's card, and what search and apps are told.

Templates are plain `string.Template` files: the pages are shells, their content comes from the handlers.
"""

import hashlib
import json
import logging
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from web_fragments.fragment import Fragment
from xblock.core import XBlock

from . import view_model
from .compiled import compiled
from .resources import starter_scenarios
from .scenario import grammar, markup

log = logging.getLogger(__name__)


@cache
def template(name: str) -> Template:
    """Give a page template of this package."""
    return Template(files(__package__).joinpath("templates", name).read_text(encoding="utf-8"))


def script_json(data) -> str:
    """Give JSON that can stand inside a <script> element whatever texts are in it."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class ScenarioPagesMixin:
    """Views of `powerstruggle_scenario` for learners, visitors, apps and search."""

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
        words = self.wording.page()
        fragment = Fragment(template("scenario.html").substitute(
            title=escape(self.display_name or ""), loading=escape(words["loading"]), needs_script=escape(words["needs_script"]),
            words=script_json(words), staff=self.panel_door(),
        ))
        fragment.add_css_url(self.runtime.local_resource_url(self, "public/scenario.css"))
        fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/scenario.js"))
        fragment.initialize_js("PowerStruggleScenario", {
            "usage": browser_key(self.scope_ids.usage_id), "learner": browser_key(self.scope_ids.user_id),
        })
        return fragment

    def public_view(self, context=None):
        """The card for visitors who are not signed in: what it is about, nothing to play."""
        scenario, wording = self.scenario.scenario, self.wording
        about = scenario.about if scenario else None
        texts = [text for text in (about.content_note, about.setting, about.you_need) if text] if about else []
        fragment = Fragment(template("public.html").substitute(
            title=escape(self.display_name or ""),
            card="".join(f"<p>{view_model.clean(text)}</p>" for text in texts),
            sign_in=escape(wording.gettext("Sign in and enrol in the course to play this scenario.")),
        ))
        if address := self.file_url("public/scenario.css"):
            fragment.add_css_url(address)
        return fragment

    def student_view_data(self, context=None):
        """What apps may know of every learner's component: title and card, no scene, no key."""
        scenario = self.scenario.scenario
        about = scenario.about if scenario else None
        return {
            "title": self.display_name,
            "minutes": about.minutes if about else None,
            "setting": markup.plain(about.setting) if about else "",
            "content_note": markup.plain(about.content_note) if about else "",
            "max_attempts": self.max_attempts or None,
            "max_score": self.max_score(),
        }

    def index_dictionary(self):
        """What search may find: title, card and names, in plain text. Scenes stay out: an excerpt would show what is to come."""
        scenario = self.scenario.scenario
        content = {"display_name": self.display_name or ""}
        if scenario and scenario.about:
            about = scenario.about
            parts = (about.setting, about.before, about.you_need, about.they_want, *(person.name for person in scenario.people))
            content["about"] = " ".join(markup.plain(part) for part in parts if part)
        base = super().index_dictionary() if hasattr(super(), "index_dictionary") else {}
        return {**base, "content": {**base.get("content", {}), **content}, "content_type": "De-escalation scenario"}

    @staticmethod
    def workbench_scenarios():
        """The starter scenarios and an empty one, for the SDK's workbench; titles stay, new ones come last: state hangs on them."""
        found = []
        for file in starter_scenarios():
            text = file.read_text(encoding="utf-8")
            found.append((compiled(text).scenario.title, text))
        return [*found, ("An empty scenario", f"<{grammar.ROOT} display_name=\"An empty scenario\"/>")]


def browser_key(value) -> str:
    """Give a short opaque key for the browser's own storage."""
    return hashlib.blake2b(str(value).encode(), digest_size=8).hexdigest()
