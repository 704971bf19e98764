"""Words of a scenario's glossary in a text: a button that shows what the word means.

The meaning stands behind its word, hidden until the button is pressed (the disclosure pattern of the ARIA Authoring
Practices), so that it works by keyboard and touch and is read out where the word is. It goes out with the text: a page
needs no further request for it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from ..notation import markup
from ..scenario.model import Term

_TAG = re.compile(r"(<[^>]*>)")
_SKIPPED = ("a", "abbr")
"""Inside of these no word is marked: a link can't hold a button, and an abbreviation explains itself."""
_PUNCTUATION = ".!?"


@lru_cache(maxsize=4096)
def mark_terms(html: str, terms: tuple[Term, ...]) -> str:
    """Return cleaned HTML in which the first occurrence of each term is a button, with its meaning behind it."""
    if not terms:
        return html
    pattern, terms_by_form = _compile(terms)
    explained: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        word = found[0]
        term = terms_by_form.get(word) or terms_by_form.get(word.lower())
        if term is None or term.name in explained:
            return word
        explained.add(term.name)
        return _build_button(word, term)

    return "".join(
        pattern.sub(mark, part) if is_text else part for part, is_text in _split(html)
    )


def _split(html: str) -> Iterator[tuple[str, bool]]:
    """Return the parts of HTML, each with whether it is text in which words can be marked."""
    depth = 0
    for part in _TAG.split(html):
        if not part.startswith("<"):
            yield part, not depth
            continue
        name = part.strip("</>").split()[0] if part.strip("</>") else ""
        if name in _SKIPPED:
            depth += -1 if part.startswith("</") else 1
        yield part, False


@lru_cache(maxsize=256)
def _compile(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    """Return a pattern for every form of the terms, and the terms by form; one in capitals is found in capitals."""
    forms: dict[str, Term] = {}
    for term in terms:
        for form in term.forms:
            escaped = escape(form, quote=False)
            forms.setdefault(escaped if form.isupper() else escaped.lower(), term)
    words = sorted(forms, key=len, reverse=True)
    either = "|".join(re.escape(word) if word.isupper() else f"(?i:{re.escape(word)})" for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)"), forms


def _build_button(word: str, term: Term) -> str:
    meaning = escape(" ".join(markup.plain_text(term.text).split()), quote=False)
    return (
        f'<button type="button" class="ps-term" aria-expanded="false">{word}</button>'
        f'<span class="ps-meaning" hidden> ({meaning.rstrip(_PUNCTUATION)})</span>'
    )
