"""A learner's stored state in a scenario: a small versioned record, and pure functions that return a changed one.

The record holds paths and scores, nothing that a learner typed or felt. Runs are numbered 1, 2, 3 and so on, graded and practice
runs alike. So a step that is named by its run and number is named once: a late or repeated request can't be taken for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

VERSION = 2
"""Of the stored form. Version 1 is release 0.1's, whose states hold no override of their own (see `grade.infer_override`)."""
MOST_RECORDED = 40
"""Graded runs kept in full; of older ones only what the grade needs."""
MAX_COUNT, MOST_FORGOTTEN = 10**9, 10**5
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
    stored_version: int = field(default=VERSION, compare=False)

    def __deepcopy__(self, memo: dict) -> "Progress":
        """Return the record itself: nothing in it can change, and fields copy what they hold several times a request."""
        return self

    @property
    def has_begun(self) -> bool:
        """Whether there is a present run."""
        return self.run > 0

    def begin(self) -> "Progress":
        """Return the record with the next run begun, graded, at the first scene."""
        return replace(self, run=self.run + 1, path=(), practice=False, origin=None, settled=False)

    def rewind(self, step: int, *, practice: bool) -> "Progress":
        """Return the record with the next run begun after the first `step` choices of the present one."""
        return replace(
            self, run=self.run + 1, path=self.path[:step], practice=practice, origin=(self.run, step), settled=False)

    def at(self, path: Sequence[str]) -> "Progress":
        """Return the record with the present run at this path."""
        return replace(self, path=tuple(path))

    def settle(self, ending: str, score: float, version: str) -> "Progress":
        """Return the record with the present run ended; a graded run is recorded with its score, 0–1, and content version."""
        endings = self.endings if ending in self.endings else (*self.endings, ending)
        settled = replace(self, settled=True, endings=endings)
        if self.practice:
            return settled
        return settled._record(RecordedRun(self.run, self.path, ending, score, version))

    def showing(self, run: RecordedRun) -> "Progress":
        """Return the record with a recorded run in the place of the present one, for reading and `rewind`; it is not stored."""
        return replace(self, path=run.path, practice=False, settled=True)

    def recorded_run(self) -> RecordedRun | None:
        """Return the run that is shown as it was recorded, or None while it goes on and for practice."""
        if not self.settled or self.practice:
            return None
        numbered = [row for row in self.recorded if row.run == self.run]
        same_path = [row for row in self.recorded if row.path == self.path]
        return (numbered or same_path or [None])[-1]

    def _record(self, run: RecordedRun) -> "Progress":
        recorded = (*self.recorded, run)
        if len(recorded) <= MOST_RECORDED:
            return replace(self, recorded=recorded)
        best = max(recorded, key=lambda row: row.score)
        dropped = next(row for row in recorded[1:] if row is not best)
        return replace(
            self, recorded=tuple(row for row in recorded if row is not dropped), forgotten=self.forgotten + 1,
            forgotten_total=self.forgotten_total + dropped.score)

    def scores(self, fresh: Sequence[float] | None = None) -> list[float]:
        """Return the scores, 0–1, of all graded runs, first to last; dropped runs as their mean, in the place after the first.

        `fresh` has one new score for each recorded run and is used in place of the recorded scores.
        """
        scores = [run.score for run in self.recorded] if fresh is None else list(fresh)
        if self.forgotten:
            scores[1:1] = [self.forgotten_total / self.forgotten] * self.forgotten
        return scores

    def rescored(self, fresh: Sequence[float]) -> "Progress":
        """Return the record with a new score for each recorded run."""
        recorded = tuple(replace(run, score=score) for run, score in zip(self.recorded, fresh, strict=True))
        return replace(self, recorded=recorded)

    def to_json(self) -> dict[str, Any]:
        """Return the stored form, always of the present version."""
        return {
            "v": VERSION,
            "run": self.run,
            "path": list(self.path),
            "practice": self.practice,
            "origin": list(self.origin) if self.origin else None,
            "settled": self.settled,
            "recorded": [
                {"run": row.run, "path": list(row.path), "ending": row.ending, "score": row.score, "version": row.version}
                for row in self.recorded
            ],
            "forgotten": [self.forgotten, self.forgotten_total],
            "endings": list(self.endings),
        }


# --- reading what is stored -------------------------------------------------------------------------------------------


def load_count(value: Any) -> int:
    """Return a whole number of 0 or more; 0 for anything else, also for a number too large to be an honest count."""
    return value if type(value) is int and 0 <= value < MAX_COUNT else 0


def clamp_ratio(value: Any) -> float | None:
    """Return a number from 0 to 1 as it is, and None for anything else: another type, NaN, or a number out of bounds."""
    return float(value) if type(value) in (int, float) and 0 <= value <= 1 else None


def load_progress(stored: Any) -> Progress:
    """Return the record in a stored value of this or an older version; what can't be read is left out, never an error.

    A record of a newer version is read as far as it is understood: an older release must not delete what a newer one wrote.
    """
    if not isinstance(stored, Mapping):
        return Progress()
    rows = stored.get("recorded")
    recorded = tuple(_load_recorded(row) for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()
    origin = _load_pair(stored, "origin")
    count, total = _load_pair(stored, "forgotten") or (0, 0.0)
    # Runs are dropped only when more than MOST_RECORDED have ended; a count without them is not of our making.
    forgotten = min(load_count(count), MOST_FORGOTTEN) if len(recorded) >= MOST_RECORDED else 0
    return Progress(
        run=_load_number(stored, "run"),
        path=_load_ids(stored, "path"),
        practice=stored.get("practice") is True,
        origin=(load_count(origin[0]), load_count(origin[1])) if origin else None,
        settled=stored.get("settled") is True,
        recorded=recorded,
        forgotten=forgotten,
        forgotten_total=_clamp(total, float(forgotten)),
        endings=_load_ids(stored, "endings"),
        stored_version=_load_number(stored, "v"),
    )


def _load_recorded(row: Mapping[str, Any]) -> RecordedRun:
    ending, version = row.get("ending"), row.get("version")
    return RecordedRun(
        _load_number(row, "run"), _load_ids(row, "path"), ending if isinstance(ending, str) else "", _clamp(row.get("score"), 1.0),
        version if isinstance(version, str) else "")


def _load_number(stored: Mapping[str, Any], name: str) -> int:
    return load_count(stored.get(name))


def _load_ids(stored: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = stored.get(name)
    return tuple(id_ for id_ in value if isinstance(id_, str)) if isinstance(value, list) else ()


def _load_pair(stored: Mapping[str, Any], name: str) -> tuple[Any, Any] | None:
    value = stored.get(name)
    return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else None


def _clamp(value: Any, highest: float) -> float:
    """Return a number from 0 to `highest`; 0 for what is no number."""
    # Compared before it is converted: a whole number of hundreds of digits fits no float. NaN compares as false.
    if type(value) not in (int, float) or not value > 0:
        return 0.0
    return highest if value >= highest else float(value)
