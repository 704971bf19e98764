"""What a scenario is: plain frozen dataclasses, equal when they say the same.

All texts are strings of the small markup that `notation` lets through (already escaped, white space folded).
Ids are the author's. Optional texts are None when absent, never "".
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


@dataclass(frozen=True, slots=True)
class Narration:
    """Something seen or done, not said."""

    text: str
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody speaks; `by` is a person's id, `mood` one of MOODS, `lang` a language tag or None."""

    by: str
    text: str
    mood: str = "calm"
    lang: str | None = None
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `alt` is "" for decoration and None where the author left it out (an error in review)."""

    src: str
    alt: str | None
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Audio:
    """Sound with its transcript; an empty transcript is an error in review."""

    src: str
    transcript: str
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Video:
    """Film with its transcript and a WebVTT file of captions; missing ones are errors in review."""

    src: str
    transcript: str
    captions: str | None = None
    condition: Condition = ALWAYS


ContentItem = Narration | Line | Image | Audio | Video


@dataclass(frozen=True, slots=True)
class Rating:
    """Ratings 0–3 by skill id. Where its condition holds, it replaces the skills it names, or with `only` all of them."""

    skills: Amounts
    condition: Condition = ALWAYS
    only: bool = False


@dataclass(frozen=True, slots=True)
class MeterChange:
    """Changes by meter id, −10…10, where the condition holds."""

    changes: Amounts
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a choice did for the client, why, and what to try instead (domain rule: together at most 60 words)."""

    effect: str | None = None
    why: str | None = None
    instead: str | None = None
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Route:
    """A way on to a scene or ending id, where the condition holds."""

    to: str
    condition: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Wait:
    """A real pause of 1–120 seconds in place of words."""

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
    """Somebody answers for the text: name, role, day (year-month-day), and the content version they read (see `notation.version`)."""

    by: str
    role: str
    date: str
    version: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a worker can say or do in a scene, what it is worth, and what comes of it."""

    id: str
    to: str
    say: str | None = None
    do: str | None = None
    wait: Wait | None = None
    move: str | None = None
    mistake: str | None = None
    condition: Condition = ALWAYS
    closed: str | None = None
    levels: tuple[Rating, ...] = ()
    shift: Amounts = ()
    replies: tuple[ContentItem, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    routes: tuple[Route, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One situation and what can be done in it."""

    id: str
    title: str
    content_items: tuple[ContentItem, ...] = ()
    shifts: tuple[MeterChange, ...] = ()
    check_in: bool = False
    rehearse: bool = False
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_decision(self) -> bool:
        """Tell whether the scene counts for the score: some choice of it carries levels."""
        return any(choice.levels for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended; `kind` is one of ENDING_KINDS, `cap` limits the score in percent or is None."""

    id: str
    kind: str
    title: str
    their_view: str
    their_view_by: str | None = None
    cap: int | None = None
    content_items: tuple[ContentItem, ...] = ()
    later: str | None = None
    asks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the talk; `role` is one of ROLES, `portrait` a name of the portrait set or None."""

    id: str
    name: str
    role: str = "client"
    portrait: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """The card before the talk."""

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
    """How a grade comes about: pass mark in percent, which attempt is kept, fewest decisions, what a retry is."""

    pass_percent: int = 70
    keep: str = "best"
    decisions: int | None = None
    retry: str = "practice"


@dataclass(frozen=True, slots=True)
class MeterSetting:
    """What an author says of one meter; None means as usual."""

    id: str
    name: str | None = None
    show: str | None = None
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter as it is used: its author's name or None for the usual one, and when it is shown."""

    id: str
    name: str | None
    show: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where play begins: scene id, client profile or None, and meter values that the author wrote out.

    `chosen` and `visited` are ids that count as past already, for trying a scenario from its middle; a file has none.
    """

    scene: str
    profile: str | None = None
    values: Amounts = ()
    chosen: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A whole scenario. Without `__slots__`, for the look-ups it keeps once made."""

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
    def places(self) -> dict[str, Scene | Ending]:
        """Scenes and endings by id."""
        return {place.id: place for place in (*self.scenes, *self.endings)}

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Every choice by id."""
        return {choice.id: choice for scene in self.scenes for choice in scene.choices}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def meters(self) -> tuple[Meter, ...]:
        """The meters in use: the usual four as the author changed them, then the author's own."""
        said = {setting.id: setting for setting in self.meter_settings}
        order = [*USUAL_METERS, *(id_ for id_ in said if id_ not in USUAL_METERS)]
        settings = [said.get(id_, MeterSetting(id_)) for id_ in order]
        return tuple(Meter(s.id, s.name, s.show or self.meters_show) for s in settings if not s.drop)

    @cached_property
    def decisions(self) -> int:
        """The fewest decisions a score is averaged over (DESIGN: an early walk-out is no short cut)."""
        if self.scoring.decisions is not None:
            return self.scoring.decisions
        return min(USUAL_DECISIONS, sum(scene.is_decision for scene in self.scenes))
