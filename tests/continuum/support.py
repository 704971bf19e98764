"""One continuum component in memory, and a door to the group's answers that keeps to the real rules without a database."""

from dataclasses import dataclass, field
from typing import Any

from xblock.fields import ScopeIds

from powerstruggle_xblock.continuum import grammar, presenter, ready_made
from powerstruggle_xblock.continuum_block import ContinuumBlock
from powerstruggle_xblock.group_answers import api
from powerstruggle_xblock.group_answers.aggregates import Aggregate
from tests.block.support import Answer, ContextKey, World

TINY = """<powerstruggle_continuum round="before" k="8" xml:lang="en">
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
AFTER = TINY.replace('round="before"', 'round="after" since="before"')


@dataclass(frozen=True)
class Course(ContextKey):
    """A course's key that makes keys of its components."""

    def make_usage_key(self, block_type, block_id):
        assert block_type == grammar.ROOT
        return UsageKey(block_id, self)


@dataclass(frozen=True)
class UsageKey:
    """A component's key, as opaque keys have them."""

    name: str = "stand"
    context_key: ContextKey = Course()

    @property
    def block_id(self) -> str:
        """What a usage key ends in."""
        return self.name

    def __str__(self) -> str:
        return f"block-v1:org+course+run+type@{grammar.ROOT}+block@{self.name}"


IN_A_LIBRARY = UsageKey("stand", Course(is_course=False))


class Door:
    """Stands in for the group's door: the real release and mask rules, sheets in memory, people remembered beside them."""

    def __init__(self):
        self.sheets: dict[tuple[str, str], Aggregate] = {}
        self.people: set[tuple[str, str, str]] = set()
        self.on = True

    def install(self, monkeypatch) -> "Door":
        for name in ("available", "submit", "took_part", "group_lines"):
            monkeypatch.setattr(api, name, getattr(self, name))
        return self

    def _place(self, usage_key: str, pool: str) -> str:
        if not self.on:
            raise api.NotAvailable("off")
        return f"pool {pool}" if pool else usage_key

    def available(self):
        return self.on

    def submit(self, usage_key, round_, user_id, answers, follow_ups=None, *, pool="", k=8, batch=3):
        place = self._place(usage_key, pool)
        who = (place, round_, str(user_id))
        if who in self.people:
            return False
        self.people.add(who)
        self.sheets.setdefault((place, round_), Aggregate()).add(answers, follow_ups or {}, k, batch)
        return True

    def took_part(self, usage_key, round_, user_id, *, pool=""):
        return (self._place(usage_key, pool), round_, str(user_id)) in self.people

    def group_lines(self, usage_key, round_, questions, k=8, *, follow_ups=None, pool=""):
        sheet = self.sheets.get((self._place(usage_key, pool), round_), Aggregate())
        return {question: sheet.line(question, positions, (follow_ups or {}).get(question, ()), k)
                for question, positions in questions.items()}

    def counted(self, round_="before") -> dict[str, dict[str, int]]:
        """What lies in the boxes, whatever is told: {question: {position: people}}."""
        boxes: dict[str, dict[str, int]] = {}
        for (_, named), sheet in self.sheets.items():
            if named == round_:
                boxes |= {question: dict(box[1]) for question, box in sheet.content()["answers"].items()}
        return boxes


@dataclass
class Room(World):
    """One continuum component and whoever comes along."""

    text: str = TINY
    usage: Any = UsageKey()
    people: list = field(default_factory=list)

    def _block(self, user, field_data):
        runtime = self.runtime(user, field_data)
        return runtime.construct_xblock_from_class(ContinuumBlock, ScopeIds(user, grammar.ROOT, f"def-{self.usage}", self.usage))

    def version(self) -> str:
        """The version a page would send."""
        return presenter.version(self.block().reading.continuum)

    def submit(self, answers=None, follow_ups=None, *, user="ann", **more) -> Answer:
        """Take part as somebody."""
        body = {"version": self.version(), "answers": answers or {}, "follow_ups": follow_ups or {}, **more}
        return self.post("submit", body, user=user)

    def crowd(self, *stops: str, question="silent", first=0) -> None:
        """Let one person after the other take part, each at a stop."""
        for number, stop in enumerate(stops, first):
            assert self.submit({question: stop}, user=f"p{number}").status == 200


def set_text(name: str) -> str:
    """Give a ready-made set."""
    return ready_made.set_text(name)
