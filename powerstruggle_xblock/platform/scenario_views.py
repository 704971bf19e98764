"""The scenario block's views: the learner's page, the visitor's card, and what search and apps are told."""

from html import escape

from web_fragments.fragment import Fragment

from ..notation import markup
from ..presenter.safe_html import sanitize_html
from ..resources import starter_scenarios
from ..scenario import grammar
from .learner_page import LearnerPageMixin, template
from .scenario_cache import compile_scenario


class ScenarioPagesMixin(LearnerPageMixin):
    """Views of `powerstruggle_scenario` for learners, visitors, apps and search."""

    page = "scenario"
    page_init = "PowerStruggleScenario"

    def staff_door(self) -> str:
        """Give the link to the trainer's panel, for course staff."""
        return self.panel_door()

    def public_view(self, context=None):
        """The card for visitors who are not signed in: what it is about, nothing to play."""
        scenario, labels = self.scenario.scenario, self.labels
        about = scenario.about if scenario else None
        texts = [text for text in (about.content_note, about.setting, about.you_need) if text] if about else []
        return self.styled(Fragment(template("public.html").substitute(
            title=escape(self.display_name or ""),
            card="".join(f"<p>{sanitize_html(text)}</p>" for text in texts),
            sign_in=escape(labels.gettext("Sign in and enrol in the course to play this scenario.")),
        )))

    def student_view_data(self, context=None):
        """What apps may know of every learner's component: title and card, no scene, no key."""
        scenario = self.scenario.scenario
        about = scenario.about if scenario else None
        return {
            "title": self.display_name,
            "minutes": about.minutes if about else None,
            "setting": markup.plain_text(about.setting) if about else "",
            "content_note": markup.plain_text(about.content_note) if about else "",
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
            content["about"] = " ".join(markup.plain_text(part) for part in parts if part)
        base = super().index_dictionary() if hasattr(super(), "index_dictionary") else {}
        return {**base, "content": {**base.get("content", {}), **content}, "content_type": "De-escalation scenario"}

    @staticmethod
    def workbench_scenarios():
        """The starter scenarios and an empty one, for the SDK's workbench; titles stay, new ones come last: state hangs on them."""
        found = []
        for file in starter_scenarios():
            text = file.read_text(encoding="utf-8")
            found.append((compile_scenario(text).scenario.title, text))
        return [*found, ("An empty scenario", f"<{grammar.ROOT} display_name=\"An empty scenario\"/>")]
