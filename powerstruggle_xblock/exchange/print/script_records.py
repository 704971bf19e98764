"""Parts of the printed script that record something: explained words, sign-offs, and marks of a reader.

`gettext(template, **values)` translates a template and returns it as `Markup` with the values filled in.
"""

from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from ...notation.messages import noop
from ...scenario import model as m
from .checklist import SIGN_OFF_HEADS
from .print_document import Block, DefinitionList, Heading, Paragraph, Table, build_plain_row
from .text_parts import join_parts

INITIALS, DATE, REVIEWED = noop("Initials"), noop("Date"), noop("Reviewed:")
MARKS = (noop("yes"), noop("fix"), noop("no"))


def build_glossary(scenario: m.Scenario, gettext: Callable[..., Markup]) -> Iterator[Block]:
    """Yield the words that learners can have explained, with what they mean."""
    if not scenario.terms:
        return
    yield Heading(2, gettext("Words that are explained"))
    yield DefinitionList(tuple((escape(", ".join(term.forms)), Markup(term.text)) for term in scenario.terms))


def build_sign_offs(scenario: m.Scenario, version: str, gettext: Callable[..., Markup]) -> Iterator[Block]:
    """Yield who has signed; a sign-off holds for the content version `version` alone."""
    yield Heading(2, gettext("Signed so far"))
    if not scenario.sign_offs:
        yield Paragraph(gettext("Nobody has signed this scenario yet."))
        return
    holds = {True: gettext("holds for this text"), False: gettext("void: the text was changed since")}
    rows = tuple(
        build_plain_row(row.by, row.role, row.date, row.version, holds[row.version == version])
        for row in scenario.sign_offs
    )
    heads = tuple(map(gettext, (*SIGN_OFF_HEADS, noop("Status"))))
    yield Table(gettext("Who has signed"), heads, (0.24, 0.28, 0.14, 0.16, 0.18), rows)


def build_review_marks(gettext: Callable[..., Markup]) -> Paragraph:
    """Return the line on which a reader marks a scene or ending as reviewed."""
    boxes = join_parts("\u2002 ", [Markup("{} ☐").format(gettext(word)) for word in MARKS])
    text = Markup("{} {}\u2003 {} ________\u2002 {} ____________").format(
        gettext(REVIEWED), boxes, gettext(INITIALS), gettext(DATE)
    )
    return Paragraph(text, "pen")
