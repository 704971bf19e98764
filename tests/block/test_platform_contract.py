"""What override, rescore, reset, deletion, masquerade and due dates leave: the table in docs/grades.md, row by row.

Each row is a play of its own. What the platform does in it is in `lms_tasks`, as its sources do it.
"""

import re

import pytest
from xblock.scorable import ScorableXBlockMixin

from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.reflection_block import ReflectionBlock
from powerstruggle_xblock.scenario_block import ScenarioBlock
from tests.conftest import ROOT
from tests.continuum.support import ContinuumWorld, FakeGroupAnswers
from tests.reflection.support import FakeSharedTexts, ReflectionWorld, questions

from .lms_tasks import Gradebook, Refused, viewed_as
from .support import LATER, PAST, World, in_course
from .texts import TALK, with_scoring, without_scene

FIRST, BETTER, WORSE = ("rule", "plain"), ("hear", "plain"), ("hear", "push")
RAISED, LOWERED = TALK.replace('listening="1"', 'listening="3"'), TALK.replace('listening="1"', 'listening="0"')
LATE, IN_TIME = (in_course(due=PAST),), (in_course(due=LATER),)


def talk(text: str = TALK, *, played: bool = True, **settings) -> Gradebook:
    """Return a scenario of 5 points, its first run played."""
    book = Gradebook(World(text, settings={"weight": 5.0, **settings}, lms=True))
    if played:
        book.world.play(*FIRST)
    return book


def taken(world: World, status: int = 200) -> Gradebook:
    """Return a reflection or continuum of 5 points, and somebody who takes part."""
    book = Gradebook(world)
    take_part(book, status)
    return book


def take_part(book: Gradebook, status: int = 200) -> Gradebook:
    world = book.world
    if isinstance(world, ContinuumWorld):
        answer = world.submit({"silent": "often"})
    else:
        answer = world.take_part({"sign": "teapot"})
    assert answer.status == status, answer.body
    return book


def written(**more) -> ReflectionWorld:
    return ReflectionWorld(questions(), settings={"weight": 5.0}, lms=True, **more)


def stand(**more) -> ContinuumWorld:
    return ContinuumWorld(settings={"weight": 5.0}, lms=True, **more)


def then(book: Gradebook, *acts) -> Gradebook:
    """Let acts follow one another."""
    for act in acts:
        act(book)
    return book


def plays(*choices):
    return lambda book: book.world.play(*choices)


def overridden(points):
    return lambda book: book.override(points)


def refused_override(points):
    def act(book):
        with pytest.raises(Refused):
            book.override(points)
    return act


def edited(text):
    return lambda book: book.world.edit(text)


def rescored(*, only_if_higher=False):
    return lambda book: book.rescore(only_if_higher=only_if_higher)


def reset(book):
    book.reset_attempts()


def deleted(book):
    book.delete_state()


def late(book):
    book.world.mixins = LATE


def in_time(book):
    book.world.mixins = IN_TIME


def refused(handler, code, **data):
    def act(book):
        answer = book.world.post(handler, data)
        assert (answer.status, answer.json["code"]) == (403, code), answer.body
    return act


def replays_better(book):
    assert book.world.rewind(1, 0).json["practice"] is True
    assert book.world.walk(2, *BETTER)["result"]["score"]["percent"] == 100


def left_in_the_middle(book):
    book.world.begin()
    book.world.walk(1, "rule")


def left_in_the_middle_again(book):
    book.world.begin(2)
    book.world.walk(2, "hear")


def debriefs_the_first_run(book):
    view = book.world.state()
    assert view["result"]["score"]["percent"] == 67 and view["can"] == {"begin": False, "choose": False, "rewind": True}


def finishes_the_second_run(book):
    book.world.walk(2, "plain", first=1)


def repeats_the_last_choice(book):
    published = len(book.world.published)
    assert book.world.choose(1, 1, "plain").status == 200 and len(book.world.published) == published


