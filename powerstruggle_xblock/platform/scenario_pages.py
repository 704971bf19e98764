"""The pages of a scenario.

The learner's page with the staff's link to the panel, the cards, and what search and apps are told.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from web_fragments.fragment import Fragment

from ..authoring import author_card, card_graph, persistence
from ..authoring.messages import AuthorMessages
from ..notation import markup
from ..presenter.safe_html import sanitize_html
from ..resources import starter_drills, starter_scenarios
from ..scenario import grammar, scenario_xml
from ..scenario.model import About
from ..templating import render, script_json
from .pages import ComponentPages, browser_key, build_fragment
from .panel_pages import PanelPages

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock

CARD_WORDS = re.compile("map_|author_|outline_start")
"""Which of the editor's words the small map on the author's card needs."""


class ScenarioPages(ComponentPages):
    """Builds the pages of one scenario."""

    page = "scenario"
    page_init = "PowerStruggleScenario"
    search_type = "De-escalation scenario"
    block: "ScenarioBlock"

    @property
    def _is_drill(self) -> bool:
        scenario = self.block.scenario.scenario
        return scenario is not None and scenario.is_drill

    def page_words(self) -> dict[str, str]:
        """Return the page's own words, translated; a drill has some of its own, and others in the place of some."""
        words = super().page_words()
        return {**words, **self.block.labels.page("drill")} if self._is_drill else words

    def page_files(self) -> tuple[str, str]:
        """Return the name of the page's files and its function; a drill's page loads nothing of a conversation's."""
        return ("drill", "PowerStruggleDrill") if self._is_drill else super().page_files()

    @property
    def _about(self) -> About | None:
        scenario = self.block.scenario.scenario
        return scenario.about if scenario else None

    def staff_link(self) -> Markup:
        """Return the link to the trainer's panel, for course staff, and the line about a draft."""
        return super().staff_link() + PanelPages(self.block).link()

    def card(self) -> Markup:
        """Return what the scenario is about; nothing to play."""
        about = self._about
        texts = (about.content_note, about.setting, about.you_need) if about else ()
        return Markup().join(Markup("<p>{}</p>").format(Markup(sanitize_html(text))) for text in texts if text)

    def sign_in_sentence(self) -> str:
        """Return what a visitor has to do to play."""
        return self.block.labels.gettext("Sign in and enroll in the course to play this scenario.")

    def app_data(self) -> dict[str, Any]:
        """Return title and card; no scene, no key."""
        about, block = self._about, self.block
        return {
            "title": block.display_name,
            "minutes": about.minutes if about else None,
            "setting": markup.plain_text(about.setting) if about else "",
            "content_note": markup.plain_text(about.content_note) if about else "",
            "max_attempts": block.max_attempts or None,
            "max_score": block.max_score(),
        }

    def search_texts(self) -> dict[str, str]:
        """Return the card and the names. Scenes stay out: an excerpt would show what is to come."""
        scenario, about = self.block.scenario.scenario, self._about
        if scenario is None or about is None:
            return {}
        parts = (
            about.setting,
            about.before,
            about.you_need,
            about.they_want,
            *(person.name for person in scenario.people),
        )
        return {"about": " ".join(markup.plain_text(part) for part in parts if part)}

    def _author_card(self) -> Fragment:
        block, messages, text = self.block, AuthorMessages(self.block.labels), self.block.content or ""
        found = author_card.review_cached(text) if text.strip() else None
        draft = author_card.review_cached(block.draft) if persistence.has_draft(block) else None
        words = {key: word for key, word in block.labels.page("editor").items() if CARD_WORDS.match(key)}
        fragment = build_fragment(
            render(
                "presenter/templates/author.html",
                title=block.display_name or "",
                lead=author_card.build_lead(found, messages) if found else "" if draft else messages.nothing_yet(),
                draft=author_card.draft_sentence(block, messages),
                setting=author_card.render_setting(found) if found else "",
                parts=author_card.render_sections(found, messages, draft),
                graph_json=script_json(card_graph.build_graph(found, messages) if found else None),
                words_json=script_json(words),
            )
        )
        if self._add_files(fragment, "author"):
            fragment.initialize_js("PowerStruggleAuthor", {"usage": browser_key(block.scope_ids.usage_id)})
        return fragment


def workbench_scenarios() -> list[tuple[str, str]]:
    """Return the starter scenarios, an empty one and the drills for the SDK's workbench: (title, OLX).

    Titles stay and new scenarios come last, because the workbench's stored state depends on both.
    """
    starters, drills = map(_read_titled, (starter_scenarios(), starter_drills()))
    return [*starters, ("An empty scenario", f'<{grammar.ROOT} display_name="An empty scenario"/>'), *drills]


def _read_titled(files: list[Path]) -> list[tuple[str, str]]:
    texts = [file.read_text(encoding="utf-8") for file in files]
    return [(scenario_xml.NOTATION.read_title(text), text) for text in texts]
