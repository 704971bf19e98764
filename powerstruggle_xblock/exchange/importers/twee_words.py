"""The words of a choice and the variants of a text, after an edit in Twine, which shows the first wording alone."""

import re
from dataclasses import replace
from typing import Any

from ...notation import markup
from ...notation.messages import noop
from ...scenario import model as m
from ..report import Report
from . import html_import
from .twine_links import Link

_WAIT = re.compile(r"\((?P<seconds>\d{1,3}) s\)\s*(?P<text>.+)\Z", re.S)
_DO_SAY = re.compile(r"(?P<do>.*?)\s*“(?P<say>.*)”\Z", re.S)
KEPT = noop("Words were changed in Twine; their variants stayed as they were. Check that they still say the same.")
LOST = noop("Words that have variants were taken out in Twine; the variants went with them: {words}")


def merge_choice_words(choice: m.Choice, way: Link, report: Report) -> dict[str, Any]:
    """Return the fields of a choice's words by a link's new text; where the words are the same, its markup is kept."""
    words = html_import.format_plain_line(way.text)
    if choice.wait and (found := _WAIT.match(words)):
        return {"wait": m.Wait(max(1, min(120, int(found["seconds"]))), html_import.escape_text(found["text"]))}
    found = _DO_SAY.match(words)
    do, say = (found["do"], found["say"]) if found else (words, "")
    merged: dict[str, Any] = {"wait": None}
    for field, text in (("do", do), ("say", say)):
        before, variants = getattr(choice, field), getattr(choice, f"{field}_variants")
        is_same = markup.plain_text(before) == text
        merged[field] = (before if is_same else html_import.escape_text(text)) or None
        merged[f"{field}_variants"] = variants if merged[field] else ()
        if variants and not is_same:
            report_variants(report, variants, choice.id, kept=bool(merged[field]))
    return merged


def keep_variants(
    item: m.Narration | m.Line, found: list[m.ContentItem], report: Report, at: str
) -> list[m.ContentItem]:
    """Return what a changed narration or line became, with its variants where it is still one text of that kind."""
    if not item.variants:
        return found
    one = found[0] if len(found) == 1 else None
    is_kept = isinstance(one, m.Narration | m.Line) and type(one) is type(item)
    report_variants(report, item.variants, at, kept=is_kept)
    return [replace(one, variants=item.variants)] if isinstance(one, m.Narration | m.Line) and is_kept else found


def report_variants(report: Report, variants: tuple[str, ...], at: str, *, kept: bool) -> None:
    """Report that a text which has variants was changed, or that it is gone and they with it."""
    if kept:
        report.add_attention(KEPT, at)
    else:
        report.add_attention(LOST, at, words="; ".join(map(markup.plain_text, variants)))
