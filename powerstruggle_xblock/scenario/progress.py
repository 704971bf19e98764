"""What is stored of a learner in a scenario, and how it changes: pure functions over a small versioned record.

The record holds paths and scores, nothing a learner typed or felt. Runs are numbered 1, 2, 3 … graded and practice alike, so
that a step named by run and number is named once for ever; a late or doubled request can't be mistaken for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

VERSION = 1
MOST_RECORDED = 40
"""Graded runs kept in full; of older ones only what the grade needs."""
MOST_NUMBER, MOST_FORGOTTEN = 10**9, 10**5
"""No honest record holds larger numbers; one that does would only cost memory."""


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A graded run that came to an ending: its number, path, ending id, score 0–1 and the content version it was played on."""

    run: int
    path: tuple[str, ...]
    ending: str
    score: float
    version: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's state: the present run and what was recorded before.

    `origin` is (run, step) that a replay began from. `settled` says that the present run's ending has been dealt with.
    """

    run: int = 0
    path: tuple[str, ...] = ()
    practice: bool = False
    origin: tuple[int, int] | None = None
    settled: bool = False
    recorded: tuple[RecordedRun, ...] = ()
    forgotten: int = 0
    forgotten_total: float = 0.0
    endings: tuple[str, ...] = ()

    def __deepcopy__(self, memo) -> "Progress":
        # Nothing in it can change, and fields copy what they hold several times a request.
        return self

    @property
    def began(self) -> bool:
        """Tell whether there is a present run."""
        return self.run > 0

    def begin(self) -> "Progress":
        """Begin the next run, graded, from the first scene."""
        return replace(self, run=self.run + 1, path=(), practice=False, origin=None, settled=False)

    def rewind(self, step: int, *, practice: bool) -> "Progress":
        """Begin the next run with the first `step` choices of the present one."""
        return replace(
            self, run=self.run + 1, path=self.path[:step], practice=practice, origin=(self.run, step), settled=False)

    def at(self, path: Sequence[str]) -> "Progress":
        """Move the present run to this path."""
        return replace(self, path=tuple(path))

    def settle(self, ending: str, score: float, version: str) -> "Progress":
        """Note that the present run has ended; a graded one is recorded."""
        endings = self.endings if ending in self.endings else (*self.endings, ending)
        settled = replace(self, settled=True, endings=endings)
        if self.practice:
            return settled
        return settled._remember(RecordedRun(self.run, self.path, ending, score, version))

    def resting_at(self, run: RecordedRun) -> "Progress":
        """Show a recorded run in the place of the present one, which can't go on. For showing and for `rewind`, not for keeping."""
        return replace(self, path=run.path, practice=False, settled=True)

    def _remember(self, run: RecordedRun) -> "Progress":
        recorded = (*self.recorded, run)
        if len(recorded) <= MOST_RECORDED:
            return replace(self, recorded=recorded)
        best = max(recorded, key=lambda r: r.score)
        gone = next(r for r in recorded[1:] if r is not best)
        return replace(
            self, recorded=tuple(r for r in recorded if r is not gone), forgotten=self.forgotten + 1,
            forgotten_total=self.forgotten_total + gone.score)

    def scores(self, fresh: Sequence[float] | None = None) -> list[float]:
        """Give the scores of all graded runs, first to last; forgotten ones as their mean, in the place after the first.

        `fresh` stands in for the recorded runs' scores, one each, where they were scored anew.
        """
        scores = [run.score for run in self.recorded] if fresh is None else list(fresh)
        if self.forgotten:
            scores[1:1] = [self.forgotten_total / self.forgotten] * self.forgotten
        return scores

    def rescored(self, fresh: Sequence[float]) -> "Progress":
        """Give the recorded runs new scores, one each."""
        recorded = tuple(replace(run, score=score) for run, score in zip(self.recorded, fresh, strict=True))
        return replace(self, recorded=recorded)

    def to_json(self) -> dict[str, Any]:
        """Give the stored form."""
        return {
            "v": VERSION,
            "run": self.run,
            "path": list(self.path),
            "practice": self.practice,
            "origin": list(self.origin) if self.origin else None,
            "settled": self.settled,
            "recorded": [
                {"run": r.run, "path": list(r.path), "ending": r.ending, "score": r.score, "version": r.version}
                for r in self.recorded
            ],
            "forgotten": [self.forgotten, self.forgotten_total],
            "endings": list(self.endings),
        }


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads stored values of doubtful origin: what is not as it should be becomes the harmless default."""

    stored: Mapping[str, Any] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return _number(self.stored.get(name))

    def ids(self, name: str) -> tuple[str, ...]:
        value = self.stored.get(name)
        return tuple(id_ for id_ in value if isinstance(id_, str)) if isinstance(value, list) else ()

    def ratio(self, name: str) -> float:
        return _between(0.0, self.stored.get(name), 1.0)

    def pair(self, name: str) -> tuple[Any, Any] | None:
        value = self.stored.get(name)
        return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else None


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value < MOST_NUMBER else 0


def _between(lowest: float, value: Any, highest: float) -> float:
    """Give a number within bounds; the lowest for what is no number."""
    # Compared before it is turned: a whole number of hundreds of digits fits no float. NaN compares as false.
    if type(value) not in (int, float) or not value > lowest:
        return lowest
    return highest if value >= highest else float(value)


def load_progress(stored: Any) -> Progress:
    """Read the stored form, of this or any older version; what can't be read is left out, never an error.

    A record of a newer version is read as far as it is understood: an older release must not wipe what a newer one wrote.
    """
    if not isinstance(stored, Mapping):
        return Progress()
    read = _Reader(stored)
    rows = stored.get("recorded")
    recorded = tuple(_recorded(_Reader(row)) for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()
    origin = read.pair("origin")
    count, total = read.pair("forgotten") or (0, 0.0)
    # Only ever more than MOST_RECORDED runs leave some to forget; a count without them is no record of ours.
    forgotten = min(_number(count), MOST_FORGOTTEN) if len(recorded) >= MOST_RECORDED else 0
    return Progress(
        run=read.number("run"),
        path=read.ids("path"),
        practice=stored.get("practice") is True,
        origin=(_number(origin[0]), _number(origin[1])) if origin else None,
        settled=stored.get("settled") is True,
        recorded=recorded,
        forgotten=forgotten,
        forgotten_total=_between(0.0, total, float(forgotten)),
        endings=read.ids("endings"),
    )


def _recorded(read: _Reader) -> RecordedRun:
    ending, version = read.stored.get("ending"), read.stored.get("version")
    return RecordedRun(
        read.number("run"), read.ids("path"), ending if isinstance(ending, str) else "", read.ratio("score"),
        version if isinstance(version, str) else "")
