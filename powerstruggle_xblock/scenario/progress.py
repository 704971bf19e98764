"""A learner's stored state in a scenario: a small versioned record, and pure functions that return a changed one.

The record holds paths and scores, nothing that a learner typed or felt. Runs are numbered 1, 2, 3 and so on, graded
and practice runs alike. So a step that is named by its run and number is named once: a late or repeated request can't
be taken for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from .vocabulary import RANGES

VERSION = 2
"""The version of the stored form.

Version 1 is release 0.1's, whose states hold no override of their own (see `grade.infer_override`).
"""
MAX_RECORDED = 40
"""Graded runs kept in full; of older ones only what the grade needs."""
MAX_DRAWN = RANGES["draw"][1]
MAX_COUNT, MAX_FORGOTTEN = 10**9, 10**5
"""No honest record holds larger numbers; one that does would only cost memory."""


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A graded run that came to an ending.

    Its number, path, ending id, score 0–1, the content version it was played on, and its talk (see Progress).
    """

    run: int
    path: tuple[str, ...]
    ending: str
    score: float
    version: str
    talk: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A learner's state: the present run and what was recorded before.

    `origin` is (run, step) that a replay began from. `settled` says that the present run's ending has been dealt with.
    `talk` is the number of the talk that the run is in, None where it is that of the run (see `current_talk`).
    In a drill, `drawn` are the moments of the present run, in their order, and `seen` those that the learner has been
    shown in this round through the deck.
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
    talk: int | None = None
    drawn: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    stored_version: int = field(default=VERSION, compare=False)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Progress":
        """Return the record itself, which can't change; fields copy what they hold several times a request."""
        return self

    @property
    def has_begun(self) -> bool:
        """Whether there is a present run."""
        return self.run > 0

    @property
    def current_talk(self) -> int:
        """The number of the present talk, by which the variants of texts are drawn.

        Talks are the runs begun at the first scene, numbered from 1. A replay stays in the talk that it goes back in,
        so that its words stay the same.
        """
        return self.run if self.talk is None else self.talk

    def begin(self) -> "Progress":
        """Return the record with the next run begun, graded, at the first scene."""
        run, talk = self.run + 1, self.current_talk + 1
        talk_if_other = None if talk == run else talk
        return replace(self, run=run, path=(), practice=False, origin=None, settled=False, talk=talk_if_other)

    def rewind(self, step: int, *, practice: bool) -> "Progress":
        """Return the record with the next run begun after the first `step` choices of the present one."""
        return replace(
            self,
            run=self.run + 1,
            path=self.path[:step],
            practice=practice,
            origin=(self.run, step),
            settled=False,
            talk=self.current_talk,
        )

    def begin_drawn(self, drawn: tuple[str, ...], seen: tuple[str, ...], *, practice: bool) -> "Progress":
        """Return the record with the next run of a drill begun, of these moments.

        Practice remembers which run it follows.
        """
        return replace(
            self.begin(), drawn=drawn, seen=seen, practice=practice, origin=(self.run, 0) if practice else None
        )

    def at(self, path: Sequence[str], drawn: tuple[str, ...] | None = None) -> "Progress":
        """Return the record with the present run at this path; in a drill, `drawn` are its moments now."""
        return replace(self, path=tuple(path), drawn=self.drawn if drawn is None else drawn)

    def settle(self, ending: str, score: float, version: str) -> "Progress":
        """Return the record with the present run ended.

        A graded run is recorded with its score, 0–1, and content version.
        """
        endings = self.endings if ending in self.endings else (*self.endings, ending)
        settled = replace(self, settled=True, endings=endings)
        if self.practice:
            return settled
        return settled._record(RecordedRun(self.run, self.path, ending, score, version, self.talk))

    def showing(self, run: RecordedRun) -> "Progress":
        """Return the record with a recorded run in the place of the present one, for reading and `rewind`.

        It is not stored.
        """
        talk = run.run if run.talk is None else run.talk
        return replace(self, path=run.path, practice=False, settled=True, talk=talk)

    def recorded_run(self) -> RecordedRun | None:
        """Return the run that is shown as it was recorded, or None while it goes on and for practice."""
        if not self.settled or self.practice:
            return None
        numbered = [row for row in self.recorded if row.run == self.run]
        same_path = [row for row in self.recorded if row.path == self.path]
        return (numbered or same_path or [None])[-1]

    def _record(self, run: RecordedRun) -> "Progress":
        recorded = (*self.recorded, run)
        if len(recorded) <= MAX_RECORDED:
            return replace(self, recorded=recorded)
        best = max(recorded, key=lambda row: row.score)
        dropped = next(row for row in recorded[1:] if row is not best)
        return replace(
            self,
            recorded=tuple(row for row in recorded if row is not dropped),
            forgotten=self.forgotten + 1,
            forgotten_total=self.forgotten_total + dropped.score,
        )

    def scores(self, fresh: Sequence[float] | None = None) -> list[float]:
        """Return the scores, 0–1, of all graded runs, first to last.

        Dropped runs stand as their mean in the places after the first. `fresh` has one new score for each recorded run
        and is used in place of the recorded scores.
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
        # Only a drill has the last two: the other states stay as they were.
        drill = {name: list(ids) for name, ids in (("drawn", self.drawn), ("seen", self.seen)) if ids}
        return {
            "v": VERSION,
            "run": self.run,
            "path": list(self.path),
            "practice": self.practice,
            "origin": list(self.origin) if self.origin else None,
            "settled": self.settled,
            **_store_talk(self.talk),
            "recorded": [
                {
                    "run": row.run,
                    "path": list(row.path),
                    "ending": row.ending,
                    "score": row.score,
                    "version": row.version,
                    **_store_talk(row.talk),
                }
                for row in self.recorded
            ],
            "forgotten": [self.forgotten, self.forgotten_total],
            "endings": list(self.endings),
            **drill,
        }


def _store_talk(talk: int | None) -> dict[str, int]:
    return {} if talk is None else {"talk": talk}


# --- reading what is stored -------------------------------------------------------------------------------------------


def load_count(value: Any) -> int:
    """Return a whole number of 0 or more; 0 for anything else, also for a number too large to be an honest count."""
    return value if type(value) is int and 0 <= value < MAX_COUNT else 0


def clamp_ratio(value: Any) -> float | None:
    """Return a number from 0 to 1 as it is, and None for another type, NaN or a number out of bounds."""
    return float(value) if type(value) in (int, float) and 0 <= value <= 1 else None


def load_progress(stored: Any) -> Progress:
    """Return the record in a stored value of this or an older version.

    What can't be read is left out; nothing is raised. A record of a newer version is read as far as it is understood:
    an older release must not delete what a newer one wrote.
    """
    if not isinstance(stored, Mapping):
        return Progress()
    state = cast(Mapping[str, Any], stored)
    rows = [cast(Mapping[str, Any], row) for row in _load_list(state, "recorded") if isinstance(row, Mapping)]
    recorded = tuple(_load_recorded(row) for row in rows)
    origin = _load_pair(state, "origin")
    count, total = _load_pair(state, "forgotten") or (0, 0.0)
    # Runs are dropped only when more than MAX_RECORDED have ended; a count without them is not of our making.
    forgotten = min(load_count(count), MAX_FORGOTTEN) if len(recorded) >= MAX_RECORDED else 0
    return Progress(
        run=_load_number(state, "run"),
        path=_load_ids(state, "path"),
        practice=state.get("practice") is True,
        origin=(load_count(origin[0]), load_count(origin[1])) if origin else None,
        settled=state.get("settled") is True,
        recorded=recorded,
        forgotten=forgotten,
        forgotten_total=_clamp(total, float(forgotten)),
        endings=_load_ids(state, "endings"),
        talk=_load_talk(state),
        drawn=_load_ids(state, "drawn")[:MAX_DRAWN],
        seen=_load_ids(state, "seen"),
        stored_version=_load_number(state, "v"),
    )


def _load_recorded(row: Mapping[str, Any]) -> RecordedRun:
    ending, version = row.get("ending"), row.get("version")
    return RecordedRun(
        _load_number(row, "run"),
        _load_ids(row, "path"),
        ending if isinstance(ending, str) else "",
        _clamp(row.get("score"), 1.0),
        version if isinstance(version, str) else "",
        _load_talk(row),
    )


def _load_talk(stored: Mapping[str, Any]) -> int | None:
    """Return the number of a talk; None where none is stored."""
    return _load_number(stored, "talk") or None


def _load_number(stored: Mapping[str, Any], name: str) -> int:
    return load_count(stored.get(name))


def _load_ids(stored: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(id_ for id_ in _load_list(stored, name) if isinstance(id_, str))


def _load_pair(stored: Mapping[str, Any], name: str) -> tuple[Any, Any] | None:
    value = _load_list(stored, name)
    return (value[0], value[1]) if len(value) == 2 else None


def _load_list(stored: Mapping[str, Any], name: str) -> list[Any]:
    """Return a stored list; an empty one for anything else."""
    value = stored.get(name)
    return cast(list[Any], value) if isinstance(value, list) else []


def _clamp(value: Any, highest: float) -> float:
    """Return a number from 0 to `highest`; 0 for what is no number."""
    # Compared before it is converted: a whole number of hundreds of digits fits no float. NaN compares as false.
    if type(value) not in (int, float) or not value > 0:
        return 0.0
    return highest if value >= highest else float(value)
