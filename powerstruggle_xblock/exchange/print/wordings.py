"""The words of choices, and the variants of texts, in a printed script.

A variant is a paragraph of its own, below the wording that is printed first.
"""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from ...notation.messages import noop
from ...scenario import model as m
from .print_document import Paragraph
from .text_parts import join_parts

OR, WAITS = noop("or: {words}"), noop("waits {seconds} s")
_ITALIC, _QUOTE = Markup("<i>{}</i>"), Markup("<q>{}</q>")


def format_choice_words(choice: m.Choice, gettext: Callable[..., Markup]) -> Markup:
    """Return what is done, said or waited for with a choice, in the first wording."""
    words: list[Markup] = []
    if choice.do:
        words.append(_ITALIC.format(Markup(choice.do)))
    if choice.say:
        words.append(_QUOTE.format(Markup(choice.say)))
    if choice.wait:
        seconds = gettext(WAITS, seconds=str(choice.wait.seconds))
        words.append(Markup("<i>[{}]</i> {}").format(seconds, Markup(choice.wait.text)))
    return join_parts(" ", words)


def build_choice_variants(choice: m.Choice, gettext: Callable[..., Markup]) -> Iterator[Paragraph]:
    """Return the other wordings of a choice: of what is done, then of what is said."""
    for template, texts in ((_ITALIC, choice.do_variants), (_QUOTE, choice.say_variants)):
        yield from (_build_variant(template.format(Markup(text)), gettext) for text in texts)


def build_item_variants(item: m.ContentItem, gettext: Callable[..., Markup]) -> Iterator[Paragraph]:
    """Return the other wordings of a narration or line."""
    variants = item.variants if isinstance(item, m.Narration | m.Line) else ()
    lang = item.lang if isinstance(item, m.Line) else None
    words = (Markup('<span lang="{}">{}</span>').format(lang, Markup(text)) if lang else Markup(text)
             for text in variants)
    return (_build_variant(text, gettext) for text in words)


def _build_variant(words: Markup, gettext: Callable[..., Markup]) -> Paragraph:
    return Paragraph(gettext(OR, words=words), "variant")
