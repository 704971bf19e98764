"""Studio's side of the scenario block: the editor's page, the author's card in the unit, saving by form, Studio's messages."""

import json
import logging
import re
from html import escape

from web_fragments.fragment import Fragment
from webob import Response
from xblock.core import XBlock
from xblock.exceptions import JsonHandlerError
from xblock.utils.studio_editable import StudioEditableXBlockMixin
from xblock.validation import ValidationMessage

from ..authoring import author_card
from ..authoring.messages import AuthorMessages
from .handlers import AUTHORS, audience
from .learner_page import browser_key, script_json, template
from .olx import stored_text
from .scenario_cache import compile_scenario

log = logging.getLogger(__name__)

MOST_MESSAGES = 20
CARD_WORDS = re.compile("map_|author_|outline_start")
"""Which of the editor's words the small map needs."""


class StudioPagesMixin(StudioEditableXBlockMixin):
    """Views of `powerstruggle_scenario` for authors."""

    editable_fields = ("display_name", "weight", "max_attempts", "content")

    def studio_view(self, context=None):
        """The editor: a shell whose content comes from the handlers."""
        said = AuthorMessages(self.labels)
        fragment = Fragment(template("editor.html").substitute(
            title=escape(self.display_name or ""), loading=escape(said.opening()), needs_script=escape(said.needs_script()),
            words=script_json(self.labels.page("editor")),
        ))
        if address := self.file_url("public/editor.css"):
            fragment.add_css_url(address)
        if address := self.file_url("public/editor.js"):
            fragment.add_javascript_url(address)
        fragment.initialize_js("PowerStruggleEditor", {
            "usage": browser_key(self.scope_ids.usage_id), "author": browser_key(self.scope_ids.user_id),
        })
        return fragment

    has_author_view = True
    """Studio then shows `author_view` in its unit page, and binds the fields so that they could be written: nothing here does."""

    def author_view(self, context=None):
        """The card in Studio's unit page. A fault here must not take the whole page down, so it ends in a sentence.

        Some platforms let learners ask for any view; to them it is the page they play on.
        """
        if not self.is_authoring:
            return self.student_view(context)
        try:
            return self._author_card()
        except Exception:
            log.exception("the author's card of %s can't be shown", self.scope_ids.usage_id)
            sentence = escape(AuthorMessages(self.labels).failed())
            return Fragment(template("failed.html").substitute(title=escape(str(self.display_name)), sentence=sentence))

    def _author_card(self) -> Fragment:
        said, text = AuthorMessages(self.labels), self.content or ""
        found = author_card.reviewed(text) if text.strip() else None
        fragment = Fragment(template("author.html").substitute(
            title=escape(self.display_name or ""),
            lead=escape(author_card.lead(found, said) if found else said.nothing_yet()),
            setting=author_card.setting(found) if found else "",
            parts=author_card.parts(found, said) if found else "",
            graph=script_json(author_card.graph(found, said) if found else None),
            words=script_json({key: words for key, words in self.labels.page("editor").items() if CARD_WORDS.match(key)}),
        ))
        if address := self.file_url("public/author.css"):
            fragment.add_css_url(address)
        if address := self.file_url("public/author.js"):
            fragment.add_javascript_url(address)
            fragment.initialize_js("PowerStruggleAuthor", {"usage": browser_key(self.scope_ids.usage_id)})
        return fragment

    @audience(AUTHORS)
    @XBlock.handler
    def submit_studio_edits(self, request, suffix=""):
        """Save Studio's form; refused where a course is being taken, not edited."""
        try:
            return Response(json_body=self._save_form(request, suffix))
        except JsonHandlerError as refused:
            return refused.get_response()
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            return JsonHandlerError(400, self.labels.bad_request(str(error)[:200])).get_response()

    def _save_form(self, request, suffix: str) -> dict:
        if not self.is_authoring:
            raise JsonHandlerError(403, self.labels.only_authors())
        if request.method != "POST":
            raise JsonHandlerError(405, self.labels.bad_request("not a POST"))
        data = json.loads(request.body)
        if not (isinstance(data, dict) and isinstance(data.get("values"), dict) and isinstance(data.get("defaults"), list)):
            raise JsonHandlerError(400, self.labels.bad_request("values, defaults"))
        saved = StudioEditableXBlockMixin.submit_studio_edits.__wrapped__(self, data, suffix)
        left = {name: value for name, value in self.unreadable_settings.items() if name not in (*data["values"], *data["defaults"])}
        if left != self.unreadable_settings:
            self.unreadable_settings = left
        return saved

    def clean_studio_edits(self, data):
        """Store the canonical text; a pasted file brings its title, points and attempts where the form leaves them as they are."""
        text = data.get("content")
        if not isinstance(text, str):
            return
        if scenario := compile_scenario(text).scenario:
            brought = {"display_name": scenario.title, "weight": scenario.weight, "max_attempts": scenario.max_attempts}
            data.update({name: value for name, value in brought.items() if value is not None and name not in data})
        data["content"] = stored_text(text)

    def validate_field_data(self, validation, data):
        """Put the problems of the scenario into Studio's own messages, errors first.

        Any message keeps Studio's form from being saved, so there only errors are told: a warning must not hold up a save.
        """
        saving = data is not self
        if not (data.content or "").strip():
            if not saving:
                validation.add(ValidationMessage(ValidationMessage.WARNING, self.labels.nothing_here()))
            return
        found = author_card.reviewed(data.content)
        for problem in found.errors[:MOST_MESSAGES]:
            validation.add(ValidationMessage(ValidationMessage.ERROR, self.labels.translate(problem.located_message)))
        if found.warnings and not saving:
            # One line for all: the card below shows them, and a page of yellow is not read.
            said = AuthorMessages(self.labels).open_problems(0, len(found.warnings))
            validation.add(ValidationMessage(ValidationMessage.WARNING, said))
