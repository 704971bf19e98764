"""The model of a reflection: frozen dataclasses. Texts are the small markup of `notation.markup`."""

from dataclasses import dataclass

BROWSER, LEARNER = "browser", "learner"
KEEP_VALUES = (BROWSER, LEARNER)
"""Where a learner's texts are kept: only in their browser, or in their learner state, which course staff can read."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question: its words, a hint that learners may open, and example answers, shown after taking part."""

    id: str
    words: str
    hint: str | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reflection:
    """The prompts of one component.

    `keep` is one of KEEP_VALUES. `share` lets learners show a text to the facilitator. `notes` are for authors only.
    """

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
        """Return the prompt with this id, or None where there is none."""
        return next((prompt for prompt in self.prompts if prompt.id == id_), None)
