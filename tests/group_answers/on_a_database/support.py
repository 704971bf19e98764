"""What these tests share: people who act at once, and a look at the figures that no door gives."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from powerstruggle_xblock.group_answers import api
from tests.group_answers.real_counts import real_counts

PLACE = "block-v1:Harbor+ROPE+2026+type@powerstruggle_continuum+block@line"
ROUND = "before"
SCALE = ["calm", "itch", "tense", "hot", "every-time"]

__all__ = ["PLACE", "ROUND", "SCALE", "answer", "at_once", "positions", "real_counts"]


def at_once(acts):
    """Run each act in a thread of its own, all at once; return what they returned. Raises what one raises."""
    acts = list(acts)
    together = Barrier(len(acts))

    def run(act):
        try:
            together.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return [done.result() for done in [people.submit(run, act) for act in acts]]


def answer(person, position, place=PLACE, round_=ROUND, **more):
    """Answer one question."""
    return api.submit(place, round_, person, {"names": position}, **more)


def positions(place=PLACE, round_=ROUND, pool=""):
    """Give how many really stand where, without those nobody chose."""
    counts = real_counts(place, round_, pool)["answers"]
    return counts.get("names", {})
