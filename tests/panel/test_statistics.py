"""How counters are grouped, summed and rounded, and what rounded counts must not reveal."""

from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.group_answers.api import SMALLEST_K, Count
from powerstruggle_xblock.panel import statistics
from powerstruggle_xblock.panel.statistics import AttemptCounters, RoundedCount
from powerstruggle_xblock.scenario import scenario_xml
from powerstruggle_xblock.scenario.model import Scenario
from tests.block.texts import TALK


def parse_valid(text: str) -> Scenario:
    """Return the scenario of a text without fatal issues."""
    scenario = scenario_xml.parse(text).scenario
    assert scenario is not None
    return scenario


SCENARIO = parse_valid(TALK)
numbers = st.integers(0, 2000)


def counts(version, first, **named):
    """Return the counters of a version; "__" in a name stands for ":"."""
    return [Count(version, first, name.replace("__", ":"), count) for name, count in named.items()]


@given(numbers)
def test_counts_are_rounded_and_small_ones_suppressed(count):
    told = statistics.round_count(count)
    assert (told is None) == (0 < count < SMALLEST_K)
    assert told is None or (told % 5 == 0 and abs(told - count) <= 2 and bool(told) == bool(count))


@given(numbers, st.data())
def test_percentages_are_rounded_and_at_most_100(whole, data):
    count = data.draw(st.integers(0, whole + 3))
    share = statistics.round_percent(count, whole)
    assert (share is None) == (whole == 0 or 0 < count < SMALLEST_K)
    assert share is None or (
        share % 5 == 0 and 0 <= share <= 100 and abs(share - min(100, 100 * count / whole)) <= 2.5 + 1e-9
    )


@given(st.integers(5, 500), st.integers(1, 4))
def test_a_single_drop_off_can_not_be_computed_by_subtraction(came, stopped):
    left = came - stopped
    shown = AttemptCounters({"scene:desk": came, "left:desk": left if left >= 5 else None})
    assert shown.drop_off("desk") == RoundedCount(None)
    arrivals, continued = shown.rounded("scene:desk").value, shown.rounded("left:desk").value
    assert arrivals is not None and (arrivals - (continued or 0)) % 5 == 0


def test_the_drop_off_is_arrivals_minus_choices():
    shown = AttemptCounters({"scene:desk": 40, "left:desk": 30, "scene:form": 30, "left:form": 30})
    assert shown.drop_off("desk") == RoundedCount(10, 25)
    assert shown.drop_off("form") == RoundedCount(0, 0)
    assert shown.drop_off("nobody-came") == RoundedCount(0)
    # After an edit, a run may go on at a scene of the new version where its arrival was not counted.
    assert AttemptCounters({"scene:desk": 10, "left:desk": 12}).drop_off("desk") == RoundedCount(0, 0)


def test_the_current_version_comes_first_then_the_newest():
    found = statistics.group_by_version(
        [
            *counts("old", True, **{"week:2026-03-02": 9, "scene__desk": 9}),
            *counts("new", True, **{"week:2026-09-07": None}),
            *counts("new", False, **{"week:2026-10-05": 7}),
            *counts("middle", True, **{"week:2026-05-04": 6}),
        ],
        current_version="now",
    )
    assert [version.id for version in found] == ["now", "new", "middle", "old"]
    assert [version.first_week for version in found] == ["", "2026-09-07", "2026-05-04", "2026-03-02"]
    assert found[3].first.counts == {"scene:desk": 9} and found[3].later.counts == {}
    assert [version.id for version in statistics.group_by_version([], "now")] == ["now"]


def test_other_versions_are_summed_with_a_lower_bound_for_suppressed_counts():
    found = statistics.group_by_version(
        [
            *counts("a", True, scene__desk=12, scene__form=None, scene__gone=None),
            *counts("a", False, scene__desk=6, scene__form=7),
            *counts("b", True, scene__desk=100),
        ],
        current_version="b",
    )
    assert statistics.sum_other_versions(found, found[0]) == {
        "scene:desk": RoundedCount(20),
        "scene:form": RoundedCount(5, is_lower_bound=True),
        "scene:gone": RoundedCount(None, is_lower_bound=True),
    }
    assert statistics.sum_other_versions(found, found[1]) == {"scene:desk": RoundedCount(100)}


def find_divided(**times):
    """Return the divided decisions of the scenario after these counts by choice id."""
    scenes = {scene.id: {choice.id for choice in scene.choices} for scene in SCENARIO.scenes}
    named = {
        f"choice/{next(scene for scene in scenes if name in scenes[scene])}/{name}": count
        for name, count in times.items()
    }
    came = {f"scene:{scene}": sum(times.get(name) or 0 for name in names) for scene, names in scenes.items()}
    return statistics.find_divided_decisions(SCENARIO, AttemptCounters({**came, **named}))


def test_the_most_divided_decisions_come_first():
    assert [each.scene.id for each in find_divided(hear=19, rule=5, plain=10, push=10)] == ["form", "desk"]
    assert [each.scene.id for each in find_divided(hear=10, rule=10, leave=10, plain=10, push=10)] == ["desk", "form"]
    assert find_divided(hear=40, plain=None, push=30) == []
    found = find_divided(hear=5, rule=15, leave=None)[0]
    assert [(choice.id, figure.value, figure.percent) for choice, figure in found.replies] == [
        ("rule", 15, 75),
        ("hear", 5, 25),
        ("leave", None, None),
        ("again", 0, 0),
    ]


def test_a_scene_without_ratings_is_no_decision():
    plain = parse_valid(
        TALK.replace('<level listening="3"/>', "")
        .replace('<level listening="1"/>', "")
        .replace('<level listening="0"/>', "")
    )
    shown = AttemptCounters({"scene:desk": 20, "choice/desk/hear": 10, "choice/desk/rule": 10})
    assert statistics.find_divided_decisions(plain, shown) == []
