"""Fairness figures against plain enumeration: what random, best, worst and thoughtless play get."""

from random import Random

import pytest
from hypothesis import given, settings

from powerstruggle_xblock.scenario import fairness, scoring
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import parse
from powerstruggle_xblock.scenario.play import replay
from tests.examples import examples

from . import strategies as some

thorough = settings(max_examples=examples(150), deadline=None)
some_of_them = settings(max_examples=examples(50), deadline=None)


def every_run(scenario, longest=12, most=20_000):
    """Return (probability at random, run) of every run to an ending, by plain recursion.

    None where there are too many.
    """
    found, waiting = [], [(1.0, replay(scenario))]
    while waiting:
        share, run = waiting.pop()
        if run.ending:
            found.append((share, run))
            continue
        if len(run.steps) >= longest or len(found) > most:
            return None
        open_ = [option.choice.id for option in run.options() if option.is_open]
        waiting += [(share / len(open_), run.choose(id_)) for id_ in open_]
    return found


def assert_in_range(figures: fairness.Fairness) -> None:
    """Fail where rounding has brought a figure out of its range."""
    assert 0 <= figures.random_mean <= 1
    if figures.endings:
        assert 0 <= figures.worst <= figures.best <= 1
    for row in figures.endings.values():
        assert 0 <= row.share <= 1
        assert row.worst <= row.mean <= row.best if row.share else row.mean == 0


@thorough
@given(some.worlds(loops=False))
def test_without_loops_the_figures_are_those_of_all_runs(scenario):
    runs = every_run(scenario)
    figures = fairness.measure_fairness(scenario)
    assert_in_range(figures)
    scores = [scoring.run_score(run) for _, run in runs]
    assert figures.exact
    assert figures.best == pytest.approx(max(scores), abs=1e-9)
    assert figures.worst == pytest.approx(min(scores), abs=1e-9)
    assert figures.random_mean == pytest.approx(sum(share * scoring.run_score(run) for share, run in runs), abs=1e-9)
    assert figures.longest_decisions == max(len(scoring.counted_steps(run)) for _, run in runs)
    assert set(figures.endings) == {run.ending.id for _, run in runs}
    for id_, row in figures.endings.items():
        here = [(share, scoring.run_score(run)) for share, run in runs if run.ending.id == id_]
        share = sum(share for share, _ in here)
        assert row.share == pytest.approx(share, abs=1e-9)
        assert row.mean == pytest.approx(sum(part * score for part, score in here) / share, abs=1e-9)
        assert row.best == pytest.approx(max(score for _, score in here), abs=1e-9)
        assert row.worst == pytest.approx(min(score for _, score in here), abs=1e-9)


@some_of_them
@given(some.worlds())
def test_with_loops_the_figures_hold_where_they_are_called_exact(scenario):
    figures = fairness.measure_fairness(scenario)
    assert_in_range(figures)
    runs = every_run(scenario)
    if runs is None:
        return
    scores = [scoring.run_score(run) for _, run in runs]
    assert figures.exact
    assert (figures.best, figures.worst) == (pytest.approx(max(scores), abs=1e-9), pytest.approx(min(scores), abs=1e-9))
    assert figures.random_mean == pytest.approx(sum(share * scoring.run_score(run) for share, run in runs), abs=1e-9)


@some_of_them
@given(some.worlds())
def test_the_best_and_worst_paths_can_be_played_and_score_so(scenario):
    figures = fairness.measure_fairness(scenario)
    for path, score in ((figures.best_path, figures.best), (figures.worst_path, figures.worst)):
        if path:
            run = replay(scenario, path)
            assert run.ending
            assert scoring.run_score(run) == pytest.approx(score, abs=1e-9)


@thorough
@given(some.worlds(loops=False))
def test_the_thoughtless_get_what_playing_their_way_gives(scenario):
    figures = fairness.measure_fairness(scenario)
    for how in ("first", "longest", "shortest"):
        run = replay(scenario)
        while not run.ending:
            run = run.choose(
                fairness.pick_choice([option.choice for option in run.options() if option.is_open], how, Random(0)).id
            )
        assert figures.picks[how] == pytest.approx(scoring.run_score(run), abs=1e-9)
    assert figures.picks["random"] == figures.random_mean


@thorough
@given(some.worlds(loops=False))
def test_what_was_seen_on_the_way_is_what_all_runs_see(scenario):
    figures = fairness.measure_fairness(scenario)
    shown, lines, feedback = {}, set(), set()
    for _, run in every_run(scenario):
        before = replay(scenario)
        for step in run.steps:
            shown.setdefault(step.scene.id, set()).add(len(before.options()))
            lines |= {id(beat) for beat in step.content}
            feedback.add(id(step.feedback))
            before = before.choose(step.choice.id)
    assert figures.shown_at_once == shown
    never = {id(condition) for _, condition in figures.never_held}
    for scene in scenario.scenes:
        if scene.id in shown:
            for beat in scene.content_items:
                assert (id(beat.condition) in never) is bool(beat.condition and id(beat) not in lines)
            for said in (said for choice in scene.choices for said in choice.feedback):
                assert not (id(said.condition) in never and id(said) in feedback)


