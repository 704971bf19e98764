"""The reviewer's list at the end of a script: points to mark, questions to answer, and lines to sign on.

The points and questions are in `checklist.toml`.
"""

import tomllib
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from ...notation.messages import noop
from ...resources import package_file
from .print_document import Block, Heading, Paragraph, Row, Table, WritingLines, build_plain_row

CHECKLIST = "exchange/print/checklist.toml"
ANSWER_LINES = 2
"""Lines to write an answer on."""
SIGNATURE_ROWS = 3
SIGN_OFF_HEADS = (noop("Name"), noop("Role (clinician, lived experience, staff)"), noop("Date"), noop("Version read"))
MUST = noop("(must)")


def build_checklist(gettext: Callable[[str], Markup]) -> Iterator[Block]:
    """Yield the blocks of the list; `gettext` translates a text and returns it as `Markup`."""
    checklist = tomllib.loads(package_file(CHECKLIST).read_text(encoding="utf-8"))
    yield Heading(2, gettext("Reviewer's list"), new_page=True)
    yield Paragraph(gettext("A “no” on a point marked (must) keeps the scenario from release."), "aside")
    heads = (escape("№"), *map(gettext, (noop("Point"), noop("yes"), noop("fix"), noop("no"))))
    rows = tuple(_build_rows(checklist["group"], gettext))
    yield Table(gettext("Points to mark"), heads, (0.06, 0.73, 0.07, 0.07, 0.07), rows)
    for question in checklist["questions"]:
        yield Heading(3, gettext(question))
        yield WritingLines(ANSWER_LINES)
    yield Heading(3, gettext("To sign"))
    heads = tuple(map(gettext, SIGN_OFF_HEADS))
    rows = (build_plain_row("", "", "", ""),) * SIGNATURE_ROWS
    yield Table(gettext("Lines to sign on"), heads, (0.30, 0.36, 0.16, 0.18), rows, roomy=True)


def _build_rows(groups: list[dict[str, Any]], gettext: Callable[[str], Markup]) -> Iterator[Row]:
    numbers = count(1)
    for group in groups:
        yield build_plain_row("", Markup("<b>{}</b>").format(gettext(group["name"])), "", "", "")
        for point in group["points"]:
            must = Markup(" <b>{}</b>").format(gettext(MUST)) if point.get("must") else Markup()
            yield build_plain_row(str(next(numbers)), gettext(point["text"]) + must, "☐", "☐", "☐")
