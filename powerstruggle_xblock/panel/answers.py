"""Build the panel's first screen: three sentences, the commonest mistakes, and how strong the chosen replies were.

Everything here is computed from rounded counts, as the tables show them, and from the author's text. So it tells
nothing that the tables do not tell (tests/panel/test_answers.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..notation import markup
from ..notation.messages import noop
from ..scenario import catalog
from ..scenario import model as m
from ..scenario.review_texts import unconditional_score
from ..scenario.scoring import is_strong, is_weak
from ..scenario.vocabulary import MISTAKES
from . import counters
from .labels import PanelLabels
from .statistics import AttemptCounters, RoundedCount, find_drop_offs

STRONG, MIXED, WEAK = "strong", "mixed", "weak"
MAX_SENTENCES = 3
MAX_MISTAKES = 5
MAX_QUOTED = 70
"""Characters of a reply that are quoted in a sentence."""

_PULL = {
    1: noop('The weak reply taken most: at "{scene}", {percent} {they}, and tension rises by {number}.'),
    0: noop('The weak reply taken most: at "{scene}", {percent} {they}, and tension stays as it is.'),
    -1: noop('The weak reply taken most: at "{scene}", {percent} {they}, and tension falls by {number}.'),
}


@dataclass(frozen=True)
class Answer:
    """A sentence, and the id of the scene or ending that it is about."""

    text: str
    at: str


@dataclass(frozen=True)
class Mistake:
    """A mistake: its name, how often it was made as text, and where most often: scene id, title and share as text."""

    name: str
    times: str
    at: str
    title: str
    percent: str


@dataclass(frozen=True)
class Answers:
    """The first screen: at most three sentences, and the commonest mistakes, the commonest first."""

    sentences: tuple[Answer, ...]
    mistakes: tuple[Mistake, ...]


def build_answers(scenario: m.Scenario | None, attempts: AttemptCounters, labels: PanelLabels) -> Answers:
    """Return what first attempts say; nothing where nothing can be told."""
    if scenario is None:
        return Answers((), ())
    builder = _AnswerBuilder(scenario, attempts, labels)
    return Answers(tuple(builder.sentences())[:MAX_SENTENCES], tuple(builder.mistakes())[:MAX_MISTAKES])


def reply_strength(choice: m.Choice) -> str | None:
    """Return how strong a reply usually is; None where it is not rated."""
    return _strength(unconditional_score(choice)) if choice.ratings else None


def scene_strength(scene: m.Scene, attempts: AttemptCounters) -> str | None:
    """Return how strong the replies were that were chosen in a scene, on average; None where that can't be told."""
    taken = [(reply_count(scene, choice, attempts).value or 0, choice) for choice in scene.choices if choice.ratings]
    times = sum(count for count, _ in taken)
    if not times:
        return None
    return _strength(sum(count * unconditional_score(choice) for count, choice in taken) / times)


def reply_count(scene: m.Scene, choice: m.Choice, attempts: AttemptCounters) -> RoundedCount:
    """Return how often a reply was taken, as the tables show it."""
    return attempts.rounded(counters.choice_counter(scene.id, choice.id), counters.scene_counter(scene.id))


def _strength(score: float) -> str:
    return STRONG if is_strong(score) else WEAK if is_weak(score) else MIXED


def tension_change(scenario: m.Scenario, choice: m.Choice) -> int | None:
    """Return what a reply usually does to tension; None where that is not known or there is no such meter."""
    if not any(meter.id == "tension" for meter in scenario.meters):
        return None
    own = dict(choice.meter_changes)
    move = catalog.moves().get(choice.move or "")
    if "tension" in own or move is None:
        return own.get("tension")
    start = dict(scenario.start.values).get("tension", catalog.LOW_TENSION + 1)
    return move.changes(start).get("tension", 0)


