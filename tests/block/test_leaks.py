"""Law 4: no answer tells of a scene not visited or of what a choice not taken would bring."""

import json
import random

import pytest

from powerstruggle_xblock.scenario import play

from . import marked_scenarios
from .support import World, in_course

SEEDS = range(12)


def other_output(world: World) -> bytes:
    """Return what is sent besides the answers: pages, what apps and search are told, refusals."""
    block = world.block()
    pages = [getattr(block, view)({}) for view in ("student_view", "public_view")]
    texts = [page.content + json.dumps(page.json_init_args) + str(page.resources) for page in pages]
    texts += [json.dumps(block.student_view_data()), json.dumps(block.index_dictionary())]
    return "".join(texts).encode() + world.post("student_view_user_state").body


def forged(world: World, rng, view: dict) -> bytes:
    """Refusals of all kinds: of another step, another run, ids of places and choices elsewhere, no JSON."""
    ids = sorted(marked_scenarios.find_marks(world.text.encode()))
    answers = [
        world.choose(view["attempt"], view["step"] + 1, rng.choice(ids)),
        world.choose(view["attempt"] + 5, 0, "x"),
        world.choose(view["attempt"], view["step"], "zqnone"),
        world.rewind(view["attempt"], 99),
        world.begin(77),
        world.post("choose", b"{"),
    ]
    assert all(answer.status >= 400 for answer in answers)
    return b"".join(answer.body for answer in answers)


def check(world: World, run, body: bytes) -> None:
    known = marked_scenarios.shown_marks(run)
    assert marked_scenarios.find_marks(body) <= known
    assert b"hunger" not in body and b'"levels"' not in body and b'"to"' not in body


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lms", [True, False], ids=["lms", "bare"])
def test_no_answer_of_a_random_run_tells_more_than_was_seen(seed, lms):
    rng, world = random.Random(seed), World(marked_scenarios.scenario(seed), lms=lms)
    scenario = world.scenario
    assert scenario is not None
    check(world, None, world.post("state").body + other_output(world) + forged(world, rng, world.state()))
    view, path = world.begin().json, []
    while view["phase"] == "scene" and len(path) < 60:
        run = play.replay(scenario, path)
        check(world, run, json.dumps(view).encode() + other_output(world) + forged(world, rng, view))
        path.append(rng.choice([option.choice.id for option in run.options() if option.is_open]))
        view = world.choose(1, len(path) - 1, path[-1]).json
    check(
        world,
        play.replay(scenario, path),
        json.dumps(view).encode() + other_output(world) + forged(world, rng, view),
    )


def test_only_the_ending_opens_the_stronger_choices_own_words():
    """The walk is the same; what an ending adds is there, and only there, so the test above looks at something."""
    opened = set()
    for seed in SEEDS:
        world = World(marked_scenarios.scenario(seed))
        view, step = world.begin().json, 0
        while view["phase"] == "scene" and step < 60:
            worst = next(choice for choice in view["scene"]["choices"][::-1] if choice["open"])
            assert "stronger" not in json.dumps(view)
            view, step = world.choose(1, step, worst["id"]).json, step + 1
        opened |= {
            point["stronger"]["id"]
            for point in (view["result"] or {"turning_points": []})["turning_points"]
            if point["stronger"]
        }
    assert opened


@pytest.mark.parametrize("seed", SEEDS)
def test_where_the_course_shows_no_results_an_ending_opens_nothing(seed):
    rng, world = (
        random.Random(seed),
        World(marked_scenarios.scenario(seed), mixins=(in_course(show_correctness="never"),)),
    )
    path, view = [], world.begin().json
    while view["phase"] == "scene" and len(path) < 60:
        run = play.replay(world.scenario, path)
        path.append(rng.choice([option.choice.id for option in run.options() if option.is_open]))
        view = world.choose(1, len(path) - 1, path[-1]).json
    run, body = play.replay(world.scenario, path), json.dumps(view).encode()
    offered = {step.choice.id for step in run.steps} | {option.choice.id for option in run.options()}
    assert marked_scenarios.find_marks(body) <= marked_scenarios.shown_marks(run)
    assert {mark for mark in marked_scenarios.find_marks(body) if mark.startswith("zqchoice")} <= offered
    assert not [
        mark for mark in marked_scenarios.find_marks(body) if mark.startswith(("zqwhy", "zqeffect", "zqinstead"))
    ]
