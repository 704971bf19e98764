"""Random sequences of requests: the record stays one that regular play could have made."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from powerstruggle_xblock.scenario import play, scoring
from tests.examples import examples

from .support import World, is_playable
from .texts import with_scoring

CHOICES = st.sampled_from(["hear", "rule", "again", "leave", "plain", "push", "back", "locked", "signed", "none", ""])
KEEPS = ["best", "first", "latest", "average"]


class Learner(RuleBasedStateMachine):
    """Sends requests that are right, forged, early, late and doubled."""

    @initialize(
        keep=st.sampled_from(KEEPS), retry=st.sampled_from(["practice", "graded"]), limit=st.sampled_from([0, 0, 3])
    )
    def open(self, keep, retry, limit):
        self.world = World(with_scoring(f'keep="{keep}" retry="{retry}"'), settings={"max_attempts": limit})
        self.keep, self.limit, self.last = keep, limit, None
        self.best_run, self.kept = 0, None
        self.scenario = self.world.scenario

    def send(self, handler, body):
        self.last = (handler, body)
        answer = self.world.post(handler, body)
        assert answer.status in (200, 400, 403, 409), answer.body
        return answer

    @rule(
        handler=st.sampled_from(["begin", "rewind", "choose"]),
        attempt=st.integers(0, 6),
        step=st.integers(0, 6),
        choice=CHOICES,
    )
    def anything(self, handler, attempt, step, choice):
        self.send(handler, {"attempt": attempt, "step": step, "choice": choice})

    @rule(choice=CHOICES)
    def next_step(self, choice):
        view = self.world.state()
        self.send("choose", {"attempt": view["attempt"], "step": view["step"], "choice": choice})

    @rule()
    def next_run(self):
        self.send("begin", {"attempt": self.world.state()["attempt"] + 1})

    @rule(step=st.integers(0, 4))
    def again_from(self, step):
        self.send("rewind", {"attempt": self.world.state()["attempt"], "step": step})

    @precondition(lambda self: self.last)
    @rule()
    def once_more(self):
        handler, body = self.last
        before = self.world.stored()
        self.world.post(handler, body)
        if "attempt" in body and self.world.progress().run == before.get("progress", {}).get("run", 0):
            assert len(self.world.progress().path) == len(before.get("progress", {}).get("path", []))

    @rule()
    def reading_changes_nothing(self):
        first, stored = self.world.state(), self.world.stored()
        assert self.world.state() == first and self.world.stored() == stored

    @invariant()
    def the_path_can_be_played(self):
        if hasattr(self, "world"):
            progress = self.world.progress()
            assert is_playable(self.scenario, progress.path)
            assert progress.settled == bool(play.replay(self.scenario, progress.path).ending)

    @invariant()
    def the_grade_is_that_of_the_ended_graded_runs(self):
        if not hasattr(self, "world"):
            return
        runs = self.world.progress().recorded
        scores = [scoring.run_score(play.replay(self.scenario, run.path)) for run in runs]
        assert [run.score for run in runs] == scores
        kept = {"best": max, "first": lambda s: s[0], "latest": lambda s: s[-1], "average": lambda s: sum(s) / len(s)}[
            self.keep
        ]
        ratio = self.world.stored().get("ratio")
        assert ratio == (pytest.approx(kept(scores)) if scores else None)
        assert self.world.grades[-1:] == ([ratio] if scores else [])
        assert self.keep not in ("best", "first") or self.kept is None or ratio >= self.kept
        self.kept = ratio

    @invariant()
    def run_numbers_only_grow_and_attempts_are_counted(self):
        if not hasattr(self, "world"):
            return
        progress, begun = self.world.progress(), self.world.stored().get("attempts", 0)
        assert progress.run >= self.best_run
        assert [run.run for run in progress.recorded] == sorted({run.run for run in progress.recorded})
        assert len(progress.recorded) <= begun <= (self.limit or progress.run)
        assert len(self.world.events("completion")) == len(self.world.grades) == len(progress.recorded)
        self.best_run = progress.run


Learner.TestCase.settings = settings(deadline=None, max_examples=examples(40), stateful_step_count=30)
TestAnySequence = Learner.TestCase
