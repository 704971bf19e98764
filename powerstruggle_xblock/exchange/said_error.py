"""Errors whose message is a sentence for people, in their own language."""

from ..scenario.saying import Gettext, Ngettext, Sentence, either, said, translated


class SaidError(Exception):
    """Something can't be done. `sentence` says what: it is given whole, or as a template and its values. str() is in English."""

    def __init__(self, template: str, **values: object):
        super().__init__(template)
        self.sentence = template if isinstance(template, Sentence) else said(template, **values)

    def said(self, gettext: Gettext = str, ngettext: Ngettext = either) -> str:
        """Give the sentence, translated."""
        return translated(self.sentence, gettext, ngettext)

    def __str__(self) -> str:
        return str(self.sentence)
