"""What reflection prompts are: plain data, nothing in it ever changes. Texts are the notation's small markup."""

from dataclasses import dataclass

BROWSER, LEARNER = "browser", "learner"
KEEPS = (BROWSER, LEARNER)
"""Where a learner's words are kept: in their own browser alone, or in their learner state, which course staff can read."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: its words, a hint one may open, and an author's example answers, shown after taking part."""

    id: str
    words: str
    hint: str | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reflection:
    """One component's prompts. `share` offers a second button that shows words to the facilitator; notes are the authors' own."""

    prompts: tuple[Prompt, ...]
    keep: str = BROWSER
    share: bool = False
    lang: str | None = None
    intro: str | None = None
    closing: str | None = None
    notes: tuple[str, ...] = ()
    title: str | None = None
    weight: float | None = None

    def prompt(self, id_: str) -> Prompt | None:
        """Give the prompt with this id, or None."""
        return next((prompt for prompt in self.prompts if prompt.id == id_), None)
