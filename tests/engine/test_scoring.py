"""Scores, and the pitfalls seen elsewhere: moving denominators, an unscored last decision, loops that pad or wipe."""

from dataclasses import replace

import pytest

from powerstruggle_xblock.presenter import view_model
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario import scoring
from powerstruggle_xblock.scenario.conditions import parse
from powerstruggle_xblock.scenario.play import replay


def rated(id_, to, level, skill="rope", **more):
    levels = () if level is None else (m.Rating(((skill, level),)),)
    return m.Choice(id_, to, say="x", ratings=levels, **more)


def ladder(*, decisions=None, cap=None, pass_percent=70):
    """Make five decisions in a row, each with a strong, a workable and a harmful choice, a way out and a way back."""
    scenes = []
    for n in range(5):
        to = f"s{n + 1}" if n < 4 else "done"
        scenes.append(
            m.Scene(
                f"s{n}",
                f"S{n}",
                choices=(
                    rated(f"good{n}", to, 3),
                    rated(f"fair{n}", to, 2),
                    rated(f"bad{n}", to, 0, "listening"),
                    rated(f"leave{n}", "left", 3),
                    rated(f"back{n}", f"s{max(n - 1, 0)}", 1),
                    rated(f"none{n}", to, None),
                ),
            )
        )
    endings = (m.Ending("done", "agreement", "D", "v", cap=cap), m.Ending("left", "safe-exit", "L", "v"))
    return m.Scenario(m.Start("s0"), tuple(scenes), endings, scoring=m.Scoring(pass_percent, min_decisions=decisions))


def score(*path, **options):
    return scoring.run_score(replay(ladder(**options), path))


def good(count=5):
    return [f"good{n}" for n in range(count)]


@pytest.mark.parametrize(
    ("earned", "worth"),
    [
        ({}, 0),
        ({"rope": 3}, 1),
        ({"rope": 0}, 0),
        ({"rope": 3, "timing": 0}, 0.5),
        ({"rope": 2, "timing": 2, "clarity": 2}, 2 / 3),
    ],
)
def test_a_decision_is_the_mean_of_its_levels_over_three(earned, worth):
    assert scoring.choice_score(earned) == pytest.approx(worth)


def test_a_run_is_the_mean_of_its_decisions():
    assert score(*good()) == 1
    assert score("good0", "fair1", "bad2", "good3", "good4") == pytest.approx((1 + 2 / 3 + 0 + 1 + 1) / 5)


def test_a_short_way_out_is_no_short_cut_to_full_marks():
    assert score("leave0") == pytest.approx(1 / 4)
    assert score("good0", "leave1") == pytest.approx(2 / 4)
    assert score("good0", "good1", "good2", "leave3") == 1


def test_two_learners_who_make_as_many_decisions_share_a_denominator():
    assert score("good0", "leave1") - score("bad0", "leave1") == score("leave0") - score("bad0") == pytest.approx(1 / 4)


@pytest.mark.parametrize(("decisions", "expected"), [(1, 1), (2, 1), (3, 2 / 3), (10, 2 / 10)])
def test_the_author_says_over_how_many_decisions_at_least(decisions, expected):
    assert score("good0", "leave1", decisions=decisions) == pytest.approx(expected)


def test_with_fewer_decision_scenes_than_four_all_of_them_are_the_least():
    short = replace(ladder(), scenes=(m.Scene("s0", "S", choices=(rated("a", "done", 3),)),))
    assert scoring.run_score(replay(short, ["a"])) == 1


def test_the_final_decision_is_scored_like_any_other():
    assert score(*good(4), "good4") - score(*good(4), "bad4") == pytest.approx(1 / 5)


def test_a_loop_neither_pads_nor_punishes_nor_wipes_what_was_earned():
    straight = score(*good())
    looped = ["good0", "good1", "back2", "bad1", "good2", "good3", "good4"]
    assert score(*looped) == pytest.approx((1 + 1 + 1 / 3 + 1 + 1) / 5), (
        "first visits count, the second to s1 and s2 do not"
    )
    assert straight == 1
    round_and_round = ["good0", "back1", *["back0"] * 50, "good0", "good1", "good2", "good3", "good4"]
    assert score(*round_and_round) == pytest.approx((1 + 1 / 3 + 1 + 1 + 1) / 5)


def test_a_choice_without_levels_in_a_decision_counts_as_nothing():
    assert score("none0", *good()[1:]) == pytest.approx(4 / 5)


