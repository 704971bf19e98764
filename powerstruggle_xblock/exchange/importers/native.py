"""Our own notation coming in: a scenario's file, or OLX with a scenario in it."""

from lxml import etree

from ...notation import markup
from ...scenario import grammar, scenario_xml
from ..report import CannotImport, noop, Report

_PROGRAMS = ("javascript:", "vbscript:", "data:")


def parse_xml(text: str) -> etree._Element | None:
    """Give the root of an XML text read without entities, network or DTD; None where it is no XML."""
    declaration = text.lstrip("\ufeff \t\r\n")
    if declaration.startswith("<?xml"):
        declaration = declaration.partition("?>")[2]
    try:
        root = etree.fromstring(declaration.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                                                                      remove_comments=True, remove_pis=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.getroottree().docinfo.internalDTD is None else None


def find_scenarios(root: etree._Element) -> list[etree._Element]:
    """Give the scenario elements in an XML tree, the root itself among them."""
    return [*root.iter(grammar.ROOT)]


def mentions_scenario(text: str) -> bool:
    """Tell whether a text means to be our notation."""
    return f"<{grammar.ROOT}" in text


def read_scenarios(text: str, report: Report) -> list[tuple[str, str]]:
    """Give (title, notation text) of each scenario in an XML text. What could run in a browser is taken out and told.

    A scenario without errors is written anew; one with errors stays as it came, for its author to mend. Raises CannotImport
    where it is meant to be a scenario and can't be read.
    """
    root = parse_xml(text)
    if root is None and mentions_scenario(text):
        raise CannotImport(noop("This scenario can't be read ({problem})."), problem=scenario_xml.parse(text).problems[0].located)
    return [(element.get("display_name") or "", _cleaned(element, report)) for element in (find_scenarios(root) if root is not None else ())]


def _cleaned(element: etree._Element, report: Report) -> str:
    for child in [*element.iter()]:
        if markup.local_name(str(child.tag)).lower() in markup.NEVER_WORDS and child is not element:
            _tell(report, f"<{markup.local_name(str(child.tag))}>")
            _take_out(child)
            continue
        for name, value in list(child.attrib.items()):
            squeezed = "".join(value.split()).lower()
            if markup.local_name(name).lower().startswith("on") and name != "only":
                _tell(report, markup.local_name(name))
                del child.attrib[name]
            elif squeezed.startswith(_PROGRAMS):
                _tell(report, squeezed.partition(":")[0])
                del child.attrib[name]
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    reading = scenario_xml.parse(written)
    return scenario_xml.serialize(reading.scenario) if reading.scenario is not None and not reading.errors else written


def _tell(report: Report, what: str) -> None:
    report.skipped(noop("For safety's sake something was left out of a text: {what}. Its words were kept."), what=what)


def _take_out(child: etree._Element) -> None:
    """Remove an element but not the text behind it."""
    before, parent = child.getprevious(), child.getparent()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (child.tail or "")
    else:
        before.tail = (before.tail or "") + (child.tail or "")
    parent.remove(child)
