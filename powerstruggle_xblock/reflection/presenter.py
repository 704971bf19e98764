"""What the browser is told about prompts: authors' texts, cleaned. Nothing of a learner passes through here."""

from collections.abc import Callable

from ..notation import markup
from ..presenter.safe_html import render_html, render_optional_html
from .model import Prompt, Reflection


def prompts(reflection: Reflection, address: Callable[[str], str], *, with_examples: bool) -> list[dict]:
    """Give the questions; example answers are for whoever has taken part. `address` gives a course's own file's."""
    return [_prompt(prompt, address, with_examples) for prompt in reflection.prompts]


def _prompt(prompt: Prompt, address: Callable[[str], str], with_examples: bool) -> dict:
    return {
        "id": prompt.id, "words": render_html(prompt.words, address), "plain": markup.plain_text(prompt.words),
        "hint": render_optional_html(prompt.hint, address),
        "examples": [render_html(example, address) for example in prompt.examples] if with_examples else [],
    }


def shared(reflection: Reflection, texts, address: Callable[[str], str]) -> list[dict]:
    """Put shared texts under their questions, in the questions' order; those of questions taken out since come last."""
    by_prompt: dict[str, list[str]] = {prompt.id: [] for prompt in reflection.prompts}
    for text in texts:
        by_prompt.setdefault(text.prompt_id, []).append(text.text)
    return [
        {"words": render_html(prompt.words, address) if (prompt := reflection.prompt(id_)) else None, "texts": written}
        for id_, written in by_prompt.items() if written
    ]
