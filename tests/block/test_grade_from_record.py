"""The grade follows from the recorded runs and an instructor's override, whatever else the store holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .lms_tasks import Gradebook
from .support import World
from .texts import TALK, with_scoring

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.just(10**400) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4), max_leaves=8,
)
WRONG = [[], "x", {}, None, True, float("nan"), float("inf"), -1, 2, 10**400, "0.5", [1.0]]


def put(world: World, user="ann", **stored) -> None:
    """Write values into a learner's stored state as they are, whatever they are."""
    block = world.block(user)
    for name, value in stored.items():
        key = block.runtime.service(block, "field-data")._field_data(block, name)._key(block, name)
        world.store.texts[key] = json.dumps(value)


def answers(world: World) -> None:
    """Ask everything that reads the grade; each answers with success."""
    assert world.state()["phase"] in ("about", "scene", "ending")
    assert world.get("student_view_user_state").status == 200
    block = world.block()
    assert 0 <= block.get_score().raw_earned <= 1 and 0 <= block.calculate_score().raw_earned <= 1
    assert block.has_submitted_answer() in (True, False) and (
        block.attempts_left() is None or block.attempts_left() >= 0
    )
    shown = world.state()["grade"]
    assert shown is None or 0 <= shown["percent"] <= 100


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("name", ["ratio", "attempts", "override", "progress"])
def test_a_stored_value_of_a_wrong_kind_is_no_error(name, value):
    world = World(TALK, settings={"max_attempts": 3}, lms=True)
    world.play("rule", "plain")
    put(world, **{name: value})
    answers(world)
    attempt = world.state()["attempt"]
    assert world.begin(attempt + 1).status == 200
    world.walk(attempt + 1, "hear", "plain")
    assert world.grades[-1] == 1.0 and all(0 <= grade <= 1 for grade in world.grades)


@given(st.fixed_dictionaries({}, optional={"ratio": anything, "attempts": anything, "override": anything}))
def test_whatever_is_stored_beside_the_runs_is_no_error(stored):
    world = World(TALK, settings={"max_attempts": 3}, lms=True)
    world.play("rule", "plain")
    put(world, **stored)
    answers(world)


def test_a_stored_grade_above_one_neither_shows_nor_counts(lms):
    lms.play("rule", "plain")
    put(lms, ratio=2)
    assert lms.state()["grade"]["percent"] == 67
    lms.play("leave")
    assert lms.grades[-1] == pytest.approx(2 / 3)


@pytest.mark.parametrize("limit", [None, 0, 1, 3])
@pytest.mark.parametrize("keep", ["best", "latest", "first", "average"])
def test_the_page_the_app_and_the_gradebook_are_told_the_same(keep, limit):
    world = World(with_scoring(f'keep="{keep}"'), settings={"max_attempts": limit}, lms=True)
    for way in (("rule", "push"), ("hear", "plain")):
        page, app = world.state(), world.get("student_view_user_state").json
        assert page["attempts_left"] == app["attempts_left"] == world.block().attempts_left()
        assert (page["grade"] and page["grade"]["percent"]) == (app["grade"] and app["grade"]["percent"])
        assert (page["grade"] is None) == (world.block().grade() is None)
        if page["attempts_left"] != 0:
            world.play(*way)


def test_the_rule_in_force_decides_which_of_the_recorded_runs_counts():
    world = World(with_scoring('keep="latest"'), lms=True)
    for way in (("hear", "plain"), ("leave",), ("rule", "push")):
        world.play(*way)
    assert world.grades[-1] == pytest.approx(1 / 6)
    world.edit(with_scoring('keep="best"'))
    assert world.state()["grade"]["percent"] == 100 and world.block().get_score().raw_earned == 1.0
    world.play("leave")
    assert world.grades[-1] == 1.0


def test_a_rule_that_lowers_the_grade_publishes_nothing_by_itself():
    world = World(with_scoring('keep="best"'), lms=True)
    world.play("hear", "plain")
    world.play("leave")
    published = list(world.published)
    world.edit(with_scoring('keep="latest"'))
    world.state()
    assert world.published == published
    world.begin(3)
    assert world.grades == [1.0, 1.0], "a run that begins lowers no grade"


