"""Sentences in English that can still be said in another language.

Where a scenario is read, reviewed or compared nobody knows who will read what was found, and it is remembered longer than one
request. So a sentence is English there, a `str` like any other, and keeps what it was made of; only who shows it to a person
translates it. The templates are collected for translators by i18n.py, which looks for the names of the functions below.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from string import Formatter

Gettext = Callable[[str], str]
"""Gives a template in another language."""
Ngettext = Callable[[str, str, int], str]
"""Gives that of two templates (for one, for many) which goes with a number, in another language."""


class TranslatableMessage(str):
    """An English sentence with the `template` and the `values` it was made of; a value may be a Sentence itself.

    `forms` is what a translator's ngettext is asked, where a number decides on the words: (for one, for many, the number).
    """

    template: str
    values: Mapping[str, object]
    forms: tuple[str, str, int] | None = None


def noop(text: str) -> str:
    """Mark a text for extraction where it is written down; it is translated where it is said."""
    return text


def msg(template: str, /, **values: object) -> TranslatableMessage:
    """Give a sentence: a template with {names} in it, filled in. What stands in a value is never looked at for braces."""
    sentence = TranslatableMessage(template.format(**values))
    sentence.template, sentence.values = template, values
    return sentence


def nmsg(one: str, many: str, number: int, /, **values: object) -> TranslatableMessage:
    """Give a sentence whose words hang on a number, which is {number} in both templates."""
    sentence = msg(one if number == 1 else many, number=number, **values)
    sentence.forms = (one, many, number)
    return sentence


def percent_msg(ratio: float) -> TranslatableMessage:
    """Give a ratio, 0–1, in percent, to be a value of a sentence: languages write it each in their own way."""
    return msg("{number}%", number=f"{ratio * 100:.0f}")


def english_plural(one: str, many: str, number: int) -> str:
    """Give the template that goes with a number in English: an ngettext for who has none."""
    return one if number == 1 else many


def translate(text: object, gettext: Gettext = str, ngettext: Ngettext = english_plural):
    """Give a Sentence in another language, its values first; anything else comes back as it is.

    A translation that lacks one of the template's names, or has another, would say something wrong or nothing at all: then the
    sentence stays English. Never raises for what translators write.
    """
    if not isinstance(text, TranslatableMessage):
        return text
    template = ngettext(*text.forms) if text.forms else gettext(text.template)
    if not _fits(template, text):
        return str(text)
    return template.format(**{name: translate(value, gettext, ngettext) for name, value in text.values.items()})


def _fits(template: str, sentence: TranslatableMessage) -> bool:
    names = _names(template)
    if sentence.forms is None:
        return names is not None and names == _names(sentence.template)
    one, many = _names(sentence.forms[0]), _names(sentence.forms[1])
    return names is not None and one & many <= names <= one | many


@lru_cache(maxsize=2048)
def _names(template: str) -> frozenset[str] | None:
    """Give the names in a template's braces; None where a brace stands alone or holds more than a name."""
    try:
        found = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(template) if name is not None]
    except ValueError:
        return None
    return frozenset(name for name, *_ in found) if not any(spec or conversion for _, spec, conversion in found) else None
