"""Two concurrent requests of one learner, with the second at each possible point of the first.

The store keeps each field by itself, as the workbench's does; the second request runs whole at one chosen moment of the
first.
"""

import pytest

from .support import JsonStore, World
from .texts import TALK, with_scoring


class InterruptedStore(JsonStore):
    """A store that calls a function once, at the n-th access to a learner's fields: after a read, before a write."""

    def __init__(self):
        super().__init__()
        self.accesses, self.at, self.happens = 0, None, None

    def arm(self, at, happens):
        self.accesses, self.at, self.happens = 0, at, happens

    def _pass(self, key):
        if key.user_id and self.happens:
            self.accesses += 1
            if self.accesses == self.at:
                happens, self.happens = self.happens, None
                happens()

    def get(self, key):
        try:
            return super().get(key)
        finally:
            self._pass(key)

    def set(self, key, value):
        self._pass(key)
        super().set(key, value)

    def set_many(self, update_dict):
        for key, value in update_dict.items():
            self.set(key, value)


ACCESSES = range(1, 9)


@pytest.fixture
def world() -> World:
    return World(with_scoring('retry="graded"'), settings={"max_attempts": 5}, store=InterruptedStore())


@pytest.mark.parametrize("access", ACCESSES)
def test_a_doubled_begin_costs_one_attempt(world, access):
    world.store.arm(access, world.begin)
    assert world.begin().status == 200
    assert world.stored()["attempts"] == 1 and world.progress().run == 1


@pytest.mark.parametrize("access", ACCESSES)
def test_a_doubled_graded_retry_costs_one_attempt(world, access):
    world.play("rule", "plain")
    world.store.arm(access, lambda: world.rewind(1, 1))
    assert world.rewind(1, 1).status == 200
    assert world.stored()["attempts"] == 2 and world.progress().run == 2 and world.progress().path == ("rule",)


@pytest.mark.parametrize("access", ACCESSES)
def test_a_doubled_last_choice_is_recorded_once(world, access):
    world.play("rule")
    world.store.arm(access, lambda: world.choose(1, 1, "plain"))
    assert world.choose(1, 1, "plain").status == 200
    assert len(world.progress().recorded) == 1 and world.stored()["ratio"] == pytest.approx(2 / 3)
    assert set(world.grades) == {2 / 3}


@pytest.mark.parametrize("access", ACCESSES)
def test_the_platform_setting_a_score_meanwhile_loses_no_run(access):
    world = World(TALK, store=InterruptedStore())
    world.play("rule")

    def override():
        block = world.block()
        block.ratio = 0.9
        block.save()

    world.store.arm(access, override)
    world.choose(1, 1, "plain")
    assert world.progress().settled and len(world.progress().recorded) == 1
