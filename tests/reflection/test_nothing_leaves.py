"""Reads and refusals of a reflection keep, share and publish nothing; nor does an answer that can't be built."""

from collections.abc import Callable

import pytest

from powerstruggle_xblock.reflection import presenter
from tests.block.support import PAST, in_course

from .support import FakeSharedTexts, ReflectionWorld, questions

STATES: dict[str, Callable[[ReflectionWorld], object]] = {
    "nothing written": lambda world: None,
    "took part": lambda world: world.take_part({"sign": "jaw"}, keep="learner"),
    "shared": lambda world: (world.take_part({}, keep="learner"), world.share("sign", "my jaw")),
    "an edit broke it": lambda world: (
        world.take_part({"sign": "jaw"}, keep="learner"),
        world.edit("<powerstruggle_reflection/>"),
    ),
    "nothing there": lambda world: world.edit(""),
}
CONDITIONS: dict[str, Callable[[ReflectionWorld], object]] = {
    "in time": lambda world: None,
    "late": lambda world: setattr(world, "mixins", (in_course(due=PAST),)),
    "not enrolled": lambda world: setattr(world, "enrolled", set()),
}


class Watched:
    """Everything that can leave a reflection."""

    def __init__(self, world: ReflectionWorld, texts: FakeSharedTexts):
        self.world, self.texts = world, texts
        world.store.writes.clear()
        world.published.clear()
        self.before = dict(texts.rows)

    def left(self) -> list:
        """Return what has left since."""
        shared = [] if self.texts.rows == self.before else ["shared"]
        return [*self.world.store.writes, *self.world.published, *shared]


REFUSED = [
    *(("finish", body) for body in ({}, {"keep": "nowhere"}, {"keep": "learner", "words": {"sign": 3}},
                                    {"keep": "learner", "words": []})),
    *(("share", body) for body in ({}, {"prompt": "sign", "text": " "}, {"prompt": "gone", "text": "x"},
                                   {"prompt": "sign", "text": "x" * 5000})),
    ("withdraw", {}),
    ("withdraw", {"prompt": "x" * 90}),
    ("shared_list", {}),
]  # fmt: skip


def read_everything(world: ReflectionWorld) -> None:
    """Ask for all that reads only."""
    assert world.post("state", {}).status in (200, 403)
    world.get("student_view_user_state")
    block = world.reflection_block()
    for ask in (block.student_view, block.public_view, block.author_view, block.student_view_data):
        ask({})
    block.index_dictionary(), block.validate(), block.get_score(), block.calculate_score()
    list(block.generate_report_data([]))
    block.save()


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("state", STATES)
def test_reading_and_every_refused_request_leave_no_trace(state, condition, monkeypatch):
    texts = FakeSharedTexts().install(monkeypatch)
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    STATES[state](world)
    CONDITIONS[condition](world)
    watched = Watched(world, texts)
    read_everything(world)
    assert watched.left() == []
    for handler, body in REFUSED:
        assert world.post(handler, body).status in (400, 403, 409), (handler, body)
        assert watched.left() == [], (handler, body)


@pytest.mark.parametrize("condition", ["late", "not enrolled"])
def test_sound_requests_that_are_refused_leave_no_trace(condition, monkeypatch):
    texts = FakeSharedTexts().install(monkeypatch)
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    CONDITIONS[condition](world)
    watched = Watched(world, texts)
    assert world.take_part({"sign": "jaw"}, keep="learner").status == 403
    if condition == "not enrolled":
        assert world.share("sign", "my jaw").status == 403
    assert watched.left() == []


def test_a_text_that_the_site_can_not_keep_after_all_leaves_no_trace(monkeypatch):
    texts = FakeSharedTexts().install(monkeypatch)
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    monkeypatch.setattr("powerstruggle_xblock.platform.reflection_controller.is_installed", lambda: True)
    texts.is_installed = False
    watched = Watched(world, texts)
    refused = world.share("sign", "my jaw")
    assert (refused.status, refused.json["code"]) == (409, "share-off") and watched.left() == []


def test_an_answer_that_can_not_be_built_leaves_no_trace(monkeypatch):
    texts = FakeSharedTexts().install(monkeypatch)
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    world.take_part({"sign": "jaw"}, keep="learner")
    world.share("sign", "my jaw")
    watched = Watched(world, texts)

    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(presenter, "build_prompts", fail)
    for answer in (
        world.take_part({"sign": "hands"}, keep="learner"), world.take_part(user="ben"), world.post("forget", {}),
        world.share("line", "mine"), world.post("withdraw", {"prompt": "sign"}),
    ):  # fmt: skip
        assert (answer.status, answer.json["code"]) == (500, "failed") and watched.left() == []


def test_each_answer_is_the_view_of_what_is_stored_then(monkeypatch):
    FakeSharedTexts().install(monkeypatch)
    world = ReflectionWorld(questions("learner", "true"), lms=True)
    for handler, body in (
        ("finish", {"keep": "learner", "words": {"sign": "jaw", "line": "stop"}}),
        ("finish", {"keep": "learner", "words": {"line": "wait"}}),
        ("share", {"prompt": "sign", "text": "my jaw"}),
        ("share", {"prompt": "sign", "text": "my hands"}),
        ("share", {"prompt": "line", "text": "stop"}),
        ("withdraw", {"prompt": "sign"}),
        ("withdraw", {"prompt": "sign"}),
        ("forget", {}),
    ):
        answer = world.post(handler, body)
        assert answer.status == 200 and answer.json == world.post("state", {}).json, (handler, body)
