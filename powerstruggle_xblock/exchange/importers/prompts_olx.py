"""Import the questions of other components as a reflection: Problem Builder's free-text questions and ORA's prompts.

Both are read from OLX. Answers, marks, rubrics, peer steps and questions with fixed answers have no counterpart.
"""

import json
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ...notation import markup
from ...notation.messages import noop
from ...reflection import grammar
from ..ids import Ids, make_slug
from ..registry import REFLECTION, ImportedScenario, Importer, register_importer
from ..report import CHANGED, SKIPPED, CannotImport, Report
from ..source_file import SourceFile
from . import html_import

BUILDERS, ASSESSMENT, ANSWER = ("problem-builder", "mentoring", "step-builder"), "openassessment", "pb-answer"
_FIXED = frozenset(("pb-mcq", "pb-mrq", "pb-rating", "pb-slider", "pb-completion", "pb-swipe", "mcq", "mrq", "rating"))
_ANSWERS = frozenset((ANSWER, "answer"))
_TEXTS = frozenset(("html_demo", "html", "p", "div", "pb-message", "pb-tip"))
_TAG = re.compile(r"</?[A-Za-z]")
_WORD_ATTRIBUTES = ("question", "display_name", "description", "header", "message", "low", "high", "label")
"""Attributes that learners read, as far as no element of its own holds them."""


class _PromptCollector:
    """Collects questions and other texts of the components in a tree, in their order."""

    def __init__(self, report: Report):
        self.report = report
        self.prompts: list[tuple[str, str]] = []
        self.intro: list[str] = []
        self.notes: list[str] = []
        self._ids = Ids()

    def add_prompt(self, source: str, name: str, hint: str = "") -> None:
        """Add a question, as HTML; an empty one is left out."""
        self.report.budget.spend()
        found = html_import.parse_html(source)
        if found.media:
            self.report.add_counted(SKIPPED, noop("Pictures, sounds and films of questions were left out: {count}"))
            self.notes += [line for row in found.media if (line := html_import.format_plain_line(row.alt))]
        if not found.text:
            return
        id_ = self._ids.take(name, make_slug(markup.plain_text(found.text)) or "question")
        hint_text = html_import.parse_html(hint).text
        inside = f"<words>{found.text}</words>" + (f"<hint>{hint_text}</hint>" if hint_text else "")
        self.prompts.append((id_, inside))

    def add_builder(self, root: etree._Element) -> None:
        """Add the free-text questions of a Problem Builder; its other texts go into the introduction or a note."""
        for element in root.iter():
            tag = markup.local_name(str(element.tag))
            self.report.budget.spend()
            if tag in _ANSWERS and element.get("question"):
                self.add_prompt(str(element.get("question")), str(element.get("name") or ""))
                self._keep_attributes(element, _WORD_ATTRIBUTES[1:])
            elif tag in _FIXED:
                self._keep_fixed(element, tag)
            elif any(markup.local_name(str(row.tag)) in _FIXED | _TEXTS for row in element.iterancestors()):
                continue
            elif tag in _TEXTS:
                text = html_import.parse_html(_inner_html(element)).text
                self.intro += [text] if text and tag != "pb-message" and not self.prompts else []
                self.notes += [markup.plain_text(text)] if text and (tag == "pb-message" or self.prompts) else []
            elif element is not root and tag != "title":
                self._keep_other(element)

    def _keep_other(self, element: etree._Element) -> None:
        """Keep the words of an element that is no question; those of its children are kept with the children."""
        self._keep_attributes(element, _WORD_ATTRIBUTES)
        self.notes += [line for row in (element.text, *(child.tail for child in element))
                       if (line := html_import.format_plain_line(row))]

    def _keep_attributes(self, element: etree._Element, names: Iterable[str]) -> None:
        self.notes += [line for name in names if (line := html_import.format_plain_line(element.get(name)))]

    def _keep_fixed(self, element: etree._Element, tag: str) -> None:
        for row in element.iter():
            self._keep_attributes(row, _WORD_ATTRIBUTES)
            self.notes += [line for text in (row.text, row.tail if row is not element else None)
                           if (line := html_import.format_plain_line(text))]
        self.report.add_counted(
            CHANGED, noop("Questions with fixed answers ({kind}) are no reflection; their words stand in a note: "
                          "{count}"), kind=tag)

    def add_assessment(self, root: etree._Element) -> None:
        """Add the prompts of an ORA; its rubric goes into a note."""
        rubric = root.find(".//rubric")
        inside_rubric = set() if rubric is None else set(rubric.iter())
        for prompt in root.iter("prompt"):
            if prompt in inside_rubric:
                continue
            description = prompt.find("description")
            source = _text_of(prompt if description is None else description)
            for words in _unwrap(source):
                self.add_prompt(words, "")
        if rubric is not None:
            self.notes += [line for row in rubric.itertext() if (line := html_import.format_plain_line(row))]
            self.report.add_changed(noop("The rubric of an assessment stands in a note: a reflection is not marked."))
        if root.find(".//assessments") is not None:
            self.report.add_skipped(noop("Steps of an assessment (peers, self, staff) were left out."))

    def build_text(self, title: str) -> str:
        """Return the reflection in its notation."""
        parts = [f"<intro>{html_import.join_paragraphs(self.intro)}</intro>"] if self.intro else []
        parts += [f"<prompt id={quoteattr(id_)}>{inside}</prompt>" for id_, inside in self.prompts]
        parts += [f"<note>{html_import.escape_lines(chr(10).join(self.notes))}</note>"] if self.notes else []
        name = f" display_name={quoteattr(html_import.replace_illegal_characters(title))}" if title else ""
        return f"<{grammar.ROOT}{name}>{''.join(parts)}</{grammar.ROOT}>\n"


