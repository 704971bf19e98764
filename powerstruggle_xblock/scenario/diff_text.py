"""The messages of differences, for each kind of item.

They are whole sentences, because languages have genders and articles of their own.
"""

from typing import NamedTuple

from ..notation.messages import noop


class TextMessages(NamedTuple):
    """Templates for a text among others of its kind, in {where}."""

    changed: str
    gone: str
    new: str


class ItemMessages(NamedTuple):
    """Templates for an item with an id and perhaps a {title}; `renamed` is "" where items are only compared by id."""

    gone: str
    gone_titled: str
    new: str
    new_titled: str
    renamed: str = ""


TEXTS = {
    "line": TextMessages(
        noop("{where}: a line was {before}, is now {after}"),
        noop("{where}: a line is gone: {before}"),
        noop("{where}: a line is new: {after}"),
    ),
    "reply": TextMessages(
        noop("{where}: a reply was {before}, is now {after}"),
        noop("{where}: a reply is gone: {before}"),
        noop("{where}: a reply is new: {after}"),
    ),
    "feedback": TextMessages(
        noop("{where}: a feedback was {before}, is now {after}"),
        noop("{where}: a feedback is gone: {before}"),
        noop("{where}: a feedback is new: {after}"),
    ),
    "question": TextMessages(
        noop("{where}: a question was {before}, is now {after}"),
        noop("{where}: a question is gone: {before}"),
        noop("{where}: a question is new: {after}"),
    ),
    "note": TextMessages(
        noop("{where}: a note was {before}, is now {after}"),
        noop("{where}: a note is gone: {before}"),
        noop("{where}: a note is new: {after}"),
    ),
    "goal": TextMessages(
        noop("{where}: a goal was {before}, is now {after}"),
        noop("{where}: a goal is gone: {before}"),
        noop("{where}: a goal is new: {after}"),
    ),
    "term": TextMessages(
        noop("{where}: a word of the glossary was {before}, is now {after}"),
        noop("{where}: a word of the glossary is gone: {before}"),
        noop("{where}: a word of the glossary is new: {after}"),
    ),
    "source": TextMessages(
        noop("{where}: a source was {before}, is now {after}"),
        noop("{where}: a source is gone: {before}"),
        noop("{where}: a source is new: {after}"),
    ),
    "sign-off": TextMessages(
        noop("{where}: a sign-off was {before}, is now {after}"),
        noop("{where}: a sign-off is gone: {before}"),
        noop("{where}: a sign-off is new: {after}"),
    ),
    "safety gate": TextMessages(
        noop("{where}: a safety gate was {before}, is now {after}"),
        noop("{where}: a safety gate is gone: {before}"),
        noop("{where}: a safety gate is new: {after}"),
    ),
    "other way on": TextMessages(
        noop("{where}: another way on was {before}, is now {after}"),
        noop("{where}: another way on is gone: {before}"),
        noop("{where}: another way on is new: {after}"),
    ),
    "shift on arriving": TextMessages(
        noop("{where}: a shift on arriving was {before}, is now {after}"),
        noop("{where}: a shift on arriving is gone: {before}"),
        noop("{where}: a shift on arriving is new: {after}"),
    ),
}

ITEMS = {
    "scene": ItemMessages(
        noop("scene \"{id}\" is gone"),
        noop("scene \"{id}\" is gone: {title}"),
        noop("scene \"{id}\" is new"),
        noop("scene \"{id}\" is new: {title}"),
        noop("scene \"{id}\" is called \"{now}\" now"),
    ),
    "ending": ItemMessages(
        noop("ending \"{id}\" is gone"),
        noop("ending \"{id}\" is gone: {title}"),
        noop("ending \"{id}\" is new"),
        noop("ending \"{id}\" is new: {title}"),
        noop("ending \"{id}\" is called \"{now}\" now"),
    ),
    "choice": ItemMessages(
        noop("choice \"{id}\" is gone"),
        noop("choice \"{id}\" is gone: {title}"),
        noop("choice \"{id}\" is new"),
        noop("choice \"{id}\" is new: {title}"),
        noop("choice \"{id}\" is called \"{now}\" now"),
    ),
    "person": ItemMessages(
        noop("person \"{id}\" is gone"),
        noop("person \"{id}\" is gone: {title}"),
        noop("person \"{id}\" is new"),
        noop("person \"{id}\" is new: {title}"),
        noop("person \"{id}\" is called \"{now}\" now"),
    ),
    "meter": ItemMessages(
        noop("meter \"{id}\" is gone"),
        noop("meter \"{id}\" is gone: {title}"),
        noop("meter \"{id}\" is new"),
        noop("meter \"{id}\" is new: {title}"),
    ),
}
