"""One reflection component in memory, and a fake of the shared texts of `group_answers.api`."""

from dataclasses import dataclass, field

from xblock.fields import ScopeIds
from xblock.runtime import KvsFieldData

from powerstruggle_xblock.group_answers.api import NotAvailable, SharedText
from powerstruggle_xblock.reflection import reflection_xml
from powerstruggle_xblock.reflection.model import Reflection
from powerstruggle_xblock.reflection_block import ReflectionBlock
from tests.block.support import UsageKey, World

TYPE = "powerstruggle_reflection"
QUESTIONS = """
<powerstruggle_reflection keep="{keep}" share="{share}" xml:lang="en">
  <intro>Three questions.</intro>
  <prompt id="sign">
    <words>What was the <em>first</em> sign?</words>
    <hint>Jaw, hands.</hint>
    <example>My voice went quiet.</example>
  </prompt>
  <prompt id="line"><words>Which line for next time?</words></prompt>
  <closing>Keep it at hand.</closing>
</powerstruggle_reflection>
"""


def questions(keep="browser", share="false") -> str:
    """Return the XML of two questions with these values of `keep` and `share`."""
    return QUESTIONS.format(keep=keep, share=share)


def build_xml(content: str, attributes: str = "") -> str:
    """Return the XML of a reflection with this content and these attributes."""
    return f"<powerstruggle_reflection{attributes}>{content}</powerstruggle_reflection>"


def parse_valid(text: str) -> Reflection:
    """Return the reflection of a text without fatal issues."""
    reflection = reflection_xml.parse(text).reflection
    assert reflection is not None
    return reflection


@dataclass
class FakeSharedTexts:
    """A fake of the shared texts of `group_answers.api`, in memory.

    `rows` holds the texts by (usage key, user id, prompt id). `is_installed` False: the app is missing.
    """

    is_installed: bool = True
    rows: dict = field(default_factory=dict)

    def install(self, monkeypatch) -> "FakeSharedTexts":
        """Replace the functions of `group_answers.api` by those of this fake."""
        for name in ("available", "share", "withdraw", "shared_by", "shared", "forget_state"):
            monkeypatch.setattr(f"powerstruggle_xblock.group_answers.api.{name}", getattr(self, name))
        return self

    def _require_installed(self):
        if not self.is_installed:
            raise NotAvailable("not installed")

    def available(self):
        """Return whether texts can be kept."""
        return self.is_installed

    def share(self, usage_key, prompt_id, user_id, text):
        """Keep a text, in place of an earlier one."""
        self._require_installed()
        assert isinstance(usage_key, str) and 0 < len(text) <= 20_000
        self.rows.pop((usage_key, str(user_id), prompt_id), None)
        self.rows[usage_key, str(user_id), prompt_id] = text
        return "id"

    def withdraw(self, usage_key, prompt_id, user_id):
        """Delete a text; return whether there was one."""
        self._require_installed()
        if len(prompt_id) > 80:
            raise ValueError("prompt: too long")
        return self.rows.pop((usage_key, str(user_id), prompt_id), None) is not None

    def shared_by(self, usage_key, user_id):
        """Return a person's texts by prompt id."""
        self._require_installed()
        return {
            prompt: text
            for (place, who, prompt), text in self.rows.items()
            if (place, who) == (usage_key, str(user_id))
        }

    def shared(self, usage_key):
        """Return all texts of a component."""
        self._require_installed()
        return [SharedText(prompt, text) for (place, _, prompt), text in self.rows.items() if place == usage_key]

    def forget_state(self, usage_key, user_id):
        """Delete a person's texts in a component."""
        self._require_installed()
        self.rows = {key: text for key, text in self.rows.items() if key[:2] != (usage_key, str(user_id))}


@dataclass
class ReflectionWorld(World):
    """One reflection component, its course, and the people who use it."""

    def __post_init__(self):
        if self.usage == UsageKey():
            self.usage = UsageKey("questions")
        self.edit(self.text)
        block = self._block(None, KvsFieldData(self.store))
        for name, value in self.settings.items():
            setattr(block, name, value)
        block.save()
        self.store.writes.clear()

    def reflection_block(self, user: str | None = "ann") -> ReflectionBlock:
        """Return the component bound to a person; None stands for nobody."""
        return self._block(user, None)

    def _block(self, user, field_data) -> ReflectionBlock:
        runtime = self.runtime(user, field_data)
        return runtime.construct_xblock_from_class(
            ReflectionBlock, ScopeIds(user, TYPE, f"def-{self.usage}", self.usage)
        )

    def edit(self, text: str) -> None:
        """Store another text, as its author would."""
        block = self._block(None, KvsFieldData(self.store))
        block.content = ReflectionBlock.notation.stored_text(text) if text else ""
        block.save()

    def take_part(self, words=None, keep="browser", **who):
        """Send texts by prompt id, with the value of `keep` that the page showed."""
        return self.post("finish", {"keep": keep, "words": words or {}}, **who)

    def share(self, prompt, text, **who):
        """Share a text at a prompt."""
        return self.post("share", {"prompt": prompt, "text": text}, **who)

    def withdraw(self, prompt, **who):
        """Withdraw the text shared at a prompt."""
        return self.post("withdraw", {"prompt": prompt}, **who)
