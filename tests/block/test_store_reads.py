"""How often a request asks the store; the workbench's has no memory, so each question there is a query."""

import json
import subprocess
import sys
from collections import Counter

from powerstruggle_xblock.scenario_block import ScenarioBlock

from . import count_queries
from .support import JsonStore, World
from .texts import TALK

MOST = 10


class CountingStore(JsonStore):
    """Counts what it is asked, by field."""

    def __init__(self):
        super().__init__()
        self.asked = Counter()

    def get(self, key):
        self.asked[key.field_name] += 1
        return super().get(key)

    def has(self, key):
        self.asked[key.field_name] += 1
        return super().has(key)


def test_a_choice_through_the_workbench_takes_at_most_ten_statements_and_one_for_the_trainer_s_counters(tmp_path, root):
    printed = subprocess.run(
        [sys.executable, "-m", count_queries.__name__, str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    counted = json.loads(printed.stdout.splitlines()[-1])
    print(counted)
    choices = [(statements, counters) for what, _, statements, counters in counted if what.startswith("choose")]
    assert choices and max(statements for statements, _ in choices) <= MOST
    assert {counters for _, counters in choices} == {1}


def test_each_field_is_asked_for_once_a_request():
    world = World(TALK, settings={"max_attempts": 3, "weight": 2.0}, store=CountingStore())
    world.play("rule", "plain")
    world.begin(2)
    world.store.asked.clear()
    world.choose(2, 0, "hear")
    assert set(world.store.asked.values()) == {1}, world.store.asked


def test_a_choice_writes_its_record_and_nothing_else():
    world = World(TALK, settings={"max_attempts": 3})
    world.begin()
    world.store.writes.clear()
    world.choose(1, 0, "hear")
    assert world.store.writes == ["progress"]


def test_reading_writes_nothing():
    world = World(TALK)
    world.play("rule", "plain")
    world.store.writes.clear()
    world.state()
    world.block().student_view({})
    assert world.store.writes == []


def test_a_field_read_in_one_question_is_the_field_of_before():
    block = World(TALK, settings={"weight": 2.0}).block()
    assert (block.weight, block.attempts, block.ratio, block.max_attempts) == (2.0, 0, None, 0)
    assert ScenarioBlock.weight is ScenarioBlock.fields["weight"]
    block.weight = 3.0
    assert block.weight == 3.0 and ScenarioBlock.fields["weight"].is_set_on(block)
