"""What the exercise is: plain data, nothing in it ever changes. Texts are the notation's small markup, labels plain words."""

from dataclasses import dataclass, replace

LINE, MEAN = "line", "mean"
SHOWS = (LINE, MEAN)
"""What a group is shown: its line in bins, or one mean for each statement."""
THEN = ".then"
"""Behind a statement's id: the same statement looked back on. No author's id has a dot."""


@dataclass(frozen=True, slots=True)
class Label:
    """A stop on the scale or a thing people do next: the id is counted, the words are shown."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The stops from one end to the other. `top` is the number of the last one; the first has 0, the others lie evenly between."""

    stops: tuple[Label, ...]
    ask: str | None = None
    top: int = 4

    def number(self, index: int) -> int:
        """Give the number of a stop."""
        return self.top * index // (len(self.stops) - 1)


@dataclass(frozen=True, slots=True)
class Next:
    """What people can say they usually do next, several of them."""

    options: tuple[Label, ...]
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One event to place oneself at. `low` and `high` are its own words for the two ends; prompts are the facilitator's."""

    id: str
    words: str
    content_note: str | None = None
    follow_up: bool = False
    low: str | None = None
    high: str | None = None
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuum:
    """One component. With `look_back` each statement is placed twice: now, and as one sees it looking back.

    `round` names this time; `since` the earlier time whose line is shown beside it, in the component `earlier` of the same course
    or, without that, in this one or its pool. `pool` joins components of one organisation in one line.
    """

    scale: Scale
    statements: tuple[Statement, ...]
    round: str = "now"
    since: str | None = None
    earlier: str | None = None
    k: int = 8
    pool: str = ""
    show: str = LINE
    lang: str | None = None
    intro: str | None = None
    frame: str | None = None
    next: Next | None = None
    look_back: str | None = None
    prompts: tuple[str, ...] = ()
    closing: str | None = None
    tag_out: str | None = None
    notes: tuple[str, ...] = ()
    title: str | None = None
    weight: float | None = None

    def stops(self, statement: Statement) -> tuple[Label, ...]:
        """Give the stops as this statement words them."""
        first, *between, last = self.scale.stops
        ends = replace(first, words=statement.low or first.words), replace(last, words=statement.high or last.words)
        return ends[0], *between, ends[1]

    def options(self, statement: Statement) -> tuple[Label, ...]:
        """Give what can be ticked at this statement."""
        return self.next.options if self.next and statement.follow_up else ()

    @property
    def questions(self) -> dict[str, Statement]:
        """Give every id that can be answered, with its statement."""
        asked = {statement.id: statement for statement in self.statements}
        return asked | ({f"{id_}{THEN}": statement for id_, statement in asked.items()} if self.look_back else {})
