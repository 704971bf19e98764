"""One reflection component in memory, as learners, staff and a platform's tasks meet it; and a place that keeps shared texts."""

from dataclasses import dataclass, field

from xblock.fields import ScopeIds
from xblock.runtime import KvsFieldData

from powerstruggle_xblock.group_answers.api import NotAvailable, SharedText
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests.block.support import UsageKey, World

TYPE = "powerstruggle_reflection"
QUESTIONS = """
<powerstruggle_reflection keep="{keep}" share="{share}" xml:lang="en">
  <intro>Three questions.</intro>
  <prompt id="sign"><words>What was the <em>first</em> sign?</words><hint>Jaw, hands.</hint><example>My voice went quiet.</example></prompt>
  <prompt id="line"><words>Which line for next time?</words></prompt>
  <closing>Keep it at hand.</closing>
</powerstruggle_reflection>
"""


def questions(keep="browser", share="false") -> str:
    """The two questions with a way of keeping."""
    return QUESTIONS.format(keep=keep, share=share)


@dataclass
class Shelf:
    """Stands for the group's app: keeps shared texts as `group_answers.api` promises to; `there` False: it is not installed."""

    there: bool = True
    rows: dict = field(default_factory=dict)

    def put_in_place(self, monkeypatch) -> "Shelf":
        """Let the block talk to this shelf."""
        for name in ("available", "share", "withdraw", "shared_by", "shared", "forget_state"):
            monkeypatch.setattr(f"powerstruggle_xblock.group_answers.api.{name}", getattr(self, name))
        return self

    def _require(self):
        if not self.there:
            raise NotAvailable("not installed")

    def available(self):
        return self.there

    def share(self, usage_key, prompt_id, user_id, text):
        self._require()
        assert isinstance(usage_key, str) and 0 < len(text) <= 20_000
        self.rows.pop((usage_key, str(user_id), prompt_id), None)
        self.rows[usage_key, str(user_id), prompt_id] = text
        return "id"

    def withdraw(self, usage_key, prompt_id, user_id):
        self._require()
        if len(prompt_id) > 80:
            raise ValueError("prompt: too long")
        return self.rows.pop((usage_key, str(user_id), prompt_id), None) is not None

    def shared_by(self, usage_key, user_id):
        self._require()
        return {prompt: text for (place, who, prompt), text in self.rows.items() if (place, who) == (usage_key, str(user_id))}

    def shared(self, usage_key):
        self._require()
        return [SharedText(prompt, text) for (place, _, prompt), text in self.rows.items() if place == usage_key]

    def forget_state(self, usage_key, user_id):
        self._require()
        self.rows = {key: text for key, text in self.rows.items() if key[:2] != (usage_key, str(user_id))}


@dataclass
class ReflectionWorld(World):
    """One component, its course and whoever comes along."""

    def __post_init__(self):
        if self.usage == UsageKey():
            self.usage = UsageKey("questions")
        self.edit(self.text)
        block = self._block(None, KvsFieldData(self.store))
        for name, value in self.settings.items():
            setattr(block, name, value)
        block.save()
        self.store.writes.clear()

    def _block(self, user, field_data):
        runtime = self.runtime(user, field_data)
        return runtime.construct_xblock_from_class(ReflectionBlock, ScopeIds(user, TYPE, f"def-{self.usage}", self.usage))

    def edit(self, text: str) -> None:
        """Let the author put another text in place."""
        block = self._block(None, KvsFieldData(self.store))
        block.content = ReflectionBlock.stored_text(text) if text else ""
        block.save()

    def finish(self, words=None, keep="browser", **who):
        return self.post("finish", {"keep": keep, "words": words or {}}, **who)

    def share(self, prompt, text, **who):
        return self.post("share", {"prompt": prompt, "text": text}, **who)

    def withdraw(self, prompt, **who):
        return self.post("withdraw", {"prompt": prompt}, **who)
