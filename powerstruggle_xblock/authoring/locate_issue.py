"""The place of an issue in a tree, more exactly than by the scene, choice or ending that it belongs to."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ..notation.issues import Issue
from . import tree as trees


def locate_issue(issue: Issue, document: trees.TreeDocument) -> trees.Place | None:
    """Return the place of an issue whose line is a number of `document`; None where it is about the whole scenario."""
    finder = _FINDERS.get(issue.code)
    found = next(finder(issue, document), None) if finder else None
    if found is None:
        return document.place(issue.line)
    return found if isinstance(found, tuple) else document.place(document.numbers[found])


def _values(issue: Issue) -> Mapping[str, Any]:
    """Return the values of an issue's message; {} for a plain text."""
    return getattr(issue.message, "values", {})


def _loose_text(issue: Issue, document: trees.TreeDocument) -> Iterator[trees.Place]:
    """Find text between elements, which is reported at the element before it or around it."""
    at, reported = document.place(issue.line), _values(issue).get("words")
    if at is None:
        return
    for where in ((*at, 0), (*at[:-1], at[-1] + 1) if at else (0,)):
        words = " ".join(document.loose.get(where, "").split())[:40]
        if words and words == reported:
            yield where


def _never_holds(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    around = document.elements[issue.line] if issue.line else document.root
    if around is None:
        return
    dead = str(_values(issue).get("condition", ""))
    for element in around.iter():
        condition = " ".join((element.get("if") or "").split())
        if condition and condition == dead and (issue.line or element.tag == "when"):
            yield element


def _sign_off(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    values = _values(issue)
    reported = values.get("name"), values.get("date")
    for element in document.root.iterchildren("sign-off"):
        if tuple((element.get(name) or "").strip() for name in ("by", "date")) == reported:
            yield element


def _person(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    return (element for element in document.root.iterchildren("person") if element.get("id") == issue.at)


def _unmet_need(issue: Issue, document: trees.TreeDocument) -> Iterator[etree._Element]:
    """Find the element by its `needs` and its first words: several texts may need the same."""
    around, values = document.elements[issue.line] if issue.line else document.root, _values(issue)
    if around is None or not values:
        return
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