class _AnswerBuilder:
    """Writes the sentences about the first attempts at one scenario."""

    def __init__(self, scenario: m.Scenario, attempts: AttemptCounters, labels: PanelLabels):
        self._scenario, self._attempts, self._labels = scenario, attempts, labels

    def sentences(self) -> Iterator[Answer]:
        """Yield the sentences, the most telling first."""
        for find in (self._weak_pull, self._endings, self._drop_off, self._strong_reply):
            if answer := find():
                yield answer

    def mistakes(self) -> list[Mistake]:
        """Return the mistakes that were made, the commonest first."""
        made: defaultdict[str, list[tuple[RoundedCount, m.Scene]]] = defaultdict(list)
        for scene in self._scenario.scenes:
            for choice in scene.choices:
                if mistake := catalog.mistake_of(choice):
                    made[mistake].append((reply_count(scene, choice, self._attempts), scene))
        told = {name: counts for name, counts in made.items() if any(count.value for count, _ in counts)}
        found = [self._mistake(name, counts) for name, counts in told.items()]
        return [mistake for _, mistake in sorted(found, key=lambda row: -row[0])]

    def _mistake(self, name: str, counts: list[tuple[RoundedCount, m.Scene]]) -> tuple[int, Mistake]:
        total = sum(count.value or 0 for count, _ in counts)
        times = RoundedCount(total, is_lower_bound=any(count.value is None for count, _ in counts))
        most, scene = max(counts, key=lambda row: row[0].value or 0)
        text = self._labels.gettext(MISTAKES.get(name, name))
        row = Mistake(text, self._labels.format_count(times), scene.id, scene.title, self._labels.format_percent(most))
        return total, row

    def _most_taken(self, accept: Callable[[m.Choice], bool]) -> tuple[m.Scene, m.Choice, RoundedCount] | None:
        """Return the reply with the largest share among those of decisions that are accepted."""
        found = [
            (scene, choice, count)
            for scene in self._scenario.scenes
            if scene.is_decision
            for choice in scene.choices
            if accept(choice) and (count := reply_count(scene, choice, self._attempts)).percent
        ]
        return max(found, key=lambda row: (row[2].percent or 0, row[2].value or 0), default=None)

    def _weak_pull(self) -> Answer | None:
        found = self._most_taken(lambda choice: reply_strength(choice) == WEAK)
        if found is None:
            return None
        scene, choice, count = found
        change = tension_change(self._scenario, choice)
        values = {"scene": scene.title, "percent": self._labels.format_percent(count), "they": self._they(choice)}
        if change is None:
            text = self._labels.gettext('The weak reply taken most: at "{scene}", {percent} {they}.').format(**values)
        else:
            sign = (change > 0) - (change < 0)
            text = self._labels.gettext(_PULL[sign]).format(**values, number=abs(change))
        return Answer(text, scene.id)

    def _they(self, choice: m.Choice) -> str:
        """Return what the people do who take a reply, as the end of a sentence."""
        if move := catalog.moves().get(choice.move or ""):
            return self._labels.gettext(move.they)
        words = markup.plain_text(choice.main_text)
        quoted = words if len(words) <= MAX_QUOTED else f"{words[:MAX_QUOTED].rsplit(' ', 1)[0]}…"
        return self._labels.gettext('take "{reply}"').format(reply=quoted)

    def _endings(self) -> Answer | None:
        counts = [
            (ending, self._attempts.rounded(counters.ending_counter(ending.id), counters.ATTEMPTS_ENDED))
            for ending in self._scenario.endings
        ]
        told = [(ending, count) for ending, count in counts if count.percent]
        if not told:
            return None
        ending, count = max(told, key=lambda row: (row[1].percent or 0, row[1].value or 0))
        template = self._labels.gettext('Most often the talk ends with {kind}: {percent} come to "{title}".')
        values = {"kind": self._labels.ending_kind(ending.kind), "percent": self._labels.format_percent(count)}
        return Answer(template.format(title=ending.title, **values), ending.id)

    def _drop_off(self) -> Answer | None:
        found = find_drop_offs(self._attempts, [scene.id for scene in self._scenario.scenes], limit=1)
        if not found or not found[0][1].percent:
            return None
        scene_id, count = found[0]
        template = self._labels.gettext(
            'Most who stop do so at "{scene}": {percent} of those who come there go no further.'
        )
        values = {"scene": self._scenario.nodes[scene_id].title, "percent": self._labels.format_percent(count)}
        return Answer(template.format(**values), scene_id)

    def _strong_reply(self) -> Answer | None:
        found = self._most_taken(lambda choice: reply_strength(choice) == STRONG)
        if found is None:
            return None
        scene, choice, count = found
        template = self._labels.gettext('What goes well: at "{scene}", {percent} {they}.')
        values = {"scene": scene.title, "percent": self._labels.format_percent(count), "they": self._they(choice)}
        return Answer(template.format(**values), scene.id)

