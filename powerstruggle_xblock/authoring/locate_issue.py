"""Where in a tree a problem stands, more exactly than by the scene, choice or ending it belongs to."""

from collections.abc import Iterator

from lxml import etree

from ..notation.issues import Issue
from . import tree as trees


def locate_issue(problem: Issue, document: trees.TreeDocument) -> trees.Place | None:
    """Give the place of a problem whose line is a number of `document`; None where it is about the whole scenario."""
    finder = _FINDERS.get(problem.code)
    found = next(finder(problem, document), None) if finder else None
    if found is None:
        return document.place(problem.line)
    return found if isinstance(found, tuple) else document.place(document.numbers[found])


def _loose_text(problem: Issue, document: trees.TreeDocument) -> Iterator[trees.Place]:
    """Words between elements are reported at the element before them, or at the one they stand in."""
    at = document.place(problem.line)
    if at is None:
        return
    for where in ((*at, 0), (*at[:-1], at[-1] + 1) if at else (0,)):
        words = " ".join(document.loose.get(where, "").split())[:40]
        if words and problem.message.startswith(f"\"{words}\""):
            yield where


def _never_holds(problem: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    around = document.elements[problem.line] if problem.line else document.root
    for element in around.iter():
        condition = " ".join((element.get("if") or "").split())
        if condition and f"\"{condition}\" never holds" in problem.message and (problem.line or element.tag == "when"):
            yield element


def _sign_off(problem: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    for element in document.root.iterchildren("sign-off"):
        if f"by {(element.get('by') or '').strip()} of {element.get('date')} " in problem.message:
            yield element


def _person(problem: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    return (element for element in document.root.iterchildren("person") if element.get("id") == problem.at)


_FINDERS = {"loose-text": _loose_text, "dead-condition": _never_holds, "sign-off-void": _sign_off, "portrait": _person}
