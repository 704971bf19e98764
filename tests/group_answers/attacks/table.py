"""The rows of the attack bench: who attacks, how, and how often they learn somebody's position."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from . import colluders, exhaustive, simulated
from .exhaustive import Answer, Press, Story, learnt, most_learnt, watch
from .rules import PresentRule, Rule

ATTACKER_KNOWS_NOBODY, COLLUDERS, ASSUMES = "outsider", "colluders", "assumption"


@dataclass(frozen=True)
class Row:
    """One attack. `probability` is that anybody's position or tick is learnt; `kind` says what may be expected of it.

    `smallest_step` is the smallest number of answers between two different results, where that was looked at.
    """

    attacker: str
    attack: str
    kind: str
    probability: float
    smallest_step: int | None = None


TICKS = (("hot", ()), ("hot", ("pause",)))
TWO = (("calm", ()), ("hot", ()))
BOTH = (("calm", ()), ("calm", ("pause",)), ("hot", ()), ("hot", ("pause",)))


def group(people: int, **more) -> list[Answer]:
    """Return so many people who answer one after the other."""
    return [Answer(person, **more) for person in range(people)]


def live(people: Iterable[int]) -> list[Answer]:
    """Return people who answer where the facilitator decides when a result is shown."""
    return [Answer(person, automatic=False) for person in people]


STORIES = {
    "self-paced": Story(group(10)),
    "live": Story([*live(range(4)), Press(), *live(range(4, 7)), Press(), *live(range(7, 9)), Press()]),
    "settings": Story(
        [*group(5, k=8), *[Answer(person, k=5, automatic=person > 6) for person in range(5, 9)], Press(k=5)]
    ),
    "pool": Story([*group(6, k=8), *[Answer(person, k=5) for person in range(6, 9)]]),
    "follow-ups": Story(group(8), BOTH),
    "follow-ups alone": Story(group(10), TICKS),
    "second round": Story([*group(5), *group(5, counts="second")]),
    "re-run": Story([*group(5), *[Answer(person, "re-run") for person in range(5, 10)]], TWO),
    "copy": Story([step for person in range(5) for step in (Answer(person), Answer(person, "copy"))], TWO),
    "nobody moved": Story(
        [
            *group(8, k=8),
            *[Answer(person, "second", 8, same_as=person) for person in range(1, 8)],
            Answer(8, "second", 8),
        ]
    ),
}
"""What happens in each attack; ten people are two batches of five, and few enough worlds to try all."""


def exhaustive_rows(make_rule: Callable[[], Rule]) -> Iterator[Row]:
    """Yield the attacks for which every possible set of answers is tried (3 positions, or ticks)."""
    watched = {name: watch(story, make_rule) for name, story in STORIES.items()}

    def row(
        attacker: str, attack: str, name: str, knowing: tuple[int, ...] = (), kind: str = ATTACKER_KNOWS_NOBODY
    ) -> Row:
        found = watched[name]
        return Row(attacker, attack, kind, learnt(STORIES[name], found, knowing), found.smallest_step)

    yield row("outsider", "reads after every answer, k=5", "self-paced")
    yield row("outsider", "reads what people do next, beside the positions", "follow-ups")
    yield row("outsider", "reads what people do next, in two batches", "follow-ups alone")
    yield row("author", "sets k from 8 to 5, changes the way of release, looks", "settings")
    yield row("pool neighbour", "joins a pool of k=8 with k=5", "pool")
    yield row("facilitator", "presses after 4, 7 and 9 answers", "live")
    yield row("outsider", "second round of the same people, beside the first", "second round")
    yield row("outsider", "re-run of the course with other people", "re-run")
    yield row("outsider", "copied component, the same people in both", "copy")
    for name in ("self-paced", "live", "settings", "follow-ups", "second round"):
        most = most_learnt(STORIES[name], watched[name], ((0,), (4,), (7,)))
        yield Row("participant", f"knows the own answer: {name}", ATTACKER_KNOWS_NOBODY, most)
    yield row("last to answer", "reads before and after the own answer, which ends a batch", "self-paced", (4,))
    yield row("facilitator", "has one account of their own and chooses when to press", "live", (6,))
    yield row("facilitator", "has two accounts of their own and chooses when to press", "live", (5, 6), COLLUDERS)
    two = most_learnt(STORIES["self-paced"], watched["self-paced"], ((0, 1), (0, 9), (5, 7)))
    yield Row("two colluders", "in the first, the second or both batches, k=5", COLLUDERS, two)
    yield row(
        "outsider", "second round, k=8, one person replaced, assumes that nobody moved", "nobody moved", (), ASSUMES
    )


def colluder_rows(make_rule: Callable[[], Rule]) -> Iterator[Row]:
    """Yield how often colluders in one batch learn the rest of it, for rising k (5 positions, exact)."""
    for number in (0, 1, 2, 3):
        for label, chances in (("even", colluders.EVEN), ("leaning", colluders.LEANING)):
            for k in (5, 8, 12, 16):
                kind = COLLUDERS if number > 1 else ATTACKER_KNOWS_NOBODY
                attack = f"{number} in a batch of k={k}, {label} group"
                yield Row("colluders", attack, kind, colluders.learnt(make_rule, k, number, chances))
    for k in (5, 8, 12):
        yield Row(
            "colluders",
            f"all but one (k-1) in a batch of k={k}, even group",
            COLLUDERS,
            colluders.learnt(make_rule, k, k - 1, colluders.EVEN),
        )


def simulated_rows(make_rule: Callable[[], Rule]) -> Iterator[Row]:
    """Yield the attacks on larger groups, drawn with a seed."""
    for people in (11, 16, 29):
        attack = f"subtracts results of 16 statements, {people} people, k=8 (simulated)"
        yield Row("outsider", attack, ATTACKER_KNOWS_NOBODY, simulated.differencing(make_rule, people))
    for people in (11, 29):
        attack = f"answer around one of {people} people, k=8 (simulated)"
        yield Row("two sybils", attack, COLLUDERS, simulated.two_sybils(make_rule, people))


def rows(make_rule: Callable[[], Rule] = PresentRule) -> list[Row]:
    """Return all attacks on a rule."""
    return [*exhaustive_rows(make_rule), *colluder_rows(make_rule), *simulated_rows(make_rule)]


def as_text(found: list[Row]) -> str:
    """Return the table."""
    head = f"{'who':<16}{'how':<72}{'learnt with probability':>24}{'answers between two results':>30}"
    lines = [head, "-" * len(head)]
    for row in found:
        step = "" if row.smallest_step is None else str(row.smallest_step)
        lines.append(f"{row.attacker:<16}{row.attack:<72}{row.probability:>24.2g}{step:>30}")
    return "\n".join(lines)


__all__ = ["ASSUMES", "ATTACKER_KNOWS_NOBODY", "COLLUDERS", "Row", "as_text", "exhaustive", "rows"]
