"""The model of a scenario: frozen dataclasses that are equal when their contents are.

All texts are strings of the small markup of `notation.markup`, already escaped, with white space collapsed. Ids are
the author's. Optional texts are None when absent, never "".
"""

from dataclasses import dataclass, field
from functools import cached_property

from . import vocabulary
from .conditions import ALWAYS, Condition

MOODS = tuple(vocabulary.MOODS)
ROLES = tuple(vocabulary.ROLES)
ENDING_KINDS = tuple(vocabulary.ENDING_KINDS)
SHOW_METERS = tuple(vocabulary.METER_VISIBILITY)
KEEP = tuple(vocabulary.KEEP)
RETRY = tuple(vocabulary.RETRY)
USUAL_METERS = tuple(vocabulary.METERS)
USUAL_DECISIONS = 4

Amounts = tuple[tuple[str, int], ...]
"""Whole numbers by name, sorted by name where a parser made them: changes or values by meter id, or levels by skill id.
"""


@dataclass(frozen=True, slots=True)
class Narration:
    """Something seen or done, not said (`<cue>`)."""

    text: str
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Line:
    """Something a person says (`<line>`, `<reply>`).

    `by` is the person's id, `mood` one of MOODS, `lang` a language tag or None.
    """

    by: str
    text: str
    mood: str = "calm"
    lang: str | None = None
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `alt` is "" for decoration, and None where the author left it out, which is an error."""

    src: str
    alt: str | None
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Audio:
    """A sound with its transcript, "" where the author left it out, which is an error."""

    src: str
    transcript: str
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Video:
    """A video with its transcript and a WebVTT file of captions.

    Where the author left one out, which is an error, it is "" or None.
    """

    src: str
    transcript: str
    captions: str | None = None
    condition: Condition = ALWAYS


ContentItem = Narration | Line | Image | Audio | Video


@dataclass(frozen=True, slots=True)
class Rating:
    """Levels 0–3 by skill id (`<level>`).

    Where its condition holds it replaces the levels of the skills it names; with `only`, all.
    """

    skills: Amounts
    condition: Condition = ALWAYS
    only: bool = False


@dataclass(frozen=True, slots=True)
class MeterChange:
    """Changes by meter id, −10 to 10, that apply where the condition holds (`<shift>` of a scene)."""

    changes: Amounts
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a choice did for the client, why, and what to try instead; `review` warns of more than 60 words in all."""

    effect: str | None = None
    why: str | None = None
    instead: str | None = None
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Route:
    """The id of the scene or ending that follows where the condition holds (`<go>`, `<when>`)."""

    to: str
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause of 1–120 seconds instead of words."""

    seconds: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """An author's note, or with `by` (and `date`, year-month-day) a reviewer's comment, `done` once it is dealt with.

    Notes never reach learners.
    """

    text: str
    by: str | None = None
    date: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class SignOff:
    """A reviewer's sign-off.

    `by` is their name; the others are role, day (year-month-day), and the content version they read (see
    `scenario_xml.content_version`).
    """

    by: str
    role: str
    date: str
    version: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the learner can say or do in a scene, its ratings, and its consequences.

    At least one of `say`, `do` and `wait` is set. `to` is the id of the node that follows, unless a safety gate or one
    of `routes` applies. `move` is an id of the catalog, whose usual changes `meter_changes` replaces, `mistake` a tag.
    While `condition` does not hold, the choice is shown as closed with `closed_reason`, and without one is not shown.
    Later ratings replace earlier ones.
    """

    id: str
    to: str
    say: str | None = None
    do: str | None = None
    wait: Wait | None = None
    move: str | None = None
    mistake: str | None = None
    condition: Condition = ALWAYS
    closed_reason: str | None = None
    ratings: tuple[Rating, ...] = ()
    meter_changes: Amounts = ()
    replies: tuple[ContentItem, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    routes: tuple[Route, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One situation with its choices.

    `arrival_changes` apply when it is entered; `check_in` and `rehearse` ask the learner something.
    """

    id: str
    title: str
    content_items: tuple[ContentItem, ...] = ()
    arrival_changes: tuple[MeterChange, ...] = ()
    check_in: bool = False
    rehearse: bool = False
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_decision(self) -> bool:
        """Whether the scene counts for the score: some choice of it has a rating."""
        return any(choice.ratings for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending. `kind` is one of ENDING_KINDS; `cap` limits the score, in percent, or is None.

    `their_view` is the client's own account, spoken by the person with the id `their_view_by` or, for None, by the
    client; `later` tells what followed; `questions` are for reflection.
    """

    id: str
    kind: str
    title: str
    their_view: str
    their_view_by: str | None = None
    cap: int | None = None
    content_items: tuple[ContentItem, ...] = ()
    later: str | None = None
    questions: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the conversation; `role` is one of ROLES, `portrait` a name of the portrait set or None."""

    id: str
    name: str
    role: str = "client"
    portrait: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The card before the conversation. `minutes` is its length, `goals` are skill ids."""

    setting: str
    you_need: str
    minutes: int | None = None
    before: str | None = None
    they_want: str | None = None
    body_cue: str | None = None
    content_note: str | None = None
    support: str | None = None
    goals: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a grade is computed: the pass mark in percent, which attempts count (KEEP), and what a retry is (RETRY).

    `min_decisions` is the fewest decisions that a score is divided by, None for the default (see
    Scenario.min_decisions).
    """

    pass_percent: int = 70
    keep: str = "best"
    min_decisions: int | None = None
    retry: str = "practice"


@dataclass(frozen=True, slots=True)
class MeterSetting:
    """An author's settings of one meter; None stands for the default, `drop` removes the meter."""

    id: str
    name: str | None = None
    show: str | None = None
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter in use: the name the author gave it, or None for the default one, and when it is shown (SHOW_METERS)."""

    id: str
    name: str | None
    show: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where play begins: scene id, client profile or None, and values by meter, 0–10, that the author set.

    `chosen` and `visited` are ids that count as taken and reached already, for a preview that starts in the middle; a
    file has none.
    """

    scene: str
    profile: str | None = None
    values: Amounts = ()
    chosen: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A whole scenario. It has no `__slots__`, because it caches the properties below."""

    start: Start
    scenes: tuple[Scene, ...]
    endings: tuple[Ending, ...]
    title: str | None = None
    weight: float | None = None
    max_attempts: int | None = None
    lang: str | None = None
    about: About | None = None
    scoring: Scoring = field(default_factory=Scoring)
    meters_show: str = "end"
    meter_settings: tuple[MeterSetting, ...] = ()
    people: tuple[Person, ...] = ()
    gates: tuple[Route, ...] = ()
    notes: tuple[Note, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()

    @cached_property
    def nodes(self) -> dict[str, Scene | Ending]:
        """Scenes and endings by id."""
        return {node.id: node for node in (*self.scenes, *self.endings)}

    @property
    def start_scene(self) -> Scene:
        """The first scene. Raises KeyError or TypeError where the start names no scene, a fatal issue of the parser."""
        node = self.nodes[self.start.scene]
        if not isinstance(node, Scene):
            raise TypeError(f"the start, {node.id!r}, is no scene")
        return node

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Every choice by id."""
        return {choice.id: choice for scene in self.scenes for choice in scene.choices}

    @cached_property
    def people_by_id(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def meters(self) -> tuple[Meter, ...]:
        """The meters in use: the four default ones with the author's settings, then the author's own."""
        settings_by_id = {setting.id: setting for setting in self.meter_settings}
        order = [*USUAL_METERS, *(id_ for id_ in settings_by_id if id_ not in USUAL_METERS)]
        settings = [settings_by_id.get(id_, MeterSetting(id_)) for id_ in order]
        return tuple(Meter(s.id, s.name, s.show or self.meters_show) for s in settings if not s.drop)

    @cached_property
    def min_decisions(self) -> int:
        """The fewest decisions that a score is divided by, so that an early walk-out does not raise it.

        It is the author's number; by default four, a design decision of the project, or the number of decisions if
        that is smaller.
        """
        if self.scoring.min_decisions is not None:
            return self.scoring.min_decisions
        return min(USUAL_DECISIONS, sum(scene.is_decision for scene in self.scenes))
