"""Report what of a Twine story can't be expressed and was kept verbatim in the author's note of its scene."""

from ...notation.messages import noop
from ..report import ATTENTION, CHANGED, SKIPPED, Report
from .scenario_builder import shorten
from .twine_tokens import (
    AT_END,
    CONDITION,
    HIDDEN_WORDS,
    LOST_LINK,
    MACRO,
    NUMBER,
    PRIVATE,
    PROGRAM,
    SILENT,
    STYLE,
    VALUE,
    ValueToken,
    VerbatimToken,
)

_LISTED_ENTRIES = {
    CONDITION: noop("Each of these conditions can't be expressed here, so its contents are always shown now: {count}. "
                    "Their source: {names}"),
    VALUE: noop("Words were computed here, and “…” stands in their place; write what is to be read: {count}. Their "
                "source: {names}"),
    HIDDEN_WORDS: noop("Words that readers saw stand in the author's note alone now: {count}. Their source: {names}"),
}
"""Messages that need the author's attention and list sources, by reason."""
_COUNTED_ENTRIES = {
    MACRO: (ATTENTION, noop("{name} was not translated; it stands in the author's note: {count}")),
    NUMBER: (ATTENTION, noop("{name} is set to a number in the middle of the story; a meter only goes up and down, so "
                             "this stands in the author's note: {count}")),
    PROGRAM: (SKIPPED, noop("{name}: programs and style sheets can't run here; they stand in the author's note: "
                            "{count}")),
    STYLE: (CHANGED, noop("Macros that only style or time words were taken out and stand in the author's note: "
                          "{count}")),
    AT_END: (CHANGED, noop("Changes of variables in endings, after which nothing follows, stand in the author's note: "
                           "{count}")),
    PRIVATE: (CHANGED, noop("Comments and notes of the story's author stand in the author's note: {count}")),
}
"""(kind of entry, message that counts cases) by reason."""


def report_unconvertible(report: Report, token: VerbatimToken, at: str) -> None:
    """Report one piece of source that stands in the author's note now: one entry for each cause."""
    if token.reason == SILENT:
        return
    name = shorten(token.name or token.source)
    if token.reason == LOST_LINK:
        report.add_attention(
            noop("A link is missing here, since the passage it led to is computed or the one before: “{words}”. Add a "
                 "choice for it. Its source stands in the author's note."), at, words=name)
    elif listed := _LISTED_ENTRIES.get(token.reason):
        report.add_named(ATTENTION, listed, name, at)
    else:
        kind, counted = _COUNTED_ENTRIES[token.reason]
        values = {"name": name} if "{name}" in counted else {}
        report.add_counted(kind, counted, at, **values)


def report_variable_value(report: Report, token: ValueToken, words: str | None, at: str) -> None:
    """Report what stands where the value of a variable stood; `words` is the text that it always holds, or None."""
    if words is None:
        report.add_named(
            ATTENTION,
            noop("Values of variables stood in words that learners read, and “…” stands in their place: {count}. Write "
                 "what is to be read. The variables: {names}"), shorten(token.source), at)
    else:
        report.add_named(
            CHANGED,
            noop("Variables that hold one text or number in the whole story were written out in the words: {count}. "
                 "They are: {names}"), f"{shorten(token.source)} = “{shorten(words)}”", at)
