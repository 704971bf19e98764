"""The place of an issue in a tree, more exactly than by the scene, choice or ending that it belongs to."""

from collections.abc import Iterator

from lxml import etree

from ..notation.issues import Issue
from ..notation.messages import TranslatableMessage
from . import tree as trees


def locate_issue(issue: Issue, document: trees.TreeDocument) -> trees.Place | None:
    """Return the place of an issue whose line is a number of `document`; None where it is about the whole scenario."""
    finder = _FINDERS.get(issue.code)
    found = next(finder(issue, document), None) if finder else None
    if found is None:
        return document.place(issue.line)
    return found if isinstance(found, tuple) else document.place(document.numbers[found])


def _loose_text(issue: Issue, document: trees.TreeDocument) -> Iterator[trees.Place]:
    """Find text between elements, which is reported at the element before it or around it."""
    at = document.place(issue.line)
    if at is None:
        return
    for where in ((*at, 0), (*at[:-1], at[-1] + 1) if at else (0,)):
        words = " ".join(document.loose.get(where, "").split())[:40]
        if words and issue.message.startswith(f'"{words}"'):
            yield where


def _never_holds(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    around = document.elements[issue.line] if issue.line else document.root
    if around is None:
        return
    for element in around.iter():
        condition = " ".join((element.get("if") or "").split())
        if condition and f'"{condition}" never holds' in issue.message and (issue.line or element.tag == "when"):
            yield element


def _sign_off(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    for element in document.root.iterchildren("sign-off"):
        if f"by {(element.get('by') or '').strip()} of {element.get('date')} " in issue.message:
            yield element


def _person(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    return (element for element in document.root.iterchildren("person") if element.get("id") == issue.at)


def _unmet_need(problem: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    """Find the element by its `needs` and its first words: several texts may need the same."""
    around = document.elements[problem.line] if problem.line else document.root
    if around is None or not isinstance(problem.message, TranslatableMessage):
        return
    values = problem.message.values
    needs, words = str(values["needs"]), str(values["words"]).strip('"').rstrip("…")
    needing = [element for element in around.iter() if " ".join((element.get("needs") or "").split()) == needs]
    for element in needing:
        if element is around or words in " ".join("".join(element.itertext()).split()):
            yield element
    yield from needing


_FINDERS = {
    "unmet-need": _unmet_need,
    "loose-text": _loose_text,
    "dead-condition": _never_holds,
    "sign-off-void": _sign_off,
    "portrait": _person,
}
