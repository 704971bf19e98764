"""Build a Continuum from its root element: one function for each element, using `ContinuumParser`."""

import re
from collections.abc import Mapping

from ..group_answers.aggregates import SMALLEST_K, K
from ..notation import markup
from ..notation.issues import WARNING
from ..notation.messages import TranslatableMessage, msg, nmsg, noop
from ..notation.parser import BaseParser
from ..notation.shapes import XML_LANG, XmlElement
from . import grammar
from .model import (
    AUTOMATIC,
    DISTRIBUTION,
    MEAN,
    RELEASE_VALUES,
    SHOW_VALUES,
    Continuum,
    FollowUp,
    Label,
    Scale,
    Statement,
)

MAX_STATEMENTS = 60
MAX_OPTIONS = 20
DISTRIBUTION_POINTS = (3, 5)
MEAN_POINTS = (3, 11)
"""Fewest and most scale points: a distribution is shown in few, coarse bins; a mean can be computed from more."""
MAX_K = 500
MAX_TOP = 1000
MAX_LABEL_LENGTH = 60
_ID = re.compile(r"[a-z][a-z0-9_-]{0,31}\Z")
_BLOCK = re.compile(r"[A-Za-z0-9_.~-]{1,80}\Z")
_INVALID_NAME = noop(
    '{name}="{value}" can\'t be used: small letters, digits, - and _, beginning with a letter, at most 32'
)
_INVALID_BLOCK = noop("{name}=\"{value}\" can't be used: the id at the end of that component's address")


class ContinuumParser(BaseParser):
    """Parse the parts of a continuum.

    Ids of scale points, options and statements each have to be unique among their own kind.
    """

    def __init__(self, lines_by_element: Mapping[XmlElement, int] | None = None) -> None:
        super().__init__(grammar.find_shape, lines_by_element)

    def parse_id(self, element: XmlElement, lines: dict[str, int]) -> str:
        """Return an element's id and store its line in `lines`.

        A missing or duplicate id is a fatal issue, because group answers are counted under it.
        """
        id_ = element.get("id", "")
        invalid = None
        if not id_:
            invalid = msg(
                "<{tag}> needs an id: small letters, digits, - and _, beginning with a letter, at most 32",
                tag=element.tag,
            )
        elif not _ID.match(id_):
            invalid = msg(_INVALID_NAME, name="id", value=id_[:60])

        def duplicate(id_: str, line: int) -> TranslatableMessage:
            return msg(
                'id "{id}" is taken already, on line {line}; every <{tag}> needs its own',
                id=id_,
                line=line,
                tag=element.tag,
            )

        return self.register_id(element, invalid, lines, duplicate)

    def parse_name(
        self,
        element: XmlElement,
        name: str,
        pattern: re.Pattern[str] = _ID,
        invalid: str = _INVALID_NAME,
    ) -> str | None:
        """Return an attribute that has to match `pattern`, or None where it is absent or malformed.

        `invalid` is the message then.
        """
        value = self.parse_attribute(element, name)
        if value and not pattern.match(value):
            self.add_issue(element, "bad-name", msg(invalid, name=name, value=value[:40]), field=name, fatal=True)
            return None
        return value

    def parse_label(self, element: XmlElement) -> str:
        """Return the plain words of a scale point or option, without markup."""
        text = self.parse_text(element) or ""
        words = markup.plain_text(text)
        if "<" in text:
            message = msg(
                "a <{tag}> is plain words; what is marked up in it is shown without the marks", tag=element.tag
            )
            self.add_issue(element, "plain-label", message, severity=WARNING)
        self._check_length(element, words, None)
        return words

    def parse_words(self, element: XmlElement, name: str, *, is_label: bool = False) -> str | None:
        """Return an attribute that people read, with white space collapsed, or None.

        A label that is too long for a phone is recorded as an issue.
        """
        words = " ".join(element.get(name, "").split()) or None
        if is_label:
            self._check_length(element, words or "", name)
        return words

    def _check_length(self, element: XmlElement, words: str, field: str | None) -> None:
        if len(words) > MAX_LABEL_LENGTH:
            message = msg(
                '"{words}…" is long for a label: more than {most} characters don\'t fit under a line on a phone',
                words=words[:40],
                most=MAX_LABEL_LENGTH,
            )
            self.add_issue(element, "long-label", message, severity=WARNING, field=field)