def loop(onward="tension over 9", closed=None):
    """Make a room that is left by one of two doors, the other leading back."""
    choices = (
        m.Choice("again", "room", say="Once more.", ratings=(m.Rating((("rope", 0),)),)),
        m.Choice(
            "on",
            "end",
            say="On.",
            ratings=(m.Rating((("rope", 3),)),),
            condition=parse(onward) if onward else parse("tension over 0"),
            closed_reason=closed,
        ),
    )
    return m.Scenario(
        m.Start("room"), (m.Scene("room", "R", choices=choices),), (m.Ending("end", "agreement", "E", "v"),)
    )


def test_a_loop_without_bound_is_never_called_exact_and_its_mean_is_near():
    figures = fairness.measure_fairness(loop(onward=None))
    assert not figures.exact
    assert figures.random_mean == pytest.approx(1 / 2, abs=1e-6), "half leave at once with 1; the first visit counts"
    assert (figures.best, figures.worst) == (1, 0)


def test_runs_that_can_not_end_are_sampled_as_nothing_and_said_so():
    figures = fairness.measure_fairness(loop())
    assert (figures.exact, figures.random_mean, figures.endings) == (False, 0, {})


def test_too_many_runs_are_sampled_and_said_so():
    chance = Random(3)
    scenes = tuple(
        m.Scene(
            f"s{n}",
            "S",
            choices=tuple(
                m.Choice(
                    f"s{n}c{k}",
                    f"s{n + 1}" if n < 29 else "end",
                    say="x",
                    ratings=(m.Rating((("rope", k),)),),
                    meter_changes=tuple((meter, chance.randint(-3, 3)) for meter in m.USUAL_METERS),
                )
                for k in range(4)
            ),
        )
        for n in range(30)
    )
    figures = fairness.measure_fairness(m.Scenario(m.Start("s0"), scenes, (m.Ending("end", "agreement", "E", "v"),)))
    assert not figures.exact
    assert figures.runs < 1000
    assert figures.best == 1
    assert figures.worst == 0
    assert figures.random_mean == pytest.approx(0.5, abs=0.05)
    assert figures.endings["end"].share == pytest.approx(1)
    assert figures.longest_decisions == 30
    assert figures.never_held == []


def test_runs_that_meet_again_are_followed_together_with_all_their_share():
    def twins(n, to):
        return m.Scene(
            f"s{n}",
            "S",
            choices=tuple(
                m.Choice(f"s{n}c{k}", to, say="x", ratings=(m.Rating((("rope", level),)),))
                for k, level in enumerate((3, 3, 0))
            ),
        )

    scenes = (twins(0, "s1"), twins(1, "s2"), twins(2, "end"))
    figures = fairness.measure_fairness(m.Scenario(m.Start("s0"), scenes, (m.Ending("end", "agreement", "E", "v"),)))
    assert figures.endings["end"].share == pytest.approx(1)
    assert figures.random_mean == pytest.approx(2 / 3)
    assert figures.runs < 27, "fewer than there are ways through"


def test_the_thoughtless_take_the_first_the_longest_or_the_shortest():
    choices = [
        m.Choice(id_, "end", say=words)
        for id_, words in (("a", "Two words."), ("b", "One."), ("c", "Three words here."))
    ]
    assert [fairness.pick_choice(choices, how, Random(0)).id for how in ("first", "longest", "shortest")] == [
        "a",
        "c",
        "b",
    ]
    assert {fairness.pick_choice(choices, "random", Random(seed)).id for seed in range(30)} == {"a", "b", "c"}


def test_measuring_twice_gives_the_same_figures():
    world = some.world(Random(7), scenes=6)
    assert fairness.measure_fairness(world) == fairness.measure_fairness(world)


def test_a_reply_is_as_long_as_its_words_without_marks():
    choice = m.Choice("c", "e", say="<em>Tom &amp; I</em>", do="Sit.", wait=None)
    assert fairness.text_length(choice) == len("Tom & I") + len("Sit.")
    assert fairness.text_length(m.Choice("c", "e", wait=m.Wait(5, "Stay."))) == 5


@pytest.mark.parametrize("shares", [[1 / 450] * 450, [1 / 6] * 6, [0.7, 0.2, 0.1]])
def test_an_ending_of_every_run_has_a_share_of_one_and_the_mean_of_equal_scores_is_that_score(shares):
    row = fairness.EndingFigures()
    for share in shares:
        row.weight += share
        row.total += 0.9 * share
    row.best = row.worst = 0.9
    assert row.share <= 1 and row.share == pytest.approx(1) and row.mean == 0.9


def test_figures_know_the_past_that_a_preview_begins_with():
    level = m.Rating((("rope", 3),), parse("chose x and visited hall"))
    scene = m.Scene("s", "S", choices=(m.Choice("a", "end", say="x", ratings=(level,)),))
    start = m.Start("s", chosen=("x",), visited=("hall",))
    figures = fairness.measure_fairness(
        m.Scenario(start, (scene,), (m.Ending("end", "agreement", "E", "v"),), scoring=m.Scoring(min_decisions=1))
    )
    assert figures.best == figures.random_mean == figures.picks["first"] == 1