def _inner_html(element: etree._Element) -> str:
    return escape(element.text or "") + "".join(etree.tostring(row, encoding="unicode") for row in element)


def _text_of(element: etree._Element) -> str:
    return "".join(str(row) for row in element.itertext())


def _unwrap(source: str) -> list[str]:
    """Return the HTML of prompts; newer releases write all prompts as a JSON list of descriptions.

    A prompt without tags is plain text, whose lines stand as they are.
    """
    try:
        rows = json.loads(source)
    except (ValueError, RecursionError):
        rows = None
    found = [str(row.get("description") or "") for row in rows if isinstance(row, dict)] if isinstance(
        rows, list) else []
    return [text if _TAG.search(text) else "<br/>".join(text.strip().splitlines()) for text in found or [source]]


def _find_components(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter(*BUILDERS, ASSESSMENT)


def import_prompts(source: SourceFile) -> ImportedScenario:
    """Import the questions of all components of a file. Raises `CannotImport` where there are none."""
    assert source.xml is not None
    collector = _PromptCollector(source.report)
    titles = []
    _report_others(source.xml, source.report)
    for element in _find_components(source.xml):
        titles += filter(None, (element.get("display_name"), _read_title(element)))
        if element.tag == ASSESSMENT:
            collector.add_assessment(element)
        else:
            collector.add_builder(element)
    collector.notes += [line for row in dict.fromkeys(titles[1:]) if row != titles[0]
                        and (line := html_import.format_plain_line(row))]
    if not collector.prompts:
        raise CannotImport(noop("This file has no question that is answered in one's own words."))
    source.report.add_attention(
        noop("Questions that were imported: {count}. Choose where the answers are kept."),
        count=len(collector.prompts))
    return ImportedScenario(collector.build_text(next(iter(titles), "")))


def _report_others(unit: etree._Element, report: Report) -> None:
    """Report the components of a unit that hold no questions."""
    if next(unit.iter(*BUILDERS, ASSESSMENT), None) is unit:
        return
    for child in unit:
        if next(_find_components(child), None) is None:
            report.add_named(
                SKIPPED, noop("Other components of the unit were left out: {count} ({names})"),
                str(child.get("display_name") or markup.local_name(str(child.tag))))


def _read_title(element: etree._Element) -> str:
    title = element.find("title")
    return "" if title is None else html_import.format_plain_line(_text_of(title))


register_importer(Importer(
    id="prompts", label=noop("Questions of Problem Builder or ORA (OLX), as a reflection"), endings=(".xml", ".olx"),
    detect=lambda source: source.xml is not None and next(_find_components(source.xml), None) is not None,
    run=import_prompts, order=45, content=REFLECTION))
