"""What the browser is told about prompts: authors' texts, cleaned. Nothing of a learner passes through here."""

from ..safe_html import clean, clean_or_none
from ..scenario import markup
from .model import Prompt, Reflection


def prompts(reflection: Reflection, *, with_examples: bool) -> list[dict]:
    """Give the questions; example answers are for whoever has taken part."""
    return [_prompt(prompt, with_examples) for prompt in reflection.prompts]


def _prompt(prompt: Prompt, with_examples: bool) -> dict:
    return {
        "id": prompt.id, "words": clean(prompt.words), "plain": markup.plain(prompt.words), "hint": clean_or_none(prompt.hint),
        "examples": [clean(example) for example in prompt.examples] if with_examples else [],
    }


def shared(reflection: Reflection, texts) -> list[dict]:
    """Put shared texts under their questions, in the questions' order; those of questions taken out since come last."""
    by_prompt: dict[str, list[str]] = {prompt.id: [] for prompt in reflection.prompts}
    for text in texts:
        by_prompt.setdefault(text.prompt_id, []).append(text.text)
    return [
        {"words": clean(prompt.words) if (prompt := reflection.prompt(id_)) else None, "texts": told}
        for id_, told in by_prompt.items() if told
    ]
