"""How a client's state changes, and the rules that hold for every choice (Price & Baker, 2012.

Richmond et al., 2012).
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerstruggle_xblock.scenario import catalog, client_state
from powerstruggle_xblock.scenario import model as m
from powerstruggle_xblock.scenario.meters import MeterSetting
from tests.examples import examples

USUAL = {"tension": 5, "trust": 5, "autonomy": 5, "readiness": 5}
meters = st.fixed_dictionaries({id_: st.integers(0, 10) for id_ in m.USUAL_METERS})
shifts = st.dictionaries(st.sampled_from([*m.USUAL_METERS, "hunger"]), st.integers(-10, 10)).map(
    lambda d: tuple(sorted(d.items()))
)
moves = st.none() | st.sampled_from(sorted(catalog.moves()))


def scenario(profile=None, **values):
    start = m.Start("s", profile, tuple(values.items()))
    return m.Scenario(start, (m.Scene("s", "S"),), (m.Ending("e", "agreement", "E", "v"),))


def after(shift=(), move=None, profile=None, **changed):
    return client_state.meters_after_choice(
        scenario(profile), {**USUAL, **changed}, m.Choice("c", "e", move=move, meter_changes=tuple(dict(shift).items()))
    )


@settings(deadline=None, max_examples=examples(400))
@given(meters, shifts, moves, st.none() | st.sampled_from(sorted(catalog.profiles())))
def test_no_choice_breaks_the_rules(before, shift, move, profile):
    now = client_state.meters_after_choice(
        scenario(profile), before, m.Choice("c", "e", move=move, meter_changes=shift)
    )
    assert now.keys() == before.keys()
    assert all(0 <= value <= 10 for value in now.values())
    assert -2 <= now["tension"] - before["tension"] <= 3
    assert -3 <= now["trust"] - before["trust"] <= 1
    for at in (before, now):
        if at["tension"] >= 7 or at["trust"] <= 2:
            assert now["readiness"] <= before["readiness"]


@settings(deadline=None)
@given(meters, shifts)
def test_arriving_somewhere_keeps_the_same_rules(before, shift):
    now = client_state.meters_after_changes(before, dict(shift))
    assert all(0 <= value <= 10 for value in now.values())
    assert -2 <= now["tension"] - before["tension"] <= 3
    assert -3 <= now["trust"] - before["trust"] <= 1


@pytest.mark.parametrize(
    ("meter", "asked", "given"),
    [
        ("tension", 9, 3),
        ("tension", -9, -2),
        ("trust", 9, 1),
        ("trust", -9, -3),
        ("autonomy", 4, 4),
        ("readiness", 4, 4),
    ],
)
def test_one_move_goes_only_so_far(meter, asked, given):
    assert after({meter: asked})[meter] - USUAL[meter] == given


@pytest.mark.parametrize(
    ("changed", "asked", "rises"),
    [
        ({}, {}, True),
        ({"tension": 7}, {}, False),
        ({"tension": 6}, {"tension": 1}, False),
        ({"tension": 7}, {"tension": -1}, False),
        ({"trust": 2}, {}, False),
        ({"trust": 2}, {"trust": 1}, False),
        ({"trust": 3}, {}, True),
        ({"trust": 3}, {"trust": -1}, False),
        ({"tension": 6}, {}, True),
        ({"tension": 6, "autonomy": 2}, {}, False),  # being cornered makes it 7
    ],
)
def test_readiness_rises_only_where_there_is_calm_and_trust(changed, asked, rises):
    assert (after({"readiness": 2, **asked}, **changed)["readiness"] > 5) is rises


def test_readiness_may_always_fall():
    assert after({"readiness": -2}, tension=9)["readiness"] == 3


@pytest.mark.parametrize(
    ("autonomy", "shift", "tension"),
    [
        (3, {"autonomy": -1}, 6),
        (4, {"autonomy": -1}, 5),
        (2, {"trust": 1}, 6),
        (3, {"autonomy": -1, "tension": 3}, 8),
        (3, {"autonomy": -1, "tension": -2}, 4),
    ],
)
def test_being_cornered_costs_one_more_tension_but_never_over_the_cap(autonomy, shift, tension):
    assert after(shift, autonomy=autonomy)["tension"] == tension


def test_a_choice_that_moves_nothing_does_not_corner():
    assert after((), autonomy=1) == {**USUAL, "autonomy": 1}


def test_a_move_brings_its_usual_effect_and_the_authors_shift_overrides_it_meter_by_meter():
    assert after(move="reflect") == {**USUAL, "tension": 4, "trust": 6, "readiness": 6}
    assert after({"tension": 2}, move="reflect") == {**USUAL, "tension": 7, "trust": 6, "readiness": 5}
    assert after({"trust": 0}, move="reflect")["trust"] == 5


def test_a_move_lands_otherwise_when_tension_is_high_or_low():
    assert after(move="ask-what-how", tension=7)["tension"] == 8
    assert after(move="ask-what-how", tension=6)["tension"] == 6
    assert after(move="call-help", tension=4)["tension"] == 6
    assert after(move="call-help", tension=5)["tension"] == 4


@pytest.mark.parametrize(
    ("profile", "move", "meter", "change"),
    [
        ("guarded", "own-it", "trust", 1),
        ("guarded", "sarcasm", "trust", -3),
        ("guarded", "lower-voice", "trust", 1),
        ("angry-hurt", "calm-down", "tension", 3),
        ("angry-hurt", "defend", "tension", 2),
        ("passive", "explain-again", "tension", 0),
        ("passive", "explain-again", "autonomy", -2),
        ("passive", "explain-again", "readiness", -2),
        ("trauma-alert", "crowd", "autonomy", -5),
        ("trauma-alert", "order-move", "tension", 3),
        ("unaware", "diagnose", "trust", -3),
    ],
)
def test_profiles_make_some_moves_land_harder(profile, move, meter, change):
    assert after(move=move, profile=profile, autonomy=10)[meter] - {**USUAL, "autonomy": 10}[meter] == change


def test_where_meters_begin():
    assert (
        client_state.initial_meters(scenario()).items()
        >= {"tension": 4, "trust": 4, "autonomy": 4, "readiness": 3}.items()
    )
    assert client_state.initial_meters(scenario()).keys() == set(m.USUAL_METERS)
    assert (
        client_state.initial_meters(scenario("guarded")).items()
        >= {"tension": 5, "trust": 2, "autonomy": 4, "readiness": 2}.items()
    )
    assert client_state.initial_meters(scenario("guarded", tension=9))["tension"] == 9, "values written out win"


def test_own_meters_only_stay_in_bounds_and_begin_at_nothing():
    own = replace(scenario(), meter_settings=(MeterSetting("hunger", "Hunger"),))
    assert client_state.initial_meters(own)["hunger"] == 0
    for shift, value in ((10, 10), (-10, 0)):
        assert (
            client_state.meters_after_choice(
                own, {**USUAL, "hunger": 5}, m.Choice("c", "e", meter_changes=(("hunger", shift),))
            )["hunger"]
            == value
        )


def test_dropped_meters_are_gone_and_their_rules_with_them():
    dropped = [id_ for id_ in m.USUAL_METERS if id_ != "readiness"]
    without = replace(scenario(), meter_settings=tuple(MeterSetting(id_, drop=True) for id_ in dropped))
    before = client_state.initial_meters(without)
    assert before == {"readiness": 3}
    assert client_state.meters_after_choice(without, before, m.Choice("c", "e", move="threaten")) == {"readiness": 1}
    assert client_state.meters_after_choice(without, before, m.Choice("c", "e", meter_changes=(("readiness", 4),))) == {
        "readiness": 7
    }


@pytest.mark.parametrize(
    ("changes", "false_calm"),
    [
        ({"tension": -1}, True),
        ({"tension": 0}, False),
        ({"tension": -1, "autonomy": 4}, False),
        ({"tension": -1, "readiness": 4}, False),
    ],
)
def test_false_calm_is_a_fall_of_tension_without_a_say_or_a_will(changes, false_calm):
    before = {"tension": 5, "trust": 5, "autonomy": 3, "readiness": 3}
    now = {
        **before,
        "autonomy": changes.get("autonomy", 3),
        "readiness": changes.get("readiness", 3),
        "tension": 5 + changes["tension"],
    }
    assert client_state.is_false_calm(before, now) is false_calm


def test_without_one_of_its_meters_there_is_no_false_calm():
    assert not client_state.is_false_calm({"tension": 5, "readiness": 0}, {"tension": 1, "readiness": 0})
