"""The model of a scenario: frozen dataclasses that are equal when their contents are.

All texts are strings of the small markup of `notation.markup`, already escaped, with white space collapsed. Ids are
the author's. Optional texts are None when absent, never "". `needs` is an author's note on what a text takes for
granted (see conditions.Requirement). Where a text has variants, its own field holds the first one and a field beside it
the others; `variants` draws which of them a learner reads.
"""

from dataclasses import dataclass, field
from functools import cached_property

from . import vocabulary
from .conditions import ALWAYS, NO_REQUIREMENT, Condition, Requirement
from .meters import Meter, MeterSetting, list_meters
from .remarks import Note, SignOff

MOODS = tuple(vocabulary.MOODS)
ROLES = tuple(vocabulary.ROLES)
ENDING_KINDS = tuple(vocabulary.ENDING_KINDS)
DEFAULT_ENDING_KIND = vocabulary.DEFAULT_ENDING_KIND
SHOW_METERS = tuple(vocabulary.METER_VISIBILITY)
KEEP = tuple(vocabulary.KEEP)
RETRY = tuple(vocabulary.RETRY)
FEEDBACK_TIMING = tuple(vocabulary.FEEDBACK_TIMING)
USUAL_METERS = tuple(vocabulary.METERS)
USUAL_DECISIONS = 4
END_OF_DRILL = "end-of-drill"
"""The id of the ending after a drill's last moment."""

MapPosition = tuple[int, int]
"""Where an author has put the middle of a card on the editor's map: to the right and down, in map units."""
Amounts = tuple[tuple[str, int], ...]
"""Whole numbers by name, sorted by name where a parser made them: changes or values by meter id, or levels by skill id.
"""


