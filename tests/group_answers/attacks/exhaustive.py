"""Every possible set of answers of a small group is tried; what can be read after every step is compared among them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .rules import Rule

POSITIONS = ("calm", "tense", "hot")
OPTIONS = ("pause",)


@dataclass(frozen=True)
class Answer:
    """One person answers in one set of counts, under a promise.

    `same_as` names the step whose answer this one repeats: nobody's mind changes.
    """

    person: int
    counts: str = "one"
    k: int = 5
    automatic: bool = True
    same_as: int | None = None


@dataclass(frozen=True)
class Press:
    """The facilitator presses "Show the group's picture"."""

    counts: str = "one"
    k: int = 5


Step = Answer | Press


@dataclass(frozen=True)
class Story:
    """What happens, in order, and what each person can answer: (position, ticked options)."""

    steps: Sequence[Step]
    choices: Sequence[tuple[str, tuple[str, ...]]] = tuple((position, ()) for position in POSITIONS)
    reader_k: int = 5


@dataclass
class Watched:
    """All that was found out about a story.

    `worlds` holds for each world what could be read (a number for each different history) and every answer, as
    numbers of choices. `smallest_step` is the smallest number of answers between two different results.
    """

    persons: list[int]
    worlds: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    smallest_step: int | None = None


def watch(story: Story, make_rule: Callable[[], Rule]) -> Watched:
    """Return what can be read in every world of a story."""
    watched = Watched([step.person for step in story.steps if isinstance(step, Answer)])
    histories: dict[Any, int] = {}
    names = sorted({step.counts for step in story.steps})

    def go(
        at: int,
        rules: dict[str, Rule],
        looks: dict[str, object],
        history: int,
        answers: tuple[int, ...],
        since: dict[str, int],
    ) -> None:
        if at == len(story.steps):
            watched.worlds.append((history, answers))
            return
        step = story.steps[at]
        for rule, more in _outcomes(story, step, rules[step.counts], answers):
            look = rule.look(POSITIONS, OPTIONS, story.reader_k)
            came = since[step.counts] + len(more)
            if look != looks[step.counts]:
                watched.smallest_step = min(came, watched.smallest_step or came)
                came = 0
            number = histories.setdefault((history, look), len(histories))
            go(
                at + 1,
                {**rules, step.counts: rule},
                {**looks, step.counts: look},
                number,
                answers + more,
                {**since, step.counts: came},
            )

    rules = {name: make_rule() for name in names}
    go(
        0,
        rules,
        {name: rules[name].look(POSITIONS, OPTIONS, story.reader_k) for name in names},
        -1,
        (),
        dict.fromkeys(names, 0),
    )
    return watched


def _outcomes(story: Story, step: Step, rule: Rule, answers: tuple[int, ...]) -> Iterator[tuple[Rule, tuple[int, ...]]]:
    if isinstance(step, Press):
        after = rule.copy()
        after.press(step.k)
        yield after, ()
        return
    numbers = range(len(story.choices)) if step.same_as is None else (answers[step.same_as],)
    for number in numbers:
        after = rule.copy()
        position, ticks = story.choices[number]
        after.answer(position, ticks, step.k, step.automatic)
        yield after, (number,)


def learnt(story: Story, watched: Watched, colluders: Iterable[int] = ()) -> float:
    """Return the probability that the position, or a tick, of anybody else is learnt.

    All worlds are equally probable but for the colluders' own answers: they choose those that teach them most.
    """
    known = set(colluders)
    own = [index for index, person in enumerate(watched.persons) if person in known]
    others = [index for index, person in enumerate(watched.persons) if person not in known]
    seen: dict[Any, list[int]] = {}
    worlds: dict[Any, int] = defaultdict(int)
    for history, answers in watched.worlds:
        key = history, tuple(answers[index] for index in own)
        worlds[key] += 1
        possible = seen.setdefault(key, [0] * len(others))
        for place, index in enumerate(others):
            possible[place] |= 1 << answers[index]
    exposing: dict[Any, int] = defaultdict(int)
    total: dict[Any, int] = defaultdict(int)
    for (history, answers), number in worlds.items():
        total[answers] += number
        if any(_is_certain(story, possible) for possible in seen[history, answers]):
            exposing[answers] += number
    return max(exposing[answers] / total[answers] for answers in total)


def _is_certain(story: Story, possible: int) -> bool:
    """Return whether the possible choices agree in the position, or in one of the ticks."""
    choices = [choice for number, choice in enumerate(story.choices) if possible >> number & 1]
    if len({position for position, _ in story.choices}) > 1 and len({position for position, _ in choices}) == 1:
        return True
    options = {tick for _, ticks in story.choices for tick in ticks}
    return any(len({option in ticks for _, ticks in choices}) == 1 for option in options)


def most_learnt(story: Story, watched: Watched, groups: Iterable[tuple[int, ...]]) -> float:
    """Return the largest probability over some groups of colluders."""
    return max(learnt(story, watched, group) for group in groups)