@pytest.mark.parametrize(
    "go_on", [lambda world: world.begin(2), lambda world: world.rewind(1, 0)], ids=["begin", "rewind"]
)
def test_a_run_recorded_without_its_grade_gets_it_with_the_next_step(lms, go_on):
    lms.play("hear", "plain")
    put(lms, ratio=None)
    lms.published.clear()
    assert lms.state()["grade"]["percent"] == 100 and lms.published == []
    assert go_on(lms).status == 200
    assert lms.grades == [1.0] and lms.events("completion") == [] and lms.stored()["ratio"] == 1.0


def test_a_run_recorded_without_its_grade_is_not_lost_under_a_worse_one(lms):
    lms.play("hear", "plain")
    put(lms, ratio=None)
    lms.play("leave")
    assert lms.grades[-1] == 1.0 and lms.state()["grade"]["percent"] == 100


def test_a_grade_that_another_tab_left_behind_does_not_replace_the_recorded_run_s(lms):
    lms.play("rule", "plain")
    put(lms, ratio=0.2)
    assert lms.state()["grade"]["percent"] == 67 and lms.block().get_score().raw_earned == pytest.approx(2 / 3)


def test_the_debrief_shows_the_recorded_score_when_the_ratings_have_changed_since(lms):
    lms.play("rule", "plain")
    lms.edit(TALK.replace('listening="1"', 'listening="3"'))
    view = lms.state()
    assert view["result"]["score"]["percent"] == view["grade"]["percent"] == 67 and view["result"]["recorded"]
    assert "changed the ratings" in view["notice"]
    assert lms.rewind(1, 0).status == 200 and lms.walk(2, "rule", "plain")["result"]["score"]["percent"] == 100


# --- an instructor's override -----------------------------------------------------------------------------------------


@pytest.fixture
def book() -> Gradebook:
    return Gradebook(World(TALK, settings={"weight": 5.0}, lms=True))


def test_an_override_is_stored_apart_from_the_runs(book):
    book.world.play("rule", "plain")
    book.override(1)
    stored = book.world.stored()
    assert stored["override"] == {"score": pytest.approx(0.2), "after": 1}
    assert [run.score for run in book.world.progress().recorded] == [pytest.approx(2 / 3)]
    assert book.world.state()["grade"]["earned"] == 1.0


def test_a_grade_that_comes_back_while_it_is_published_is_no_override(book):
    book.world.play("rule", "plain")
    assert "override" not in book.world.stored()


def test_an_override_of_another_learner_during_a_publication_is_kept(book):
    """The platform may run an instructor's task for one learner while it publishes another's grade in one process."""
    world = book.world
    inner = world.listener

    def listener(block, kind, data):
        inner(block, kind, data)
        if block.scope_ids.user_id == "ann" and kind == "grade":
            world.listener = inner
            book.override(2, user="ben")

    world.listener = listener
    world.play("rule", "plain")
    assert world.stored("ben")["override"]["score"] == pytest.approx(0.4)


def test_a_rescore_takes_the_place_of_an_override(book):
    book.world.play("rule", "plain")
    book.override(5)
    book.rescore()
    assert book.scores["ann"][0] == pytest.approx(2 / 3) and book.world.stored()["override"] is None


@pytest.mark.parametrize(
    ("keep", "grade"), [("best", 0.5), ("latest", 0.0), ("first", 0.4), ("average", (2 / 3 + 0.5 + 0.0) / 3)]
)
def test_an_override_counts_as_one_run_in_the_place_of_those_before_it(keep, grade):
    book = Gradebook(World(with_scoring(f'keep="{keep}"'), settings={"weight": 5.0}, lms=True))
    book.world.play("rule", "plain")
    book.override(2)
    book.world.play("hear", "push")
    book.world.play("leave")
    assert book.scores["ann"][0] == pytest.approx(grade)


def test_an_override_that_release_01_stored_as_the_grade_survives_the_next_run(book):
    book.world.play("rule", "push")
    progress = book.world.stored()["progress"] | {"v": 1}
    put(book.world, progress=progress, ratio=0.8)
    book.world.play("leave")
    assert book.scores["ann"][0] == pytest.approx(0.8) and book.world.stored()["override"] == {"score": 0.8, "after": 1}
