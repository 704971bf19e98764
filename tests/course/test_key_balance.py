"""Replies between weak and workable, and moves that are now right, now wrong."""

import pytest

from powerstruggle_xblock.course import key_balance
from powerstruggle_xblock.scenario import model as m


def choice(id_, *levels, move=None):
    skills = ("rope", "timing", "clarity")
    return m.Choice(
        id_, "end", say="x", move=move, ratings=(m.Rating(tuple(zip(skills, levels, strict=False))),) if levels else ()
    )


def talk(*scenes):
    return {
        "talk": m.Scenario(
            m.Start("s0"),
            tuple(m.Scene(f"s{n}", "S", choices=tuple(choices)) for n, choices in enumerate(scenes)),
            (m.Ending("end", "agreement", "E", "v"),),
        )
    }


@pytest.mark.parametrize(
    ("levels", "counts"),
    [
        ((1, 2), 1),
        ((1, 1, 2), 1),
        ((2, 2, 1), 1),
        ((0, 3), 1),
        ((1, 1), 0),
        ((2, 2), 0),
        ((2,), 0),
        ((3, 3), 0),
        ((0,), 0),
        ((0, 1), 0),
        ((2, 3), 0),
    ],
)
def test_between_is_more_than_1_and_less_than_2_on_average(levels, counts):
    found = key_balance.measure_balance(talk([choice("a", 3), choice("b", *levels), choice("c", 0)]).values())
    assert (found.between, found.decisions) == (counts, 1)


def test_scenes_without_levels_are_no_decisions():
    assert key_balance.measure_balance(talk([choice("a"), choice("b")], [choice("c", 1, 2)]).values()).share == 1


def used(move, *scores):
    return [choice(f"{move}{n}", score, move=move) for n, score in enumerate(scores)]


def test_moves_count_from_five_uses_with_their_sides():
    found = key_balance.measure_balance(talk(used("wait", 3, 3, 2, 1, 0), used("advise", 0, 0, 0, 0)).values())
    assert found.moves == (key_balance.MoveUse("wait", 5, 3, 2),)


@pytest.mark.parametrize(
    ("move", "scores", "one_sided"),
    [
        ("wait", (3, 3, 3, 3, 3), True),
        ("advise", (0, 0, 1, 0, 1), True),
        ("advise", (0, 0, 0, 0, 2), False),
        ("threaten", (0, 0, 0, 0, 0), False),
        ("sarcasm", (0, 0, 0, 0, 0), False),
    ],
)
def test_a_move_that_is_always_strong_or_always_weak_is_told_threats_and_contempt_excepted(move, scores, one_sided):
    between = [choice("x", 1, 2)]
    said = list(key_balance.list_shortfalls(talk(used(move, *scores), between)))
    assert len(said) == one_sided
    assert all(f"({move})" in line for line in said)


def test_a_move_that_no_moment_makes_right_is_told_where_it_is_rated_strong():
    said = list(key_balance.list_shortfalls(talk(used("false-promise", 0, 0, 0, 0, 3), [choice("x", 1, 2)])))
    assert said == ["Promise what you can't keep (false-promise) is never right, and strong 1 times in 5 uses"]


@pytest.mark.parametrize(
    ("with_one", "said"),
    [(1, []), (0, ["0 of 3 decisions (0%) have a reply rated between 1 and 2, not a third of them"])],
)
def test_a_third_of_decisions_is_enough(with_one, said):
    scenes = [[choice(f"a{n}", 3), choice(f"b{n}", *((1, 2) if n < with_one else (1, 1)))] for n in range(3)]
    assert list(key_balance.list_shortfalls(talk(*scenes))) == said


def test_the_table_names_moves_as_the_catalogue_does():
    said = key_balance.format_table(talk(used("wait", 3, 3, 2, 1, 0), [choice("a", 1, 2)]))
    assert said.startswith("1 of 2 decisions (50%) have a reply rated between 1 and 2.\n")
    assert "| Wait, and let the silence be | 5 | 3 | 0 | 2 |" in said
