"""The names of a component's parts as an author sees them: titles, first words, numbers; never a tag or an id."""

from collections.abc import Iterator

from lxml import etree

from ..notation import markup
from ..notation.messages import msg, noop
from ..scenario import conditions
from ..scenario.vocabulary import METER_PHRASES

MAX_WORDS = 48
"""Characters that are quoted of a text."""

_SECTIONS = {
    "about": noop("About"),
    "term": noop("About"),
    "person": noop("People"),
    "meters": noop("Meters"),
    "start": noop("Start and safety gates"),
    "when": noop("Start and safety gates"),
    "scoring": noop("Settings"),
    "note": noop("Notes and sign-off"),
    "sign-off": noop("Notes and sign-off"),
}
"""Where the editor shows a part of a scenario that is no scene and no ending, by its tag."""

_HEADINGS = {
    "scene": noop("Scene {number}: {title}"),
    "ending": noop("Ending: {title}"),
    "statement": noop("Event {number}"),
    "scale": noop("The line"),
    "prompt": noop("Question {number}"),
}
"""The headings of parts that authors know by themselves, by tag."""

_NUMBERED = {
    "scene": noop("scene {number}"),
    "ending": noop("ending {number}"),
    "statement": noop("event {number}"),
    "prompt": noop("question {number}"),
    "stop": noop("stop {number}"),
    "option": noop("answer {number}"),
    "person": noop("person {number}"),
}


class Names:
    """The names of the parts below a root element.

    A name is a text or a TranslatableMessage, to stand as a value in a message.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_id: dict[str, etree._Element] | None = None

    # --- parts --------------------------------------------------------------------------------------------------------

    def place(self, element: etree._Element) -> str:
        """Return the name of a scene or ending: its quoted title, or its number where it has none."""
        title = shorten(element.get("title") or "")
        return msg('"{title}"', title=title) if title else self._numbered(element)

    def choice(self, element: etree._Element) -> str:
        """Return the name of a choice: its quoted first words, or its number and scene where it has none."""
        words = first_words(element)
        return msg('"{words}"', words=words) if words else self._choice_number(element)

    def by_id(self, id_: str) -> str:
        """Return the name of the scene, ending or choice with an id; a general one where there is none."""
        found = self._ids().get(id_)
        if found is None:
            return msg("something that is no longer there")
        return self.choice(found) if found.tag == "choice" else self.place(found)

    def where(self, element: etree._Element | None) -> str:
        """Return where an element is, as a heading: 'Choice 2 of "At the door": "Three trips."'."""
        for part in _upwards(element):
            if found := self._heading(part):
                return found
        return msg("The whole")

    def _heading(self, part: etree._Element) -> str | None:
        """Return the heading of a part that authors know by itself, or None."""
        tag, is_at_top = str(part.tag), part.getparent() is self._root
        if tag == "choice":
            return self._where_choice(part)
        if tag in ("scene", "ending"):
            return msg(_HEADINGS[tag], number=self._number(part), title=self._title(part))
        if tag == "person" and (name := shorten(part.get("name") or "")):
            return msg("People: {name}", name=name)
        if tag in _HEADINGS and is_at_top:
            return msg(_HEADINGS[tag], number=self._number(part))
        return msg(_SECTIONS[tag]) if tag in _SECTIONS and is_at_top else None

    def _where_choice(self, choice: etree._Element) -> str:
        words, scene = first_words(choice), choice.getparent()
        values = {"number": self._number(choice), "scene": self.place(scene) if scene is not None else ""}
        if not words:
            return msg("Choice {number} of {scene}", **values)
        return msg('Choice {number} of {scene}: "{words}"', words=words, **values)

    def _choice_number(self, choice: etree._Element) -> str:
        scene = choice.getparent()
        return msg(
            "choice {number} of {scene}",
            number=self._number(choice),
            scene=self.place(scene) if scene is not None else "",
        )

    def _title(self, element: etree._Element) -> str:
        return shorten(element.get("title") or "") or msg("not named yet")

    def _numbered(self, element: etree._Element) -> str:
        return msg(_NUMBERED.get(str(element.tag), noop("part {number}")), number=self._number(element))

    def _number(self, element: etree._Element) -> int:
        around = element.getparent()
        return 1 if around is None else [*around.iterchildren(str(element.tag))].index(element) + 1

    def _ids(self) -> dict[str, etree._Element]:
        if self._by_id is None:
            found = [*self._root.iter("scene", "ending", "choice")]
            self._by_id = {element.get("id", ""): element for element in reversed(found)}
        return self._by_id

    # --- meters and conditions ----------------------------------------------------------------------------------------

    def meter(self, id_: str) -> str:
        """Return a meter's name: the author's, else the usual one."""
        for element in self._root.iter("meter"):
            if element.get("id") == id_ and (name := shorten(element.get("name") or "")):
                return name
        phrase = METER_PHRASES.get(id_)
        return msg(phrase) if phrase else msg("a meter that is no longer there")

    def condition(self, text: str) -> str:
        """Return a condition, or conditions joined by "or", in words."""
        try:
            alternatives = conditions.parse_requirement(text).alternatives
        except conditions.ConditionError:
            return msg("a condition that can't be read")
        return join_names([self._all_of(condition) for condition in alternatives], noop("{some} or {last}"))

    def _all_of(self, condition: conditions.Condition) -> str:
        return join_names([self._clause(clause) for clause in condition.clauses], noop("{some} and {last}"))

    def _clause(self, clause: "conditions.MeterTest | conditions.PastTest") -> str:
        # The servers of learners never need the exporters.
        from ..exchange.print.condition_labels import COMPARISONS, PAST_EVENTS

        if isinstance(clause, conditions.MeterTest):
            return msg(COMPARISONS[clause.comparison], meter=self.meter(clause.meter), value=clause.value)
        name = self.by_id(clause.id)
        return msg(
            PAST_EVENTS[clause.kind, clause.negated], **{"choice" if clause.kind == "chose" else "scene": name}
        )


def shorten(text: str) -> str:
    """Return the first words of a text, without markup, to be quoted."""
    words = markup.plain_text(text).replace("<", "").replace(">", "")
    if len(words) <= MAX_WORDS:
        return words
    cut = words[:MAX_WORDS]
    return f"{cut.rpartition(' ')[0] or cut}…"


def text_inside(element: etree._Element) -> str:
    """Return the first words anywhere inside an element."""
    return shorten(" ".join(" ".join(map(str, element.itertext())).split()))


def first_words(choice: etree._Element) -> str:
    """Return the first words of what is said, done or waited for in a choice, or ""."""
    for tag in ("say", "do", "wait"):
        part = choice.find(tag)
        if part is not None and (words := text_inside(part)):
            return words
    return ""


def _upwards(element: etree._Element | None) -> Iterator[etree._Element]:
    while element is not None:
        yield element
        element = element.getparent()


def join_names(parts: list[str], template: str) -> str:
    """Return several names as one, by a template with {some} and {last}."""
    said = parts[0] if parts else msg("always")
    for part in parts[1:]:
        said = msg(template, some=said, last=part)
    return said
