"""One continuum component in memory, and a fake of `group_answers.api` with the real suppression rules."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from xblock.fields import ScopeIds

from powerstruggle_xblock.continuum import continuum_xml, grammar, presenter
from powerstruggle_xblock.continuum.model import Continuum
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.group_answers.aggregates import Aggregate
from tests.block.support import Answer, ContextKey, World

SMALL_CONTINUUM = """<powerstruggle_continuum round="before" k="8" xml:lang="en">
  <intro>Two events.</intro>
  <frame>When a person I work with…</frame>
  <scale ask="How much?" top="4">
    <stop id="none">not at all</stop>
    <stop id="little">a little</stop>
    <stop id="some">some days</stop>
    <stop id="often">often</stop>
    <stop id="always">always</stop>
  </scale>
  <next ask="What I do next">
    <option id="louder">get louder</option>
    <option id="pause">pause</option>
  </next>
  <statement id="silent" follow-up="true">
    <content-note>Silence.</content-note>
    <words>…says nothing.</words>
    <prompt>Facilitators only: whose silence?</prompt>
  </statement>
  <statement id="loud" low="leaves me cold" high="every single time">
    <words>…shouts.</words>
  </statement>
  <prompt>Facilitators only: what helps?</prompt>
  <closing>Somebody is near you.</closing>
  <tag-out>Find a partner.</tag-out>
</powerstruggle_continuum>
"""
SECOND_ROUND = SMALL_CONTINUUM.replace('round="before"', 'round="after" since="before"')


def parse_valid(text: str) -> Continuum:
    """Return the continuum of a text without fatal issues."""
    continuum = continuum_xml.parse(text).continuum
    assert continuum is not None
    return continuum


@dataclass(frozen=True)
class Course(ContextKey):
    """A course's key that makes keys of its components."""

    def make_usage_key(self, block_type, block_id):
        """Return the key of a continuum component of the course."""
        assert block_type == grammar.ROOT
        return UsageKey(block_id, self)


@dataclass(frozen=True)
class UsageKey:
    """A component's key, as opaque keys have them."""

    name: str = "stand"
    context_key: ContextKey = Course()

    @property
    def block_id(self) -> str:
        """The last part of a usage key."""
        return self.name

    def __str__(self) -> str:
        return f"block-v1:org+course+run+type@{grammar.ROOT}+block@{self.name}"


IN_A_LIBRARY = UsageKey("stand", Course(is_course=False))


class FakeGroupAnswers:
    """A fake of `group_answers.api` in memory, with the real rules of release and suppression.

    `aggregates` holds the counts by (place, round), `participants` who took part, as (place, round, user id).
    """

    def __init__(self):
        self.aggregates: dict[tuple[str, str], Aggregate] = {}
        self.participants: set[tuple[str, str, str]] = set()
        self.is_available = True

    def install(self, monkeypatch) -> "FakeGroupAnswers":
        """Replace the functions of `group_answers.api` by those of this fake."""
        names = ("available", "submit", "took_part", "distributions", "release", "promised_k")
        for name in (*names, "set_second_round", "find_second_round"):
            monkeypatch.setattr(api, name, getattr(self, name))
        return self

    def _place(self, usage_key: str, pool: str) -> str:
        if not self.is_available:
            raise api.NotAvailable("off")
        return f"pool {pool}" if pool else usage_key

    def available(self):
        """Return whether answers can be counted."""
        return self.is_available

    def submit(self, usage_key, round_, user_id, answers, follow_ups=None, *, pool="", k=8, automatic=True):
        """Count answers; return False, and count nothing, for a person who took part already."""
        place = self._place(usage_key, pool)
        who = (place, round_, str(user_id))
        if who in self.participants:
            return False
        self.participants.add(who)
        aggregate = self.aggregates.setdefault((place, round_), Aggregate())
        aggregate.increment(answers, follow_ups or {}, k)
        if automatic:
            aggregate.release()
        return True

    def release(self, usage_key, round_, *, pool="", k=5):
        aggregate = self.aggregates.get((self._place(usage_key, pool), round_))
        return aggregate is not None and aggregate.release(k)

    def set_second_round(self, usage_key, round_, is_begun, *, pool=""):
        aggregate = self.aggregates.get((self._place(usage_key, pool), round_))
        return aggregate is not None and aggregate.set_second_round(round_, is_begun)

    def find_second_round(self, usage_key, round_, *, pool=""):
        return self.aggregates.get((self._place(usage_key, pool), round_), Aggregate()).find_second_round(round_)

    def promised_k(self, usage_key, round_, k=8, *, pool=""):
        return max(k, self.aggregates.get((self._place(usage_key, pool), round_), Aggregate()).k)

    def took_part(self, usage_key, round_, user_id, *, pool=""):
        """Return whether a person took part in a round."""
        return (self._place(usage_key, pool), round_, str(user_id)) in self.participants

    def distributions(self, usage_key, round_, questions, k=8, *, follow_ups=None, pool=""):
        aggregate = self.aggregates.get((self._place(usage_key, pool), round_), Aggregate())
        return {
            question: aggregate.distribution(question, positions, (follow_ups or {}).get(question, ()), k)
            for question, positions in questions.items()
        }

    def counted(self, round_="before") -> dict[str, dict[str, int]]:
        """Return all counts, shown or not: {question: {position: people}}."""
        found: dict[str, dict[str, int]] = {}
        for (_, named), aggregate in self.aggregates.items():
            if named == round_:
                for question, (released, pending) in aggregate.content()["questions"].items():
                    found[question] = dict(Counter(released[1]) + Counter(pending[1]))
        return found


@dataclass
class ContinuumWorld(World):
    """One continuum component, its course, and the people who use it."""

    text: str = SMALL_CONTINUUM
    usage: Any = UsageKey()
    people: list = field(default_factory=list)

    def _block(self, user, field_data) -> ContinuumBlock:
        runtime = self.runtime(user, field_data)
        return runtime.construct_xblock_from_class(
            ContinuumBlock, ScopeIds(user, grammar.ROOT, f"def-{self.usage}", self.usage)
        )

    def version(self) -> str:
        """Return the version that a page would send."""
        continuum = self.continuum_block().parsed.continuum
        assert continuum is not None
        return presenter.answer_version(continuum)

    def continuum_block(self, user: str | None = "ann") -> ContinuumBlock:
        """Return the component bound to a person; None stands for nobody."""
        return self._block(user, None)

    def submit(self, answers=None, follow_ups=None, *, user="ann", **more) -> Answer:
        """Send answers as a person."""
        body = {"version": self.version(), "answers": answers or {}, "follow_ups": follow_ups or {}, **more}
        return self.post("submit", body, user=user)

    def submit_each(self, *stops: str, question="silent", first=0) -> None:
        """Send one answer each for new people, in order."""
        for number, stop in enumerate(stops, first):
            assert self.submit({question: stop}, user=f"p{number}").status == 200
