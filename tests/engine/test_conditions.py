"""Conditions: words joined by `and`, understood one way or told to be not understood."""

import pytest

from powerstruggle_xblock.scenario.conditions import ALWAYS, ConditionError, parse
from powerstruggle_xblock.scenario.play import StoryState

NOW = StoryState({"tension": 7, "trust": 2, "hunger": 0}, {"lock-log"}, {"jar"})


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("tension at least 7", True),
        ("tension at least 8", False),
        ("tension at most 7", True),
        ("tension at most 6", False),
        ("tension over 6", True),
        ("tension over 7", False),
        ("tension under 8", True),
        ("tension under 7", False),
        ("hunger is 0", True),
        ("tension is 6", False),
        ("chose lock-log", True),
        ("chose other", False),
        ("not chose lock-log", False),
        ("not chose other", True),
        ("visited jar", True),
        ("visited hall", False),
        ("not visited jar", False),
        ("not visited hall", True),
        ("tension at least 7 and chose lock-log and not visited hall", True),
        ("tension at least 7 and chose other", False),
    ],
)
def test_a_condition_holds_as_its_words_say(words, holds):
    assert parse(words).holds(NOW) is holds


def test_white_space_and_line_breaks_between_words_do_not_matter():
    assert parse("  tension   at\n least  7  and\tvisited jar ") == parse("tension at least 7 and visited jar")


def test_a_condition_is_written_as_it_is_read():
    words = "tension at least 7 and not chose lock-log and visited jar"
    assert str(parse(words)) == words


def test_the_empty_condition_always_holds():
    assert not ALWAYS
    assert ALWAYS.holds(NOW)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "tension",
        "tension 7",
        "tension at least",
        "tension at least seven",
        "tension at least 7.5",
        "tension >= 7",
        "tension at least 7 or trust is 1",
        "tension at least 7 and",
        "and tension at least 7",
        "chose",
        "not tension at least 7",
        "chose a b",
        "tension at least ٧",
        "tension at least 99999",
        "visited jar, visited hall",
        "__import__('os')",
    ],
)
def test_what_is_not_understood_is_told_with_its_words(words):
    with pytest.raises(ConditionError) as told:
        parse(words)
    assert any(word in str(told.value) for word in (words.split() or ["no words"]))


def test_a_huge_number_is_refused_and_not_counted_out():
    with pytest.raises(ConditionError, match="0 to 10"):
        parse("tension at least " + "9" * 100_000)
