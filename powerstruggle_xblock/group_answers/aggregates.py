"""The release rule of group results: what is counted, when it is published, and what is shown of it.

Nothing here knows a person, a database or a key. docs/decisions/0018-the-release-rule.md states the rule and why it
holds. Threshold and rounding: Hundepool et al. (2012); release times that do not depend on the answers: Kenthapadi,
Mishra & Nissim (2005).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .suppression import is_homogeneous, suppress_minority

K = 8
"""The usual smallest number of people in a batch."""
SMALLEST_K = 5
"""The smallest `k` that an author can set."""
STEP = 5
"""Shares are shown in steps of this many per cent. It makes them readable; no promise rests on it."""
SECOND = "/2"
"""The end of the name of a second round. Authors' names of rounds have no slash."""
MAX_ROUND = 32
"""Characters in the name of a round."""


@dataclass(frozen=True)
class FollowUps:
    """What the group ticked beside a question, several options each.

    `percentages` holds for each option the share of those who answered the question, in steps of 5; options that nearly
    everybody ticked are in `mostly` instead. `enough` False: nothing is shown yet and the rest is empty.
    """

    enough: bool = False
    at_least: int = 0
    percentages: Mapping[str, int] = field(default_factory=dict)
    mostly: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecondRound:
    """The second round after one: its name, and whether it is on."""

    name: str
    is_on: bool


@dataclass(frozen=True)
class Distribution:
    """All that anybody, staff included, may see of one question.

    `enough` False: nothing is shown yet and the rest is empty. Otherwise at least `at_least` people answered, and
    either `percentages` holds the share of each position, rounded to 5 (their sum may differ from 100), or `mostly`
    names the one position that nearly everybody chose. `ready`: so many have answered since the last result that
    another can be shown; how many there are is never told.
    """

    enough: bool = False
    at_least: int = 0
    percentages: Mapping[str, int] = field(default_factory=dict)
    mostly: str | None = None
    follow_ups: FollowUps = FollowUps()
    ready: bool = False


@dataclass
class Counts:
    """Counts of one question: how many people answered, how often each position was chosen and each option ticked."""

    people: int = 0
    positions: dict[str, int] = field(default_factory=dict)
    ticks: dict[str, int] = field(default_factory=dict)

    def increment(self, position: str, options: Iterable[str]) -> None:
        """Count one person."""
        self.people += 1
        self.positions[position] = self.positions.get(position, 0) + 1
        for option in set(options):
            self.ticks[option] = self.ticks.get(option, 0) + 1

    def add(self, other: "Counts") -> None:
        """Add other counts to these."""
        self.people += other.people
        for own, more in ((self.positions, other.positions), (self.ticks, other.ticks)):
            for name, number in more.items():
                own[name] = own.get(name, 0) + number

    def published(self) -> "Counts":
        """Return what is published of these counts when they are one batch.

        Each option is a question of its own with two answers, ticked and not ticked.
        """
        ticks = {
            option: suppress_minority({"yes": number, "no": self.people - number}, self.people).get("yes", 0)
            for option, number in self.ticks.items()
        }
        return Counts(self.people, suppress_minority(self.positions, self.people), ticks)


@dataclass
class Question:
    """One question: the published batches, added up, and the batch that is not complete."""

    released: Counts = field(default_factory=Counts)
    pending: Counts = field(default_factory=Counts)

    def release(self, k: int) -> bool:
        """Publish the pending batch if it has `k` people, and return whether it did. Its true counts are deleted."""
        if self.pending.people < k:
            return False
        self.released.add(self.pending.published())
        self.pending = Counts()
        return True


def second_round_name(round_: str) -> str:
    """Return the name of the second round after this one: no author can give it, and no other round has it."""
    if len(round_) <= MAX_ROUND - len(SECOND):
        return f"{round_}{SECOND}"
    digest = hashlib.sha256(round_.encode()).hexdigest()[:8]
    return f"{round_[: MAX_ROUND - len(SECOND) - len(digest) - 1]}/{digest}{SECOND}"


def former_second_round_name(round_: str) -> str:
    """Return the name that earlier releases of this package gave to a second round; an author's round may have it."""
    return f"{round_[: MAX_ROUND - 2]}-2"