def is_viewed_and_played_by_staff(book):
    before, grades = book.world.stored(), list(book.world.grades)
    assert viewed_as(book.world).play(*BETTER)["result"]["score"]["percent"] == 100
    assert book.world.stored() == before and book.world.grades == grades


ROWS = {
    "nothing was played": lambda: talk(played=False),
    "the first run ends": talk,
    "the first run is left in the middle": lambda: then(talk(played=False), left_in_the_middle),
    "a better run follows": lambda: then(talk(), plays(*BETTER)),
    "a worse run follows": lambda: then(talk(), plays(*WORSE)),
    'practice from a step ("try again from here") goes better': lambda: then(talk(), replays_better),
    "staff override the score with 4": lambda: then(talk(), overridden(4)),
    "staff override the score with 4, and a worse run follows": lambda: then(talk(), overridden(4), plays(*WORSE)),
    "staff override the score with 4, and a better run follows": lambda: then(talk(), overridden(4), plays(*BETTER)),
    "staff override the score with 1, and the same run is played again":
        lambda: then(talk(), overridden(1), plays(*FIRST)),
    "staff override the score with 6": lambda: then(talk(), refused_override(6)),
    "staff override the score with 4, then rescore": lambda: then(talk(), overridden(4), rescored()),
    "staff override the score with 4, then rescore only if higher":
        lambda: then(talk(), overridden(4), rescored(only_if_higher=True)),
    "the author raises levels, and nobody rescores": lambda: then(talk(), edited(RAISED)),
    "the author raises levels, and staff rescore": lambda: then(talk(), edited(RAISED), rescored()),
    "the author lowers levels, and staff rescore": lambda: then(talk(), edited(LOWERED), rescored()),
    "the author lowers levels, and staff rescore only if higher":
        lambda: then(talk(), edited(LOWERED), rescored(only_if_higher=True)),
    "the author takes the run's scene away, and staff rescore":
        lambda: then(talk(), edited(without_scene(TALK, "form", "desk")), rescored()),
    "where the average counts, the author raises levels, staff rescore, and the same run is played again":
        lambda: then(
            talk(with_scoring('pass="70" keep="average"')),
            edited(RAISED.replace('pass="70"', 'pass="70" keep="average"')),
            rescored(),
            plays(*FIRST),
        ),
    "staff rescore somebody who has not played": lambda: then(talk(played=False), rescored()),
    "the only attempt is used up, and another is asked for":
        lambda: then(talk(max_attempts=1), refused("begin", "no-attempts", attempt=2)),
    "the only attempt is used up, staff reset attempts, and a better run follows":
        lambda: then(talk(max_attempts=1), reset, plays(*BETTER)),
    "staff reset attempts": lambda: then(talk(max_attempts=1), reset),
    "staff delete the state": lambda: then(talk(), deleted),
    "staff delete the state, and a worse run follows": lambda: then(talk(), deleted, plays(*WORSE)),
    "staff delete the state of all learners": lambda: then(talk(), Gradebook.delete_everybodys_state),
    "the due date passes in the middle of the first run":
        lambda: then(
            talk(played=False),
            left_in_the_middle,
            late,
            refused("choose", "past-due", attempt=1, step=1, choice="plain"),
        ),
    "the due date passes in the middle of a second run":
        lambda: then(talk(), left_in_the_middle_again, late, debriefs_the_first_run),
    "the due date passes in the middle of a second run, Ann gets an extension, and finishes it better":
        lambda: then(talk(), left_in_the_middle_again, late, debriefs_the_first_run, in_time, finishes_the_second_run),
    "after the due date a new run is asked for": lambda: then(talk(), late, refused("begin", "past-due", attempt=2)),
    "after the due date a replay goes better": lambda: then(talk(), late, replays_better),
    "after the due date a replay goes better, where replays are graded":
        lambda: then(talk(with_scoring('pass="70" retry="graded"')), late, replays_better),
    "the due date passes, Ann gets an extension, and a better run follows":
        lambda: then(talk(), late, in_time, plays(*BETTER)),
    "a late request repeats the last choice of the ended run": lambda: then(talk(), late, repeats_the_last_choice),
    "staff view the course as Ann and play better": lambda: then(talk(), is_viewed_and_played_by_staff),
    "a reflection: somebody takes part": lambda: taken(written()),
    "a reflection: somebody takes part, and staff override the score with 2":
        lambda: then(taken(written()), overridden(2)),
    "a reflection: staff override the score with 2, and somebody takes part":
        lambda: then(Gradebook(written()), overridden(2), take_part),
    "a reflection: somebody takes part, staff override with 2, they take part again":
        lambda: then(taken(written()), overridden(2), take_part),
    "a reflection: somebody takes part, staff override with 2, then rescore":
        lambda: then(taken(written()), overridden(2), rescored()),
    "a reflection: somebody takes part after the due date": lambda: taken(written(mixins=LATE), 403),
    "a reflection: somebody takes part, and staff delete the state": lambda: then(taken(written()), deleted),
    "a continuum: somebody takes part": lambda: taken(stand()),
    "a continuum: somebody takes part after the due date": lambda: taken(stand(mixins=LATE), 403),
    "a continuum: somebody takes part, staff delete the state, they take part again":
        lambda: then(taken(stand()), deleted, take_part),
}


