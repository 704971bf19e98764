"""Rows of the platform's problem-responses report, asked of a component bound to nobody."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from .support import World
from .texts import TALK, with_scoring


@dataclass
class Row:
    """As the platform's user-state client gives them."""

    username: str
    state: dict | None
    updated: datetime | None = None


@pytest.fixture
def played(lms) -> World:
    lms.play("rule", "plain")
    lms.play("leave")
    lms.rewind(2, 0)
    lms.walk(3, "hear", "plain")
    return lms


def rows(world: World, *states: Row, **options) -> list:
    return list(world.block(None).generate_report_data(iter(states), **options))


def test_a_row_for_each_graded_run_and_none_for_practice(played):
    found = rows(played, Row("ann", played.stored()))
    assert [(name, row["Attempt"], row["Score (percent)"], row["Ending"]) for name, row in found] == [
        ("ann", 1, 67, "Signed"), ("ann", 2, 0, "Gone")]
    assert found[0][1]["Path"] == "At the desk > The form" and found[0][1]["Choices"] == "rule > plain"
    assert len({tuple(row) for _, row in found}) == 1, "the columns are the same in each row"
    assert [(row["Passed"], row["Skills (percent)"]) for _, row in found] == [
        ("no", "Listening 33%; Clear, brief, honest 100%"), ("no", "Listening 0%")]


def test_what_passes_is_the_scenarios_own_mark_and_the_version_that_of_the_run(played):
    played.play("hear", "plain")
    rows_now = rows(played, Row("ann", played.stored()))
    assert [row["Passed"] for _, row in rows_now] == ["no", "no", "yes"]
    assert {row["Content version"] for _, row in rows_now} == {played.block().scenario.version}


def test_the_one_time_there_is_is_that_of_the_whole_state(played):
    there = rows(played, Row("ann", played.stored(), datetime(2026, 1, 31, 9, 30, 12, 345, tzinfo=UTC)))
    assert {row["State last changed"] for _, row in there} == {"2026-01-31T09:30:12+00:00"}
    assert {row["State last changed"] for _, row in rows(played, Row("ann", played.stored()))} == {""}


@pytest.mark.parametrize(("limit", "given"), [(0, 0), (1, 1), (3, 3), (None, 4), (9, 4)])
def test_no_more_rows_than_asked_for(played, limit, given):
    states = [Row("ann", played.stored()), Row("ben", played.stored())]
    assert len(rows(played, *states, limit_responses=limit)) == given


def test_the_states_are_read_one_at_a_time(played):
    def endless():
        while True:
            yield Row("ann", played.stored())

    assert len(list(played.block(None).generate_report_data(endless(), limit_responses=5))) == 5


@pytest.mark.parametrize(
    "state", [None, {}, {"progress": None}, {"progress": []}, {"progress": {"recorded": [5, {}]}}, {"attempts": 1}]
)
def test_odd_states_are_no_fault(played, state):
    assert len(rows(played, Row("ann", state))) <= 1


def test_runs_on_a_text_since_changed_are_told_as_far_as_they_fit(played):
    played.edit(TALK.replace('id="plain"', 'id="simple"'))
    first = rows(played, Row("ann", played.stored()))[0][1]
    assert first["Path"] == "At the desk > …" and first["Choices"] == "rule > plain" and first["Score (percent)"] == 67
    assert first["Skills (percent)"] == "" and first["Passed"] == "no"
    played.edit("<broken")
    assert rows(played, Row("ann", played.stored()))[0][1]["Ending"] == "signed"


def test_attempts_are_numbered_as_they_were_played_however_many():
    world = World(with_scoring('keep="best"'))
    for _ in range(45):
        world.play("leave")
    numbers = [row["Attempt"] for _, row in rows(world, Row("ann", world.stored()))]
    assert len(numbers) == 40 and numbers[0] == 1 and numbers[-1] == 45


def test_a_score_below_the_pass_mark_is_not_rounded_up_to_it(played):
    state = played.stored()
    state["progress"]["recorded"][0]["score"] = 46 / 66
    first = rows(played, Row("ann", state))[0][1]
    assert (first["Score (percent)"], first["Passed"]) == (69, "no")