def build_continuum(parser: ContinuumParser, root: XmlElement) -> Continuum:
    """Build the continuum from its root element, as far as it goes.

    Where the parser recorded a fatal issue, the continuum only serves to find more issues.
    """
    show = parser.parse_word(root, "show", SHOW_VALUES, DISTRIBUTION)
    follow_up = _parse_follow_up(parser, root)
    statements = tuple(_parse_statement(parser, child) for child in parser.children(root, "statement"))
    continuum = Continuum(
        scale=_parse_scale(parser, root, show),
        statements=statements,
        round=parser.parse_name(root, "round") or "now",
        compare_round=parser.parse_name(root, "since"),
        compare_component=parser.parse_name(root, "earlier", _BLOCK, _INVALID_BLOCK),
        k=parser.parse_number(root, "k", SMALLEST_K, MAX_K, K),
        pool=parser.parse_name(root, "pool") or "",
        show=show,
        release=parser.parse_word(root, "release", RELEASE_VALUES, AUTOMATIC),
        lang=root.get(XML_LANG) or None,
        intro=parser.parse_child_text(root, "intro"),
        frame=parser.parse_child_text(root, "frame"),
        follow_up=follow_up,
        look_back=parser.parse_child_text(root, "look-back"),
        prompts=parser.parse_texts(root, "prompt"),
        closing=parser.parse_child_text(root, "closing"),
        closing_exercise=parser.parse_child_text(root, "tag-out"),
        notes=parser.parse_texts(root, "note"),
        title=parser.parse_attribute(root, "display_name"),
        weight=parser.parse_points(root, "weight"),
    )
    _check_statements(parser, root, continuum)
    _check_comparison(parser, root, continuum)
    _check_parts(parser, root, continuum)
    return continuum


def _check_statements(parser: ContinuumParser, root: XmlElement, continuum: Continuum) -> None:
    """Record a missing statement, or too many."""
    if not continuum.statements:
        parser.add_issue(
            root, "no-statement", msg("there is no <{tag}>", tag="statement"), field="statement", fatal=True
        )
    if len(continuum.statements) > MAX_STATEMENTS:
        message = nmsg(
            "there is {number} statement; a component takes at most {most}, and eight to sixteen are what a "
            "group has patience for",
            "there are {number} statements; a component takes at most {most}, and eight to sixteen are what a "
            "group has patience for",
            len(continuum.statements),
            most=MAX_STATEMENTS,
        )
        parser.add_issue(root, "many-statements", message, field="statement", fatal=True)


def _check_comparison(parser: ContinuumParser, root: XmlElement, continuum: Continuum) -> None:
    """Record a comparison of a round with itself, and a compared component without a round."""
    if continuum.compare_round and continuum.compare_round == continuum.round and not continuum.compare_component:
        message = msg(
            'round and since are both "{round}": there is no earlier time to compare with', round=continuum.round
        )
        parser.add_issue(root, "same-round", message, field="since")
    if continuum.compare_component and not continuum.compare_round:
        message = msg('earlier names another component; since="…" has to say which of its rounds to compare with')
        parser.add_issue(root, "no-since", message, field="since")