def promised() -> dict[str, tuple[str, str]]:
    """Read the table: {what happens: (grade, completed)}."""
    page = (ROOT / "docs" / "grades.md").read_text(encoding="utf-8")
    table = page.partition("## What staff and the clock leave behind")[2].partition("\n## ")[0]
    lines = [line.strip("|") for line in table.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return {what: (grade, completed) for what, grade, completed, *_ in rows[1:]}


@pytest.fixture(autouse=True)
def _doors(monkeypatch):
    FakeGroupAnswers().install(monkeypatch)
    FakeSharedTexts().install(monkeypatch)


def test_every_row_that_is_promised_is_played():
    assert list(promised()) == list(ROWS)


@pytest.mark.parametrize("what", promised())
def test_the_row_is_kept(what):
    book = ROWS[what]()
    earned, possible = book.weighted()
    assert (f"{round(earned, 2):g} of {possible:g}", "yes" if book.completion.get("ann") else "no") == promised()[what]


# --- the methods and names the platform looks for --------------------------------------------------------------------


@pytest.mark.parametrize("block_class", [ScenarioBlock, ReflectionBlock, ContinuumBlock])
def test_what_the_platform_looks_for_is_there(block_class):
    """Each is looked up by this name; the modules are named in `lms_tasks`."""
    assert issubclass(block_class, ScorableXBlockMixin) and block_class.has_score is True
    assert getattr(block_class, "has_custom_completion", False) is False, "the grade completes, deletion takes it back"
    for method in (
        "max_score",
        "publish_grade",
        "rescore",
        "get_score",
        "set_score",
        "calculate_score",
        "has_submitted_answer",
        "generate_report_data",
    ):
        assert callable(getattr(block_class, method)), method
    assert {"weight", "attempts"} <= set(block_class.fields)
    assert block_class.allows_rescore(block_class) is True


@pytest.mark.parametrize("make", [lambda: World(TALK, lms=True), written, stand])
def test_a_component_bound_to_nobody_answers_what_the_platform_asks_of_such(make):
    block = make().block(None)
    assert block.max_score() > 0 and block.has_submitted_answer() is False
    assert list(block.generate_report_data(iter([]))) == []


@pytest.mark.parametrize("make", [lambda: World(TALK, lms=True), written, stand])
def test_a_score_the_platform_sets_is_the_one_it_gets(make):
    block = make().block("ann")
    block.set_score(block.get_score()._replace(raw_earned=0.4, raw_possible=1.0))
    block.save()
    assert block.get_score() == (0.4, 1.0) and re.fullmatch(r"0\.4", str(block.ratio))
