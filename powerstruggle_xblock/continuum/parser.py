"""From the root element to the exercise: one function an element, all leaning on the scenario notation's reader."""

import re

from ..group_answers.aggregates import K, SMALLEST_K
from ..notation import markup
from ..notation.issues import WARNING
from ..notation.messages import msg, nmsg, noop
from ..scenario.element_parser import ScenarioParser
from . import grammar
from .model import Continuum, Label, LINE, MEAN, Next, Scale, SHOWS, Statement

MOST_STATEMENTS = 60
MOST_OPTIONS = 20
LINE_STOPS = (3, 5)
MEAN_STOPS = (3, 11)
"""Fewest and most stops: a line is told in few, coarse bins; a mean can be worked out of more."""
HIGHEST_K = 500
HIGHEST_TOP = 1000
LONGEST_LABEL = 60
_ID = re.compile(r"[a-z][a-z0-9_-]{0,31}\Z")
_BLOCK = re.compile(r"[A-Za-z0-9_.~-]{1,80}\Z")
_NO_NAME = noop("{name}=\"{value}\" can't be used: small letters, digits, - and _, beginning with a letter, at most 32")
_NO_BLOCK = noop("{name}=\"{value}\" can't be used: the id at the end of that component's address")


class ContinuumParser(ScenarioParser):
    """Reads one component; ids of stops, options and statements are each a family of their own."""

    shape = staticmethod(grammar.find_shape)

    def own_id(self, element, taken: dict[str, int]) -> str:
        """Give an element's id. The group's counts hang on it, so a missing or double one leaves nothing to show."""
        id_ = element.get("id", "")
        if not _ID.match(id_):
            message = msg(_NO_NAME, name="id", value=id_[:60]) if id_ else \
                msg("<{tag}> needs an id: small letters, digits, - and _, beginning with a letter, at most 32", tag=element.tag)
            self.note(element, "bad-id", message, field="id", fatal=True)
        elif id_ in taken:
            message = msg("id \"{id}\" is taken already, on line {line}; every <{tag}> needs its own", id=id_, line=taken[id_],
                           tag=element.tag)
            self.note(element, "double-id", message, field="id", fatal=True)
        else:
            taken[id_] = self._line_of(element) or 0
        return id_

    def name(self, element, name: str, pattern: re.Pattern = _ID, otherwise: str = _NO_NAME) -> str | None:
        """Give an attribute that names something, or None where it is missing or misspelt, which `otherwise` says."""
        value = (element.get(name) or "").strip()
        if value and not pattern.match(value):
            self.note(element, "bad-name", msg(otherwise, name=name, value=value[:40]), field=name, fatal=True)
            return None
        return value or None

    def label(self, element) -> str:
        """Give the plain words of a stop or option; marks are left out."""
        text = self.text(element) or ""
        words = markup.plain_text(text)
        if "<" in text:
            message = msg("a <{tag}> is plain words; what is marked up in it is shown without the marks", tag=element.tag)
            self.note(element, "plain-label", message, severity=WARNING)
        self._check_length(element, words, None)
        return words

    def attribute_words(self, element, name: str) -> str | None:
        """Give an attribute that people read, white space folded."""
        words = " ".join((element.get(name) or "").split()) or None
        if name in ("low", "high"):
            self._check_length(element, words or "", name)
        return words

    def _check_length(self, element, words: str, field: str | None) -> None:
        if len(words) > LONGEST_LABEL:
            message = msg("\"{words}…\" is long for a label: more than {most} characters don't fit under a line on a phone",
                           words=words[:40], most=LONGEST_LABEL)
            self.note(element, "long-label", message, severity=WARNING, field=field)


def build_continuum(reader: ContinuumParser, root) -> Continuum:
    """Build the exercise as far as it goes: where the reader noted something fatal it is only good for finding more problems."""
    show = reader.word(root, "show", SHOWS, LINE)
    following = _next(reader, root)
    taken: dict[str, int] = {}
    statements = tuple(_statement(reader, child, taken) for child in reader.children(root, "statement"))
    made = Continuum(
        scale=_scale(reader, root, show),
        statements=statements,
        round=reader.name(root, "round") or "now",
        since=reader.name(root, "since"),
        earlier=reader.name(root, "earlier", _BLOCK, _NO_BLOCK),
        k=reader.number(root, "k", SMALLEST_K, HIGHEST_K, K),
        pool=reader.name(root, "pool") or "",
        show=show,
        lang=root.get(grammar.XML_LANG) or None,
        intro=reader.child_text(root, "intro"),
        frame=reader.child_text(root, "frame"),
        next=following,
        look_back=reader.child_text(root, "look-back"),
        prompts=reader.texts(root, "prompt"),
        closing=reader.child_text(root, "closing"),
        tag_out=reader.child_text(root, "tag-out"),
        notes=reader.texts(root, "note"),
        title=(root.get("display_name") or "").strip() or None,
        weight=reader.points(root, "weight"),
    )
    _check_whole(reader, root, made)
    return made


