"""The model of a continuum: frozen dataclasses.

Texts are the small markup of `notation.markup`; labels are plain text.
"""

from dataclasses import dataclass

DISTRIBUTION, MEAN = "line", "mean"
SHOW_VALUES = (DISTRIBUTION, MEAN)
"""What the group sees for each statement: the percentages of the scale points (DISTRIBUTION), or their mean alone."""
AUTOMATIC, FACILITATOR = "automatic", "facilitator"
RELEASE_VALUES = (AUTOMATIC, FACILITATOR)
"""When a result is released: once `k` people have answered (AUTOMATIC), or when course staff ask (FACILITATOR)."""
HINDSIGHT_SUFFIX = ".then"
"""Follows a statement's id in the id of its second answer, given in hindsight. No author's id contains a dot.

Asking afterwards how one would have answered before is a retrospective pretest (Howard 1980).
"""


@dataclass(frozen=True, slots=True)
class Label:
    """A scale point or a follow-up option: answers are counted under the id, the words are shown."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale points from one end to the other, at least two, and the question above them.

    The first point has the number 0, the last one `top`; those between are evenly spaced.
    """

    points: tuple[Label, ...]
    question: str | None = None
    top: int = 4

    def number(self, index: int) -> int:
        """Return the number, 0 to `top`, of the scale point at an index from 0."""
        return self.top * index // (len(self.points) - 1)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The question what people usually do next, and the options that they can tick, several at a time."""

    options: tuple[Label, ...]
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One event at which people place themselves on the scale.

    `low` and `high` replace the words of the first and the last scale point. `has_follow_up` says that the follow-up
    question is asked as well. `prompts` are questions for the facilitator to ask.
    """

    id: str
    words: str
    content_note: str | None = None
    has_follow_up: bool = False
    low: str | None = None
    high: str | None = None
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuum:
    """One component. With `look_back`, people answer each statement twice: for now, and in hindsight.

    `round` names the present round of answers. `compare_round` names an earlier round whose result is shown beside the
    present one: a round of the component with the block id `compare_component` in the same course or, without that, of
    this component or its pool. Components of one organization with the same `pool` are counted together. `k` is the
    smallest number of answers of which a result is shown, and by which it grows; `release` says when.
    """

    scale: Scale
    statements: tuple[Statement, ...]
    round: str = "now"
    compare_round: str | None = None
    compare_component: str | None = None
    k: int = 8
    pool: str = ""
    show: str = DISTRIBUTION
    release: str = AUTOMATIC
    lang: str | None = None
    intro: str | None = None
    frame: str | None = None
    follow_up: FollowUp | None = None
    look_back: str | None = None
    prompts: tuple[str, ...] = ()
    closing: str | None = None
    closing_exercise: str | None = None
    notes: tuple[str, ...] = ()
    title: str | None = None
    weight: float | None = None

    def follow_up_options(self, statement: Statement) -> tuple[Label, ...]:
        """Return what can be ticked at this statement; nothing where no follow-up question is asked."""
        return self.follow_up.options if self.follow_up and statement.has_follow_up else ()

    @property
    def questions(self) -> dict[str, Statement]:
        """The statements by every id under which an answer is counted: their own, and those in hindsight."""
        now = {statement.id: statement for statement in self.statements}
        if not self.look_back:
            return now
        return now | {f"{id_}{HINDSIGHT_SUFFIX}": statement for id_, statement in now.items()}
