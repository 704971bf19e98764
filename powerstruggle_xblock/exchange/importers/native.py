"""Import this package's own notation: a scenario's XML file, or OLX with a scenario in it."""

from lxml import etree

from ...notation import markup
from ...notation.messages import noop
from ...scenario import grammar, scenario_xml
from ..registry import ImportedScenario, Importer, register_importer
from ..report import CannotImport, Report, StoryChoice
from ..source_file import SourceFile
from .story_selection import select_story

_PROGRAM_SCHEMES = ("javascript:", "vbscript:", "data:")


def import_notation(source: SourceFile) -> ImportedScenario | StoryChoice:
    """Import one scenario of an XML file, as notation text without anything that a browser would run.

    A scenario without errors is written in its canonical form; one with errors stays as it is, for its author to
    correct. Raises `CannotImport` where the file is meant to be a scenario and can't be parsed.
    """
    if source.xml is None:
        problem = scenario_xml.parse(source.text).issues[0].located_message
        raise CannotImport(noop("This scenario can't be read ({problem})."), problem=problem)
    elements = _find_scenarios(source.xml)
    titles = [element.get("display_name") or "" for element in elements]
    texts = [clean_scenario(element, source.report) for element in elements]
    index = select_story(source, titles)
    return index if isinstance(index, StoryChoice) else ImportedScenario(texts[index])


def _is_notation(source: SourceFile) -> bool:
    if not source.starts_with_tag:
        return False
    return f"<{grammar.ROOT}" in source.text if source.xml is None else bool(_find_scenarios(source.xml))


def _find_scenarios(root: etree._Element) -> list[etree._Element]:
    """Return the scenario elements of an XML tree, which may be the root itself."""
    return [*root.iter(grammar.ROOT)]


def clean_scenario(element: etree._Element, report: Report) -> str:
    """Return a scenario as notation text without anything that a browser would run; what is left out is reported."""
    for child in [*element.iter()]:
        name = markup.local_name(str(child.tag))
        if name.lower() in markup.NEVER_WORDS and child is not element:
            _report_removed(report, f"<{name}>")
            _remove_element(child)
        else:
            _clean_attributes(child, report)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    parsed = scenario_xml.parse(text)
    return scenario_xml.serialize(parsed.scenario) if parsed.scenario is not None and not parsed.errors else text


def _clean_attributes(element: etree._Element, report: Report) -> None:
    for key, value in list(element.attrib.items()):
        name, squeezed = markup.local_name(str(key)), "".join(str(value).split()).lower()
        if name.lower().startswith("on") and key != "only":
            _report_removed(report, name)
            del element.attrib[key]
        elif squeezed.startswith(_PROGRAM_SCHEMES):
            _report_removed(report, squeezed.partition(":")[0])
            del element.attrib[key]


def _report_removed(report: Report, what: str) -> None:
    report.add_skipped(noop("For safety something was left out of a text: {what}. Its words were kept."), what=what)


def _remove_element(element: etree._Element) -> None:
    """Remove an element and all that it holds, but not the text after it."""
    previous, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if previous is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        previous.tail = (previous.tail or "") + (element.tail or "")
    parent.remove(element)


register_importer(Importer(
    id="xml", label=noop("Scenario file of this package (XML or OLX)"), endings=(".xml", ".olx"),
    detect=_is_notation, run=import_notation, order=40))