def test_a_scene_without_levels_is_no_decision():
    lobby = m.Scene("lobby", "L", choices=(m.Choice("in", "s0", do="x"),))
    world = replace(ladder(), start=m.Start("lobby"), scenes=(lobby, *ladder().scenes))
    run = replay(world, ["in", *good()])
    assert scoring.run_score(run) == 1
    assert len(scoring.counted_steps(run)) == 5


def test_an_ending_caps_the_run_and_only_caps():
    assert score(*good(), cap=60) == 0.6
    assert score("bad0", "bad1", "bad2", "good3", "good4", cap=60) == pytest.approx(0.4)
    assert score(*good(), cap=0) == 0


def test_the_clients_mood_never_sets_the_grade():
    calm, furious = (replace(ladder(), start=m.Start("s0", None, (("tension", t),))) for t in (0, 10))
    assert scoring.run_score(replay(calm, good())) == scoring.run_score(replay(furious, good()))


def test_the_same_words_are_worth_less_at_another_tension():
    choice = m.Choice(
        "c",
        "done",
        say="x",
        ratings=(m.Rating((("rope", 3),)), m.Rating((("timing", 0),), parse("tension at least 7"), True)),
    )
    world = replace(ladder(decisions=1), scenes=(m.Scene("s0", "S", choices=(choice,)),))
    hot = replace(world, start=m.Start("s0", None, (("tension", 7),)))
    assert scoring.run_score(replay(world, ["c"])) == 1
    assert scoring.run_score(replay(hot, ["c"])) == 0


@pytest.mark.parametrize(
    ("value", "percent", "passed"),
    [
        (0.7, 70, True),
        (0.1 + 0.2 + 0.4, 70, True),
        (7 / 10, 70, True),
        (0.6999, 70, False),
        (0.699999, 70, False),
        (0, 0, True),
        (1, 100, True),
        (0.9999, 100, False),
        (2 / 3, 67, False),
        (2 / 3, 66, True),
    ],
)
def test_the_pass_mark_is_met_exactly_with_rounding_on_the_learners_side(value, percent, passed):
    assert scoring.passes(value, ladder(pass_percent=percent)) is passed


@pytest.mark.parametrize("percent", range(101))
def test_every_pass_mark_is_met_by_its_own_score(percent):
    assert scoring.passes(percent / 100, ladder(pass_percent=percent))
    assert scoring.passes(sum([percent / 300] * 3), ladder(pass_percent=percent))


@pytest.mark.parametrize(("keep", "kept"), [("best", 0.9), ("latest", 0.5), ("first", 0.2), ("average", 1.6 / 3)])
def test_which_run_stands_is_the_authors_choice(keep, kept):
    assert scoring.aggregate_score([0.2, 0.9, 0.5], keep) == pytest.approx(kept)
    assert scoring.aggregate_score([0.4], keep) == 0.4
    assert scoring.aggregate_score([], keep) is None


def test_skills_are_means_over_the_counted_steps_in_the_catalogues_order():
    run = replay(ladder(), ["good0", "fair1", "bad2", "back3", "bad2", "good3", "good4"])
    assert scoring.skill_profile(run) == {"listening": 0, "rope": pytest.approx((3 + 2 + 1 + 3) / 12)}
    assert list(scoring.skill_profile(run)) == ["listening", "rope"]


def profiled(**levels):
    """Return a run of one choice with these levels."""
    choice = m.Choice("c", "done", say="x", ratings=(m.Rating(tuple(sorted(levels.items()))),))
    return replay(replace(ladder(), scenes=(m.Scene("s0", "S", choices=(choice,)),)), ["c"])


@pytest.mark.parametrize(
    ("levels", "strong", "following"),
    [
        ({"rope": 3, "timing": 2, "clarity": 0}, ["rope", "timing"], ["clarity"]),
        ({"rope": 1, "timing": 0, "clarity": 1}, [], ["timing", "rope"]),
        ({"rope": 3, "timing": 3}, ["rope", "timing"], []),
        ({"clarity": 3, "rope": 3, "timing": 3}, ["clarity", "rope"], []),
        ({"rope": 2}, ["rope"], []),
        ({}, [], []),
    ],
)
def test_two_strongest_and_two_next_skills_are_named(levels, strong, following):
    assert scoring.strengths_and_next(profiled(**levels)) == (strong, following)


