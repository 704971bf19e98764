"""Which figures a panel has, how they are rounded, and what they must not tell."""

from hypothesis import given
from hypothesis import strategies as st

from powerstruggle_xblock.group_answers.api import SMALLEST_K, Count
from powerstruggle_xblock.panel import figures
from powerstruggle_xblock.panel.figures import Attempts, Figure
from powerstruggle_xblock.scenario import scenario_xml
from tests.block.texts import TALK

SCENARIO = scenario_xml.parse(TALK).scenario
numbers = st.integers(0, 2000)


def counts(version, first, **named):
    return [Count(version, first, name.replace("__", ":"), count) for name, count in named.items()]


@given(numbers)
def test_told_counts_are_near_and_small_ones_are_not_told(count):
    told = figures.rounded(count)
    assert (told is None) == (0 < count < SMALLEST_K)
    assert told is None or (told % 5 == 0 and abs(told - count) <= 2 and bool(told) == bool(count))


@given(numbers, st.data())
def test_shares_are_rounded_and_never_above_all(whole, data):
    count = data.draw(st.integers(0, whole + 3))
    share = figures.share(count, whole)
    assert (share is None) == (whole == 0 or 0 < count < SMALLEST_K)
    assert share is None or (share % 5 == 0 and 0 <= share <= 100 and abs(share - min(100, 100 * count / whole)) <= 2.5 + 1e-9)


@given(st.integers(5, 500), st.integers(1, 4))
def test_nobody_can_subtract_the_one_who_stopped(came, stopped):
    left = came - stopped
    shown = Attempts({"scene:desk": came, "left:desk": left if left >= 5 else None})
    assert shown.stopped("desk") == Figure(None)
    told = shown.figure("scene:desk").told - (shown.figure("left:desk").told or 0)
    assert told % 5 == 0


def test_where_people_stop():
    shown = Attempts({"scene:desk": 40, "left:desk": 30, "scene:form": 30, "left:form": 30})
    assert shown.stopped("desk") == Figure(10, 25)
    assert shown.stopped("form") == Figure(0, 0)
    assert shown.stopped("nobody-came") == Figure(0)
    # An edit may bring somebody in the middle of a run to a scene of the new version, where their arrival was not counted.
    assert Attempts({"scene:desk": 10, "left:desk": 12}).stopped("desk") == Figure(0, 0)


def test_versions_come_newest_first_and_the_present_one_before_all():
    found = figures.gathered([
        *counts("old", True, **{"week:2026-03-02": 9, "scene__desk": 9}), *counts("new", True, **{"week:2026-09-07": None}),
        *counts("new", False, **{"week:2026-10-05": 7}), *counts("middle", True, **{"week:2026-05-04": 6}),
    ], present="now")
    assert [version.id for version in found] == ["now", "new", "middle", "old"]
    assert [version.since for version in found] == ["", "2026-09-07", "2026-05-04", "2026-03-02"]
    assert found[3].first.counts == {"scene:desk": 9} and found[3].later.counts == {}
    assert [version.id for version in figures.gathered([], "now")] == ["now"]


def test_other_versions_are_summed_apart_and_say_when_some_is_withheld():
    found = figures.gathered([
        *counts("a", True, scene__desk=12, scene__form=None, scene__gone=None), *counts("a", False, scene__desk=6, scene__form=7),
        *counts("b", True, scene__desk=100),
    ], present="b")
    assert figures.elsewhere(found, found[0]) == {
        "scene:desk": Figure(20), "scene:form": Figure(5, more=True), "scene:gone": Figure(None, more=True)}
    assert figures.elsewhere(found, found[1]) == {"scene:desk": Figure(100)}


def split(**times):
    scenes = {scene.id: {choice.id for choice in scene.choices} for scene in SCENARIO.scenes}
    named = {f"choice/{next(scene for scene in scenes if name in scenes[scene])}/{name}": count for name, count in times.items()}
    came = {f"scene:{scene}": sum(times.get(name) or 0 for name in names) for scene, names in scenes.items()}
    return figures.most_split(SCENARIO, Attempts({**came, **named}))


def test_decisions_on_which_people_go_apart_come_first():
    assert [each.scene.id for each in split(hear=19, rule=5, plain=10, push=10)] == ["form", "desk"]
    assert [each.scene.id for each in split(hear=10, rule=10, leave=10, plain=10, push=10)] == ["desk", "form"]
    assert split(hear=40, plain=None, push=30) == []
    found = split(hear=5, rule=15, leave=None)[0]
    assert [(choice.id, figure.told, figure.share) for choice, figure in found.replies] == [
        ("rule", 15, 75), ("hear", 5, 25), ("leave", None, None), ("again", 0, 0)]


def test_a_scene_that_counts_nothing_is_no_decision():
    plain = scenario_xml.parse(TALK.replace('<level listening="3"/>', "").replace('<level listening="1"/>', "").replace(
        '<level listening="0"/>', "")).scenario
    shown = Attempts({"scene:desk": 20, "choice/desk/hear": 10, "choice/desk/rule": 10})
    assert figures.most_split(plain, shown) == []
