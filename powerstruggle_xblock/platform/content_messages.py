"""What is said about a component's content: Studio's messages, and why a component can't be shown.

A scenario adds its issues to Studio's messages in `scenario_form.py`.
"""

from typing import TYPE_CHECKING

from xblock.validation import Validation, ValidationMessage

from ..authoring import author_card, persistence
from ..authoring.messages import AuthorMessages
from ..notation.issues import ERROR, WARNING
from .pages import MAX_MESSAGES

if TYPE_CHECKING:
    from ..continuum_block import ContinuumBlock
    from ..reflection_block import ReflectionBlock
    from .component import ComponentBlock

_KINDS = {ERROR: ValidationMessage.ERROR, WARNING: ValidationMessage.WARNING}


def add_messages(block: "ContinuumBlock | ReflectionBlock", validation: Validation) -> Validation:
    """Add the findings about a component's text to Studio's messages, errors first, and whether there is a draft."""
    checked = author_card.check_cached(block.content or "", block.notation)
    found = [
        ValidationMessage(kind, sentence)
        for severity, kind in _KINDS.items()
        for sentence in checked.sentences(block.labels.translate, severity)
    ]
    for message in found[:MAX_MESSAGES]:
        validation.add(message)
    add_draft_message(block, validation)
    if not (block.content or "").strip() and not persistence.has_draft(block):
        validation.add(ValidationMessage(ValidationMessage.WARNING, block.labels.nothing_here()))
    return validation


def add_draft_message(block: "ComponentBlock", validation: Validation) -> None:
    """Add the sentence that a draft is saved to Studio's messages, where there is one."""
    if sentence := author_card.draft_sentence(block, AuthorMessages(block.labels)):
        validation.add(ValidationMessage(ValidationMessage.WARNING, sentence))


def unavailable_sentences(block: "ComponentBlock") -> list[str]:
    """Return why a component can't be shown: what is the matter to those who may mend it, else one kind sentence."""
    is_empty = not (block.content or "").strip()
    if not block.is_staff_or_author:
        return [block.labels.not_yet() if is_empty else block.labels.unavailable()]
    sentence = author_card.draft_sentence(block, AuthorMessages(block.labels))
    if is_empty:
        return [sentence or block.labels.nothing_here()]
    found = author_card.check_cached(block.content, block.notation).sentences(block.labels.translate)
    return [*([sentence] if sentence else []), *found]