@pytest.mark.parametrize(
    ("earned", "strong", "weak"),
    [
        ({}, False, True),
        ({"rope": 1}, False, True),
        ({"rope": 0, "timing": 2}, False, True),
        ({"rope": 1, "timing": 2}, False, False),
        ({"rope": 2}, True, False),
        ({"rope": 1, "timing": 3}, True, False),
        ({"rope": 2, "timing": 2, "clarity": 2}, True, False),
    ],
)
def test_a_mean_level_of_two_is_strong_and_of_one_weak(earned, strong, weak):
    score = scoring.choice_score(earned)
    assert (scoring.is_strong(score), scoring.is_weak(score)) == (strong, weak)


def test_a_rounding_error_takes_no_score_out_of_strong_or_weak():
    assert scoring.is_strong(2 / 3 - 1e-12) and not scoring.is_strong(0.66)
    assert scoring.is_weak(1 / 3 + 1e-12) and not scoring.is_weak(0.34)


def test_a_slip_is_a_counted_level_of_nothing():
    assert scoring.had_slip(profiled(rope=0, timing=3), "rope")
    assert not scoring.had_slip(profiled(rope=0, timing=3), "timing")
    assert not scoring.had_slip(profiled(rope=1), "clarity")


def test_turning_points_are_the_weakest_steps_with_something_stronger_open():
    run = replay(ladder(), ["bad0", "fair1", "bad2", "back3", "bad2", "bad3", "bad4"])
    told = scoring.turning_points(run)
    assert [(point.step.choice.id, point.score, point.stronger.id) for point in told] == [
        ("bad0", 0, "good0"),
        ("bad2", 0, "good2"),
        ("bad4", 0, "good4"),
    ]


def test_a_strong_step_is_told_too_where_few_were_weak():
    told = scoring.turning_points(replay(ladder(), ["good0", "bad1", "good2", "good3", "good4"]))
    assert [point.step.choice.id for point in told] == ["good0", "bad1"]
    assert told[0].stronger is None


def test_a_stronger_choice_that_was_closed_is_not_held_against_the_learner():
    closed = rated("strong", "done", 3, condition=parse("tension over 9"), closed_reason="No.")
    choices = (rated("weak", "done", 0), closed, rated("mild", "done", 1))
    world = replace(ladder(), scenes=(m.Scene("s0", "S", choices=choices),))
    assert scoring.turning_points(replay(world, ["weak"]))[0].stronger.id == "mild"
    alone = replace(world, scenes=(m.Scene("s0", "S", choices=choices[:2]),))
    assert scoring.turning_points(replay(alone, ["weak"])) == []


def test_what_would_have_been_stronger_is_judged_as_the_client_was_then():
    hot = m.Choice(
        "hot",
        "done",
        say="x",
        ratings=(m.Rating((("rope", 3),)), m.Rating((("rope", 0),), parse("tension at least 7"))),
    )
    world = replace(
        ladder(),
        start=m.Start("s0", None, (("tension", 7),)),
        scenes=(m.Scene("s0", "S", choices=(rated("weak", "done", 0), hot, rated("mild", "done", 1))),),
    )
    assert scoring.turning_points(replay(world, ["weak"]))[0].stronger.id == "mild"


def world_begun_after(chosen: str, visited: str) -> m.Scenario:
    """Return two choices whose level and feedback ask for a past that only the start knows, as in "Play from here"."""
    asked = parse(f"chose {chosen} and visited {visited}")
    told = (m.Feedback(why="then", condition=asked), m.Feedback(why="else"))
    choices = (
        m.Choice("q", "done", say="x", ratings=(m.Rating((("listening", 3),), asked),), feedback=told),
        rated("p", "done", 1, feedback=told),
    )
    start = m.Start("s0", chosen=(chosen,), visited=(visited,))
    return replace(ladder(), start=start, scenes=(m.Scene("s0", "S", choices=choices),))


def test_what_would_have_been_stronger_knows_the_past_that_a_preview_begins_with():
    world = world_begun_after("x", "hall")
    best, weak = replay(world, ["q"]), replay(world, ["p"])
    assert scoring.choice_score(best.steps[0].levels) == 1
    assert scoring.find_stronger(best, best.steps[0]) is None
    assert scoring.find_stronger(weak, weak.steps[0]).id == "q"
    assert view_model.feedback_then(weak, weak.steps[0], world.choices["q"]).why == "then"
