"""The model of a continuum: frozen dataclasses.

Texts are the small markup of `notation.markup`, labels are plain words.
"""

from dataclasses import dataclass, replace

LINE, MEAN = "line", "mean"
SHOWS = (LINE, MEAN)
"""What the group is shown for each statement: the shares of the stops (LINE), or one mean (MEAN)."""
THEN = ".then"
"""After a statement's id: the same statement in hindsight. No author's id has a dot."""


@dataclass(frozen=True, slots=True)
class Label:
    """A stop of the scale, or something people do next: answers are counted under the id, the words are shown."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The stops from one end to the other.

    The first stop has the number 0, the last one `top`, those between are evenly spaced. `ask` is the question above
    the scale.
    """

    stops: tuple[Label, ...]
    ask: str | None = None
    top: int = 4

    def number(self, index: int) -> int:
        """Return the number, 0 to `top`, of the stop at an index from 0."""
        return self.top * index // (len(self.stops) - 1)


@dataclass(frozen=True, slots=True)
class Next:
    """What people can tick as what they usually do next, several at a time; `ask` is the question."""

    options: tuple[Label, ...]
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One event to place oneself at.

    `low` and `high` replace the words of the first and last stop. `follow_up` asks what people do next. `prompts` are
    for the facilitator.
    """

    id: str
    words: str
    content_note: str | None = None
    follow_up: bool = False
    low: str | None = None
    high: str | None = None
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuum:
    """One component. With `look_back`, people place themselves at each statement twice: now, and in hindsight.

    `round` names this time. `since` names the earlier time whose result is shown beside it: of the component `earlier`
    of the same course or, without that, of this one or its pool. `pool` joins components of one organization in one
    result. `k` is the smallest number of answers of which a result is shown.
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
        """Return the stops with the words that this statement has for the two ends."""
        first, *between, last = self.scale.stops
        ends = replace(first, words=statement.low or first.words), replace(last, words=statement.high or last.words)
        return ends[0], *between, ends[1]

    def options(self, statement: Statement) -> tuple[Label, ...]:
        """Return what can be ticked at this statement, nothing where it has no follow-up."""
        return self.next.options if self.next and statement.follow_up else ()

    @property
    def questions(self) -> dict[str, Statement]:
        """Every id that can be answered, with its statement."""
        asked = {statement.id: statement for statement in self.statements}
        return asked | ({f"{id_}{THEN}": statement for id_, statement in asked.items()} if self.look_back else {})
