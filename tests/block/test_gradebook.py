"""The component's grade, as the platform's own tasks and signals ask for it and set it."""

import pytest
from xblock.scorable import Score

from .lms_tasks import Gradebook, Refused, collected_max_score
from .support import FakeCompletion, World
from .texts import TALK, with_scoring, without_scene


@pytest.fixture
def book() -> Gradebook:
    return Gradebook(World(TALK, settings={"weight": 5.0}, lms=True))


def test_the_points_are_known_of_a_component_bound_to_nobody(book):
    assert collected_max_score(book.world) == 5.0
    assert collected_max_score(World(TALK)) == 1.0
    assert callable(type(book.world.block()).max_score)


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), float("-inf"), -3.0, -0.5, None])
def test_a_weight_that_is_no_number_of_points_counts_as_one(weight):
    world = World(TALK, settings={"weight": weight}, lms=True)
    assert collected_max_score(world) == 1.0
    assert world.block().weight in (1.0, None), "the platform reads the field as well"
    assert Gradebook(world) and world.play("hear", "plain")["grade"]["earned"] == 1.0


def test_a_component_worth_nothing_can_be_played(lms):
    world = World(TALK, settings={"weight": 0.0}, lms=True)
    assert world.play("hear", "plain")["result"]["score"]["possible"] == 0
    assert world.grades == [1.0]


def test_the_handler_of_published_scores_and_the_learners_request_lose_nothing_of_each_other(book):
    book.world.begin()
    book.world.walk(1, "rule", "plain")
    stored = book.world.stored()
    assert stored["ratio"] == pytest.approx(2 / 3) and stored["attempts"] == 1
    assert book.world.progress().settled and len(book.world.progress().recorded) == 1
    assert book.weighted() == (pytest.approx(10 / 3), 5.0)


def test_nothing_played_is_nothing_of_five(book):
    assert book.weighted() == (0.0, 5.0)
    assert book.world.block().has_submitted_answer() is False


def test_an_override_is_entered_in_points_and_stays_when_better_play_does_not_come(book):
    book.world.play("rule", "push")
    book.override(4)
    assert book.scores["ann"] == (pytest.approx(0.8), 1.0) and book.weighted() == (pytest.approx(4.0), 5.0)
    assert book.world.state()["grade"] == {"percent": 80, "earned": 4.0, "possible": 5.0, "passed": True}
    book.world.play("leave")
    assert book.weighted()[0] == pytest.approx(4.0)
    book.world.play("hear", "plain")
    assert book.weighted()[0] == pytest.approx(5.0)


def test_an_override_comes_before_the_first_run_too(book):
    book.override(2)
    assert book.weighted() == (pytest.approx(2.0), 5.0) and book.world.state()["phase"] == "about"


def test_the_platform_refuses_more_points_than_there_are(book):
    with pytest.raises(Refused):
        book.override(5.1)
    with pytest.raises(Refused):
        Gradebook(World(TALK, settings={"weight": 0.0}, lms=True)).override(0)


@pytest.mark.parametrize(("only_if_higher", "kept"), [(False, 0.5), (True, 2 / 3)])
def test_a_rescore_after_lowered_levels(book, only_if_higher, kept):
    book.world.play("rule", "plain")
    book.world.edit(TALK.replace('listening="1"', 'listening="0"'))
    book.rescore(only_if_higher=only_if_higher)
    assert book.scores["ann"][0] == pytest.approx(kept) and book.world.stored()["ratio"] == pytest.approx(kept)


@pytest.mark.parametrize("only_if_higher", [False, True])
def test_a_rescore_after_raised_levels(book, only_if_higher):
    book.world.play("rule", "plain")
    book.world.edit(TALK.replace('listening="1"', 'listening="3"'))
    book.rescore(only_if_higher=only_if_higher)
    assert book.scores["ann"][0] == 1.0 and book.world.stored()["ratio"] == 1.0


@pytest.mark.parametrize(
    "text", [without_scene(TALK, "form", "desk"), TALK.replace('id="plain"', 'id="simple"'), "<broken"]
)
def test_a_rescore_keeps_the_score_of_a_run_that_no_longer_fits(book, text):
    book.world.play("rule", "plain")
    book.world.edit(text)
    book.rescore()
    assert book.scores["ann"][0] == pytest.approx(2 / 3) and len(book.world.progress().recorded) == 1


def test_a_rescore_weighs_all_recorded_runs_as_the_author_keeps_them():
    book = Gradebook(World(with_scoring('keep="average"'), lms=True))
    book.world.play("leave")
    book.world.play("hear", "plain")
    assert book.scores["ann"][0] == 0.5
    book.world.edit(with_scoring('keep="best"'))
    book.rescore()
    assert book.scores["ann"][0] == 1.0


def test_recomputing_changes_nothing(book):
    book.world.play("rule", "plain")
    book.world.edit(TALK.replace('listening="1"', 'listening="3"'))
    block, before = book.world.block(), book.world.stored()
    assert block.calculate_score() == Score(1.0, 1.0)
    block.save()
    assert book.world.stored() == before and block.get_score() == Score(pytest.approx(2 / 3), 1.0)


def test_there_is_nothing_to_rescore_of_somebody_who_did_not_play(book):
    book.rescore()
    assert book.scores == {}
    with pytest.raises(ValueError):
        book.world.block().rescore(only_if_higher=False)


