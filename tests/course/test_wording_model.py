"""The model that goes by the wording alone: it finds what is planted and nothing else, and plays by the rules."""

import pytest

from powerstruggle_xblock.course import wording_model as wording
from powerstruggle_xblock.course.wording_features import FEATURES, surface_features
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.conditions import parse

from .generated_sets import generate_set, marker_word, plain, question_mark, rated, word_order


def found(rows, kind):
    return wording.total_results(getattr(row, kind) for row in rows)


@pytest.mark.parametrize("tell", [marker_word, word_order])
def test_a_word_or_a_pair_that_goes_with_the_best_reply_is_found_and_passes_every_scenario(tell):
    words = found(wording.measure_wording(generate_set(tell, 10)), "words")
    assert (words.passes, words.mean, words.share) == (10, 1, 1)


def test_a_tell_in_the_words_is_none_to_who_counts_outward_features():
    surface_only = found(wording.measure_wording(generate_set(word_order, 60)), "surface")
    assert surface_only.decisions == 300
    assert surface_only.share < 0.35


def test_a_question_mark_that_goes_with_the_best_reply_is_found_by_surface_features():
    rows = wording.measure_wording(generate_set(question_mark, 10))
    assert found(rows, "surface").share == found(rows, "words").share == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_nothing_tells_the_best_of_four_is_found_about_as_often_as_by_chance(seed):
    rows = wording.measure_wording(generate_set(plain, 60, seed))
    for nothing in (found(rows, "words"), found(rows, "surface")):
        assert nothing.decisions == 300
        assert 0.15 < nothing.share < 0.35, "0.25 by chance, within four standard errors of 0.025"
        assert nothing.passes <= 3


def test_a_scenario_is_never_learned_from_when_it_is_played():
    alone = generate_set(marker_word, 1)
    assert wording.measure_wording(alone) == []
    ((name, scenario),) = alone.items()
    again = {"the-same-talk-renamed": scenario}
    assert wording.measure_wording(alone, again) == []
    assert wording.exclude_same_scenario(
        name, scenario, {**again, **generate_set(marker_word, 3, seed=2), name: scenario}
    ).keys() == {
        "story-1",
        "story-2",
    }


def test_others_are_learned_from_and_not_played():
    rows = wording.measure_wording(
        generate_set(marker_word, 1),
        {f"other-{key}": value for key, value in generate_set(marker_word, 5, seed=2).items()},
    )
    assert [row.name for row in rows] == ["story-0"]
    assert rows[0].words == wording.PlayResult(1.0, True, 5, 5, 1.25)


def test_the_same_set_gives_the_same_figures():
    assert wording.measure_wording(generate_set(plain, 6)) == wording.measure_wording(generate_set(plain, 6))


def test_terms_are_words_pairs_and_both_edges():
    assert wording.extract_terms("Oh, it’s you? Go!") == (
        "oh",
        "it's",
        "you",
        "?",
        "go",
        "!",
        "< oh",
        "oh it's",
        "it's you",
        "you ?",
        "? go",
        "go !",
        "! >",
    )


def test_a_choice_s_words_are_those_that_learners_see():
    choice = m.Choice(
        "a",
        "b",
        say="I <em>heard</em> &amp; saw.",
        do="Nod.",
        wait=m.Wait(5, "Say nothing."),
        feedback=(m.Feedback("unseen"),),
        replies=(m.Narration("unseen"),),
    )
    assert wording.choice_text(choice) == "Nod. I heard & saw. Say nothing."


# --- playing ----------------------------------------------------------------------------------------


def one_scene(*choices, ending_cap=None):
    return m.Scenario(
        m.Start("s"), (m.Scene("s", "S", choices=choices),), (m.Ending("end", "agreement", "E", "v", cap=ending_cap),)
    )


def test_a_closed_choice_is_not_taken_however_well_it_sounds():
    scenario = one_scene(
        rated("closed", "end", "a", 3, condition=parse("chose open"), closed_reason="not yet"),
        rated("open", "end", "b", 1),
    )
    assert wording.play_by_prediction(scenario, {"closed": 1, "open": 0}) == pytest.approx(1 / 3)


def test_the_score_is_the_engine_s_own_with_the_cap_of_the_ending():
    capped = one_scene(rated("a", "end", "a", 3), ending_cap=60)
    assert wording.play_by_prediction(capped, {"a": 1}) == pytest.approx(0.6)


def test_who_comes_back_to_a_scene_tries_what_was_not_taken():
    scenario = one_scene(rated("round", "s", "a", 0), rated("on", "end", "b", 3))
    assert wording.play_by_prediction(scenario, {"round": 1, "on": 0}) == 0
    first_counts = one_scene(rated("round", "s", "a", 3), rated("on", "end", "b", 0))
    assert wording.play_by_prediction(first_counts, {"round": 1, "on": 0}) == 1


def test_a_run_without_end_gets_nothing():
    scenario = one_scene(
        rated("round", "s", "a", 3), rated("on", "end", "b", 3, condition=parse("tension at least 10"))
    )
    assert wording.play_by_prediction(scenario, {"round": 1, "on": 0}) == 0


def test_of_equals_the_first_is_taken_and_any_of_the_best_is_one_of_the_best():
    choices = (rated("a", "end", "a", 3), rated("b", "end", "b", 3), rated("c", "end", "c", 1))
    scene = m.Scene("s", "S", choices=choices)
    assert wording.best_predicted(choices, {"a": 0.5, "b": 0.5, "c": 0.1}).id == "a"
    assert [wording.is_best(choice, scene) for choice in choices] == [True, True, False]


# --- features ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (
            m.Choice("a", "b", say="I’m just sorry, but you, or he?"),
            {
                "question marks": 1,
                "ends in a question": 1,
                "commas": 2,
                "contractions": 1,
                "I, me or my": 1,
                "you or your": 1,
                "sorry": 1,
                "or": 1,
                "just": 1,
                "but": 1,
                "begins with I or my": 1,
                "characters": 31,
                "words a sentence": 7,
            },
        ),
        (
            m.Choice("a", "b", do="Sit. \"Here.\""),
            {"an action without words": 1, "quote marks": 2, "characters": 12, "words a sentence": 1},
        ),
        (
            m.Choice("a", "b", do="Sit.", say="Okay! That one."),
            {
                "an action with words": 1,
                "exclamation marks": 1,
                "begins with an exclamation": 1,
                "characters": 20,
                "words a sentence": 4 / 3,
            },
        ),
        (
            m.Choice("a", "b", wait=m.Wait(9, "What he does.")),
            {"a pause": 1, "begins with a question word": 1, "characters": 13, "words a sentence": 3},
        ),
    ],
)
def test_surface_features_are_counted(choice, expected):
    assert {name: value for name, value in surface_features(choice).items() if value} == expected
    assert tuple(surface_features(choice)) == FEATURES
