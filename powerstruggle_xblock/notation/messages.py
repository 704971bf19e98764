"""English messages that can still be translated.

Where a scenario is parsed, reviewed or compared, the reader's language is not known, and the results are kept longer
than one request. So a message is English there, a `str` like any other, and keeps its template and values; it is
translated where it is shown. `i18n.py` collects the templates for translators: it looks for calls of the functions
below by name.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from string import Formatter
from typing import TypeVar

Text = TypeVar("Text")
Gettext = Callable[[str], str]
"""Returns the translation of a template."""
Ngettext = Callable[[str, str, int], str]
"""Returns the translation of that of two templates (for one, for many) which goes with a number."""


class TranslatableMessage(str):
    """An English message with the `template` and the `values` it was made from.

    A value may be a TranslatableMessage itself.

    `forms` are the arguments for ngettext, where the words depend on a number: (for one, for many, the number).
    """

    template: str
    values: Mapping[str, object]
    forms: tuple[str, str, int] | None = None


def noop(text: str) -> str:
    """Return a text unchanged, marked for extraction; it is translated where it is shown."""
    return text


def msg(template: str, /, **values: object) -> TranslatableMessage:
    """Return a message: a template with {names} in it, filled in. Braces inside of values have no meaning."""
    message = TranslatableMessage(template.format(**values))
    message.template, message.values = template, values
    return message


def nmsg(one: str, many: str, number: int, /, **values: object) -> TranslatableMessage:
    """Return a message whose words depend on a number, which is {number} in both templates."""
    message = msg(one if number == 1 else many, number=number, **values)
    message.forms = (one, many, number)
    return message


def percent_msg(ratio: float) -> TranslatableMessage:
    """Return a ratio, 0–1, in percent, as a value for a message: languages write percentages in different ways."""
    return msg("{number}%", number=f"{ratio * 100:.0f}")


def english_plural(one: str, many: str, number: int) -> str:
    """Return the template that goes with a number in English: an ngettext without a catalog."""
    return one if number == 1 else many


def translate(text: Text, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> Text | str:
    """Return a TranslatableMessage in another language, its values translated first.

    Any other text is returned unchanged.

    Where a translation lacks one of the template's names or has another one, the message stays English. Never raises
    for what translators write.
    """
    return str(_translate_value(text, gettext, ngettext)) if isinstance(text, TranslatableMessage) else text


def _translate_value(value: object, gettext: Gettext, ngettext: Ngettext) -> object:
    if not isinstance(value, TranslatableMessage):
        return value
    template = ngettext(*value.forms) if value.forms else gettext(value.template)
    if not _has_same_names(template, value):
        return str(value)
    return template.format(**{name: _translate_value(part, gettext, ngettext) for name, part in value.values.items()})


def _has_same_names(template: str, message: TranslatableMessage) -> bool:
    """Return whether a translated template can be filled in with the values of a message."""
    names = _find_names(template)
    if message.forms is None:
        return names is not None and names == _find_names(message.template)
    one, many = _find_names(message.forms[0]) or frozenset(), _find_names(message.forms[1]) or frozenset()
    return names is not None and one & many <= names <= one | many


@lru_cache(maxsize=2048)
def _find_names(template: str) -> frozenset[str] | None:
    """Return the names in a template's braces; None where a brace is unpaired or holds more than a name."""
    try:
        found = [
            (name, spec, conversion) for _, name, spec, conversion in Formatter().parse(template) if name is not None
        ]
    except ValueError:
        return None
    return (
        frozenset(name for name, *_ in found) if not any(spec or conversion for _, spec, conversion in found) else None
    )