@pytest.mark.parametrize("reset", [Gradebook.reset_attempts, Gradebook.reset_everybodys_attempts])
def test_reset_attempts_gives_them_back_and_leaves_grade_and_place(reset):
    book = Gradebook(World(TALK, settings={"max_attempts": 1}, lms=True))
    book.world.play("rule", "plain")
    assert book.world.begin(2).status == 403
    reset(book)
    assert book.world.state()["attempts_left"] == 1 and book.world.state()["grade"]["percent"] == 67
    book.world.play("hear", "plain")
    assert book.weighted()[0] == 1.0


def test_a_deleted_state_begins_from_nothing(book):
    book.world.play("rule", "plain")
    book.world.begin(2)
    book.delete_state()
    assert book.world.choose(2, 0, "hear").status == 409
    assert book.world.state()["phase"] == "about" and book.world.state()["attempt"] == 0
    book.world.play("rule", "push")
    assert book.weighted()[0] == pytest.approx(5 / 6) and book.world.stored()["attempts"] == 1


def test_completion_comes_with_the_first_ending_and_stays(book):
    book.world.begin()
    book.world.walk(1, "rule")
    assert book.completion == {}
    book.world.walk(1, "plain", first=1)
    assert book.completion == {"ann": 1.0}
    book.world.rewind(1, 0)
    book.world.walk(2, "leave")
    book.world.play("leave")
    assert book.completion == {"ann": 1.0} and book.world.events("completion") == [], "the grade completes"


def test_what_is_published_is_a_ratio_whatever_is_set(book):
    for earned, possible in ((5, 2), (-1, 2), (float("nan"), 1), (1, 0)):
        block = book.world.block()
        block.set_score(Score(earned, possible))
        block.publish_grade()
        block.publish_grade(Score(earned, possible))
    assert all(0 <= value <= 1 for value in book.world.grades)


@pytest.mark.parametrize(("keep", "grades"), [
    ("best", [0.5, 1, 1]), ("first", [0.5, 0.5, 0.5]), ("latest", [0.5, 1, 0]), ("average", [0.5, 0.75, 0.5]),
])
def test_what_is_kept_is_the_authors_wish(keep, grades):
    book = Gradebook(World(with_scoring(f'keep="{keep}"'), lms=True))
    for way in (("hear", "push"), ("hear", "plain"), ("leave",)):
        book.world.play(*way)
    assert book.world.grades == pytest.approx(grades)


RAISED = 'listening="1"', 'listening="3"'


@pytest.mark.parametrize(("keep", "again", "grade"), [
    ("average", ("hear", "plain"), 1.0), ("average", ("hear", "push"), 0.75), ("best", ("hear", "push"), 1.0),
    ("first", ("hear", "push"), 1.0), ("latest", ("hear", "push"), 0.5),
])
def test_a_run_after_a_rescore_is_weighed_with_the_new_scores(keep, again, grade):
    book = Gradebook(World(with_scoring(f'keep="{keep}"'), lms=True))
    book.world.play("rule", "plain")
    book.world.edit(with_scoring(f'keep="{keep}"').replace(*RAISED))
    book.rescore()
    assert book.scores["ann"][0] == 1.0 and [run.score for run in book.world.progress().recorded] == [1.0]
    book.world.play(*again)
    assert book.scores["ann"][0] == pytest.approx(grade)


def test_a_lower_score_that_a_rescore_does_not_take_is_not_recorded_either():
    book = Gradebook(World(with_scoring('keep="average"'), lms=True))
    book.world.play("rule", "plain")
    book.world.edit(with_scoring('keep="average"').replace('listening="1"', 'listening="0"'))
    book.rescore(only_if_higher=True)
    assert book.scores["ann"][0] == pytest.approx(2 / 3)
    book.world.play("hear", "plain")
    assert book.scores["ann"][0] == pytest.approx((2 / 3 + 1) / 2)


def close_to_the_mark(decisions: int, levels: int) -> str:
    """Return a chain of decisions of which the given number of levels of 3 can be earned, by "good" choices."""
    scenes = "".join(
        f'<scene id="s{n}" title="S">'
        f'<choice id="good{n}" to="{f"s{n + 1}" if n + 1 < decisions else "end"}"><say>x</say>'
        f'<level listening="{min(3, max(0, levels - 3 * n))}"/></choice>'
        f'<choice id="bad{n}" to="end"><say>y</say><level listening="0"/></choice></scene>'
        for n in range(decisions)
    )
    return (
        '<powerstruggle_scenario><about><setting>A.</setting><you-need>B.</you-need></about>'
        f'<scoring decisions="{decisions}" pass="70"/>'
        f'<person id="ira" name="Ira" portrait="alder">58</person><start scene="s0" tension="5"/>{scenes}'
        '<ending id="end" kind="agreement" title="End"><their-view by="ira">x</their-view></ending>'
        '</powerstruggle_scenario>'
    )


@pytest.mark.parametrize(("levels", "percent", "passed"), [(46, 69, False), (47, 71, True), (45, 68, False)])
def test_a_score_below_the_pass_mark_is_never_told_as_the_mark(levels, percent, passed):
    world = World(close_to_the_mark(22, levels), lms=True)
    view = world.play(*(f"good{n}" for n in range(22)))
    assert world.grades == [pytest.approx(levels / 66)], "the grade itself is not rounded"
    for shown in (view["grade"], view["result"]["score"]):
        assert (shown["percent"], shown["passed"]) == (percent, passed)


def test_where_an_operator_tracks_no_completion_grades_are_kept_all_the_same():
    world = World(TALK, lms=True, services={"completion": FakeCompletion(is_enabled=False)})
    book = Gradebook(world, is_completion_tracked=False)
    world.play("hear", "plain")
    assert book.weighted() == (1.0, 1.0) and book.completion == {} and world.events("completion") == []
