"""Errors whose message is a sentence for people, in their own language."""


class SaidError(Exception):
    """Something can't be done. The sentence is kept as a template and its values: `said` translates it, str() gives it in English."""

    def __init__(self, template: str, **values: object):
        super().__init__(template)
        self.template, self.values = template, values

    def said(self, gettext=str) -> str:
        """Give the sentence, translated by `gettext`."""
        return gettext(self.template).format(**self.values)

    def __str__(self) -> str:
        return self.said()