class Aggregate:
    """All counts of one component (or pool) in one round.

    `k` is the largest `k` of anybody who answered; it never falls. `has_second_round`: staff have begun one.
    `second_round` is the name under which its answers are counted, None where none was begun by this release.
    """

    def __init__(self, content: Mapping[str, Any] | None = None):
        """Read what `content()` returned, now or in an earlier release of this package; None is an empty aggregate."""
        self.k = SMALLEST_K
        self.has_second_round = False
        self.second_round: str | None = None
        self._questions: dict[str, Question] = {}
        if content is None:
            return
        if "questions" not in content:
            self._questions = _from_first_format(content)
            # The promise was not stored. It was no more than what a result was shown from, and 8 was the usual one.
            shown = (question.released.people for question in self._questions.values())
            self.k = min([K, *(people for people in shown if people)])
            return
        self.k = content["k"]
        self.has_second_round = content.get("followed") is True
        self.second_round = content.get("second_round")
        for name, (released, pending) in content["questions"].items():
            self._questions[name] = Question(Counts(*released), Counts(*pending))

    def content(self) -> dict[str, Any]:
        """Return the aggregate as data for JSON: {"k", "questions": {name: [released, pending]}}.

        Either of the two is [people, {position: people}, {option: people}]. "followed" (true) and "second_round" (its
        name) are there where a second round is on and where one was begun.
        """
        return {
            "k": self.k,
            **({"followed": True} if self.has_second_round else {}),
            **({"second_round": self.second_round} if self.second_round else {}),
            "questions": {
                name: [[part.people, part.positions, part.ticks] for part in (question.released, question.pending)]
                for name, question in self._questions.items()
            },
        }

    def increment(self, answers: Mapping[str, str], follow_ups: Mapping[str, Iterable[str]], k: int) -> None:
        """Count one person's answers ({question: position}), given under the promise `k`.

        What is ticked beside a question counts where that question has an answer.
        """
        self.k = max(self.k, k)
        for name, position in answers.items():
            question = self._questions.setdefault(name, Question())
            question.pending.increment(position, follow_ups.get(name, ()))

    def set_second_round(self, round_: str, is_begun: bool) -> bool:
        """Note whether a second round has begun after this one, called `round_`; return whether that is new."""
        if self.has_second_round == is_begun:
            return False
        self.second_round = self.find_second_round(round_).name
        self.has_second_round = is_begun
        return True

    def find_second_round(self, round_: str) -> SecondRound:
        """Return the second round after this one, called `round_`, with the name that it has or would have.

        Where an earlier release began it and it is on, its answers are under that release's name.
        """
        make_name = former_second_round_name if self.has_second_round else second_round_name
        return SecondRound(self.second_round or make_name(round_), self.has_second_round)

    def release(self, k: int = SMALLEST_K) -> bool:
        """Publish the pending batches that have the promised number of people and `k`; return whether any had."""
        return any([question.release(max(self.k, k)) for question in self._questions.values()])

    def distribution(
        self, name: str, positions: Sequence[str], options: Sequence[str], k: int = SMALLEST_K
    ) -> Distribution:
        """Return what a reader with this `k` may see of a question with these positions and follow-up options."""
        k, question = max(self.k, k), self._questions.get(name, Question())
        shown = self._shown_distribution(question.released, positions, options, k)
        # As release() would find it: a function of who answered and of k, never of the positions.
        return replace(shown, ready=question.pending.people >= k)

    @staticmethod
    def _shown_distribution(
        released: Counts, positions: Sequence[str], options: Sequence[str], k: int
    ) -> Distribution:
        if released.people < k:
            return Distribution()
        follow_ups = _shown_follow_ups(released, options, k)
        if (mode := find_mode(released)) is not None:
            if mode not in positions:
                # The position that nearly everybody chose is no longer there; the others are the few.
                return Distribution(follow_ups=follow_ups)
            return Distribution(True, k, mostly=mode, follow_ups=follow_ups)
        # Of all who answered, also where their position is no longer asked for.
        shares = round_shares(released.positions, released.people)
        percentages = {position: shares.get(position, 0) for position in positions}
        return Distribution(True, k, percentages, follow_ups=follow_ups)


def round_shares(counts: Mapping[str, int], people: int) -> dict[str, int]:
    """Return each name's share of `people` (1 or more) in per cent, to the nearest STEP, halves to the even one.

    Each share is rounded by itself, so that equal counts look equal; the sum may differ from 100.
    """
    return {name: round(count * (100 // STEP) / people) * STEP for name, count in counts.items()}


def find_mode(counts: Counts) -> str | None:
    """Return the position that all but a few chose, or None."""
    name = max(counts.positions, key=lambda position: counts.positions[position], default=None)
    return name if name is not None and is_homogeneous(counts.positions[name], counts.people) else None


def _shown_follow_ups(released: Counts, options: Sequence[str], k: int) -> FollowUps:
    ticks = {option: released.ticks.get(option, 0) for option in options}
    mostly = tuple(option for option, number in ticks.items() if is_homogeneous(number, released.people))
    shares = round_shares({option: number for option, number in ticks.items() if option not in mostly}, released.people)
    return FollowUps(True, k, shares, mostly)


def _from_first_format(content: Mapping[str, Any]) -> dict[str, Question]:
    """Return the questions of an aggregate that was stored under the first rule (results after k, k+3, k+6 answers).

    It is {"answers" or "follow_ups": {question: [people, counts, people shown, counts shown]}}. What was shown last
    is one published batch, with the few suppressed; what came after it is pending. So a later result differs from the
    last one of the first rule by a whole batch.
    """
    questions = {}
    ticked = content.get("follow_ups", {})
    for name, (people, counts, shown_people, shown) in content.get("answers", {}).items():
        _, ticks, _, shown_ticks = ticked.get(name, (0, {}, 0, {}))
        released = Counts(
            shown_people, shown, {option: min(number, shown_people) for option, number in shown_ticks.items()}
        )
        pending = Counts(
            people - shown_people,
            _difference(counts, shown),
            {option: min(number, people - shown_people) for option, number in _difference(ticks, shown_ticks).items()},
        )
        questions[name] = Question(released.published() if shown_people else Counts(), pending)
    return questions


def _difference(counts: Mapping[str, int], earlier: Mapping[str, int]) -> dict[str, int]:
    return {name: more for name, number in counts.items() if (more := number - earlier.get(name, 0)) > 0}
