"""What the wording gives away, said to authors, and the bounds a set has to keep."""

import pytest

from powerstruggle_xblock.course import wording_clues as clues
from powerstruggle_xblock.course import wording_tables as tables
from powerstruggle_xblock.course.wording_model import PlayResult, WordingRow
from powerstruggle_xblock.scenario import model as m

from .generated_sets import generate_set, marker_word, plain, question_mark, rated, word_order


def told(tell, count=10):
    others = generate_set(tell, count)
    name = "story-0"
    return clues.build_report(others.pop(name), others)


def test_the_planted_word_is_the_strongest_tell_with_its_places_there_and_here():
    found = told(marker_word)
    assert str(found.word_clues[0]) == (
        "\"perhaps\": in 45 of 45 places in the starter course the reply is strong; here in 5 of 5 "
        f"({', '.join(prediction.by_words for prediction in found.predictions)})"
    )
    assert (found.score, found.passes, found.share) == (1, True, 1)
    assert all(prediction.words_right and "\"perhaps\"" in prediction.terms for prediction in found.predictions)


def test_a_pair_tells_on_both_sides_and_its_words_alone_do_not():
    said = {tell.term: tell.side for tell in told(word_order).word_clues}
    assert said["yes now"] == "strong"
    assert said["now yes"] == "weak"
    assert not {"yes", "now"} & said.keys()


def test_a_tell_at_the_end_is_said_once_whether_as_word_or_as_pair():
    found = told(question_mark)
    assert [tell.term for tell in found.word_clues if "?" in tell.term] == ["?"]
    assert (
        "ends in a question: on average 1.00 in a strong reply of the starter course and 0.00 in a weak one; "
        "here 1.00 and 0.00" in (str(outward) for outward in found.feature_clues)
    )
    assert all(prediction.features_right for prediction in found.predictions)


def test_a_word_that_stands_on_both_sides_or_rarely_is_no_tell():
    others = {
        "other": m.Scenario(
            m.Start("s"),
            (
                m.Scene(
                    "s",
                    "S",
                    choices=(
                        *(rated(f"both{n}", "e", "maybe so", 3 if n % 2 else 0) for n in range(8)),
                        *(rated(f"rare{n}", "e", "surely", 3) for n in range(3)),
                        *(rated(f"often{n}", "e", "gladly", 3) for n in range(4)),
                    ),
                ),
            ),
            (m.Ending("e", "agreement", "E", "v"),),
        )
    }
    mine = m.Scenario(
        m.Start("s"),
        (
            m.Scene(
                "s",
                "S",
                choices=(
                    rated("a", "e", "maybe", 3),
                    rated("b", "e", "surely", 3),
                    rated("c", "e", "gladly", 3),
                    rated("d", "e", "none", 0),
                ),
            ),
        ),
        (m.Ending("e", "agreement", "E", "v"),),
    )
    assert {tell.term for tell in clues.build_report(mine, others).word_clues} == {"gladly"}


def test_where_there_is_nothing_to_learn_from_there_is_no_report():
    assert clues.build_report(generate_set(marker_word, 1)["story-0"], {}) is None
    assert tables.format_clues("Mine", None) == "Mine: there is no other scenario to learn from\n"


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("or", "\"or\""),
        ("< look", "\"look\" at the beginning"),
        ("okay ?", "\"okay?\""),
        ("? >", "\"?\" at the end"),
        ("i'm sorry", "\"i'm sorry\""),
    ],
)
def test_terms_are_said_in_an_author_s_words(term, said):
    assert clues.term_label(term) == said


def test_the_report_names_each_decision_with_what_words_predict_and_the_key_says():
    said = tables.format_clues("Story", told(marker_word))
    assert said.startswith(
        "# Story\n\nFrom words and pairs alone: 100%, passes; the best reply in 5 of 5 decisions. "
        "From surface features: in "
    )
    assert said.count("(one of the best) for ") == 5
    assert said.count("rated 1.00") == 5
    assert said.count("rated 0.00") == 15


# --- notes ------------------------------------------------------------------------------------------


def test_an_author_gets_the_figures_and_at_most_five_tells_each_with_its_place():
    notes = list(tables.list_notes(told(marker_word)))
    assert notes[0] == (
        "who goes by the wording alone gets 100% and the best reply in 5 of 5 decisions; "
        "powerstruggle survey --tells shows each",
        None,
    )
    assert 1 < len(notes) <= 6
    assert notes[1][0].startswith("\"perhaps\": ")
    assert notes[1][1] == told(marker_word).word_clues[0].choices[0]


@pytest.mark.parametrize(("passes", "right", "any_note"), [(False, 2, False), (False, 3, True), (True, 2, True)])
def test_where_the_wording_gives_no_more_away_than_it_may_there_is_no_note(passes, right, any_note):
    predictions = tuple(clues.DecisionPrediction(f"s{n}", "a", n < right, "a", False, (), ()) for n in range(5))
    assert bool(list(tables.list_notes(clues.WordingReport(0.5, passes, (), (), predictions)))) is any_note


# --- the set ----------------------------------------------------------------------------------------


def rows(*, score=0.5, passing=0, best=4, surface_best=3, count=10):
    return [
        WordingRow(
            f"r{n}",
            f"Row {n}",
            PlayResult(score, n < passing, best, 10, 2.5),
            PlayResult(0.9, True, surface_best, 10, 2.5),
        )
        for n in range(count)
    ]


def test_a_set_at_its_bounds_falls_short_nowhere():
    assert list(tables.list_shortfalls(rows(score=0.699, passing=3, best=4, surface_best=3))) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"score": 0.7}, "going by words and pairs gives 70% on average, not less than 70%"),
        ({"passing": 4}, "going by words and pairs passes 4 scenarios, not at most 3: Row 0; Row 1; Row 2; Row 3"),
        ({"best": 5}, "words and pairs point to the best reply in 50.0% of decisions, not at most 40%"),
        ({"surface_best": 4}, "surface features point to the best reply in 40.0% of decisions, not at most 35%"),
    ],
)
def test_each_bound_is_told_where_it_is_passed(change, said):
    assert list(tables.list_shortfalls(rows(**change))) == [said]


def test_the_table_has_every_scenario_and_the_set():
    said = tables.format_rows(rows(count=2, passing=1))
    assert (
        "| Row 0 | 50% | yes | 4 of 10 | 90% | yes | 3 of 10 |\n| Row 1 | 50% | no | 4 of 10 | 90% | yes | 3 of 10 |\n"
        in said
    )
    assert said.endswith(
        "words and pairs give a mean of 50%, pass 1 of 2, and point to the best reply in 8 of 20 decisions (40%); "
        "surface features give a mean of 90%, pass 2 of 2, and point to the best reply in 6 of 20 decisions (30%). "
        "Guessing finds it in 25%.\n"
    )


def test_without_a_tell_a_made_up_set_falls_short_nowhere_and_with_one_everywhere_words_are_meant():
    from powerstruggle_xblock.course.wording_model import measure_wording

    assert list(tables.list_shortfalls(measure_wording(generate_set(plain, 40)))) == []
    assert len(list(tables.list_shortfalls(measure_wording(generate_set(marker_word, 8))))) >= 3
