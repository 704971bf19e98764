"""Errors whose message is a sentence for people, in their own language."""

from ..notation.messages import Gettext, Ngettext, TranslatableMessage, english_plural, msg, translate


class MessageError(Exception):
    """An error with a translatable message.

    `template` is a whole message or a template, which `values` fill in. str() returns the message in English.
    """

    def __init__(self, template: str, **values: object):
        super().__init__(template)
        self.message = template if isinstance(template, TranslatableMessage) else msg(template, **values)

    def translate(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Return the message in the language of `gettext` and `ngettext`."""
        return str(translate(self.message, gettext, ngettext))

    def __str__(self) -> str:
        return str(self.message)
