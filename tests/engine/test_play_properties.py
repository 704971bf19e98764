"""What holds of every run of every scenario."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.scenario import scoring
from powerstruggle_xblock.scenario.play import NotPossible, replay, state_before
from tests.examples import examples

from . import strategies as some

thorough = settings(max_examples=examples(200), deadline=None)
walks = st.lists(st.integers(0, 10), max_size=12)


def walked(scenario, numbers):
    """Walk through a scenario by numbers, each taking one of the open choices."""
    run = replay(scenario)
    for number in numbers:
        open_ = [option.choice.id for option in run.options() if option.is_open]
        if not open_:
            break
        run = run.choose(open_[number % len(open_)])
    return run


def accepted(run, choice_id):
    try:
        return run.choose(choice_id)
    except NotPossible:
        return None


@st.composite
def paths(draw, scenario):
    """Return ids that mostly lead somewhere: a walk, with strangers mixed in."""
    path = walked(scenario, draw(walks)).path
    strangers = st.sampled_from([*scenario.choices, "nobody", ""])
    for _ in range(draw(st.integers(0, 2))):
        path.insert(draw(st.integers(0, len(path))), draw(strangers))
    return path


@thorough
@given(some.worlds(), st.data())
def test_replay_accepts_exactly_what_choosing_one_by_one_accepts(scenario, data):
    path = data.draw(paths(scenario))
    run, kept = replay(scenario), 0
    for choice_id in path:
        following = accepted(run, choice_id)
        if following is None:
            break
        run, kept = following, kept + 1
    try:
        strict = replay(scenario, path)
    except NotPossible as refused:
        assert kept < len(path)
        assert refused.choice_id == path[kept]
    else:
        assert kept == len(path)
        assert strict == run
    lenient = replay(scenario, path, lenient=True)
    assert (lenient.path, list(lenient.unmatched_ids)) == (path[:kept], path[kept:])
    assert (lenient.steps, lenient.node, lenient.state) == (run.steps, run.node, run.state)


@thorough
@given(some.worlds(), walks)
def test_only_open_choices_of_the_scene_at_hand_are_accepted(scenario, numbers):
    run = walked(scenario, numbers)
    open_ = {option.choice.id for option in run.options() if option.is_open}
    assert {choice_id for choice_id in scenario.choices if accepted(run, choice_id)} == open_
    assert bool(open_) is (run.ending is None), "nobody is stuck in a scene"


@thorough
@given(some.worlds(), walks)
def test_meters_move_within_the_rules_all_along_a_run(scenario, numbers):
    run = walked(scenario, numbers)
    for step in run.steps:
        for meters in (step.meters_before, step.meters_after):
            assert all(0 <= value <= 10 for value in meters.values())
        assert -2 <= step.meters_after["tension"] - step.meters_before["tension"] <= 3
        assert -3 <= step.meters_after["trust"] - step.meters_before["trust"] <= 1
        if (
            step.meters_before["tension"] >= 7
            or step.meters_before["trust"] <= 2
            or step.meters_after["tension"] >= 7
            or step.meters_after["trust"] <= 2
        ):
            assert step.meters_after["readiness"] <= step.meters_before["readiness"]


@thorough
@given(some.worlds(), walks)
def test_the_steps_tell_the_run(scenario, numbers):
    run = walked(scenario, numbers)
    assert [step.index for step in run.steps] == list(range(len(run.steps)))
    seen = set()
    for step in run.steps:
        assert step.choice in step.scene.choices
        assert step.choice in step.open_choices
        assert step.first_visit is (step.scene.id not in seen)
        assert set(step.content) <= set(step.scene.content_items)
        assert set(step.levels) <= {skill for level in step.choice.ratings for skill, _ in level.skills}
        assert all(0 <= level <= 3 for level in step.levels.values())
        seen.add(step.scene.id)
    assert run.state.chosen == set(run.path)
    assert run.state.visited == seen | {run.node.id}


@thorough
@given(some.worlds(), walks)
def test_the_same_path_gives_the_same_run(scenario, numbers):
    path = walked(scenario, numbers).path
    assert replay(scenario, path) == replay(scenario, path)


@thorough
@given(some.worlds(), walks)
def test_no_scene_is_led_to_by_a_gate_twice(scenario, numbers):
    run = walked(scenario, numbers)
    places = [step.scene.id for step in run.steps[1:]] + [run.node.id]
    for gate in scenario.gates:
        by_gate = [
            step
            for step, place in zip(run.steps, places, strict=False)
            if place == gate.to and gate.to not in {step.choice.to, *(route.to for route in step.choice.routes)}
        ]
        assert len(by_gate) <= 1


@thorough
@given(some.worlds(), walks)
def test_a_score_stays_within_bounds_and_under_the_mean_of_its_decisions_and_its_cap(scenario, numbers):
    run = walked(scenario, numbers)
    score = scoring.run_score(run)
    own = [scoring.choice_score(step.levels) for step in scoring.counted_steps(run)]
    assert 0 <= score <= 1
    assert score <= (sum(own) / len(own) if own else 0) + 1e-12
    if run.ending and run.ending.cap is not None:
        assert score <= run.ending.cap / 100
    assert len({step.scene.id for step in scoring.counted_steps(run)}) == len(own), "each scene counts once"


@thorough
@given(some.worlds(), walks)
def test_a_stronger_choice_named_at_a_turning_point_stood_open_and_scores_higher(scenario, numbers):
    run = walked(scenario, numbers)
    told = scoring.turning_points(run)
    assert len(told) <= scoring.MAX_TURNING_POINTS
    assert [point.step.index for point in told] == sorted({point.step.index for point in told})
    for point in told:
        if point.stronger:
            assert point.stronger in point.step.open_choices
            instead = replay(scenario, [*run.path[: point.step.index], point.stronger.id])
            assert scoring.choice_score(instead.steps[-1].levels) > point.score


@thorough
@given(some.worlds(), walks)
def test_the_state_before_a_step_is_the_one_in_which_it_was_taken(scenario, numbers):
    scenario = replace(scenario, start=replace(scenario.start, chosen=("earlier",), visited=("before",)))
    run = walked(scenario, numbers)
    for step in run.steps:
        assert state_before(run, step) == replay(scenario, run.path[: step.index]).state
