"""What the trainer's panel costs: its page on ten thousand attempts, and the counters' share of a choice."""

import random
from collections import Counter
from contextlib import contextmanager

from memory import Runtime
from webob import Request

ATTEMPTS, SCENES = 10_000, 60
STAFF = "author"


@contextmanager
def uncounted():
    """Leave out the tally's one statement, so that a block's own cost is measured; what leads to it is not left out."""
    from powerstruggle_xblock.group_answers import api
    tally, api.increment = api.increment, lambda *_: None
    try:
        yield
    finally:
        api.increment = tally


def panels(subject) -> dict:
    """Return the makers of two calls: the panel of a component without attempts and of one with ten thousand."""
    from powerstruggle_xblock.scenario_block import ScenarioBlock
    empty = subject.ids.create_usage(subject.ids.get_definition_id(subject.usage))
    _count(str(subject.usage), Runtime(subject.store, subject.ids, ScenarioBlock).get_block(subject.usage))

    def opened(usage):
        def prepare():
            runtime = Runtime(subject.store, subject.ids, ScenarioBlock)
            runtime.user_id = STAFF

            def call():
                response = runtime.handle(runtime.get_block(usage), "panel", Request.blank("/"))
                assert response.status_int == 200, response.body
                return response
            return call
        return prepare

    return {"empty": opened(empty), "full": opened(subject.usage)}


def _count(usage: str, block) -> None:
    """Write the counters that ten thousand seeded attempts leave.

    A third of them are later attempts; one in fifty stops at each scene.
    """
    from powerstruggle_xblock.group_answers import storage
    from powerstruggle_xblock.panel import counters
    chance, found = random.Random(0), Counter()
    scenes, endings = block.scenario.scenario.scenes, block.scenario.scenario.endings
    for attempt in range(ATTEMPTS):
        first = attempt % 3 > 0
        found[first, counters.ATTEMPTS_STARTED] += 1
        for scene in scenes:
            found[first, counters.scene_counter(scene.id)] += 1
            if chance.random() < 0.02:
                break
            found[first, counters.continued_counter(scene.id)] += 1
            found[first, counters.choice_counter(scene.id, chance.choice(scene.choices).id)] += 1
        else:
            ending = counters.ending_counter(chance.choice(endings).id)
            band = counters.score_band_counter(counters.score_band(chance.random()))
            for name in (counters.ATTEMPTS_ENDED, ending, band):
                found[first, name] += 1
    rows = storage.load_models().ScenarioTally
    version = block.scenario.version
    rows.objects.bulk_create([
        rows(
            key=storage.digest(usage, version, str(first), name),
            usage_key=usage,
            version=version,
            first=first,
            name=name,
            count=count,
        )
        for (first, name), count in found.items()
    ])