def _check_parts(parser: ContinuumParser, root: XmlElement, continuum: Continuum) -> None:
    """Record parts that don't go together, and a missing closing text."""
    if continuum.look_back and continuum.show != MEAN:
        message = msg(
            '<look-back> goes with show="mean" only: two lines for each statement are more than a group reads'
        )
        parser.add_issue(root, "look-back-line", message, field="look-back")
    if not continuum.follow_up and any(statement.has_follow_up for statement in continuum.statements):
        message = msg('follow-up="true" asks what people do next, but there is no <next> with the answers')
        parser.add_issue(root, "no-next", message, field="next")
    if not continuum.closing:
        message = msg("there is no <closing>: after seeing the line, people need a last word to leave with")
        parser.add_issue(root, "no-closing", message, severity=WARNING, field="closing")


def _parse_scale(parser: ContinuumParser, root: XmlElement, show: str) -> Scale:
    element = parser.find_child(root, "scale")
    placeholder = Scale((Label("a", ""), Label("b", "")), top=1)
    if element is None:
        message = msg("there is no <scale>: the stops between one end and the other")
        parser.add_issue(root, "no-scale", message, field="scale", fatal=True)
        return placeholder
    points = _parse_labels(parser, element, "stop")
    fewest, most = MEAN_POINTS if show == MEAN else DISTRIBUTION_POINTS
    if not fewest <= len(points) <= most:
        values = {"fewest": fewest, "most": most, "number": len(points)}
        message = (
            msg("a mean takes {fewest} to {most} stops, and here are {number}", **values)
            if show == MEAN
            else msg("a line takes {fewest} to {most} stops, and here are {number}", **values)
        )
        parser.add_issue(element, "stops", message, fatal=True)
        return placeholder
    for point, child in zip(points, parser.children(element, "stop"), strict=True):
        if not point.words and (show == DISTRIBUTION or point in (points[0], points[-1])):
            parser.add_issue(child, "no-words", msg("this <{tag}> has no words", tag="stop"), fatal=True)
    top = parser.parse_number(element, "top", 1, MAX_TOP, len(points) - 1)
    if top % (len(points) - 1):
        message = nmsg(
            'top="{top}": {number} stop from 0 to {top} doesn\'t fall on whole numbers',
            'top="{top}": {number} stops from 0 to {top} don\'t fall on whole numbers',
            len(points),
            top=top,
        )
        parser.add_issue(element, "top", message, field="top")
        top = len(points) - 1
    return Scale(points, parser.parse_words(element, "ask"), top)


def _parse_follow_up(parser: ContinuumParser, root: XmlElement) -> FollowUp | None:
    element = parser.find_child(root, "next")
    if element is None:
        return None
    options = _parse_labels(parser, element, "option")
    if not 1 <= len(options) <= MAX_OPTIONS:
        message = msg(
            "<next> takes 1 to {most} <option>s, and here are {number}", most=MAX_OPTIONS, number=len(options)
        )
        parser.add_issue(element, "options", message, field="option", fatal=True)
    for option, child in zip(options, parser.children(element, "option"), strict=True):
        if not option.words:
            parser.add_issue(child, "no-words", msg("this <{tag}> has no words", tag="option"), fatal=True)
    return FollowUp(options, parser.parse_words(element, "ask"))


def _parse_labels(parser: ContinuumParser, element: XmlElement, tag: str) -> tuple[Label, ...]:
    lines: dict[str, int] = {}
    return tuple(
        Label(parser.parse_id(child, lines), parser.parse_label(child)) for child in parser.children(element, tag)
    )


def _parse_statement(parser: ContinuumParser, element: XmlElement) -> Statement:
    id_ = parser.parse_id(element, parser.lines_by_id)
    with parser.issues_at(id_):
        words = parser.parse_child_text(element, "words")
        if words is None:
            parser.add_issue(
                element, "no-words", msg("<statement> needs <words>: what happens"), field="words", fatal=True
            )
        return Statement(
            id=id_,
            words=words or "",
            content_note=parser.parse_child_text(element, "content-note"),
            has_follow_up=parser.parse_flag(element, "follow-up"),
            low=parser.parse_words(element, "low", is_label=True),
            high=parser.parse_words(element, "high", is_label=True),
            prompts=parser.parse_texts(element, "prompt"),
        )
