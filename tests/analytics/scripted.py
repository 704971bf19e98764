"""A scripted play of the three components, and what they tell the tracking log in it.

Run as a program it writes the fixtures anew: `python -m tests.analytics.scripted`. Read their difference before
committing it.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from powerstruggle_xblock.analytics import events
from tests.block.support import World
from tests.block.texts import TALK
from tests.continuum.support import ContinuumWorld, FakeGroupAnswers
from tests.patience import PATIENCE
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

HERE = Path(__file__).parent
EVENTS, STATEMENTS = HERE / "fixtures" / "events.json", HERE / "fixtures" / "statements.json"


def ours(world: World) -> list[dict]:
    """Return the package's events among what was published, as the tracking log has them."""
    return [{"name": name, "data": data} for _, name, data in world.published if name in events.NAMES]


def scenario() -> World:
    """Play three runs, every step sent twice.

    They are a run with a loop that just fails, a better one, and a replay as practice that ends badly.
    """
    world = World(TALK, lms=True)

    def send(handler, data):
        for _ in range(2):
            assert world.post(handler, data).status == 200

    def walk(attempt, first, *choices):
        for step, choice in enumerate(choices, first):
            send("choose", {"attempt": attempt, "step": step, "choice": choice})

    send("begin", {"attempt": 1})
    walk(1, 0, "again", "rule", "back", "hear", "plain")
    send("begin", {"attempt": 2})
    walk(2, 0, "hear", "plain")
    send("rewind", {"attempt": 2, "step": 1})
    walk(3, 1, "push")
    return world


def continuum() -> ContinuumWorld:
    """Answer, and answer again."""
    continuum_world = ContinuumWorld(lms=True)
    for stop in ("often", "none"):
        assert continuum_world.submit({"silent": stop}, {"silent": ["pause"]}).status == 200
    return continuum_world


def reflection() -> ReflectionWorld:
    """Write, and write again."""
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    for word in ("teapot", "kettle"):
        assert world.take_part({"sign": word}, "learner").status == 200
    return world


def everything(monkeypatch) -> list[dict]:
    """Return all events of the play."""
    FakeGroupAnswers().install(monkeypatch)
    FakeSharedTexts().install(monkeypatch)
    return [event for world in (scenario(), continuum(), reflection()) for event in ours(world)]


def text(data) -> str:
    """Return data as the fixtures hold them."""
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def statements(tracked: list[dict]) -> list[dict]:
    """Let event-routing-backends, in a process with Django and a platform to itself, make statements of events."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.analytics.routed"],
        cwd=HERE.parent.parent,
        input=json.dumps(tracked),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        played = everything(patch)
    EVENTS.write_text(text(played), encoding="utf-8")
    STATEMENTS.write_text(text(statements(played)), encoding="utf-8")