@dataclass(frozen=True, slots=True)
class Narration:
    """Something seen or done, not said (`<cue>`); `variants` are the same in other words."""

    text: str
    condition: Condition = ALWAYS
    needs: Requirement = NO_REQUIREMENT
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Something a person says (`<line>`, `<reply>`).

    `by` is the person's id, `mood` one of MOODS, `lang` a language tag or None; `variants` are the same in other words.
    `recording` is the address of a sound file with the words of `text`, or None.
    """

    by: str
    text: str
    mood: str = "calm"
    lang: str | None = None
    condition: Condition = ALWAYS
    needs: Requirement = NO_REQUIREMENT
    variants: tuple[str, ...] = ()
    recording: str | None = None


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
    """A video with transcript and a WebVTT file of captions; where one is left out, an error, it is "" or None."""

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
    needs: Requirement = NO_REQUIREMENT


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
class Choice:
    """What the learner can say or do in a scene, its ratings, and its consequences.

    At least one of `say`, `do` and `wait` is set. `to` is the id of the node that follows, unless a safety gate or one
    of `routes` applies; "" in a drill. `move` is an id of the catalog, whose usual changes `meter_changes` replaces,
    `mistake` a tag. While `condition` does not hold, the choice is closed, shown with `closed_reason` and not without.
    Later ratings replace earlier ones. `say_variants` and `do_variants` are `say` and `do` in other words.
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
    needs: Requirement = NO_REQUIREMENT
    say_variants: tuple[str, ...] = ()
    do_variants: tuple[str, ...] = ()

    @property
    def main_text(self) -> str:
        """What is said, or else done, or else what a wait is called; "" in an unfinished choice."""
        return self.say or self.do or (self.wait.text if self.wait else "")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that learners read of it, in the order of the page: what is done, said and waited for."""
        return tuple(filter(None, (self.do, self.say, self.wait and self.wait.text)))


@dataclass(frozen=True, slots=True)
class Scene:
    """One situation with its choices.

    `arrival_changes` apply when it is entered; `check_in` and `rehearse` ask the learner something, `rehearse_prompt`
    in words of its own or None. `map_position` is the author's own, or None.
    """

    id: str
    title: str
    content_items: tuple[ContentItem, ...] = ()
    arrival_changes: tuple[MeterChange, ...] = ()
    check_in: bool = False
    rehearse: bool = False
    rehearse_prompt: str | None = None
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    notes: tuple[Note, ...] = ()
    needs: Requirement = NO_REQUIREMENT
    map_position: MapPosition | None = None

    @property
    def is_decision(self) -> bool:
        """Whether the scene counts for the score: some choice of it has a rating."""
        return any(choice.ratings for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending. `kind` is one of ENDING_KINDS; `cap` limits the score, in percent, or is None.

    `their_view` is the client's own account, spoken by the person with the id `their_view_by` or, for None, by the
    client, and `their_view_recording` a sound file of it; `later` tells what followed; `questions` are for reflection.
    `map_position` is the author's own, or None.
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
    needs: Requirement = NO_REQUIREMENT
    map_position: MapPosition | None = None
    their_view_recording: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the conversation.

    `role` is one of ROLES; `portrait` is a name of the portrait set, the address of a picture, or None.
    """

    id: str
    name: str
    role: str = "client"
    portrait: str | None = None
    about: str | None = None

    @property
    def has_own_picture(self) -> bool:
        """Whether the portrait is the address of a picture, which shows every mood alike."""
        return bool(self.portrait) and "/" in (self.portrait or "")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, with what it means; `also` are its other forms, such as a plural, with commas between."""

    name: str
    text: str
    also: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The word and its other forms."""
        return tuple(filter(None, (form.strip() for form in (self.name, *(self.also or "").split(",")))))


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

    `feedback` says when learners read the feedback on a choice (FEEDBACK_TIMING). `min_decisions` is the fewest
    decisions that a score is divided by, None for the default (see Scenario.min_decisions).
    """

    pass_percent: int = 70
    keep: str = "best"
    min_decisions: int | None = None
    retry: str = "practice"
    feedback: str = "one-line"


@dataclass(frozen=True, slots=True)
class Start:
    """Where play begins: scene id, client profile or None, and values by meter, 0–10, that the author set.

    `draw` makes it a drill: so many scenes are drawn for a run, and `scene` is "". `chosen` and `visited` are ids that
    count as taken and reached already, for a preview that starts in the middle; a file has none.
    """

    scene: str
    profile: str | None = None
    values: Amounts = ()
    chosen: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    draw: int | None = None


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
    terms: tuple[Term, ...] = ()
    gates: tuple[Route, ...] = ()
    notes: tuple[Note, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()

    @property
    def is_drill(self) -> bool:
        """Whether it is a drill: a deck of moments without endings, of which some are drawn for a run (`drill`)."""
        return self.start.draw is not None

    @cached_property
    def nodes(self) -> dict[str, Scene | Ending]:
        """Scenes and endings by id."""
        return {node.id: node for node in (*self.scenes, *self.endings)}

    @property
    def start_scene(self) -> Scene:
        """The first scene. Raises KeyError or TypeError where the start names none, as in the deck of a drill."""
        node = self.nodes[self.start.scene]
        if not isinstance(node, Scene):
            raise TypeError(f"the start, {node.id!r}, is no scene")
        return node

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Every choice by id."""
        return {choice.id: choice for scene in self.scenes for choice in scene.choices}

    @cached_property
    def has_variants(self) -> bool:
        """Whether some text has variants."""
        items = (node.content_items for node in self.nodes.values())
        replies = (choice.replies for choice in self.choices.values())
        return any(choice.say_variants or choice.do_variants for choice in self.choices.values()) or any(
            isinstance(item, Narration | Line) and item.variants for group in (*items, *replies) for item in group
        )

    @cached_property
    def people_by_id(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def meters(self) -> tuple[Meter, ...]:
        """The meters in use: the four default ones with the author's settings, then the author's own."""
        return list_meters(self.meter_settings, self.meters_show)

    @cached_property
    def usual_steps(self) -> int:
        """How many choices a run takes: the mean of the shortest ways to the endings; 0 without any."""
        distance = {self.start.scene: 0}
        following = [self.start.scene]
        for id_ in following:
            choices = getattr(self.nodes.get(id_), "choices", ())
            targets = {way.to for choice in choices for way in (choice, *choice.routes) if way.to not in distance}
            distance |= dict.fromkeys(targets, distance[id_] + 1)
            following += sorted(targets)
        ways = [distance[ending.id] for ending in self.endings if ending.id in distance]
        return round(sum(ways) / len(ways)) if ways else 0

    @cached_property
    def min_decisions(self) -> int:
        """The fewest decisions that a score is divided by, so that an early walk-out does not raise it.

        It is the author's number; by default four, a design decision of the project, or the number of decisions if
        that is smaller.
        """
        if self.scoring.min_decisions is not None:
            return self.scoring.min_decisions
        return min(USUAL_DECISIONS, sum(scene.is_decision for scene in self.scenes))
