"""Studio's own form for a scenario, and Studio's messages about it.

Platforms without our editor's page still save by this form.
"""

import inspect
import json
from typing import TYPE_CHECKING, Any

from webob import Response
from xblock.exceptions import JsonHandlerError
from xblock.utils.studio_editable import StudioEditableXBlockMixin
from xblock.validation import ValidationMessage

from ..authoring import author_card, persistence
from ..authoring.messages import AuthorMessages
from ..notation.issues import ERROR
from ..scenario import scenario_xml
from ..scenario.review import review
from . import content_messages
from .pages import MAX_MESSAGES

if TYPE_CHECKING:
    from ..scenario_block import ScenarioBlock


def save_form(block: "ScenarioBlock", request: Any, suffix: str) -> Response:
    """Answer a request of Studio's form: save it, or refuse with a sentence."""
    try:
        return Response(json_body=_save(block, request, suffix))
    except JsonHandlerError as refused:
        return refused.get_response()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        return JsonHandlerError(400, block.labels.bad_request(str(error)[:200])).get_response()


def _save(block: "ScenarioBlock", request: Any, suffix: str) -> dict[str, Any]:
    if not block.is_authoring:
        raise JsonHandlerError(403, block.labels.only_authors())
    if request.method != "POST":
        raise JsonHandlerError(405, block.labels.bad_request("not a POST"))
    data = json.loads(request.body)
    if not (isinstance(data, dict) and isinstance(data.get("values"), dict) and isinstance(data.get("defaults"), list)):
        raise JsonHandlerError(400, block.labels.bad_request("values, defaults"))
    # The method itself, behind the decorator that makes it a handler.
    save = inspect.unwrap(StudioEditableXBlockMixin.submit_studio_edits)
    with block.saved_by_author():
        saved = save(block, data, suffix)
        if "content" in data["values"]:  # What is saved here has no errors.
            persistence.clear_draft(block)
    left = {
        name: value
        for name, value in block.unreadable_settings.items()
        if name not in (*data["values"], *data["defaults"])
    }
    if left != block.unreadable_settings:
        block.unreadable_settings = left
    return saved


def clean_form(data: dict[str, Any]) -> None:
    """Put the canonical text into a form's values.

    A pasted file brings its settings where the form leaves them as they are.
    """
    text = data.get("content")
    if not isinstance(text, str):
        return
    if scenario := scenario_xml.NOTATION.parse_stored(text).scenario:
        settings = scenario_xml.NOTATION.read_settings(scenario)
        data.update({name: value for name, value in settings.items() if value is not None and name not in data})
    data["content"] = scenario_xml.NOTATION.stored_text(text)


def add_messages(block: "ScenarioBlock", validation: Any, data: Any) -> None:
    """Add the issues of a scenario to Studio's messages, errors first; `data` is the block itself or a form's values.

    Any message keeps Studio's form from being saved, so a form gets errors alone: a warning must not hold up a save.
    """
    saving = data is not block
    if not saving:
        content_messages.add_draft_message(block, validation)
    if not (data.content or "").strip():
        if not saving and not persistence.has_draft(block):
            validation.add(ValidationMessage(ValidationMessage.WARNING, block.labels.nothing_here()))
        return
    found = author_card.review_cached(data.content)
    for sentence in _error_sentences(block, data.content, saving=saving)[:MAX_MESSAGES]:
        validation.add(ValidationMessage(ValidationMessage.ERROR, sentence))
    if found.warnings and not saving:
        # One line for all: the card below shows them, and a page of yellow is not read.
        sentence = AuthorMessages(block.labels).open_problems(0, len(found.warnings))
        validation.add(ValidationMessage(ValidationMessage.WARNING, sentence))


def _error_sentences(block: "ScenarioBlock", text: str, *, saving: bool) -> list[str]:
    """Return what has to be mended: in the notation's words with lines for a form, which holds XML."""
    translate = block.labels.translate
    if saving:
        issues, _ = review(scenario_xml.parse(text))
        return [translate(issue.located_message) for issue in issues if issue.severity == ERROR]
    return author_card.review_cached(text).checked.sentences(translate, ERROR)