def _check_whole(reader: ContinuumParser, root, made: Continuum) -> None:
    if not made.statements:
        reader.note(root, "no-statement", msg("there is no <{tag}>", tag="statement"), field="statement", fatal=True)
    if len(made.statements) > MOST_STATEMENTS:
        message = nmsg(
            "there is {number} statement; a component takes at most {most}, and eight to sixteen are what a group has patience for",
            "there are {number} statements; a component takes at most {most}, and eight to sixteen are what a group has patience for",
            len(made.statements), most=MOST_STATEMENTS)
        reader.note(root, "many-statements", message, field="statement", fatal=True)
    if made.since and made.since == made.round and not made.earlier:
        message = msg("round and since are both \"{round}\": there is no earlier time to compare with", round=made.round)
        reader.note(root, "same-round", message, field="since")
    if made.earlier and not made.since:
        message = msg("earlier names another component; since=\"…\" has to say which of its rounds to compare with")
        reader.note(root, "no-since", message, field="since")
    if made.look_back and made.show != MEAN:
        message = msg("<look-back> goes with show=\"mean\" only: two lines for each statement are more than a group reads")
        reader.note(root, "look-back-line", message, field="look-back")
    if not made.next and any(statement.follow_up for statement in made.statements):
        message = msg("follow-up=\"true\" asks what people do next, but there is no <next> with the answers")
        reader.note(root, "no-next", message, field="next")
    if not made.closing:
        message = msg("there is no <closing>: after seeing the line, people need a last word to leave with")
        reader.note(root, "no-closing", message, severity=WARNING, field="closing")


def _scale(reader: ContinuumParser, root, show: str) -> Scale:
    element = reader.only(root, "scale")
    nothing = Scale((Label("a", ""), Label("b", "")), top=1)
    if element is None:
        message = msg("there is no <scale>: the stops between one end and the other")
        reader.note(root, "no-scale", message, field="scale", fatal=True)
        return nothing
    stops = _labels(reader, element, "stop")
    fewest, most = MEAN_STOPS if show == MEAN else LINE_STOPS
    if not fewest <= len(stops) <= most:
        told = {"fewest": fewest, "most": most, "number": len(stops)}
        message = msg("a mean takes {fewest} to {most} stops, and here are {number}", **told) if show == MEAN else \
            msg("a line takes {fewest} to {most} stops, and here are {number}", **told)
        reader.note(element, "stops", message, fatal=True)
        return nothing
    for stop, child in zip(stops, reader.children(element, "stop"), strict=True):
        if not stop.words and (show == LINE or stop in (stops[0], stops[-1])):
            reader.note(child, "no-words", msg("this <{tag}> has no words", tag="stop"), fatal=True)
    top = reader.number(element, "top", 1, HIGHEST_TOP, len(stops) - 1)
    if top % (len(stops) - 1):
        message = nmsg("top=\"{top}\": {number} stop from 0 to {top} doesn't fall on whole numbers",
                         "top=\"{top}\": {number} stops from 0 to {top} don't fall on whole numbers", len(stops), top=top)
        reader.note(element, "top", message, field="top")
        top = len(stops) - 1
    return Scale(stops, reader.attribute_words(element, "ask"), top)


def _next(reader: ContinuumParser, root) -> Next | None:
    element = reader.only(root, "next")
    if element is None:
        return None
    options = _labels(reader, element, "option")
    if not 1 <= len(options) <= MOST_OPTIONS:
        message = msg("<next> takes 1 to {most} <option>s, and here are {number}", most=MOST_OPTIONS, number=len(options))
        reader.note(element, "options", message, field="option", fatal=True)
    for option, child in zip(options, reader.children(element, "option"), strict=True):
        if not option.words:
            reader.note(child, "no-words", msg("this <{tag}> has no words", tag="option"), fatal=True)
    return Next(options, reader.attribute_words(element, "ask"))


def _labels(reader: ContinuumParser, element, tag: str) -> tuple[Label, ...]:
    taken: dict[str, int] = {}
    return tuple(Label(reader.own_id(child, taken), reader.label(child)) for child in reader.children(element, tag))


def _statement(reader: ContinuumParser, element, taken: dict[str, int]) -> Statement:
    id_ = reader.own_id(element, taken)
    with reader.within(id_):
        words = reader.child_text(element, "words")
        if words is None:
            reader.note(element, "no-words", msg("<statement> needs <words>: what happens"), field="words", fatal=True)
        return Statement(
            id_, words or "", reader.child_text(element, "content-note"), reader.flag(element, "follow-up"),
            reader.attribute_words(element, "low"), reader.attribute_words(element, "high"), reader.texts(element, "prompt"))
