"""Errors whose message is a sentence for people, in their own language."""

from ..notation.messages import english_plural, Gettext, msg, Ngettext, TranslatableMessage, translate


class MessageError(Exception):
    """Something can't be done. `sentence` says what: it is given whole, or as a template and its values. str() is in English."""

    def __init__(self, template: str, **values: object):
        super().__init__(template)
        self.sentence = template if isinstance(template, TranslatableMessage) else msg(template, **values)

    def said(self, gettext: Gettext = str, ngettext: Ngettext = english_plural) -> str:
        """Give the sentence, translated."""
        return translate(self.sentence, gettext, ngettext)

    def __str__(self) -> str:
        return str(self.sentence)
